"""An engine with an instance that nothing is configured in, and what is asked of its API."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import boto3

from chalicelib.contacts.exchange.house import Line
from chalicelib.contacts.exchange.instance import Exchange
from chalicelib.contacts.telephony import Installation
from infra.flows import Sources
from infra.telephony.configuring import configure
from local.connect.api.account import Account
from local.connect.api.server import Server
from local.connect.clock import VirtualClock
from local.connect.engine import Instance
from local.connect.resources import Directory
from tests.conftest import NOW
from tests.local.connect.conftest import START

TODAY = NOW.date()
FUNCTIONS = {"contacts-flow": "arn:aws:lambda:eu-central-1:000000000000:function:nidaa-test-contacts-flow"}
EMPTY = Installation(instance="", region="", recordings="recordings", softphone="/ccp", script="/streams.js")


@dataclass
class Phone:
    """An instance on an engine of its own; `asked` counts what was asked of its API, `said` is what was told."""

    connect: Any
    arn: str
    asked: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)
    last: Exchange | None = None

    def __post_init__(self) -> None:
        self.connect.meta.events.register("before-call.connect.*", self._count)

    def _count(self, model: Any, **_: Any) -> None:
        self.asked[model.name] += 1

    @property
    def exchange(self) -> Exchange:
        return Exchange(self.connect, self.arn, self.said.append)

    def configure(
        self, lines: list[Line], before: Installation = EMPTY, sources: Sources | None = None
    ) -> Installation:
        self.asked.clear()
        self.said.clear()
        self.last = self.exchange
        return configure(self.last, lines, FUNCTIONS, TODAY, before, sources)

    def changes(self) -> dict[str, int]:
        """Return what was asked that changes something, but for the flow that answers a number: it is named anew."""
        reads = ("List", "Describe", "Associate" + "PhoneNumber")
        return {name: count for name, count in self.asked.items() if not name.startswith(reads)}


@contextmanager
def telephone() -> Iterator[Phone]:
    """Start an engine with an instance that nothing is configured in."""
    clock = VirtualClock(START)
    account = Account(lambda id, alias: Instance(clock, directory=Directory("000000000000", "eu-central-1", id, alias)))
    server = Server(account, 0)
    connect = boto3.client(
        "connect", endpoint_url=server.url, region_name="eu-central-1",
        aws_access_key_id="testing", aws_secret_access_key="testing",
    )  # fmt: skip
    arn = connect.create_instance(
        InstanceAlias="nidaa-test", IdentityManagementType="CONNECT_MANAGED",
        InboundCallsEnabled=True, OutboundCallsEnabled=True,
    )["Arn"]  # fmt: skip
    yield Phone(connect, arn)
    server.close()
