"""Give many tickets to somebody else at once: those named, or all that somebody has who is away (R001, R134).

Each is assigned by the same action as one alone, under a key of its own, so a repeat after a lost answer or a broken
line finds what was done and does the rest. What a request is to do is kept before it begins, its answer at its end.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Literal, Protocol

import msgspec
from msgspec import Meta

from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.errors import Invalid, KeyReused, NidaaError
from chalicelib.shared.numbers import read_number
from chalicelib.tickets import actions
from chalicelib.tickets.deeds import Action, Assign, Code, Text
from chalicelib.tickets.lifecycle import actor_of
from chalicelib.tickets.lists import Index, Lists, Stretch, cursor, read_cursor
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.visibility import may_see

REASSIGNERS = (Role.SUPERVISOR, Role.DISTRIBUTOR, Role.MANAGER)
# So many tickets are reassigned by one request.
MOST = 100
# So long a request is known again.
KEPT = timedelta(days=2)


class Named(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A ticket, and the version that was seen; without one, the version that it has."""

    number: Annotated[str, Meta(min_length=12, max_length=40)]
    version: Annotated[int, Meta(ge=0, le=999_999_999)] | None = None


class Reassignment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Which tickets (`tickets`, or all of the person `from`, a hundred at a time), and to whom.

    Without `to` each goes to whoever of its section has been idle longest. `cursor` goes on where `next` says.
    """

    reason: Text
    to: Code | None = None
    tickets: Annotated[tuple[Named, ...], Meta(max_length=MOST)] = ()
    of: Code | None = msgspec.field(name="from", default=None)
    cursor: Annotated[str, Meta(max_length=1000)] = ""


class Became(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one ticket: given `to` somebody, or refused with the code of the problem and left as it was.

    Who had it stands in `from` (left out: nobody), so that it can be given back, at the `version` that it has now.
    """

    number: str
    result: Literal["assigned", "refused"]
    to: str = ""
    to_name: str = ""
    had: str = msgspec.field(name="from", default="")
    had_name: str = msgspec.field(name="from_name", default="")
    version: int | None = None
    problem: str = ""


class Reassigned(msgspec.Struct, frozen=True, kw_only=True):
    """What became of each ticket; `next` asks for the person's further ones, null at the end."""

    items: tuple[Became, ...]
    next: str | None = None


class Ordered(Named, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A ticket of a request, and who had it when that began."""

    had: str = ""


class Order(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A request as it is kept: a digest of its body, what it is to do, and what it answered; None until it is done."""

    fingerprint: str
    tickets: tuple[Ordered, ...]
    next: str | None = None
    answer: Reassigned | None = None


class Orders(Protocol):
    """Where requests are kept for a while."""

    def get(self, digest: str) -> Order | None: ...

    def put(self, digest: str, order: Order, expires: datetime) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Context:
    acting: actions.Context
    lists: Lists
    orders: Orders


def reassign(
    context: Context, staff: Staff, asked: Reassignment, key: str, correlation: str
) -> tuple[Reassigned, bool]:
    """Reassign tickets, and say whether this is the answer to an earlier request under the same key.

    A ticket that may not be assigned so is left as it was, and the answer says why; the others are assigned.

    :raises KeyReused: if the key came before with another body
    :raises Invalid: if not just one of `tickets` and `from` is given, nobody is meant by `to`, or the cursor is of
        another list
    """
    secret, now = context.acting.secret, context.acting.clock()
    digest = secret.text("reassignment-key", staff.id, key, size=12)
    fingerprint = secret.text("reassignment-body", msgspec.json.encode(asked).decode(), size=9)
    order = context.orders.get(digest)
    if order and order.fingerprint != fingerprint:
        raise KeyReused.field("Idempotency-Key", "used-with-another-body")
    if order and order.answer:
        return order.answer, True
    if order is None:
        order = _order(context, staff, asked, fingerprint)
        context.orders.put(digest, order, now + KEPT)
    done = Reassigned(items=tuple(_each(context, staff, asked, order, key, correlation)), next=order.next)
    context.orders.put(digest, msgspec.structs.replace(order, answer=done), now + KEPT)
    return done, False


def _order(context: Context, staff: Staff, asked: Reassignment, fingerprint: str) -> Order:
    """Return what a request is to do, with the versions that the tickets have now where none is named."""
    if bool(asked.tickets) == bool(asked.of):
        raise Invalid.field("from" if asked.of else "tickets", "not-allowed" if asked.of else "missing")
    if asked.to is not None and not _is_colleague(context.acting.staff(asked.to), staff):
        raise Invalid.field("to", "not-found")
    if asked.of:
        tickets, following = _held(context, staff, asked, asked.of)
        return Order(fingerprint=fingerprint, tickets=tuple(map(_seen, tickets)), next=following)
    named = {read_number(each.number) or each.number: each for each in asked.tickets}
    heads = context.lists.heads(list(named))
    return Order(fingerprint=fingerprint, tickets=tuple(_versioned(n, each, heads) for n, each in named.items()))


def _is_colleague(person: Staff | None, staff: Staff) -> bool:
    return person is not None and person.active and bool(person.bodies & staff.bodies)


def _held(context: Context, staff: Staff, asked: Reassignment, of: str) -> tuple[list[Ticket], str | None]:
    """Return a page of what somebody has, and where it goes on; without a `to`, of what sections work on only."""
    secret, name = context.acting.secret, f"reassign {staff.id} {of}"
    after = read_cursor(secret, name, asked.cursor)
    places = context.lists.places(Stretch(Index.ASSIGNEE, of), after=after, limit=MOST + 1)
    page = places[:MOST]
    heads = context.lists.heads([place.number for place in page]).values() if page else ()
    tickets = [t for t in heads if t.assignee == of and t.is_open and may_see(staff, t, context.acting.body)]
    if asked.to is None:
        tickets = [ticket for ticket in tickets if ticket.queue.startswith("section:")]
    following = cursor(secret, name, page[-1].sort) if len(places) > MOST else None
    return sorted(tickets, key=lambda ticket: (ticket.due_at, ticket.number)), following


def _seen(ticket: Ticket) -> Ordered:
    return Ordered(number=ticket.number, version=ticket.version, had=ticket.assignee)


def _versioned(number: str, named: Named, heads: dict[str, Ticket]) -> Ordered:
    known = heads.get(number)
    now = known.version if known else None
    version = now if named.version is None else named.version
    return Ordered(number=number, version=version, had=known.assignee if known else "")


def _each(
    context: Context, staff: Staff, asked: Reassignment, order: Order, key: str, correlation: str
) -> Iterable[Became]:
    for named in order.tickets:
        doing = actions.Doing(
            action=Action.ASSIGN, deed=Assign(to=asked.to, reason=asked.reason), actor=actor_of(staff),
            key=f"reassignment {key}", version=named.version, correlation=correlation,
        )  # fmt: skip
        try:
            ticket = _assigned(context, named, doing)
        except NidaaError as refusal:
            yield Became(number=named.number, result="refused", problem=refusal.code())
        else:
            yield Became(
                number=ticket.number, result="assigned", to=ticket.assignee, to_name=_name(context, ticket.assignee),
                had=named.had, had_name=_name(context, named.had), version=ticket.version,
            )  # fmt: skip


def _name(context: Context, id: str) -> str:
    person = context.acting.staff(id) if id else None
    return person.name if person else ""


def _assigned(context: Context, named: Named, doing: actions.Doing) -> Ticket:
    if named.version is None:
        raise TicketNotFound
    return actions.act(context.acting, named.number, doing).ticket
