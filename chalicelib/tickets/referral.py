"""How a ticket is worked on: referred, declined, started, answered, returned, assigned, reminded of. Pure."""

import msgspec

from chalicelib.organisations.body import Body
from chalicelib.shared.errors import Invalid
from chalicelib.tickets import deeds
from chalicelib.tickets.clock import clock_of
from chalicelib.tickets.deeds import Action
from chalicelib.tickets.lifecycle import SYSTEM
from chalicelib.tickets.scene import Moved, Scene, first_reply, happening, needs, out_of_waiting, with_one
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import ClockName, Kind, PartnerMode, Procedure, Status


def refer(ticket: Ticket, deed: deeds.Refer, scene: Scene) -> Moved:
    """Refer a ticket to a section or a partner."""
    needs(ticket.in_jurisdiction is not None, "in_jurisdiction")
    needs(ticket.kind is not Kind.COMPLAINT or ticket.object is not None, "object")
    section, partner, mode = _destination(ticket, deed, scene.body)
    again = ticket.status in (Status.REFERRED, Status.IN_PROGRESS)
    after = out_of_waiting(ticket).with_(
        status=Status.REFERRED, section=section, partner=partner, partner_mode=mode, assignee="", suggested="",
        referrals=ticket.referrals + 1, reminded=0, classified_at=ticket.classified_at or scene.at,
    )  # fmt: skip
    if mode is PartnerMode.THIRD_PARTY:
        after = after.with_(procedure=Procedure.THIRD_PARTY)
    facts = {"section": section, "partner": partner, "mode": mode, "again": again or None}
    return after, [happening(Action.REFER, facts, note=deed.note)]


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


def decline(ticket: Ticket, deed: deeds.Decline, scene: Scene) -> Moved:
    """Give a referral back: not ours."""
    right = scene.body.section(deed.section).code if deed.section else ""
    after = ticket.with_(
        status=Status.REGISTERED, section="", partner="", partner_mode=None, assignee="", reminded=0, suggested=right
    )  # fmt: skip
    facts = {"from_section": ticket.section, "from_partner": ticket.partner, "section": right}
    return after, [happening(Action.DECLINE, facts, reason=deed.reason)]


def start(ticket: Ticket, deed: deeds.Start, scene: Scene) -> Moved:
    """Begin work on a referral; who begins has it, whoever it was assigned to."""
    officer = ticket.assignee if deed.on_behalf else scene.actor.id
    after = ticket.with_(status=Status.IN_PROGRESS, assignee=officer, handlers=with_one(ticket.handlers, officer))
    taken_from = ticket.assignee if officer != ticket.assignee else ""
    return after, [happening(Action.START, {"from": taken_from})]


def answer(ticket: Ticket, deed: deeds.AnswerDeed, scene: Scene) -> Moved:
    """Answer a referral to the second line; a third party's goes to the requester too. Each answer is told anew."""
    passed_on = _goes_to_the_requester(ticket)
    now = msgspec.structs.replace(ticket.this_pass, informed=passed_on, tries=())
    first = first_reply(ticket, scene) if passed_on else ticket.first_reply_at
    after = ticket.with_(status=Status.ANSWERED, this_pass=now, first_reply_at=first)
    facts = {"verification": deed.verification, "attachments": deed.attachments, "section": ticket.section,
             "partner": ticket.partner, "to_requester": passed_on or None}  # fmt: skip
    return after, [happening(Action.ANSWER, facts, text=deed.text)]


def _goes_to_the_requester(ticket: Ticket) -> bool:
    """Return whether an answer is told at once, in the partner's name, and counts as informed (R211).

    After a dissatisfied pass the body informs by itself (R286).
    """
    return ticket.partner_mode is PartnerMode.THIRD_PARTY and ticket.contactable and not ticket.reopened


def return_(ticket: Ticket, deed: deeds.Return, _scene: Scene) -> Moved:
    """Return an answer that is not good enough."""
    after = ticket.with_(status=Status.REFERRED, returns=ticket.returns + 1, reminded=0)
    return after, [happening(Action.RETURN, {"section": ticket.section}, reason=deed.reason)]


def assign(ticket: Ticket, deed: deeds.Assign, _scene: Scene) -> Moved:
    """Assign a ticket; who handled an earlier pass is admitted again by name."""
    to, now = deed.to or "", ticket.this_pass
    excused = to in ticket.excluded
    again = excused and to not in now.readmitted
    if excused:
        now = msgspec.structs.replace(now, readmitted=with_one(now.readmitted, to))
    after = ticket.with_(assignee=to, handlers=with_one(ticket.handlers, to), this_pass=now,
                         readmissions=ticket.readmissions + again)  # fmt: skip
    facts = {"to": to, "from": ticket.assignee, "readmitted": excused or None,
             "readmissions": after.readmissions if excused else None}  # fmt: skip
    return after, [happening(Action.ASSIGN, facts, reason=deed.reason)]


def remind(ticket: Ticket, deed: deeds.Remind, scene: Scene) -> Moved:
    """Remind the section or partner before its answer is due, or after (R125)."""
    after = ticket.with_(reminders=ticket.reminders + 1, reminded=ticket.reminded + 1)
    promise = clock_of(ticket, ClockName.REFERRAL_REPLY)
    facts = {
        "section": ticket.section, "partner": ticket.partner, "count": after.reminders,
        "due_at": promise.due_at if promise else None,
        "late": (promise.due_at <= scene.at or None) if promise else None,
        "automatic": scene.actor == SYSTEM or None,
    }  # fmt: skip
    return after, [happening(Action.REMIND, facts, note=deed.note)]
