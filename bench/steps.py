"""Tickets that nobody helps: each step of their promises as it falls due, in this process, with every call counted.

What the workflows do is played with their own expressions (step_functions/): the lease, and going on to the next timer;
how many states an execution of `tickets_escalate` goes through is counted in its definition.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from bench.journey import AGENT, DISTRIBUTOR, OFFICER, Invocation, Journey, queued
from bench.lab import complaint
from chalicelib import wiring
from chalicelib.shared import aws
from chalicelib.shared.clock import from_iso
from infra.definitions import HERE

SWEEP, ESCALATE, DUE = "tickets-promises", "tickets-escalate", "tickets-due"
STEPS = 60
"""More than any ticket has."""


@dataclass
class Clock:
    """The time of the bench."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Steps(Journey):
    """Plays steps; `kept` are the invocations of each step, by `<clock>.<step>`."""

    clock: Clock = field(default_factory=Clock)
    kept: dict[str, list[Invocation]] = field(default_factory=dict)

    def play(self) -> dict[str, list[Invocation]]:
        """Leave one ticket with its section, one with its question, one with its result; return what each step cost."""
        self._begin("of-a-section", "+96892000081", 0)
        self._keep()
        self._begin("of-a-question", "+96892000082", 1)
        self._act(OFFICER, "ask", followed=False, question="أين الحفرة بالضبط؟")
        self._keep(only="waiting")
        self._begin("of-a-result", "+96892000083", 2)
        self._act(OFFICER, "answer", followed=False, text="رُدمت الحفرة.", verification="confirmed")
        self._act(DISTRIBUTOR, "inform", followed=False, method="phone", reached=True)
        self._act(DISTRIBUTOR, "resolve", followed=False, outcome="solved", message="رُدمت الحفرة.")
        self._keep(only="closing")
        return self.kept

    def _begin(self, key: str, mobile: str, turn: int) -> None:
        filed = self._api(
            "POST", "/v1/public/tickets", complaint(mobile), Idempotency_Key=f"a-ticket-{key}-{turn}", followed=False
        )
        self.number, self.version = filed["number"], 1
        self._act(AGENT, "classify", followed=False, in_jurisdiction=True, object="service", complexity="routine")
        self._act(DISTRIBUTOR, "refer", followed=False, section="roads-inland")
        self._act(OFFICER, "start", followed=False)

    def _keep(self, only: str = "") -> None:
        """Keep each step as it falls due, until none is left; of the clock `only`, if one is named."""
        for _ in range(STEPS):
            clocks = self._clocks()
            if "due" not in clocks:
                return
            timer = clocks["timers"]["L"][0]["S"]
            step = timer.split()[1].split(".")
            if only and step[0] != only:
                return
            self.clock.now = max(self.clock.now, from_iso(timer.split()[0]))
            self._fall_due(timer, more=len(clocks["timers"]["L"]) > 1, into=f"{step[0]}.{step[2]}")

    def _fall_due(self, timer: str, *, more: bool, into: str) -> None:
        self.invocations.clear()
        self._update(SWEEP, lease(), {":lease": "2999", ":one": 1})
        self._due({"pk": f"TICKET#{self.number}", "timer": timer})
        if self._clocks().get("timers", {"L": []})["L"][:1] == [{"S": timer}]:
            self._update(ESCALATE, moves()[0 if more else 1], {})
        self.kept.setdefault(into, list(self.invocations))

    def _due(self, message: dict[str, str]) -> None:
        import app

        handlers = {each.name: each for each in app.app.pure_lambda_functions}
        answer = self._invoke(DUE, handlers[DUE].func, queued(message))
        assert not answer["batchItemFailures"], message
        self._follow()

    def _update(self, workflow: str, expression: str, values: dict[str, Any]) -> None:
        """Update the CLOCKS item as a workflow does."""
        typed = {name: {"N": str(v)} if isinstance(v, int) else {"S": v} for name, v in values.items()}
        self.meter.take()
        aws.client("dynamodb").update_item(
            TableName=wiring.settings().tickets_table, Key=self._key(), UpdateExpression=expression,
            **({"ExpressionAttributeValues": typed} if typed else {}),
        )  # fmt: skip
        self.invocations.append(Invocation(function=workflow, calls=tuple(self.meter.take()), logged=0))

    def _clocks(self) -> dict[str, Any]:
        found = aws.client("dynamodb").get_item(
            TableName=wiring.settings().tickets_table, Key=self._key(), ConsistentRead=True
        )
        item: dict[str, Any] = found.get("Item", {})
        return item

    def _key(self) -> dict[str, dict[str, str]]:
        return {"pk": {"S": f"TICKET#{self.number}"}, "sk": {"S": "CLOCKS"}}


def transitions() -> int:
    """Return how many states an execution of `tickets_escalate` goes through if nothing fails."""
    states, name, count = definition("tickets_escalate")["States"], definition("tickets_escalate")["StartAt"], 0
    while name:
        name, count = states[name].get("Next"), count + 1
    return count


def lease() -> str:
    """Return the expression by which the look of each minute leases what is due."""
    return next(_expressions(definition("tickets_promises")))


def moves() -> tuple[str, str]:
    """Return the expressions by which an escalation goes on, with a further timer and without."""
    found = re.findall(r"'([^']*)'", next(_expressions(definition("tickets_escalate"))))
    return found[0], found[1]


def _expressions(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if "UpdateExpression" in part:
            yield part["UpdateExpression"]
        for each in part.values():
            yield from _expressions(each)


@cache
def definition(name: str) -> dict[str, Any]:
    """Return a workflow's definition, as it is before the template fills it."""
    found: dict[str, Any] = json.loads((HERE / f"{name}.asl.json").read_text("utf-8"))
    return found
