"""The engine is killed with calls in it: started again on the same log, every call has its record."""

from pathlib import Path

from local.connect.clock import VirtualClock
from local.connect.engine import Instance
from local.connect.log import Log
from tests.local.connect.centre import START, Centre


def test_calls_that_went_on_when_the_engine_was_killed_end_with_a_record(tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    centre = Centre(agents=1, file=file)
    talking = centre.answered()
    waiting, chat = centre.call(), centre.instance.start_chat("to-queue")
    done = centre.call()
    centre.instance.hang_up(done)
    centre.log.close()  # what a killed process leaves: everything that it recorded, and nothing else
    again = Instance(VirtualClock(START + 3600), log=Log(file))
    assert {again.contacts[one].phase for one in (talking, waiting, chat, done)} == {"COMPLETED"}
    assert again.contacts[talking].reason == again.contacts[waiting].reason == "TELECOM_PROBLEM"
    assert again.contacts[chat].reason == "OTHER"
    assert again.contacts[waiting].dequeued_why == "disconnected"
    assert again.contacts[done].reason == "CUSTOMER_DISCONNECT"
    assert again.legs == {}


def test_a_task_that_waited_waits_on_and_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    centre = Centre(agents=0, file=file)
    task = centre.instance.start_task("to-queue", "call back")
    centre.clock.advance(5)
    centre.log.close()
    again = Instance(VirtualClock(START + 60), directory=centre.instance.directory, log=Log(file))
    centre.instance = again
    centre.clock = again.clock  # type: ignore[assignment]
    assert again.contacts[task].phase == "QUEUED"
    centre.agent("late")
    again.agent("late").accept(task)
    assert again.agent("late").contacts == {task: "CONNECTED"}


def test_a_task_expires_as_if_nothing_had_happened(tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    centre = Centre(agents=0, file=file)
    task = centre.instance.start_task("to-queue", "call back")
    centre.clock.advance(5)
    centre.log.close()
    clock = VirtualClock(START + 86_400)
    again = Instance(clock, directory=centre.instance.directory, log=Log(file))
    clock.advance(6 * 86_400)
    assert again.contacts[task].reason == "EXPIRED"


def test_who_was_signed_in_is_signed_out_and_nothing_lasts_longer_than_the_engine_ran(tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    centre = Centre(agents=1, file=file)
    talking = centre.answered()
    last = centre.log.events[-1].at
    centre.log.close()
    again = Instance(VirtualClock(START + 86_400), directory=centre.instance.directory, log=Log(file))
    told = [(event.kind, event.data.get("state")) for event in again.log.events if event.kind.startswith("AGENT_")]
    assert told[-3:] == [("AGENT_CONTACT", None), ("AGENT_STATUS", None), ("AGENT_SIGNED_OUT", None)]
    assert again.contacts[talking].disconnected_at == last
    assert not again.agent("agent-0").online


def test_a_second_start_finds_nothing_to_end(tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    centre = Centre(agents=0, file=file)
    centre.call()
    centre.log.close()
    first = Instance(VirtualClock(START + 60), log=Log(file))
    last = first.log.last
    first.close()
    assert Instance(VirtualClock(START + 90), log=Log(file)).log.last == last


def test_a_line_that_was_cut_off_is_dropped_and_the_log_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    log = Log(file)
    log.append(1.0, "AGENT_BACK", "", {"agent": "a"})
    log.append(2.0, "AGENT_BACK", "", {"agent": "ب"})
    log.close()
    with file.open("ab") as opened:
        opened.write(b'{"sequence":3,"at":3.0,"ki')
    log = Log(file)
    assert log.append(4.0, "AGENT_BACK", "", {}).sequence == 3
    log.close()
    assert [event.at for event in Log(file).events] == [1.0, 2.0, 4.0]
