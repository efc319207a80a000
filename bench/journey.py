"""A ticket's whole life through the API and everything that follows it, in this process, with every call counted.

What AWS does between the functions is played: each new history row goes to `tickets-publish`, each event from there to
the two queues that rules of the bus fill, each of those to its function; one by one, as at 10,000 tickets a day.
"""

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from typing import Any

from bench.lab import BODY, CONTEXT, complaint, request, sub_of
from bench.meter import Call, Meter
from bench.units import Item
from infra.merge import merged

AGENT, DISTRIBUTOR = sub_of("agent.salma"), sub_of("distributor.maryam")
OFFICER, FOLLOW_UP = sub_of("officer.nasser"), sub_of("followup.noora")
CHANGE_KEY = "a-step-of-the-journey"
API = "api_handler"
PUBLISH, COUNT, TELL, CHECK = "tickets-publish", "tickets-count", "notifications-tell", "notifications-check"


@dataclass(frozen=True, kw_only=True)
class Invocation:
    """One invocation of a function: the calls that it made, the bytes that it logged, the metrics that it wrote."""

    function: str
    calls: tuple[Call, ...]
    logged: int
    metrics: frozenset[str] = frozenset()


@dataclass
class Journey:
    """Plays a life; `invocations` are in the order in which they happened."""

    meter: Meter
    invocations: list[Invocation] = field(default_factory=list)
    number: str = ""
    version: int = 0
    _steps: int = 0

    def live(self, key: str, mobile: str) -> None:
        """Register, classify, refer, answer, inform, resolve, measure, close; those concerned look at it in between."""
        self._api("GET", "/v1/public/bodies/{code}", parts={"code": BODY})
        filed = self._api("POST", "/v1/public/tickets", complaint(mobile), Idempotency_Key=key)
        self.number, self.version = filed["number"], 1
        self._list(AGENT, "first_line")
        self._act(AGENT, "classify", in_jurisdiction=True, object="service", complexity="routine")
        self._list(DISTRIBUTOR, "second_line")
        self._act(DISTRIBUTOR, "refer", section="roads-inland")
        self._list(OFFICER, "section")
        self._act(OFFICER, "start")
        self._act(OFFICER, "answer", text="رُدمت الحفرة وسُويت الطبقة الإسفلتية.", verification="confirmed")
        self._act(DISTRIBUTOR, "inform", method="phone", reached=True)
        self._act(DISTRIBUTOR, "resolve", outcome="solved", message="رُدمت الحفرة أمام المدرسة، شكرا لكم.")
        path, own = "/v1/public/tickets/{number}", f"Bearer {filed['track_token']}"
        self._api("GET", path, parts={"number": self.number}, Authorization=own)
        self._act(FOLLOW_UP, "measure", score=4, reason="سرعة الاستجابة")
        self._act(DISTRIBUTOR, "close", root_cause="below_level")
        self._api("GET", "/v1/counts", sub=DISTRIBUTOR)

    def fill(self, page: int) -> None:
        """Put as many tickets into each queue that is looked at as a page shows, so that a list costs what it does."""
        for index in range(3 * page):
            filed = self._api(
                "POST", "/v1/public/tickets", complaint(f"+9689300{index:04d}"),
                Idempotency_Key=f"one-of-a-page-{index:06d}", followed=False,
            )  # fmt: skip
            self.number, self.version = filed["number"], 1
            if index % 3 > 0:
                self._act(AGENT, "classify", in_jurisdiction=True, object="service", followed=False)
            if index % 3 > 1:
                self._act(DISTRIBUTOR, "refer", section="roads-inland", followed=False)
        self.invocations.clear()

    def _list(self, sub: str, queue: str) -> None:
        self._api("GET", "/v1/tickets", sub=sub, query={"queue": queue, "body": BODY})

    def _act(self, sub: str, action: str, *, followed: bool = True, **said: Any) -> None:
        self._steps += 1
        after = self._api(
            "POST", f"/v1/tickets/{{number}}/actions/{action}", said, sub=sub, parts={"number": self.number},
            Idempotency_Key=f"{CHANGE_KEY}-{self.number}-{self._steps}", If_Match=str(self.version),
            followed=followed,
        )  # fmt: skip
        self.version = after["version"]

    def _api(self, method: str, resource: str, body: Any = None, *, followed: bool = True, **rest: Any) -> Any:
        import app

        answer = self._invoke(API, app.app, request(method, resource, body, **rest))
        assert answer["statusCode"] in (200, 201), answer["body"]
        if followed:
            self._follow()
        return json.loads(answer["body"])

    def _invoke(self, function: str, handler: Any, event: dict[str, Any]) -> Any:
        out = io.StringIO()
        self.meter.take()
        with redirect_stdout(out):
            answer = handler(event, CONTEXT)
        text = out.getvalue()
        self.invocations.append(
            Invocation(
                function=function, calls=tuple(self.meter.take()), logged=len(text.encode()),
                metrics=frozenset(metrics_in(text)),
            )
        )  # fmt: skip
        return answer

    def _follow(self) -> None:
        """Let everything happen that follows the last invocation."""
        import app

        handlers = {each.name: each for each in app.app.pure_lambda_functions}
        for row in list(new_history(self.invocations[-1])):
            self._invoke(PUBLISH, handlers[PUBLISH].func, streamed(row))
            for detail in put_events(self.invocations[-1]):
                for function in listeners(detail["type"]):
                    answer = self._invoke(function, handlers[function].func, queued({"detail": detail}))
                    assert not (answer or {}).get("batchItemFailures"), (function, detail)


def listeners(type: str) -> Iterator[str]:
    """Yield the functions whose rule lets a type of event through (infra/)."""
    for function, name in ((COUNT, "TicketsCountRule"), (TELL, "NotificationsTellRule")):
        [test] = merged()["Resources"][name]["Properties"]["EventPattern"]["detail-type"]
        if type not in test["anything-but"]:
            yield function


def new_history(invocation: Invocation) -> Iterator[Item]:
    """Yield the history rows that an invocation inserted, as the stream would show them."""
    for call in invocation.calls:
        yield from (item for item in call.written if item.get("row") == {"S": "history"})


def put_events(invocation: Invocation) -> Iterator[dict[str, Any]]:
    """Yield the details of the events that an invocation put on the bus."""
    for call in invocation.calls:
        for entry in call.arguments["Entries"] if call.operation == "PutEvents" else ():
            yield json.loads(entry["Detail"])


def streamed(row: Item) -> dict[str, Any]:
    """Return what a function gets of a stream for one inserted row."""
    keys = {name: row[name] for name in ("pk", "sk")}
    record = {"Keys": keys, "NewImage": row, "SequenceNumber": "1", "StreamViewType": "NEW_IMAGE"}
    return {"Records": [{"eventID": "1", "eventName": "INSERT", "eventSource": "aws:dynamodb", "dynamodb": record}]}


def queued(body: dict[str, Any]) -> dict[str, Any]:
    """Return what a function gets of a queue for one message."""
    return {
        "Records": [
            {
                "messageId": "11111111-2222-3333-4444-555555555555", "receiptHandle": "r", "body": json.dumps(body),
                "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "0"}, "messageAttributes": {},
                "eventSource": "aws:sqs", "eventSourceARN": "arn:aws:sqs:me-central-1:123456789012:queue",
            }
        ]
    }  # fmt: skip


def metrics_in(text: str) -> Iterator[str]:
    """Yield the names of the metrics in a log (Embedded Metric Format)."""
    for line in text.splitlines():
        if '"CloudWatchMetrics"' in line:
            for directive in json.loads(line)["_aws"]["CloudWatchMetrics"]:
                yield from (metric["Name"] for metric in directive["Metrics"])
