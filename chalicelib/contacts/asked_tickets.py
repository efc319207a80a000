"""What a caller hears of an earlier ticket: what was done and when, what comes next, and until when (R098).

A number is a name and never a proof. The state is said at once on the telephone that the ticket was filed from, as far
back as that telephone is known to be the same person's; on every other one only to who can read the code that is sent
to that telephone. A number that nobody has and another's are answered alike, with the same limits.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from chalicelib.contacts.asked import Asked, Context, Said
from chalicelib.contacts.asked_limits import CODES, STATES, TRIES, allowed
from chalicelib.contacts.spoken import day_in_words, told
from chalicelib.people.actions import proved
from chalicelib.people.codes import ALL_ASKED, Target, WrongCode
from chalicelib.people.session import Session, new_session
from chalicelib.shared.clock import from_iso
from chalicelib.shared.errors import TooMany
from chalicelib.shared.numbers import read_number
from chalicelib.tickets import requesters
from chalicelib.tickets.bearer import Bearer
from chalicelib.tickets.own_views import OwnTicketView
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.words import Status

_OVER = frozenset({Status.RESOLVED, Status.CLOSED, Status.REJECTED})
_HELD = frozenset({Status.REFERRED, Status.IN_PROGRESS})


def state(context: Context, asked: Asked) -> Said:
    """Return the state on the ticket's own telephone; else `found: prove`, whether there is such a ticket or not."""
    number = read_number(asked.get("number"))
    if number is None:
        return {"found": "no", "said": told("unreadable", asked.language)}
    if asked.caller and allowed(context, STATES, asked):
        target = Target("mobile", asked.caller)
        held_since = context.people.people.held_since(target.name(context.secret))
        session = new_session(context.secret, target, now=context.clock(), held_since=held_since)
        if view := _view(context, session, number):
            return {"found": "yes", "said": said(context, view, asked)}
    return {"found": "prove", "said": told("prove", asked.language)}


def send_code(context: Context, asked: Asked) -> Said:
    """Have a code sent to the mobile of the ticket's requester, if there is one: the answer tells nothing of that."""
    number = read_number(asked.get("number")) or "0" * 12
    target = _target(context, number)
    if not allowed(context, CODES, asked) or not context.people.limits.spend(ALL_ASKED, spread=number):
        return {"sent": "no", "said": told("not-sent", asked.language)}
    if target:
        context.people.queue.ask(target, language=asked.language, correlation=asked.contact)
    return {"sent": "yes", "said": told("sent", asked.language)}


def prove(context: Context, asked: Asked) -> Said:
    """Return the state to who knows the code; a wrong code and a ticket that is none take the same calls."""
    refused = {"found": "no", "said": told("not-proved", asked.language)}
    number = read_number(asked.get("number")) or "0" * 12
    target = _target(context, number) or Target("mobile", f"nobody's {number}")
    if not allowed(context, TRIES, asked):
        return refused
    try:
        session = proved(context.people, target, asked.get("code"), source=asked.caller or asked.contact)
    except (WrongCode, TooMany):
        return refused
    view = _view(context, session, number)
    return {"found": "yes", "said": said(context, view, asked)} if view else refused


def _target(context: Context, number: str) -> Target | None:
    """Return the mobile that proves who asks; None without one."""
    found = context.own.own.owned(number)
    requester = found.details.requester if found and not found.ticket.erased else None
    return Target("mobile", requester.mobile) if requester and requester.mobile else None


def _view(context: Context, session: Session, number: str) -> OwnTicketView | None:
    try:
        return requesters.one(context.own, Bearer(session=session), number)
    except TicketNotFound:
        return None


def said(context: Context, view: OwnTicketView, asked: Asked) -> str:
    """Return the sentences for a ticket's state; nothing that anybody wrote is in them."""
    zone = ZoneInfo(context.boards.body(view.body).zone)
    today = context.clock().astimezone(zone).date()
    step = view.steps[-1]
    words = step.text.ar if asked.language == "ar" else step.text.en
    when = day_in_words(_day(step.at, zone), asked.language, today)
    parts = [told("state", asked.language, step=words, day=when), _next(view, asked.language)]
    return " ".join((*parts, *_expected(view, asked.language, context.clock(), zone)))


def _next(view: OwnTicketView, language: str) -> str:
    partner = view.partner
    if partner and view.status in _HELD:
        name = partner.ar if language == "ar" else partner.en
        return told("next-partner" if view.status is Status.REFERRED else "next-in_progress-partner", language,
                    partner=name)  # fmt: skip
    return told(f"next-{view.status}", language)


def _expected(view: OwnTicketView, language: str, now: datetime, zone: ZoneInfo) -> list[str]:
    until = view.expected_by or view.promises.resolve_by
    if view.status in _OVER or not until:
        return []
    day = day_in_words(_day(until, zone), language, now.astimezone(zone).date())
    return [told("expected" if from_iso(until) >= now else "late", language, day=day)]


def _day(instant: str, zone: ZoneInfo) -> date:
    return from_iso(instant).astimezone(zone).date()
