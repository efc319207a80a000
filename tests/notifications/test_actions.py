"""Telling, once: the ways, the repeats, the faults, the receipts, the codes."""

import msgspec
import pytest

from chalicelib.notifications.actions import CodeRequest, Receipt, check, receive, send_code, tell
from chalicelib.notifications.context import Accepted, Busy, CarrierBusy, NoAnswer, Refused
from chalicelib.notifications.message import Key, Message, State, StillSending
from chalicelib.people.requester import Requester
from chalicelib.tickets.words import Channel
from tests.notifications.fakes import ADDRESS, MARYAM, MOBILE, NUMBER, World, bus_event, ticket

SMS_KEY = Key(f"TICKET#{NUMBER}", "E1", "requester", "sms")
EMAIL_KEY = Key(f"TICKET#{NUMBER}", "E1", "requester", "email")
CODE = CodeRequest(kind="mobile", value=MOBILE, correlation="r-1")


@pytest.fixture
def world() -> World:
    return World()


def standing(world: World, state: State) -> Message:
    """Tell an event, then put its SMS into a state, as a crash would leave it."""
    tell(world.context, bus_event())
    message = msgspec.structs.replace(world.messages.kept[SMS_KEY], state=state)
    world.messages.kept[SMS_KEY] = message
    return message


def check_after_ten_minutes(world: World) -> None:
    """Let ten minutes pass, and look again at what was asked for last."""
    world.clock.go(minutes=10)
    check(world.context, world.checks.asked[-1][0])


def test_a_person_is_told_the_number_by_sms_when_a_ticket_is_registered(world: World) -> None:
    tell(world.context, bus_event())
    [(target, text, _)] = world.sms.sent
    assert target == MOBILE
    assert text.opening == "تم تسجيل شكواكم برقم \u200e260-123-456-785، وسنوافيكم بالرد."
    assert world.messages.states() == {"requester/sms": "sent"}


def test_an_event_that_comes_twice_tells_once(world: World) -> None:
    tell(world.context, bus_event())
    tell(world.context, bus_event())
    assert len(world.sms.sent) == 1


def test_two_events_that_come_in_the_wrong_order_are_both_told(world: World) -> None:
    tell(world.context, bus_event("ticket.closed", id="E2"))
    tell(world.context, bus_event("ticket.registered", id="E1"))
    assert len(world.sms.sent) == 2


def test_what_is_kept_holds_no_name_no_target_and_no_text(world: World) -> None:
    tell(world.context, bus_event())
    kept = msgspec.json.encode(list(world.messages.kept.values())).decode()
    assert not any(word in kept for word in (MOBILE, MOBILE[1:], ADDRESS, "مريم", "شكواكم"))


def test_a_refused_sms_falls_back_to_email_at_once(world: World) -> None:
    world.sms.script = [Refused("InvalidParameter")]
    tell(world.context, bus_event())
    assert world.messages.states() == {"requester/sms": "fallen_back", "requester/email": "sent"}
    assert world.messages.kept[SMS_KEY].reason == "InvalidParameter"
    assert [target for target, _, _ in world.email.sent] == [ADDRESS]


def test_who_is_reached_by_no_way_is_counted_and_the_last_failure_stays(world: World) -> None:
    world.sms.script, world.email.script = [Refused("a")], [Refused("b")]
    tell(world.context, bus_event())
    assert world.messages.states() == {"requester/sms": "fallen_back", "requester/email": "failed"}
    assert "NobodyReached" in world.counted


def test_a_busy_carrier_makes_the_event_come_again_and_then_it_is_told_once(world: World) -> None:
    world.sms.script = [Busy("Throttling"), Busy("InternalError")]
    for _ in range(2):
        with pytest.raises(CarrierBusy):
            tell(world.context, bus_event())
    tell(world.context, bus_event())
    assert len(world.sms.sent) == 1
    assert world.email.sent == []


def test_a_busy_carrier_of_one_person_keeps_nobody_else_waiting(world: World) -> None:
    world.tickets.facts = {"partner": "water"}
    world.sms.script = [Busy("Throttling")]
    with pytest.raises(CarrierBusy):
        tell(world.context, bus_event("ticket.referred"))
    assert world.messages.states() == {
        "requester/sms": "created", "partner/sms": "sent", "partner/email": "sent",
    }  # fmt: skip


def test_an_sms_whose_answer_never_came_is_not_sent_again_but_falls_back_after_ten_minutes(world: World) -> None:
    world.sms.script = [NoAnswer("ReadTimeoutError")]
    tell(world.context, bus_event())
    assert world.messages.states() == {"requester/sms": "unknown"}
    assert world.checks.asked == [(SMS_KEY, 600)]
    tell(world.context, bus_event())
    assert world.sms.sent == world.email.sent == []
    check_after_ten_minutes(world)
    assert world.messages.states() == {"requester/sms": "fallen_back", "requester/email": "sent"}
    assert world.counted.count("MessageUnknown") == 1


def test_an_sms_whose_receipt_came_meanwhile_does_not_fall_back(world: World) -> None:
    world.sms.script = [NoAnswer("ReadTimeoutError")]
    tell(world.context, bus_event())
    assert receive(world.context, Receipt(delivered=True, at="", key=SMS_KEY))
    check(world.context, SMS_KEY)
    assert world.messages.states() == {"requester/sms": "delivered"}
    assert world.email.sent == []


def test_an_unknown_sms_to_who_has_no_other_way_stays_unknown_and_is_counted(world: World) -> None:
    world.asking(Requester(mobile=MOBILE))
    world.sms.script = [NoAnswer("ReadTimeoutError")]
    tell(world.context, bus_event())
    check_after_ten_minutes(world)
    assert world.messages.states() == {"requester/sms": "unknown"}
    assert "NobodyReached" in world.counted


def test_an_email_whose_answer_never_came_is_sent_once_more_then_falls_back(world: World) -> None:
    world.asking(msgspec.structs.replace(MARYAM, preferred_channel="email"))
    world.email.script = [NoAnswer("ReadTimeoutError"), NoAnswer("ReadTimeoutError")]
    tell(world.context, bus_event())
    check_after_ten_minutes(world)
    assert world.messages.kept[EMAIL_KEY].tries == 2
    assert world.messages.states() == {"requester/email": "unknown"}
    assert world.checks.asked == [(EMAIL_KEY, 600), (EMAIL_KEY, 600)]
    check_after_ten_minutes(world)
    assert world.messages.states() == {"requester/email": "fallen_back", "requester/sms": "sent"}


def test_a_check_that_comes_twice_gives_a_resent_email_its_own_ten_minutes(world: World) -> None:
    world.asking(msgspec.structs.replace(MARYAM, preferred_channel="email"))
    world.email.script = [NoAnswer("ReadTimeoutError"), NoAnswer("ReadTimeoutError")]
    tell(world.context, bus_event())
    check_after_ten_minutes(world)
    check(world.context, EMAIL_KEY)
    assert world.messages.states() == {"requester/email": "unknown"}


def test_a_message_that_another_worker_is_sending_is_left_to_it(world: World) -> None:
    standing(world, State.SENDING)
    with pytest.raises(StillSending):
        tell(world.context, bus_event())


def test_a_message_left_by_a_crash_is_unknown_and_not_sent_again(world: World) -> None:
    standing(world, State.SENDING)
    world.clock.go(minutes=3)
    tell(world.context, bus_event())
    assert world.messages.kept[SMS_KEY].reason == "crash"
    assert world.messages.states() == {"requester/sms": "unknown"}
    assert len(world.sms.sent) == 1


def test_a_crash_between_falling_back_and_the_next_way_is_made_good(world: World) -> None:
    standing(world, State.FALLEN_BACK)
    tell(world.context, bus_event())
    assert len(world.email.sent) == 1


def test_delivered_comes_only_from_a_receipt(world: World) -> None:
    tell(world.context, bus_event())
    assert receive(world.context, Receipt(delivered=True, at="", provider="sms-1"))
    assert world.messages.states() == {"requester/sms": "delivered"}


def test_a_receipt_that_comes_twice_changes_nothing(world: World) -> None:
    tell(world.context, bus_event())
    for _ in range(2):
        receive(world.context, Receipt(delivered=True, at="", provider="sms-1"))
    assert world.counted.count("MessageDelivered") == 1


def test_a_failed_receipt_takes_the_next_way_once(world: World) -> None:
    tell(world.context, bus_event())
    failed = Receipt(delivered=False, at="", provider="sms-1", reason="Phone is currently unreachable")
    receive(world.context, failed)
    receive(world.context, failed)
    assert [key for key, _ in world.checks.asked] == [SMS_KEY, SMS_KEY]
    check(world.context, SMS_KEY)
    check(world.context, SMS_KEY)
    assert world.messages.states() == {"requester/sms": "fallen_back", "requester/email": "sent"}
    assert len(world.email.sent) == 1


def test_a_bounce_after_a_delivery_counts_and_a_delivery_after_a_bounce_does_not(world: World) -> None:
    world.asking(msgspec.structs.replace(MARYAM, preferred_channel="email"))
    tell(world.context, bus_event())
    receive(world.context, Receipt(delivered=True, at="", key=EMAIL_KEY))
    receive(world.context, Receipt(delivered=False, at="", key=EMAIL_KEY, reason="bounce-permanent-general"))
    receive(world.context, Receipt(delivered=True, at="", key=EMAIL_KEY))
    assert world.messages.states() == {"requester/email": "failed"}


def test_a_receipt_of_nobody_is_not_ours(world: World) -> None:
    assert not receive(world.context, Receipt(delivered=True, at="", provider="stranger"))
    assert not receive(world.context, Receipt(delivered=True, at="", key=SMS_KEY))


def test_a_country_that_is_not_allowed_gets_no_sms_but_an_email(world: World) -> None:
    world.budget.answers = ["country"]
    tell(world.context, bus_event())
    assert world.sms.sent == []
    assert world.messages.states() == {"requester/sms": "fallen_back", "requester/email": "sent"}


def test_an_sms_over_the_budget_waits_where_there_is_no_other_way_and_goes_when_there_is_room(world: World) -> None:
    world.asking(Requester(mobile=MOBILE))
    world.budget.answers = ["budget"]
    tell(world.context, bus_event())
    assert world.checks.asked == [(SMS_KEY, 900)]
    assert world.messages.states() == {"requester/sms": "created"}
    check(world.context, SMS_KEY)
    assert world.messages.states() == {"requester/sms": "sent"}


def test_an_sms_that_waited_a_day_for_the_budget_fails(world: World) -> None:
    world.asking(Requester(mobile=MOBILE))
    world.budget.answers = ["budget", "budget"]
    tell(world.context, bus_event())
    world.clock.go(hours=25)
    check(world.context, SMS_KEY)
    assert world.messages.states() == {"requester/sms": "failed"}


def test_a_further_try_of_the_same_sms_takes_nothing_from_the_budget(world: World) -> None:
    world.sms.script = [Busy("Throttling")]
    with pytest.raises(CarrierBusy):
        tell(world.context, bus_event())
    tell(world.context, bus_event())
    assert world.budget.taken == [MOBILE]


def test_other_requesters_of_joined_tickets_hear_the_result_under_their_own_numbers(world: World) -> None:
    salim, again = "260999999998", "260888888881"
    world.tickets.put(ticket(merged_from=(salim, again)), MARYAM)
    world.tickets.put(ticket(number=salim, person="salim"), Requester(mobile="+96892000002"))
    world.tickets.put(ticket(number=again, person="maryam"), MARYAM)
    tell(world.context, bus_event("ticket.resolved"))
    tell(world.context, bus_event("ticket.replied", id="E2", by="staff-1"))
    told = [(target, text.number) for target, text, _ in world.sms.sent]
    assert told == [(MOBILE, NUMBER), ("+96892000002", salim), (MOBILE, NUMBER)]


def test_a_check_of_another_requesters_message_goes_on_for_that_one_only(world: World) -> None:
    salim = "260999999998"
    world.tickets.put(ticket(merged_from=(salim,)), MARYAM)
    world.tickets.put(
        ticket(number=salim, person="salim"), Requester(mobile="+96892000002", email="salim@people.example")
    )
    world.sms.script = [Accepted("m-1"), NoAnswer("ReadTimeoutError")]
    tell(world.context, bus_event("ticket.resolved"))
    check_after_ten_minutes(world)
    assert [target for target, _, _ in world.email.sent] == ["salim@people.example"]


def test_the_channel_that_a_ticket_came_by_does_not_change_who_is_told(world: World) -> None:
    for i, channel in enumerate(Channel):
        world.asking(MARYAM, channel=channel)
        tell(world.context, bus_event(id=f"E{i}"))
    assert len(world.sms.sent) == len(Channel)


def test_a_check_of_a_message_that_nobody_knows_does_nothing(world: World) -> None:
    check(world.context, SMS_KEY)
    assert world.messages.kept == {}


def test_a_code_is_sent_once_to_the_mobile_it_was_asked_for(world: World) -> None:
    for _ in range(2):
        send_code(world.context, CODE, delivery="m-1")
    [(target, text, _)] = world.sms.sent
    assert (target, text.opening) == (MOBILE, "رمز التحقق 493021، صالح لمدة 5 دقائق. لا تُطلعوا عليه أحدًا.")


def test_a_code_goes_to_an_address_in_the_language_asked(world: World) -> None:
    request = CodeRequest(kind="email", value=ADDRESS, language="en", correlation="r-2")
    send_code(world.context, request, delivery="m-1")
    [(target, text, _)] = world.email.sent
    assert target == ADDRESS
    assert "493021" in text.opening
    assert text.subject == "Your verification code"


def test_a_code_whose_answer_never_came_is_neither_sent_again_nor_by_another_way(world: World) -> None:
    world.sms.script = [NoAnswer("ReadTimeoutError")]
    send_code(world.context, CODE, delivery="m-1")
    send_code(world.context, CODE, delivery="m-2")
    assert world.messages.states() == {"code/sms": "unknown"}
    assert world.checks.asked == []
    assert "MessageUnknown" in world.counted


def test_a_busy_carrier_makes_a_code_come_again(world: World) -> None:
    world.sms.script = [Busy("Throttling")]
    with pytest.raises(CarrierBusy):
        send_code(world.context, CODE, delivery="m-1")
    send_code(world.context, CODE, delivery="m-1")
    assert len(world.sms.sent) == 1


def test_a_code_that_waited_longer_than_codes_live_is_not_sent_any_more(world: World) -> None:
    world.sms.script = [Busy("Throttling")]
    with pytest.raises(CarrierBusy):
        send_code(world.context, CODE, delivery="m-1")
    world.clock.go(minutes=6)
    send_code(world.context, CODE, delivery="m-1")
    assert world.sms.sent == []
    assert world.messages.states() == {"code/sms": "failed"}


def test_a_code_over_its_limits_is_not_sent(world: World) -> None:
    world.codes = [None]
    send_code(world.context, CODE, delivery="m-1")
    assert world.sms.sent == []
    assert world.messages.states() == {"code/sms": "failed"}


def test_a_code_over_the_sms_budget_does_not_wait(world: World) -> None:
    world.budget.answers = ["budget"]
    send_code(world.context, CODE, delivery="m-1")
    assert world.messages.states() == {"code/sms": "failed"}
    assert world.checks.asked == []


def test_two_requests_for_a_code_without_correlation_are_two(world: World) -> None:
    for delivery in ("m-1", "m-2"):
        send_code(world.context, msgspec.structs.replace(CODE, correlation=""), delivery=delivery)
    assert len(world.sms.sent) == 2


def test_a_failed_receipt_of_a_code_asks_for_no_check(world: World) -> None:
    send_code(world.context, CODE, delivery="m-1")
    receive(world.context, Receipt(delivered=False, at="", provider="sms-1", reason="Blocked"))
    assert world.checks.asked == []


def test_a_fault_that_nobody_foresaw_leaves_the_others_told_and_comes_again(world: World) -> None:
    world.tickets.facts = {"partner": "water"}
    world.sms.script = [RuntimeError("power cut")]
    with pytest.raises(RuntimeError):
        tell(world.context, bus_event("ticket.referred"))
    assert world.messages.states()["partner/email"] == "sent"
