"""What an instance is configured with: queues, hours, routing profiles, people, flows, prompts and numbers."""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

import msgspec

CHANNELS = ("VOICE", "CHAT", "TASK")


class Resource(msgspec.Struct, kw_only=True):
    """Anything with an id, an ARN and a name; `more` keeps what the API was told and the engine does not need."""

    id: str
    arn: str
    name: str
    more: dict[str, Any] = {}


class Span(msgspec.Struct, frozen=True):
    """A day's opening in minutes after midnight; an `end` of 1440 is midnight, one before `start` is the next day's."""

    day: str
    start: int
    end: int


class Override(msgspec.Struct, kw_only=True):
    """Dates, `first` and `last` counted, with hours of their own, none if `closed`; `more` is what the API was told."""

    id: str
    first: str
    last: str
    closed: bool = False
    spans: list[Span] = []
    more: dict[str, Any] = {}


class Hours(Resource, kw_only=True):
    """Hours of operation; on an override's dates its spans stand in the place of the week's."""

    timezone: str = "Asia/Dubai"
    spans: list[Span] = []
    overrides: list[Override] = []

    def override(self, date: str) -> Override | None:
        """Return what overrides a date (2026-12-02), the newest if several do."""
        return next((one for one in reversed(self.overrides) if one.first <= date <= one.last), None)


class Queue(Resource, kw_only=True):
    """A queue; `agent` is set on an agent's own; `most` is its capacity (None: the instance's)."""

    hours: str | None = None
    most: int | None = None
    agent: str | None = None
    caller_id: str | None = None
    whisper: str | None = None
    enabled: bool = True


class ProfileQueue(msgspec.Struct, frozen=True):
    """One queue-channel pair of a routing profile: lower priority first, after `delay` seconds in the queue."""

    queue: str
    channel: str
    priority: int = 1
    delay: float = 0


class RoutingProfile(Resource, kw_only=True):
    """Which queues agents serve, by channel, and how many contacts of each channel at once."""

    queues: list[ProfileQueue] = []
    concurrency: dict[str, int] = msgspec.field(default_factory=lambda: {"VOICE": 1})
    any_channel: frozenset[str] = frozenset()
    outbound_queue: str | None = None


class User(Resource, kw_only=True):
    """A person who may sign in as an agent; `name` is the user name; `acw` ends after-call work, if set."""

    profile: str
    first_name: str = ""
    last_name: str = ""
    queue: str = ""
    acw: float | None = None
    auto_accept: bool = False
    proficiencies: dict[str, tuple[str, float]] = {}


class Status(Resource, kw_only=True):
    """An agent status; `kind` is ROUTABLE, CUSTOM (a reason for not being ready) or OFFLINE."""

    kind: str = "CUSTOM"


class FlowResource(Resource, kw_only=True):
    """A flow or, with `kind` MODULE, a module; `content` is its JSON text as published."""

    kind: str = "CONTACT_FLOW"
    content: str = ""
    published: bool = True


class QuickConnect(Resource, kw_only=True):
    """Where to transfer to: USER (target is an agent), QUEUE or PHONE_NUMBER, and the transfer flow to it."""

    kind: str
    target: str
    flow: str | None = None


class Prompt(Resource, kw_only=True):
    """A recorded prompt; `text` is what it says, `seconds` how long it takes (None: by the text)."""

    text: str = ""
    seconds: float | None = None


class Number(Resource, kw_only=True):
    """A telephone number of the instance (`name` is E.164) and the flow that answers it."""

    flow: str | None = None


class Function(Resource, kw_only=True):
    """A Lambda function associated with the instance."""


class Storage(Resource, kw_only=True):
    """Where something goes: `kind` is CALL_RECORDINGS, CONTACT_TRACE_RECORDS, ...; `config` as the API has it."""

    kind: str
    config: dict[str, Any] = {}

    @property
    def stream(self) -> str:
        """The ARN of the Kinesis stream, or nothing."""
        return str((self.config.get("KinesisStreamConfig") or {}).get("StreamArn", ""))

    @property
    def bucket(self) -> tuple[str, str]:
        """The bucket and the prefix of its keys, both empty if it is none."""
        config = self.config.get("S3Config") or {}
        return str(config.get("BucketName", "")), str(config.get("BucketPrefix", "")).strip("/")


R = TypeVar("R", bound=Resource)


class Shelf(Generic[R]):
    """Resources of one type, found by id, ARN or name; `missing` may make one that is asked for and not there."""

    def __init__(self) -> None:
        self._by_id: dict[str, R] = {}
        self._by_any: dict[str, R] = {}
        self.missing: Callable[[str], R | None] | None = None

    def put(self, resource: R) -> R:
        self.remove(resource.id)
        self._by_id[resource.id] = resource
        for key in (resource.name, resource.arn, resource.id):
            self._by_any[key] = resource
        return resource

    def remove(self, id_: str) -> None:
        if old := self._by_id.pop(id_, None):
            self._by_any = {key: found for key, found in self._by_any.items() if found is not old}

    def find(self, reference: str) -> R | None:
        """Return a resource by its id, ARN (a module's with `:$LATEST` too) or name; None if there is none."""
        found = self._by_any.get(reference) if reference else None
        if found is None and reference:
            found = self._by_any.get(_without_version(reference))
            if found is None and self.missing:
                found = self.missing(reference)
                if found is not None:
                    self._by_any[reference] = found
        return found

    def has(self, reference: str) -> bool:
        """Return whether there is one of this id or ARN; its name alone is not enough for the API."""
        found = self.find(reference)
        return found is not None and not reference == found.name != found.id

    def __iter__(self) -> Iterator[R]:
        return iter(list(self._by_id.values()))

    def __len__(self) -> int:
        return len(self._by_id)


def _without_version(reference: str) -> str:
    head, colon, version = reference.rpartition(":")
    bare = head if colon and (version.startswith("$") or version.isdigit()) else reference
    return bare.rsplit("/", 1)[-1] if bare.startswith("arn:") and ":connect:" in bare else bare


class Directory:
    """All shelves of an instance, and its names."""

    def __init__(self, account: str, region: str, instance: str, alias: str) -> None:
        self.account, self.region, self.id, self.alias = account, region, instance, alias
        self.arn = f"arn:aws:connect:{region}:{account}:instance/{instance}"
        self.hours: Shelf[Hours] = Shelf()
        self.queues: Shelf[Queue] = Shelf()
        self.profiles: Shelf[RoutingProfile] = Shelf()
        self.users: Shelf[User] = Shelf()
        self.statuses: Shelf[Status] = Shelf()
        self.flows: Shelf[FlowResource] = Shelf()
        self.modules: Shelf[FlowResource] = Shelf()
        self.quick_connects: Shelf[QuickConnect] = Shelf()
        self.prompts: Shelf[Prompt] = Shelf()
        self.numbers: Shelf[Number] = Shelf()
        self.functions: Shelf[Function] = Shelf()
        self.storage: Shelf[Storage] = Shelf()
        for id_, name, kind in (("available", "Available", "ROUTABLE"), ("offline", "Offline", "OFFLINE")):
            self.statuses.put(Status(id=id_, arn=self.name_of("agent-state", id_), name=name, kind=kind))

    def stored(self, kind: str) -> Storage | None:
        """Return where things of a kind go; None if nowhere."""
        return next((one for one in self.storage if one.kind == kind), None)

    def caller(self, queue: Queue | None) -> str | None:
        """Return the number that a queue calls out from; None if it has none."""
        own = queue.caller_id if queue else None
        number = self.numbers.find(own or "")
        return number.name if number else own

    def name_of(self, type_: str, id_: str) -> str:
        """Return an ARN; `type_` is as Connect writes it: queue, agent, contact-flow, operating-hours, ..."""
        return f"{self.arn}/{type_}/{id_}"
