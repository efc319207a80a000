"""What a flow may ask of its queues and agents as they are now."""

from typing import TYPE_CHECKING, Any

from local.connect.resources import Queue

if TYPE_CHECKING:
    from local.connect.agents import Agent
    from local.connect.core import Core
    from local.connect.leg import Leg


class Figures:
    """Counts of who waits and who works, for the actions that read metrics."""

    def __init__(self, instance: "Core") -> None:
        self.instance = instance

    def of_queue(self, queue: Queue, channel: str) -> dict[str, int]:
        """Return the metrics of CheckMetricData by their types."""
        agents = self._agents(queue, channel)
        waiting = self.instance.router.waiting(queue.id)
        return {
            "NumberOfAgentsAvailable": sum(agent.free_slots(channel) > 0 for agent in agents),
            "NumberOfAgentsStaffed": sum(agent.status.kind == "ROUTABLE" for agent in agents),
            "NumberOfAgentsOnline": sum(agent.status.kind != "OFFLINE" for agent in agents),
            "NumberOfContactsInQueue": len(waiting),
            "OldestContactInQueueAgeSeconds": int(self._oldest(waiting)),
        }

    def for_flow(self, queue: Queue, channel: str, leg: "Leg") -> dict[str, Any]:
        """Return what GetMetricData puts under `$.Metrics`."""
        now = self.of_queue(queue, channel)
        agents = self._agents(queue, channel)
        waiting = self.instance.router.waiting(queue.id)
        place = waiting.index(leg) + 1 if leg in waiting else len(waiting) + 1
        counts = {
            "Online": now["NumberOfAgentsOnline"],
            "Available": now["NumberOfAgentsAvailable"],
            "Staffed": now["NumberOfAgentsStaffed"],
            "AfterContactWork": sum("ENDED" in agent.contacts.values() for agent in agents),
            "Busy": sum(bool(agent.contacts) for agent in agents),
            "Missed": sum("MISSED" in agent.contacts.values() for agent in agents),
            "NonProductive": sum(agent.status.kind == "CUSTOM" for agent in agents),
        }
        wait = self._expected_wait(place, now["NumberOfAgentsStaffed"])
        return {
            "Queue": {
                "Name": queue.name,
                "ARN": queue.arn,
                "Size": now["NumberOfContactsInQueue"],
                "OldestContactAge": now["OldestContactInQueueAgeSeconds"],
                "EstimatedWaitTime": wait,
            },
            "Agents": {name: {"Count": count} for name, count in counts.items()},
            "Contact": {"EstimatedWaitTime": wait, "PositionInQueue": place},
        }

    def _agents(self, queue: Queue, channel: str) -> list["Agent"]:
        return [agent for agent, _ in self.instance.router.serving(queue, channel)]

    def _oldest(self, waiting: list["Leg"]) -> float:
        now = self.instance.clock.now()
        return max((now - (leg.contact.enqueued_at or now) for leg in waiting), default=0.0)

    def _expected_wait(self, place: int, staffed: int) -> int:
        """Return the seconds that a place in the queue takes, by the mean length of the conversations so far."""
        return int(place * self.instance.mean_conversation / max(staffed, 1))
