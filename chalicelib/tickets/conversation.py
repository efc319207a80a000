"""How people speak about a ticket: asked and responding, informed, told of a delay, noted and replied. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.shared.clock import from_iso, iso
from chalicelib.shared.errors import Invalid
from chalicelib.tickets import deeds
from chalicelib.tickets.deeds import Action
from chalicelib.tickets.lifecycle import SYSTEM
from chalicelib.tickets.scene import Moved, Scene, first_reply, happening, out_of_waiting
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import Status

# Unreachable is: three tries, each two hours after the one before at least, on two days (domain.md, inform; R148).
APART, DAYS = timedelta(hours=2), 2


def ask(ticket: Ticket, deed: deeds.Ask, scene: Scene) -> Moved:
    """Ask the requester; the clock pauses."""
    after = ticket.with_(
        status=Status.WAITING,
        waiting_from=ticket.status,
        waiting_since=scene.at,
        first_reply_at=first_reply(ticket, scene),
    )
    return after, [happening(Action.ASK, question=deed.question)]


def respond(ticket: Ticket, deed: deeds.Respond, scene: Scene) -> Moved:
    """Take the requester's response; the clock goes on with what was left."""
    after = out_of_waiting(ticket).with_(status=ticket.waiting_from or Status.REGISTERED)
    return after, [happening(Action.RESPOND, text=deed.text)]


def inform(ticket: Ticket, deed: deeds.Inform, scene: Scene) -> Moved:
    """Inform the requester, or note a try (R148)."""
    now = ticket.this_pass
    tried = (
        msgspec.structs.replace(now, informed=True)
        if deed.reached
        else msgspec.structs.replace(now, tries=(*now.tries, scene.at))
    )
    first = first_reply(ticket, scene) if deed.reached else ticket.first_reply_at
    facts = {"method": deed.method, "reached": deed.reached}
    return ticket.with_(this_pass=tried, first_reply_at=first), [happening(Action.INFORM, facts, note=deed.note)]


def is_unreachable(tries: tuple[str, ...], zone: str) -> bool:
    """Return whether failed tries make a requester unreachable: three, two hours apart, on two days (R148)."""
    times = sorted(from_iso(text) for text in tries)
    if not times:
        return False
    first, last = times[0], times[-1]
    # If any three will do, then the first, the last and one between: no others lie further apart.
    between = any(time - first >= APART and last - time >= APART for time in times)
    return between and len({time.astimezone(ZoneInfo(zone)).date() for time in (first, last)}) == DAYS


def delay(ticket: Ticket, deed: deeds.Delay, scene: Scene) -> Moved:
    """Tell of a delay; the target does not move (R145). Where nobody gave a reason, the system gives the date alone."""
    expected = _expected(deed.expected_by, scene)
    facts = {"expected_by": iso(expected), "computed": scene.actor == SYSTEM or None}
    return ticket.with_(expected_by=iso(expected)), [happening(Action.DELAY, facts, reason=deed.reason)]


def _expected(text: str, scene: Scene) -> datetime:
    """Return the instant that a date (its end in the body's zone) or an instant names.

    :raises Invalid: if it is neither, or not in the future
    """
    zone = ZoneInfo(scene.body.zone)
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise Invalid.field("expected_by", "wrong-format") from None
    if len(text) == len("2026-01-01"):
        read = read.replace(hour=23, minute=59)
    expected = read if read.tzinfo else read.replace(tzinfo=zone)
    if expected <= scene.now:
        raise Invalid.field("expected_by", "not-in-future")
    return expected


def note(ticket: Ticket, deed: deeds.Note, _scene: Scene) -> Moved:
    """Note something among staff."""
    return ticket, [happening(Action.NOTE, text=deed.text)]


def reply(ticket: Ticket, deed: deeds.Reply, scene: Scene) -> Moved:
    """Reply to the requester, or take a message of theirs."""
    first = first_reply(ticket, scene) if scene.actor.staff else ticket.first_reply_at
    return ticket.with_(first_reply_at=first), [happening(Action.REPLY, text=deed.text)]


def reply_to_outlet(ticket: Ticket, deed: deeds.ReplyToOutlet, scene: Scene) -> Moved:
    """Reply to the outlet that published; what counts is the reply that knows the solution or the proposals (R244)."""
    ended = ticket.status in (Status.RESOLVED, Status.CLOSED)
    after = ticket.with_(outlet_replied_at=ticket.outlet_replied_at or scene.at) if ended else ticket
    return after, [happening(Action.REPLY_TO_OUTLET, text=deed.text, link=deed.link)]
