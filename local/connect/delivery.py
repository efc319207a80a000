"""What the engine tells others: records and agent events to Kinesis, contact events to EventBridge, flow logs too."""

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from queue import Queue
from threading import Thread
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from local.connect.clock import Timer
from local.connect.engine import Instance
from local.connect.log import Event
from local.connect.projections import agent_events, contact_events, flow_logs
from local.connect.projections.contact_records import record_of

RECORDS, AGENTS = "nidaa-contact-records", "nidaa-agent-events"
TRIES, PAUSE = 5, 0.2
_log = logging.getLogger(__name__)
Send = Callable[[], object]


@dataclass(frozen=True)
class Places:
    """boto3's clients of Kinesis, EventBridge and CloudWatch Logs, and the names of the two streams."""

    kinesis: Any
    events: Any
    logs: Any
    records: str = RECORDS
    agents: str = AGENTS

    def prepare(self, alias: str) -> None:
        """Make the streams and the log group that are not there yet."""
        for stream in (self.records, self.agents):
            _unless_there(partial(self.kinesis.create_stream, StreamName=stream, ShardCount=1))
        _unless_there(lambda: self.logs.create_log_group(logGroupName=_group(alias)))
        _unless_there(lambda: self.logs.create_log_stream(logGroupName=_group(alias), logStreamName=alias))


def _group(alias: str) -> str:
    return f"/aws/connect/{alias}"


def _unless_there(make: Send) -> None:
    try:
        make()
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("ResourceInUseException", "ResourceAlreadyExistsException"):
            raise


class Delivery:
    """Sends from a thread of its own, in order: the engine never waits for a stream.

    What cannot be sent after five tries is logged and left: the engine's log holds it.
    """

    def __init__(self, instance: Instance, places: Places) -> None:
        self._instance, self._places = instance, places
        self._waiting: Queue[Send | None] = Queue()
        self._beats: dict[str, Timer] = {}
        self._logs, self._agents = flow_logs.FlowLogs(instance.directory), agent_events.AgentEvents(instance)
        self._ends = [
            instance.subscribe(self._record, ("COMPLETED",)),
            instance.subscribe(self._contact, contact_events.KINDS),
            instance.subscribe(self._agent, agent_events.KINDS),
            instance.subscribe(self._line, flow_logs.KINDS),
        ]
        self._thread = Thread(target=self._run, name="connect-delivery", daemon=True)
        self._thread.start()

    def _record(self, event: Event) -> None:
        record = record_of(self._instance.directory, self._instance.contacts[event.contact])
        self._put(self._places.records, event.contact, record)

    def _agent(self, event: Event) -> None:
        agent = event.data["agent"]
        self._put(self._places.agents, agent, self._agents.of(event))
        self._beat_later(agent, over=event.kind == "AGENT_SIGNED_OUT")

    def _beat_later(self, agent: str, *, over: bool) -> None:
        """Tell in two minutes that nothing changed, unless something does, or the agent signed out."""
        if waiting := self._beats.pop(agent, None):
            waiting.cancel()
        if not over:
            self._beats[agent] = self._instance.clock.after(agent_events.HEART_BEAT_SECONDS, lambda: self._beat(agent))

    def _beat(self, agent: str) -> None:
        self._put(self._places.agents, agent, self._agents.heart_beat(agent, self._instance.clock.now()))
        self._beat_later(agent, over=False)

    def _put(self, stream: str, key: str, what: dict[str, Any]) -> None:
        data = json.dumps(what, ensure_ascii=False).encode()
        self._waiting.put(lambda: self._places.kinesis.put_record(StreamName=stream, PartitionKey=key, Data=data))

    def _contact(self, event: Event) -> None:
        contact = self._instance.contacts[event.contact]
        entry = contact_events.event_of(self._instance.directory, contact, event)
        if entry is None:
            return
        detail = json.dumps(entry["Detail"], ensure_ascii=False)
        put = {**entry, "Detail": detail, "Time": datetime.fromtimestamp(entry["Time"], UTC)}
        self._waiting.put(lambda: self._places.events.put_events(Entries=[put]))

    def _line(self, event: Event) -> None:
        if not self._instance.contacts[event.contact].logging:
            return
        if line := self._logs.line(event):
            alias, text = self._instance.directory.alias, json.dumps(line, ensure_ascii=False)
            entry = {"timestamp": int(event.at * 1000), "message": text}
            self._waiting.put(
                lambda: self._places.logs.put_log_events(
                    logGroupName=_group(alias), logStreamName=alias, logEvents=[entry]
                )
            )

    def close(self) -> None:
        """Stop listening, and return once everything was sent."""
        for end in self._ends:
            end()
        for beat in self._beats.values():
            beat.cancel()
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while send := self._waiting.get():
            self._sent(send)

    @staticmethod
    def _sent(send: Send) -> None:
        for tries_left in reversed(range(TRIES)):
            try:
                send()
            except (BotoCoreError, ClientError):
                if not tries_left:
                    _log.exception("What the engine tells could not be sent")
                time.sleep(PAUSE)
            else:
                return
