"""A small telephony: the local engine behind its API, and the adapter of Amazon Connect on it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config

from chalicelib.contacts.connect import ConnectTelephony, sounds_client
from chalicelib.contacts.telephony import Installation
from local.connect.api.account import Account
from local.connect.api.server import Server
from local.connect.clock import VirtualClock
from local.connect.engine import Instance
from local.connect.resources import Directory
from tests.local.connect.api.centre import Centre
from tests.local.connect.conftest import START

QUEUE = "muashir-statistics.Stat_Data_AR"
STATUSES = {"available": "Available", "offline": "Offline"}


@dataclass
class Telephone:
    """The engine, what configures it, and the port on it."""

    clock: VirtualClock
    engine: Instance
    centre: Centre
    port: ConnectTelephony
    server: Server

    def call(self, number: str = "+96891234567") -> str:
        contact = self.engine.start_call(self.centre.ids["flow"], customer=number, system="+96824111111")
        self.clock.advance(2)
        return contact

    def answered(self, username: str = "salma") -> str:
        """Let somebody sign in, and take a call."""
        self.port.put_status(username, "available")
        contact = self.call()
        self.agent(username).accept(contact)
        self.clock.advance(1)
        return contact

    def agent(self, username: str) -> Any:
        return self.engine.agent(self.centre.ids[username])


@contextmanager
def telephone() -> Iterator[Telephone]:
    """Start an engine with one queue, two people and the flow of tasks."""
    clock = VirtualClock(START)
    account = Account(lambda id, alias: Instance(clock, directory=Directory("000000000000", "us-east-1", id, alias)))
    server = Server(account, 0)
    # A session reads botocore's models once; each test's engine is at another address.
    client = boto3.client(
        "connect", endpoint_url=server.url, region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b",
        config=Config(retries={"total_max_attempts": 1}),
    )  # fmt: skip
    instance = str(client.create_instance(
        InstanceAlias="nidaa", IdentityManagementType="CONNECT_MANAGED", InboundCallsEnabled=True,
        OutboundCallsEnabled=True,
    )["Id"])  # fmt: skip
    centre = Centre(client, instance)
    for username in ("salma", "huda"):
        centre.ids[username] = centre.user(username)
    installed = _installation(centre)
    port = ConnectTelephony(lambda: installed, lambda _region: client, sounds_client)
    try:
        yield Telephone(clock, account.instance(instance), centre, port, server)
    finally:
        server.close()


def _installation(centre: Centre) -> Installation:
    flow = centre.connect.create_contact_flow(
        InstanceId=centre.instance, Name="callback_task", Type="CONTACT_FLOW", Status="PUBLISHED", Content=_tasks()
    )["ContactFlowId"]  # fmt: skip
    profile = centre.ids["routing_profile"]
    task = {"QueueReference": {"QueueId": centre.ids["queue"], "Channel": "TASK"}, "Priority": 1, "Delay": 0}
    centre.connect.update_routing_profile_concurrency(
        InstanceId=centre.instance, RoutingProfileId=profile,
        MediaConcurrencies=[{"Channel": "VOICE", "Concurrency": 1}, {"Channel": "TASK", "Concurrency": 1}],
    )  # fmt: skip
    centre.connect.associate_routing_profile_queues(
        InstanceId=centre.instance, RoutingProfileId=profile, QueueConfigs=[task]
    )
    told = centre.connect.list_agent_statuses(InstanceId=centre.instance)["AgentStatusSummaryList"]
    named = {status["Name"]: status["Id"] for status in told}
    return Installation(
        instance=centre.instance, region="me-central-1", recordings="nidaa-recordings",
        queues={QUEUE: centre.ids["queue"]}, users={name: centre.ids[name] for name in ("salma", "huda")},
        statuses={status: named[name] for status, name in STATUSES.items()}, flows={"callback_task": flow},
    )  # fmt: skip


def _tasks() -> str:
    """Return what `callback_task` does: offer the task in the queue that an attribute names."""
    full = [{"NextAction": "end", "ErrorType": error} for error in ("QueueAtCapacity", "NoMatchingError")]
    actions = [
        {"Identifier": "set", "Type": "UpdateContactTargetQueue",
         "Parameters": {"QueueId": "$.Attributes.queue_id"}, "Transitions": {"NextAction": "into", "Errors": full[1:]}},
        {"Identifier": "into", "Type": "TransferContactToQueue", "Parameters": {},
         "Transitions": {"NextAction": "end", "Errors": full}},
        {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}},
    ]  # fmt: skip
    return json.dumps({"Version": "2019-10-30", "StartAction": "set", "Metadata": {}, "Actions": actions})
