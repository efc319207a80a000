"""The flow language as values: a flow, its actions, and where each goes next.

Nothing here judges: whatever can be read is read, and what could not be read as meant is told in `Decoded.oddities`,
for the validator to weigh (`validate.py`) and for the engine to ignore.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

VERSION = "2019-10-30"

CONTACT_FLOW = "CONTACT_FLOW"
CUSTOMER_QUEUE = "CUSTOMER_QUEUE"
CUSTOMER_HOLD = "CUSTOMER_HOLD"
CUSTOMER_WHISPER = "CUSTOMER_WHISPER"
AGENT_HOLD = "AGENT_HOLD"
AGENT_WHISPER = "AGENT_WHISPER"
OUTBOUND_WHISPER = "OUTBOUND_WHISPER"
AGENT_TRANSFER = "AGENT_TRANSFER"
QUEUE_TRANSFER = "QUEUE_TRANSFER"
CAMPAIGN = "CAMPAIGN"
MODULE = "MODULE"

FLOW_TYPES = (
    CONTACT_FLOW,
    CUSTOMER_QUEUE,
    CUSTOMER_HOLD,
    CUSTOMER_WHISPER,
    AGENT_HOLD,
    AGENT_WHISPER,
    OUTBOUND_WHISPER,
    AGENT_TRANSFER,
    QUEUE_TRANSFER,
    CAMPAIGN,
    MODULE,
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A branch that is taken if the action's result compares so with the operand."""

    operator: str
    operands: tuple[str, ...]
    next: str


@dataclass(frozen=True, slots=True)
class ErrorBranch:
    """A branch that is taken if the action fails so."""

    type: str
    next: str


@dataclass(frozen=True, slots=True)
class Action:
    """One step of a flow: what it does and where it goes.

    `parameters` is the JSON as written; `index` is the place in `Actions`, which AWS's messages name.
    """

    id: str
    type: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    next: str | None = None
    errors: tuple[ErrorBranch, ...] = ()
    conditions: tuple[Condition, ...] = ()
    index: int = 0

    def branch(self, kind: str) -> str | None:
        """Return where exactly this error goes, or nothing."""
        return next((branch.next for branch in self.errors if branch.type == kind), None)

    def targets(self) -> tuple[str, ...]:
        """Return every action that can come next, in the order written."""
        after = [self.next] if self.next else []
        after += [condition.next for condition in self.conditions] + [error.next for error in self.errors]
        return tuple(dict.fromkeys(target for target in after if target))


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow or a module, as the engine runs it. `type` is empty if nothing tells it."""

    name: str
    type: str
    start: str
    actions: Mapping[str, Action]
    settings: Mapping[str, Any] = field(default_factory=dict)
    metadata: Mapping[str, Any] = field(default_factory=dict)
    arn: str = ""


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something that could not be read as the language has it.

    `path` is as AWS writes it, for example `Actions[3].Transitions.NextAction`; `what` is one of the words that
    `validate.py` weighs: `missing`, `type`, `empty`, `duplicate`, `nested`, `unknown`.
    """

    what: str
    path: str
    text: str
    action: str | None = None


@dataclass(frozen=True, slots=True)
class Decoded:
    """A flow with what was odd about it."""

    flow: Flow
    oddities: tuple[Oddity, ...] = field(default=())
