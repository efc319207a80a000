"""Who is owed a call, calls us and is answered, is rung up by nobody any more."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace as with_

from chalicelib.contacts import callback_calls, callback_offers, events
from chalicelib.contacts.callback import Callback, CallbackState
from chalicelib.contacts.callbacks import CallbackChanged
from chalicelib.contacts.contact import Contact, ContactOutcome, Told
from chalicelib.contacts.taking import take_event
from chalicelib.contacts.telling import after_event
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Unavailable
from tests.conftest import NOW
from tests.contacts.centre import Centre, FakeCallbacks, FakeTelephony
from tests.contacts.taken import Taking
from tests.contacts.test_callback_races import busy
from tests.contacts.test_callbacks import OPENS, a_call, asked, offering
from tests.contacts.test_telling import OVER, QUEUED, TALKS, detail
from tests.tickets.house import MOBILE

LATER = OPENS + timedelta(minutes=10)


@pytest.fixture
def centre() -> Centre:
    return Centre()


def a_call_in(id: str = "in-1", **facts: Any) -> Contact:
    """Return a call of the person's own, as an event of its answer tells of it."""
    told: dict[str, Any] = {"agent": "agent", "queue": "general", "started_at": iso(OPENS), "answered_at": iso(LATER)}
    return Contact(id=id, body="muttrah", number=MOBILE, told=Told(**(told | facts)))


def offered(centre: Centre, **facts: Any) -> Callback:
    kept = asked(centre, **facts)
    centre.pass_(minutes=30)
    callback_offers.offer_due(offering(centre))
    return centre.store.kept[kept.id]


def test_the_callback_ends_as_reached_with_the_call_and_its_task_is_taken_back(centre: Centre) -> None:
    kept = offered(centre, queue="finance")
    centre.pass_(minutes=12)
    ended = callback_calls.called_in(centre.calling, a_call_in())
    assert ended == centre.store.kept[kept.id]
    assert (ended.state, ended.reached_in, ended.ended_by, ended.ended_at) == (
        CallbackState.REACHED, "in-1", "agent", iso(LATER))  # fmt: skip
    assert (ended.tries, ended.task, ended.offers, ended.requested_at) == ((), "", 1, kept.requested_at)
    assert centre.telephony.stopped == [kept.task]
    assert centre.happened[-1] == ("callback.reached", kept.id, "agent")
    centre.pass_(hours=1)
    assert callback_offers.offer_due(offering(centre)) == 0


def test_it_ends_once_whatever_tells_of_the_call_and_in_which_order(centre: Centre) -> None:
    kept = asked(centre)
    record = replace_told(a_call_in(), outcome=ContactOutcome.ANSWERED, ended_at=iso(LATER), completed_at=iso(LATER))
    for told in (record, a_call_in(), record):
        callback_calls.called_in(centre.calling, told)
    callback_calls.told(centre.calling, a_call("out", ContactOutcome.NOT_REACHED, started_at=iso(LATER)))
    after = centre.store.kept[kept.id]
    assert (after.state, after.reached_in, after.tries, after.version) == (CallbackState.REACHED, "in-1", (), 2)
    assert centre.happened.count(("callback.reached", kept.id, "agent")) == 1


def test_what_was_tried_before_stays_on_record(centre: Centre) -> None:
    kept = asked(centre)
    callback_calls.told(centre.calling, a_call(outcome=ContactOutcome.NOT_REACHED))
    callback_calls.called_in(centre.calling, a_call_in())
    assert [each.reached for each in centre.store.kept[kept.id].tries] == [False]


@pytest.mark.parametrize(
    "facts",
    [
        {"answered_at": ""}, {"answered_at": iso(NOW - timedelta(minutes=1))}, {"channel": "chat"},
        {"channel": "task", "method": "API"}, {"method": "OUTBOUND", "direction": "outbound"},
        {"method": "MONITOR"}, {"method": "TRANSFER"}, {"method": "DISCONNECT"},
    ],
)  # fmt: skip
def test_a_call_in_which_they_did_not_call_us_and_speak_pays_nothing(centre: Centre, facts: dict[str, Any]) -> None:
    kept = asked(centre)
    assert callback_calls.called_in(centre.calling, a_call_in(**facts)) is None
    assert centre.store.kept[kept.id] == kept


@pytest.mark.parametrize("facts", [{"number": "+96899999999"}, {"number": ""}, {"body": "tourism"}])
def test_the_call_of_another_or_to_another_body_pays_nothing(centre: Centre, facts: dict[str, Any]) -> None:
    kept = asked(centre)
    assert callback_calls.called_in(centre.calling, with_(a_call_in(), **facts)) is None
    assert centre.store.kept[kept.id] == kept


def test_who_waited_on_in_another_queue_was_answered_too(centre: Centre) -> None:
    kept = asked(centre)
    callback_calls.called_in(centre.calling, a_call_in(method="QUEUE_TRANSFER"))
    assert centre.store.kept[kept.id].state is CallbackState.REACHED


def test_what_staff_promised_for_a_later_time_stands_until_then(centre: Centre) -> None:
    promised = {"origin": "agent", "by": "agent", "due_at": iso(OPENS + timedelta(days=2))}
    kept = asked(centre, **promised)
    assert callback_calls.called_in(centre.calling, a_call_in()) is None
    after = replace_told(a_call_in(), answered_at=iso(OPENS + timedelta(days=2, minutes=1)))
    assert callback_calls.called_in(centre.calling, after) is not None
    assert centre.store.kept[kept.id].state is CallbackState.REACHED


def test_what_an_agent_promises_in_the_call_itself_is_owed_after_it(centre: Centre) -> None:
    centre.pass_(hours=1)
    kept = asked(centre, origin="agent", by="agent")
    during = replace_told(a_call_in(), answered_at=iso(centre.now - timedelta(minutes=2)))
    assert callback_calls.called_in(centre.calling, during) is None
    assert centre.store.kept[kept.id] == kept


def test_an_end_that_others_met_is_made_anew_and_then_told_again() -> None:
    centre, store = busy(2)
    assert callback_calls.called_in(centre.calling, a_call_in()) is not None
    (kept,) = store.kept.values()
    assert kept.reached_in == "in-1"
    centre, store = busy(9)
    with pytest.raises(Unavailable):
        callback_calls.called_in(centre.calling, a_call_in())


def test_a_task_that_cannot_be_taken_back_now_leaves_the_callback_for_the_next_time(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = offered(centre)

    def silent(_contact: str) -> None:
        raise Unavailable(part="telephony")

    with monkeypatch.context() as silence:
        silence.setattr(centre.telephony, "stop", silent)
        with pytest.raises(Unavailable):
            callback_calls.called_in(centre.calling, a_call_in())
    assert centre.store.kept[kept.id] == kept
    assert callback_calls.called_in(centre.calling, a_call_in()) is not None
    assert centre.telephony.stopped == [kept.task]


class Offering(FakeTelephony):
    """Telephony that is called by the person while it is asked for a task."""

    def __init__(self, meanwhile: Any) -> None:
        super().__init__()
        self.meanwhile = meanwhile

    def offer_task(self, **given: Any) -> str:
        task = super().offer_task(**given)
        self.meanwhile()
        return task


def test_a_task_that_was_made_at_that_very_moment_is_ended(centre: Centre) -> None:
    kept = asked(centre)
    centre.pass_(minutes=30)
    centre.telephony = Offering(lambda: callback_calls.called_in(centre.calling, a_call_in()))
    assert callback_offers.offer_due(offering(centre)) == 0
    assert centre.telephony.stopped == [f"task-{kept.id}-0"]
    assert centre.store.kept[kept.id].state is CallbackState.REACHED


class Moving(FakeCallbacks):
    """Callbacks of which one is asked for sooner while it is offered."""

    def save(self, before: Callback, after: Callback) -> Callback:
        if after.task:
            super().save(before, before)
            raise CallbackChanged
        return super().save(before, after)


def test_the_task_of_one_that_changed_otherwise_stays_for_the_next_offer() -> None:
    centre = Centre(store=Moving())
    offered(centre)
    assert len(centre.telephony.tasks) == 1
    assert centre.telephony.stopped == []


def test_they_are_followed_at_the_answer_and_at_the_record() -> None:
    taking = Taking()
    answered: list[str] = []
    context = replace(taking.context, answered=(lambda contact: answered.append(contact.told.answered_at),))
    for type, facts in (("QUEUED", QUEUED), ("CONNECTED_TO_AGENT", TALKS), ("DISCONNECTED", OVER)):
        event = events.read(detail(type, **facts))
        taken = take_event(context, event)
        assert taken is not None
        after_event(context, taken, event.event_type)
    assert answered == ["2026-11-22T08:03:00.900Z"]


def replace_told(contact: Contact, **facts: Any) -> Contact:
    return with_(contact, told=with_(contact.told, **facts))
