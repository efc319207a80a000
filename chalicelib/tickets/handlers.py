"""Tickets for machines: the stream's history rows become events on the bus.

What it does is imported at the first call: the API's function loads this module too, and starts without it.
"""

from typing import Any

from chalice.app import Blueprint

from chalicelib.shared.observability import observed

handlers = Blueprint(__name__)


@handlers.lambda_function(name="tickets-publish")
@observed
def tickets_publish(event: dict[str, Any], context: Any) -> Any:
    """Put each new history row on the bus, once or more, in the order of its ticket."""
    from chalicelib.tickets import publishing

    return publishing.publish(event, context)
