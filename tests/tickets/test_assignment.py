"""Who of a section gets a ticket: there now, able to, free of interest, and idle longest."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.organisations.body import Body
from chalicelib.organisations.calendar import Calendar, Days, Interval, Week
from chalicelib.organisations.staff import Absence, Role, Staff
from chalicelib.people.identifiers import person_ref
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Invalid
from chalicelib.tickets import assignment
from chalicelib.tickets.actions import Context, act, register
from chalicelib.tickets.assignment import longest_idle, may_get, next_officer
from chalicelib.tickets.assignment_store import DynamoTurns
from chalicelib.tickets.registration import StaffRegistration
from chalicelib.tickets.ticket import About, Pass, Ticket
from chalicelib.tickets.trouble import NobodyFree
from chalicelib.tickets.words import Status
from tests.conftest import NOW
from tests.tickets.examples import SECRET
from tests.tickets.house import FakeTurns
from tests.tickets.scenes import AGENT, BODY, DISTRIBUTOR, FOLLOW_UP, OFFICER, SUPERVISOR, a_ticket, staff
from tests.tickets.tables import counted_calls, tickets_table
from tests.tickets.test_acting import doing
from tests.tickets.test_registering import ORIGIN, a_context, asked


@dataclass
class Room:
    """A section's officers, and how they take turns."""

    team: list[Staff] = field(default_factory=list)
    turns: Any = field(default_factory=FakeTurns)
    body: Body = BODY

    @property
    def context(self) -> assignment.Context:
        return assignment.Context(
            team=lambda _body: self.team, turns=self.turns, body=lambda _code: self.body, secret=SECRET
        )

    def next(self, ticket: Ticket) -> str:
        return next_officer(self.context, ticket, NOW)


def officer(name: str, **facts: Any) -> Staff:
    return msgspec.structs.replace(staff(name, Role.SECTION_OFFICER, sections=("roads",)), **facts)


def away(first: int = 0, last: int = 0, stand_in: str = "") -> tuple[Absence, ...]:
    """Return an absence from and to so many days after today."""
    day = (NOW + timedelta(days=first)).date(), (NOW + timedelta(days=last)).date()
    return (Absence(first=day[0].isoformat(), last=day[1].isoformat(), stand_in=stand_in),)


REFERRED = a_ticket(status=Status.REFERRED, section="roads")
ANOTHER = officer("another")


@pytest.fixture(params=["memory", "store"])
def room(request: pytest.FixtureRequest) -> Iterator[Room]:
    if request.param == "memory":
        yield Room([OFFICER, ANOTHER])
        return
    with tickets_table():
        yield Room([OFFICER, ANOTHER], DynamoTurns())


def test_officers_take_turns(room: Room) -> None:
    room.turns.took("muzn", "roads", "officer", iso(NOW - timedelta(hours=2)))
    room.turns.took("muzn", "roads", "another", iso(NOW - timedelta(hours=1)))
    assert [room.next(REFERRED) for _ in range(1)] == ["officer"]
    assert room.turns.of("muzn", "roads") == {
        "officer": iso(NOW), "another": iso(NOW - timedelta(hours=1)),
    }  # fmt: skip
    assert room.next(REFERRED) == "another"


def test_who_never_had_one_comes_first_and_then_the_user_name(room: Room) -> None:
    assert longest_idle([OFFICER, ANOTHER], {}) == ANOTHER
    assert longest_idle([OFFICER, ANOTHER], {"another": iso(NOW)}) == OFFICER


def test_turns_are_those_of_one_section(room: Room) -> None:
    room.turns.took("muzn", "lighting", "another", iso(NOW))
    assert room.turns.of("muzn", "roads") == {}


def test_a_choice_is_one_query_and_one_put_however_many_officers() -> None:
    with tickets_table(), counted_calls() as calls:
        Room([officer(f"officer{i}") for i in range(60)], DynamoTurns()).next(REFERRED)
    assert calls == {"Query": 1, "PutItem": 1}


UNFIT: dict[str, Staff] = {
    "of another section": officer("x", sections=("lighting",)),
    "of another body": officer("x", body="tourism"),
    "in another role": staff("x", Role.AGENT, sections=("roads",)),
    "no longer here": officer("x", active=False),
    "away today": officer("x", absences=away()),
    "without the skill": officer("x", skills=("lamps",)),
    "who has it now": officer("x"),
}


@pytest.mark.parametrize("who", UNFIT)
def test_nobody_gets_a_ticket_who_is(who: str) -> None:
    ticket = REFERRED.with_(assignee="x" if who == "who has it now" else "")
    assert not may_get(Room().context, UNFIT[who], ticket, NOW)
    assert Room([UNFIT[who]]).next(ticket) == ""


def test_skills_name_what_somebody_knows_and_none_named_is_all() -> None:
    knowing = officer("x", skills=("streets", "lamps"))
    assert Room([knowing]).next(REFERRED) == "x"
    assert Room([officer("x")]).next(REFERRED) == "x"


def test_who_handled_an_earlier_pass_gets_it_only_if_readmitted() -> None:
    again = REFERRED.with_(excluded=("officer",), reopened=1)
    assert Room([OFFICER]).next(again) == ""
    assert Room([OFFICER]).next(again.with_(this_pass=Pass(readmitted=("officer",)))) == "officer"


@pytest.mark.parametrize("named", ["officer.id", "officer.name"])
def test_nobody_gets_a_complaint_about_themselves(named: str) -> None:
    concerned = msgspec.structs.replace(OFFICER, id="officer.id", username="officer.name")
    about = REFERRED.with_(about=About(staff=named))
    assert Room([concerned, ANOTHER]).next(about) == "another"
    assert Room([concerned]).next(about) == ""


@pytest.mark.parametrize(("kind", "value"), [("mobile", "+96892123456"), ("email", "officer@muzn.example")])
def test_nobody_gets_what_they_filed_themselves(kind: str, value: str) -> None:
    filing = officer("x", **{kind: value})
    own = REFERRED.with_(person=person_ref(SECRET, "muzn", kind, value))
    assert Room([filing]).next(own) == ""
    assert Room([filing]).next(REFERRED) == "x"


def test_outside_the_hours_of_a_shift_nobody_gets_it(shut: Body) -> None:
    assert Room([OFFICER], body=shut).next(REFERRED) == ""
    assert Room([OFFICER, officer("night", shifts="round_the_clock")], body=shut).next(REFERRED) == "night"


@pytest.fixture
def shut() -> Body:
    """Return the body on a calendar that opens never but on Saturdays."""
    days = Days(saturday=(Interval(opens="08:00", closes="09:00"),))
    calendar = Calendar(code="seldom", name=BODY.name, weeks=(Week(days=days),))
    return msgspec.structs.replace(BODY, calendars=(calendar,), calendar="seldom")


@dataclass
class Desk:
    """A ticket on its way through the actions, in a section that assigns."""

    context: Context
    room: Room
    number: str

    def __call__(self, who: Staff, action: str, **said: Any) -> Ticket:
        version = self.context.tickets.get(self.number).version
        key = f"key-of-{action}-at-{version}".ljust(16, "-")
        return act(self.context, self.number, doing(who, action, version, key, **said)).ticket

    def referred(self) -> Ticket:
        self(AGENT, "classify", in_jurisdiction=True, object="service")
        return self(DISTRIBUTOR, "refer", section="roads")

    @property
    def told(self) -> list[tuple[str, str, Mapping[str, Any]]]:
        """Return what happened last, oldest first."""
        events = self.context.tickets.history(self.number, limit=50)
        return [(e.type.removeprefix("ticket."), e.by, e.facts) for e in reversed(events)]


@pytest.fixture
def desk() -> Desk:
    room = Room([OFFICER, ANOTHER])
    known = {one.id: one for one in (*room.team, AGENT, DISTRIBUTOR, SUPERVISOR, FOLLOW_UP)}
    context = replace(a_context(), staff=known.get, assigning=room.context)
    return Desk(context, room, register(context, asked(), ORIGIN).ticket.number)


def test_a_referral_goes_to_the_next_officer_and_the_history_says_so(desk: Desk) -> None:
    ticket = desk.referred()
    assert (ticket.assignee, ticket.status, ticket.handlers) == ("another", Status.REFERRED, ("another",))
    assert desk.told[-1] == ("assigned", "system", {"to": "another", "automatic": True})
    assert desk.told[-2][:2] == ("referred", "distributor")


def test_referring_again_gives_it_to_another(desk: Desk) -> None:
    desk.referred()
    assert desk(DISTRIBUTOR, "refer", section="roads").assignee == "officer"


def test_a_section_that_does_not_assign_leaves_it_in_its_list(desk: Desk) -> None:
    sections = tuple(msgspec.structs.replace(section, assigns=False) for section in BODY.sections)
    desk.room.body = msgspec.structs.replace(BODY, sections=sections)
    assert desk.referred().assignee == ""
    assert desk.told[-1][0] == "referred"


def test_with_nobody_there_it_stays_unassigned_and_anybody_starts_it(desk: Desk) -> None:
    desk.room.team = []
    assert desk.referred().assignee == ""
    assert desk(OFFICER, "start").assignee == "officer"


def test_who_starts_it_takes_it_over(desk: Desk) -> None:
    assert desk.referred().assignee == "another"
    started = desk(OFFICER, "start")
    assert started.assignee == "officer"
    assert desk.told[-1] == ("started", "officer", {"from": "another"})


def test_a_partner_is_never_assigned(desk: Desk) -> None:
    desk(AGENT, "classify", in_jurisdiction=True, object="service")
    assert desk(DISTRIBUTOR, "refer", partner="water", mode="third_party").assignee == ""


def answered(desk: Desk) -> None:
    desk.referred()
    desk(ANOTHER, "start")
    desk(ANOTHER, "answer", text="أُصلحت الحفرة", verification="confirmed")


def test_a_returned_answer_stays_with_who_gave_it(desk: Desk) -> None:
    answered(desk)
    assert desk(DISTRIBUTOR, "return", reason="لم يُذكر الموعد").assignee == "another"
    assert desk.told[-1][0] == "returned"


def test_while_they_are_away_it_goes_to_the_next(desk: Desk) -> None:
    answered(desk)
    desk.room.team = [OFFICER, officer("another", absences=away())]
    assert desk(DISTRIBUTOR, "return", reason="لم يُذكر الموعد").assignee == "officer"
    assert desk.told[-1] == ("assigned", "system", {"to": "officer", "from": "another", "automatic": True})


def test_while_they_are_away_it_goes_to_who_stands_in_though_it_is_not_their_turn(desk: Desk) -> None:
    answered(desk)
    desk.room.turns.took("muzn", "roads", "zahra", iso(NOW))
    desk.room.team = [OFFICER, officer("another", absences=away(stand_in="zahra")), officer("zahra")]
    assert desk(DISTRIBUTOR, "return", reason="لم يُذكر الموعد").assignee == "zahra"


def test_a_stand_in_who_may_not_have_it_is_passed_over(desk: Desk) -> None:
    answered(desk)
    desk.room.team = [
        OFFICER, officer("another", absences=away(stand_in="zahra")), officer("zahra", sections=("lighting",)),
    ]  # fmt: skip
    assert desk(DISTRIBUTOR, "return", reason="لم يُذكر الموعد").assignee == "officer"


def test_with_nobody_else_it_stays_with_who_is_away(desk: Desk) -> None:
    answered(desk)
    desk.room.team = [officer("another", absences=away())]
    assert desk(DISTRIBUTOR, "return", reason="لم يُذكر الموعد").assignee == "another"


def test_a_reopened_ticket_goes_to_somebody_new(desk: Desk) -> None:
    answered(desk)
    desk(DISTRIBUTOR, "inform", method="phone", reached=True)
    desk(DISTRIBUTOR, "resolve", outcome="solved", message="أُصلحت الحفرة")
    again = desk(FOLLOW_UP, "reopen", reason="ما زالت الحفرة")
    assert (again.assignee, again.excluded) == ("officer", ("another", "distributor"))


def test_assigning_to_nobody_by_name_gives_it_to_the_next(desk: Desk) -> None:
    desk.referred()
    assert desk(SUPERVISOR, "assign", to=None, reason="توزيع العمل").assignee == "officer"
    assert desk.told[-1][1:] == ("supervisor", {"to": "officer", "from": "another"})


def test_assigning_to_nobody_by_name_is_refused_where_nobody_fits(desk: Desk) -> None:
    desk.referred()
    desk.room.team = [ANOTHER]
    with pytest.raises(NobodyFree):
        desk(SUPERVISOR, "assign", to=None)


def test_only_a_section_has_a_next_one(desk: Desk) -> None:
    with pytest.raises(Invalid):
        desk(SUPERVISOR, "assign", to=None)


def test_nobody_is_assigned_their_own_matter(desk: Desk) -> None:
    desk.referred()
    own = staff("cousin", Role.SECTION_OFFICER, sections=("roads",), mobile="+96891234567")
    desk.context = replace(desk.context, staff={"cousin": own}.get)
    with pytest.raises(Invalid) as refused:
        desk(SUPERVISOR, "assign", to="cousin")
    assert refused.value.facts["fields"] == [{"field": "to", "reason": "own-matter"}]


def test_what_turns_out_to_concern_who_has_it_is_taken_from_them(desk: Desk) -> None:
    assert desk.referred().assignee == "another"
    assert desk(DISTRIBUTOR, "classify", about={"staff": " Another "}).assignee == "officer"
    assert desk.told[-1] == ("assigned", "system", {"to": "officer", "from": "another", "automatic": True})


def test_with_nobody_else_there_it_is_nobodys(desk: Desk) -> None:
    desk.referred()
    desk.room.team = [ANOTHER]
    assert desk(DISTRIBUTOR, "classify", about={"staff": "another"}).assignee == ""
    assert desk.told[-1] == ("assigned", "system", {"from": "another", "automatic": True})


def test_a_vip_is_seen_and_shortens_nobodys_target(desk: Desk) -> None:
    plain = desk(AGENT, "classify", in_jurisdiction=True, object="service")
    seen = desk(AGENT, "classify", vip=True)
    assert seen.vip
    assert not plain.vip
    assert [(c.name, c.minutes, c.due_at) for c in seen.clocks] == [(c.name, c.minutes, c.due_at) for c in plain.clocks]
    assert (seen.due_at, seen.reply_by) == (plain.due_at, plain.reply_by)


@pytest.mark.parametrize("vip", [True, False])
def test_a_vip_is_promised_at_registration_what_everybody_is(vip: bool) -> None:
    said = {"body": "muzn", "kind": "complaint", "category": "streets", "description": "حفرة", "language": "ar",
            "requester": {"name": "سالم", "mobile": "91234567"}, "channel": "phone", "vip": vip}  # fmt: skip
    origin = replace(ORIGIN, public=False)
    ticket = register(a_context(), msgspec.convert(said, StaffRegistration), origin).ticket
    plain = register(a_context(), asked(), replace(ORIGIN, key="another-key-of-another")).ticket
    assert ticket.vip == vip
    assert (ticket.due_at, ticket.reply_by) == (plain.due_at, plain.reply_by)


@given(officers=st.integers(1, 6), referrals=st.integers(0, 40))
def test_turns_are_fair(officers: int, referrals: int) -> None:
    """Whoever is there all day gets as many tickets as everybody, or one more."""
    room = Room([officer(f"officer{i}") for i in range(officers)])
    given_to = Counter(
        next_officer(room.context, REFERRED, NOW + timedelta(seconds=second)) for second in range(referrals)
    )
    assert sum(given_to.values()) == referrals
    assert all(referrals // officers <= given_to[one.id] <= -(-referrals // officers) for one in room.team)


class _Out(Exception):
    """The turns cannot be reached."""


def test_if_turns_cannot_be_kept_nothing_is_referred_and_a_repeat_refers(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk(AGENT, "classify", in_jurisdiction=True, object="service")

    def out(*_: str) -> None:
        raise _Out

    with monkeypatch.context() as broken:
        broken.setattr(desk.room.turns, "took", out)
        with pytest.raises(_Out):
            desk(DISTRIBUTOR, "refer", section="roads")
    assert desk.context.tickets.get(desk.number).status is Status.REGISTERED
    assert desk(DISTRIBUTOR, "refer", section="roads").assignee == "another"
