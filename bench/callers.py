"""Calls on our own flows, on the engine of the laptop: all that they set off, in this process, with every call counted.

What AWS does between the functions is played. Contact events come one by one, as SQS hands them over on a quiet day;
what a stream was given within a second comes together, for it is read once a second. Each function has a memory of its
own (one warm environment). Consoles ask as web/console does: the desk and who calls once something is told on the
desk, the board once something is told to it.
"""

import base64
import io
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from bench.journey import Invocation, Journey, new_history, queued
from bench.lab import BODY, REGION, fresh, lab, sub_of, tables
from bench.meter import Meter, metered
from bench.units import key_indexes
from chalicelib import wiring
from chalicelib.contacts.telephony import Installation
from local.connect.api.account import ACCOUNT, Account
from local.connect.api.server import Server
from local.connect.clock import VirtualClock
from local.connect.day import ARN, FUNCTION, START, client, demo_lines
from local.connect.engine import Instance
from local.connect.functions import Answer
from local.connect.log import Event
from local.connect.population import Callee, Scripted
from local.connect.resources import Directory
from local.connect.telling import AGENT, EVENT, RECORD, Parcel, Teller

AGENT_NAME, SUPERVISOR = "agent.hamad", "supervisor.khalid"
NUMBER, CALLED_BACK = "+96824000001", "+96892000095"
DESK, BOARD = "a-desk", "a-board"
STREAMS = {RECORD: "contacts-records", AGENT: "contacts-agents"}
EVENTS, DUE, SOCKET = "contacts-events", "contacts-due", "live-socket"
ENVIRONMENT = {
    "CONTACTS_TABLE": "contacts", "LIVE_TABLE": "live", "TELEPHONY_REGION": REGION,
    "LIVE_URL": f"https://bench.execute-api.{REGION}.amazonaws.com/api",
}  # fmt: skip
Press = tuple[float, str]
"""Seconds after a question, and the keys."""


@dataclass
class Callers(Journey):
    """Plays calls; `streamed` are the bytes of what Connect put into the streams, `asked` what consoles ask."""

    clock: VirtualClock = field(default_factory=lambda: VirtualClock(START))
    streamed: list[int] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    keys: list[Press] = field(default_factory=list)
    shown: str = ""
    _waiting: list[Parcel] = field(default_factory=list)
    _memories: dict[str, dict[str, Any]] = field(default_factory=dict)

    def connect(self, instance: Instance, telephony: Any) -> None:
        """Hear what an instance tells, from now on."""
        self.instance, self._telephony, teller = instance, telephony, Teller(instance.directory)
        for event in list(instance.log.events):
            teller.of(event)
        instance.subscribe(lambda event: self._waiting.extend(teller.of(event)))
        instance.subscribe(self._asked, ("INPUT_AWAITED",))
        self.agent = instance.agent(AGENT_NAME)

    def invoke(self, arn: str, event: dict[str, Any], timeout: float) -> Answer:
        """Answer a flow by the function itself."""
        return Answer(self._run(FUNCTION, event), seconds=0.2)

    def call(self, customer: str, *keys: Press) -> str:
        """Let somebody call who presses keys at the questions."""
        number = self.instance.directory.numbers.find(NUMBER)
        self.keys = list(keys)
        return self.instance.start_call(str(number and number.flow), customer=customer, system=NUMBER)

    def pass_(self, seconds: int) -> None:
        """Let seconds pass, with all that follows from what happens in each."""
        for _ in range(seconds):
            self.clock.advance(1)
            self.deliver()

    def until(self, at: float) -> None:
        """Let time pass in which nobody calls."""
        self.clock.run(at)
        self.deliver()

    def forget(self) -> None:
        """Count anew."""
        self.invocations.clear()
        self.streamed.clear()
        self.asked.clear()

    def rings(self) -> str:
        """Return what rings at the agent, once it does."""
        for _ in range(120):
            if ringing := [id for id, state in self.agent.contacts.items() if state == "INCOMING"]:
                return str(ringing[0])
            self.pass_(1)
        raise AssertionError("nothing rings")

    def deliver(self) -> None:
        """Hand over what was told, until that tells nothing more; the consoles look."""
        while self._waiting:
            parcels, self._waiting = self._waiting, []
            begun = len(self.invocations)
            for parcel in parcels:
                if parcel.kind == EVENT:
                    self._run(EVENTS, queued({"detail": parcel.content["Detail"]}))
            for kind, function in STREAMS.items():
                if of_kind := [parcel for parcel in parcels if parcel.kind == kind]:
                    self.streamed += [len(json.dumps(each.content).encode()) for each in of_kind]
                    self._run(function, kinesis(of_kind))
            self._looked(begun)

    def _looked(self, begun: int) -> None:
        told = {connection for each in self.invocations[begun:] for connection in posted(each)}
        if DESK in told:
            self.ask(AGENT_NAME, "GET", "/v1/desk")
            if self.shown:
                self.ask(AGENT_NAME, "GET", "/v1/contacts/{id}/caller", id=self.shown)
        if BOARD in told:
            self.ask(SUPERVISOR, "GET", "/v1/supervision")

    def ask(self, who: str, method: str, resource: str, body: Any = None, **parts: str) -> Any:
        """Ask the API as a console does."""
        self._steps += 1
        self.asked[f"{method} {resource}"] += 1
        key: dict[str, Any] = {"Idempotency_Key": f"a-step-of-the-calls-{self._steps}"} if method == "POST" else {}
        return self._api(method, resource, body, sub=sub_of(who), parts=parts, **key)

    def due(self) -> None:
        """Let what is done each minute be done once."""
        self._run(DUE, {})
        self._looked(len(self.invocations) - 1)

    def beat(self) -> None:
        """Let a console say once that it is there, and what it follows."""
        about = {"connectionId": DESK, "eventType": "MESSAGE"}
        self._run(SOCKET, {"requestContext": about, "body": '{"follow":["desk"]}'})

    def _run(self, function: str, event: dict[str, Any]) -> Any:
        import app

        handlers = {each.name: each for each in app.app.pure_lambda_functions}
        answer = self._invoke(function, handlers[function].func, event)
        assert not (answer or {}).get("batchItemFailures"), (function, event)
        self._follow()
        return answer

    def _invoke(self, function: str, handler: Any, event: dict[str, Any]) -> Any:
        from chalicelib.wiring import plug

        kept = self._memories.get(function, {"clock": self.now, "telephony": self._telephony})
        with wiring.using(**kept):
            answer = super()._invoke(function, handler, event)
            self._memories[function] = dict(plug._plugged)
        return answer

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.clock.now(), UTC)

    def _follow(self) -> None:
        """Follow what a ticket's history tells; that of a contact goes nowhere."""
        if any(row["pk"]["S"].startswith("TICKET#") for row in new_history(self.invocations[-1])):
            super()._follow()

    def _asked(self, event: Event) -> None:
        if event.data["hears"] == "CUSTOMER" and self.keys:
            seconds, keys = self.keys.pop(0)
            self.clock.after(seconds, lambda: self.instance.press(event.contact, keys))


def posted(invocation: Invocation) -> Iterator[str]:
    """Yield the connections that an invocation wrote to."""
    for call in invocation.calls:
        if call.operation == "PostToConnection":
            yield call.arguments["ConnectionId"]


def kinesis(parcels: Sequence[Parcel]) -> dict[str, Any]:
    """Return what a function gets of a stream for some records."""
    return {"Records": [{
        "kinesis": {
            "kinesisSchemaVersion": "1.0", "partitionKey": each.key, "sequenceNumber": f"{each.sequence:056}",
            "data": base64.b64encode(json.dumps(each.content).encode()).decode(), "approximateArrivalTimestamp": 0,
        },
        "eventSource": "aws:kinesis", "eventVersion": "1.0", "eventID": f"shardId-000000000000:{each.sequence:056}",
        "eventName": "aws:kinesis:record", "awsRegion": REGION, "invokeIdentityArn": "",
        "eventSourceARN": f"arn:aws:kinesis:{REGION}:123456789012:stream/bench",
    } for each in parcels]}  # fmt: skip


class _Out:
    """Standard output as it is at each line, so that what is logged is counted where it is logged."""

    def write(self, text: str) -> int:
        return sys.stdout.write(text)

    def flush(self) -> None:
        sys.stdout.flush()


@contextmanager
def _logs_counted() -> Iterator[None]:
    from chalicelib.shared.observability import logger  # reads the environment

    handler: Any = logger.registered_handler
    before = handler.setStream(_Out())
    try:
        yield
    finally:
        handler.setStream(before)


@contextmanager
def callers() -> Iterator[Callers]:
    """Set up a body with its telephony, an agent who waits for calls, and two consoles that listen."""
    indexes: Mapping[str, Any] = {name: key_indexes(table) for name, table in tables().items()}
    with lab(), fresh():
        os.environ.update(ENVIRONMENT)
        wiring.settings.cache_clear()
        made = Callers(Meter(indexes))
        nobody = Callee(outcome="NO_ANSWER", rings=25)
        population = Scripted({CALLED_BACK: [nobody, nobody, Callee(talks=60)]})
        account = Account(lambda id_, alias: Instance(
            made.clock, directory=Directory(ACCOUNT, REGION, id_, alias), functions=made, seed=1, population=population
        ))  # fmt: skip
        server = Server(account, 0)
        try:
            with wiring.using(clock=made.now):
                telephony = _configured(account, server)
            made.connect(next(iter(account)), telephony)
            with _logs_counted(), metered(indexes) as made.meter:
                made.agent.sign_in()
                made.pass_(5)
                yield made
        finally:
            server.close()


def _configured(account: Account, server: Server) -> Any:
    from chalicelib.contacts.connect import ConnectTelephony, sounds_client
    from chalicelib.contacts.exchange.instance import Exchange
    from chalicelib.contacts.installation_store import DynamoInstallation
    from chalicelib.live.connection import Connection, Topic
    from chalicelib.live.store import DynamoConnections
    from infra.telephony.configuring import configure
    from local.demo import seed

    with redirect_stdout(io.StringIO()):
        seed.seed_switchboards(wiring.switchboards())
    instance, connect = account.create("bench"), client(server)
    exchange = Exchange(connect, instance.directory.arn, lambda _: None)
    exchange.ask("associate_lambda_function", FunctionArn=ARN)
    given = Installation(instance=instance.directory.id, region=REGION)
    today: date = datetime.fromtimestamp(START, UTC).date()
    installation = configure(exchange, demo_lines((BODY,)), {FUNCTION: ARN}, today, given)
    installed = wiring.installed()
    DynamoInstallation().put(installation)
    wiring.live()
    consoles: tuple[tuple[str, str, tuple[Topic, ...]], ...] = (
        (DESK, AGENT_NAME, ("desk",)), (BOARD, SUPERVISOR, ("queues", "agents")),
    )  # fmt: skip
    for id, username, topics in consoles:
        DynamoConnections().keep(Connection(
            id=id, staff=sub_of(username), username=username, ends_at="2099-01-01T00:00:00.000Z",
            topics=topics, bodies=(BODY,),
        ))  # fmt: skip
    return ConnectTelephony(installed, lambda _region: connect, sounds_client)
