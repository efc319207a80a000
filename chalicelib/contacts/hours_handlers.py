"""Hours of the telephony, for a clock: each hour they follow the calendars.

What it does is imported at the first call: the API's function loads this module too, and starts without it.
"""

from typing import Any

from chalice.app import Blueprint

from chalicelib.shared.observability import observed

handlers = Blueprint(__name__)


@handlers.lambda_function(name="contacts-hours")
@observed
def contacts_hours(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Keep Connect's hours as the calendars say; without telephony there is nothing to keep."""
    from chalicelib import wiring
    from chalicelib.contacts import hours_following

    return {"hours": hours_following.follow(wiring.following())}
