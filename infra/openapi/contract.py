"""The whole contract, from the routes of the entry point."""

import inspect
import json
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Protocol

from chalicelib.shared.http import Routes
from infra.openapi.document import Document
from infra.openapi.operation import described_operation, feature_of
from infra.openapi.parameters import HEADERS
from infra.openapi.refusals import PROBLEM_SCHEMA, Refusals
from infra.openapi.security import SCHEMES, scheme
from infra.openapi.shapes import Shapes

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "docs" / "openapi.json"


class Entry(Protocol):
    """The entry point of the service: app.py."""

    @property
    def FEATURES(self) -> tuple[Routes, ...]: ...  # noqa: N802 - the name in app.py


def document(entry: Entry) -> Document:
    """Return the OpenAPI document of every route of the entry point, the same for the same routes.

    :raises Undocumented: naming the route that cannot be described
    """
    operations = sorted(
        (operation for feature in entry.FEATURES for operation in feature.operations),
        key=lambda operation: (operation.path, operation.method),
    )
    shapes = Shapes(operations)
    refusals = Refusals()
    paths: dict[str, Document] = defaultdict(dict)
    for operation in operations:
        paths[operation.path][operation.method.lower()] = described_operation(operation, shapes, refusals)
    return {
        "openapi": "3.1.0",
        "info": _info(),
        "servers": [{"url": "http://localhost:8000", "description": "The service on a laptop (`make up`)"}],
        "tags": [_tag(name) for name in sorted({feature_of(operation) for operation in operations})],
        "paths": dict(paths),
        "components": {
            "securitySchemes": {name: scheme(name, text) for name, text in SCHEMES.items()},
            "parameters": HEADERS,
            "responses": refusals.components,
            "schemas": {**shapes.components, "Problem": PROBLEM_SCHEMA},
        },
    }


def text_of(described: Document) -> str:
    """Return a document as it stands in the file."""
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _tag(feature: str) -> Document:
    doc = inspect.getdoc(sys.modules[f"chalicelib.{feature}"]) or ""
    return {"name": feature, "description": " ".join(doc.split())}


def _info() -> Document:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {
        "title": "Nidaa",
        "version": project["version"],
        "description": f"{project['description']}. What holds for every call is in docs/api.md.",
        "license": {"name": "Apache License 2.0", "identifier": project["license"]},
    }
