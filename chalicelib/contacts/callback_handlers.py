"""Callbacks for machines: every minute those that are due are offered to agents.

What it does is imported at the first call: the API's function loads this module too, and starts without it.
"""

from typing import Any

from chalice.app import Blueprint

from chalicelib.shared.observability import observed

handlers = Blueprint(__name__)


@handlers.lambda_function(name="contacts-due")
@observed
def contacts_due(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Offer the callbacks that are due."""
    from chalicelib import wiring
    from chalicelib.contacts import callback_offers

    return {"offered": callback_offers.offer_due(wiring.offering())}
