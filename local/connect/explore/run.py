"""One run of a flow: people, agents and chance, until every contact has ended."""

from collections import deque
from itertools import islice
from random import Random
from typing import Any

from local.connect.call import KEYS
from local.connect.clock import VirtualClock
from local.connect.engine import Instance
from local.connect.explore.endless import BY_NATURE, only_itself, trapped
from local.connect.explore.people import Agents, Callers
from local.connect.explore.steering import Option, Steering, condition_options, error_options
from local.connect.explore.values import Values
from local.connect.explore.world import AGENTS, MAIN_QUEUE, RandomFunctions, World
from local.connect.flows import Flows
from local.connect.handlers.registry import HANDLERS
from local.connect.interpreter import Execution
from local.connect.language.paths import whole
from local.connect.language.table import ROWS
from local.connect.log import Event, Log
from local.connect.outcomes import NEXT, Outcome
from local.connect.population import ANSWERED, OUTCOMES, Callee, Drawn
from local.connect.program import Step

MOST_ACTIONS = 1500
MOST_STEPS = 50_000
MOST_CONTACTS = 60
WINDOW = 400
_START = 1_790_000_000.0
_FORCED = frozenset({"CheckHoursOfOperation", "CheckMetricData", "CheckOutboundCallStatus"})
_OWN = frozenset(
    {
        "Channel",
        "ContactId",
        "InitiationMethod",
        "Attributes",
        "External",
        "LambdaInvocation",
        "StoredCustomerInput",
        "FlowAttributes",
        "Modules",
    }
)


class Run:
    """One instance with its chance; `errors` and `warnings` are what it showed."""

    def __init__(self, world: World, flows: Flows, values: Values, steering: Steering, random: Random) -> None:
        self.random, self.values, self.steering, self.world = random, values, steering, world
        self.errors: list[str] = []
        self.warnings: list[str] = []
        self._failures = random.choice([0, 0, 1, 1, 2])
        self._last: deque[tuple[str, str]] = deque(maxlen=WINDOW)
        callees = [(Callee(one, rings=random.random() * 70), 4.0 if one in ANSWERED else 1.0) for one in OUTCOMES[:6]]
        self.instance = Instance(
            VirtualClock(_START + random.randrange(7 * 86400)),
            directory=world.directory,
            flows=flows,
            log=Log(keep=2000),
            functions=RandomFunctions(random, self._answer),
            population=Drawn(callees, random.randrange(1 << 30)),
            seed=random.randrange(1 << 30),
        )
        self.instance.meddle = self._meddle
        self.instance.subscribe(self._acted, ("ACTION_STARTED",))
        self.instance.subscribe(self._wrong, ("FLOW_CRASHED", "FLOW_FAULT"))
        self.instance.subscribe(self._over, ("FLOW_ENDED",))
        self.callers = Callers(self.instance, random, self._typed)

    def staff(self, eager: str | None, connects: list[str]) -> None:
        """Sign in none to all of the agents."""
        Agents(self.instance, self.random, eager, connects)
        for name in AGENTS[: self.random.choice([0, 1, 2, 3, 3])]:
            self.instance.agent(name).sign_in()

    def call_out(self) -> None:
        """Let an agent call somebody."""
        agent = self.instance.agent(AGENTS[0])
        agent.sign_in("Offline")
        agent.dial("+97144444444", MAIN_QUEUE)

    def attributes(self) -> dict[str, str]:
        """Return attributes that an earlier flow may have set."""
        keys = self.values.keys("Attributes")
        return {key: self.values.pick(("Attributes", key)) for key in keys if self.random.random() < 0.8}

    def go(self) -> None:
        """Run until all is over, or until it is plain that it never will be."""
        clock = self.instance.clock
        assert isinstance(clock, VirtualClock)  # noqa: S101  # made above
        for _ in range(MOST_STEPS):
            if not clock.step():
                break
            if self.instance.taken > MOST_ACTIONS:
                self._too_long()
                return
            if self._breeds():
                self.errors.append(f"It makes contacts without end: {MOST_CONTACTS} within a minute")
                return
        for leg in list(self.instance.legs.values())[:3]:
            self.errors.append(f"A contact never ends: {leg.contact.channel} in {leg.contact.phase}")

    def _breeds(self) -> bool:
        made = self.instance.contacts
        if len(made) <= MOST_CONTACTS:
            return False
        first = made[next(islice(reversed(made), MOST_CONTACTS, None))]
        return self.instance.clock.now() - first.initiated_at < 60

    def _too_long(self) -> None:
        """Say whether the flow could ever end; a caller who stays in a menu may be the reason that it does not."""
        for leg in list(self.instance.legs.values()):
            for execution in (leg.execution, leg.side):
                if execution and execution.alive and execution.step and execution.kind not in BY_NATURE:
                    self._judge(execution, execution.step)

    def _judge(self, execution: Execution, step: Step) -> None:
        if only_itself(type_ for _, type_ in self._last):
            self.errors.append(f"A contact never ends: it goes round for ever at {step.id}")
        elif trapped(execution.program, step):
            self.errors.append(f"A contact never ends: nothing leads from {step.id} to an end")

    def _acted(self, event: Event) -> None:
        self.steering.reach(event.data["flow"], event.data["action"])
        self._last.append((event.data["action"], event.data["type"]))

    def _wrong(self, event: Event) -> None:
        text = f"{event.data['action']}: {event.data['text']}"
        what = "CRASHED" if event.kind == "FLOW_CRASHED" else event.data["what"]
        channel = self.instance.contacts[event.contact].channel
        if what == "ENDLESS" and self._out_of_place(channel):
            self.warnings.append(f"{text}, by {channel}, which it is not made for")
        else:
            (self.errors if what in {"CRASHED", "ENDLESS", "NESTED"} else self.warnings).append(text)

    def _out_of_place(self, channel: str) -> bool:
        """Return whether what goes round holds an action of other channels, as a view that nobody can see by voice."""
        return any(type_ in ROWS and channel not in ROWS[type_].channels for _, type_ in self._last)

    def _over(self, event: Event) -> None:
        if event.data["how"] == "NOWHERE":
            action = self._last[-1][0] if self._last else ""
            self.warnings.append(f"{action}: what it came to leads nowhere, and the flow is over")

    # Chance

    def _answer(self) -> dict[str, Any]:
        answer: dict[str, Any] = {}
        for key in self.values.keys("External"):
            deeper = self.values.depth("External", key)
            if deeper:
                answer[key] = {cell[2]: self.values.pick(cell) for cell in deeper}
            elif self.random.random() < 0.95:
                answer[key] = self.values.pick(("External", key))
        return answer

    def _typed(self, _contact: str, step: Step) -> str:
        """Return keys for an action: a branch's, none, another's; or digits and the ending key; of a view, a choice."""
        if self.random.random() < 0.12:
            return ""
        if step.type == "ShowView":
            return self._chosen(step, condition_options(step)) or "x"
        if str(step.action.parameters.get("StoreInput")).lower() == "true":
            return self._digits()
        options = condition_options(step)
        if not options or self.random.random() < 0.15:
            return self.random.choice("0123456789*#")
        chosen = self._chosen(step, options)
        if chosen and chosen in KEYS:
            return chosen
        taken = {operand for condition in step.action.conditions for operand in condition.operands}
        return self.random.choice(sorted(KEYS - taken) or ["#"])

    def _chosen(self, step: Step, options: list[Option]) -> str:
        """Return what leads to one of some branches."""
        if not options:
            return ""
        program = next((e.program for e in self._executions() if e.step is step), None)
        return (self.steering.choose(program, step, options) if program else options[0][0]).result or ""

    def _digits(self) -> str:
        wanted = [value for value in self.values.asked(("StoredCustomerInput",)) if set(value) <= set("0123456789*#")]
        if wanted and self.random.random() < 0.7:
            return self.random.choice(wanted) + "#"
        digits = "".join(self.random.choices("0123456789", k=self.random.choice([1, 4, 9, 12, 25])))
        return digits + self.random.choice(["#", "#", "", "*1#"])

    def _executions(self) -> list[Execution]:
        return [e for leg in self.instance.legs.values() for e in (leg.side, leg.execution) if e and e.alive]

    def _meddle(self, execution: Execution, step: Step) -> Outcome | None:
        """Decide in the world's place: what hours and queues say, and now and then that something fails."""
        if step.channels is not None and execution.leg.contact.channel not in step.channels:
            return None
        options = error_options(step)
        following: list[Option] = [(NEXT, step.next)] if step.next else []
        if self._decided_outside(execution, step):
            every = [*condition_options(step), *following, *options]
            return self.steering.choose(execution.program, step, every) if every else None
        new = [one for one in options if self.steering.is_shortest(execution.program, step, one[1])]
        if options and self._failures > 0 and self.random.random() < (0.7 if new else 0.01):
            self._failures -= 1
            return self.steering.choose(execution.program, step, new or options)
        return None

    def _decided_outside(self, execution: Execution, step: Step) -> bool:
        if step.type in _FORCED or (step.type not in HANDLERS and step.action.targets()):
            return True
        if step.type == "ConnectParticipantWithLexBot":
            return True
        if step.type == "InvokeFlowModule":
            module = execution.instance.module(str(step.action.parameters.get("FlowModuleId")))
            return module is not None and module.id in self.world.stubs
        if step.type == "Compare":
            path = whole(str(step.action.parameters.get("ComparisonValue")))
            return path is not None and path.root not in _OWN
        return False
