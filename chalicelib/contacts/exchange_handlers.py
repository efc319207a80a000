"""The exchange, for a clock: each minute Amazon Connect follows what bodies keep here.

What it does is imported at the first call: the API's function loads this module too, and starts without it.
"""

from typing import Any

from chalice.app import Blueprint

from chalicelib.shared.observability import observed

handlers = Blueprint(__name__)


@handlers.lambda_function(name="contacts-exchange")
@observed
def contacts_exchange(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Configure the bodies whose switchboard, people or calendars changed; without telephony there is nothing to do."""
    from chalicelib import wiring
    from chalicelib.contacts.exchange import following

    return {"bodies": following.follow(wiring.following())}
