"""A ticket's way through the actions of the service, step by step, with a clock that the test moves."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.organisations.body import Body
from chalicelib.organisations.staff import Staff
from chalicelib.shared.errors import NidaaError
from chalicelib.tickets.actions import Context, Doing, Origin, act, register
from chalicelib.tickets.deeds import Action
from chalicelib.tickets.lifecycle import Actor, actor_of, allowed
from chalicelib.tickets.registration import Registration, StaffRegistration
from chalicelib.tickets.ticket import Event, Ticket
from chalicelib.tickets.trouble import NotYet
from chalicelib.tickets.words import Channel
from tests.conftest import NOW
from tests.tickets.fakes import FakeTickets
from tests.tickets.scenes import BODY, EVERYBODY, deed
from tests.tickets.test_registering import a_context, asked

STAFF = {one.id: one for one in EVERYBODY}
MEDIA_FACTS = {"source_type": "newspaper", "outlet": "صحيفة المرفأ", "published_on": "2026-02-27"}


class Journey:
    """One ticket, registered and acted on as the API does it; every step is at `now`."""

    def __init__(self, body: Body = BODY, people: Mapping[str, Staff] = STAFF, **said: Any) -> None:
        self.now: datetime = NOW
        bare = a_context(tickets=FakeTickets())
        self.context: Context = replace(bare, staff=people.get, body=lambda _code: body, clock=lambda: self.now)
        self.steps = 0
        self.number = self.register(**said).number

    def register(self, **said: Any) -> Ticket:
        """Register what somebody files; with a channel, what staff register for them."""
        by_staff = "channel" in said
        wanted = {**msgspec.to_builtins(asked()), **said}
        if said.get("anonymous") or said.get("kind") == "media":
            wanted.pop("requester")
        kind = StaffRegistration if by_staff else Registration
        origin = Origin(
            by="agent" if by_staff else "requester", channel=Channel(said.get("channel", "web")),
            key=f"a-key-of-a-journey-{self.now.isoformat()}", scope="journey", public=not by_staff,
        )  # fmt: skip
        return register(self.context, msgspec.convert(wanted, kind), origin).ticket

    @property
    def ticket(self) -> Ticket:
        return self.context.tickets.get(self.number)

    @property
    def events(self) -> list[Event]:
        """Return what happened, oldest first."""
        return self.context.tickets.history(self.number, limit=1000)[::-1]

    @property
    def types(self) -> list[str]:
        return [event.type.removeprefix("ticket.") for event in self.events]

    def last(self, type: str) -> Event:
        """Return the newest event of a type."""
        return next(event for event in reversed(self.events) if event.type == f"ticket.{type}")

    def __call__(self, who: Staff | Actor, action: str, **said: Any) -> "Journey":
        actor = actor_of(who) if isinstance(who, Staff) else who
        self.steps += 1
        version = self.ticket.version if actor.staff else None
        doing = Doing(action=Action(action), deed=deed(action, **said), actor=actor, key=f"step-{self.steps:011d}",
                      version=version)  # fmt: skip
        act(self.context, self.number, doing)
        return self

    def later(self, **time: float) -> "Journey":
        self.now += timedelta(**time)
        return self

    def refused(self, error: type[NidaaError], who: Staff | Actor, action: str, **said: Any) -> NidaaError:
        """Try what is refused; the ticket stays as it is."""
        before = self.ticket
        with pytest.raises(error) as refusal:
            self(who, action, **said)
        assert self.ticket == before
        return refusal.value

    def needs(self, who: Staff | Actor, action: str, **said: Any) -> str:
        """Return which step is missing before an action."""
        return str(self.refused(NotYet, who, action, **said).facts["needs"])

    def may(self, who: Staff | Actor) -> list[str]:
        """Return what somebody may do now."""
        return [str(action) for action in allowed(self.ticket, actor_of(who) if isinstance(who, Staff) else who)]
