"""Staff by user name, and what names in Connect stand for."""

from types import SimpleNamespace
from typing import Any

from msgspec.structs import replace

from chalicelib.contacts.colleagues import Colleagues, names
from chalicelib.contacts.naming import place
from chalicelib.contacts.telephony import Installation
from chalicelib.organisations.body import Head, Words
from chalicelib.organisations.recent import Memory
from chalicelib.organisations.staff import Role, Staff
from tests.conftest import NOW
from tests.contacts.days import SWITCHBOARD
from tests.tickets.examples import staff

SALMA = staff(Role.AGENT, id="id-salma", username="salma", serves=("tourism",))
HEADS = [Head(code=code, name=Words(ar=code, en=code)) for code in ("muttrah", "tourism")]
INSTANCE = "arn:aws:connect:eu-central-1:0:instance/i"
HERE = Installation(
    instance="i", region="eu-central-1", queues={"muttrah.Data_AR": "q-1"}, users={"salma": f"{INSTANCE}/agent/u-1"}
)


def team(body: str) -> list[Staff]:
    return [SALMA] if body in SALMA.bodies else []


def boards() -> Any:
    kept = {"muttrah": SimpleNamespace(switchboard=SWITCHBOARD)}
    return SimpleNamespace(
        recent=Memory(kept.get, lambda: NOW), numbers=Memory({"+96824000001": "muttrah"}.get, lambda: NOW)
    )


def test_somebody_is_found_by_user_name_whatever_the_body() -> None:
    found = Colleagues(lambda: HEADS, team, lambda: NOW)
    assert found("salma") is SALMA
    assert found("nobody") is None


def test_names_stand_for_what_was_deployed() -> None:
    found = names(boards(), lambda: HERE, Colleagues(lambda: HEADS, team, lambda: NOW))
    assert found.queue(f"{INSTANCE}/queue/q-1") == "muttrah.Data_AR"
    assert found.queue(f"{INSTANCE}/queue/agent/u-1") == ""
    assert found.user("u-1") == found.user(f"{INSTANCE}/agent/u-1") == "salma"
    assert (found.home("salma"), found.home("nobody")) == ("muttrah", "")
    assert (found.dialled("+96824000001"), found.dialled("+96824999999")) == ("muttrah", "")
    assert found.switchboard("muttrah") is SWITCHBOARD
    assert found.switchboard("elsewhere") is None


def test_a_queue_is_known_by_its_place_while_labels_change() -> None:
    here = replace(HERE, queues={"muttrah.Other_AR": "q-1"}, places={"muttrah.data.ar": "q-1"})
    found = names(boards(), lambda: here, lambda _name: None)
    told = found.queue(f"{INSTANCE}/queue/q-1")
    assert told == "muttrah.data.ar"
    for known in (told, "muttrah.Data_AR"):
        at = place(found, noted={}, queue=known, dialled="", agent="")
        assert (at.body, at.queue, at.language) == ("muttrah", "data", "ar")


def test_without_telephony_no_name_stands_for_anything() -> None:
    found = names(boards(), lambda: None, lambda _name: None)
    assert (found.queue("q-1"), found.user("u-1")) == ("", "")
