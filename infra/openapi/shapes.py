"""The JSON Schemas of what is read and written."""

from collections.abc import Iterable
from typing import Any

import msgspec

from chalicelib.shared.http import Operation
from infra.openapi.document import Document


class Shapes:
    """The JSON Schemas of everything that is read or written."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        kinds = list(dict.fromkeys(k for o in operations for k in (o.body, o.answer, o.query) if k is not None))
        queries = {o.query for o in operations if o.query is not None}
        schemas, components = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
        components = {name: _without_blanks(shape) for name, shape in components.items()}
        self._schemas = dict(zip(kinds, schemas, strict=True))
        self._queries = {kind: components[self._schemas[kind]["$ref"].rpartition("/")[2]] for kind in queries}
        only_queries = {self._schemas[kind]["$ref"].rpartition("/")[2] for kind in queries}
        self.components = {name: components[name] for name in sorted(components) if name not in only_queries}

    def of(self, kind: Any) -> Document:
        """Return the schema of a struct, a reference."""
        schema: Document = self._schemas[kind]
        return schema

    def parameters(self, kind: Any) -> list[Document]:
        """Return a query struct as parameters."""
        if kind is None:
            return []
        shape = self._queries[kind]
        required = set(shape.get("required", ()))
        return [
            {"name": name, "in": "query", "required": name in required, "schema": schema}
            for name, schema in shape.get("properties", {}).items()
        ]


def _without_blanks(shape: Any) -> Any:
    """Return a schema without the defaults "" that only say that nothing was given, where a pattern refuses them."""
    if isinstance(shape, list):
        return [_without_blanks(item) for item in shape]
    if not isinstance(shape, dict):
        return shape
    blank = shape.get("default") == "" and "pattern" in shape
    return {name: _without_blanks(value) for name, value in shape.items() if not (blank and name == "default")}
