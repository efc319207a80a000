"""What is due, for machines: every minute callbacks are offered to agents, and contacts that were left open closed.

What it does is imported at the first call: the API's function loads this module too, and starts without it.
"""

from typing import Any

from chalice.app import Blueprint

from chalicelib.shared.observability import observed

handlers = Blueprint(__name__)


@handlers.lambda_function(name="contacts-due")
@observed
def contacts_due(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Offer the callbacks that are due, and close the contacts whose end was never told."""
    from chalicelib import wiring
    from chalicelib.contacts import callback_offers
    from chalicelib.contacts.closing import close_left_open

    # Who is owed a call comes first: a contact that cannot be closed keeps nobody waiting.
    offered = callback_offers.offer_due(wiring.offering())
    return {"closed": close_left_open(wiring.taking()), "offered": offered}
