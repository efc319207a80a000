"""The digest of what is overdue: planned once, sent once a working day and body, ended when nothing is overdue."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from chalicelib.organisations.body import Body, Target
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Unavailable
from chalicelib.tickets import digests
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import Status
from tests.tickets.examples import registered, some_details
from tests.tickets.fake_lists import FakeLists
from tests.tickets.fakes import FakeDigests, FakeTickets
from tests.tickets.minutes import FakeBus
from tests.tickets.scenes import a_ticket
from tests.tickets.working import calendar, muscat, omani, shown, week, working

TUESDAY = muscat(12, 8, 10)
BODY = working(Target(resolution=840))


@dataclass
class Desk:
    """A body's digests at an instant."""

    now: datetime = TUESDAY
    body: Body = BODY
    tickets: FakeTickets = field(default_factory=FakeTickets)
    planned: FakeDigests = field(default_factory=FakeDigests)
    bus: FakeBus = field(default_factory=FakeBus)

    def holding(self, **facts: object) -> "Desk":
        """Keep a ticket."""
        number = f"26834180651{len(self.tickets.heads)}"
        ticket: Ticket = a_ticket(number=number, **facts)
        self.tickets.add(ticket, some_details(), registered(ticket))
        return self

    @property
    def context(self) -> digests.Context:
        return digests.Context(
            digests=self.planned, lists=FakeLists(self.tickets), body=lambda _code: self.body, bus=self.bus,
            clock=lambda: self.now,
        )  # fmt: skip

    def breached(self) -> str:
        digests.breached(self.context, self.body, self.now)
        return self.planned.due["muzn"]

    def send(self, timer: str) -> None:
        digests.send(self.context, "muzn", timer)

    @property
    def sent(self) -> list[dict[str, str]]:
        return [json.loads(detail) for detail in self.bus.put]


def overdue(**facts: object) -> Desk:
    return Desk().holding(due_at=iso(TUESDAY - timedelta(hours=1)), **facts)


@pytest.mark.parametrize(
    ("now", "at"),
    [
        (TUESDAY, "Wed 09 07:30"),
        (muscat(12, 8, 5), "Wed 09 07:30"),
        (muscat(12, 10, 23), "Sun 13 07:30"),
        (muscat(12, 11, 9), "Sun 13 07:30"),
        (muscat(11, 24, 9), "Sun 29 07:30"),
    ],
)
def test_the_next_digest_is_of_the_next_working_day(now: datetime, at: str) -> None:
    assert shown(digests.next_at(working(calendars=(omani(),)), now)) == at


def test_who_works_round_the_clock_has_it_in_the_morning() -> None:
    assert shown(digests.next_at(working(calendar=""), TUESDAY)) == "Wed 09 07:30"


def test_the_hours_of_the_body_say_when_its_day_begins() -> None:
    late = working(calendars=(calendar("omani", week(opens="10:00", closes="16:00")),))
    assert shown(digests.next_at(late, TUESDAY)) == "Wed 09 10:00"


def test_a_digest_is_planned_once_however_many_promises_are_broken() -> None:
    desk = overdue()
    first = desk.breached()
    desk.now += timedelta(hours=30)
    assert desk.breached() == first == "2026-12-09T03:30:00.000Z digest.20261209.send"


def test_a_digest_names_its_day_and_has_one_id() -> None:
    desk = overdue()
    timer = desk.breached()
    desk.now = muscat(12, 9, 7, 30)
    desk.send(timer)
    assert desk.sent == [
        {
            "id": "digest-muzn-20261209", "type": "digest.due", "body": "muzn", "ticket": "", "sequence": "",
            "at": "2026-12-09T03:30:00.000Z", "by": "system", "correlation": "", "day": "2026-12-09",
        }
    ]  # fmt: skip
    assert desk.planned.due == {"muzn": "2026-12-10T03:30:00.000Z digest.20261210.send"}


def test_a_repeat_has_the_same_id_and_plans_nothing_else() -> None:
    desk = overdue()
    timer = desk.breached()
    desk.now = muscat(12, 9, 7, 30)
    for _ in range(3):
        desk.send(timer)
    assert {one["id"] for one in desk.sent} == {"digest-muzn-20261209"}
    assert desk.planned.due == {"muzn": "2026-12-10T03:30:00.000Z digest.20261210.send"}


def test_day_after_day_there_is_one_digest_until_nothing_is_overdue() -> None:
    desk = overdue()
    desk.breached()
    for _ in range(3):
        timer = desk.planned.due["muzn"]
        desk.now = datetime.fromisoformat(timer.split(" ")[0])
        desk.send(timer)
    assert [one["day"] for one in desk.sent] == ["2026-12-09", "2026-12-10", "2026-12-13"]
    number = next(iter(desk.tickets.heads))
    desk.tickets.heads[number] = desk.tickets.heads[number].with_(status=Status.CLOSED, closed_at=iso(desk.now))
    timer = desk.planned.due["muzn"]
    desk.now = datetime.fromisoformat(timer.split(" ")[0])
    desk.send(timer)
    assert (len(desk.sent), desk.planned.due) == (3, {})


@pytest.mark.parametrize(
    ("facts", "is_overdue"),
    [
        ({}, True),
        ({"status": Status.CLOSED, "closed_at": "2026-12-08T00:00:00.000Z"}, False),
        ({"status": Status.RESOLVED, "resolved_at": "2026-12-08T00:00:00.000Z"}, False),
        ({"status": Status.WAITING, "waiting_since": "2026-12-07T00:00:00.000Z"}, False),
        ({"status": Status.WAITING, "waiting_since": iso(TUESDAY)}, True),
        ({"body": "elsewhere"}, False),
        ({"in_jurisdiction": False}, False),
    ],
)
def test_what_counts_is_a_promise_that_runs_and_is_past(facts: dict[str, object], is_overdue: bool) -> None:
    desk = overdue(**facts)
    assert digests.is_overdue(desk.context.lists, "muzn", TUESDAY) is is_overdue


def test_a_ticket_whose_promise_is_to_come_is_not_overdue() -> None:
    desk = Desk().holding(due_at=iso(TUESDAY + timedelta(minutes=1)))
    assert not digests.is_overdue(desk.context.lists, "muzn", TUESDAY)


def test_a_bus_that_takes_nothing_lets_the_digest_come_again() -> None:
    desk = overdue()
    timer = desk.breached()
    desk.bus.takes = False
    with pytest.raises(Unavailable):
        desk.send(timer)
    assert desk.planned.due == {"muzn": timer}


def test_a_digest_that_was_planned_anew_meanwhile_is_not_ended() -> None:
    desk = Desk()
    desk.planned.plan("muzn", "2026-12-09T03:30:00.000Z digest.20261209.send")
    desk.send("2026-12-08T03:30:00.000Z digest.20261208.send")
    assert desk.sent == []
    assert desk.planned.due == {"muzn": "2026-12-09T03:30:00.000Z digest.20261209.send"}
