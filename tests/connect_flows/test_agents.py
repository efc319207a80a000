"""What agents and callers hear around a conversation: whispers, hold, transfers, the survey, tasks, calls out."""

import pytest

from tests.connect_flows.house import House

NOTICE = ("تُسجَّل المكالمات لضمان جودة الخدمة.", "Hala")


def test_the_agent_hears_who_calls_and_the_caller_that_it_is_recorded() -> None:
    house = House("rabab")
    contact = house.answered("rabab", "1", "1", "1")
    assert house.heard("rabab") == [("الإحصاءات الاقتصادية، بالعربية.", "Hala")]
    assert NOTICE in house.heard()
    assert house.heard()[-1] == ("يحدِّثكم الموظف الآن، والمكالمة مسجَّلة.", "Hala")
    kept = house.instance.contacts[contact]
    assert (kept.queue, kept.agent, kept.attributes["choice"]) == ("economy.ar", "rabab", "1.1")
    assert [one["who"] for one in kept.recordings] == [["Agent", "Customer"]]
    assert house.function.asked[-1] | {"ask": "whisper", "queue": "economy", "callback": ""} == house.function.asked[-1]


def test_english_goes_on_in_its_voice_after_the_agent_has_heard_arabic() -> None:
    house = House("rabab")
    contact = house.answered("rabab", "2", "2")
    assert house.heard("rabab")[-1][1] == "Hala"
    assert house.heard()[-1] == ("The agent is with you now, and the call is recorded.", "Amy")
    house.instance.agent("rabab").hold(contact)
    house.clock.advance(2)
    assert house.heard()[-1] == ("You are on hold, and the agent will be back with you shortly.", "Amy")


def test_an_agent_hears_that_somebody_calls_even_if_the_service_says_nothing() -> None:
    house = House("rabab")
    house.function.answers.clear()
    house.answered("rabab", "1", "4")
    assert house.heard("rabab") == [("لديكم مكالمة.", "Hala")]
    assert ("سيُجيبكم أول موظف متاح.", "Hala") in house.heard()


def test_a_body_that_does_not_record_says_so_by_not_saying_it() -> None:
    house = House("rabab")
    house.function.answers["greet"] |= {"recorded": "no", "survey": "no"}
    contact = house.answered("rabab", "1", "4")
    assert NOTICE not in house.heard()
    assert house.heard()[-1] == ("يحدِّثكم الموظف الآن.", "Hala")
    assert house.instance.contacts[contact].recordings == []
    house.instance.agent("rabab").hang_up(contact)
    house.clock.advance(5)
    assert not [event for event in house.of("INITIATED") if event.data["method"] == "DISCONNECT"]


def test_whoever_stays_on_the_line_after_the_agent_is_asked_how_it_was() -> None:
    house = House("rabab")
    contact = house.answered("rabab", "1", "4")
    house.instance.agent("rabab").hang_up(contact)
    after = next(event.contact for event in house.of("INITIATED") if event.data["method"] == "DISCONNECT")
    for key in ("5", "1"):
        house.clock.advance(2)
        house.instance.press(after, key)
    house.clock.advance(20)
    assert [
        asked.get("score") or asked.get("reason") for asked in house.function.asked if asked["ask"] == "survey"
    ] == ["5", "1"]
    assert house.instance.contacts[after].previous == contact
    assert (house.instance.contacts[after].attributes["score"], house.heard()[-1][0]) == ("5", "شكرًا لكم. مع السلامة.")


def test_a_warm_transfer_to_a_queue_takes_along_what_is_known() -> None:
    house = House("rabab", "ghanim")
    contact = house.answered("rabab", "1", "4")
    onward = house.instance.agent("rabab").transfer(contact, "to software.ar")
    house.clock.advance(4)
    assert ("نُحوِّل المكالمة إلى قائمة الانتظار.", "Hala") in house.heard("rabab")
    house.instance.agent("ghanim").accept(onward)
    house.clock.advance(20)
    house.instance.agent("rabab").hang_up(contact)
    kept = house.instance.contacts[onward]
    assert (kept.agent, kept.queue, kept.previous, kept.attributes["body"]) == (
        "ghanim",
        "software.ar",
        contact,
        "statistics",
    )
    house.instance.hang_up(onward)


def test_a_blind_transfer_lets_the_caller_hear_where_it_goes() -> None:
    house = House("rabab", "ghanim")
    contact = house.answered("rabab", "1", "4")
    onward = house.instance.agent("rabab").transfer(contact, "to hardware.ar", blind=True)
    house.clock.advance(4)
    assert ("نُحوِّل المكالمة إلى قائمة الانتظار.", "Hala") in house.heard()
    house.instance.agent("ghanim").accept(onward)
    house.clock.advance(20)
    assert [one["who"] for one in house.instance.contacts[onward].recordings] == [["Agent", "Customer"]]


def test_an_agent_who_is_free_is_reached_and_one_who_talks_is_said_to_be_busy() -> None:
    house = House("rabab", "ghanim")
    contact = house.answered("rabab", "1", "4")
    onward = house.instance.agent("rabab").transfer(contact, "to ghanim")
    house.clock.advance(6)
    house.instance.agent("ghanim").accept(onward)
    house.clock.advance(20)
    assert house.instance.contacts[onward].agent == "ghanim"
    house.instance.hang_up(contact)
    house.clock.advance(1)
    busy = House("rabab", "ghanim")
    first = busy.answered("rabab", "1", "4")
    second = busy.answered("ghanim", "1", "4")
    busy.instance.agent("rabab").transfer(first, "to ghanim")
    busy.clock.advance(6)
    assert busy.heard("rabab")[-1][0] == "الموظف مشغول الآن."
    assert not busy.instance.contacts[first].ended
    assert not busy.instance.contacts[second].ended


def test_a_callback_that_is_due_comes_to_an_agent_before_the_calls_that_wait() -> None:
    house = House("rabab")
    house.instance.agent("rabab").set_status("Offline")
    waiting = house.call("1", "4")
    attributes = {"target": "general.ar", "language": "ar", "callback": "cb-1", "number": "+96891234567"}
    task = house.instance.start_task("callback_task", "معاودة الاتصال", attributes=attributes)
    house.clock.advance(1)
    house.instance.agent("rabab").set_status("Available")
    house.clock.advance(1)
    assert [event.contact for event in house.of("OFFERED")] == [task]
    house.instance.agent("rabab").accept(task)
    assert house.instance.contacts[task].queue == "general.ar"
    assert house.instance.contacts[waiting].agent is None


def test_a_task_that_names_no_queue_ends() -> None:
    house = House()
    task = house.instance.start_task("callback_task", "معاودة الاتصال")
    house.clock.advance(1)
    assert house.instance.contacts[task].ended


def test_a_voice_message_is_recorded_until_the_hash() -> None:
    house = House()
    contact = house.call(flow="voicemail.ar", attributes={"body": "statistics", "language": "ar"})
    house.clock.advance(30)
    house.instance.press(contact, "#")
    house.clock.advance(20)
    kept = house.instance.contacts[contact]
    (recording,) = kept.recordings
    assert (recording["what"], kept.attributes["voicemail"], kept.ended) == ("IVR", "yes", True)
    assert recording["stopped"] - recording["started"] > 30


@pytest.mark.parametrize(("pieces", "lasts"), [("2", 10), ("6", 30), ("60", 300), ("", 120), ("none", 120)])
def test_a_voice_message_lasts_as_long_as_the_switchboard_says_or_two_minutes_if_it_says_nothing(
    pieces: str, lasts: int
) -> None:
    house = House()
    if pieces:
        house.function.answers["message"]["pieces"] = pieces
    else:
        del house.function.answers["message"]
    contact = house.call(flow="voicemail.ar", attributes={"body": "statistics", "language": "ar"})
    house.clock.advance(400)
    (recording,) = house.instance.contacts[contact].recordings
    # With the tone, a moment between two pieces, and what is said once more where the answer made no sense.
    assert lasts <= recording["stopped"] - recording["started"] <= lasts + (25 if pieces == "none" else 6)


def test_whoever_hangs_up_before_the_tone_left_no_message() -> None:
    house = House()
    contact = house.instance.start_call("voicemail.ar", customer="+96891234567")
    house.clock.advance(2)
    house.instance.hang_up(contact)
    kept = house.instance.contacts[contact]
    assert (kept.recordings, "voicemail" in kept.attributes) == ([], False)


def test_somebody_who_is_called_hears_who_calls() -> None:
    house = House("rabab")
    agent = house.instance.agent("rabab")
    agent.set_status("Offline")
    contact = agent.dial("+96891234567", "operator.ar")
    house.clock.advance(40)
    assert house.heard()[:2] == [("معكم مركز الإحصاء.", "Hala"), NOTICE]
    assert [one["who"] for one in house.instance.contacts[contact].recordings] == [["Agent", "Customer"]]


def test_whoever_hides_the_number_is_asked_for_one_to_be_called_back_on() -> None:
    house = House()
    house.function.answers |= {
        "number": {"valid": "yes", "number": "+96891234567", "said": "الرقم هو تسعة واحد."},
        "callback": {"accepted": "yes", "said": "سنتصل بكم."},
    }
    attributes = {"body": "statistics", "language": "ar", "queue": "general"}
    contact = house.instance.start_call("callback.ar", customer="", attributes=attributes)
    for keys in ("1", "91234567#", "1"):
        house.clock.advance(4)
        house.instance.press(contact, keys)
    house.clock.advance(20)
    assert "لا نستطيع الاتصال بالرقم الذي تتصلون منه." in [text for text, _ in house.heard()]
    booked = next(asked for asked in house.function.asked if asked["ask"] == "callback")
    assert (booked["number"], booked["queue"], booked["in_hours"]) == ("+96891234567", "general", "no")
