"""Explores one file: many runs of its flow, in the place where a flow of its type stands."""

import time
import traceback
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from local.connect.explore.endless import BY_NATURE, trapped
from local.connect.explore.folder import Folder, kind_of
from local.connect.explore.run import Run
from local.connect.explore.steering import Steering
from local.connect.explore.values import Values
from local.connect.explore.world import MAIN_QUEUE, World, call_module
from local.connect.flows import HOOKS, Flows
from local.connect.language.decode import NotAFlow, read
from local.connect.language.model import MODULE, Flow
from local.connect.program import Program
from local.connect.refusals import Refused

RUNS = 200
IDLE_RUNS = 20
"""Without a number of runs, so many that show nothing new are the last; five times as many if more is near."""
MOST_SECONDS = 6.0
"""Of a processor, for one file."""
_WORDS = 20


class Report(msgspec.Struct):
    """What exploring a file showed; `unreached` are actions that no run came to."""

    file: str
    ok: bool = False
    runs: int = 0
    actions: int = 0
    reached: int = 0
    errors: list[str] = []
    warnings: list[str] = []
    unreached: list[str] = []


class Explorer:
    """Explores the files of one folder; what they name is looked for among them."""

    def __init__(self, files: list[tuple[Path, bytes]], seed: int = 0, runs: int | None = None) -> None:
        self._folder = Folder(files)
        self._texts = {str(file): content.decode("utf-8-sig", "replace") for file, content in files}
        self._seed, self._runs = seed, runs

    def explore(self, file: Path, content: bytes) -> Report:
        """Explore one file; whatever is in it, the answer is a report."""
        report = Report(str(file))
        self._texts[str(file)] = content.decode("utf-8-sig", "replace")
        try:
            flow = read(content, file.stem).flow
            report.actions = len(flow.actions)
            self._explore(file, flow, report)
        except NotAFlow as error:
            report.errors.append(str(error))
        except Exception as error:
            report.errors.append(_told(error))
        report.errors = list(dict.fromkeys(report.errors))[:_WORDS]
        report.warnings = list(dict.fromkeys(report.warnings))[:_WORDS]
        report.ok = not report.errors
        return report

    def _explore(self, file: Path, flow: Flow, report: Report) -> None:
        kind = kind_of(flow)
        if flow.start not in flow.actions:
            report.errors.append(f"There is no first action: StartAction is {flow.start[:60]!r}")
            return
        random = Random(f"{self._seed}/{file.name}")  # noqa: S311  # a simulation
        world = World(self._folder, self._texts)
        flow_id = world.put_flow(str(file), self._texts[str(file)], kind, flow.name or file.stem).id
        flows = Flows(world.directory)
        values, steering = Values(self._folder.reachable(flow), random), Steering(random)
        began, news, within = time.process_time(), 0, len(_reachable(flow))
        for number in range(self._runs or RUNS):
            patience = IDLE_RUNS if report.reached >= within else IDLE_RUNS * 5
            idle = self._runs is None and number - news >= patience
            if idle or time.process_time() - began > MOST_SECONDS:
                break
            program = flows.module(flow_id) if kind == MODULE else flows.flow(flow_id)
            steering.begin([program] if program else [])
            run = Run(world, flows, values, steering, random)
            self._one(run, world, flow_id, kind, number)
            report.runs += 1
            if _learned(report, run, len(steering.reached.get(flow_id, ()))):
                news = number
        reached = steering.reached.get(flow_id, set())
        program = flows.module(flow_id) if kind == MODULE else flows.flow(flow_id)
        if program and kind not in BY_NATURE:
            report.errors += _traps(program, reached)
        report.reached = len(reached)
        report.unreached = [name for name in flow.actions if name not in reached]

    def _one(self, run: Run, world: World, flow: str, kind: str, number: int) -> None:
        """Set the scene for a flow of this type, and run it; what the engine throws is an error."""
        try:
            _scene(run, world, flow, kind, number)
            run.go()
        except Exception as error:
            run.errors.append(_told(error))


def _learned(report: Report, run: Run, reached: int) -> bool:
    """Take a run into the report; return whether it showed anything new."""
    before = (report.reached, len(report.errors), len(report.warnings))
    report.reached = reached
    report.errors = list(dict.fromkeys(report.errors + run.errors))
    report.warnings = list(dict.fromkeys(report.warnings + run.warnings))
    return before != (report.reached, len(report.errors), len(report.warnings))


def _reachable(flow: Flow) -> set[str]:
    found: set[str] = set()
    waiting = [flow.start]
    while waiting:
        name = waiting.pop()
        if name in flow.actions and name not in found:
            found.add(name)
            waiting.extend(flow.actions[name].targets())
    return found


def _traps(program: Program, reached: set[str]) -> list[str]:
    """Return the first of the actions that were reached and from which nothing leads to an end."""
    for name, step in program.steps.items():
        if name in reached and trapped(program, step):
            return [f"A contact never ends: nothing leads from {name} to an end"]
    return []


def _scene(run: Run, world: World, flow: str, kind: str, number: int) -> None:
    connects = [
        world.connect("to-agent", "USER", "amal", flow if kind == "AGENT_TRANSFER" else None),
        world.connect("to-queue", "QUEUE", MAIN_QUEUE, flow if kind == "QUEUE_TRANSFER" else None),
        world.connect("to-number", "PHONE_NUMBER", "+97144444444"),
    ]
    eager = {"AGENT_TRANSFER": "to-agent", "QUEUE_TRANSFER": "to-queue"}.get(kind)
    run.staff(eager, connects)
    instance, attributes = run.instance, run.attributes()
    given: dict[str, Any] = {"customer": f"+97150{run.random.randrange(10**7):07}", "attributes": attributes}
    if kind in {"CONTACT_FLOW", "CAMPAIGN"}:
        _inbound(run, flow, given, number)
        return
    if kind == MODULE:
        main = world.put_flow("call-module", call_module(flow), "CONTACT_FLOW").id
        _inbound(run, main, given, number)
        return
    if kind == "OUTBOUND_WHISPER":
        instance.default_flows[kind] = flow
        run.call_out()
        return
    if eager is None:
        given["hooks"] = {HOOKS[kind]: flow}
    for _ in range(2):
        instance.start_call("to-queue", **given)


def _inbound(run: Run, flow: str, given: dict[str, Any], number: int) -> None:
    chance, channels = run.random.random(), run.values.channels
    if number and chance < 0.3 and "CHAT" in channels:
        run.instance.start_chat(flow, "visitor", attributes=given["attributes"])
    elif number and chance < 0.4 and "TASK" in channels:
        run.instance.start_task(flow, "work", attributes=given["attributes"])
    elif number and chance < 0.5:
        run.instance.start_outbound(flow, given["customer"], amd=True, attributes=given["attributes"])
    else:
        run.instance.start_call(flow, **given)


def _told(error: Exception) -> str:
    """Return an error with the place in the engine where it came up."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    text = f"{type(error).__name__}: {error}"
    return text if isinstance(error, Refused) else f"{text} ({Path(place.filename).name}:{place.lineno})"
