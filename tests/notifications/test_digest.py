"""The digest of a day: one for each executive, of what is overdue at that moment, once."""

import msgspec
import pytest

from chalicelib.notifications.actions import check, tell
from chalicelib.notifications.context import NoAnswer
from chalicelib.notifications.digest import MOST_READ, SHOWN
from chalicelib.notifications.mail import plain
from chalicelib.notifications.message import Key
from chalicelib.notifications.notice import BusEvent
from chalicelib.organisations.staff import Role
from chalicelib.shared.clock import iso
from chalicelib.tickets.lists import BATCH
from chalicelib.tickets.ticket import About, Ticket
from chalicelib.tickets.words import Status
from tests.notifications.fakes import START, TALAL, TEAM, World, colleague, ticket

EVENT = BusEvent(
    id="digest-muni-20261122", type="digest.due", body="muni", at=iso(START), by="system", day="2026-11-22"
)


def overdue(number: int, **changes: object) -> Ticket:
    """Return a ticket of the roads section that is overdue."""
    kept = {"status": Status.REFERRED, "section": "roads", "due_at": f"2026-11-01T08:00:{number % 60:02d}.000Z"}
    return ticket(number=f"{number:012d}", **{**kept, **changes})


@pytest.fixture
def world() -> World:
    world = World()
    world.lists.open = [overdue(1), overdue(2, status=Status.REGISTERED, section=""), overdue(3)]
    return world


def test_each_executive_hears_once_a_day_what_is_overdue(world: World) -> None:
    world.team = (*TEAM, colleague("s-second", Role.EXECUTIVE, language="en"))
    for _ in range(2):
        tell(world.context, EVENT)
    assert [(to, key.owner) for to, _, key in world.email.sent] == [
        (TALAL.email, "BODY#muni"), ("s-second@city.example", "BODY#muni"),
    ]  # fmt: skip
    first, second = (text for _, text, _ in world.email.sent)
    assert "بيان المتأخرات ليوم الأحد، 22 نوفمبر 2026: 3 طلبات متأخرة" in first.subject
    assert "طلال الشراعي" in first.greeting
    assert second.subject == "Overdue on Sunday, 22 November 2026: 3 overdue tickets"


def test_it_says_how_many_stand_where_and_names_the_oldest_first(world: World) -> None:
    tell(world.context, EVENT)
    [(_, text, _)] = world.email.sent
    counts, named = text.lists
    assert [line.translate({0x2068: None, 0x2069: None}) for line in counts.lines] == [
        "قسم الطرق: 2", "خط الدعم الأول: 1",
    ]  # fmt: skip
    assert [line[1:16] for line in named.lines] == ["000-000-000-001", "000-000-000-002", "000-000-000-003"]
    assert "مريم" not in plain(text)


def test_nothing_overdue_any_more_is_told_to_nobody(world: World) -> None:
    world.lists.open = [ticket(due_at="2026-12-01T08:00:00.000Z"), overdue(9, status=Status.RESOLVED, resolved_at="x")]
    tell(world.context, EVENT)
    assert world.messages.kept == {}


def test_a_ticket_that_waits_for_its_requester_is_overdue_only_if_it_was_before(world: World) -> None:
    asked = {"status": Status.WAITING, "waiting_from": Status.REFERRED}
    world.lists.open = [
        overdue(1, **asked, waiting_since="2026-10-30T08:00:00.000Z"),
        overdue(2, **asked, waiting_since="2026-11-02T08:00:00.000Z"),
    ]
    tell(world.context, EVENT)
    [(_, text, _)] = world.email.sent
    assert len(text.lists[1].lines) == 1


def test_many_are_counted_and_the_oldest_twenty_are_named(world: World) -> None:
    world.lists.open = [overdue(number) for number in range(50)]
    tell(world.context, EVENT)
    [(_, text, _)] = world.email.sent
    assert text.subject.endswith("50 طلبًا متأخرًا")
    assert len(text.lists[1].lines) == SHOWN
    assert world.lists.pages == 1


def test_what_is_read_is_bounded_and_the_count_then_says_at_least(world: World) -> None:
    world.lists.open = [overdue(number) for number in range(MOST_READ + 5)]
    tell(world.context, EVENT)
    [(_, text, _)] = world.email.sent
    assert "على الأقل" in text.opening
    assert world.lists.pages == MOST_READ // BATCH


def test_an_executive_is_not_shown_what_is_about_themselves(world: World) -> None:
    world.lists.open = [overdue(1, about=About(staff=TALAL.id)), overdue(2)]
    tell(world.context, EVENT)
    [(_, text, _)] = world.email.sent
    assert len(text.lists[1].lines) == 1
    world.lists.open = world.lists.open[:1]
    tell(world.context, msgspec.structs.replace(EVENT, id="digest-muni-20261123"))
    assert len(world.email.sent) == 1


def test_who_left_and_who_serves_another_body_gets_none(world: World) -> None:
    gone = msgspec.structs.replace(TALAL, active=False)
    world.team = (gone, colleague("s-other", Role.EXECUTIVE, body="elsewhere"))
    tell(world.context, EVENT)
    assert world.messages.kept == {}


def test_a_check_writes_a_digest_without_an_answer_once_more_under_the_same_key(world: World) -> None:
    world.email.script = [NoAnswer("ReadTimeoutError")]
    tell(world.context, EVENT)
    world.clock.go(minutes=10)
    [(key, _)] = world.checks.asked
    check(world.context, key)
    [(_, text, sent)] = world.email.sent
    assert sent == key == Key("BODY#muni", EVENT.id, f"staff-{TALAL.id}", "email")
    assert text.lists


def test_a_bodys_code_with_the_sign_that_parts_a_key_is_read_back(world: World) -> None:
    key = Key("BODY#city_of-palms", "digest-city-of-palms-20261122", "staff-s-talal", "email")
    assert Key.read(key.text) == key
    tell(world.context, msgspec.structs.replace(EVENT, id="digest-mu_ni-20261122"))
    [kept] = world.messages.kept
    assert Key.read(kept.text) == kept
