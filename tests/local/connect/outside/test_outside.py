"""Telephones and softphones over HTTP: a call as a person and an agent live through it."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from local.connect.api.account import Account
from local.connect.api.server import Server
from local.connect.outside.client import Said, Telephone, ask
from local.connect.outside.desks import Desks
from local.connect.outside.web import Outside
from local.connect.resources import Number, Queue
from tests.local.connect.centre import BYE, CALLER, Centre, action, say

NUMBER = "+96824999999"
MENU = {"NoMatchingCondition": "bye", "InputTimeLimitExceeded": "bye", "NoMatchingError": "bye"}


class Town:
    """A centre with a number, and its port."""

    def __init__(self) -> None:
        self.centre = Centre(agents=2)
        directory = self.centre.instance.directory
        directory.numbers.put(Number(id="n", arn="", name=NUMBER, flow="to-queue"))
        directory.numbers.put(Number(id="m", arn="", name="+96824000000"))
        account = Account(lambda _id, _alias: self.centre.instance)
        account.add(self.centre.instance)
        outside = Outside(account)
        outside.attach(self.centre.instance)
        self.server = Server(account, 0, outside.answer)
        self.port = int(self.server.url.rpartition(":")[2])
        self.telephone = Telephone(self.port)
        self.go: Callable[[float], None] = self.centre.clock.advance

    @property
    def citizens(self) -> Queue:
        (queue,) = [each for each in self.centre.instance.directory.queues if each.name == "citizens"]
        return queue

    def talking(self) -> str:
        """Return a call that agent-0 has taken."""
        call = self.telephone.call(CALLER, NUMBER)
        self.go(5)
        self.telephone.do("agent-0", "accept", contact=call)
        self.go(1)
        return call

    def connections(self, agent: str) -> dict[str, str]:
        (contact,) = self.telephone.agent(agent)["contacts"]
        return {one["id"]: one["state"] for one in contact["connections"]}


@pytest.fixture
def town() -> Iterator[Town]:
    made = Town()
    yield made
    made.server.close()


def kinds(told: dict[str, Any]) -> list[str]:
    return [item["kind"] for item in told["items"]]


def test_a_person_calls_hears_presses_and_hangs_up(town: Town) -> None:
    listen = {"Text": "للعربية ١", "InputTimeLimitSeconds": "9", "StoreInput": "False"}
    town.centre.flow("menu", action("menu", "GetParticipantInput", listen, "", MENU), say("bye-bye", "شكرًا"), BYE)
    town.centre.instance.directory.numbers.put(Number(id="n", arn="", name=NUMBER, flow="menu"))
    call = town.telephone.call(CALLER, NUMBER)
    told = town.telephone.happened(call)
    assert kinds(told)[:2] == ["CONNECTED_TO_SYSTEM", "PROMPT"]
    assert told["items"][1]["text"] == "للعربية ١"
    town.go(5)
    town.telephone.press(call, "1")
    town.telephone.hang_up(call)
    town.telephone.hang_up(call)
    rest = town.telephone.happened(call, told["next"])
    assert (kinds(rest)[-1], rest["over"]) == ("COMPLETED", True)
    with pytest.raises(Said, match="The call is over"):
        town.telephone.press(call, "1")


def test_an_agent_takes_holds_and_ends_a_call(town: Town) -> None:
    call = town.telephone.call(CALLER, NUMBER)
    town.go(5)
    (ringing,) = town.telephone.agent("agent-0")["contacts"]
    assert (ringing["id"], ringing["state"], ringing["accepted"]) == (call, "connecting", False)
    assert (ringing["number"], ringing["queue"]["name"]) == (CALLER, "citizens")
    town.telephone.do("agent-0", "accept", contact=call)
    town.go(1)
    assert town.connections("agent-0") == {"agent-0": "connected", "CUSTOMER": "connected"}
    town.telephone.do("agent-0", "hold", contact=call)
    assert town.connections("agent-0")["CUSTOMER"] == "hold"
    town.telephone.do("agent-0", "resume", contact=call)
    town.telephone.do("agent-0", "mute", on=True)
    assert town.telephone.agent("agent-0")["agent"]["muted"] is True
    town.telephone.do("agent-0", "hang_up", contact=call)
    (ended,) = town.telephone.agent("agent-0")["contacts"]
    assert ended["state"] == "ended"
    town.telephone.do("agent-0", "clear", contact=call)
    assert town.telephone.agent("agent-0")["contacts"] == []


def test_the_transfer_list_has_what_the_queue_of_the_call_offers_and_nothing_else(town: Town) -> None:
    for name in ("the other", "of another body"):
        town.centre.connect(name, "USER", "agent-1")
    queues = {"citizens": town.citizens, "guests": town.centre.queue("guests")}
    path = "/telephone/agents/agent-0/endpoints"
    assert ask(town.port, "GET", path)["items"] == []
    queues["citizens"].more["QuickConnects"] = ["the other"]
    queues["guests"].more["QuickConnectIds"] = ["of another body"]

    def named(*asked: str) -> list[str]:
        found = ask(town.port, "GET", f"{path}?{'&'.join(f'queue={queues[name].arn}' for name in asked)}")["items"]
        return sorted(one["name"] for one in found)

    assert [named(), named("citizens"), named("guests")] == [["the other"], ["the other"], ["of another body"]]
    assert named("citizens", "guests") == ["of another body", "the other"]


def test_an_agent_asks_a_colleague_swaps_and_brings_all_together(town: Town) -> None:
    town.centre.connect("the other", "USER", "agent-1")
    town.citizens.more["QuickConnects"] = ["the other"]
    call = town.talking()
    (endpoint,) = ask(town.port, "GET", "/telephone/agents/agent-0/endpoints")["items"]
    assert (endpoint["type"], endpoint["name"]) == ("agent", "the other")
    onward = town.telephone.do("agent-0", "transfer", contact=call, to=endpoint["endpointARN"])["contact"]
    assert town.connections("agent-0")[onward] == "connecting"
    town.go(5)
    town.telephone.do("agent-1", "accept", contact=onward)
    town.go(1)
    assert town.connections("agent-0") == {"agent-0": "connected", "CUSTOMER": "hold", "agent-1": "connected"}
    town.telephone.do("agent-0", "swap", contact=call)
    assert town.connections("agent-0") == {"agent-0": "connected", "CUSTOMER": "connected", "agent-1": "hold"}
    town.telephone.do("agent-0", "conference", contact=call)
    assert set(town.connections("agent-0").values()) == {"connected"}
    town.telephone.do("agent-0", "hang_up", contact=call, party="agent-1")
    assert town.connections("agent-0")["agent-1"] == "disconnected"


def test_what_waits_to_be_asked_is_put_down_again(town: Town) -> None:
    town.centre.connect("queue", "QUEUE", "citizens")
    call = town.talking()
    town.telephone.do("agent-1", "status", status="Prayer")
    onward = town.telephone.do("agent-0", "transfer", contact=call, to="queue")["contact"]
    town.telephone.do("agent-0", "hang_up", contact=call, party=onward)
    assert onward not in town.connections("agent-0")
    with pytest.raises(Said, match="not on this call"):
        town.telephone.do("agent-0", "hang_up", contact=call, party="nobody")
    with pytest.raises(Said, match="not two to speak with"):
        town.telephone.do("agent-0", "swap", contact=call)


def test_a_person_who_is_called_has_a_line_too(town: Town) -> None:
    made = town.telephone.do("agent-0", "dial", number=CALLER)["contact"]
    assert town.telephone.calls(CALLER) == [made]
    (dialling,) = town.telephone.agent("agent-0")["contacts"]
    assert (dialling["inbound"], dialling["state"]) == (False, "connecting")
    town.go(10)
    assert "ANSWERED" in kinds(town.telephone.happened(made))
    town.telephone.hang_up(made)
    assert town.telephone.calls(CALLER) == []


def test_a_line_follows_its_person_through_the_contacts_of_a_call(town: Town) -> None:
    town.centre.connect("queue", "QUEUE", "citizens")
    call = town.talking()
    town.telephone.do("agent-1", "status", status="Prayer")
    onward = town.telephone.do("agent-0", "transfer", contact=call, to="queue", blind=True)["contact"]
    town.telephone.do("agent-0", "clear", contact=call)
    town.telephone.do("agent-1", "status", status="Available")
    town.go(5)
    told = town.telephone.happened(call)
    assert {item["contact"] for item in told["items"]} == {call, onward}
    assert not told["over"]


def test_the_keys_of_an_agent_are_heard_by_whom_they_are_for(town: Town) -> None:
    call = town.talking()
    town.telephone.do("agent-0", "keys", contact=call, keys="12#")
    assert town.telephone.tones(call) == "12#"
    town.telephone.do("agent-0", "transfer", contact=call, to="+96822000000")
    town.go(10)
    town.telephone.do("agent-0", "keys", contact=call, party="+96822000000", keys="7")
    town.telephone.do("agent-0", "hold", contact=call)
    assert town.telephone.tones(call) == "12#"  # the others were for another line
    for asked, words in (
        ({"keys": "1a"}, "0-9"), ({"keys": "1"}, "does not hear"), ({}, "keys is missing"),
        ({"keys": "1", "party": "nobody"}, "not on this call"), ({"keys": "1", "party": "agent-0"}, "does not hear"),
    ):  # fmt: skip
        with pytest.raises(Said, match=words):
            town.telephone.do("agent-0", "keys", contact=call, **asked)


def test_whom_an_agent_called_hears_the_keys_once_they_have_answered(town: Town) -> None:
    made = town.telephone.do("agent-0", "dial", number=CALLER)["contact"]
    with pytest.raises(Said, match="not on this call"):
        town.telephone.do("agent-0", "keys", contact=made, keys="5")
    town.go(10)
    town.telephone.do("agent-0", "keys", contact=made, keys="5*")
    assert town.telephone.tones(made) == "5*"


def test_a_flow_that_plays_to_an_agent_takes_the_keys(town: Town) -> None:
    listen = {"Text": "١ للزملاء", "InputTimeLimitSeconds": "20", "StoreInput": "False"}
    town.centre.flow("choose", action("menu", "GetParticipantInput", listen, "bye", MENU), BYE, kind="QUEUE_TRANSFER")
    town.centre.connect("a menu", "QUEUE", "citizens", through="choose")
    call = town.talking()
    onward = town.telephone.do("agent-0", "transfer", contact=call, to="a menu")["contact"]
    town.go(2)
    town.telephone.do("agent-0", "keys", contact=call, party=onward, keys="1")
    keys = [event.data["key"] for event in town.centre.instance.log.of(onward) if event.kind == "KEY"]
    assert keys == ["1"]


def test_a_supervisor_listens_speaks_and_listens_again_and_sees_who_talks(town: Town) -> None:
    call = town.talking()
    supervisor = town.centre.instance.agent("agent-1")
    with pytest.raises(Said, match="not on this call"):
        town.telephone.do("agent-1", "speak", contact=call)
    supervisor.monitor(call)
    assert town.connections("agent-1") == {"agent-1": "silent_monitor", "CUSTOMER": "connected", "agent-0": "connected"}
    with pytest.raises(Said, match="does not hear"):
        town.telephone.do("agent-1", "keys", contact=call, keys="1")
    town.telephone.do("agent-1", "speak", contact=call)
    assert town.connections("agent-0")["agent-1"] == "barge"
    town.telephone.do("agent-1", "speak", contact=call, on=False)
    assert town.connections("agent-0")["agent-1"] == "silent_monitor"
    supervisor.monitor(call, may_speak=False)
    for agent in ("agent-0", "agent-1"):
        with pytest.raises(Said, match="let in to speak"):
            town.telephone.do(agent, "speak", contact=call)
    town.telephone.do("agent-1", "hang_up", contact=call)
    assert town.telephone.agent("agent-1")["contacts"] == []
    assert town.connections("agent-0")["agent-1"] == "disconnected"


def test_a_call_that_was_missed_is_offered_to_the_next_until_who_missed_it_is_back(town: Town) -> None:
    call = town.telephone.call(CALLER, NUMBER)
    town.go(21)
    (missed,) = town.telephone.agent("agent-0")["contacts"]
    assert (missed["state"], town.telephone.agent("agent-0")["agent"]["state"]["type"]) == ("missed", "error")
    assert [one["id"] for one in town.telephone.agent("agent-1")["contacts"]] == [call]
    town.telephone.do("agent-1", "reject", contact=call)
    town.go(30)
    assert town.telephone.agent("agent-1")["contacts"][0]["state"] == "missed"  # nothing rings there any more
    town.telephone.do("agent-0", "status", status="Available")
    town.go(1)
    (again,) = town.telephone.agent("agent-0")["contacts"]
    assert (again["id"], again["state"], again["accepted"]) == (call, "connecting", False)


def test_a_softphone_is_told_of_each_change_as_it_comes(town: Town) -> None:
    shown = town.telephone.shown("agent-0")
    assert next(shown)["contacts"] == []
    town.telephone.call(CALLER, NUMBER)
    seen = next(shown)
    while not seen["contacts"]:
        seen = next(shown)
    assert seen["contacts"][0]["state"] == "connecting"


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "words"),
    [
        ("POST", "/telephone/calls", {"from": CALLER, "to": "+96899999999"}, 404, "Nobody has the number"),
        ("POST", "/telephone/calls", {"from": CALLER, "to": "+96824000000"}, 409, "No flow answers"),
        ("GET", "/telephone/calls/none/events", None, 404, "no call none"),
        ("POST", "/telephone/agents/nobody/accept", {}, 404, "no user nobody"),
        ("POST", "/telephone/agents/agent-0/fly", {}, 404, "cannot fly"),
        ("POST", "/telephone/agents/agent-0/accept", {}, 409, "contact is missing"),
        ("POST", "/telephone/agents/agent-0/status", {"status": "Asleep"}, 404, "no status Asleep"),
        ("GET", "/telephone/nothing", None, 404, "No GET /telephone/nothing"),
        ("DELETE", "/telephone/numbers", None, 405, "No DELETE"),
        ("GET", "/telephone/calls/none/events?after=x", None, 422, "after is no number"),
    ],
)
def test_what_cannot_be_done_is_said(
    town: Town, method: str, path: str, body: dict[str, Any] | None, status: int, words: str
) -> None:
    with pytest.raises(Said, match=words) as refusal:
        ask(town.port, method, path, body)
    assert refusal.value.status == status


def test_what_is_no_json_is_said(town: Town) -> None:
    from http.client import HTTPConnection

    for text in (b"{", b"[]"):
        connection = HTTPConnection("127.0.0.1", town.port, timeout=10)
        connection.request("POST", "/telephone/calls", text)
        answer = connection.getresponse()
        assert (answer.status, b"JSON" in answer.read()) == (422, True)
        connection.close()


def test_the_numbers_and_the_agents_are_told(town: Town) -> None:
    assert [(one["number"], one["flow"]) for one in town.telephone.numbers()] == [
        (NUMBER, "to-queue"), ("+96824000000", None),
    ]  # fmt: skip
    assert town.telephone.agents()[0] == {"username": "agent-0", "status": "Available", "online": True}


def test_a_softphones_stream_says_that_it_is_there_though_others_calls_change_all_the_time(town: Town) -> None:
    desks = Desks(town.centre.instance, quiet=0.05)
    shown = desks.snapshots("agent-0")
    assert next(shown) is not None
    stop = threading.Event()

    def others() -> None:
        while not stop.wait(0.005):
            town.centre.instance.record("PROMPT", town.centre.contact(call), {"text": "شكرًا لانتظاركم"})

    call = town.centre.call()
    busy = threading.Thread(target=others)
    busy.start()
    try:
        assert None in (next(shown), next(shown), next(shown))
    finally:
        stop.set()
        busy.join()
