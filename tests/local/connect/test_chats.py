"""Chats: what is written, by whom, and when a flow wakes."""

import pytest

from local.connect.refusals import Refused
from tests.local.connect.centre import BYE, TO_QUEUE, Centre, action, say

WAIT = {"TimeLimitSeconds": "60", "Events": ["CustomerReturned"]}


def waiting() -> Centre:
    centre = Centre()
    on = {"WaitCompleted": "late", "CustomerReturned": "set"}
    wait = action("wait", "Wait", WAIT, "", {"NoMatchingError": "bye"}, on)
    centre.flow("main", say("hello", "أهلا", "wait"), wait, say("late", "لم نجدكم"), *TO_QUEUE)
    return centre


def written(centre: Centre, chat: str) -> list[tuple[str, str]]:
    items = [event.data for event in centre.log.of(chat) if event.kind == "MESSAGE"]
    return [(item["role"], item["content"] or item["content_type"].rsplit(".event.", 1)[-1]) for item in items]


def test_a_chat_is_written_down_from_the_first_word_to_its_end() -> None:
    centre = waiting()
    chat = centre.instance.start_chat("main", "سارة")
    centre.instance.say(chat, "السلام عليكم", name="سارة")
    centre.clock.advance(1)
    agent = centre.instance.agent("agent-0")
    agent.accept(chat)
    centre.instance.say(chat, "وعليكم السلام", role="AGENT", name="agent-0")
    centre.instance.hang_up(chat)
    assert written(centre, chat) == [
        ("CUSTOMER", "participant.joined"),
        ("SYSTEM", "أهلا"),
        ("CUSTOMER", "السلام عليكم"),
        ("AGENT", "participant.joined"),
        ("AGENT", "وعليكم السلام"),
        ("CUSTOMER", "participant.left"),
        ("AGENT", "participant.left"),
        ("SYSTEM", "chat.ended"),
    ]


def test_a_flow_that_waits_goes_on_when_the_time_is_over() -> None:
    centre = waiting()
    chat = centre.instance.start_chat("main")
    centre.clock.advance(61)
    assert ("SYSTEM", "لم نجدكم") in written(centre, chat)
    assert centre.contact(chat).phase == "COMPLETED"


def test_what_is_too_long_or_said_after_the_end_is_refused() -> None:
    centre = waiting()
    chat = centre.instance.start_chat("main")
    for text in ("", "س" * 1025):
        with pytest.raises(Refused):
            centre.instance.say(chat, text)
    centre.instance.hang_up(chat)
    with pytest.raises(Refused):
        centre.instance.say(chat, "هل من أحد؟")


def test_keys_are_for_calls_and_a_chat_that_is_asked_for_some_takes_the_error_branch() -> None:
    centre = Centre()
    given = {"Text": "اختر", "InputTimeLimitSeconds": "5", "StoreInput": "False"}
    errors = {"NoMatchingCondition": "bye", "InputTimeLimitExceeded": "bye", "NoMatchingError": "tell"}
    centre.flow("main", action("menu", "GetParticipantInput", given, "", errors), say("tell", "بالهاتف فقط"), BYE)
    chat = centre.instance.start_chat("main")
    assert ("SYSTEM", "بالهاتف فقط") in written(centre, chat)
    with pytest.raises(Refused):
        centre.instance.press(chat, "1")


def test_a_view_is_shown_and_the_chosen_action_leads_on() -> None:
    centre = Centre()
    given = {"ViewResource": {"Id": "form"}, "InvocationTimeLimitSeconds": "60"}
    errors = {"NoMatchingCondition": "bye", "NoMatchingError": "bye", "TimeLimitExceeded": "late"}
    view = action("view", "ShowView", given, "", errors, {"Send": "tell"})
    centre.flow("main", view, say("tell", "$.Views.ViewResultData.name"), say("late", "انتهى الوقت"), BYE)
    chat = centre.instance.start_chat("main")
    centre.instance.act(chat, "Send", {"name": "ليلى"})
    assert ("SYSTEM", "ليلى") in written(centre, chat)
    with pytest.raises(Refused):
        centre.instance.act(centre.instance.start_chat("to-queue"), "Send")


def test_a_scripted_bot_names_the_intent() -> None:
    centre = Centre()
    given = {"Text": "كيف نساعدكم؟", "LexV2Bot": {"AliasArn": "bot"}}
    errors = {"NoMatchingCondition": "other", "NoMatchingError": "none"}
    bot = action("bot", "ConnectParticipantWithLexBot", given, "", errors, {"State": "state"})
    centre.flow("main", bot, say("state", "$.Lex.Slots.number"), say("other", "لم أفهم"), say("none", "لا بوت"), BYE)
    assert ("SYSTEM", "لا بوت") in written(centre, centre.instance.start_chat("main"))
    centre.instance.bots["bot"] = lambda said, _session: {
        "IntentName": "State" if "طلب" in said else "Other",
        "Slots": {"number": "١٢"},
    }
    chat = centre.instance.start_chat("main")
    centre.instance.say(chat, "أين طلبي؟")
    centre.clock.advance(1)
    assert ("SYSTEM", "١٢") in written(centre, chat)
