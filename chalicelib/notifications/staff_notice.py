"""Who among the staff is told of an event, in which post, and by which ways.

Staff are told by e-mail; by SMS where the e-mail fails or they have no address. A manager whose promise is broken is
told by both at once. Nobody is told of what they did themselves, nor of a ticket that is about them (R303).
"""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from chalicelib.notifications.notice import EMAIL, SMS, Matter, Notice, Way
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import from_iso
from chalicelib.tickets.recipients import FindTeam, Level, Team
from chalicelib.tickets.visibility import concerns

FindStaff = Callable[[str], Staff | None]
Whom = Callable[[Matter, Team], Sequence[str]]
BROKEN = 100

_HANDLERS = (Role.SECTION_OFFICER, Role.MEDIA_OFFICER, Role.DISTRIBUTOR, Role.FOLLOW_UP, Role.AGENT, Role.RECEPTION,
             Role.PARTNER)  # fmt: skip
_LEADS = (Role.MANAGER, Role.EXECUTIVE, Role.SUPERVISOR)
_SUPERVISORS = (Role.SUPERVISOR, *_LEADS)
# The posts that a level of escalation means; who stands in for somebody keeps the own post.
_LEVELS = {Level.HANDLER.value: _HANDLERS, Level.SUPERVISOR.value: _SUPERVISORS, Level.MANAGER.value: _LEADS}


class Told(msgspec.Struct, frozen=True):
    """What staff hear of an event, the posts that it is for, first of all, and who hears where it names nobody."""

    says: str
    posts: tuple[Role, ...]
    whom: Whom


def _officers(matter: Matter, team: Team) -> Sequence[str]:
    """Return the officers of the section that the ticket stands with; who stands in for those away."""
    at_section = matter.ticket.queue.startswith("section:")
    return team.of(matter.ticket, Role.SECTION_OFFICER) if at_section else ()


def _officers_if_nobody_has_it(matter: Matter, team: Team) -> Sequence[str]:
    """Return a section's officers, unless somebody has the ticket: that person hears of the assignment."""
    return () if matter.ticket.assignee else _officers(matter, team)


def _new_officers(matter: Matter, team: Team) -> Sequence[str]:
    """Return who of a section may handle the new pass, else the supervisors: they name one of the others."""
    ticket = matter.ticket
    barred = {*ticket.excluded} - {*ticket.this_pass.readmitted}
    officers = _officers_if_nobody_has_it(matter, team)
    new = [officer for officer in officers if officer not in barred]
    return new or (team.told(ticket, Level.SUPERVISOR) if officers else ())


def _holder_or_officers(matter: Matter, team: Team) -> Sequence[str]:
    return (matter.ticket.assignee,) if matter.ticket.assignee else _officers(matter, team)


def _who_should_stop(matter: Matter, team: Team) -> Sequence[str]:
    """Return who worked on a ticket that was withdrawn, else the officers of the section that it stood with."""
    if matter.ticket.assignee:
        return (matter.ticket.assignee,)
    return team.of(matter.ticket, Role.SECTION_OFFICER) if matter.said.get("section") else ()


def _distributors(matter: Matter, team: Team) -> Sequence[str]:
    return team.of(matter.ticket, Role.DISTRIBUTOR) or team.told(matter.ticket, Level.SUPERVISOR)


def _at(level: Level) -> Whom:
    return lambda matter, team: team.told(matter.ticket, level)


STAFF_TOLD = {
    "ticket.referred": Told("staff-referred", _HANDLERS, _officers_if_nobody_has_it),
    "ticket.assigned": Told("staff-assigned", _HANDLERS, lambda _matter, _team: ()),
    "ticket.returned": Told("staff-returned", _HANDLERS, _holder_or_officers),
    "ticket.reopened": Told("staff-reopened", _HANDLERS, _new_officers),
    "ticket.withdrawn": Told("staff-withdrawn", _HANDLERS, _who_should_stop),
    "ticket.reminded": Told("staff-reminded", _HANDLERS, _officers),
    "ticket.escalated": Told("staff-escalated", _HANDLERS, _at(Level.SUPERVISOR)),
    "ticket.waiting_expired": Told("staff-waiting-expired", (Role.DISTRIBUTOR, *_SUPERVISORS), _distributors),
    "ticket.speak_wanted": Told("staff-speak-wanted", _SUPERVISORS, _at(Level.SUPERVISOR)),
    "ticket.limit_reached": Told("staff-limit-reached", _LEADS, _at(Level.MANAGER)),
    "ticket.appealed": Told("staff-appealed", _LEADS, _at(Level.MANAGER)),
    "ticket.appeal_waiting": Told("staff-appeal-waiting", _LEADS, _at(Level.MANAGER)),
}
# If nobody hears of these, that is counted: something that must be done would be known to nobody.
MUST_BE_TOLD = frozenset(
    {
        "ticket.escalated",
        "ticket.waiting_expired",
        "ticket.speak_wanted",
        "ticket.limit_reached",
        "ticket.appealed",
        "ticket.appeal_waiting",
    }
)


def audience(staff: Staff) -> str:
    """Return what a person's messages are known by."""
    return f"staff-{staff.id}"


def to_staff(matter: Matter, find: FindStaff, team: FindTeam) -> Iterator[Notice]:
    """Yield a notice for each person of the staff whom an event concerns, each person once."""
    told = STAFF_TOLD.get(matter.event.type)
    if told is None:
        return
    posts = _posts(matter, told)
    for person in _people(matter, told, find, team):
        for reach in reaches(person, apart=_is_broken(matter)):
            yield Notice(
                number=matter.ticket.number, audience=audience(person), says=told.says, language=person.language,
                ways=reach, staff=person, post=post(person, posts),
            )  # fmt: skip


def reaches(person: Staff, *, apart: bool = False) -> tuple[tuple[Way, ...], ...]:
    """Return the ways to somebody of the staff: one after the other, or `apart`, each by itself."""
    ways = tuple(Way(channel, to) for channel, to in ((EMAIL, person.email), (SMS, person.mobile)) if to)
    if apart:
        return tuple((way,) for way in ways)
    return (ways,) if ways else ()


def post(person: Staff, wanted: Sequence[Role]) -> Role | None:
    """Return the role in which somebody is addressed: the first of those wanted, or of all, that they have."""
    return next((role for role in (*wanted, *Role) if role in person.roles), None)


def _people(matter: Matter, told: Told, find: FindStaff, team: FindTeam) -> Iterator[Staff]:
    """Yield who is told: those that the event names, or else those that it is for."""
    to = matter.said.get("to") or ()
    ids: Sequence[str] = [to] if isinstance(to, str) else to
    if not ids:
        there = Team(body=matter.body, staff=team(matter.body.code), now=from_iso(matter.event.at))
        ids = told.whom(matter, there)
    for id in dict.fromkeys(ids):
        person = find(id)
        if person and _may_hear(person, matter):
            yield person


def _may_hear(person: Staff, matter: Matter) -> bool:
    theirs = person.active and matter.body.code in person.bodies and person.id != matter.event.by
    return theirs and not concerns(matter.ticket, person)


def _is_broken(matter: Matter) -> bool:
    return matter.said.get("level") == Level.MANAGER and int(matter.said.get("percent") or 0) >= BROKEN


def _posts(matter: Matter, told: Told) -> Sequence[Role]:
    """Return the posts in which people are addressed; the queue's supervisor hears of what nobody has."""
    if matter.said.get("unassigned"):
        return _SUPERVISORS
    return _LEVELS.get(str(matter.said.get("level")), told.posts)
