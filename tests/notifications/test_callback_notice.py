"""Who could not be called back is told so by one SMS, whatever comes twice or fails."""

import msgspec
import pytest

from chalicelib.notifications.actions import Receipt, check, receive, tell
from chalicelib.notifications.callback_notice import UNREACHABLE, Unreached, key_of
from chalicelib.notifications.context import NoAnswer
from chalicelib.notifications.message import Key
from chalicelib.notifications.notice import BusEvent
from tests.notifications.fakes import MOBILE, NUMBER, World

EVENT = BusEvent(
    id="E9", type=UNREACHABLE, body="muni", at="2026-11-22T08:00:00.000Z", by="agent.salma", callback="cb1"
)  # fmt: skip
KEY = Key("CALLBACK#cb1", "E9", "requester", "sms")


@pytest.fixture
def world() -> World:
    world = World()
    world.unreached["cb1"] = Unreached(callback="cb1", mobile=MOBILE, language="en", phone="+96824000000")
    return world


def test_one_sms_in_the_callers_language_says_how_to_reach_the_centre(world: World) -> None:
    for _ in range(2):
        tell(world.context, EVENT)
    [(target, text, key)] = world.sms.sent
    assert (target, key) == (MOBILE, KEY)
    assert text.opening == (
        "City Municipality tried to call you back and could not reach you. To reach us, call +96824000000"
    )
    assert world.messages.kept[KEY].event == EVENT
    assert key_of(EVENT.id, "cb1", "") == KEY
    assert MOBILE not in msgspec.json.encode(list(world.messages.kept.values())).decode()


def test_its_receipt_is_kept_and_its_key_is_read_again(world: World) -> None:
    tell(world.context, EVENT)
    receive(world.context, Receipt(delivered=True, at=EVENT.at, provider=world.messages.kept[KEY].provider))
    assert world.messages.states() == {"requester/sms": "delivered"}
    assert Key.read(KEY.text) == KEY


def test_a_text_whose_answer_never_came_is_looked_at_and_not_sent_again(world: World) -> None:
    world.sms.script = [NoAnswer("timeout")]
    tell(world.context, EVENT)
    world.clock.go(minutes=11)
    check(world.context, world.checks.asked[-1][0])
    assert world.sms.sent == []
    assert "NobodyReached" in world.counted


def test_a_callback_about_a_ticket_stands_with_its_messages(world: World) -> None:
    world.unreached["cb1"] = msgspec.structs.replace(world.unreached["cb1"], ticket=NUMBER)
    tell(world.context, EVENT)
    [message] = world.messages.of_ticket(NUMBER)
    assert message.says == "callback-unreached"
    assert message.key == key_of(EVENT.id, "cb1", NUMBER)


def test_who_was_reached_after_all_or_can_be_sent_nothing_is_told_nothing(world: World) -> None:
    world.unreached.clear()
    tell(world.context, EVENT)
    assert (world.sms.sent, world.messages.kept, world.counted) == ([], {}, [])
