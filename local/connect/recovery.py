"""After a restart: everybody is signed out, and every contact that somebody was on ends with a record.

All of it at the instant of the last thing that is known of the time before: nobody talked while nothing ran.
A task that waited for an agent waits on in its place.
"""

from typing import TYPE_CHECKING

from local.connect.contact import Contact
from local.connect.leg import Leg
from local.connect.lives import LIVES
from local.connect.log import Data, Event

if TYPE_CHECKING:
    from local.connect.core import Core


def recover(instance: "Core") -> None:
    """Read the contacts from the log, and end those that had not: their sound is gone with the process."""
    seats: dict[str, list[str]] = {}
    for event in instance.log.events:
        if event.contact:
            instance.contacts.setdefault(event.contact, Contact(event.contact)).apply(event)
        elif event.kind.startswith("AGENT_"):
            _seat(seats, event)
    at = instance.log.events[-1].at if instance.log.events else 0.0
    for contact in [one for one in instance.contacts.values() if one.completed_at is None]:
        if contact.channel == "TASK" and contact.phase == "QUEUED":
            _wait_on(instance, contact)
        else:
            _end(instance, contact, at)
    for agent, contacts in seats.items():
        _sign_out(instance, agent, contacts, at)


def _seat(seats: dict[str, list[str]], event: Event) -> None:
    """Note who is signed in, and with which contacts."""
    agent, data = event.data["agent"], event.data
    if event.kind == "AGENT_SIGNED_IN":
        seats.setdefault(agent, [])
    elif event.kind == "AGENT_SIGNED_OUT":
        seats.pop(agent, None)
    contacts = seats.get(agent, [])
    if event.kind == "AGENT_CONTACT" and data["contact"] in contacts:
        contacts.remove(data["contact"])
    if event.kind == "AGENT_CONTACT" and data["state"] is not None and agent in seats:
        contacts.append(data["contact"])


def _wait_on(instance: "Core", contact: Contact) -> None:
    leg = instance.legs[contact.id] = Leg(instance, contact)
    instance.router.put_back(leg)
    instance.expire(leg, contact.initiated_at + LIVES["TASK"] - instance.clock.now())


def _end(instance: "Core", contact: Contact, at: float) -> None:
    def record(kind: str, data: Data) -> None:
        contact.apply(instance.log.append(at, kind, contact.id, data))

    if contact.phase == "QUEUED":
        record("DEQUEUED", {"queue": contact.queue, "why": "disconnected"})
    for recording in [one for one in contact.recordings if one["state"] != "STOPPED"]:
        record("RECORDING", {"state": "STOPPED", "location": recording["location"], "stopped": at})
    if not contact.ended:
        record("DISCONNECTED", {"reason": "TELECOM_PROBLEM" if contact.channel == "VOICE" else "OTHER"})
    if contact.acw_started_at is not None and contact.acw_ended_at is None:
        record("ACW_ENDED", {"agent": contact.agent})
    record("COMPLETED", {})


def _sign_out(instance: "Core", agent: str, contacts: list[str], at: float) -> None:
    for contact in contacts:
        instance.log.append(at, "AGENT_CONTACT", "", {"agent": agent, "contact": contact, "state": None})
    offline = {"agent": agent, "status": "Offline", "kind": "OFFLINE", "error": "", "previous": ""}
    instance.log.append(at, "AGENT_STATUS", "", offline)
    instance.log.append(at, "AGENT_SIGNED_OUT", "", {"agent": agent})
