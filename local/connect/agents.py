"""Agents: their status with its reason, the contacts they have, and whether they can take another."""

from typing import TYPE_CHECKING

from local.connect.resources import RoutingProfile, Status, User

if TYPE_CHECKING:
    from local.connect.core import Core
    from local.connect.leg import Leg


class Agent:
    """A signed-in person. Every public verb holds the engine's lock and may raise `engine.Refused`."""

    __slots__ = (
        "contacts",
        "error",
        "idle_since",
        "instance",
        "muted",
        "next_status",
        "online",
        "order",
        "since",
        "status",
        "user",
    )

    def __init__(self, instance: "Core", user: User, order: int) -> None:
        self.instance, self.user, self.order = instance, user, order
        self.status: Status = instance.offline
        self.since = self.idle_since = instance.clock.now()
        self.next_status: Status | None = None
        self.contacts: dict[str, str] = {}
        self.error = ""
        self.online = False
        self.muted: set[str] = set()

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def profile(self) -> RoutingProfile | None:
        return self.instance.directory.profiles.find(self.user.profile)

    @property
    def available(self) -> bool:
        return self.status.kind == "ROUTABLE" and not self.error

    def free_slots(self, channel: str) -> int:
        """Return how many more contacts of a channel could be given to this agent now."""
        profile = self.profile
        if profile is None or not self.available:
            return 0
        if not self.contacts:
            return profile.concurrency.get(channel, 0)
        taken = 0
        for contact in self.contacts:
            other = self.instance.channel_of(contact)
            if other == channel:
                taken += 1
            elif channel not in profile.any_channel:
                return 0
        return profile.concurrency.get(channel, 0) - taken

    # What the routing does to an agent

    def show(self, contact: str, state: str | None) -> None:
        """Set a contact's state at this agent; None takes it away, and idling begins if it was the last."""
        if state is None:
            self.contacts.pop(contact, None)
            self.muted.discard(contact)
            if not self.contacts:
                self.idle_since = self.instance.clock.now()
        else:
            self.contacts[contact] = state
        self.instance.record_agent("AGENT_CONTACT", {"agent": self.id, "contact": contact, "state": state})

    def become(self, status: Status, error: str = "") -> None:
        now = self.instance.clock.now()
        old, self.status, self.error, self.since = self.status, status, error, now
        self.next_status = None
        if self.available:
            self.idle_since = now
        data = {"agent": self.id, "status": status.name, "kind": status.kind, "error": error, "previous": old.name}
        self.instance.record_agent("AGENT_STATUS", data)

    # What the person does

    def sign_in(self, status: str = "Available") -> None:
        with self.instance.lock:
            self.online = True
            self.instance.record_agent("AGENT_SIGNED_IN", {"agent": self.id})
            self.set_status(status)

    def sign_out(self) -> None:
        with self.instance.lock:
            self.set_status("Offline")
            self.online = False
            self.instance.record_agent("AGENT_SIGNED_OUT", {"agent": self.id})

    def set_status(self, status: str) -> None:
        """Take a status; while a contact is here it is kept as the next one."""
        with self.instance.lock:
            self.instance.desk.set_status(self, status)

    def accept(self, contact: str) -> None:
        with self.instance.lock:
            self.instance.desk.accept(self, self._leg(contact))

    def reject(self, contact: str) -> None:
        with self.instance.lock:
            self.instance.desk.reject(self, self._leg(contact))

    def clear(self, contact: str) -> None:
        """End after-call work, or put a missed offer away."""
        with self.instance.lock:
            self.instance.desk.clear(self, contact)

    def hang_up(self, contact: str) -> None:
        with self.instance.lock:
            self.instance.calls.agent_leaves(self, self._leg(contact))

    def hold(self, contact: str, party: str = "CUSTOMER") -> None:
        with self.instance.lock:
            self.instance.calls.hold(self._leg(contact), party)

    def resume(self, contact: str, party: str = "CUSTOMER") -> None:
        with self.instance.lock:
            self.instance.calls.resume(self._leg(contact), party)

    def mute(self, contact: str, on: bool = True) -> None:
        with self.instance.lock:
            self.instance.calls.mute(self, self._leg(contact), on)

    def dial(self, number: str, queue: str | None = None) -> str:
        """Call out; return the new contact's id."""
        with self.instance.lock:
            return self.instance.outbound.by_agent(self, number, queue)

    def transfer(self, contact: str, to: str, *, blind: bool = False) -> str:
        """Transfer through a quick connect or to a number; return the id of the contact that follows."""
        with self.instance.lock:
            return self.instance.transfers.begin(self, self._leg(contact), to, blind)

    def conference(self, contact: str) -> None:
        """Bring everybody on the call together."""
        with self.instance.lock:
            self.instance.calls.conference(self._leg(contact))

    def press(self, contact: str, keys: str, party: str = "CUSTOMER") -> None:
        """Press keys that one on the call hears as tones."""
        with self.instance.lock:
            self.instance.calls.tones(self, self._leg(contact), party, keys)

    def monitor(self, contact: str, *, barge: bool = False, may_speak: bool = True) -> None:
        """Listen to a call, unheard; or, with `barge`, speak in it."""
        with self.instance.lock:
            self.instance.calls.monitor(self, self._leg(contact), barge, may_speak)

    def speak(self, contact: str, on: bool = True) -> None:
        """Speak in a call that one listens to, or only listen again."""
        with self.instance.lock:
            self.instance.calls.speak(self, self._leg(contact), on)

    def drop(self) -> None:
        """Lose the agent's connection: calls are left after 20 seconds unless `back` comes first."""
        with self.instance.lock:
            self.instance.desk.lost(self)

    def back(self) -> None:
        with self.instance.lock:
            self.instance.desk.regained(self)

    def _leg(self, contact: str) -> "Leg":
        return self.instance.leg(contact)
