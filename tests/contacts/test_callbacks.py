"""Callbacks: asked for by callers and staff, offered to agents when they are due, tried, cancelled."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from chalicelib import wiring
from chalicelib.contacts import callback_calls, callback_desk, callback_lists, callback_offers, callback_requests
from chalicelib.contacts.callback import Callback, CallbackState, Try
from chalicelib.contacts.callback_desk import CallbackGiven, Desk, TryGiven
from chalicelib.contacts.callback_handlers import contacts_due
from chalicelib.contacts.callback_offers import Offering
from chalicelib.contacts.callback_requests import Wanted
from chalicelib.contacts.callback_store import DynamoCallbacks
from chalicelib.contacts.callback_telling import event_id
from chalicelib.contacts.callbacks import CallbackChanged, CallbackOver
from chalicelib.contacts.contact import Contact, ContactOutcome, Direction, Told
from chalicelib.contacts.store import DynamoContacts
from chalicelib.contacts.unreached import notices
from chalicelib.notifications.callback_notice import UNREACHABLE
from chalicelib.notifications.message import Key, Message, State
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import from_iso, iso
from chalicelib.shared.errors import Invalid, KeyReused, NotFound
from tests.conftest import NOW
from tests.contacts.boards import BOARD
from tests.contacts.centre import ARN, Centre, FakeCallbacks
from tests.contacts.house import a_contact
from tests.contacts.tables import contacts_table
from tests.contacts.taken import Taking
from tests.tickets.examples import SECRET, a_ticket, staff
from tests.tickets.house import MOBILE
from tests.tickets.tables import counted_calls

OPENS = NOW + timedelta(minutes=30)  # it is 07:00 in Muscat, and work begins at 07:30
AGENT = staff(Role.AGENT, id="agent", username="agent")
STRANGER = staff(Role.AGENT, id="stranger", body="tourism")
ANOTHER = "+96899999999"
FUNCTION = SimpleNamespace(
    function_name="contacts-due", memory_limit_in_mb=512, aws_request_id="1",
    invoked_function_arn="arn:aws:lambda:x:1:function:contacts-due",
)  # fmt: skip


@pytest.fixture
def centre() -> Centre:
    return Centre()


def wanted(**facts: Any) -> Wanted:
    return Wanted(**{"body": "muttrah", "number": MOBILE, "key": "k"} | facts)


def offering(centre: Centre, taken: frozenset[str] = frozenset()) -> Offering:
    return Offering(
        calling=centre.calling, installation=lambda: centre.installation,
        count=lambda what: centre.counts.update([what]), taken_up=taken.__contains__,
    )  # fmt: skip


def desk(centre: Centre) -> Desk:
    return Desk(
        calling=centre.calling, lists=centre.store,
        sees=lambda one, number: number in centre.house.tickets.heads and "muttrah" in one.bodies,
        notices=lambda found: notices(
            lambda keys: {key: centre.messages[key] for key in keys if key in centre.messages}, SECRET, found
        ),
    )  # fmt: skip


def asked(centre: Centre, **facts: Any) -> Callback:
    return callback_requests.request(centre.calling, wanted(**facts)).callback


def a_call(id: str = "out-1", outcome: ContactOutcome = ContactOutcome.ANSWERED, **facts: Any) -> Contact:
    told = {"direction": Direction.OUTBOUND, "method": "OUTBOUND", "agent": "agent", "outcome": outcome,
            "started_at": iso(OPENS), "ended_at": iso(OPENS)} | facts  # fmt: skip
    return Contact(id=id, body="muttrah", number=MOBILE, told_at=iso(OPENS), told=Told(**told))


# --- asking


def test_a_caller_is_called_back_when_work_begins(centre: Centre) -> None:
    told = centre.ask("callback", number="92123456", queue="finance", in_hours="yes")
    assert told["accepted"] == "yes"
    assert told["said"] == (
        "سنتصل بكم على الرقم تسعة اثنان واحد، اثنان ثلاثة أربعة، خمسة ستة، يوم الأحد، الأول من مارس، "
        "من الساعة السابعة والنصف صباحًا."
    )
    (kept,) = centre.store.kept.values()
    assert (kept.due_at, kept.queue, kept.number, kept.contact) == (iso(OPENS), "finance", MOBILE, "c-1")
    assert centre.happened == [("callback.requested", kept.id, "requester")]


def test_in_hours_a_caller_is_called_as_soon_as_an_agent_is_free(centre: Centre) -> None:
    centre.pass_(hours=1)
    told = centre.ask("callback", number=MOBILE, in_hours="yes", language="en")
    assert told["said"] == "We will call you on 9 2 1, 2 3 4, 5 6, as soon as an agent is free."
    assert centre.store.kept[told["callback"]].due_at == iso(centre.now)


def test_a_flow_that_asks_again_for_one_call_gets_one_callback(centre: Centre) -> None:
    first, again = (centre.ask("callback", number=MOBILE) for _ in range(2))
    assert first == again
    assert len(centre.store.kept) == 1


def test_who_asks_twice_is_called_once(centre: Centre) -> None:
    centre.ask("callback", number=MOBILE, contact="one")
    again = centre.ask("callback", number=MOBILE, contact="two", language="en")
    assert again["said"].startswith("We already have your request for a call. We will call you on ")
    assert len(centre.store.kept) == 1


def test_a_sooner_time_moves_a_callback_that_nobody_tried(centre: Centre) -> None:
    later = asked(centre, due_at=iso(NOW + timedelta(days=3)))
    assert asked(centre, key="k2").due_at == iso(OPENS)
    assert centre.store.kept[later.id].due_at == iso(OPENS)
    assert asked(centre, key="k3", due_at=iso(NOW + timedelta(days=3))).due_at == iso(OPENS)


@pytest.mark.parametrize("typed", ["123", "", "+447911123456", "Timeout"])
def test_a_number_that_we_do_not_call_is_not_accepted(centre: Centre, typed: str) -> None:
    assert centre.ask("callback", number=typed, caller="")["accepted"] == "no"
    assert centre.store.kept == {}


def test_a_caller_asks_for_six_callbacks_a_day_at_most(centre: Centre) -> None:
    accepted = [centre.ask("callback", number=f"9212345{i}", contact=f"c{i}")["accepted"] for i in range(7)]
    assert accepted == ["yes"] * 6 + ["no"]


def test_a_queue_that_nobody_knows_is_the_first(centre: Centre) -> None:
    told = centre.ask("callback", number=MOBILE, queue="nonsense")
    assert centre.store.kept[told["callback"]].queue == BOARD.queues[0].code


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"queue": "none"}, "queue"), ({"due_at": "soon"}, "due_at"), ({"due_at": "2026-03-02T10:00:00"}, "due_at"),
        ({"due_at": iso(NOW + timedelta(days=31))}, "due_at"), ({"number": "x"}, "number"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(centre: Centre, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        callback_requests.request(centre.calling, wanted(**facts))
    assert refused.value.facts["fields"][0]["field"] == field


def test_a_key_is_used_for_one_request(centre: Centre) -> None:
    asked(centre)
    with pytest.raises(KeyReused):
        callback_requests.request(centre.calling, wanted(note="ماذا؟"))


# --- offering


def test_nothing_is_offered_before_it_is_due_or_out_of_hours(centre: Centre) -> None:
    kept = asked(centre)
    assert callback_offers.offer_due(offering(centre)) == 0
    centre.store.save(kept, kept.with_(due_at=iso(NOW)))  # due, though nobody works
    assert callback_offers.offer_due(offering(centre)) == 0
    assert centre.telephony.tasks == {}
    assert centre.store.kept[kept.id].due_at == iso(OPENS)


def test_a_due_callback_is_a_task_for_its_queue(centre: Centre) -> None:
    kept = asked(centre, queue="finance", language="en", contact="c-1")
    centre.pass_(minutes=30)
    assert callback_offers.offer_due(offering(centre)) == 1
    (task,) = centre.telephony.tasks.values()
    assert (task["name"], task["queue"], task["previous"]) == (
        "معاودة الاتصال: الاقتصاد", "muttrah.Stat_Finance_EN", "c-1")  # fmt: skip
    assert task["attributes"] == {
        "body": "muttrah", "language": "en", "queue": "finance", "queue_name": "الاقتصاد", "callback": kept.id,
        "number": MOBILE, "target": f"{ARN}/queue/q-finance-EN",
    }  # fmt: skip
    after = centre.store.kept[kept.id]
    assert (after.state, after.offers, after.due_at) == (
        CallbackState.OFFERED,
        1,
        iso(centre.now + timedelta(minutes=30)),
    )
    assert centre.happened[-1] == ("callback.offered", kept.id, "system")
    assert callback_offers.offer_due(offering(centre)) == 0


def test_an_offer_that_an_agent_has_stays_theirs_however_long_the_call_takes(centre: Centre) -> None:
    kept = asked(centre)
    centre.pass_(minutes=30)
    callback_offers.offer_due(offering(centre))
    task = centre.store.kept[kept.id].task
    centre.pass_(minutes=31)
    assert callback_offers.offer_due(offering(centre, frozenset({task}))) == 0
    after = centre.store.kept[kept.id]
    assert (after.state, after.task, after.offers) == (CallbackState.OFFERED, task, 1)
    assert after.due_at == iso(centre.now + timedelta(minutes=30))
    assert centre.telephony.stopped == []


def test_an_offer_that_nobody_took_is_made_anew_and_is_no_try(centre: Centre) -> None:
    kept = asked(centre)
    centre.pass_(minutes=30)
    callback_offers.offer_due(offering(centre))
    centre.pass_(minutes=31)
    assert callback_offers.offer_due(offering(centre)) == 1
    after = centre.store.kept[kept.id]
    assert (after.offers, after.tries, len(centre.telephony.tasks)) == (2, (), 2)
    assert centre.telephony.stopped == [f"task-{kept.id}-0"]
    assert centre.counts["CallbackNotTakenUp"] == 1


def test_an_offer_is_taken_back_when_the_work_of_the_day_is_over(centre: Centre) -> None:
    kept = asked(centre, due_at=iso(NOW + timedelta(hours=7, minutes=15)))
    centre.pass_(hours=7, minutes=15)  # 14:15, a quarter of an hour before the end
    callback_offers.offer_due(offering(centre))
    closing = NOW + timedelta(hours=7, minutes=30)
    assert centre.store.kept[kept.id].due_at == iso(closing)
    centre.pass_(minutes=15)
    assert callback_offers.offer_due(offering(centre)) == 0
    after = centre.store.kept[kept.id]
    assert (after.state, after.due_at) == (CallbackState.WAITING, iso(OPENS + timedelta(days=1)))
    assert len(centre.telephony.stopped) == 1


def test_nothing_is_offered_in_the_last_minutes(centre: Centre) -> None:
    kept = asked(centre, due_at=iso(NOW + timedelta(hours=7, minutes=28)))
    centre.pass_(hours=7, minutes=28)
    assert callback_offers.offer_due(offering(centre)) == 0
    assert centre.store.kept[kept.id].due_at == iso(OPENS + timedelta(days=1))


def test_a_run_that_was_cut_off_makes_no_second_task(centre: Centre) -> None:
    kept = asked(centre)
    centre.pass_(minutes=30)
    callback_offers.offer_due(offering(centre))
    centre.store.kept[kept.id] = kept.with_(version=9)  # as if it had not been saved
    callback_offers.offer_due(offering(centre))
    assert len(centre.telephony.tasks) == 1


def test_a_callback_that_cannot_be_offered_keeps_no_other_waiting(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = asked(centre, number="92123451", key="a"), asked(centre, number="92123452", key="b")
    offer_task = centre.telephony.offer_task

    def gone(**given: Any) -> str:
        if given["key"].startswith(first.id):
            raise NotFound  # its queue, or the call in which it was asked for
        return offer_task(**given)

    monkeypatch.setattr(centre.telephony, "offer_task", gone)
    centre.pass_(minutes=30)
    assert callback_offers.offer_due(offering(centre)) == 1
    kept = centre.store.kept
    assert [kept[one.id].state for one in (first, second)] == [CallbackState.WAITING, CallbackState.OFFERED]
    assert centre.counts["CallbackNotOffered"] == 1


def test_without_telephony_callbacks_wait_in_the_list(centre: Centre) -> None:
    kept = asked(centre)
    centre.pass_(minutes=30)
    centre.telephony.away = True
    assert callback_offers.offer_due(offering(centre)) == 0
    after = centre.store.kept[kept.id]
    assert (after.state, after.due_at) == (CallbackState.WAITING, iso(centre.now + timedelta(minutes=10)))
    assert centre.counts["CallbackNotOffered"] == 1


def test_a_queue_that_is_gone_leaves_its_callbacks_to_the_first(centre: Centre) -> None:
    asked(centre, queue="general")
    centre.change(queues=BOARD.queues[:1], extensions=())
    centre.pass_(minutes=30)
    callback_offers.offer_due(offering(centre))
    (task,) = centre.telephony.tasks.values()
    assert task["queue"] == "muttrah.Stat_Finance_AR"


def test_the_function_offers_what_is_due_and_closes_what_was_left_open(centre: Centre) -> None:
    asked(centre)
    centre.pass_(minutes=30)
    with wiring.using(offering=offering(centre), taking=Taking().context):
        assert contacts_due({}, FUNCTION) == {"closed": 0, "offered": 1}


def test_a_minute_in_which_nothing_is_due_costs_two_queries_of_keys_however_much_is_left_to_write_up(
    centre: Centre,
) -> None:
    with contacts_table():
        contacts = DynamoContacts()
        for i in range(5):
            contacts.save(None, a_contact(f"c{i}", minutes=-3000 - i))  # over for long, and never wrapped up
        context = replace(Taking().context, contacts=contacts)
        due = replace(offering(centre), calling=replace(centre.calling, callbacks=DynamoCallbacks(SECRET)))
        with wiring.using(offering=due, taking=context), counted_calls() as calls:
            assert contacts_due({}, FUNCTION) == {"closed": 0, "offered": 0}
    assert calls == {"Query": 2}


# --- trying


def test_a_call_out_that_is_answered_ends_the_callback(centre: Centre) -> None:
    kept = asked(centre)
    callback_calls.told(centre.calling, a_call(asked=(("callback", kept.id),)))
    after = centre.store.kept[kept.id]
    assert (after.state, after.ended_by) == (CallbackState.REACHED, "agent")
    assert centre.happened[-1] == ("callback.reached", kept.id, "agent")


def test_what_is_offered_still_is_taken_back_once_somebody_called(centre: Centre) -> None:
    kept = asked(centre)
    centre.pass_(minutes=30)
    callback_offers.offer_due(offering(centre))
    callback_calls.told(centre.calling, a_call())
    assert centre.telephony.stopped == [f"task-{kept.id}-0"]
    assert centre.store.kept[kept.id].task == ""


def test_a_call_out_to_the_number_is_a_try_though_it_names_no_callback(centre: Centre) -> None:
    kept = asked(centre)
    for _ in range(2):  # the record comes twice
        callback_calls.told(centre.calling, a_call(outcome=ContactOutcome.NOT_REACHED))
    after = centre.store.kept[kept.id]
    assert (after.state, len(after.tries)) == (CallbackState.WAITING, 1)
    assert after.due_at == iso(OPENS + timedelta(hours=2))


@pytest.mark.parametrize(
    "facts",
    [
        {"direction": Direction.INBOUND}, {"channel": "task"}, {"outcome": ContactOutcome.OPEN},
        {"started_at": iso(NOW - timedelta(hours=1))},
    ],
)  # fmt: skip
def test_what_is_no_call_back_changes_nothing(centre: Centre, facts: dict[str, Any]) -> None:
    kept = asked(centre)
    callback_calls.told(centre.calling, a_call(**facts))
    assert centre.store.kept[kept.id] == kept


def test_a_call_of_another_body_is_no_try(centre: Centre) -> None:
    kept = asked(centre)
    other = msgspec.structs.replace(a_call(asked=(("callback", kept.id),)), body="tourism")
    assert callback_calls.told(centre.calling, other) is None
    assert centre.store.kept[kept.id] == kept


def test_who_is_never_reached_is_unreachable_after_three_tries_on_two_days(centre: Centre) -> None:
    kept = asked(centre)
    for i in range(3):
        due = from_iso(centre.store.kept[kept.id].due_at)
        centre.pass_(seconds=(due - centre.now).total_seconds())
        assert callback_offers.offer_due(offering(centre)) == 1
        call = a_call(f"out-{i}", ContactOutcome.NOT_REACHED, started_at=iso(due), ended_at=iso(due))
        callback_calls.told(centre.calling, call)
    after = centre.store.kept[kept.id]
    assert after.state is CallbackState.UNREACHABLE
    assert [each.at for each in after.tries] == [
        iso(OPENS), iso(OPENS + timedelta(hours=2)), iso(OPENS + timedelta(days=1))]  # fmt: skip
    assert centre.happened[-1][0] == "callback.unreachable"
    assert not centre.store.due(centre.now + timedelta(days=9), 10)


def test_a_callback_of_amazon_connects_own_shows_up_as_one(centre: Centre) -> None:
    call = a_call("native", ContactOutcome.NOT_REACHED, method="CALLBACK", initial="first", queue="general")
    for _ in range(2):
        callback_calls.told(centre.calling, call)
    (kept,) = centre.store.kept.values()
    assert (kept.contact, kept.queue, kept.state, len(kept.tries)) == ("first", "general", CallbackState.WAITING, 1)


# --- the desk


def test_staff_ask_for_a_callback_about_a_ticket_that_they_see(centre: Centre) -> None:
    centre.house.keep(a_ticket(1))
    number = a_ticket(1).number
    given = CallbackGiven(number="92123456", queue="finance", ticket=number, note=" اسألوا عن العنوان ")
    kept = callback_desk.asked(desk(centre), AGENT, given, "a-key").callback
    assert (kept.origin, kept.by, kept.ticket, kept.note) == ("agent", "agent", number, "اسألوا عن العنوان")
    about = callback_lists.listed(desk(centre), AGENT, state=None, mine=False, ticket=number, after="", limit=5)
    assert [each.id for each in about.items] == [kept.id]
    for wrong in ({"ticket": "123"}, {"ticket": a_ticket(2).number}, {"body": "tourism"}):
        with pytest.raises(Invalid):
            callback_desk.asked(desk(centre), AGENT, msgspec.structs.replace(given, **wrong), "another-key")


def test_staff_of_another_body_see_no_callback(centre: Centre) -> None:
    kept = asked(centre)
    with pytest.raises(NotFound):
        callback_desk.seen(desk(centre), STRANGER, kept.id)
    listed = callback_lists.listed(desk(centre), STRANGER, state=None, mine=False, ticket="", after="", limit=5)
    assert listed.items == ()


def test_callbacks_are_listed_by_when_they_are_due_page_by_page(centre: Centre) -> None:
    for i in range(5):
        asked(centre, number=f"9212345{i}", key=f"k{i}", due_at=iso(NOW + timedelta(days=5 - i)))
    seen: list[str] = []
    after = ""
    for _ in range(5):
        page = callback_lists.listed(desk(centre), AGENT, state=None, mine=False, ticket="", after=after, limit=2)
        seen += [each.due_at for each in page.items]
        if page.next is None:
            break
        after = page.next
    assert len(seen) == 5
    assert seen == sorted(seen)
    with pytest.raises(Invalid):
        callback_lists.listed(
            desk(centre), AGENT, state=CallbackState.REACHED, mine=False, ticket="", after=after, limit=2
        )


def test_mine_are_those_of_my_queues_and_those_that_i_asked_for(centre: Centre) -> None:
    asked(centre, number="92123451", queue="finance", key="a")
    asked(centre, number="92123452", queue="general", key="b")
    asked(centre, number="92123453", queue="finance", key="c", by="second", origin="agent")
    second = staff(Role.AGENT, id="second", username="second")

    def mine(who: Staff) -> list[str]:
        page = callback_lists.listed(desk(centre), who, state=None, mine=True, ticket="", after="", limit=9)
        return sorted(each.number[-1] for each in page.items)

    assert mine(second) == ["2", "3"]
    assert mine(AGENT) == ["1", "2", "3"]
    assert mine(staff(Role.AGENT, id="third", username="third")) == []


def test_an_agent_says_how_a_try_went_and_a_repeat_is_the_same(centre: Centre) -> None:
    kept = asked(centre)
    for _ in range(2):
        after = callback_desk.tried(desk(centre), AGENT, kept.id, TryGiven(reached=False, note="لا يرد"), "key-1")
    assert after.tries == (Try(at=iso(NOW), by="agent", reached=False, note="لا يرد", said=after.tries[0].said),)
    callback_desk.tried(desk(centre), AGENT, kept.id, TryGiven(reached=True), "key-2")
    assert centre.store.kept[kept.id].state is CallbackState.REACHED


def test_a_callback_that_is_over_takes_no_more_tries(centre: Centre) -> None:
    kept = asked(centre)
    callback_desk.tried(desk(centre), AGENT, kept.id, TryGiven(reached=True), "key-1")
    centre.pass_(hours=3)
    with pytest.raises(CallbackOver):
        callback_desk.tried(desk(centre), AGENT, kept.id, TryGiven(reached=True), "key-2")
    with pytest.raises(CallbackOver):
        callback_desk.cancelled(desk(centre), AGENT, kept.id, "خطأ")


def test_the_key_of_a_try_is_used_for_one_try(centre: Centre) -> None:
    kept, missed = asked(centre), TryGiven(reached=False, note="لا رد")
    first = callback_desk.tried(desk(centre), AGENT, kept.id, missed, "key-1")
    assert callback_desk.tried(desk(centre), AGENT, kept.id, missed, "key-1") == first
    with pytest.raises(KeyReused):
        callback_desk.tried(desk(centre), AGENT, kept.id, TryGiven(reached=True), "key-1")


def test_a_cancelled_callback_is_taken_back_and_the_number_may_ask_anew(centre: Centre) -> None:
    kept = asked(centre)
    centre.pass_(minutes=30)
    callback_offers.offer_due(offering(centre))
    for _ in range(2):
        after = callback_desk.cancelled(desk(centre), AGENT, kept.id, "اتصل بنفسه")
    assert (after.state, after.reason, after.ended_by) == (CallbackState.CANCELLED, "اتصل بنفسه", "agent")
    assert centre.telephony.stopped == [f"task-{kept.id}-0"]
    assert asked(centre, key="new").id != kept.id


def test_the_api_shows_a_callback_as_the_contract_says(centre: Centre) -> None:
    centre.house.staff[AGENT.id] = AGENT
    headers = {"Idempotency_Key": "a-key-of-a-callback"}
    made = _call(centre, "POST", "/v1/callbacks", {"number": "92123456", "queue": "finance", "note": "x"}, **headers)
    assert made.status == 201
    assert (made.json["due_at"], made.json["late_at"]) == (iso(OPENS), iso(OPENS + timedelta(minutes=30)))
    assert (made.json["reached_in"], made.json["notice"]) == ("", None)
    assert {"id", "number", "queue", "state", "tries", "origin", "contact", "person", "ticket"} <= made.json.keys()
    again = _call(centre, "POST", "/v1/callbacks", {"number": "92123456", "queue": "finance", "note": "x"}, **headers)
    assert (again.status, again.headers["Idempotent-Replay"]) == (201, "true")
    known = _call(centre, "POST", "/v1/callbacks", {"number": "92123456", "queue": "general"},
                  Idempotency_Key="another-key-of-it")  # fmt: skip
    assert (known.status, known.json["id"]) == (200, made.json["id"])
    path = f"/v1/callbacks/{made.json['id']}"
    assert _call(centre, "GET", path, Accept_Language="en").json["queue_name"] == "Economy"
    assert _call(centre, "GET", "/v1/callbacks?mine=true").json["items"][0]["id"] == made.json["id"]
    tried = _call(centre, "POST", f"{path}/tries", {"reached": True, "note": "تم"}, Idempotency_Key="a-key-of-a-try-1")
    assert (tried.json["state"], tried.json["tries"][0]["by"]) == ("reached", "agent")
    assert tried.json["late_at"] == ""
    over = _call(centre, "POST", f"{path}/cancel", {"reason": "x"}, Idempotency_Key="a-key-to-cancel-1")
    assert (over.status, over.json["type"], over.json["state"]) == (409, "/problems/callback-over", "reached")
    assert _call(centre, "GET", "/v1/callbacks?state=reached").json["items"][0]["number"] == MOBILE
    assert _call(centre, "GET", "/v1/callbacks/unknown").status == 404


def test_no_offer_moves_when_somebody_was_to_be_called(centre: Centre) -> None:
    centre.house.staff[AGENT.id] = AGENT
    kept = asked(centre)
    centre.pass_(minutes=30)
    callback_offers.offer_due(offering(centre))
    shown = _call(centre, "GET", f"/v1/callbacks/{kept.id}").json
    assert (shown["state"], shown["due_at"], shown["late_at"]) == (
        "offered", iso(OPENS), iso(OPENS + timedelta(minutes=30)))  # fmt: skip


@pytest.mark.parametrize("about", ["", "260123456785"])
def test_what_became_of_the_text_to_who_was_not_reached_stands_with_the_callback(centre: Centre, about: str) -> None:
    centre.house.staff[AGENT.id] = AGENT
    kept = asked(centre, ticket=about)
    ended = centre.store.save(kept, kept.with_(state=CallbackState.UNREACHABLE, ended_at=iso(NOW)))
    assert _call(centre, "GET", f"/v1/callbacks/{kept.id}").json["notice"] is None
    owner = f"TICKET#{about}" if about else f"CALLBACK#{kept.id}"
    key = Key(owner, event_id(SECRET, UNREACHABLE, ended), "requester", "sms")
    centre.messages[key] = Message(
        key=key, event=None, says="callback-unreached", language="ar", target="t", created_at=iso(NOW),
        changed_at=iso(NOW), state=State.DELIVERED,
    )  # fmt: skip
    shown = {"channel": "sms", "state": "delivered", "reason": "", "changed_at": iso(NOW)}
    assert _call(centre, "GET", f"/v1/callbacks/{kept.id}").json["notice"] == shown
    assert [one["notice"] for one in _call(centre, "GET", "/v1/callbacks?state=unreachable").json["items"]] == [shown]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.QUALITY])
def test_whom_we_call_back_is_masked_for_who_does_not_speak_with_callers(centre: Centre, role: Role) -> None:
    kept = asked(centre, number="92123456")
    centre.house.staff[AGENT.id] = msgspec.structs.replace(AGENT, roles=frozenset({role}))
    assert _call(centre, "GET", f"/v1/callbacks/{kept.id}").json["number"] == f"•••{kept.number[-2:]}"
    assert [one["number"] for one in _call(centre, "GET", "/v1/callbacks").json["items"]] == ["•••56"]


def _call(centre: Centre, method: str, path: str, body: Any = None, **headers: Any) -> Any:
    from tests.http import call

    with centre.house.plugged():
        before = dict(wiring._plugged)
        with wiring.using(**before, callback_desk=desk(centre)):
            return call(method, path, body, claims={"sub": AGENT.id, "token_use": "id"}, **headers)


# --- the store


@pytest.fixture(params=["fake", "dynamo"])
def store(request: pytest.FixtureRequest) -> Iterator[Any]:
    if request.param == "fake":
        yield FakeCallbacks()
        return
    with contacts_table():
        yield DynamoCallbacks(SECRET)


def a_callback(id: str = "c1", *, number: str = MOBILE, due: int = 0, **facts: Any) -> Callback:
    at = NOW + timedelta(minutes=due)
    return Callback(
        **{"id": id, "body": "muttrah", "number": number, "queue": "general", "requested_at": iso(NOW),
           "due_at": iso(at), "note": "ملاحظة"} | facts
    )  # fmt: skip


def test_a_callback_is_read_as_it_was_kept(store: Any) -> None:
    tries = (Try(at=iso(NOW), by="agent", reached=False, note="لا يرد"), Try(at=iso(NOW), by="b", reached=False))
    kept = store.add(a_callback(tries=tries), None)
    assert store.get("c1") == kept == a_callback(tries=tries).with_(version=1)
    assert store.of_number("muttrah", MOBILE) == kept
    assert store.of_number("tourism", MOBILE) is None
    assert store.get("none") is None


def test_of_two_who_ask_at_once_one_is_told(store: Any) -> None:
    first = store.add(a_callback(), None)
    with pytest.raises(CallbackChanged):
        store.add(a_callback("c2"), None)
    with pytest.raises(CallbackChanged):
        store.add(a_callback(), first)
    ended = store.save(first, first.with_(state=CallbackState.REACHED, ended_at=iso(NOW)))
    assert store.add(a_callback("c2"), ended).id == "c2"


def test_of_two_who_change_at_once_one_is_told(store: Any) -> None:
    kept = store.add(a_callback(), None)
    store.save(kept, kept.with_(queue="finance"))
    with pytest.raises(CallbackChanged):
        store.save(kept, kept.with_(queue="other"))


def test_what_is_due_is_found_the_longest_due_first(store: Any) -> None:
    for i, minutes in enumerate((5, 0, 90, 3)):
        store.add(a_callback(f"c{i}", number=f"+9689212345{i}", due=minutes), None)
    over = store.get("c3")
    store.save(over, over.with_(state=CallbackState.CANCELLED, ended_at=iso(NOW)))
    assert [each.id for each in store.due(NOW + timedelta(minutes=30), 10)] == ["c1", "c0"]
    assert [each.id for each in store.due(NOW + timedelta(minutes=30), 1)] == ["c1"]


def test_a_list_has_those_of_a_body_in_a_state(store: Any) -> None:
    for i in range(3):
        store.add(a_callback(f"c{i}", number=f"+9689212345{i}", due=i), None)
    store.add(a_callback("t", body="tourism"), None)
    first = store.page("muttrah", CallbackState.WAITING, after="", limit=2)
    assert [each.id for _, each in first] == ["c0", "c1"]
    assert [each.id for _, each in store.page("muttrah", CallbackState.WAITING, after=first[-1][0], limit=2)] == ["c2"]
    newest = store.page("muttrah", CallbackState.WAITING, after="", limit=2, newest_first=True)
    assert [each.id for _, each in newest] == ["c2", "c1"]
    rest = store.page("muttrah", CallbackState.WAITING, after=newest[-1][0], limit=2, newest_first=True)
    assert [each.id for _, each in rest] == ["c0"]
    assert store.page("muttrah", CallbackState.OFFERED, after="", limit=2) == []


def test_a_ticket_finds_its_callbacks(store: Any) -> None:
    store.add(a_callback(ticket="262"), None)
    store.add(a_callback("c2", number=ANOTHER, ticket="263"), None)
    assert [each.id for each in store.of_ticket("262", 5)] == ["c1"]


def test_nobody_reads_a_number_or_a_note_in_the_table() -> None:
    import boto3

    with contacts_table():
        DynamoCallbacks(SECRET).add(a_callback(), None)
        items = boto3.client("dynamodb").scan(TableName="contacts")["Items"]
    assert "92123456" not in str(items)
    assert "ملاحظة" not in str(items)
