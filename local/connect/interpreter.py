"""Runs one flow for one who hears it, a step at a time: each step is an event, each wait is a timer or a key."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from local.connect.clock import NEVER, Timer
from local.connect.outcomes import ENDED, Malformed, Outcome, failed
from local.connect.program import Coroutine, Program, Step
from local.connect.scope import FlowScope

if TYPE_CHECKING:
    from local.connect.leg import Leg

MOST_STEPS_AT_ONCE = 1000
"""A flow that takes more steps without waiting for anything goes round for ever."""
MOST_MODULES = 5

_logger = logging.getLogger(__name__)


class Frame:
    """Where a module was called from."""

    __slots__ = ("program", "scope", "step")

    def __init__(self, program: Program, scope: FlowScope, step: Step) -> None:
        self.program, self.scope, self.step = program, scope, step


class Execution:
    """A running flow; `kind` is the flow type it runs as, `hears` the party it plays to.

    `ended(execution, how)` is called once, with ENDED, DISCONNECT, MOVED, NOWHERE, FAULT or STOPPED.
    """

    __slots__ = (
        "alive", "awake", "coroutine", "ended", "frames", "hears", "instance", "kind", "leg", "listens", "program",
        "scope", "step", "steps", "timer",
    )  # fmt: skip

    def __init__(
        self, leg: "Leg", program: Program, kind: str, hears: str, ended: Callable[["Execution", str], None]
    ) -> None:
        self.leg, self.instance = leg, leg.instance
        self.program, self.kind, self.hears, self.ended = program, kind, hears, ended
        self.scope = FlowScope(leg)
        self.frames: list[Frame] = []
        self.step: Step | None = None
        self.coroutine: Coroutine | None = None
        self.timer: Timer | None = None
        self.listens = ""
        self.alive = True
        self.steps = 0
        self.awake = self.instance.clock.now()

    def record(self, kind: str, data: dict[str, Any]) -> None:
        self.instance.record(kind, self.leg.contact, data)

    def start(self) -> None:
        self.record("FLOW_STARTED", {"flow": self.program.id, "name": self.program.name, "kind": self.kind})
        self.go(self.program.first)

    def go(self, step: Step | None) -> None:
        """Run steps from here until one waits or the flow is over."""
        while step is not None and self.alive:
            outcome = self._take(step)
            if outcome is None:
                return
            step = self._after(outcome)

    def wake(self, value: Any = None) -> None:
        """Go on with the step that waits: with a key, an event, or None if its time is over."""
        if self.timer:
            self.timer.cancel()
            self.timer = None
        if not self.alive or self.coroutine is None:
            return
        now = self.instance.clock.now()
        if now > self.awake:
            self.awake, self.steps = now, 0
        outcome = self._resume(value)
        if outcome is not None:
            self.go(self._after(outcome))

    def stop(self) -> None:
        """End the flow from outside: its step is interrupted, and nothing follows."""
        if self.alive:
            if self.step is not None:
                self.record("ACTION_ENDED", {"action": self.step.id, "branch": "Interrupted"})
            self._finish("STOPPED")

    def enter(self, program: Program) -> None:
        """Go over to another flow of the same contact: its flow attributes are gone, typed keys too."""
        self.record("FLOW_ENDED", {"flow": self.program.id, "kind": self.kind, "how": "TRANSFERRED"})
        self.program, self.frames = program, []
        self.scope.renew()
        self.record("FLOW_STARTED", {"flow": program.id, "name": program.name, "kind": self.kind})

    def call(self, module: Program, given: Any) -> bool:
        """Go into a module; return False if it is called by itself or five are open already."""
        if len(self.frames) >= MOST_MODULES or module is self.program or any(f.program is module for f in self.frames):
            return False
        step = self.step
        if step is None:
            return False
        self.frames.append(Frame(self.program, self.scope, step))
        self.program, self.scope = module, FlowScope(self.leg, module_input=given)
        self.record("FLOW_STARTED", {"flow": module.id, "name": module.name, "kind": "MODULE"})
        return True

    def back(self, result: str, data: Any) -> Outcome | None:
        """Return from a module to the step that called it, with its result; None if no module is open."""
        if not self.frames:
            return None
        if self.step is not None:
            self.record("ACTION_ENDED", {"action": self.step.id, "branch": "ENDED"})
        self.record("FLOW_ENDED", {"flow": self.program.id, "kind": "MODULE", "how": "ENDED"})
        frame = self.frames.pop()
        self.program, self.scope, self.step = frame.program, frame.scope, frame.step
        self.scope["Modules"] = {**self.scope.get("Modules", {}), "Result": result, "ResultData": data}
        return Outcome(result=result)

    def fault(self, text: str, what: str = "MALFORMED") -> None:
        """Say in the log what is wrong with the flow."""
        action = self.step.id if self.step else ""
        self.record("FLOW_FAULT", {"flow": self.program.id, "action": action, "what": what, "text": text})

    def _take(self, step: Step) -> Outcome | None:
        """Run one step; return what it comes to, or None if it waits."""
        self.step = step
        self.steps += 1
        if self.steps > MOST_STEPS_AT_ONCE:
            self.fault("The flow goes round for ever: 1,000 steps without waiting for anything", "ENDLESS")
            return Outcome(end="FAULT")
        self.instance.taken += 1
        parameters = step.parameters(self.scope)
        self.record(
            "ACTION_STARTED",
            {"flow": self.program.id, "action": step.id, "type": step.type, "parameters": parameters},
        )
        forced = self.instance.meddle(self, step) if self.instance.meddle else None
        if forced is not None:
            return forced
        if step.channels is not None and self.leg.contact.channel not in step.channels:
            return failed()
        try:
            if not step.waits:
                return step.handler(self, step, parameters)  # type: ignore[return-value]
            self.coroutine = step.handler(self, step, parameters)  # type: ignore[assignment]
        except Exception as error:
            return self._broken(error)
        return self._resume(None)

    def _resume(self, value: Any) -> Outcome | None:
        """Let the waiting step go on until it waits again or ends."""
        coroutine = self.coroutine
        if coroutine is None:
            return None
        try:
            seconds, self.listens = coroutine.send(value)
        except StopIteration as stop:
            self.coroutine, self.listens = None, ""
            outcome: Outcome = stop.value
            return outcome if self.alive else None
        except Exception as error:
            self.coroutine, self.listens = None, ""
            return self._broken(error) if self.alive else None
        if self.alive and seconds < NEVER:
            self.timer = self.instance.clock.after(seconds, self.wake)
        return None

    def _broken(self, error: Exception) -> Outcome:
        if isinstance(error, Malformed):
            self.fault(str(error))
        else:
            _logger.debug("A step failed", exc_info=error)
            self.record(
                "FLOW_CRASHED",
                {
                    "flow": self.program.id,
                    "action": self.step.id if self.step else "",
                    "text": f"{type(error).__name__}: {error}",
                },
            )
        return failed()

    def _after(self, outcome: Outcome) -> Step | None:
        """Record what a step came to, and return the one that follows; without one the flow is over."""
        step = self.step
        if not self.alive or step is None:
            return None
        if outcome.end is not None:
            return self._ending(step, outcome)
        branch, following = step.choose(outcome, self.scope)
        data = {"action": step.id, "branch": branch}
        if outcome.result is not None:
            data["result"] = outcome.result
        self.record("ACTION_ENDED", data)
        if following is None:
            return self._nowhere()
        return following

    def _ending(self, step: Step, outcome: Outcome) -> Step | None:
        how = outcome.end or ""
        self.record("ACTION_ENDED", {"action": step.id, "branch": how})
        if how == "ENTERED":
            return self.program.first if self.program.first else self._nowhere()
        self._finish(how)
        if outcome.then:
            outcome.then()
        return None

    def _nowhere(self) -> Step | None:
        """Deal with a branch that leads nowhere: a module returns with an error, a flow is over."""
        if self.frames:
            self.step = None
            self.back("", {})
            return self._after(failed())
        self._finish("NOWHERE")
        return None

    def _finish(self, how: str) -> None:
        self.alive = False
        self.step = None
        self.listens = ""
        if self.timer:
            self.timer.cancel()
            self.timer = None
        if self.coroutine is not None and not getattr(self.coroutine, "gi_running", False):
            self.coroutine.close()
        self.coroutine = None
        self.record("FLOW_ENDED", {"flow": self.program.id, "kind": self.kind, "how": how})
        self.ended(self, how)


ENTERED = Outcome(end="ENTERED")
"""Another flow or module was entered, and goes on with its first step."""
__all__ = ["ENDED", "ENTERED", "Execution"]
