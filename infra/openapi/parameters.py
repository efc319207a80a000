"""What stands in paths, queries and headers."""

import re

from chalicelib.shared.http import Operation
from infra.openapi.document import Document, Undocumented
from infra.openapi.shapes import Shapes

CODE = {"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,39}$"}
PATH_PARAMETERS: dict[str, tuple[str, Document]] = {
    "number": (
        "A ticket's number: 12 digits, with spaces or dashes or without, in Latin, Arabic-Indic or Persian digits.",
        {"type": "string", "minLength": 12, "maxLength": 40},
    ),
    "code": ("The stable code of a body or of one of its parts.", CODE),
    "username": ("A user name, in any case.", {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$"}),
    "id": ("An id that the service gave.", {"type": "string", "minLength": 1, "maxLength": 64}),
    "index": (
        "The place of a recording among those of its contact, from 0.",
        {"type": "string", "pattern": "^[0-9]{1,2}$"},
    ),
    "token": ("A link's token, as it stands in a message.", {"type": "string", "minLength": 16, "maxLength": 200}),
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "schema": {"type": "string", "pattern": '^"?[0-9]{1,9}"?$'},
    "example": '"7"',
}
HEADERS: dict[str, Document] = {
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": True,
        "description": "16 to 64 characters, chosen by the caller for this thing; a repeat answers the first result.",
        "schema": {"type": "string", "pattern": "^[!-~]{16,64}$"},
        "example": "8f14e45f-ceea-467f-ab28-2f6a1c2f8d10",
    },
    "IfMatch": {
        **_IF_MATCH,
        "required": True,
        "description": "The `version` that the caller saw: a change in between is refused (412).",
    },
    "IfMatchUnlessNew": {
        **_IF_MATCH,
        "required": False,
        "description": "The `version` that the caller saw; left out for what is new.",
    },
    "AcceptLanguage": {
        "name": "Accept-Language",
        "in": "header",
        "required": False,
        "description": "The language of a problem's `title`: Arabic unless English is preferred.",
        "schema": {"type": "string"},
        "example": "ar",
    },
}


def parameters_of(operation: Operation, shapes: Shapes) -> list[Document]:
    """Return what an operation takes from its path, its query and the headers.

    :raises Undocumented: if the path has a parameter that `PATH_PARAMETERS` lacks
    """
    version = _if_match(operation)
    headers = (("IdempotencyKey", operation.keyed), (version, operation.versioned), ("AcceptLanguage", True))
    return [
        *(_path_parameter(operation, name) for name in re.findall(r"{(\w+)}", operation.path)),
        *shapes.parameters(operation.query),
        *({"$ref": f"#/components/parameters/{name}"} for name, read in headers if read),
    ]


def _if_match(operation: Operation) -> str:
    """Return which header parameter it is: a PUT that makes something new names no version."""
    return "IfMatchUnlessNew" if operation.method == "PUT" else "IfMatch"


def _path_parameter(operation: Operation, name: str) -> Document:
    try:
        description, schema = PATH_PARAMETERS[name]
    except KeyError:
        raise Undocumented(f"{operation.method} {operation.path}: unknown path parameter {name}") from None
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}
