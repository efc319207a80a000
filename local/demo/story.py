"""Tell the demo's tickets: register each and do what is written of it, by the same actions as the API."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import msgspec

from chalicelib.organisations.register import Register
from chalicelib.organisations.staff import Staff
from chalicelib.shared.clock import from_iso, iso
from chalicelib.tickets import actions
from chalicelib.tickets.actions import Context, Doing, Origin
from chalicelib.tickets.deeds import DEEDS, Action
from chalicelib.tickets.lifecycle import REQUESTER, Actor, actor_of
from chalicelib.tickets.registration import Registration, StaffRegistration
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import Channel
from local.demo import files

HOURS = 3.0
ANCHOR = "demo-tickets"
"""Under this key the register keeps when the tickets were told first, so that a second telling finds the same."""


def tell(context: Context, register: Register) -> Iterator[Ticket]:
    """Yield each demo ticket as it is after its last step; what was told before is not told again."""
    anchor = _anchor(context, register)
    for matter in files.read_tickets():
        yield _told(context, register, matter, anchor)


def _anchor(context: Context, register: Register) -> datetime:
    host = files.BODIES[0]
    if kept := register.outcome(host, ANCHOR):
        return from_iso(kept.decode())
    now = context.clock()
    register.put_outcome(host, ANCHOR, iso(now).encode(), int((now + timedelta(days=3650)).timestamp()))
    return now


def _told(context: Context, register: Register, matter: dict[str, Any], anchor: datetime) -> Ticket:
    begun = anchor - timedelta(days=matter["days"])
    ticket = _registered(context, register, matter, begun)
    steps = matter.get("steps", [])
    for place, (who, what, given) in enumerate(steps):
        if ticket.version > place + 1:
            continue
        at = min(begun + timedelta(hours=HOURS * (place + 1)), anchor)
        action = Action(what)
        doing = Doing(
            action=action,
            deed=msgspec.convert(given, DEEDS[action]),
            actor=_actor(register, who),
            key=f"demo-{matter['key']}-{place}",
            version=ticket.version,
        )
        ticket = actions.act(_at(context, at), ticket.number, doing).ticket
    return ticket


def _registered(context: Context, register: Register, matter: dict[str, Any], begun: datetime) -> Ticket:
    who = matter.get("by", "requester")
    channel = Channel(matter.get("channel", "web"))
    by_staff = who != "requester"
    given = {**matter["asked"], "language": matter.get("language", "ar")}
    asked: Registration = (
        msgspec.convert({**given, "channel": channel}, StaffRegistration)
        if by_staff
        else msgspec.convert(given, Registration)
    )
    origin = Origin(
        by=_actor(register, who).id,
        channel=channel,
        key=f"demo-ticket-{matter['key']}",
        scope="demo",
        public=not by_staff,
    )
    return actions.register(_at(context, begun), asked, origin).ticket


def _at(context: Context, instant: datetime) -> Context:
    return replace(context, clock=lambda: instant)


def _actor(register: Register, who: str) -> Actor:
    return REQUESTER if who == "requester" else actor_of(_colleague(register, who))


def _colleague(register: Register, username: str) -> Staff:
    found = register.colleague(files.BODIES[0], username)
    if found is None:
        raise LookupError(f"{username} is no staff of the demo")
    return found
