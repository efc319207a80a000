"""The WebSocket's events as Amazon API Gateway hands them over, raw: `$connect`, `$disconnect`, and what is sent.

Chalice's own WebSocket support would answer a connection only, and sends by an address of its own making.
"""

import base64
from typing import Any

from chalicelib.live import actions
from chalicelib.live.actions import Context
from chalicelib.shared.errors import Unauthenticated

Answer = dict[str, Any]
_DONE: Answer = {"statusCode": 200}


def take(context: Context, event: dict[str, Any]) -> Answer:
    """Do what an event asks; a connection without a ticket that is good is refused with 401."""
    about = event["requestContext"]
    id, kind = about["connectionId"], about["eventType"]
    if kind == "CONNECT":
        return _connect(context, id, event)
    if kind == "DISCONNECT":
        actions.leave(context, id)
    else:
        actions.hear(context, id, _said(event))
    return _DONE


def _connect(context: Context, id: str, event: dict[str, Any]) -> Answer:
    given = event.get("queryStringParameters") or {}
    try:
        actions.connect(context, id, str(given.get("ticket", ""))[:100])
    except Unauthenticated as error:
        return {"statusCode": error.status}
    return _DONE


def _said(event: dict[str, Any]) -> bytes:
    body: str = event.get("body") or ""
    return base64.b64decode(body) if event.get("isBase64Encoded") else body.encode(errors="replace")
