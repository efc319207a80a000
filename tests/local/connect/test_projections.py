"""Records, events and flow logs of one call from its first word to the end of the work after it."""

from pathlib import Path
from typing import Any

import pytest

from local.connect.clock import VirtualClock
from local.connect.engine import Instance
from local.connect.log import Log
from local.connect.projections import contact_events, flow_logs
from local.connect.projections.agent_events import KINDS, AgentEvents
from local.connect.projections.contact_records import record_of
from local.connect.resources import Directory, FlowResource, ProfileQueue, Queue, RoutingProfile, User
from tests.local.connect.api.centre import Centre

START = 1_800_000_000.0
"""2027-01-15T08:00:00Z."""


class Told:
    """An instance with one queue and one agent, and all that is told while a call goes through it."""

    def __init__(self, file: Path | None = None) -> None:
        self.clock = VirtualClock(start=START)
        directory = Directory("000000000000", "me-central-1", "i", "muzn")
        self.instance = Instance(self.clock, directory=directory, log=Log(file))
        directory.queues.put(Queue(id="q", arn=directory.name_of("queue", "q"), name="الشكاوى"))
        pair = ProfileQueue("q", "VOICE")
        profile = directory.name_of("routing-profile", "p")
        directory.profiles.put(RoutingProfile(id="p", arn=profile, name="p", queues=[pair]))
        agent = directory.name_of("agent", "u")
        directory.users.put(User(id="u", arn=agent, name="mariam", profile="p", auto_accept=True, acw=30))
        self.instance.publish(
            FlowResource(
                id="f", arn=directory.name_of("contact-flow", "f"), name="queueing", content=Centre.queueing("q")
            )
        )
        self.events: list[dict[str, Any]] = []
        self.lines: list[dict[str, Any]] = []
        self.agents: list[dict[str, Any]] = []
        logs, agents = flow_logs.FlowLogs(directory), AgentEvents(directory, self.instance.contacts)
        self.instance.subscribe(lambda event: self._keep(self.lines, logs.line(event)), flow_logs.KINDS)
        self.instance.subscribe(lambda event: self.agents.append(agents.of(event)), KINDS)
        self.instance.subscribe(self._tell, contact_events.KINDS)

    def _tell(self, event: Any) -> None:
        contact = self.instance.contacts[event.contact]
        self._keep(self.events, contact_events.event_of(self.instance.directory, contact, event))

    @staticmethod
    def _keep(where: list[dict[str, Any]], what: dict[str, Any] | None) -> None:
        if what is not None:
            where.append(what)


@pytest.fixture
def told() -> Told:
    """Return what is told of a call: 10 s in the queue, 60 s of talk with 20 s on hold, 30 s of work after it."""
    told = Told()
    contact = told.instance.start_call("queueing", customer="+96891234567", attributes={"ticket": "٧"})
    told.clock.advance(10)
    agent = told.instance.agent("u")
    agent.sign_in()
    told.clock.advance(20)
    agent.hold(contact)
    told.clock.advance(20)
    agent.resume(contact)
    told.clock.advance(20)
    told.instance.hang_up(contact)
    told.clock.advance(60)
    return told


def test_the_record_counts_what_happened(told: Told) -> None:
    (contact,) = told.instance.contacts.values()
    record = record_of(told.instance.directory, contact)
    assert record["Queue"]["Duration"] == 10
    assert record["Queue"]["DequeueTimestamp"] == record["Agent"]["ConnectedToAgentTimestamp"] == "2027-01-15T08:00:10Z"
    agent = record["Agent"]
    assert (agent["AgentInteractionDuration"], agent["CustomerHoldDuration"], agent["NumberOfHolds"]) == (40, 20, 1)
    assert agent["AfterContactWorkDuration"] == 30
    assert record["DisconnectTimestamp"] == agent["AfterContactWorkStartTimestamp"]
    assert (record["DisconnectReason"], record["Attributes"]) == ("CUSTOMER_DISCONNECT", {"ticket": "٧"})
    assert record["InitiationTimestamp"] == record["ConnectedToSystemTimestamp"]
    assert record["InitialContactId"] is None


def test_contact_events_come_in_order_without_attributes(told: Told) -> None:
    types = [one["Detail"]["eventType"] for one in told.events]
    assert types == ["INITIATED", "QUEUED", "CONNECTED_TO_AGENT", "DISCONNECTED", "COMPLETED"]
    last = told.events[-1]
    assert (last["Source"], last["DetailType"]) == ("aws.connect", "Amazon Connect Contact Event")
    assert last["Detail"]["agentInfo"]["afterContactWorkDuration"] == 30
    assert last["Detail"]["queueInfo"]["queueArn"].endswith("/queue/q")
    assert not any("attributes" in one["Detail"] for one in told.events)


def test_agent_events_tell_now_and_before(told: Told) -> None:
    states = [[one["State"] for one in event["CurrentAgentSnapshot"]["Contacts"]] for event in told.agents]
    assert told.agents[0]["EventType"] == "LOGIN"
    seen = [state for index, state in enumerate(states) if index == 0 or state != states[index - 1]]
    assert [state for one in seen for state in one] == [
        "INCOMING", "CONNECTING", "CONNECTED", "CONNECTED_ONHOLD", "CONNECTED", "ENDED",
    ]  # fmt: skip
    for before, after in zip(told.agents, told.agents[1:], strict=False):
        assert after["PreviousAgentSnapshot"] == before["CurrentAgentSnapshot"]
    assert len({event["EventId"] for event in told.agents}) == len(told.agents)
    configuration = told.agents[-1]["CurrentAgentSnapshot"]["Configuration"]["RoutingProfile"]
    assert configuration["Concurrency"] == [{"Channel": "VOICE", "AvailableSlots": 1, "MaximumSlots": 1}]


def test_flow_logs_have_the_old_names(told: Told) -> None:
    assert [(one["ContactFlowModuleType"], one["ContactFlowName"]) for one in told.lines] == [
        ("SetQueue", "queueing"),
        ("Transfer", "queueing"),
    ]
    assert told.lines[0]["Parameters"] == {"QueueId": "q"}
    assert told.lines[0]["Timestamp"] == "2027-01-15T08:00:00.000Z"


def test_who_chose_to_be_away_while_talking_is_never_told_of_as_available_before_it() -> None:
    told = Told()
    contact = told.instance.start_call("queueing")
    agent = told.instance.agent("u")
    agent.sign_in()
    told.clock.advance(5)
    agent.set_status("Offline")
    told.instance.hang_up(contact)
    told.agents.clear()
    told.clock.advance(60)
    assert agent.status.name == "Offline"
    assert {event["CurrentAgentSnapshot"]["AgentStatus"]["Name"] for event in told.agents} == {"Offline"}
