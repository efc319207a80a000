"""Lambda from a flow: the port, Connect's event, and what an answer must be."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from local.connect.contact import endpoint

if TYPE_CHECKING:
    from local.connect.clock import Clock
    from local.connect.leg import Leg

MOST_BYTES = 32 * 1024


class Answer(msgspec.Struct):
    """What an invocation came to: a payload (JSON as decoded), or why there is none; and how long it took."""

    payload: Any = None
    error: str | None = None
    seconds: float = 0.0
    size: int | None = None


class Functions(Protocol):
    """Who runs functions."""

    def invoke(self, arn: str, event: dict[str, Any], timeout: float) -> Answer: ...


Done = Callable[[Answer], None]


class Invoker(Protocol):
    """Starts an invocation; `done` is called later, once, with the engine's lock held."""

    def start(self, arn: str, event: dict[str, Any], timeout: float, done: Done) -> None: ...


class Inline:
    """For the virtual clock: the function runs at once, and its answer comes after the seconds it says it took."""

    def __init__(self, functions: Functions, clock: "Clock") -> None:
        self._functions, self._clock = functions, clock

    def start(self, arn: str, event: dict[str, Any], timeout: float, done: Done) -> None:
        answer = _tried(self._functions, arn, event, timeout)
        if answer.seconds > timeout:
            answer = Answer(error="TimedOut", seconds=timeout)
        self._clock.after(answer.seconds, lambda: done(answer))


class Pooled:
    """For the real clock: functions run in threads; one that does not answer in time is not waited for.

    One whose time is over before a thread is free is not invoked: whoever asked went on without it, and the function
    would do late what nobody hears of, before those that somebody waits for.
    """

    def __init__(self, functions: Functions, clock: "Clock", workers: int = 40) -> None:
        self._functions, self._clock = functions, clock
        self.running = 0
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="connect-lambda")

    def start(self, arn: str, event: dict[str, Any], timeout: float, done: Done) -> None:
        first = _Once(done)
        began = self._clock.now()
        self.running += 1
        self._clock.after(timeout, lambda: first(Answer(error="TimedOut", seconds=timeout)))
        self._pool.submit(self._run, arn, event, timeout, first, began)

    def _run(self, arn: str, event: dict[str, Any], timeout: float, first: "_Once", began: float) -> None:
        answer = Answer() if first.answered else _tried(self._functions, arn, event, timeout)
        answer.seconds = self._clock.now() - began
        with self._clock.lock:
            self.running -= 1
            first(answer)

    def stop(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


class _Once:
    """Calls on the first answer alone."""

    def __init__(self, done: Done) -> None:
        self._done: Done | None = done

    @property
    def answered(self) -> bool:
        return self._done is None

    def __call__(self, answer: Answer) -> None:
        done, self._done = self._done, None
        if done:
            done(answer)


def _tried(functions: Functions, arn: str, event: dict[str, Any], timeout: float) -> Answer:
    """Invoke; whatever goes wrong in between is an answer too, so that no call waits for ever."""
    try:
        return functions.invoke(arn, event, timeout)
    except Exception as error:
        return Answer(error=f"{type(error).__name__}: {error}")


def checked(answer: Answer, kind: str) -> tuple[dict[str, Any] | None, str | None]:
    """Return the data of an answer, or None and why it is refused.

    STRING_MAP is a flat object of texts: a number, a list or an object in it fails the whole; null keys vanish.
    """
    if answer.error is not None:
        return None, answer.error
    payload = answer.payload
    size = answer.size if answer.size is not None else len(msgspec.json.encode(payload))
    if size >= MOST_BYTES:
        return None, f"The answer is {size} bytes; it must be less than {MOST_BYTES}"
    if payload is None:
        return {}, None
    if not isinstance(payload, dict):
        return None, f"The answer is no object but {type(payload).__name__}"
    data = {str(key): value for key, value in payload.items() if value is not None}
    if kind != "JSON" and (wrong := [key for key, value in data.items() if not isinstance(value, str)]):
        return None, f"STRING_MAP holds texts alone; {wrong[0]} is {type(data[wrong[0]]).__name__}"
    return data, None


def event_for(leg: "Leg", parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the event that Connect sends to a function."""
    contact, directory = leg.contact, leg.instance.directory
    queue = directory.queues.find(contact.queue or "")
    return {
        "Name": "ContactFlowEvent",
        "Details": {
            "ContactData": {
                "Attributes": dict(contact.attributes),
                "AwsRegion": directory.region,
                "Channel": contact.channel,
                "ContactId": contact.id,
                "CustomerEndpoint": endpoint(contact.customer),
                "CustomerId": contact.data.get("CustomerId"),
                "Description": contact.description,
                "InitialContactId": contact.initial or contact.id,
                "InitiationMethod": contact.method,
                "InstanceARN": directory.arn,
                "LanguageCode": contact.language,
                "MediaStreams": {"Customer": {"Audio": contact.media or None}},
                "Name": contact.name,
                "PreviousContactId": contact.previous or contact.id,
                "Queue": {"ARN": queue.arn, "Name": queue.name, "OutboundCallerId": endpoint(directory.caller(queue))}
                if queue
                else None,
                "References": contact.references,
                "RelatedContactId": contact.related,
                "SegmentAttributes": contact.segment,
                "SystemEndpoint": endpoint(contact.system),
                "Tags": dict(contact.tags),
            },
            "Parameters": parameters,
        },
    }
