"""Live screens and listening on the deployed service: told at once, heard for a reason, shown to agents."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from local.connect.outside.client import Telephone
from tests.system.centre import PATIENCE, Centre, eventually
from tests.system.cloud import Cloud
from tests.system.desks import available, tidied
from tests.system.sockets import Socket, Sockets, ticket

NUMBER, CALLER = "+96824000001", "+96891230001"
AGENT, SUPERVISOR, QUALITY = "agent.salma", "supervisor.khalid", "quality.badr"
SOON = 20.0
"""Seconds, for a machine that is busy: told by the socket, not by a board that asks again each half minute (R189)."""


@pytest.fixture
def telephone(cloud: Cloud) -> Iterator[Telephone]:
    """Return the way to the engine; the flows' function was asked before, for no flow waits for a cold start."""
    event = b'{"Details": {"ContactData": {}, "Parameters": {"ask": "announcement", "body": "sawari"}}}'
    cloud.telephony("lambda").invoke(FunctionName=cloud.name("contacts-flow"), Payload=event)
    made = Telephone(cloud.stack.settings.connect_port)
    yield made
    made.do(AGENT, "sign_out")


@pytest.fixture
def sockets(centre: Centre) -> Iterator[Sockets]:
    made = Sockets(centre)
    yield made
    made.close()


def at_the_desk(telephone: Telephone, contact: str) -> str:
    return next((one["state"] for one in telephone.agent(AGENT)["contacts"] if one["id"] == contact), "")


def line(telephone: Telephone, contact: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = telephone.happened(contact, wait=0)["items"]
    return items


def to_emergencies(telephone: Telephone) -> str:
    """Call the municipality's emergencies; return the contact once it rings at the agent's."""
    contact = telephone.call(CALLER, NUMBER)
    for asked in (1, 2):
        eventually(lambda asked=asked: _menus(telephone, contact) >= asked, "a menu")  # type: ignore[misc]
        telephone.press(contact, "1")
    eventually(lambda: at_the_desk(telephone, contact) == "connecting", "the offer")
    return str(contact)


def _menus(telephone: Telephone, contact: str) -> int:
    return sum(item["kind"] == "PROMPT" and "اِضغطوا 1" in item.get("text", "") for item in line(telephone, contact))


def test_a_ticket_opens_one_connection_and_a_guess_none(centre: Centre, sockets: Sockets) -> None:
    good = ticket(centre, SUPERVISOR)
    first = sockets.with_ticket(good)
    assert first.status == 101
    assert sockets.with_ticket(good).status in (401, 403)
    assert sockets.with_ticket("guessed").status in (401, 403)
    first.say({"ping": True})
    first.told("pong")


def test_a_call_is_seen_at_once_and_listened_to_for_a_reason(
    centre: Centre, telephone: Telephone, sockets: Sockets
) -> None:  # fmt: skip
    wall, desk = sockets.of(SUPERVISOR, "queues", "agents"), sockets.of(AGENT, "desk", "queues")
    telephone.do(AGENT, "sign_in")
    tidied(centre, AGENT)
    available(centre, telephone, AGENT)
    wall.told("agent.changed", username=AGENT, status="available")
    contact = to_emergencies(telephone)
    desk.told("contact.offered", contact=contact)
    wall.told("queue.changed", queue="emergency", waiting=1)
    offered = next(item["at"] for item in line(telephone, contact) if item["kind"] == "QUEUED")
    ahead = centre.call("GET", "/_local/clock")["ahead_seconds"]
    for heard in (desk.find("contact.offered", contact=contact), wall.find("queue.changed", waiting=1)):
        assert heard is not None
        assert heard.at + ahead - offered < SOON
    _answered_and_heard(centre, telephone, desk, contact)
    wall.told("queue.changed", queue="emergency", waiting=0)
    assert CALLER not in str(wall.heard + desk.heard)


def _answered_and_heard(centre: Centre, telephone: Telephone, desk: Socket, contact: str) -> None:
    telephone.do(AGENT, "accept", contact=contact)
    eventually(lambda: at_the_desk(telephone, contact) == "connected", "the conversation")
    desk.told("contact.answered", contact=contact)
    path, reason = f"/v1/supervision/contacts/{contact}", {"reason": "متابعة موظفة جديدة"}
    centre.staff(SUPERVISOR, "POST", f"{path}/monitoring", {"capability": "listen", **reason}, status=201)
    desk.told("contact.heard", contact=contact)
    centre.staff(SUPERVISOR, "POST", f"{path}/end", reason, status=201)
    telephone.do(AGENT, "clear", contact=contact)
    eventually(lambda: centre.staff(QUALITY, "GET", f"/v1/contacts/{contact}")["recordings"], "the recording")
    listening = f"/v1/contacts/{contact}/recordings/0/listenings"
    eventually(lambda: _heard(centre, listening) == 206, "the sound")
    shown = centre.staff(AGENT, "GET", "/v1/desk/listenings")["items"]
    kinds = [one["kind"] for one in shown if one["contact"] == contact]
    assert kinds[-2:] == ["end", "listen"]
    assert set(kinds[:-2]) == {"recording"}


def _heard(centre: Centre, path: str) -> int:
    """Ask for a recording's address, and read the first bytes; return the status of the store's answer."""
    address = centre.staff(QUALITY, "POST", path, {"reason": "تقييم الجودة"}, status=201)["url"]
    answer = requests.get(address, headers={"Range": "bytes=0-43"}, timeout=PATIENCE)
    assert answer.status_code != 206 or answer.content[:4] == b"RIFF"
    return answer.status_code
