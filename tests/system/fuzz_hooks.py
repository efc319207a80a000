"""What schemathesis is told of the service under test: who asks, and for things that there are (SCHEMATHESIS_HOOKS).

NIDAA_FUZZ names a JSON file: tokens of staff, a requester's and a ticket's, and a ticket's number and a person's id.
"""

import json
import os
from pathlib import Path
from typing import Any
from zlib import crc32

import schemathesis

KNOWN: dict[str, str] = json.loads(Path(os.environ["NIDAA_FUZZ"]).read_text())
REQUESTER = ("/v1/public/me", "/v1/public/tickets")
TICKET = "/v1/public/tickets/{number}"


@schemathesis.auth()
class Caller:
    """Calls each route as somebody who may."""

    def get(self, _case: Any, context: Any) -> str:
        path: str = context.operation.path
        if path.startswith(TICKET):
            return KNOWN["track"]
        if path.startswith("/v1/public/"):
            return KNOWN["session"]
        return KNOWN["admin" if path.startswith("/v1/organisation") else "staff"]

    def set(self, case: Any, data: str, _context: Any) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.hook  # type: ignore[untyped-decorator]
def map_path_parameters(_context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Ask in three of four cases for what there is."""
    for name in ("number", "id"):
        if path_parameters and name in path_parameters and crc32(repr(path_parameters[name]).encode()) % 4:
            path_parameters[name] = KNOWN[name]
    return path_parameters
