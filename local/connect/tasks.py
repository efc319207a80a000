"""Tasks: work that waits in the same queues as calls."""

from typing import TYPE_CHECKING, Any

from local.connect.lives import LIVES

if TYPE_CHECKING:
    from local.connect.core import Core
    from local.connect.leg import Leg


class Tasks:
    """The tasks of an instance, now or at a time to come."""

    def __init__(self, instance: "Core") -> None:
        self.instance = instance

    def create(
        self,
        *,
        name: str,
        flow: str,
        description: str = "",
        attributes: dict[str, str] | None = None,
        references: dict[str, Any] | None = None,
        delay: float = 0,
        parent: str | None = None,
    ) -> str:
        """Make a task; its flow begins after the delay (seconds). Return its contact's id."""
        now = self.instance.clock.now()
        facts: dict[str, Any] = {
            "channel": "TASK",
            "method": "API",
            "name": name,
            "description": description or None,
            "attributes": dict(attributes or {}),
            "references": dict(references or {}),
            "related": parent,
        }
        if delay:
            facts["scheduled_at"] = now + delay
        leg = self.instance.new_leg(facts, delay + LIVES["TASK"])
        self.instance.clock.after(delay, lambda: self._begin(leg, flow))
        return leg.contact.id

    def _begin(self, leg: "Leg", flow: str) -> None:
        if leg.contact.ended:
            return
        self.instance.record("CONNECTED_TO_SYSTEM", leg.contact, {})
        program = self.instance.program(flow)
        if program is None:
            self.instance.calls.end(leg, "OTHER")
            return
        self.instance.run_flow(leg, program, "CONTACT_FLOW")
