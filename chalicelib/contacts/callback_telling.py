"""What others are told of callbacks: the bus by ids, and open consoles."""

from collections.abc import Callable

import msgspec
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.contacts.callback import Callback
from chalicelib.live.sending import Live
from chalicelib.shared.bus import Bus
from chalicelib.shared.clock import Clock, from_iso, iso
from chalicelib.shared.ids import ulid
from chalicelib.shared.secret import Secret

# One event a callback, though a correction may bring it about again: nobody gets a second text.
_ONCE = frozenset({"callback.unreachable"})


class CallbackEvent(msgspec.Struct, frozen=True, kw_only=True):
    """What goes over the bus (docs/events.md): ids only; `by` is a user name, `requester` or `system`."""

    id: str
    type: str
    body: str
    callback: str
    contact: str
    at: str
    by: str
    correlation: str = ""


def event_id(secret: Secret, type: str, callback: Callback) -> str:
    """Return the id of an event of a callback: that of one version always, and of what is told once the only one."""
    version = "" if type in _ONCE else str(callback.version)
    tail = int.from_bytes(secret.digest("callback-event", callback.id, type, version)[:10], "big")
    return ulid(int(from_iso(callback.requested_at).timestamp() * 1000), tail)


def teller(
    bus: Bus, live: Live, secret: Secret, clock: Clock, count: Callable[[str], None]
) -> Callable[[str, Callback, str], bool]:
    """Return what tells of a callback, and whether the bus took it; an event of one version always has the same id.

    The callback is kept already: what cannot be told is counted, and stops nobody's call.
    """

    def tell(type: str, callback: Callback, by: str) -> bool:
        now = clock()
        event = CallbackEvent(
            id=event_id(secret, type, callback), type=type, body=callback.body, callback=callback.id,
            contact=callback.contact, at=iso(now), by=by,
        )  # fmt: skip
        live.send(callback.body, "queues", {"type": type, "callback": callback.id})
        if callback.reached_in:
            own = {"type": type, "callback": callback.id, "contact": callback.reached_in}
            live.send(callback.body, "desk", own, to=callback.ended_by)
        try:
            taken = bus.put_all([(type, msgspec.json.encode(event).decode())])
        except (BotoCoreError, ClientError):
            taken = 0
        if not taken:
            count("CallbackEventLost")
        return bool(taken)

    return tell
