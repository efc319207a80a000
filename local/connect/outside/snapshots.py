"""What a softphone shows of an agent: status, contacts, who is on each, in the words of Amazon Connect Streams."""

from collections.abc import Sequence
from typing import Any

from local.connect.agents import Agent
from local.connect.call import Party
from local.connect.engine import Instance
from local.connect.leg import Leg
from local.connect.resources import Status

Json = dict[str, Any]
_STATUS = {"ROUTABLE": "routable", "CUSTOM": "not_routable", "OFFLINE": "offline"}
_STATES = {
    "INCOMING": "connecting", "CONNECTING": "connecting", "CONNECTED": "connected", "CONNECTED_ONHOLD": "connected",
    "ENDED": "ended", "MISSED": "missed", "REJECTED": "missed", "ERROR": "error",
}  # fmt: skip
# What a queue was made with, and what it was given since.
_OFFERED = ("QuickConnectIds", "QuickConnects")
_TYPES = {"VOICE": "voice", "CHAT": "chat", "TASK": "task"}


def snapshot_of(instance: Instance, agent: Agent, since: dict[tuple[str, str], float]) -> Json:
    """Return what is to be seen now, with the engine's lock held; `since` tells when contacts came to their states."""
    now = instance.clock.now()
    return {
        "agent": {
            "arn": agent.user.arn, "username": agent.user.name,
            "name": f"{agent.user.first_name} {agent.user.last_name}".strip() or agent.user.name,
            "online": agent.online, "muted": bool(agent.muted), "state": _state(agent, now),
            "next": agent.next_status and _status(agent.next_status),
            "states": [_status(one) for one in instance.directory.statuses], "profile": _profile(instance, agent),
        },
        "contacts": [_contact(instance, agent, id_, state, now - since.get((agent.id, id_), now))
                     for id_, state in agent.contacts.items()],
    }  # fmt: skip


def endpoints_of(instance: Instance, agent: Agent, asked: Sequence[str] = ()) -> list[Json]:
    """Return the quick connects that queues offer: those that are asked about, else all that an agent serves."""
    directory, profile = instance.directory, agent.profile
    names = asked or ([pair.queue for pair in profile.queues] if profile else [])
    queues = [queue for name in names if (queue := directory.queues.find(name))]
    wanted = {id_ for queue in queues for key in _OFFERED for id_ in queue.more.get(key, ())}
    types = {"USER": "agent", "QUEUE": "queue", "PHONE_NUMBER": "phone_number"}
    return [
        {"endpointARN": one.arn, "endpointId": one.arn, "type": types[one.kind], "name": one.name,
         "phoneNumber": one.target if one.kind == "PHONE_NUMBER" else None}
        for one in directory.quick_connects if one.id in wanted
    ]  # fmt: skip


def _state(agent: Agent, now: float) -> Json:
    shown = {"name": agent.error, "type": "error", "arn": ""} if agent.error else _status(agent.status)
    return {**shown, "milliseconds": round((now - agent.since) * 1000)}


def _status(status: Status) -> Json:
    return {"name": status.name, "type": _STATUS[status.kind], "arn": status.arn}


def _profile(instance: Instance, agent: Agent) -> Json | None:
    profile = agent.profile
    if profile is None:
        return None
    found = {queue.arn: queue for pair in profile.queues if (queue := instance.directory.queues.find(pair.queue))}
    return {
        "name": profile.name, "arn": profile.arn, "concurrency": {_TYPES[k]: v for k, v in profile.concurrency.items()},
        "queues": [{"arn": queue.arn, "name": queue.name} for queue in found.values()],
    }  # fmt: skip


def _contact(instance: Instance, agent: Agent, id_: str, state: str, stood: float) -> Json:
    contact, leg = instance.contacts[id_], instance.legs.get(id_)
    queue = instance.directory.queues.find(contact.queue or "")
    callback = contact.method == "CALLBACK"
    return {
        "id": id_, "initial": contact.initial or id_, "previous": contact.previous,
        "type": "queue_callback" if callback else _TYPES[contact.channel],
        "state": "incoming" if callback and state == "INCOMING" else _STATES[state],
        "accepted": state not in {"INCOMING", "MISSED", "REJECTED"}, "milliseconds": round(max(stood, 0.0) * 1000),
        "queue": {"arn": queue.arn, "name": queue.name} if queue else None, "queued_at": contact.enqueued_at,
        "method": contact.method.lower(), "inbound": contact.method not in {"OUTBOUND", "API"},
        "number": contact.customer, "dialled": contact.system, "name": contact.name,
        "description": contact.description, "attributes": dict(contact.attributes),
        "connections": _connections(instance, agent, leg, state) if leg else [],
    }  # fmt: skip


def _connections(instance: Instance, agent: Agent, leg: Leg, state: str) -> list[Json]:
    """Return who is on a contact: the agent first, then the customer, then others."""
    ended = state in {"ENDED", "MISSED", "REJECTED", "ERROR"}
    own = "disconnected" if ended else "connected" if state.startswith("CONNECTED") else "connecting"
    listening = leg.call.find(agent.id) if leg.call else None
    if listening and listening.role == "SUPERVISOR":
        found = [_listening(listening)]
    else:
        found = [_connection(agent.id, "agent", own, name=agent.user.name)]
    parties = [party for party in leg.call.parties if party.id != agent.id] if leg.call else []
    if not any(party.role == "CUSTOMER" for party in parties) and leg.contact.customer:
        dialled = leg.contact.method in {"OUTBOUND", "CALLBACK"} and not ended
        found.append(_customer(leg, "disconnected" if ended else "connecting" if dialled else "connected"))
    found += [_party(instance, leg, party) for party in parties]
    waiting = [other for other in leg.call.legs if leg.call and other is not leg] if leg.call else []
    for other in waiting:
        if other.contact.phase in {"FLOW", "QUEUED"} and not other.contact.ended:
            queue = instance.directory.queues.find(other.contact.queue or "")
            found.append(_connection(other.contact.id, "outbound", "connecting", name=queue.name if queue else ""))
    return found


def _party(instance: Instance, leg: Leg, party: Party) -> Json:
    state = {"CONNECTED": "connected", "HELD": "hold", "LEFT": "disconnected"}[party.state]
    if party.role == "CUSTOMER":
        return _customer(leg, state)
    if party.role == "SUPERVISOR":
        return _listening(party)
    user = instance.directory.users.find(party.id) if party.role == "AGENT" else None
    return _connection(party.id, "outbound", state, number="" if user else party.id, name=user.name if user else "")


def _listening(party: Party) -> Json:
    """Return a supervisor, as Streams shows one: to others, and to themselves."""
    heard = "silent_monitor" if party.muted else "barge"
    return _connection(party.id, "monitoring", heard if party.here else "disconnected")


def _customer(leg: Leg, state: str) -> Json:
    kind = "outbound" if leg.contact.method in {"OUTBOUND", "CALLBACK", "API"} else "inbound"
    return _connection("CUSTOMER", kind, state, number=leg.contact.customer or "", initial=True)


def _connection(id_: str, type_: str, state: str, *, number: str = "", name: str = "", initial: bool = False) -> Json:
    return {"id": id_, "type": type_, "state": state, "number": number, "name": name, "initial": initial}
