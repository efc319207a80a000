"""A test case as a value, read from AWS's JSON: the content alone, or a whole CreateTestCase request around it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from local.connect.language.decode import NotAFlow, parse

VERSIONS = ("2025-06-21", "2019-10-30")  # the second stands in parts of the documentation
EVENTS = ("TestInitiated", "TestCompleted", "MessageReceived", "FlowActionStarted")
DEEDS = ("SendInstruction", "OverrideSystemBehavior", "Assert", "TestControl")
EXACTLY, AT_LEAST, AT_MOST, ALWAYS = "exactly", "atleast", "atmost", "always"
CUSTOMER = "+971500000000"
_USAGES = (EXACTLY, AT_LEAST, AT_MOST, ALWAYS)


class NotACase(Exception):
    """A file that holds no test case that can be run; the message says why."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What a test does when something is observed."""

    id: str
    type: str
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Observation:
    """An event that is waited for, what is done then, and what is waited for after it."""

    id: str
    event: str
    properties: dict[str, Any]
    deeds: tuple[Deed, ...] = ()
    next: tuple[str, ...] = ()
    usage: str = EXACTLY
    times: int = 1


@dataclass(frozen=True, slots=True)
class Case:
    """A test case; `flow` is what its entry point names, empty if the file does not tell."""

    name: str
    observations: tuple[Observation, ...]
    flow: str = ""
    channel: str = "VOICE"
    customer: str = CUSTOMER
    attributes: dict[str, str] = field(default_factory=dict)


def read(content: bytes, name: str) -> Case:
    """Return the test case in a file.

    :raises NotACase: if there is none, or it has parts that are not known
    """
    document = _parsed(content)
    if not isinstance(document, dict):
        raise NotACase("This JSON is not a test case")
    request = document.get("TestCase", document)
    inner = request.get("Content") if isinstance(request, dict) and "Observations" not in request else request
    body = _parsed(inner) if isinstance(inner, str) else inner
    if not isinstance(body, dict) or not isinstance(body.get("Observations"), list):
        raise NotACase("This JSON is not a test case: it has no Observations")
    if body.get("Version") not in VERSIONS:
        raise NotACase(f"The Version of a test case is {VERSIONS[0]!r}, not {body.get('Version')!r}")
    observations = tuple(_observations(body["Observations"]))
    _linked(observations)
    flow, channel, customer = _entry(request, _object(body, "Metadata"))
    title = request.get("Name") if isinstance(request.get("Name"), str) else name
    return Case(str(title), observations, flow, channel, customer, _attributes(request.get("InitializationData")))


def _parsed(content: bytes | str) -> Any:
    try:
        return parse(content)
    except NotAFlow as error:
        raise NotACase(str(error)) from error


def _object(holder: dict[str, Any], key: str) -> dict[str, Any]:
    value = holder.get(key)
    return value if isinstance(value, dict) else {}


def _entry(request: dict[str, Any], metadata: dict[str, Any]) -> tuple[str, str, str]:
    entry = _object(request, "EntryPoint")
    voice, chat = _object(entry, "VoiceCallEntryPointParameters"), _object(entry, "ChatEntryPointParameters")
    channel = "CHAT" if entry.get("Type") == "CHAT" else "VOICE"
    flow = (chat if channel == "CHAT" else voice).get("FlowId") or voice.get("DestinationPhoneNumber")
    return str(flow or metadata.get("FlowId") or ""), channel, str(voice.get("SourcePhoneNumber") or CUSTOMER)


def _attributes(data: Any) -> dict[str, str]:
    document = _parsed(data) if isinstance(data, str) and data else data
    if not isinstance(document, dict):
        return {}
    inner = next((document[key] for key in ("Attributes", "attributes") if key in document), document)
    given = inner if isinstance(inner, dict) else {}
    return {str(key): value if isinstance(value, str) else json.dumps(value) for key, value in given.items()}


def _observations(listed: list[Any]) -> Iterator[Observation]:
    for index, document in enumerate(listed):
        if not isinstance(document, dict):
            raise NotACase(f"Observations[{index}] is not an object")
        identifier = str(document.get("Identifier") or f"Observations[{index}]")
        event = _object(document, "Event")
        kind = str(event.get("Type"))
        if kind not in EVENTS:
            raise NotACase(f"{identifier}: an event of type {kind!r} is none of {', '.join(EVENTS)}")
        properties = _object(event, "Properties")
        if "MatchingCriteria" in event:
            properties = {**properties, "MatchingCriteria": event["MatchingCriteria"]}
        usage, times = _usage(identifier, _object(document, "Usage"))
        following = _object(document, "Transitions").get("NextObservations")
        yield Observation(
            identifier,
            kind,
            properties,
            tuple(_deeds(identifier, document.get("Actions"))),
            tuple(str(name) for name in following) if isinstance(following, list) else (),
            usage,
            times,
        )


def _usage(identifier: str, usage: dict[str, Any]) -> tuple[str, int]:
    kind = str(usage.get("Type") or EXACTLY).replace("_", "").lower()
    times = usage.get("Times", 1)
    if kind not in _USAGES:
        raise NotACase(
            f"{identifier}: a usage of type {usage.get('Type')!r} is none of Exactly, AtLeast, AtMost, Always"
        )
    if isinstance(times, bool) or not str(times).isdecimal() or not 0 < int(times) < 1000:
        raise NotACase(f"{identifier}: it cannot be observed {times!r} times")
    return kind, int(times)


def _deeds(identifier: str, listed: Any) -> Iterator[Deed]:
    """Yield the actions in their order: each is followed by the one that it names, else by the next in the list."""
    documents = [document for document in listed if isinstance(document, dict)] if isinstance(listed, list) else []
    waiting = {str(document.get("Identifier") or index): document for index, document in enumerate(documents)}
    after = ""
    while waiting:
        name = after if after in waiting else next(iter(waiting))
        document = waiting.pop(name)
        kind = str(document.get("Type"))
        if kind not in DEEDS:
            raise NotACase(f"{identifier}: an action of type {kind!r} is none of {', '.join(DEEDS)}")
        yield Deed(name, kind, _object(document, "Parameters"))
        after = str(_object(document, "Transitions").get("NextAction") or "")


def _linked(observations: tuple[Observation, ...]) -> None:
    known = {observation.id for observation in observations}
    if len(known) < len(observations):
        raise NotACase("Two observations have one identifier")
    for observation in observations:
        for following in observation.next:
            if following not in known:
                raise NotACase(f"{observation.id}: there is no observation {following!r} to go on with")
