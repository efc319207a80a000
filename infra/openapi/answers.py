"""Answers of success, with their headers."""

from chalicelib.shared.http import Operation
from infra.openapi.document import JSON, Document
from infra.openapi.shapes import Shapes


def answers_of(operation: Operation, shapes: Shapes) -> dict[str, Document]:
    """Return the answers of success; a repeat of a creation answers 200, a PUT that makes something new 201."""
    statuses = {operation.status: _success(operation.status)}
    if operation.keyed and operation.status == 201:
        statuses[200] = "A repeat: the first answer again (`Idempotent-Replay: true`), or added to what was there."
    if operation.method == "PUT" and operation.versioned:
        statuses[201] = "Made."
    if operation.status == 302:
        statuses[200] = "The address, to who asked with `redirect=false`."
    content = _content(operation, shapes)
    return {
        str(status): {"description": text, **content, **_answer_headers(operation, status)}
        for status, text in sorted(statuses.items())
    }


def _success(status: int) -> str:
    return {201: "Made.", 202: "Taken.", 204: "Done.", 302: "It is at `Location`."}.get(status, "Done.")


def _content(operation: Operation, shapes: Shapes) -> Document:
    return {} if operation.answer is None else {"content": {JSON: {"schema": shapes.of(operation.answer)}}}


def _answer_headers(operation: Operation, status: int) -> Document:
    text = {"schema": {"type": "string"}}
    named = {
        "Location": status == 302 or (status == 201 and operation.method == "POST"),
        "ETag": operation.versioned,
        "Idempotent-Replay": operation.keyed and status == 200,
    }
    headers = {name: text for name, sent in named.items() if sent}
    return {"headers": headers} if headers else {}
