"""What a caller hears of their ticket: the last step and, while it is open, until when it should be done (R098).

A number is a name and never a proof: the state is said only on the telephone that the ticket was filed from, as far
back as that telephone is known to be the same person's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.people.codes import Target
from chalicelib.people.session import new_session
from chalicelib.shared.clock import Clock, from_iso
from chalicelib.shared.secret import Secret
from chalicelib.shared.words import LANGUAGES, say
from chalicelib.tickets import requesters
from chalicelib.tickets.bearer import Bearer
from chalicelib.tickets.requesters import OwnTicketView
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.words import Status

_OVER = frozenset({Status.RESOLVED, Status.CLOSED})


@dataclass(frozen=True, kw_only=True)
class Context:
    """What saying needs; `held_since` tells since when a telephone is another's, `zone` in which one a body lives."""

    own: requesters.Context
    held_since: Callable[[str], str]
    zone: Callable[[str], str]
    secret: Secret
    clock: Clock


def answer(context: Context, *, number: str, caller: str, language: str) -> dict[str, str]:
    """Return `{found: yes, said: ...}`, or `{found: no}` for an unknown number and for another's alike.

    :param number: as it was keyed in
    :param caller: the telephone that calls, E.164; "" if it is withheld
    """
    if not caller.startswith("+"):
        return {"found": "no"}
    target = Target("mobile", caller)
    held_since = context.held_since(target.name(context.secret))
    session = new_session(context.secret, target, now=context.clock(), held_since=held_since)
    try:
        view = requesters.one(context.own, Bearer(session=session), number)
    except TicketNotFound:
        return {"found": "no"}
    return {"found": "yes", "said": said(view, context.zone(view.body), language if language in LANGUAGES else "ar")}


def said(view: OwnTicketView, zone: str, language: str) -> str:
    """Return the sentence for a ticket's state."""
    text = view.steps[-1].text
    step = text.ar if language == "ar" else text.en
    until = view.expected_by or view.promises.resolve_by
    if view.status in _OVER or not until:
        return say("calls", "state", language, isolating=False, step=step)
    day: datetime = from_iso(until).astimezone(ZoneInfo(zone))
    return say("calls", "state-expected", language, isolating=False, step=step, day=day.date())
