"""One route of the contract: its words, who may call it, what it reads, answers and refuses."""

import inspect
import re

from chalicelib.shared.http import Operation
from infra.openapi.answers import answers_of
from infra.openapi.document import JSON, Document, Undocumented
from infra.openapi.parameters import parameters_of
from infra.openapi.refusals import Refusals
from infra.openapi.security import security_of
from infra.openapi.shapes import Shapes


def described_operation(operation: Operation, shapes: Shapes, refusals: Refusals) -> Document:
    """Return an operation as OpenAPI has it; its refusals are added to the components of `refusals`.

    :raises Undocumented: if the view has no docstring, or a part of the route cannot be described
    """
    summary, description = _words(operation)
    described: Document = {
        "operationId": _operation_id(operation),
        "tags": [feature_of(operation)],
        "summary": summary,
        "description": description,
        "security": [{name: []} if name else {} for name in security_of(operation)],
        "parameters": parameters_of(operation, shapes),
    }
    if operation.access.roles:
        described["x-roles"] = sorted(operation.access.roles)
    if operation.body is not None:
        described["requestBody"] = {"required": True, "content": {JSON: {"schema": shapes.of(operation.body)}}}
    described["responses"] = {**answers_of(operation, shapes), **refusals.of(operation)}
    return {name: value for name, value in described.items() if value or name == "security"}


def feature_of(operation: Operation) -> str:
    """Return the feature that the view belongs to: its package in chalicelib."""
    return operation.view.__module__.split(".")[1]


def _words(operation: Operation) -> tuple[str, str]:
    text = inspect.cleandoc(operation.view.__doc__ or "")
    if not text:
        raise Undocumented(f"{operation.method} {operation.path} has no docstring")
    first, _, rest = text.partition("\n")
    first, _, raises = first.partition(" :raises")
    rest = "" if raises else rest.partition(":raises")[0]
    return first.strip().removesuffix("."), " ".join(rest.split())


def _operation_id(operation: Operation) -> str:
    """Return an id from method and path, so that renaming a view changes no client."""
    parts = [f"by_{part[1:-1]}" if part.startswith("{") else part for part in operation.path.strip("/").split("/")]
    kept = parts[1:] if re.fullmatch(r"v\d+", parts[0]) else parts
    return re.sub(r"\W", "_", "_".join([operation.method.lower(), *kept]))
