"""What is read is remembered for a minute by the clock, and no longer."""

from datetime import datetime, timedelta

import msgspec
import pytest

from chalicelib.organisations.recent import MOST, MOST_STAFF, Recent
from chalicelib.shared.errors import NotFound
from tests.conftest import NOW
from tests.organisations.fakes import AGENT, FakeRegister, filled, person


class Watch:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def register() -> FakeRegister:
    register = FakeRegister()
    filled(register)
    return register


def test_a_body_is_read_once_a_minute(register: FakeRegister, watch: Watch) -> None:
    recent = Recent(register, watch)
    first = recent.body("host")
    watch.pass_by(59.9)
    assert recent.body("host") is first
    assert register.reads == 1
    watch.pass_by(0.1)
    recent.body("host")
    assert register.reads == 2


def test_a_clock_that_is_set_back_brings_no_old_body_to_life(register: FakeRegister, watch: Watch) -> None:
    recent = Recent(register, watch)
    recent.body("host")
    watch.pass_by(-3600)
    recent.body("host")
    assert register.reads == 2


def test_an_unknown_body_is_not_found_and_is_looked_for_again(register: FakeRegister, watch: Watch) -> None:
    recent = Recent(register, watch)
    for _ in range(2):
        with pytest.raises(NotFound):
            recent.body("nowhere")
    assert register.reads == 2


def test_an_own_change_is_seen_at_once(register: FakeRegister, watch: Watch) -> None:
    recent = Recent(register, watch)
    recent.body("host")
    recent.heads()
    recent.staff(AGENT.id)
    recent.forget("host")
    recent.forget_staff(AGENT.id)
    before = register.reads
    recent.body("host")
    recent.staff(AGENT.id)
    assert register.reads == before + 3


def test_the_hosts_come_first(register: FakeRegister, watch: Watch) -> None:
    assert [head.code for head in Recent(register, watch).heads()] == ["host", "guest", "stranger"]


def test_staff_serve_only_bodies_that_still_let_their_home_in(register: FakeRegister, watch: Watch) -> None:
    register.put_staff(person("far", serves=("guest", "stranger")), None)
    recent = Recent(register, watch)
    staff = recent.staff("sub-far")
    assert staff is not None
    assert staff.bodies == {"host", "guest"}
    guest = register.body("guest")
    assert guest is not None
    register.put_body(msgspec.structs.replace(guest, served_by=()), guest.version)
    watch.pass_by(60)
    later = recent.staff("sub-far")
    assert later is not None
    assert later.bodies == {"host"}


def test_the_memory_is_bounded(register: FakeRegister, watch: Watch) -> None:
    for number in range(MOST + 1):
        register.put_staff(person(f"p{number}"), None)
    recent = Recent(register, watch)
    for number in range(MOST + 1):
        recent.staff(f"sub-p{number}")
    before = register.reads
    recent.staff("sub-p0")
    assert register.reads == before + 1


def team_of(recent: Recent, body: str) -> list[str]:
    return [staff.username for staff in recent.team(body)]


def test_a_team_is_the_bodys_own_staff_and_its_hosts_staff_who_serve_it(register: FakeRegister, watch: Watch) -> None:
    register.put_staff(person("left", active=False), None)
    register.put_staff(person("served", body="stranger"), None)
    recent = Recent(register, watch)
    assert team_of(recent, "host") == ["admin", "agent"]
    assert team_of(recent, "guest") == ["other.admin", "agent"]
    assert team_of(recent, "stranger") == ["served"]
    assert team_of(recent, "nowhere") == []


def test_nobody_is_in_the_team_of_a_body_that_lets_their_home_in_no_more(register: FakeRegister, watch: Watch) -> None:
    register.put_staff(person("far", serves=("guest", "stranger")), None)
    recent = Recent(register, watch)
    assert team_of(recent, "stranger") == []
    assert [staff.serves for staff in recent.team("guest") if staff.username == "far"] == [("guest",)]


def test_a_team_is_read_once_a_minute_and_after_a_change_of_ours(register: FakeRegister, watch: Watch) -> None:
    recent = Recent(register, watch)
    recent.team("guest")
    register.put_staff(person("new", serves=("guest",)), None)
    watch.pass_by(59)
    assert team_of(recent, "guest") == ["other.admin", "agent"]
    watch.pass_by(1)
    assert team_of(recent, "guest") == ["other.admin", "agent", "new"]
    register.put_staff(person("newer", serves=("guest",)), None)
    recent.forget_staff("sub-newer")
    assert team_of(recent, "guest") == ["other.admin", "agent", "new", "newer"]


def test_a_large_team_is_read_in_pages_and_bounded(register: FakeRegister, watch: Watch) -> None:
    for number in range(MOST_STAFF + 10):
        register.put_staff(person(f"p{number:05}", body="stranger"), None)
    team = team_of(Recent(register, watch), "stranger")
    assert len(team) == len(set(team)) == MOST_STAFF
