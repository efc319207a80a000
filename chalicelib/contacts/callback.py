"""A callback (معاودة الاتصال): a call that the centre owes, and when it is tried (R087, R148). Pure.

It is tried within working time alone. Somebody is unreachable after the body's number of tries (three at least), each
so many hours after the one before (two at least), on so many days (two at least). A task that nobody took up is no try.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

import msgspec

from chalicelib.contacts.switchboard import Callbacks
from chalicelib.organisations.hours import Hours
from chalicelib.shared.clock import from_iso, iso

# So long an offer waits for an agent, before it is taken back and made anew.
OFFER_LASTS = timedelta(minutes=30)
# What an agent says of a call comes about so long after it began, or before its record.
SAME_CALL = timedelta(minutes=15)
MOST_TRIES = 50
"""So many tries of one callback are kept, however close they were: with their notes they must fit into one item."""
_DAY = timedelta(days=1)


class CallbackState(StrEnum):
    WAITING = "waiting"
    OFFERED = "offered"
    REACHED = "reached"
    UNREACHABLE = "unreachable"
    CANCELLED = "cancelled"


OPEN = frozenset({CallbackState.WAITING, CallbackState.OFFERED})


class Try(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One call: when, by whom (user name), whether somebody was reached; `contact` is the call's.

    `said` is the key of the request by which the agent told of it; "" if only the call's record did.
    """

    at: str
    by: str
    reached: bool
    note: str = ""
    contact: str = ""
    said: str = ""


class Callback(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A callback as it is kept; `number` is E.164 and sealed where it is kept.

    `origin` is flow or agent, `contact` the call in which it was asked for, `by` the user name of who asked for it,
    `task` the contact by which it is offered, `offers` how often it was. `untold` is set with the change that made
    somebody unreachable, until the bus has taken the event: who could not be reached is told so (docs/notices.md).
    """

    id: str
    body: str
    number: str
    queue: str
    requested_at: str
    due_at: str
    fingerprint: str = ""
    language: str = "ar"
    state: CallbackState = CallbackState.WAITING
    origin: str = "flow"
    contact: str = ""
    by: str = ""
    note: str = ""
    ticket: str = ""
    person: str = ""
    tries: tuple[Try, ...] = ()
    task: str = ""
    offers: int = 0
    ended_at: str = ""
    ended_by: str = ""
    reason: str = ""
    untold: bool = False
    version: int = 0

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def with_(self, **facts: object) -> "Callback":
        """Return the callback with other facts."""
        return msgspec.structs.replace(self, **facts)


def counted(tries: Sequence[Try], rules: Callbacks) -> list[Try]:
    """Return the tries that count: each so many hours after the last that counted."""
    found: list[Try] = []
    apart = timedelta(hours=rules.hours_apart)
    for each in sorted(tries, key=lambda each: each.at):
        if not found or from_iso(each.at) - from_iso(found[-1].at) >= apart:
            found.append(each)
    return found


def is_unreachable(tries: Sequence[Try], rules: Callbacks, zone: tzinfo) -> bool:
    """Return whether enough was tried, on enough days of the body's zone."""
    enough = counted(tries, rules)
    return len(enough) >= rules.tries and len(_days(enough, zone)) >= rules.days


def _days(tries: Sequence[Try], zone: tzinfo) -> set[date]:
    return {from_iso(each.at).astimezone(zone).date() for each in tries}


def next_due(tries: Sequence[Try], rules: Callbacks, hours: Hours, zone: tzinfo, now: datetime) -> datetime:
    """Return when to try again: in working time, so many hours after the last try, on another day where days run short.

    As many days as are still wanted are kept for the tries that are left, so that the last of them is enough.
    """
    if not tries:
        return hours.opening(now)
    last = max(from_iso(each.at) for each in tries)
    earliest = max(now, last + timedelta(hours=rules.hours_apart))
    enough = counted(tries, rules)
    left, days = rules.tries - len(enough), rules.days - len(_days(enough, zone))
    if days > 0 and days >= left:
        morrow = last.astimezone(zone).date() + _DAY
        midnight = datetime(morrow.year, morrow.month, morrow.day, tzinfo=zone)
        earliest = max(earliest, midnight)
    return hours.opening(earliest)


def same_try(tries: Sequence[Try], attempt: Try) -> Try | None:
    """Return the try that is told of once more: of the same call, or by the same agent about the same time.

    A call's record and what the agent says of it come in any order, and the agent need not name the call. Who tells of
    two without naming them made two.
    """
    for each in tries:
        if attempt.contact and each.contact:
            if attempt.contact == each.contact:
                return each
        elif each.said and attempt.said:
            continue
        elif each.by == attempt.by and abs(from_iso(each.at) - from_iso(attempt.at)) <= SAME_CALL:
            return each
    return None


def joined(before: Try, now: Try) -> Try:
    """Return what a record and an agent say of one call; the agent knows who answered: a person or a machine."""
    agents = now if now.said else before
    return Try(
        at=min(before.at, now.at), by=agents.by or before.by, reached=agents.reached, note=now.note or before.note,
        contact=before.contact or now.contact, said=now.said or before.said,
    )  # fmt: skip


def tried(callback: Callback, attempt: Try, rules: Callbacks, hours: Hours, zone: tzinfo, now: datetime) -> Callback:
    """Return a callback after a try: reached, unreachable, or due again; one told of before is joined."""
    if known := same_try(callback.tries, attempt):
        attempt = joined(known, attempt)
    tries = (*(each for each in callback.tries if each != known), attempt)
    after = callback.with_(tries=tries, task="", ended_at="", ended_by="", untold=False)
    if attempt.reached:
        return after.with_(state=CallbackState.REACHED, ended_at=iso(now), ended_by=attempt.by)
    if is_unreachable(tries, rules, zone) or len(tries) >= MOST_TRIES:
        ended = after.with_(state=CallbackState.UNREACHABLE, ended_at=iso(now), ended_by=attempt.by)
        return ended.with_(untold=True, due_at=iso(now))
    return after.with_(state=CallbackState.WAITING, due_at=iso(next_due(tries, rules, hours, zone, now)))


def offered(callback: Callback, task: str, until: datetime) -> Callback:
    """Return a callback that is offered to agents, due again when the offer is over."""
    return callback.with_(state=CallbackState.OFFERED, task=task, offers=callback.offers + 1, due_at=iso(until))


def put_off(callback: Callback, until: datetime) -> Callback:
    """Return a callback that waits for a later time."""
    return callback.with_(state=CallbackState.WAITING, task="", due_at=iso(until))
