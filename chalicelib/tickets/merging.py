"""What a merge changes of the other ticket: it gains a requester, loses one again, or hears one who is not its own."""

import msgspec

from chalicelib.shared.errors import Invalid
from chalicelib.shared.numbers import read_number
from chalicelib.tickets import clock, lifecycle
from chalicelib.tickets.context import Context
from chalicelib.tickets.deeds import Action, Measure, Merge, Reply
from chalicelib.tickets.doing import Doing, events_of, timers_after
from chalicelib.tickets.scene import Happening, Scene
from chalicelib.tickets.ticket import Change, Ticket, Told
from chalicelib.tickets.trouble import ActionNotAllowed, TicketNotFound
from chalicelib.tickets.visibility import may_see


def joining(context: Context, ticket: Ticket, deed: Merge, doing: Doing, scene: Scene) -> tuple[Merge, list[Change]]:
    """Return the merge with the other ticket's number in its plain form, and what it changes there.

    The earliest registration keeps the clock (domain.md, merge).

    :raises Invalid: if the other is no open ticket of the same body that the actor may see, or the same one
    """
    number = read_number(deed.into) or ""
    into, told = _merged_with(context, number, ticket, doing)
    joined = into.with_(merged_from=(*into.merged_from, ticket.number), changed_at=scene.at, news="joined")
    after = clock.redated(joined, clock.earlier(into.clocks, ticket.clocks))
    happened = [Happening("ticket.joined", {"from": ticket.number}, {})]
    change = Change(
        before=into, after=after, events=events_of(context, happened, doing, scene),
        timers=timers_after(into, after, told, scene.body),
    )  # fmt: skip
    return msgspec.structs.replace(deed, into=number), [change]


def _merged_with(context: Context, number: str, ticket: Ticket, doing: Doing) -> tuple[Ticket, Told]:
    try:
        into, told = context.tickets.with_told(number)
    except TicketNotFound:
        raise Invalid.field("into", "not-found") from None
    staff = doing.actor.staff
    if into.body != ticket.body or (staff and not may_see(staff, into, context.body)):
        raise Invalid.field("into", "not-found")
    if number == ticket.number or not into.is_open or ticket.merged_from:
        raise Invalid.field("into", "not-allowed")
    return into, told


def parting(context: Context, ticket: Ticket, scene: Scene, doing: Doing) -> list[Change]:
    """Return what the ticket that this one was merged into loses again."""
    into = context.tickets.get(ticket.merged_into)
    left = tuple(number for number in into.merged_from if number != ticket.number)
    after = into.with_(merged_from=left, changed_at=scene.at, news="parted")
    happened = [Happening("ticket.parted", {"from": ticket.number}, {})]
    return [Change(before=into, after=after, events=events_of(context, happened, doing, scene))]


def heard(context: Context, ticket: Ticket, deed: Measure | Reply, scene: Scene, doing: Doing) -> list[Change]:
    """Return the word to those who handle the ticket that this one was merged into: its requester wrote, or rated it.

    :raises ActionNotAllowed: if what is rated is not resolved yet
    """
    into = context.tickets.get(ticket.merged_into)
    score = deed.score if isinstance(deed, Measure) else None
    if isinstance(deed, Measure) and into.status not in lifecycle.RULES[Action.MEASURE].statuses:
        raise ActionNotAllowed(status=into.status, allowed=[])
    facts = {"from": ticket.number, **({"score": score} if score else {})}
    happened = [Happening("ticket.heard", facts, {})]
    after = into.with_(changed_at=scene.at, news="heard")
    return [Change(before=into, after=after, events=events_of(context, happened, doing, scene))]
