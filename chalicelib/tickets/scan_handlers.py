"""Uploads for machines: the bucket says through a queue that a file came, and it is looked at.

What it does is imported at the first call: the API's function loads this module too, and starts without it.
"""

from typing import Any

from chalice.app import Blueprint

from chalicelib.shared.observability import observed

handlers = Blueprint(__name__)


@handlers.lambda_function(name="tickets-scan")
@observed
def tickets_scan(event: dict[str, Any], context: Any) -> Any:
    """Look at each upload; what could not be looked at comes again."""
    from chalicelib.tickets import scanning

    return scanning.scan(event, context)
