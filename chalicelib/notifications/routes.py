"""Messages over HTTP, for staff: what became of each notice of a ticket (R127, R142), and how each message reads."""

from chalicelib import wiring
from chalicelib.notifications.views import (
    MessageList,
    MessagePreview,
    MessagesWanted,
    PreviewWanted,
    TemplateList,
)
from chalicelib.organisations.actions import seen_body
from chalicelib.organisations.staff import Role
from chalicelib.shared.errors import Invalid, NotFound
from chalicelib.shared.http import Call, Routes
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.visibility import READERS

routes = Routes(__name__)
KEEPERS = wiring.staff(Role.ADMIN, Role.SUPERVISOR)


@routes.on(
    "GET", "/v1/tickets/{number}/messages",
    access=wiring.staff(*READERS), query=MessagesWanted, answer=MessageList, problems=(TicketNotFound, Invalid),
)  # fmt: skip
def list_messages(call: Call, number: str) -> MessageList:
    """List the messages of a ticket with their delivery states, newest first."""
    from chalicelib.notifications import reading

    return reading.messages_of(wiring.notifications(), call.caller, number, call.query)


@routes.on("GET", "/v1/organisation/messages", access=KEEPERS, answer=TemplateList)
def list_templates(call: Call) -> TemplateList:
    """List every message that the service sends: at which event, to whom, by which channels."""
    from chalicelib.notifications import preview

    return TemplateList(items=preview.templates())


@routes.on(
    "GET", "/v1/organisation/messages/{id}/preview",
    access=KEEPERS, query=PreviewWanted, answer=MessagePreview, problems=(NotFound, Invalid),
)  # fmt: skip
def preview_message(call: Call, id: str) -> MessagePreview:
    """Show a message as it would be sent, of an invented ticket, with the parts that its SMS takes."""
    from chalicelib.notifications import preview

    body = wiring.organisations().recent.body(seen_body(call.caller, call.query.body))
    return preview.preview(id, call.query, body, wiring.settings().portal_url, wiring.clock()())
