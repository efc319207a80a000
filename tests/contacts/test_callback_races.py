"""Whoever else changes a callback meanwhile: nobody is called twice for it, and nothing that was told is lost."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.contacts import (
    callback_calls,
    callback_desk,
    callback_lists,
    callback_offers,
    callback_own,
    callback_requests,
    voicemail,
)
from chalicelib.contacts.callback import Callback, CallbackState
from chalicelib.contacts.callback_desk import TryGiven
from chalicelib.contacts.callback_requests import Wanted
from chalicelib.contacts.callback_store import DynamoCallbacks
from chalicelib.contacts.callbacks import CallbackChanged
from chalicelib.contacts.contact import ContactOutcome
from chalicelib.contacts.dialable import dialable, national_digits
from chalicelib.contacts.switchboard import Voicemail
from chalicelib.contacts.trouble import ContactChanged
from chalicelib.organisations.body import Body
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Invalid, NotFound, Unavailable
from chalicelib.tickets import registering
from tests.conftest import NOW
from tests.contacts.boards import BOARD, a_queue_of
from tests.contacts.centre import Centre, FakeCallbacks
from tests.contacts.tables import contacts_table
from tests.contacts.test_callbacks import AGENT, a_call, a_callback, asked, desk, offering
from tests.contacts.test_voicemail import Box, a_message
from tests.organisations.fakes import words
from tests.tickets.examples import SECRET
from tests.tickets.house import MOBILE


class Busy(FakeCallbacks):
    """Callbacks that somebody else changes first, so many times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    def _met(self) -> None:
        if self.times:
            self.times -= 1
            raise CallbackChanged

    def add(self, callback: Callback, before: Callback | None) -> Callback:
        self._met()
        return super().add(callback, before)

    def save(self, before: Callback, after: Callback) -> Callback:
        self._met()
        return super().save(before, after)


def busy(times: int) -> tuple[Centre, Busy]:
    """Return a centre with a callback that others change from now on."""
    store = Busy(0)
    centre = Centre(store=store)
    asked(centre)
    store.times = times
    return centre, store


def test_asking_is_tried_again_and_then_put_off() -> None:
    store = Busy(2)
    assert asked(Centre(store=store)).state is CallbackState.WAITING
    with pytest.raises(Unavailable):
        asked(Centre(store=Busy(9)))


def test_a_try_is_kept_whoever_changes_the_callback_meanwhile() -> None:
    centre, store = busy(2)
    found = callback_calls.told(centre.calling, a_call(outcome=ContactOutcome.NOT_REACHED))
    assert found is not None
    assert len(found.tries) == 1
    store.times = 9
    with pytest.raises(Unavailable):
        callback_calls.told(centre.calling, a_call("out-2"))


def test_staff_are_told_to_come_again_where_others_change_it_and_again() -> None:
    centre, store = busy(9)
    (kept,) = store.kept.values()
    with pytest.raises(Unavailable):
        callback_desk.tried(desk(centre), AGENT, kept.id, TryGiven(reached=True), "k")
    store.times = 9
    with pytest.raises(Unavailable):
        callback_desk.cancelled(desk(centre), AGENT, kept.id, "x")


def test_an_offer_that_met_another_is_left_to_it() -> None:
    centre, _store = busy(1)
    centre.pass_(minutes=30)
    assert callback_offers.offer_due(offering(centre)) == 0
    assert callback_offers.offer_due(offering(centre)) == 1
    assert len(centre.telephony.tasks) == 1


def test_a_run_offers_so_many_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(callback_offers, "PAGE", 2)
    monkeypatch.setattr(callback_offers, "MOST", 4)
    centre = Centre()
    for i in range(6):
        asked(centre, number=f"9212345{i}", key=f"k{i}")
    centre.pass_(minutes=30)
    assert callback_offers.offer_due(offering(centre)) == 4
    assert callback_offers.offer_due(offering(centre)) == 2


def test_a_list_that_is_looked_through_for_long_ends_with_a_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(callback_lists, "_PAGE", 2)
    monkeypatch.setattr(callback_lists, "MOST_READ", 4)
    centre = Centre()
    for i in range(7):
        asked(centre, number=f"9212345{i}", key=f"k{i}", queue="general")
    seen, after = 0, ""
    for _ in range(4):
        page = callback_lists.listed(desk(centre), AGENT, state=None, mine=False, ticket="", after=after, limit=50)
        seen, after = seen + len(page.items), page.next or ""
        if not after:
            break
    assert seen == 7


def test_a_callback_that_was_reached_by_one_call_is_not_reopened_by_the_next() -> None:
    centre = Centre()
    kept = asked(centre)
    callback_calls.told(centre.calling, a_call())
    callback_calls.told(
        centre.calling, a_call("later", ContactOutcome.NOT_REACHED, started_at=iso(NOW + timedelta(days=2)))
    )
    assert centre.store.kept[kept.id].state is CallbackState.REACHED
    assert len(centre.store.kept[kept.id].tries) == 1


def test_amazon_connects_own_callback_to_a_number_that_we_do_not_call_is_left() -> None:
    centre = Centre()
    call = a_call("native", ContactOutcome.NOT_REACHED, method="CALLBACK")
    assert callback_calls.told(centre.calling, replace_number(call, "+447911123456")) is None
    assert centre.store.kept == {}


def replace_number(call: Any, number: str) -> Any:
    import msgspec

    return msgspec.structs.replace(call, number=number)


def test_a_queue_whose_calendar_is_gone_has_the_bodys_hours() -> None:
    centre = Centre()
    centre.change(queues=(a_queue_of(BOARD, "general", calendar="gone"),), extensions=())
    assert asked(centre).due_at == iso(NOW + timedelta(minutes=30))


def test_a_voice_message_of_two_deliveries_at_once_is_one_ticket(monkeypatch: pytest.MonkeyPatch) -> None:
    centre = Centre()
    centre.change(voicemail=Voicemail(category="waste"))
    box = Box(centre)
    number = box.take(a_message(recordings=()))
    box.contacts.kept.pop("c-9")
    found = registering.found
    answers = [None]  # the other delivery registers between our look and our try

    def first_nothing(*given: Any) -> Any:
        return answers.pop() if answers else found(*given)

    monkeypatch.setattr(registering, "found", first_nothing)
    assert box.take(a_message()) == number
    assert len(centre.house.tickets.heads) == 1


def test_a_contact_that_others_change_again_and_again_comes_again() -> None:
    centre = Centre()
    centre.change(voicemail=Voicemail(category="waste"))
    box = Box(centre)
    kept = box.contacts.save(None, a_message())

    def refused(*_given: Any, **_facts: Any) -> Any:
        raise ContactChanged

    box.contacts.save = refused  # type: ignore[method-assign]
    with pytest.raises(Unavailable):
        voicemail.register(box.context, kept)
    box.contacts.kept.clear()  # and one that is gone is left
    assert voicemail.register(box.context, kept)


def test_numbers_are_read_as_they_are_dialled() -> None:
    assert national_digits("+96892123456", "OM") == "92123456"
    assert national_digits("+966551234567", "SA") == "0551234567"
    assert national_digits("+96892123456", "AE") == "0096892123456"
    for wrong, country in (("+99999999999", "OM"), ("12", "OM"), ("+", "OM"), ("92123456", "XX")):
        with pytest.raises(Invalid):
            dialable(wrong, country, ("OM",))


def test_a_body_without_a_switchboard_owes_nobody_a_call() -> None:
    centre = Centre()
    centre.body = Body(code="muttrah", name=words("x"))
    with pytest.raises(NotFound):
        callback_requests.request(centre.calling, Wanted(body="tourism", number=MOBILE, key="k"))
    assert replace(centre, store=FakeCallbacks()).store.kept == {}


def test_who_has_their_data_erased_is_called_no_more_and_leaves_no_number() -> None:
    centre = Centre()
    kept = asked(centre, note="اسألوا عن سالم")
    centre.pass_(minutes=30)
    callback_offers.offer_due(offering(centre))
    for _ in range(2):
        callback_own.erase(centre.calling, centre.store, "muttrah", MOBILE)
    after = centre.store.kept[kept.id]
    assert (after.number, after.note, after.state, after.ended_by) == ("", "", CallbackState.CANCELLED, "requester")
    assert centre.telephony.stopped == [f"task-{kept.id}-0"]
    assert asked(centre, key="anew").number == MOBILE


def test_erasing_gives_way_to_others_and_then_comes_again() -> None:
    centre, store = busy(9)
    with pytest.raises(Unavailable):
        callback_own.erase(centre.calling, store, "muttrah", MOBILE)


def test_an_erased_callback_is_found_by_its_number_no_more() -> None:
    with contacts_table():
        store = DynamoCallbacks(SECRET)
        kept = store.add(a_callback(), None)
        assert store.all_of("muttrah", MOBILE, 9) == [kept]
        bare = store.save(kept, callback_own.emptied(kept, iso(NOW)))
        assert store.all_of("muttrah", MOBILE, 9) == []
        assert store.get(kept.id) == bare
        assert store.add(a_callback("c2"), store.of_number("muttrah", MOBILE)).id == "c2"
