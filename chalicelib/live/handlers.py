"""Live connections, for machines: a WebSocket API hands each connection and each message over.

What it does is imported at the first call: the API's function loads this module too, and starts without it.
"""

from typing import Any

from chalice.app import Blueprint

from chalicelib.shared.observability import observed

handlers = Blueprint(__name__)


@handlers.lambda_function(name="live-socket")
@observed
def live_socket(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Take in a console's connection, what it says, and its end."""
    from chalicelib import wiring
    from chalicelib.live import socket

    return socket.take(wiring.connections(), event)
