"""A body's switchboard: it is kept if it fits, read again within the minute, and found by the number that is called."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.contacts import switchboards
from chalicelib.contacts.switchboard import (
    Announcement,
    Callbacks,
    CallQueue,
    Extension,
    Population,
    SpokenName,
    SpokenText,
    Voicemail,
)
from chalicelib.contacts.switchboard_rules import switchboard_faults
from chalicelib.contacts.switchboard_store import DynamoSwitchboards
from chalicelib.contacts.switchboards import NumberOfAnother, Switchboards
from chalicelib.organisations.staff import Role
from chalicelib.shared.errors import Invalid, NotFound, PreconditionMissing, Stale
from tests.conftest import NOW
from tests.contacts.boards import (
    ADMIN,
    AGENT,
    BOARD,
    BODY,
    MAIN,
    MENUS,
    OTHER,
    TEAM,
    FakeSwitchboards,
    boards,
    changed,
    find_body,
)
from tests.contacts.tables import contacts_table
from tests.organisations.fakes import person

NAME = SpokenName(ar="اسم", en="A name")
TEXT = SpokenText(ar="نص", en="A text")


def faults(**facts: Any) -> dict[str, str]:
    found = switchboard_faults(changed(**facts), BODY, ("admin", "agent", "second"), MENUS)
    return {each["field"]: each["reason"] for each in found}


def a_queue(code: str = "one", label: str = "One", **facts: Any) -> CallQueue:
    return CallQueue(code=code, label=label, name=NAME, **facts)


def test_the_example_fits() -> None:
    assert faults() == {}


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ({"flow": "unknown"}, {"flow": "not-found"}),
        ({"numbers": (MAIN, MAIN)}, {"numbers.1": "repeated"}),
        ({"queues": (a_queue(), a_queue("two", "ONE")), "extensions": ()}, {"queues.1.label": "repeated"}),
        ({"queues": (a_queue(), a_queue("one", "Two")), "extensions": ()}, {"queues.1.code": "repeated"}),
        ({"queues": (a_queue(staff=("agent", "nobody", "agent")),), "extensions": ()},
         {"queues.0.staff.1": "not-found", "queues.0.staff.2": "repeated"}),
        ({"queues": (a_queue(calendar="moon"),), "extensions": ()}, {"queues.0.calendar": "not-found"}),
        ({"dispositions": (msgspec.structs.replace(BOARD.dispositions[0], active=False),)},
         {"dispositions": "missing"}),
        ({"dispositions": BOARD.dispositions * 2}, {"dispositions.1.code": "repeated"}),
        ({"voicemail": Voicemail(category="nothing")}, {"voicemail.category": "not-found"}),
        ({"voicemail": Voicemail(category="old")}, {"voicemail.category": "not-found"}),
        ({"voicemail": Voicemail(category="asking", kind="complaint")}, {"voicemail.kind": "not-in-category"}),
        ({"voicemail": Voicemail(category="asking", kind="media")}, {"voicemail.kind": "wrong-value"}),
        ({"extensions": (Extension(extension="20", name=NAME),)}, {"extensions.0": "missing"}),
        ({"extensions": (Extension(extension="20", name=NAME, staff="nobody", queue="none", number=OTHER),)},
         {"extensions.0.queue": "not-found", "extensions.0.number": "not-allowed", "extensions.0.staff": "not-found"}),
        ({"extensions": BOARD.extensions[:1] * 2}, {"extensions.1.extension": "repeated"}),
        ({"announcements": (Announcement(code="a", text=TEXT, first="2026-02-30", last="2026-03-01"),)},
         {"announcements.0.first": "wrong-format"}),
        ({"announcements": (Announcement(code="a", text=TEXT, first="2026-03-02", last="2026-03-01"),)},
         {"announcements.0.last": "before-first"}),
        ({"procedures": BOARD.procedures[:1] * 2}, {"procedures.1.code": "repeated"}),
        ({"population": Population(at="2026-01-01T00:00:00", people=1, more_a_year=1, source=NAME)},
         {"population.at": "wrong-format"}),
        ({"callbacks": Callbacks(tries=3, days=5)}, {"callbacks.tries": "too-small"}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(facts: dict[str, Any], wrong: dict[str, str]) -> None:
    found = faults(**facts)
    assert {field: found.get(field) for field in wrong} == wrong


def test_a_queue_that_a_menu_leads_to_is_missed_by_its_code_and_the_keys_that_lead_there() -> None:
    trees = {"statistics": {"operator": "", "finance": "1.1", "media": "7"}}
    context = boards(("host", BOARD), trees=trees)
    with pytest.raises(Invalid) as refused:
        switchboards.put(context, ADMIN, "host", changed(survey=False), 1)
    assert refused.value.facts["fields"] == [
        {"field": "queues.operator", "reason": "needed-by-menu", "keys": ""},
        {"field": "queues.media", "reason": "needed-by-menu", "keys": "7"},
    ]
    queues = (*BOARD.queues, a_queue("operator", "Operator"), a_queue("media", "Media"))
    assert switchboards.put(context, ADMIN, "host", changed(queues=queues), 1).version == 2


def test_another_tree_needs_queues_of_its_own() -> None:
    context = boards(("host", BOARD), trees={"statistics": {}, "municipality": {"emergency": "1"}})
    with pytest.raises(Invalid) as refused:
        switchboards.put(context, ADMIN, "host", changed(flow="municipality"), 1)
    assert refused.value.facts["fields"] == [{"field": "queues.emergency", "reason": "needed-by-menu", "keys": "1"}]


def test_a_body_never_tries_less_than_the_rule() -> None:
    for fewer in ({"tries": 2}, {"hours_apart": 1}, {"days": 1}):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(fewer, Callbacks)


def test_the_first_switchboard_is_made_and_a_repeat_changes_nothing() -> None:
    context = boards()
    made = switchboards.put(context, ADMIN, "host", BOARD, None)
    assert (made.made, made.version) == (True, 1)
    again = switchboards.put(context, ADMIN, "host", BOARD, None)
    assert (again.made, again.version) == (False, 1)


def test_a_change_names_the_version_that_it_changes() -> None:
    context = boards(("host", BOARD))
    with pytest.raises(PreconditionMissing):
        switchboards.put(context, ADMIN, "host", changed(survey=False), None)
    with pytest.raises(Stale):
        switchboards.put(context, ADMIN, "host", changed(survey=False), 7)
    assert switchboards.put(context, ADMIN, "host", changed(survey=False), 1).version == 2
    with pytest.raises(NotFound):
        switchboards.put(boards(), ADMIN, "host", BOARD, 1)


def test_an_admin_sets_no_other_bodys_switchboard() -> None:
    with pytest.raises(NotFound):
        switchboards.put(boards(), ADMIN, "guest", BOARD, None)


def test_what_does_not_fit_is_refused_and_nothing_is_kept() -> None:
    context = boards()
    with pytest.raises(Invalid):
        switchboards.put(context, ADMIN, "host", changed(flow="unknown"), None)
    assert context.switchboards.get("host") is None


def test_whoever_came_a_moment_ago_may_be_seated() -> None:
    known = list(TEAM)
    third = person("third", Role.AGENT)
    context = boards(("host", BOARD), team=lambda _: known, forget=lambda _: known.append(third))
    seated = changed(queues=(a_queue("finance", "Stat_Finance", staff=("third",)), *BOARD.queues[1:]))
    assert switchboards.put(context, ADMIN, "host", seated, 1).version == 2
    assert known.count(third) == 1


def test_a_number_of_another_body_is_refused() -> None:
    context = boards(("guest", changed(numbers=(OTHER,))))
    with pytest.raises(Invalid) as refused:
        switchboards.put(context, ADMIN, "host", changed(numbers=(MAIN, OTHER)), None)
    assert refused.value.facts["fields"] == [{"field": "numbers", "reason": "not-allowed"}]


def test_a_switchboard_is_read_once_a_minute() -> None:
    now = [NOW]
    context = boards(("host", BOARD), clock=lambda: now[0])
    store = context.switchboards
    assert isinstance(store, FakeSwitchboards)
    for _ in range(5):
        assert switchboards.of(context, "host") == BOARD
        assert switchboards.dialled(context, MAIN) == "host"
    before = store.reads
    now[0] = NOW + timedelta(seconds=61)
    switchboards.of(context, "host")
    assert (before, store.reads) == (3, 4)  # one of the first is the fake's own, of its number


def test_a_body_without_a_switchboard_has_none_and_an_unknown_number_is_nobodys() -> None:
    with pytest.raises(NotFound):
        switchboards.of(boards(), "host")
    assert switchboards.dialled(boards(), MAIN) == ""


def test_a_switchboard_is_shown_with_what_the_telephony_has_of_it() -> None:
    context = boards(("host", BOARD))
    kept = switchboards.shown(context, AGENT, "host")
    assert switchboards.telephony(context, kept).state == "none"
    asked: list[str] = []
    there = boards(("host", BOARD), installed=lambda: True, followed=asked.append)
    assert switchboards.telephony(there, kept).state == "waiting"
    assert asked == ["host"]


def test_staff_see_the_switchboards_of_their_bodies_alone() -> None:
    context = boards(("host", BOARD))
    assert switchboards.shown(context, AGENT, "").body == "host"
    for staff, body in ((AGENT, "guest"), (person("g", body="guest"), "host"), (person("g", body="guest"), "")):
        with pytest.raises(NotFound):
            switchboards.shown(context, staff, body)


@pytest.fixture(params=["fake", "dynamo"])
def store(request: pytest.FixtureRequest) -> Iterator[Switchboards]:
    if request.param == "fake":
        yield FakeSwitchboards()
        return
    with contacts_table():
        yield DynamoSwitchboards()


def test_a_switchboard_is_read_as_it_was_kept_with_its_numbers(store: Switchboards) -> None:
    assert store.get("host") is None
    assert store.put("host", BOARD, None) == 1
    kept = store.get("host")
    assert kept is not None
    assert (kept.switchboard, kept.version) == (BOARD, 1)
    assert (store.body_of(MAIN), store.body_of(OTHER)) == ("host", "")


def test_a_number_that_is_left_finds_nobody_any_more(store: Switchboards) -> None:
    store.put("host", changed(numbers=(MAIN, OTHER)), None)
    store.put("host", changed(numbers=(OTHER,)), store.get("host"))
    assert (store.body_of(MAIN), store.body_of(OTHER)) == ("", "host")


def test_of_two_who_change_at_once_one_is_told(store: Switchboards) -> None:
    store.put("host", BOARD, None)
    before = store.get("host")
    store.put("host", changed(survey=False), before)
    for late in (before, None):
        with pytest.raises(Stale):
            store.put("host", changed(recorded=False), late)


def test_two_bodies_never_have_one_number(store: Switchboards) -> None:
    store.put("host", BOARD, None)
    with pytest.raises(NumberOfAnother):
        store.put("guest", BOARD, None)
    assert store.get("guest") is None


def test_the_api_sets_and_shows_the_switchboard_with_its_version() -> None:
    from types import SimpleNamespace

    from chalicelib import wiring
    from tests.http import call

    context = boards()
    recent = SimpleNamespace(staff=lambda _sub: ADMIN, body=find_body, heads=lambda: ())
    given = msgspec.to_builtins(BOARD)
    with wiring.using(switchboards=context, organisations=SimpleNamespace(recent=recent)):
        claims = {"sub": ADMIN.id, "token_use": "id"}
        made = call("PUT", "/v1/organisation/switchboard", given, claims=claims)
        assert (made.status, made.headers["ETag"]) == (201, '"1"')
        changed_ = call("PUT", "/v1/organisation/switchboard", given | {"survey": False}, claims=claims, If_Match='"1"')
        assert (changed_.status, changed_.json["version"], changed_.json["survey"]) == (200, 2, False)
        wrong = call("PUT", "/v1/organisation/switchboard", given | {"flow": "UPPER"}, claims=claims, If_Match="2")
        assert wrong.json["fields"] == [{"field": "flow", "reason": "wrong-format"}]
        shown = call("GET", "/v1/organisation/switchboard", claims=claims)
        assert (shown.json["body"], shown.json["numbers"]) == ("host", [MAIN])
