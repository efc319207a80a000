"""Contacts for machines: what Amazon Connect tells of contacts and of those who answer them.

What it does is imported at the first call: the API's function loads this module too, and starts without it.
"""

from typing import Any

from chalice.app import Blueprint

from chalicelib.shared.observability import observed

handlers = Blueprint(__name__)


@handlers.lambda_function(name="contacts-records")
@observed
def contacts_records(event: dict[str, Any], context: Any) -> Any:
    """Take in contact records, each once whatever the stream sends twice."""
    from chalicelib.contacts import inbox

    return inbox.records(event, context)


@handlers.lambda_function(name="contacts-agents")
@observed
def contacts_agents(event: dict[str, Any], context: Any) -> Any:
    """Take in what agents do."""
    from chalicelib.contacts import inbox

    return inbox.agents(event, context)


@handlers.lambda_function(name="contacts-events")
@observed
def contacts_events(event: dict[str, Any], context: Any) -> Any:
    """Take in how far contacts have come."""
    from chalicelib.contacts import inbox

    return inbox.events(event, context)
