"""A requester's own contacts are taken away and erased with all else."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.contacts.connect import ConnectTelephony
from chalicelib.contacts.contact import Handled, Recording
from chalicelib.contacts.own import MOST_ERASED, OwnContacts
from chalicelib.contacts.telephony import Installation
from chalicelib.contacts.trouble import ContactChanged
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Unavailable
from chalicelib.tickets import own_data
from tests.conftest import NOW
from tests.contacts.house import Centre
from tests.tickets.examples import SECRET
from tests.tickets.house import ref, session

RECORDING = Recording(key="b/one.wav", started_at=iso(NOW), ended_at=iso(NOW))


@pytest.fixture
def centre() -> Centre:
    made = Centre()
    written = Handled(disposition="figures", summary="سأل عن السكن", wrapped_up_at=iso(NOW), tickets=("260000000001",))
    made.keep("c1", recordings=(RECORDING,), asked=(("choice", "2"),), handled=written)
    made.keep("c2", minutes=-5)
    made.keep("other", number="+96899999999", person=ref("+96899999999"))
    return made


def data(centre: Centre) -> Any:
    house = centre.house
    kept = OwnContacts(centre.contacts, SECRET, centre.taking.telephony.drop_recording)
    return own_data.DataContext(
        own=house.requesters, profiles=house.profiles, drop_files=lambda _ticket: None, contacts=kept
    )


def test_who_asks_takes_away_what_was_said(centre: Centre) -> None:
    found = own_data.export(data(centre), session(), cursor_text="", limit=5).contacts
    assert [one.id for one in found] == ["c2", "c1"]
    first = found[1]
    assert (first.summary, first.keyed, first.recorded) == ("سأل عن السكن", {"choice": "2"}, True)


def test_who_has_the_number_only_since_yesterday_sees_nothing_from_before(centre: Centre) -> None:
    later = session(held_since=iso(NOW + timedelta(days=1)))
    assert own_data.export(data(centre), later, cursor_text="", limit=5).contacts == ()
    assert own_data.erase(data(centre), later, correlation="c").contacts == 0


def test_an_erasure_leaves_neither_number_nor_words_nor_sound(centre: Centre) -> None:
    done = own_data.erase(data(centre), session(), correlation="c")
    assert (done.contacts, done.complete) == (2, True)
    gone = centre.contacts.kept["c1"]
    assert (gone.number, gone.person, gone.handled.summary, gone.told.asked) == ("", "", "", ())
    assert (gone.erased, gone.handled.disposition, gone.told.outcome) == (True, "figures", "answered")
    assert centre.taking.telephony.dropped == ["b/one.wav"]
    assert gone.told.recordings[0].deleted
    assert not centre.contacts.kept["other"].erased
    assert own_data.erase(data(centre), session(), correlation="c").contacts == 0


def test_many_contacts_are_erased_in_several_calls(centre: Centre) -> None:
    for i in range(MOST_ERASED):
        centre.keep(f"d{i}", minutes=-100 - i)
    first = own_data.erase(data(centre), session(), correlation="c")
    assert (first.contacts, first.complete) == (MOST_ERASED, False)
    second = own_data.erase(data(centre), session(), correlation="c")
    assert (second.contacts, second.complete) == (2, True)


@pytest.mark.parametrize("meetings", [1, 9])
def test_what_changes_meanwhile_is_erased_all_the_same_or_the_call_is_to_be_repeated(
    centre: Centre, meetings: int
) -> None:
    erase, left = centre.contacts.erase, [None] * meetings

    def meeting(before: Any, after: Any) -> Any:
        if left:
            left.pop()
            raise ContactChanged
        return erase(before, after)

    centre.contacts.erase = meeting  # type: ignore[method-assign]
    if meetings == 1:
        assert own_data.erase(data(centre), session(), correlation="c").contacts == 2
    else:
        with pytest.raises(Unavailable):
            own_data.erase(data(centre), session(), correlation="c")


def test_what_is_deleted_already_is_not_deleted_again(centre: Centre) -> None:
    centre.tell("c1", recordings=(Recording(key="b/gone.wav", started_at="", ended_at="", deleted=True),))
    own_data.erase(data(centre), session(), correlation="c")
    assert centre.taking.telephony.dropped == []


def test_a_recording_is_deleted_where_recordings_are() -> None:
    asked: list[tuple[str, dict[str, str]]] = []

    class Sounds:
        def delete_object(self, **given: str) -> None:
            asked.append(("eu-central-1", given))

    here = Installation(instance="i", region="eu-central-1", recordings="sounds")
    telephony = ConnectTelephony(lambda: here, lambda _region: None, lambda _region: Sounds())
    telephony.drop_recording("sounds/2026/one.wav")
    assert asked == [("eu-central-1", {"Bucket": "sounds", "Key": "2026/one.wav"})]
