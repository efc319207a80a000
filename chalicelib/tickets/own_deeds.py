"""What requesters do with their own tickets; what a merged or done one allows is the rules' to say (lifecycle.py)."""

from collections.abc import Iterator, Sequence

from chalicelib.tickets import actions
from chalicelib.tickets.actions import Doing, Done
from chalicelib.tickets.bearer import Bearer
from chalicelib.tickets.deeds import Action, Deed, Reply, Respond
from chalicelib.tickets.lifecycle import REQUESTER
from chalicelib.tickets.requesters import Context, owned
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.trouble import TicketChanged
from chalicelib.tickets.words import Status

TRIES = 5


def message(context: Context, bearer: Bearer, typed: str, text: str, *, key: str, correlation: str) -> Done:
    """Take a requester's message: the response if they were asked, else a word more.

    :raises TicketNotFound: if it is not theirs, or there is none
    :raises ActionNotAllowed: if the ticket is done
    """
    found = owned(context, bearer, typed)
    response, word = (_doing(action, deed, key, correlation) for action, deed in (
        (Action.RESPOND, Respond(text=text)), (Action.REPLY, Reply(text=text))))  # fmt: skip
    waits = found.ticket.status is Status.WAITING
    return _act(context, found.ticket, *((response, word) if waits else (word, response)))


def do(context: Context, bearer: Bearer, typed: str, action: Action, deed: Deed, *, key: str, correlation: str) -> Done:
    """Do what a requester may do to the own ticket; raises as `actions.act`."""
    found = owned(context, bearer, typed)
    return _act(context, found.ticket, _doing(action, deed, key, correlation))


def _doing(action: Action, deed: Deed, key: str, correlation: str) -> Doing:
    return Doing(action=action, deed=deed, actor=REQUESTER, key=key, correlation=correlation)


def _act(context: Context, ticket: Ticket, *doings: Doing) -> Done:
    """Do the first of some deeds, or the one whose key is known already; requesters name no version, so it is tried
    again when somebody else changes the ticket meanwhile.
    """
    doing = next(_known(context, ticket, doings), doings[0])
    for _ in range(TRIES):
        try:
            return actions.act(context.acting, ticket.number, doing)
        except TicketChanged as changed:
            again = changed
    raise again


def _known(context: Context, ticket: Ticket, doings: Sequence[Doing]) -> Iterator[Doing]:
    """Yield the deeds whose keys the ticket remembers: a repeat is the same deed, whatever the status is now."""
    for doing in doings:
        if ticket.known_key(actions.known_action(context.acting.secret, ticket.number, doing).key):
            yield doing
