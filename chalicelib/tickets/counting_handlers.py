"""Counting for machines: what the bus says happened to a ticket moves it to the cell in which it belongs."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.shared.observability import observed

handlers = Blueprint(__name__)


@handlers.lambda_function(name="tickets-count")
@observed
def tickets_count(event: dict[str, Any], context: Any) -> Any:
    """Count each ticket that something happened to where it belongs now."""
    from chalicelib.tickets import counting

    return counting.count(event, context)
