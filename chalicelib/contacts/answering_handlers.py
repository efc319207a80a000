"""Telephone calls, for machines: a flow of Amazon Connect asks for what it says to a caller.

What it does is imported at the first call: the API's function loads this module too, and starts without it.
"""

from typing import Any

from chalice.app import Blueprint

from chalicelib.shared.observability import observed

handlers = Blueprint(__name__)


@handlers.lambda_function(name="contacts-flow")
@observed
def contacts_flow(event: dict[str, Any], context: Any) -> dict[str, str]:
    """Answer what a flow asks (docs/calls.md)."""
    from chalicelib import wiring
    from chalicelib.contacts import answering

    return answering.answer(wiring.answering(), event)
