"""What supervisors do with what goes on: listen to a call or join it, put somebody into a state, end a call.

Each with a reason, kept before it is done and shown to the agent. Quality listens, and does nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.contacts import heard
from chalicelib.contacts.contact import Contact
from chalicelib.contacts.events import state_of
from chalicelib.contacts.heard import Because, Entry, Kind, Log
from chalicelib.contacts.presence import Chosen
from chalicelib.contacts.telephony import Capability, Telephony, TelephonyRefused
from chalicelib.contacts.trouble import ContactNotFound
from chalicelib.live.sending import Live
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import Clock, iso
from chalicelib.shared.errors import NotFound, RoleNotAllowed
from chalicelib.shared.secret import Secret


class Monitoring(Because, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a supervisor wants of a call: to listen unheard, or to be able to speak in it."""

    capability: Capability


class Putting(Because, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody is put into."""

    status: Chosen


@dataclass(frozen=True, kw_only=True)
class Context:
    """What supervising needs; `colleague` finds staff by user name, `published` as in listening.Context."""

    contact: Callable[[str], Contact | None]
    colleague: Callable[[str], Staff | None]
    log: Log
    telephony: Telephony
    live: Live
    published: Callable[[str, Contact, str, str], None]
    secret: Secret
    clock: Clock


def monitor(context: Context, staff: Staff, id: str, wanted: Monitoring, key: str) -> tuple[Entry, bool]:
    """Let somebody listen to a call that goes on, or join it; return the deed, and whether it was a repeat.

    :raises RoleNotAllowed: if quality wants to join
    :raises ContactNotFound: if there is no such contact that they may see
    :raises TelephonyRefused: if nobody talks in it now
    """
    contact = _seen(context, staff, id)
    if wanted.capability == "barge" and not staff.has(Role.SUPERVISOR):
        raise RoleNotAllowed(allowed_roles=[Role.SUPERVISOR])
    if state_of(contact.told) != "talking":
        raise TelephonyRefused
    entry, repeated = _kept(context, staff, key, wanted, wanted.capability, contact=contact)
    ask = context.telephony.monitor
    entry = heard.done(context.log, entry, lambda: ask(id, staff.username, wanted.capability))
    context.published("contact.monitored", contact, entry.at, staff.id)
    message = {"type": "contact.heard", "contact": id}
    context.live.send(contact.body, "desk", message, to=contact.told.agent)
    return entry, repeated


def end(context: Context, staff: Staff, id: str, because: Because, key: str) -> tuple[Entry, bool]:
    """End a call; one that is over stays as it is. Return the deed, and whether it was a repeat.

    :raises ContactNotFound: if there is no such contact that they may see
    """
    contact = _seen(context, staff, id)
    entry, repeated = _kept(context, staff, key, because, "end", contact=contact)
    return heard.done(context.log, entry, lambda: context.telephony.stop(id)), repeated


def put(context: Context, staff: Staff, username: str, wanted: Putting, key: str) -> tuple[Entry, bool]:
    """Put somebody into a state; during a call it is what comes after. Return the deed, and whether it was a repeat.

    :raises NotFound: if nobody of that name works for a body that they serve
    """
    agent = context.colleague(username)
    if not agent or not agent.active or agent.body not in staff.bodies:
        raise NotFound
    entry, repeated = _kept(context, staff, key, wanted, "status", agent=agent, status=wanted.status)
    return heard.done(context.log, entry, lambda: context.telephony.put_status(username, wanted.status)), repeated


def _seen(context: Context, staff: Staff, id: str) -> Contact:
    contact = context.contact(id)
    if not contact or contact.body not in staff.bodies:
        raise ContactNotFound
    return contact


def _kept(
    context: Context, staff: Staff, key: str, because: Because, kind: Kind, *,
    contact: Contact | None = None, agent: Staff | None = None, status: str = "",
) -> tuple[Entry, bool]:  # fmt: skip
    """Keep what somebody is about to do, before it is done."""
    about = contact.id if contact else agent.username if agent else ""
    entry = Entry(
        id=heard.entry_id(context.secret, staff, key, about), kind=kind, at=iso(context.clock()), by=staff.id,
        by_name=staff.name, reason=heard.reason_of(because),
        body=contact.body if contact else agent.body if agent else staff.body,
        contact=contact.id if contact else "",
        agent=contact.told.agent if contact else agent.username if agent else "", status=status,
    )  # fmt: skip
    return heard.kept(context.log, entry)
