"""Telephone calls, for machines: a flow of Amazon Connect asks for what it says to a caller.

What it does is imported at the first call: the API's function loads this module too, and starts without it.
"""

from typing import Any

from chalice.app import Blueprint

from chalicelib.shared.observability import observed

handlers = Blueprint(__name__)


@handlers.lambda_function(name="tickets-say")
@observed
def tickets_say(event: dict[str, Any], context: Any) -> dict[str, str]:
    """Answer a flow that asks for a ticket's state: a flat map of texts, as its STRING_MAP needs."""
    from chalicelib import wiring
    from chalicelib.tickets import calling

    given = event.get("Details", {}).get("Parameters", {})
    number, caller, language = (str(given.get(name, "")) for name in ("number", "caller", "language"))
    return calling.answer(wiring.calling(), number=number, caller=caller, language=language)
