"""How satisfied a requester is: asked for, measured, and if they are not, spoken with and heard again. Pure.

Who is not satisfied gets an apology, a new pass in the same step unless they decline it, and a supervisor's word
(R059, R215, R232, R283). The loop ends at the body's limit, with a reasoned final closing (ending.py).
"""

import msgspec

from chalicelib.shared.errors import Invalid
from chalicelib.shared.texts import clean_text
from chalicelib.tickets import deeds
from chalicelib.tickets.appeal import at_limit, in_appeal_time, reopened
from chalicelib.tickets.conversation import is_unreachable
from chalicelib.tickets.deeds import Action
from chalicelib.tickets.ending import is_low
from chalicelib.tickets.scene import Happening, Moved, Scene, happening
from chalicelib.tickets.ticket import Ticket


def measure(ticket: Ticket, deed: deeds.Measure, scene: Scene) -> Moved:
    """Measure satisfaction; who is not satisfied is heard again in the same step (R215)."""
    if not deed.reached:
        return _measure_tried(ticket, deed, scene)
    if deed.score is None:
        raise Invalid.field("score", "missing")
    if deed.partner_score is not None and not ticket.partner:
        raise Invalid.field("partner_score", "not-allowed")
    low = is_low(deed.score, scene)
    scored = msgspec.structs.replace(
        ticket.this_pass, score=deed.score, partner_score=deed.partner_score, declined=low and not deed.reopen
    )
    after = ticket.with_(this_pass=scored)
    facts = {"score": deed.score, "partner_score": deed.partner_score, "pass": ticket.reopened}
    happened = [happening(Action.MEASURE, facts, reason=deed.reason)]
    if not low or ticket.merged_into:
        # A matter that others share goes its way with them; its own requester's word stands for itself.
        return after, happened
    for step in (_heard_again, _spoken_with):
        after, more = step(after, deed, scene)
        happened += more
    return after, happened


def _measure_tried(ticket: Ticket, deed: deeds.Measure, scene: Scene) -> Moved:
    tries = (*ticket.this_pass.measure_tries, scene.at)
    after = ticket.with_(this_pass=msgspec.structs.replace(ticket.this_pass, measure_tries=tries))
    return after, [happening(Action.MEASURE, {"reached": False, "tries": len(tries)}, note=deed.reason)]


def _heard_again(ticket: Ticket, deed: deeds.Measure, scene: Scene) -> Moved:
    """Return the ticket in its next pass, unless that was declined, comes too late, or the loop is at its limit."""
    over = ticket.final or ticket.reopened >= scene.body.rules.reopen_limit
    if over:
        return at_limit(ticket, scene)
    if not deed.reopen or not in_appeal_time(ticket, scene):
        return ticket, []
    reason = deed.reason or f"{deed.score}/5"
    return reopened(ticket, {"dissatisfied": True, "apology": True}, reason, scene)


def _spoken_with(ticket: Ticket, deed: deeds.Measure, scene: Scene) -> Moved:
    """Return the ticket with the supervisor's task to speak with its requester; one that stands already stays so."""
    if ticket.speak_since or not ticket.contactable:
        return ticket, []
    wanted = Happening("ticket.speak_wanted", {"score": deed.score, "pass": ticket.reopened}, {})
    return ticket.with_(speak_since=scene.at), [wanted]


def speak(ticket: Ticket, deed: deeds.Speak, scene: Scene) -> Moved:
    """Speak with a requester who is not satisfied, or note a try; who cannot be reached ends it with a note (R149)."""
    if deed.reached and deed.cause is None:
        raise Invalid.field("cause", "missing")
    tries = ticket.speak_tries if deed.reached else (*ticket.speak_tries, scene.at)
    given_up = not deed.reached and is_unreachable(tries, scene.body.zone) and bool(clean_text(deed.note))
    after = ticket.with_(speak_tries=tries)
    if deed.reached or given_up:
        after = ticket.with_(speak_since="", speak_tries=())
    facts = {"reached": deed.reached, "cause": deed.cause, "tries": len(tries), "unreachable": given_up or None}
    return after, [happening(Action.SPEAK, facts, note=deed.note)]
