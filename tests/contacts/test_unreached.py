"""Whom to tell that a callback reached nobody, and that the event that says so is not lost, nor told as another."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.contacts import callback_calls, callback_desk, callback_offers
from chalicelib.contacts.callback import Callback, CallbackState
from chalicelib.contacts.callback_desk import TryGiven
from chalicelib.contacts.callback_own import emptied
from chalicelib.contacts.contact import ContactOutcome
from chalicelib.contacts.unreached import unreached
from chalicelib.shared.clock import from_iso, iso
from chalicelib.shared.errors import NotFound
from tests.conftest import NOW
from tests.contacts.boards import BOARD
from tests.contacts.centre import Centre
from tests.contacts.test_callbacks import AGENT, a_call, asked, desk, offering
from tests.tickets.house import MOBILE

ENDED = Callback(
    id="cb", body="muttrah", number=MOBILE, queue="general", requested_at=iso(NOW), due_at=iso(NOW), language="en",
    state=CallbackState.UNREACHABLE, ended_at=iso(NOW), untold=True, ticket="260123456785", version=4,
)  # fmt: skip


def no_board(_body: str) -> Any:
    raise NotFound


def tried_out(centre: Centre) -> Callback:
    """Return a callback after its three tries, two on its first day and one on the next."""
    kept = asked(centre)
    for i in range(3):
        due = from_iso(centre.store.kept[kept.id].due_at)
        centre.pass_(seconds=max((due - centre.now).total_seconds(), 0))
        at = iso(centre.now)
        callback_calls.told(centre.calling, a_call(f"out-{i}", ContactOutcome.NOT_REACHED, started_at=at, ended_at=at))
    return centre.store.kept[kept.id]


def events(centre: Centre) -> list[str]:
    return [type for type, *_ in centre.happened if type == "callback.unreachable"]


def test_a_mobile_is_told_which_number_reaches_the_centre() -> None:
    found = unreached(ENDED, lambda _body: BOARD)
    assert found is not None
    assert (found.callback, found.mobile, found.language, found.phone, found.ticket) == (
        "cb", MOBILE, "en", BOARD.numbers[0], "260123456785",
    )  # fmt: skip


def test_a_body_without_a_number_any_more_is_told_of_without_one() -> None:
    found = unreached(ENDED, no_board)
    assert found is not None
    assert found.phone == ""


@pytest.mark.parametrize(
    "changed",
    [{"number": "+96824123456"}, {"number": ""}, {"state": CallbackState.REACHED}, {"state": CallbackState.WAITING}],
    ids=["landline", "erased", "reached", "waiting"],
)
def test_a_landline_an_erased_one_and_who_was_reached_are_told_nothing(changed: dict[str, Any]) -> None:
    assert unreached(ENDED.with_(**changed), lambda _body: BOARD) is None
    assert unreached(None, lambda _body: BOARD) is None


def test_the_bus_is_told_at_once_and_nothing_is_left_to_tell() -> None:
    centre = Centre()
    after = tried_out(centre)
    assert (after.state, after.untold, events(centre)) == (CallbackState.UNREACHABLE, False, ["callback.unreachable"])
    assert not centre.store.due(centre.now + timedelta(days=9), 10)


def test_what_the_bus_did_not_take_is_told_again_until_it_does() -> None:
    centre = Centre(bus_is_away=True)
    kept = tried_out(centre)
    assert kept.untold
    callback_offers.offer_due(offering(centre))
    later = centre.store.kept[kept.id]
    assert (later.untold, later.due_at) == (True, iso(centre.now + callback_offers.AWAY))
    centre.bus_is_away = False
    centre.pass_(minutes=10)
    assert callback_offers.offer_due(offering(centre)) == 0
    assert (events(centre), centre.store.kept[kept.id].untold) == (["callback.unreachable"], False)
    assert not centre.telephony.stopped or kept.id not in centre.telephony.stopped


def test_an_agent_who_knows_better_takes_the_telling_back() -> None:
    centre = Centre(bus_is_away=True)
    kept = tried_out(centre)
    callback_desk.tried(desk(centre), AGENT, kept.id, TryGiven(reached=True, contact="out-2"), "k1")
    after = centre.store.kept[kept.id]
    assert (after.state, after.untold) == (CallbackState.REACHED, False)
    assert unreached(after, lambda _body: BOARD) is None


def test_who_has_their_data_erased_is_not_written_to() -> None:
    assert not emptied(ENDED, iso(NOW)).untold
