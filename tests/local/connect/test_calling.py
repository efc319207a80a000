"""What is typed at `make call`: the caller's keys, the agent's verbs, the service that wants calls written up."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from local.connect.commands.call import NobodyThere, agent_of, caller_of, main, number_of
from local.connect.outside.client import Said, Telephone
from local.connect.outside.script import play
from local.connect.outside.terminal import Call
from local.connect.resources import ProfileQueue
from tests.local.connect.centre import BYE, CALLER, TO_QUEUE, action, say
from tests.local.connect.outside.test_outside import NUMBER, Town
from tests.ports import free_port

PATIENCE = 60.0


def words(said: list[str]) -> str:
    """Return what was said as one line, however wide the terminal is."""
    return " ".join(" ".join(said).replace("│", " ").replace("\u200e", "").split())


class Desk:
    """The service as an agent's console meets it: what was talked about must be written up."""

    def __init__(self) -> None:
        self.missing: list[str] = []
        self.written: list[tuple[str, Any]] = []
        self.people = [
            {"username": "agent-1", "role": "agent", "body": "sawari"},
            {"username": "boss", "role": "manager", "body": "sawari"},
        ]

    def accounts(self) -> list[dict[str, Any]]:
        return self.people

    def ask(self, username: str, method: str, path: str, body: Any = None, key: str = "") -> dict[str, Any]:
        if path == "/v1/desk":
            return {
                "needs_wrap_up": [{"id": contact} for contact in self.missing], "dispositions": [{"code": "procedure"}]
            }  # fmt: skip
        if path == "/v1/desk/presence" and self.missing:
            raise Said(409, "Please write them up before you take another call.")
        if path.endswith("/wrap-up"):
            self.written.append((path, body))
            self.missing.clear()
        return {}


@pytest.fixture
def town() -> Iterator[Town]:
    made = Town()
    yield made
    made.server.close()


def test_a_call_is_typed_through_by_caller_and_agent(town: Town) -> None:
    said: list[str] = []
    desk = Desk()
    call = Call(town.telephone, desk, "agent-0", said.append)  # type: ignore[arg-type]
    call.begin(CALLER, NUMBER)
    town.go(5)
    assert call.do("a")
    town.go(1)
    assert call.do("x")
    assert call.do("r")
    assert call.do("5")
    assert call.do("e")
    desk.missing.append(call.call)
    assert not call.do("c")
    assert not call.do("w")
    assert not call.do("w procedure")
    assert call.do("w procedure | سأل عن رخصة")
    assert desk.written == [
        (f"/v1/contacts/{call.call}/wrap-up", {"disposition": "procedure", "summary": "سأل عن رخصة"})
    ]
    assert call.do("c")
    assert town.telephone.agent("agent-0")["contacts"] == []
    assert call.over.wait(PATIENCE)
    assert not call.do("a")
    call.follow(iter(["?", "q"]))
    text = words(said)
    assert "write them up" in text
    assert "nothing is on the desk" in text
    assert "keys of the telephone" in text
    assert text.count("The dispositions: procedure") == 2


def test_who_is_to_be_called_back_is_dialled_once_an_agent_is_there(town: Town) -> None:
    said: list[str] = []
    call = Call(town.telephone, Desk(), "agent-0", said.append)  # type: ignore[arg-type]
    call.begin(CALLER, NUMBER)
    call.do("h")
    assert call.over.wait(PATIENCE)
    town.telephone.do("agent-1", "sign_out")
    noted = {"callback": "CB1", "number": CALLER}
    town.centre.instance.start_task("to-queue", "معاودة الاتصال", attributes=noted)
    town.go(5)
    assert call.do("a")
    assert [one["type"] for one in town.telephone.agent("agent-0")["contacts"]] == ["task", "voice"]
    town.go(10)
    assert [call.call] == town.telephone.calls(CALLER)
    assert call.do("e")  # the call, not the task that led to it
    town.go(1)
    assert call.do("c")
    assert town.telephone.agent("agent-0")["contacts"] == []
    assert not call.do("a")
    assert call.over.wait(PATIENCE)
    assert "it rings at" in words(said)


def test_nobody_is_dialled_whom_no_task_is_about(town: Town) -> None:
    said: list[str] = []
    call = Call(town.telephone, Desk(), "agent-0", said.append)  # type: ignore[arg-type]
    call.begin(CALLER, NUMBER)
    town.go(5)
    assert call.do("a")
    assert not call.do("d")
    assert "nobody is to be called back" in words(said)
    call.do("h")


def test_nobody_at_the_desk_is_said_and_the_caller_hangs_up(town: Town) -> None:
    said: list[str] = []
    call = Call(town.telephone, Desk(), say=said.append)  # type: ignore[arg-type]
    call.begin(CALLER, NUMBER)
    assert not call.do("a")
    call.follow(iter(["wait 0.01", "h", "1"]))
    assert call.over.wait(PATIENCE)
    assert "nobody sits" in words(said)


def test_numbers_are_found_by_themselves_and_by_body(town: Town) -> None:
    assert number_of("", town.telephone) == number_of(NUMBER, town.telephone) == (NUMBER, "to-queue")
    assert number_of("to-queue", town.telephone) == (NUMBER, "to-queue")
    with pytest.raises(NobodyThere, match=r"TO=\+96824999999 or TO=to-queue"):
        number_of("nowhere", town.telephone)


def test_agents_are_found_by_name_and_by_the_queues_that_they_sit_in(town: Town) -> None:
    desk: Any = Desk()
    town.centre.queue("sawari.General_AR")
    town.centre.profile("sawari", [ProfileQueue("sawari.General_AR", "VOICE")])
    town.centre.agent("agent-2", "sawari")
    assert agent_of("", "sawari", town.telephone, desk) == ""
    assert agent_of("agent-2", "sawari", town.telephone, desk) == "agent-2"
    with pytest.raises(NobodyThere, match=r"Nobody sits in a queue of sawari\. Calls to sawari reach: agent-2"):
        agent_of("yes", "sawari", town.telephone, desk)
    desk.people.append({"username": "agent-2", "role": "agent", "body": "sawari"})
    assert agent_of("yes", "sawari", town.telephone, desk) == "agent-2"
    with pytest.raises(NobodyThere, match="agent-1 sits in no queue of sawari"):
        agent_of("agent-1", "sawari", town.telephone, desk)
    with pytest.raises(NobodyThere, match="nobody is nobody's user name here"):
        agent_of("nobody", "sawari", town.telephone, desk)


def test_who_calls_is_a_number_or_withheld() -> None:
    assert [caller_of(one) for one in (CALLER, "anonymous")] == [CALLER, "anonymous"]
    for wrong in ("0501234567", "abc", f"{CALLER}\n"):
        with pytest.raises(NobodyThere, match="write it as"):
            caller_of(wrong)


@pytest.fixture
def turning(town: Town) -> Iterator[Town]:
    """Let the clock go on by itself while something else waits; not while it rings, for that lasts twenty seconds."""
    stop, agents = threading.Event(), town.centre.instance.agents

    def turn() -> None:
        while not stop.wait(0.01):
            if not any("INCOMING" in agent.contacts.values() for agent in list(agents.values())):
                town.go(1)

    thread = threading.Thread(target=turn)
    thread.start()
    yield town
    stop.set()
    thread.join()


FOR_EVER = {"InputTimeLimitSeconds": "600000"}
MENU = action(
    "menu", "GetParticipantInput", {"Text": "١ للبلاغات", "StoreInput": "False", **FOR_EVER}, "bye",
    {"NoMatchingCondition": "bye", "InputTimeLimitExceeded": "bye", "NoMatchingError": "bye"},
    {"1": "again", "2": "set"},
)  # fmt: skip
NINE = {"InputValidation": {"CustomValidation": {"MaximumLength": "9"}}}
AGAIN = action(
    "again", "GetParticipantInput", {"Text": "رقم الطلب", "StoreInput": "True", **NINE, **FOR_EVER}, "bye",
    {"NoMatchingError": "bye"},
)  # fmt: skip


def test_a_script_presses_each_word_once_it_is_asked_for_and_hangs_up_at_the_end(turning: Town) -> None:
    turning.centre.flow("to-queue", MENU, AGAIN, say("bye", "شكرا", "end"), {**BYE, "Identifier": "end"})
    said: list[str] = []
    call = Call(turning.telephone, Desk(), say=said.append)  # type: ignore[arg-type]
    call.begin(CALLER, NUMBER)
    assert play(call, ["1", "123#"], PATIENCE) == []
    keys = [event.data["key"] for event in turning.centre.instance.log.of(call.call) if event.kind == "KEY"]
    assert (keys, turning.centre.said(call.call)[-1]) == (list("1123#"), "شكرا")
    assert call.over.is_set()


def test_a_script_lets_the_agent_do_what_can_be_done_and_tells_what_was_left(turning: Town) -> None:
    turning.centre.flow("to-queue", MENU, AGAIN, *TO_QUEUE)
    call = Call(turning.telephone, Desk(), "agent-0", lambda _: None)  # type: ignore[arg-type]
    call.begin(CALLER, NUMBER)
    assert play(call, ["2", "a", "e", "5"], PATIENCE) == ["5"]
    assert turning.centre.contact(call.call).reason == "AGENT_DISCONNECT"


def test_a_script_stops_listening_where_keys_are_asked_for_again(turning: Town) -> None:
    turning.centre.flow("to-queue", MENU, AGAIN, BYE)
    call = Call(turning.telephone, Desk(), say=lambda _: None)  # type: ignore[arg-type]
    call.begin(CALLER, NUMBER)
    assert play(call, ["1"], PATIENCE) == []
    assert turning.centre.contact(call.call).reason == "CUSTOMER_DISCONNECT"


def test_what_cannot_be_typed_says_how_it_can(town: Town) -> None:
    said: list[str] = []
    town.centre.connect("الزملاء", "QUEUE", "citizens")
    town.citizens.more["QuickConnectIds"] = ["الزملاء"]
    call = Call(town.telephone, Desk(), "agent-0", said.append)  # type: ignore[arg-type]
    call.begin(CALLER, NUMBER)
    town.go(5)
    for line, why in (
        ("x", "The caller is not on this call"), ("t", "The names: الزملاء"), ("foo", "foo is nothing"),
        ("wait long", "wait SECONDS"), ("d", "d NUMBER calls a number"),
    ):  # fmt: skip
        said.clear()
        assert not call.do(line)
        assert why in words(said), line
    call.do("h")


def test_an_engine_that_is_gone_is_said_and_ends_the_call(town: Town) -> None:
    said: list[str] = []
    call = Call(Telephone(free_port()), Desk(), say=said.append)  # type: ignore[arg-type]
    assert not call.do("1")
    assert call.over.is_set()
    assert "make up" in words(said)


def test_without_a_stack_nobody_is_called(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NIDAA_STATE", str(tmp_path))
    assert main([]) == 2
    assert "make up" in capsys.readouterr().err
