"""Sends what the engine tells, in order, and remembers on the disk how far it came: a kill loses nothing."""

import logging
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import Empty, Queue
from threading import Event as Flag
from threading import Thread

from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError

from local.connect.clock import Timer
from local.connect.engine import Instance
from local.connect.log import Event
from local.connect.places import MOST, Places, Refused
from local.connect.projections.agent_events import HEART_BEAT_SECONDS
from local.connect.projections.agent_events import KINDS as AGENT_KINDS
from local.connect.telling import KINDS, Parcel, Teller

TRIES, PAUSE, LONGEST_PAUSE = 5, 0.2, 5.0
TOGETHER = 1000
"""How many parcels at most are sent before it is noted how far they came."""
LAST = 15.0
"""Seconds that a stop waits for what is still to be sent."""
_log = logging.getLogger(__name__)


class Told:
    """The number of the last event of which all was told, in a file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.number = int(file.read_text()) if file.exists() else 0

    def note(self, number: int) -> None:
        self.number = number
        part = self._file.with_suffix(".part")
        part.write_text(str(number))
        part.replace(self._file)


class Delivery:
    """Sends from a thread of its own: the engine never waits for a stream.

    What was recorded and not told yet is told first, whatever ended the process before: at least once, so that readers
    see some things twice. A place that is away is waited for; what a place refuses five times is sent one by one, and
    what is refused alone is logged and left.
    """

    def __init__(self, instance: Instance, places: Places, told: Path) -> None:
        self._instance, self._places, self._told = instance, places, Told(told)
        self._waiting: Queue[Parcel | None] = Queue()
        self._beats: dict[str, Timer] = {}
        self._given_up = Flag()
        with instance.lock:
            self._teller = Teller(instance.directory)
            for event in list(instance.log.events):
                self._take(event)
            self._end = instance.subscribe(self._hear)
        self._thread = Thread(target=self._run, name="connect-delivery", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether something is still to be sent."""
        return self._waiting.unfinished_tasks > 0

    def close(self) -> None:
        """Stop listening; wait a little for what is still to be sent, which else is sent after the next start."""
        self._end()
        for beat in self._beats.values():
            beat.cancel()
        self._waiting.put(None)
        self._thread.join(LAST)
        self._given_up.set()
        self._thread.join(LONGEST_PAUSE)

    def _hear(self, event: Event) -> None:
        self._take(event)
        if event.kind in AGENT_KINDS:
            self._beat_later(event.data["agent"], over=event.kind == "AGENT_SIGNED_OUT")

    def _take(self, event: Event) -> None:
        parcels = self._teller.of(event)
        if event.sequence > self._told.number:
            for parcel in parcels:
                self._waiting.put(parcel)

    def _beat_later(self, agent: str, *, over: bool) -> None:
        """Tell in two minutes that nothing changed, unless something does, or the agent signed out."""
        if waiting := self._beats.pop(agent, None):
            waiting.cancel()
        if not over:
            self._beats[agent] = self._instance.clock.after(HEART_BEAT_SECONDS, lambda: self._beat(agent))
            self._beats[agent].small = True

    def _beat(self, agent: str) -> None:
        self._waiting.put(self._teller.heart_beat(agent, self._instance.clock.now()))
        self._beat_later(agent, over=False)

    def _run(self) -> None:
        while parcels := self._some():
            if not all(self._sent(kind, chunk) for kind, chunk in _chunks(parcels)):
                return
            numbers = [one.sequence for one in parcels if one.sequence is not None]
            if numbers:
                self._told.note(numbers[-1])
            for _ in parcels:
                self._waiting.task_done()

    def _some(self) -> list[Parcel]:
        """Return what waits, at least one parcel; nothing once all was sent after the end."""
        found: list[Parcel] = []
        try:
            while len(found) < TOGETHER:
                parcel = self._waiting.get(block=not found)
                if parcel is None:
                    self._waiting.task_done()
                    if found:
                        self._waiting.put(None)
                    break
                found.append(parcel)
        except Empty:
            return found
        return found

    def _sent(self, kind: str, chunk: Sequence[Parcel], tries: int = 0) -> bool:
        """Send until it is taken or refused for good; return False if there is no more time for it."""
        while not self._given_up.is_set():
            try:
                self._places.send(kind, chunk)
            except (ClientError, Refused, ParamValidationError):
                tries += 1
                if tries == TRIES:
                    return self._refused(kind, chunk)
            except BotoCoreError as error:
                _log.warning("waiting for where %s go: %s", kind, error)
            else:
                return True
            self._given_up.wait(min(PAUSE * 2**tries, LONGEST_PAUSE))
        return False

    def _refused(self, kind: str, chunk: Sequence[Parcel]) -> bool:
        """Send what was refused together one by one, once each, so that a bad one takes no other with it."""
        if len(chunk) > 1:
            return all(self._sent(kind, [one], TRIES - 1) for one in chunk)
        _log.exception("%s of %s was refused", kind, chunk[0].key)
        return True


def _chunks(parcels: Sequence[Parcel]) -> Iterator[tuple[str, list[Parcel]]]:
    """Yield what goes together: each kind in its order, as many as one request takes."""
    for kind in KINDS:
        of_kind = [one for one in parcels if one.kind == kind]
        for start in range(0, len(of_kind), MOST[kind]):
            yield kind, of_kind[start : start + MOST[kind]]


def settle(deliveries: Sequence[Delivery], longest: float) -> bool:
    """Wait until all was sent, for some seconds at most; return whether it was."""
    deadline = time.monotonic() + longest
    while any(one.busy for one in deliveries):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.005)
    return True
