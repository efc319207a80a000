"""Users follow staff: where they sit, who they are, and whom they may listen to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from chalicelib.contacts.exchange.house import people_of
from chalicelib.contacts.exchange.problems import ExchangeProblem
from chalicelib.contacts.exchange.profiles import NOBODY
from chalicelib.organisations.staff import Role
from tests.contacts.boards import ADMIN, AGENT, BOARD, SECOND, TEAM, changed
from tests.contacts.following import LINE, House, followed, seat
from tests.organisations.fakes import person


@pytest.fixture
def house() -> Iterator[House]:
    with followed() as made:
        yield made


def test_whoever_is_seated_is_reached_and_nobody_else_is_looked_at(house: House) -> None:
    house.run()
    third = person("third")
    house.lines = [replace(seat("agent", "third"), team=(*TEAM, third))]
    assert house.run() == 1
    assert (house.asked("CreateUser"), house.asked("DescribeUser")) == (1, 0)
    assert house.profile("third").startswith("2 queues ")
    assert sum(house.phone.asked.values()) < 40


def test_who_answers_in_one_language_has_its_calls_and_those_that_nobody_else_could_take(house: House) -> None:
    house.run()
    arabic = replace(LINE, team=(ADMIN, msgspec.structs.replace(AGENT, speaks=("ar",)), SECOND))
    reached = {person.staff.username: person.queues for person in people_of([arabic])}
    assert reached["agent"] == ("host.General_AR", "host.Stat_Finance_AR", "host.Stat_Finance_EN")
    assert reached["second"] == ("host.General_AR", "host.General_EN")
    house.lines = [arabic]
    house.run()
    assert house.profile("agent").startswith("3 queues ")
    assert house.run() == 0


def test_whoever_leaves_the_queues_is_reached_by_none_and_may_come_back(house: House) -> None:
    house.run()
    user = house.here.users["second"]
    house.lines = [replace(LINE, switchboard=changed(queues=(BOARD.queues[0],), extensions=()))]
    house.run()
    assert "second" not in house.here.users
    assert house.here.seated["second"] == NOBODY
    house.lines = [LINE]
    house.run()
    assert house.here.users["second"] == user
    assert house.profile("second").startswith("2 queues ")


def test_another_name_or_address_reaches_the_telephony_and_nobody_else_is_looked_at(house: House) -> None:
    house.run()
    agent = msgspec.structs.replace(AGENT, name="سالم بن حمد الحارثي", email="salim@host.example")
    house.lines = [replace(LINE, team=(ADMIN, agent, SECOND))]
    assert house.run() == 1
    assert house.phone.changes() == {"UpdateUserIdentityInfo": 1}
    assert house.asked("DescribeUser") == 1
    told = house.user("agent")["IdentityInfo"]
    assert told == {"FirstName": "سالم", "LastName": "بن حمد الحارثي", "Email": "salim@host.example"}
    assert house.run() == 0
    house.lines = [replace(LINE, team=(ADMIN, msgspec.structs.replace(agent, email=""), SECOND))]
    house.run()
    assert "Email" not in house.user("agent")["IdentityInfo"]


def test_who_becomes_a_supervisor_may_listen_and_who_is_none_any_more_may_not(house: House) -> None:
    house.run()
    before = house.user("agent")["SecurityProfileIds"]
    promoted = msgspec.structs.replace(AGENT, roles=AGENT.roles | {Role.SUPERVISOR})
    house.lines = [replace(LINE, team=(ADMIN, promoted, SECOND))]
    house.run()
    assert house.phone.changes() == {"UpdateUserSecurityProfiles": 1}
    assert house.user("agent")["SecurityProfileIds"] != before
    house.lines = [LINE]
    house.run()
    assert house.user("agent")["SecurityProfileIds"] == before


def test_who_leaves_may_listen_to_nobody_any_more_and_whom_nobody_here_knows_is_left_as_they_are(house: House) -> None:
    listener = person("listener", Role.SUPERVISOR)
    house.lines = [replace(LINE, team=(*TEAM, listener))]
    house.run()
    user, other = house.here.users["listener"], house.made_by_hand("operator", "CallCenterManager")
    assert house.rights(user) == ["CallCenterManager"]
    house.lines = [replace(LINE, team=(*TEAM, msgspec.structs.replace(listener, active=False)))]
    house.run()
    assert house.rights(user) == ["Agent"]
    house.keeping.installation = msgspec.structs.replace(house.here, seated={})
    house.lines = [seat("second")]
    house.run()
    assert house.rights(other) == ["CallCenterManager"]


def test_rights_that_an_operator_gave_in_the_place_of_ours_stay(house: House) -> None:
    house.run()
    own = {"UserId": house.here.users["agent"], "SecurityProfileIds": ["QualityAnalyst"]}
    house.phone.exchange.ask("update_user_security_profiles", **own)
    house.lines = [replace(LINE, team=(ADMIN, msgspec.structs.replace(AGENT, name="Salim"), SECOND))]
    house.run()
    assert house.user("agent")["SecurityProfileIds"] == ["QualityAnalyst"]
    assert house.user("agent")["IdentityInfo"]["LastName"] == "Salim"


def test_whose_name_is_refused_is_told_of_and_tried_again(house: House) -> None:
    house.run()
    house.refuse("UpdateUserIdentityInfo", "InvalidParameterException", times=1)
    house.lines = [replace(LINE, team=(ADMIN, msgspec.structs.replace(AGENT, name="Salim"), SECOND))]
    house.run()
    assert house.problems() == (ExchangeProblem(part="user", name="agent", reason="refused"),)
    house.now += timedelta(hours=1)
    house.run()
    assert (house.state(), house.user("agent")["IdentityInfo"]["FirstName"]) == ("configured", "Salim")
