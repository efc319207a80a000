"""What each kind of event changes in a contact; kinds that are not here change nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from local.connect.log import Data

if TYPE_CHECKING:
    from local.connect.contact import Contact

_KEPT = frozenset({"attributes", "tags", "references", "segment", "hooks", "data", "media"})


def _initiated(c: "Contact", at: float, data: Data) -> None:
    c.initiated_at = at
    _updated(c, at, data)


def _updated(c: "Contact", _at: float, data: Data) -> None:
    for field, value in data.items():
        if field in _KEPT:  # running flows hold on to these
            kept: dict[str, Any] = getattr(c, field)
            kept.clear()
            kept.update(value)
        else:
            setattr(c, field, tuple(value) if field == "voice" else value)


def _attributes(c: "Contact", _at: float, data: Data) -> None:
    c.attributes.update(data["set"])


def _tagged(c: "Contact", _at: float, data: Data) -> None:
    c.tags.update(data["set"])


def _untagged(c: "Contact", _at: float, data: Data) -> None:
    for key in data["keys"]:
        c.tags.pop(key, None)


def _connected(c: "Contact", at: float, _data: Data) -> None:
    c.connected_at = at
    c.phase = "FLOW"


def _dialling(c: "Contact", _at: float, _data: Data) -> None:
    c.phase = "DIALLING"


def _queued(c: "Contact", at: float, data: Data) -> None:
    c.phase = "QUEUED"
    c.queue = data["queue"]
    c.enqueued_at = at
    c.dequeued_at = c.dequeued_why = None


def _dequeued(c: "Contact", at: float, data: Data) -> None:
    c.dequeued_at = at
    c.dequeued_why = data["why"]
    c.phase = "FLOW"


def _offered(c: "Contact", _at: float, _data: Data) -> None:
    c.attempts += 1


def _agent(c: "Contact", at: float, data: Data) -> None:
    c.agent = data["agent"]
    c.agent_connected_at = at
    c.phase = "CONNECTED"


def _held(c: "Contact", at: float, _data: Data) -> None:
    if c.held_since is None:
        c.held_since = at
        c.holds += 1


def _resumed(c: "Contact", at: float, _data: Data) -> None:
    if c.held_since is not None:
        held = at - c.held_since
        c.held_seconds += held
        c.longest_hold = max(c.longest_hold, held)
        c.held_since = None


def _transferred(c: "Contact", at: float, data: Data) -> None:
    c.next = data["contact"]
    c.transferred_at = at
    c.transferred_to = data.get("to")


def _recording(c: "Contact", _at: float, data: Data) -> None:
    if data["state"] == "STARTED":
        c.recordings.append(dict(data))
        return
    for recording in c.recordings:
        if recording["location"] == data["location"]:
            recording.update(data)


def _disconnected(c: "Contact", at: float, data: Data) -> None:
    _resumed(c, at, data)
    c.disconnected_at = at
    c.reason = data["reason"]
    c.phase = "ENDED"


def _acw(c: "Contact", at: float, _data: Data) -> None:
    c.acw_started_at = at


def _acw_over(c: "Contact", at: float, _data: Data) -> None:
    c.acw_ended_at = at


def _completed(c: "Contact", at: float, _data: Data) -> None:
    c.completed_at = at
    c.phase = "COMPLETED"


CHANGES: dict[str, Callable[["Contact", float, Data], None]] = {
    "INITIATED": _initiated,
    "UPDATED": _updated,
    "ATTRIBUTES": _attributes,
    "TAGGED": _tagged,
    "UNTAGGED": _untagged,
    "DIALLING": _dialling,
    "CONNECTED_TO_SYSTEM": _connected,
    "QUEUED": _queued,
    "DEQUEUED": _dequeued,
    "OFFERED": _offered,
    "CONNECTED_TO_AGENT": _agent,
    "HELD": _held,
    "RESUMED": _resumed,
    "TRANSFERRED": _transferred,
    "RECORDING": _recording,
    "DISCONNECTED": _disconnected,
    "ACW_STARTED": _acw,
    "ACW_ENDED": _acw_over,
    "COMPLETED": _completed,
}
