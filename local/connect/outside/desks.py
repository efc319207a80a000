"""Softphones: what agents do with them, and what they show, told at each change."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from local.connect.agents import Agent
from local.connect.engine import Instance
from local.connect.log import Event
from local.connect.outside.snapshots import Json, endpoints_of, snapshot_of
from local.connect.refusals import Refused, Unknown

QUIET = 15.0
Asked = dict[str, Any]
Verb = Callable[[Agent, Asked], str | None]


class Desks:
    """The softphones of an instance's agents; after `quiet` seconds a stream says that it is there still."""

    def __init__(self, instance: Instance, quiet: float = QUIET) -> None:
        self.instance, self.quiet = instance, quiet
        self._since: dict[tuple[str, str], float] = {}
        self._changed = threading.Condition()
        self._changes = 0
        instance.subscribe(self._hear)
        self.verbs: dict[str, Verb] = {
            "sign_in": self._sign_in,
            "sign_out": lambda agent, _: agent.sign_out(),
            "status": lambda agent, asked: agent.set_status(_text(asked, "status")),
            "accept": lambda agent, asked: agent.accept(_text(asked, "contact")),
            "reject": lambda agent, asked: agent.reject(_text(asked, "contact")),
            "hang_up": self._hang_up,
            "hold": lambda agent, asked: agent.hold(_text(asked, "contact"), asked.get("party", "CUSTOMER")),
            "resume": lambda agent, asked: agent.resume(_text(asked, "contact"), asked.get("party", "CUSTOMER")),
            "clear": lambda agent, asked: agent.clear(_text(asked, "contact")),
            "dial": lambda agent, asked: agent.dial(_text(asked, "number"), asked.get("queue")),
            "transfer": self._transfer,
            "conference": lambda agent, asked: agent.conference(_text(asked, "contact")),
            "swap": self._swap,
            "mute": self._mute,
            "keys": lambda agent, asked: agent.press(
                _text(asked, "contact"), _text(asked, "keys"), asked.get("party", "CUSTOMER")
            ),
            "speak": lambda agent, asked: agent.speak(_text(asked, "contact"), bool(asked.get("on", True))),
        }

    def agent(self, username: str) -> Agent:
        """Return an agent by the user name. :raises Unknown: if there is none"""
        user = self.instance.directory.users.find(username)
        if user is None:
            raise Unknown(f"There is no user {username}")
        return self.instance.agent(user.id)

    def do(self, username: str, verb: str, asked: Asked) -> Json:
        """Do what a softphone asks; return the contact that it made, if any.

        :raises Unknown: for an unknown verb, agent, contact or status
        :raises Refused: if it cannot be done now
        """
        if verb not in self.verbs:
            raise Unknown(f"A softphone cannot {verb}: {', '.join(self.verbs)}")
        with self.instance.lock:
            made = self.verbs[verb](self.agent(username), asked)
        return {"contact": made} if made else {}

    def endpoints(self, username: str, queues: Sequence[str] = ()) -> list[Json]:
        """Return the quick connects of some queues (ARNs), of all that an agent serves if none is named."""
        with self.instance.lock:
            return endpoints_of(self.instance, self.agent(username), queues)

    def snapshot(self, username: str) -> Json:
        """Return what a softphone shows now."""
        with self.instance.lock:
            return snapshot_of(self.instance, self.agent(username), self._since)

    def snapshots(self, username: str) -> Iterator[Json | None]:
        """Yield what is to be seen, now and after each change; None where that is the same for a while.

        Others' calls change something all the time: it is what this agent sees that counts, else a stream falls silent.
        """
        last, told = None, 0.0
        while True:
            changes = self._changes
            snapshot = self.snapshot(username)
            if (shown := _timeless(snapshot)) != last:
                last, told = shown, time.monotonic()
                yield snapshot
            elif time.monotonic() - told >= self.quiet:
                told = time.monotonic()
                yield None
            self._wait(changes, told + self.quiet - time.monotonic())

    def _wait(self, seen: int, seconds: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._changes != seen, max(0.0, seconds))

    def _hear(self, event: Event) -> None:
        if event.kind == "AGENT_CONTACT":
            self._since[event.data["agent"], event.data["contact"]] = event.at
        with self._changed:
            self._changes += 1
            self._changed.notify_all()

    def _sign_in(self, agent: Agent, asked: Asked) -> None:
        """Open a softphone: who is here already stays in the status that they have, unless another is asked for."""
        if not agent.online:
            agent.sign_in(asked.get("status") or "Offline")
        elif asked.get("status"):
            agent.set_status(asked["status"])

    def _hang_up(self, agent: Agent, asked: Asked) -> None:
        """Leave a call, or take somebody else off it."""
        contact, party = _text(asked, "contact"), asked.get("party")
        if party in {None, agent.id}:
            agent.hang_up(contact)
            return
        leg = self.instance.leg(contact)
        onward = self.instance.legs.get(str(party))
        found = leg.call.find(str(party)) if leg.call else None
        if onward and leg.call and onward in leg.call.legs:
            self.instance.calls.end(onward, "AGENT_DISCONNECT")
        elif leg.call and found:
            self.instance.calls.leave(leg.call, found, "AGENT_DISCONNECT")
        else:
            raise Refused(f"{party} is not on this call")

    def _transfer(self, agent: Agent, asked: Asked) -> str:
        return agent.transfer(_text(asked, "contact"), _text(asked, "to"), blind=bool(asked.get("blind")))

    def _swap(self, agent: Agent, asked: Asked) -> None:
        """Speak with those who were held, and hold the others."""
        call = self.instance.leg(_text(asked, "contact")).call
        others = [party for party in call.talkers() if party.id != agent.id] if call else []
        if not any(party.state == "HELD" for party in others) or len(others) < 2:
            raise Refused("There are not two to speak with in turn")
        held = [party for party in others if party.state == "HELD"]
        for party in others:
            if party not in held:
                self.instance.calls.hold(party.leg, party.id)
        for party in held:
            self.instance.calls.resume(party.leg, party.id)

    def _mute(self, agent: Agent, asked: Asked) -> None:
        on = bool(asked.get("on", True))
        wanted = [asked["contact"]] if asked.get("contact") else list(agent.contacts)
        for contact in wanted:
            if agent.contacts.get(contact) in {"CONNECTED", "CONNECTED_ONHOLD"}:
                agent.mute(contact, on)


def _text(asked: Asked, name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str) or not value:
        raise Refused(f"{name} is missing")
    return value


def _timeless(snapshot: Any) -> Any:
    """Return a snapshot without how long things stand as they do."""
    if isinstance(snapshot, dict):
        return {name: _timeless(value) for name, value in snapshot.items() if name != "milliseconds"}
    return [_timeless(one) for one in snapshot] if isinstance(snapshot, list) else snapshot
