"""When somebody is called back, when that is late, and when it ends (R087, R148). Pure.

They are called within working time alone. Somebody is unreachable after the body's number of tries (three at least),
each so many hours after the one before (two at least), on so many days (two at least). A task that nobody took up is no
try. Who calls us themselves meanwhile and is answered is owed no call any more.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo

from chalicelib.contacts.callback import Callback, CallbackState, Try
from chalicelib.contacts.contact import Contact, Direction
from chalicelib.contacts.switchboard import Callbacks
from chalicelib.organisations.hours import Hours
from chalicelib.shared.clock import from_iso, iso

# So long an offer waits for an agent, before it is taken back and made anew.
OFFER_LASTS = timedelta(minutes=30)
LATE_AFTER = OFFER_LASTS
"""Within so much working time they are called: a call is late once nobody took up its first offer."""
# What an agent says of a call comes about so long after it began, or before its record.
SAME_CALL = timedelta(minutes=15)
MOST_TRIES = 50
"""So many tries of one callback are kept, however close they were: with their notes they must fit into one item."""
# How a call begins in which somebody called us; a transfer by an agent follows a call that was answered already.
_CALLED_US = frozenset({"INBOUND", "QUEUE_TRANSFER"})
_DAY = timedelta(days=1)


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
    return owed_from(after.with_(state=CallbackState.WAITING), next_due(tries, rules, hours, zone, now))


def owed_from(callback: Callback, due: datetime) -> Callback:
    """Return a callback that is owed from a time on."""
    return callback.with_(due_at=iso(due), owed_at=iso(due))


def late_from(callback: Callback, hours: Hours) -> datetime:
    """Return from when on a call is late: half an hour of working time after it was owed."""
    return hours.add(from_iso(callback.owed), LATE_AFTER)


def offered(callback: Callback, task: str, until: datetime) -> Callback:
    """Return a callback that is offered to agents, due again when the offer is over."""
    return callback.with_(state=CallbackState.OFFERED, task=task, offers=callback.offers + 1, due_at=iso(until))


def put_off(callback: Callback, until: datetime) -> Callback:
    """Return a callback that waits for a later time."""
    return callback.with_(state=CallbackState.WAITING, task="", due_at=iso(until))


def is_settled_by(callback: Callback, contact: Contact) -> bool:
    """Return whether somebody's own call pays what a callback owes: they were answered after it was asked for.

    Whoever answered is as good as the queue that was meant, for agents hand calls on. What staff promised for a later
    time stands: whoever answers need not know of it.
    """
    told = contact.told
    answered = told.answered_at if told.channel == "phone" and told.direction is Direction.INBOUND else ""
    promised = callback.origin == "agent" and callback.owed > answered
    return callback.is_open and told.method in _CALLED_US and answered > callback.requested_at and not promised


def settled(callback: Callback, contact: Contact) -> Callback:
    """Return a callback that somebody's own call ended, by who answered it; it is no try of ours."""
    told = contact.told
    return callback.with_(
        state=CallbackState.REACHED, reached_in=contact.id, ended_at=told.answered_at, ended_by=told.agent, task=""
    )  # fmt: skip
