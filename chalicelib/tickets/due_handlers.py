"""What is due by itself, for machines: the workflows of promises ask for it through a queue.

What it does is imported at the first call: the API's function loads this module too, and starts without it.
"""

from typing import Any

from chalice.app import Blueprint

from chalicelib.shared.observability import observed

handlers = Blueprint(__name__)


@handlers.lambda_function(name="tickets-due")
@observed
def tickets_due(event: dict[str, Any], context: Any) -> Any:
    """Do what each step that is due asks for, and count clocks again where a calendar or policy changed."""
    from chalicelib.tickets import due_inbox

    return due_inbox.take(event, context)
