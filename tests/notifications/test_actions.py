"""Telling, once: the ways, the repeats, the faults."""

from chalicelib.notifications.actions import tell
from tests.notifications.fakes import MOBILE, World, bus_event


def test_a_person_is_told_the_number_by_sms_when_a_ticket_is_registered() -> None:
    world = World()
    tell(world.context, bus_event())
    [(target, text, _)] = world.sms.sent
    assert target == MOBILE
    assert text.opening == "تم تسجيل شكواكم برقم \u200e260-123-456-786، وسنوافيكم بالرد."
    assert world.messages.states() == {"requester/sms": "sent"}


def test_an_event_that_comes_twice_tells_once() -> None:
    world = World()
    tell(world.context, bus_event())
    tell(world.context, bus_event())
    assert len(world.sms.sent) == 1
