"""Notifications for machines: the bus, the queues of codes and checks, and the carriers' receipts.

What they do is imported at the first call: the API's function loads this module too, and starts without it.
"""

from typing import Any

from chalice.app import Blueprint

from chalicelib.shared.observability import observed

handlers = Blueprint(__name__)


@handlers.lambda_function(name="notifications-tell")
@observed
def notifications_tell(event: dict[str, Any], context: Any) -> Any:
    """Tell people what the bus says happened."""
    from chalicelib.notifications import inbox

    return inbox.tell(event, context)


@handlers.lambda_function(name="notifications-codes")
@observed
def notifications_codes(event: dict[str, Any], context: Any) -> Any:
    """Make and send the one-time codes that were asked for."""
    from chalicelib.notifications import inbox

    return inbox.codes(event, context)


@handlers.lambda_function(name="notifications-check")
@observed
def notifications_check(event: dict[str, Any], context: Any) -> Any:
    """Look again at messages whose receipt did not come."""
    from chalicelib.notifications import inbox

    return inbox.check(event, context)


@handlers.lambda_function(name="notifications-receipts")
@observed
def notifications_receipts(event: dict[str, Any], context: Any) -> Any:
    """Keep what the carriers say: SES by way of a queue, SNS by way of its delivery log."""
    from chalicelib.notifications import inbox

    return inbox.receipts(event, context)
