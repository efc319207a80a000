"""The lists of callbacks that staff see: what is owed, what became of it, what is about a ticket."""

from collections.abc import Iterator, Sequence
from itertools import chain

import msgspec

from chalicelib.contacts.callback import OPEN, Callback, CallbackState
from chalicelib.contacts.callback_desk import Desk
from chalicelib.organisations.staff import Staff
from chalicelib.shared.numbers import read_number
from chalicelib.tickets.lists import cursor, read_cursor

MOST_READ = 400
_PAGE = 50


class Page(msgspec.Struct, frozen=True, kw_only=True):
    items: tuple[Callback, ...]
    next: str | None


def listed(
    desk: Desk, staff: Staff, *, state: CallbackState | None, mine: bool, ticket: str, after: str, limit: int
) -> Page:
    """Return a page of the callbacks that somebody may see: those owed by due time, others by their end, newest first.

    `mine` are those of the queues in which somebody sits, and those that they asked for.

    :raises Invalid: if the cursor is none of this list
    """
    if ticket:
        return _of_ticket(desk, staff, ticket, limit)
    states = (state,) if state else tuple(sorted(OPEN))
    name = f"callbacks {staff.id} {'+'.join(states)} {mine}"
    place = read_cursor(desk.calling.secret, name, after)
    found: list[Callback] = []
    last, looked_at = "", 0
    for here, each in _in_order(desk, staff, states, place):
        if len(found) == limit:
            break
        last, looked_at = here, looked_at + 1
        if not mine or _is_mine(desk, staff, each):
            found.append(each)
    else:
        last = last if looked_at >= MOST_READ else ""
    return Page(items=tuple(found), next=cursor(desk.calling.secret, name, last))


def _of_ticket(desk: Desk, staff: Staff, ticket: str, limit: int) -> Page:
    number = read_number(ticket) or ""
    found = desk.lists.of_ticket(number, limit) if number and desk.sees(staff, number) else ()
    return Page(items=tuple(each for each in found if each.body in staff.bodies), next=None)


def _in_order(desk: Desk, staff: Staff, states: Sequence[CallbackState], after: str) -> Iterator[tuple[str, Callback]]:
    """Yield what stands in some lists in one order, page by page, until enough was read."""
    newest_first = not OPEN & set(states)
    for _ in range(0, MOST_READ, _PAGE):
        pages = [desk.lists.page(body, state, after=after, limit=_PAGE, newest_first=newest_first)
                 for body in sorted(staff.bodies) for state in states]  # fmt: skip
        ordered = sorted(chain.from_iterable(pages), key=lambda one: one[0], reverse=newest_first)[:_PAGE]
        yield from ordered
        if len(ordered) < _PAGE:
            return
        after = ordered[-1][0]


def _is_mine(desk: Desk, staff: Staff, callback: Callback) -> bool:
    queue = desk.calling.board(callback.body).queue(callback.queue)
    return callback.by == staff.username or bool(queue and staff.username in queue.staff)
