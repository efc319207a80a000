"""A queue is the same one under whatever label, and labels may change hands."""

from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
from botocore.exceptions import ClientError

from tests.contacts.boards import BOARD, a_queue_of, changed
from tests.contacts.following import LINE, House, followed


@pytest.fixture
def house() -> Iterator[House]:
    with followed() as made:
        yield made


def test_a_new_label_is_the_same_queue_under_another_name(house: House) -> None:
    house.run()
    before = house.here.queues["host.Stat_Finance_AR"]
    queues = (a_queue_of(BOARD, "finance", label="Treasury"), BOARD.queues[1])
    house.lines = [replace(LINE, switchboard=changed(queues=queues))]
    house.run()
    told = house.phone.exchange.ask("describe_queue", QueueId=before)["Queue"]
    assert (told["Name"], told["Status"]) == ("host.Treasury_AR", "ENABLED")
    assert house.here.queues["host.Treasury_AR"] == before
    assert "host.Stat_Finance_AR" not in house.here.queues


def test_two_queues_that_swap_labels_are_the_same_queues_under_each_others_names_at_once(house: House) -> None:
    house.run()
    finance, general = house.here.places["host.finance.ar"], house.here.places["host.general.ar"]
    queues = (a_queue_of(BOARD, "finance", label="General"), a_queue_of(BOARD, "general", label="Stat_Finance"))
    house.lines = [replace(LINE, switchboard=changed(queues=queues))]
    assert house.run() == 1
    assert (house.state(), house.problems()) == ("configured", ())
    assert (house.named(finance), house.named(general)) == ("host.General_AR", "host.Stat_Finance_AR")
    assert (house.here.places["host.finance.ar"], house.here.places["host.general.ar"]) == (finance, general)
    assert (house.here.queues["host.General_AR"], house.here.leads["host.General_AR"]) == (finance, finance)
    assert house.run() == 0


def test_whoever_sits_in_one_of_two_queues_that_swap_labels_still_calls_out_by_their_own(house: House) -> None:
    one, other = a_queue_of(BOARD, "finance", staff=("agent",)), a_queue_of(BOARD, "general", staff=("second",))
    house.lines = [replace(LINE, switchboard=changed(queues=(one, other)))]
    house.run()
    swapped = (msgspec.structs.replace(one, label=other.label), msgspec.structs.replace(other, label=one.label))
    house.lines = [replace(LINE, switchboard=changed(queues=swapped))]
    house.run()
    places = house.here.places
    assert house.calls_out_by("agent") == places["host.finance.ar"]
    assert house.calls_out_by("second") == places["host.general.ar"]


def test_a_queue_may_take_the_label_of_one_that_is_gone_and_a_new_one_the_label_that_it_had(house: House) -> None:
    house.run()
    finance, general = house.here.places["host.finance.ar"], house.here.places["host.general.ar"]
    new = msgspec.structs.replace(a_queue_of(BOARD, "finance"), code="new")
    queues = (new, a_queue_of(BOARD, "finance", label="GENERAL"))
    house.lines = [replace(LINE, switchboard=changed(queues=queues, extensions=()))]
    house.run()
    assert (house.state(), house.named(finance)) == ("configured", "host.GENERAL_AR")
    assert house.here.places["host.new.ar"] not in (finance, general)
    told = house.phone.exchange.ask("describe_queue", QueueId=general)["Queue"]
    assert (told["Name"], told["Status"]) == (f"host.General_AR~{general[:8]}", "DISABLED")


def test_what_kept_a_temporary_name_gets_its_own_in_the_next_run(house: House) -> None:
    house.run()
    finance = house.here.places["host.finance.ar"]
    queues = (a_queue_of(BOARD, "finance", label="General"), a_queue_of(BOARD, "general", label="Stat_Finance"))
    house.lines = [replace(LINE, switchboard=changed(queues=queues))]
    house.refuse("DescribeQueue", "TooManyRequestsException", times=1)
    with pytest.raises(ClientError):
        house.run()
    assert house.named(finance) == f"host.Stat_Finance_AR~{finance[:8]}"
    house.run()
    assert (house.state(), house.named(finance)) == ("configured", "host.General_AR")
