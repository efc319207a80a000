"""Messages over HTTP, for staff: what became of each notice of a ticket (R127, R142)."""

from chalicelib import wiring
from chalicelib.notifications.views import MessageList, MessagesWanted
from chalicelib.shared.errors import Invalid
from chalicelib.shared.http import Call, Routes
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.visibility import READERS

routes = Routes(__name__)


@routes.on(
    "GET", "/v1/tickets/{number}/messages",
    access=wiring.staff(*READERS), query=MessagesWanted, answer=MessageList, problems=(TicketNotFound, Invalid),
)  # fmt: skip
def list_messages(call: Call, number: str) -> MessageList:
    """List the messages of a ticket with their delivery states, newest first."""
    from chalicelib.notifications import reading

    return reading.messages_of(wiring.notifications(), call.caller, number, call.query)
