"""An instance that follows a body, the minute's function, and what became of each part."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.contacts.exchange.following import Context, follow
from chalicelib.contacts.exchange.house import Line
from chalicelib.contacts.exchange.lease import Lease
from chalicelib.contacts.exchange.problems import ExchangeProblem
from chalicelib.contacts.telephony import Installation
from tests.conftest import NOW
from tests.contacts.boards import BOARD, BODY, TEAM, a_queue_of, changed
from tests.contacts.keeping import FakeKeeping
from tests.contacts.phones import Phone, telephone

LINE = Line(BODY, BOARD, TEAM)
FLOWS = ("host.statistics_entry", "outbound_whisper.ar", "queue_transfer.ar", "agent_transfer.ar")


@dataclass
class House:
    """An instance, what is wanted of it, and the minute's function."""

    phone: Phone
    keeping: FakeKeeping
    lines: Sequence[Line] = (LINE,)
    now: datetime = NOW
    counted: list[str] = field(default_factory=list)
    elapsed: Callable[[], float] = lambda: 0.0
    clients: int = 0
    connected: bool = True

    def run(self) -> int:
        self.phone.asked.clear()
        return follow(
            Context(
                connected=self.connected,
                keeping=self.keeping,
                lease=lambda: Lease(self.keeping, lambda: self.now, "run", self.elapsed),
                connect=self._connect,
                lines=lambda: self.lines,
                clock=lambda: self.now,
                say=self.phone.said.append,
                count=self.counted.append,
            )
        )

    def _connect(self, _region: str) -> Any:
        self.clients += 1
        return self.phone.connect

    @property
    def here(self) -> Installation:
        assert self.keeping.installation
        return self.keeping.installation

    def problems(self, body: str = "host") -> tuple[ExchangeProblem, ...]:
        return self.keeping.bodies[body].problems

    def state(self, body: str = "host") -> str:
        return self.keeping.bodies[body].state

    def asked(self, kind: str) -> Any:
        return self.phone.asked[kind]

    def user(self, username: str) -> Any:
        return self.phone.exchange.ask("describe_user", UserId=self.here.users[username])["User"]

    def rights(self, user: str) -> Any:
        return self.phone.exchange.ask("describe_user", UserId=user)["User"]["SecurityProfileIds"]

    def made_by_hand(self, username: str, rights: str) -> str:
        """Make a user as an operator does in Connect's own console."""
        profile = self.user("agent")["RoutingProfileId"]
        made = self.phone.exchange.ask(
            "create_user", Username=username, Password="A-password-of-1", RoutingProfileId=profile,
            IdentityInfo={"FirstName": "An", "LastName": "Operator"}, PhoneConfig={"PhoneType": "SOFT_PHONE"},
            SecurityProfileIds=[rights],
        )  # fmt: skip
        return str(made["UserId"])

    def named(self, queue: str) -> Any:
        return self.phone.exchange.ask("describe_queue", QueueId=queue)["Queue"]["Name"]

    def calls_out_by(self, username: str) -> Any:
        profile = {"RoutingProfileId": self.user(username)["RoutingProfileId"]}
        return self.phone.exchange.ask("describe_routing_profile", **profile)["RoutingProfile"][
            "DefaultOutboundQueueId"
        ]

    def profile(self, username: str) -> Any:
        user = self.user(username)
        return self.phone.exchange.ask("describe_routing_profile", RoutingProfileId=user["RoutingProfileId"])[
            "RoutingProfile"
        ]["Name"]

    def refuse(self, operation: str, code: str, times: int = 1000) -> None:
        """Let Connect refuse an operation so many times."""
        left = [times]

        def refusal(**_: Any) -> None:
            left[0] -= 1
            if left[0] >= 0:
                raise ClientError({"Error": {"Code": code, "Message": "no"}}, operation)

        self.phone.connect.meta.events.register(f"before-call.connect.{operation}", refusal)


@contextmanager
def followed() -> Iterator[House]:
    """Start an instance whose flows were published, and nothing else yet."""
    with telephone() as phone:
        content = {"Content": "{}", "Status": "SAVED"}
        kinds = {"agent_transfer.ar": "AGENT_TRANSFER", "queue_transfer.ar": "QUEUE_TRANSFER",
                 "outbound_whisper.ar": "OUTBOUND_WHISPER"}  # fmt: skip
        flows = {
            name: phone.exchange.ask(
                "create_contact_flow", Name=name, Type=kinds.get(name, "CONTACT_FLOW"), **content
            )["ContactFlowId"]
            for name in FLOWS
        }  # fmt: skip
        installation = Installation(
            instance=phone.exchange.instance,
            region="eu-central-1",
            arn=phone.arn,
            flows=flows,
            script="/streams.js",
            follows=True,
        )
        yield House(phone, FakeKeeping(installation))


def seat(*names: str) -> Line:
    """Return the body with these people in its first queue."""
    queues = (a_queue_of(BOARD, "finance", staff=names), BOARD.queues[1])
    return replace(LINE, switchboard=changed(queues=queues))
