"""What each action does to a ticket: the ticket after it, and what happened. Pure; lifecycle.py said yes before."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.organisations.body import Body
from chalicelib.shared.clock import from_iso, iso
from chalicelib.shared.errors import Invalid
from chalicelib.shared.texts import clean_text
from chalicelib.tickets import deeds
from chalicelib.tickets.deeds import Action, Deed
from chalicelib.tickets.lifecycle import REMEMBERED, Actor
from chalicelib.tickets.ticket import Pass, Ticket
from chalicelib.tickets.trouble import NotYet
from chalicelib.tickets.words import ANONYMOUS_KINDS, UNMEASURED_KINDS, Kind, Outcome, PartnerMode, Procedure, Status

# Unreachable is: three tries, each two hours after the one before at least, on two days (domain.md, inform; R148).
TRIES, APART, DAYS = 3, timedelta(hours=2), 2
PAST = {
    Action.CLASSIFY: "classified", Action.REJECT: "rejected", Action.SOLVE: "solved", Action.REFER: "referred",
    Action.DECLINE: "declined", Action.START: "started", Action.ASK: "asked", Action.RESPOND: "responded",
    Action.ANSWER: "answered", Action.RETURN: "returned", Action.INFORM: "informed", Action.RESOLVE: "resolved",
    Action.MEASURE: "measured", Action.CLOSE: "closed", Action.REOPEN: "reopened", Action.WITHDRAW: "withdrawn",
    Action.MERGE: "merged", Action.UNMERGE: "unmerged", Action.ASSIGN: "assigned", Action.DELAY: "delayed",
    Action.REMIND: "reminded", Action.NOTE: "noted", Action.REPLY: "replied", Action.REPLY_TO_OUTLET: "outlet_replied",
}  # fmt: skip


class Scene(NamedTuple):
    """Where an action takes place: the body with its rules, who acts, when."""

    body: Body
    actor: Actor
    now: datetime

    @property
    def at(self) -> str:
        """Return the instant as it is kept."""
        return iso(self.now)


class Happening(NamedTuple):
    """One thing that an action made happen: `facts` are codes and ids, `words` what somebody wrote."""

    type: str
    facts: dict[str, Any]
    words: dict[str, str]


Moved = tuple[Ticket, list[Happening]]
Move = Callable[[Ticket, Any, Scene], Moved]


def move(ticket: Ticket, action: Action, deed: Deed, scene: Scene) -> Moved:
    """Return the ticket after an action, and what happened, in order.

    :raises NotYet: if a step that must come first is missing
    :raises Invalid: naming the field that does not fit this ticket
    """
    after, happened = MOVES[action](ticket, deed, scene)
    if action in REMEMBERED and scene.actor.staff:
        after = after.with_(handlers=_with(after.handlers, scene.actor.id))
    return after.with_(changed_at=scene.at), happened


def _happening(action: Action, facts: dict[str, Any] | None = None, **words: str) -> Happening:
    said = {name: clean_text(text) for name, text in words.items() if text}
    known = {name: value for name, value in (facts or {}).items() if value not in (None, "", ())}
    return Happening(f"ticket.{PAST[action]}", known, said)


def _classify(ticket: Ticket, deed: deeds.Classify, scene: Scene) -> Moved:
    changes = _classes(ticket, deed, scene)
    if not ticket.classified_at and set(changes) - {"importance"}:
        changes["classified_at"] = scene.at
    after = _promised(ticket.with_(**changes), scene.body)
    told = {name: getattr(after, name) for name in changes if getattr(after, name) != getattr(ticket, name)}
    return after, [_happening(Action.CLASSIFY, {"changed": told})]


def _promised(ticket: Ticket, body: Body) -> Ticket:
    """Return the ticket with the promises of its classes, counted from its registration; a later pass keeps its own."""
    if ticket.reopened:
        return ticket
    target = body.target(ticket.kind, ticket.category, ticket.complexity, ticket.importance or "")
    since = from_iso(ticket.registered_at)
    return ticket.with_(
        due_at=iso(since + timedelta(minutes=target.resolution)),
        reply_by=iso(since + timedelta(minutes=target.first_reply)),
    )


def _classes(ticket: Ticket, deed: deeds.Classify, scene: Scene) -> dict[str, Any]:
    """Return what the deed changes.

    :raises Invalid: if a class does not exist, or the kind asks for a name that nobody left
    """
    names = ("kind", "category", "subcategory", "complexity", "importance", "procedure", "in_jurisdiction", "object")
    changes = {name: value for name in names if (value := getattr(deed, name)) is not None}
    category = scene.body.category(changes.get("category", ticket.category))
    if sub := changes.get("subcategory"):
        if sub not in {subcategory.code for subcategory in category.subcategories}:
            raise Invalid.field("subcategory", "not-found")
    elif "category" in changes:
        changes["subcategory"] = ""
    kind = changes.get("kind", ticket.kind)
    if ticket.anonymous and kind not in ANONYMOUS_KINDS:
        raise Invalid.field("kind", "not-anonymous")
    if (kind is Kind.MEDIA) != (ticket.kind is Kind.MEDIA):
        raise Invalid.field("kind", "not-allowed")
    if deed.about is not None:
        changes["about"] = deed.about
    return changes


def _reject(ticket: Ticket, deed: deeds.Reject, scene: Scene) -> Moved:
    after = ticket.with_(status=Status.REJECTED, closed_at=scene.at, first_reply_at=_first(ticket, scene))
    return after, [_happening(Action.REJECT, reason=deed.reason)]


def _solve(ticket: Ticket, deed: deeds.Solve, scene: Scene) -> Moved:
    solved = Pass(informed=True, outcome=Outcome.SOLVED, solved_by=scene.actor.id)
    after = ticket.with_(
        status=Status.RESOLVED, procedure=Procedure.FIRST_CONTACT, this_pass=solved, resolved_at=scene.at,
        first_reply_at=_first(ticket, scene), classified_at=ticket.classified_at or scene.at,
    )  # fmt: skip
    return after, [_happening(Action.SOLVE, message=deed.message)]


def _refer(ticket: Ticket, deed: deeds.Refer, scene: Scene) -> Moved:
    _needs(ticket.in_jurisdiction is not None, "in_jurisdiction")
    _needs(ticket.kind is not Kind.COMPLAINT or ticket.object is not None, "object")
    section, partner, mode = _destination(ticket, deed, scene.body)
    again = ticket.status in (Status.REFERRED, Status.IN_PROGRESS)
    after = _out_of_waiting(ticket, scene).with_(
        status=Status.REFERRED, section=section, partner=partner, partner_mode=mode, assignee="",
        referrals=ticket.referrals + 1, classified_at=ticket.classified_at or scene.at,
    )  # fmt: skip
    if mode is PartnerMode.THIRD_PARTY:
        after = after.with_(procedure=Procedure.THIRD_PARTY)
    facts = {"section": section, "partner": partner, "mode": mode, "again": again or None}
    return after, [_happening(Action.REFER, facts, note=deed.note)]


def _destination(ticket: Ticket, deed: deeds.Refer, body: Body) -> tuple[str, str, PartnerMode | None]:
    """Return section, partner and mode.

    :raises Invalid: if not just one of section and partner is named, or the mode does not fit the jurisdiction
    """
    if (deed.section is None) == (deed.partner is None):
        raise Invalid.field("section", "one-of-section-and-partner")
    if deed.section is not None:
        if ticket.in_jurisdiction is False:
            raise Invalid.field("section", "out-of-jurisdiction")
        return body.section(deed.section).code, "", None
    wanted = PartnerMode.THIRD_PARTY if ticket.in_jurisdiction else PartnerMode.OUT_OF_JURISDICTION
    if deed.mode is not wanted:
        raise Invalid.field("mode", "missing" if deed.mode is None else "not-allowed")
    return "", body.partner(deed.partner or "").code, deed.mode


def _decline(ticket: Ticket, deed: deeds.Decline, scene: Scene) -> Moved:
    right = scene.body.section(deed.section).code if deed.section else ""
    after = ticket.with_(status=Status.REGISTERED, section="", partner="", partner_mode=None, assignee="")
    facts = {"from_section": ticket.section, "from_partner": ticket.partner, "section": right}
    return after, [_happening(Action.DECLINE, facts, reason=deed.reason)]


def _start(ticket: Ticket, _deed: deeds.Start, scene: Scene) -> Moved:
    officer = ticket.assignee or ("" if _deed.on_behalf else scene.actor.id)
    after = ticket.with_(status=Status.IN_PROGRESS, assignee=officer, handlers=_with(ticket.handlers, officer))
    return after, [_happening(Action.START)]


def _ask(ticket: Ticket, deed: deeds.Ask, scene: Scene) -> Moved:
    after = ticket.with_(
        status=Status.WAITING, waiting_from=ticket.status, waiting_since=scene.at, first_reply_at=_first(ticket, scene)
    )
    return after, [_happening(Action.ASK, question=deed.question)]


def _respond(ticket: Ticket, deed: deeds.Respond, scene: Scene) -> Moved:
    after = _out_of_waiting(ticket, scene).with_(status=ticket.waiting_from or Status.REGISTERED)
    return after, [_happening(Action.RESPOND, text=deed.text)]


def _answer(ticket: Ticket, deed: deeds.AnswerDeed, _scene: Scene) -> Moved:
    facts = {"verification": deed.verification, "attachments": deed.attachments, "section": ticket.section,
             "partner": ticket.partner}  # fmt: skip
    return ticket.with_(status=Status.ANSWERED), [_happening(Action.ANSWER, facts, text=deed.text)]


def _return(ticket: Ticket, deed: deeds.Return, _scene: Scene) -> Moved:
    after = ticket.with_(status=Status.REFERRED, returns=ticket.returns + 1)
    return after, [_happening(Action.RETURN, {"section": ticket.section}, reason=deed.reason)]


def _inform(ticket: Ticket, deed: deeds.Inform, scene: Scene) -> Moved:
    now = ticket.this_pass
    tried = (
        msgspec.structs.replace(now, informed=True)
        if deed.reached
        else msgspec.structs.replace(now, tries=(*now.tries, scene.at))
    )
    first = _first(ticket, scene) if deed.reached else ticket.first_reply_at
    facts = {"method": deed.method, "reached": deed.reached}
    return ticket.with_(this_pass=tried, first_reply_at=first), [_happening(Action.INFORM, facts, note=deed.note)]


def _resolve(ticket: Ticket, deed: deeds.Resolve, scene: Scene) -> Moved:
    _outcome_fits(ticket, deed)
    _needs(ticket.kind is not Kind.COMPLAINT or ticket.object is not None, "object")
    if ticket.status is Status.WAITING:
        _no_response(ticket, deed, scene)
    elif ticket.contactable and not ticket.this_pass.informed and ticket.kind is not Kind.MEDIA:
        _needs(is_unreachable(ticket.this_pass.tries, scene.body.zone), "inform")
        _needs(bool(clean_text(deed.reason)), "reason")
    after = _out_of_waiting(ticket, scene).with_(
        status=Status.RESOLVED, resolved_at=scene.at, first_reply_at=_first(ticket, scene),
        this_pass=msgspec.structs.replace(ticket.this_pass, outcome=deed.outcome),
    )  # fmt: skip
    facts = {"outcome": deed.outcome, "no_response": ticket.status is Status.WAITING or None}
    return after, [_happening(Action.RESOLVE, facts, message=deed.message, reason=deed.reason)]


def _outcome_fits(ticket: Ticket, deed: deeds.Resolve) -> None:
    if deed.outcome is Outcome.PROPOSALS and ticket.kind is not Kind.MEDIA:
        raise Invalid.field("outcome", "not-allowed")
    if deed.outcome is Outcome.NOT_SOLVABLE and not clean_text(deed.reason):
        raise Invalid.field("reason", "missing")


def _no_response(ticket: Ticket, deed: deeds.Resolve, scene: Scene) -> None:
    """Refuse to give up on a requester before the body's days are over, or with any other outcome."""
    if deed.outcome is not Outcome.NOT_SOLVABLE:
        raise Invalid.field("outcome", "not-allowed")
    until = from_iso(ticket.waiting_since) + timedelta(days=scene.body.rules.waiting_days)
    _needs(scene.now >= until, "waiting_days", until=iso(until))


def is_unreachable(tries: tuple[str, ...], zone: str) -> bool:
    """Return whether failed tries make a requester unreachable: three, two hours apart, on two days (R148)."""
    times = [from_iso(text) for text in tries]
    counted: list[datetime] = []
    for time in times:
        if not counted or time - counted[-1] >= APART:
            counted.append(time)
    days = {time.astimezone(ZoneInfo(zone)).date() for time in counted}
    return len(counted) >= TRIES and len(days) >= DAYS


def _measure(ticket: Ticket, deed: deeds.Measure, scene: Scene) -> Moved:
    if not deed.reached:
        return _measure_tried(ticket, deed, scene)
    if deed.score is None:
        raise Invalid.field("score", "missing")
    if deed.partner_score is not None and not ticket.partner:
        raise Invalid.field("partner_score", "not-allowed")
    scored = msgspec.structs.replace(ticket.this_pass, score=deed.score, partner_score=deed.partner_score)
    facts = {"score": deed.score, "partner_score": deed.partner_score, "pass": ticket.reopened}
    after, happened = ticket.with_(this_pass=scored), [_happening(Action.MEASURE, facts, reason=deed.reason)]
    if not _heard_again(after, deed, scene):
        return after, happened
    reason = deed.reason or f"{deed.score}/5"
    again, reopened = _reopened(after, {"dissatisfied": True, "apology": True}, reason, scene)
    return again, [*happened, *reopened]


def _measure_tried(ticket: Ticket, deed: deeds.Measure, scene: Scene) -> Moved:
    tries = (*ticket.this_pass.measure_tries, scene.at)
    after = ticket.with_(this_pass=msgspec.structs.replace(ticket.this_pass, measure_tries=tries))
    return after, [_happening(Action.MEASURE, {"reached": False, "tries": len(tries)}, note=deed.reason)]


def _heard_again(ticket: Ticket, deed: deeds.Measure, scene: Scene) -> bool:
    """Return whether a low score reopens at once: unless declined, too late, or the loop has reached its limit."""
    rules = scene.body.rules
    low = (deed.score or 0) <= rules.dissatisfied_at
    return low and deed.reopen and ticket.reopened < rules.reopen_limit and _in_appeal_time(ticket, scene)


def _close(ticket: Ticket, deed: deeds.Close, scene: Scene) -> Moved:
    if scene.actor.staff:
        _needs(_may_be_closed(ticket, scene), "measure")
        if ticket.kind is Kind.COMPLAINT and deed.root_cause is None:
            raise Invalid.field("root_cause", "missing")
    after = ticket.with_(status=Status.CLOSED, closed_at=scene.at, root_cause=deed.root_cause)
    facts = {"root_cause": deed.root_cause, "measured": ticket.this_pass.score,
             "no_contact": not ticket.contactable or None}  # fmt: skip
    return after, [_happening(Action.CLOSE, facts, note=deed.note)]


def _may_be_closed(ticket: Ticket, scene: Scene) -> bool:
    """Return whether satisfaction was measured, need not be, or could not be asked for (R233)."""
    now = ticket.this_pass
    unasked = ticket.kind in UNMEASURED_KINDS | ANONYMOUS_KINDS or not ticket.contactable
    tried = is_unreachable(now.measure_tries, scene.body.zone) or is_unreachable(now.tries, scene.body.zone)
    return now.score is not None or unasked or tried


def _reopen(ticket: Ticket, deed: deeds.Reopen, scene: Scene) -> Moved:
    _needs(_in_appeal_time(ticket, scene), "appeal_days")
    return _reopened(ticket, {"appeal": True}, deed.reason, scene)


def _in_appeal_time(ticket: Ticket, scene: Scene) -> bool:
    ended = from_iso(ticket.closed_at or ticket.resolved_at)
    return scene.now <= ended + timedelta(days=scene.body.rules.appeal_days)


def _reopened(ticket: Ticket, facts: dict[str, Any], reason: str, scene: Scene) -> Moved:
    """Return the ticket in its next pass: nobody who handled an earlier one handles it again (R234).

    Each pass has the full promises of its own (domain.md section 4).
    """
    had_place = bool(ticket.section or ticket.partner)
    excluded = tuple(dict.fromkeys((*ticket.excluded, *ticket.handlers, *filter(None, [ticket.assignee]))))
    target = scene.body.target(ticket.kind, ticket.category, ticket.complexity, ticket.importance or "")
    after = ticket.with_(
        due_at=iso(scene.now + timedelta(minutes=target.resolution)), first_reply_at="",
        reply_by=iso(scene.now + timedelta(minutes=target.first_reply)),
        status=Status.REFERRED if had_place else Status.REGISTERED, reopened=ticket.reopened + 1, excluded=excluded,
        handlers=(), assignee="", this_pass=Pass(), closed_at="", resolved_at="", root_cause=None,
        classified_at=ticket.classified_at or scene.at,
    )  # fmt: skip
    return after, [_happening(Action.REOPEN, {**facts, "pass": after.reopened}, reason=reason)]


def _withdraw(ticket: Ticket, _deed: deeds.Withdraw, scene: Scene) -> Moved:
    after = _out_of_waiting(ticket, scene).with_(status=Status.CLOSED, closed_at=scene.at)
    return after, [_happening(Action.WITHDRAW, {"section": ticket.section, "partner": ticket.partner})]


def _merge(ticket: Ticket, deed: deeds.Merge, scene: Scene) -> Moved:
    after = ticket.with_(
        status=Status.CLOSED, closed_at=scene.at, merged_into=deed.into, status_before_merge=ticket.status
    )
    return after, [_happening(Action.MERGE, {"into": deed.into})]


def _unmerge(ticket: Ticket, _deed: deeds.Unmerge, scene: Scene) -> Moved:
    until = from_iso(ticket.closed_at) + timedelta(days=scene.body.rules.undo_days)
    _needs(scene.now <= until, "undo_days", until=iso(until))
    after = ticket.with_(
        status=ticket.status_before_merge or Status.REGISTERED, closed_at="", merged_into="", status_before_merge=None
    )
    return after, [_happening(Action.UNMERGE, {"from": ticket.merged_into})]


def _assign(ticket: Ticket, deed: deeds.Assign, _scene: Scene) -> Moved:
    now, excused = ticket.this_pass, deed.to in ticket.excluded
    if excused:
        now = msgspec.structs.replace(now, readmitted=_with(now.readmitted, deed.to))
    after = ticket.with_(assignee=deed.to, handlers=_with(ticket.handlers, deed.to), this_pass=now)
    facts = {"to": deed.to, "from": ticket.assignee, "readmitted": excused or None}
    return after, [_happening(Action.ASSIGN, facts, reason=deed.reason)]


def _delay(ticket: Ticket, deed: deeds.Delay, scene: Scene) -> Moved:
    expected = _expected(deed.expected_by, scene)
    facts = {"expected_by": iso(expected)}
    return ticket.with_(expected_by=iso(expected)), [_happening(Action.DELAY, facts, reason=deed.reason)]


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


def _remind(ticket: Ticket, deed: deeds.Remind, _scene: Scene) -> Moved:
    after = ticket.with_(reminders=ticket.reminders + 1)
    facts = {"section": ticket.section, "partner": ticket.partner, "count": after.reminders}
    return after, [_happening(Action.REMIND, facts, note=deed.note)]


def _note(ticket: Ticket, deed: deeds.Note, _scene: Scene) -> Moved:
    return ticket, [_happening(Action.NOTE, text=deed.text)]


def _reply(ticket: Ticket, deed: deeds.Reply, scene: Scene) -> Moved:
    first = _first(ticket, scene) if scene.actor.staff else ticket.first_reply_at
    return ticket.with_(first_reply_at=first), [_happening(Action.REPLY, text=deed.text)]


def _reply_to_outlet(ticket: Ticket, deed: deeds.ReplyToOutlet, _scene: Scene) -> Moved:
    return ticket, [_happening(Action.REPLY_TO_OUTLET, text=deed.text, link=deed.link)]


def _out_of_waiting(ticket: Ticket, scene: Scene) -> Ticket:
    """Return the ticket waiting for nobody; the clock goes on with what was left when it paused."""
    if not ticket.waiting_since:
        return ticket
    waited = scene.now - from_iso(ticket.waiting_since)
    due = iso(from_iso(ticket.due_at) + waited)
    return ticket.with_(waiting_from=None, waiting_since="", due_at=due)


def _first(ticket: Ticket, scene: Scene) -> str:
    """Return when the requester first heard from a person: now, or already before."""
    return ticket.first_reply_at or scene.at


def _with(ids: tuple[str, ...], one: str) -> tuple[str, ...]:
    return ids if not one or one in ids else (*ids, one)


def _needs(given: bool, what: str, **facts: Any) -> None:
    if not given:
        raise NotYet(needs=what, **facts)


MOVES: dict[Action, Move] = {
    Action.CLASSIFY: _classify, Action.REJECT: _reject, Action.SOLVE: _solve, Action.REFER: _refer,
    Action.DECLINE: _decline, Action.START: _start, Action.ASK: _ask, Action.RESPOND: _respond,
    Action.ANSWER: _answer, Action.RETURN: _return, Action.INFORM: _inform, Action.RESOLVE: _resolve,
    Action.MEASURE: _measure, Action.CLOSE: _close, Action.REOPEN: _reopen, Action.WITHDRAW: _withdraw,
    Action.MERGE: _merge, Action.UNMERGE: _unmerge, Action.ASSIGN: _assign, Action.DELAY: _delay,
    Action.REMIND: _remind, Action.NOTE: _note,
    Action.REPLY: _reply, Action.REPLY_TO_OUTLET: _reply_to_outlet,
}  # fmt: skip
