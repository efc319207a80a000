"""What staff may read of messages."""

from chalicelib.notifications.context import Context
from chalicelib.notifications.views import MessageList, MessagesWanted, shown
from chalicelib.organisations.staff import Staff
from chalicelib.shared.numbers import read_number
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.visibility import seen


def messages_of(context: Context, staff: Staff, typed: str, wanted: MessagesWanted) -> MessageList:
    """Return a page of a ticket's messages, newest first.

    :raises TicketNotFound: if there is no such ticket, or it is not theirs to see
    """
    number = read_number(typed)
    if number is None:
        raise TicketNotFound
    ticket, _details = context.tickets.whole(number)
    found = context.messages.of_ticket(
        seen(staff, ticket, context.body).number, before=wanted.cursor, limit=wanted.limit
    )
    last = found[-1].key if len(found) == wanted.limit else None
    return MessageList(items=[shown(message) for message in found], next=last.sort if last else None)
