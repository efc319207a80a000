"""What is typed at `make call`: the caller's keys, the agent's verbs, the service that wants calls written up."""

from collections.abc import Iterator
from typing import Any

import pytest

from local.connect.commands.call import Call, NobodyThere, agent_of, main, number_of
from local.connect.outside.client import Said
from tests.local.connect.centre import CALLER
from tests.local.connect.outside.test_outside import NUMBER, Town


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
            return {"needs_wrap_up": [{"id": contact} for contact in self.missing]}
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
    assert call.do("w procedure | سأل عن رخصة")
    assert desk.written == [
        (f"/v1/contacts/{call.call}/wrap-up", {"disposition": "procedure", "summary": "سأل عن رخصة"})
    ]
    assert call.do("c")
    assert town.telephone.agent("agent-0")["contacts"] == []
    assert call.over.wait(10)
    assert not call.do("a")
    call.follow(iter(["?", "q"]))
    text = " ".join(said)
    assert "write them up" in " ".join(text.split())
    assert "nothing is on the desk" in text
    assert "keys are 0-9" in text


def test_who_is_to_be_called_back_is_dialled_once_an_agent_is_there(town: Town) -> None:
    said: list[str] = []
    call = Call(town.telephone, Desk(), "agent-0", said.append)  # type: ignore[arg-type]
    call.begin(CALLER, NUMBER)
    call.do("h")
    assert call.over.wait(10)
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
    assert call.over.wait(10)
    assert "it rings at" in " ".join(said)


def test_nobody_is_dialled_whom_no_task_is_about(town: Town) -> None:
    said: list[str] = []
    call = Call(town.telephone, Desk(), "agent-0", said.append)  # type: ignore[arg-type]
    call.begin(CALLER, NUMBER)
    town.go(5)
    assert call.do("a")
    assert not call.do("d")
    assert any("nobody is to be called back" in " ".join(line.split()) for line in said)
    call.do("h")


def test_nobody_at_the_desk_is_said_and_the_caller_hangs_up(town: Town) -> None:
    said: list[str] = []
    call = Call(town.telephone, Desk(), say=said.append)  # type: ignore[arg-type]
    call.begin(CALLER, NUMBER)
    assert not call.do("a")
    call.follow(iter(["wait 0.01", "h", "1"]))
    assert call.over.wait(10)
    assert any("nobody sits" in line for line in said)


def test_numbers_are_found_by_themselves_and_by_body(town: Town) -> None:
    assert number_of("", town.telephone) == number_of(NUMBER, town.telephone) == NUMBER
    with pytest.raises(NobodyThere, match=r"The numbers: \+96824999999 \(to-queue\)"):
        number_of("nowhere", town.telephone)


def test_agents_are_found_by_name_and_by_body(town: Town) -> None:
    desk: Any = Desk()
    assert agent_of("", "", town.telephone, desk) == ""
    assert agent_of("agent-0", "", town.telephone, desk) == "agent-0"
    assert agent_of("yes", "sawari", town.telephone, desk) == "agent-1"
    with pytest.raises(NobodyThere, match="No agent of elsewhere"):
        agent_of("yes", "elsewhere", town.telephone, desk)
    with pytest.raises(NobodyThere, match="No agent nobody"):
        agent_of("nobody", "", town.telephone, desk)


def test_without_a_stack_nobody_is_called(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NIDAA_STATE", str(tmp_path))
    assert main([]) == 2
    assert "make up" in capsys.readouterr().err
