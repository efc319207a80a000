"""The fake and the store in DynamoDB keep one contract."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from pynamodb.exceptions import PutError, TransactWriteError

from chalicelib.contacts.contact import Contact, ContactOutcome, Handled, Recording, Told
from chalicelib.contacts.figure_store import DynamoFigures
from chalicelib.contacts.figures import Cell, moves
from chalicelib.contacts.kept import By, Stretch
from chalicelib.contacts.presence import Held, Presence, PresenceStatus
from chalicelib.contacts.rows import Row
from chalicelib.contacts.store import DynamoContacts
from chalicelib.contacts.trouble import ContactChanged
from chalicelib.shared.clock import iso
from tests.conftest import NOW
from tests.contacts.fakes import FakeContacts
from tests.contacts.tables import contacts_table
from tests.tickets.examples import SEAL
from tests.tickets.tables import counted_calls

BODY = "muashir"


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> Iterator[Any]:
    if request.param == "memory":
        yield FakeContacts()
        return
    with contacts_table():
        yield DynamoContacts()


def at(minutes: int) -> str:
    return iso(NOW + timedelta(minutes=minutes))


def a_contact(i: int = 1, *, told: dict[str, Any] | None = None, **facts: Any) -> Contact:
    known = {"queue": "data", "agent": "salma", "started_at": at(i), "queued_at": at(i), "answered_at": at(i),
             "ended_at": at(i + 3), "outcome": ContactOutcome.ANSWERED, "asked": (("choice", "2"),)}  # fmt: skip
    made = {"id": f"c{i:03}", "body": BODY, "number": "+96891234567", "person": "digest", "told_at": at(i + 4),
            "seal": SEAL}  # fmt: skip
    return Contact(**{**made, **facts}, told=Told(**known | (told or {})))


def ids(store: Any, by: By, key: str, **bounds: Any) -> list[str]:
    return [place.id for place in store.places(Stretch(by=by, key=key), **bounds)]


def test_a_contact_is_kept_whole(store: Any) -> None:
    recording = Recording(key="connect/one.wav", started_at=at(1), ended_at=at(3))
    handled = Handled(disposition="figures", summary="سأل عن عدد السكان", wrapped_up_at=at(5), wrapped_up_by="id",
                      tickets=("260000000001",), keys=(("k", "b"),))  # fmt: skip
    kept = store.save(None, a_contact(told={"recordings": (recording,), "transcript": "كلام"}, handled=handled))
    assert kept.version == 1
    assert store.get("c001") == kept
    assert store.many(["c001", "c404"]) == {"c001": kept}
    assert store.get("c404") is None


def test_who_changes_what_another_changed_meanwhile_is_told(store: Any) -> None:
    first = store.save(None, a_contact())
    store.save(first, first)
    for stale in (None, first):
        with pytest.raises(ContactChanged):
            store.save(stale, a_contact())
        with pytest.raises(ContactChanged):
            store.save(stale, a_contact(), counted={BODY: moves(None, a_contact(), "Asia/Muscat")})


def test_figures_move_with_the_contact_or_not_at_all() -> None:
    with contacts_table():
        store, one = DynamoContacts(), a_contact()
        counted = {BODY: moves(None, one, "Asia/Muscat")}
        kept = store.save(None, one, counted=counted)
        with pytest.raises(ContactChanged):
            store.save(None, one, counted=counted)
        abandoned = a_contact(told={"answered_at": "", "outcome": ContactOutcome.ABANDONED, "wait_seconds": 9})
        store.save(kept, abandoned, counted={BODY: moves(kept, abandoned, "Asia/Muscat")})
        (cell, found), = DynamoFigures().between(BODY, "2026-03-01", "2026-03-01").items()  # fmt: skip
        assert cell == Cell("2026-03-01", 7, "data", "ar")
        assert {name: n for name, n in found.items() if n} == {"abandoned": 1, "gave_up_after": 9}


def test_contacts_are_listed_newest_first_by_body_agent_person_and_ticket(store: Any) -> None:
    for i in (1, 3, 2):
        store.save(None, a_contact(i, handled=Handled(tickets=("260000000001",))))
    store.save(None, a_contact(4, body="other", person="", told={"agent": ""}))
    newest = ["c003", "c002", "c001"]
    for by, key in ((By.BODY, BODY), (By.AGENT, "salma"), (By.PERSON, "digest"), (By.TICKET, "260000000001")):
        assert ids(store, by, key) == newest
        assert ids(store, by, key, limit=2) == newest[:2]
    after = store.places(Stretch(by=By.BODY, key=BODY), limit=1)[0].sort
    assert ids(store, By.BODY, BODY, before=after) == ["c002", "c001"]
    between = Stretch(by=By.BODY, key=BODY, since=at(2), until=at(3))
    assert [place.id for place in store.places(between)] == ["c002"]
    assert [place.id for place in store.places(between, before=after)] == ["c002"]


def test_a_contact_stands_among_the_open_ones_until_its_record_came_and_it_was_wrapped_up(store: Any) -> None:
    def stands() -> tuple[list[str], list[str]]:
        return ids(store, By.OPEN, BODY), ids(store, By.LEFT, BODY)

    kept = store.save(None, a_contact(told_at="", told={"ended_at": "", "answered_at": ""}))
    assert stands() == (["c001"], [])
    kept = store.save(kept, a_contact(told_at=""))
    assert stands() == (["c001"], []), "its after-call work goes on"
    kept = store.save(kept, a_contact(told_at="", told={"completed_at": at(4)}))
    assert stands() == ([], ["c001"])
    kept = store.save(kept, a_contact())
    assert stands() == ([], ["c001"])
    store.save(kept, a_contact(handled=Handled(wrapped_up_at=at(9))))
    assert stands() == ([], [])


def test_what_followed_a_contact_is_found_from_the_first(store: Any) -> None:
    store.save(None, a_contact(1))
    store.save(None, a_contact(2, told={"initial": "c001", "previous": "c001"}))
    assert store.legs("c001") == ["c002"]
    assert store.legs("c002") == []


def test_what_was_written_stands_in_the_history_until_it_is_erased(store: Any) -> None:
    first = store.save(None, a_contact(handled=Handled(summary="أول")), written=True)
    second = store.save(first, msgspec.structs.replace(first, handled=Handled(summary="ثان")), written=True)
    assert [(v, h.summary) for v, h in store.history(second)] == [(1, "أول"), (2, "ثان")]
    told = msgspec.structs.replace(second.told, asked=())
    empty = msgspec.structs.replace(second, seal=b"", number="", handled=Handled(), person="", told=told)
    gone = store.erase(second, empty)
    assert store.get("c001") == gone
    assert (gone.number, gone.erased) == ("", True)
    assert [h.summary for _, h in store.history(gone)] == ["", ""]
    assert ids(store, By.PERSON, "digest") == []


def test_those_of_which_no_record_comes_are_found_once_they_cannot_go_on_whatever_the_body(store: Any) -> None:
    kept = [
        store.save(None, a_contact(i, told_at="", body=body, told={"channel": channel}))
        for i, (body, channel) in enumerate(((BODY, "phone"), ("tourism", "phone"), (BODY, "task")))
    ]
    store.save(None, a_contact(9))

    def found(limit: int = 9, **later: int) -> list[str]:
        return sorted(one.id for one in store.left_open(NOW + timedelta(**later), limit))

    assert found(hours=11, minutes=59) == []
    assert found(hours=12) == ["c000"]
    assert found(hours=13) == ["c000", "c001"]
    assert found(hours=13, limit=1) == ["c000"]
    assert found(days=9) == ["c000", "c001", "c002"]
    store.save(kept[0], msgspec.structs.replace(kept[0], told_at=at(5)))
    assert found(hours=13) == ["c001"]


def presence(minutes: int, event: str = "1", **facts: Any) -> Presence:
    return Presence(username="salma", status=PresenceStatus.BUSY, since=at(0), told_at=at(minutes), event=event,
                    contacts=(Held(id="c1", state="CONNECTED", since=at(0)),), **facts)  # fmt: skip


def test_the_newest_that_was_told_of_somebody_stays(store: Any) -> None:
    assert store.presence("salma") is None
    assert store.tell(presence(5))
    assert not store.tell(presence(5))
    assert not store.tell(presence(4, "9"))
    assert store.tell(presence(5, "2"))
    assert store.presence("salma") == presence(5, "2")
    assert store.presences(["salma", "nobody"]) == {"salma": presence(5, "2")}


def test_who_called_and_what_was_said_stand_nowhere_in_the_clear_and_a_contact_is_one_unit() -> None:
    with contacts_table():
        store = DynamoContacts()
        with counted_calls() as calls:
            store.save(None, a_contact(told={"transcript": "كلام"}, handled=Handled(summary="سر كبير")))
        assert calls == {"PutItem": 1}
        row = Row.get("CONTACT#c001", "CONTACT").to_dynamodb_dict()
        assert "1234567" not in str(row)
        assert len(str(row)) < 1400  # with what Python writes around it; DynamoDB counts less


def test_a_contact_that_an_older_dictionary_packed_is_read() -> None:
    from chalicelib.contacts.packing import packed, unpacked

    assert unpacked(packed(a_contact(seal=b""))) == a_contact(seal=b"")


def test_other_failures_are_not_taken_for_a_refusal() -> None:
    with contacts_table():
        store = DynamoContacts()
        Row._connection = None
        Row.Meta.table_name = "elsewhere"
        try:
            for act in (lambda: store.save(None, a_contact()), lambda: store.tell(presence(1))):
                with pytest.raises(PutError):
                    act()
            with pytest.raises(TransactWriteError):
                store.save(None, a_contact(), written=True)
        finally:
            Row.Meta.table_name = "contacts"
