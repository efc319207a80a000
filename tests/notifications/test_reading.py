"""The delivery state of each message, for staff who may see the ticket."""

import pytest

from chalicelib.notifications.actions import tell
from chalicelib.notifications.context import Refused
from chalicelib.notifications.reading import messages_of
from chalicelib.notifications.views import MessagesWanted
from chalicelib.organisations.staff import Role, Staff
from chalicelib.tickets.trouble import TicketNotFound
from tests.notifications.fakes import NUMBER, World, bus_event

ALL = MessagesWanted()


def staff(*roles: Role, body: str = "muni") -> Staff:
    return Staff(id="s-1", username="s-1", name="سالم", body=body, roles=frozenset(roles))


@pytest.fixture
def world() -> World:
    world = World()
    world.sms.script = [Refused("InvalidParameter")]
    tell(world.context, bus_event())
    return world


def test_staff_see_what_became_of_each_message_and_no_target(world: World) -> None:
    listed = messages_of(world.context, staff(Role.DISTRIBUTOR), "260-123-456-785", ALL)
    seen = [(view.channel, view.state, view.reason, view.type) for view in listed.items]
    assert seen == [
        ("sms", "fallen_back", "InvalidParameter", "ticket.registered"), ("email", "sent", "", "ticket.registered"),
    ]  # fmt: skip
    assert listed.next is None


def test_a_long_list_comes_in_pages(world: World) -> None:
    first = messages_of(world.context, staff(Role.AGENT), NUMBER, MessagesWanted(limit=1))
    assert first.next is not None
    second = messages_of(world.context, staff(Role.AGENT), NUMBER, MessagesWanted(limit=1, cursor=first.next))
    assert [view.channel for view in (*first.items, *second.items)] == ["sms", "email"]


@pytest.mark.parametrize("typed", [NUMBER, "260999999998", "x"])
def test_another_bodys_ticket_an_unknown_one_and_no_number_are_the_same(world: World, typed: str) -> None:
    with pytest.raises(TicketNotFound):
        messages_of(world.context, staff(Role.DISTRIBUTOR, body="other"), typed, ALL)
