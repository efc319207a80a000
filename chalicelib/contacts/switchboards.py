"""What is done with switchboards: an admin's is kept if it fits the body, and calls find theirs by the number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import msgspec

from chalicelib.contacts.exchange.house import Line
from chalicelib.contacts.exchange.problems import Followed
from chalicelib.contacts.exchange.showing import TelephonyShown, telephony_shown
from chalicelib.contacts.switchboard import Switchboard
from chalicelib.contacts.switchboard_rules import switchboard_faults
from chalicelib.contacts.trees import TREES, Trees
from chalicelib.organisations.actions import expected_version
from chalicelib.organisations.body import Body
from chalicelib.organisations.faults import Fault
from chalicelib.organisations.recent import Memory
from chalicelib.organisations.staff import Staff
from chalicelib.shared.clock import Clock
from chalicelib.shared.errors import Invalid, NotFound


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A switchboard as it stands; `made` if it is new."""

    body: str
    switchboard: Switchboard
    version: int
    made: bool = False


class Switchboards(Protocol):
    """Where switchboards are kept; the fake and the one in DynamoDB keep one contract (tests/contacts)."""

    def get(self, body: str) -> Kept | None:
        """Return a body's switchboard; None if it has none."""
        ...

    def put(self, body: str, switchboard: Switchboard, before: Kept | None) -> int:
        """Keep a switchboard in the place of what stood before, with its numbers, and return its version.

        :raises Stale: if somebody changed it first
        :raises NumberOfAnother: if another body has one of the numbers
        """
        ...

    def body_of(self, number: str) -> str:
        """Return the body that has a number; "" if none has."""
        ...


class NumberOfAnother(Exception):
    """A number is another body's."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the actions are given; `recent` is what was kept at most a minute ago.

    `forget` lets body and team be read anew, for somebody may have come a moment ago; `followed` returns what the
    telephony was last configured with of a body, `installed` whether there is telephony; `trees` are those that may
    answer.
    """

    switchboards: Switchboards
    body: Callable[[str], Body]
    team: Callable[[str], Sequence[Staff]]
    clock: Clock
    forget: Callable[[str], None] = lambda _body: None
    followed: Callable[[str], Followed | None] = lambda _body: None
    installed: Callable[[], bool] = lambda: False
    trees: Trees = field(default_factory=lambda: TREES)

    @cached_property
    def recent(self) -> Memory[str, Kept]:
        return Memory(self.switchboards.get, self.clock)

    @cached_property
    def numbers(self) -> Memory[str, str]:
        return Memory(lambda number: self.switchboards.body_of(number) or None, self.clock)


def put(context: Context, actor: Staff, body: str, switchboard: Switchboard, version: int | None) -> Kept:
    """Keep the switchboard of the actor's own body: the first, or a change of the version that is named.

    The same again changes nothing, so a request whose answer was lost may be repeated.

    :raises Invalid: naming every field that does not fit the body
    :raises NotFound: if the body is not theirs, or a version is named and there is no switchboard
    :raises PreconditionMissing: if there is one and no version is named
    :raises Stale: if somebody changed it first
    """
    if body != actor.body:
        raise NotFound
    if _faults(context, body, switchboard):
        context.forget(body)
        if faults := _faults(context, body, switchboard):
            raise Invalid(fields=faults)
    kept = context.switchboards.get(body)
    if kept and kept.switchboard == switchboard:
        return kept
    expected_version(kept.version if kept else None, version)
    new = _put(context, body, switchboard, kept)
    context.recent.forget(body)
    context.numbers.forget_all()
    return Kept(body=body, switchboard=switchboard, version=new, made=kept is None)


def _faults(context: Context, body: str, switchboard: Switchboard) -> list[Fault]:
    usernames = (each.username for each in context.team(body))
    return switchboard_faults(switchboard, context.body(body), usernames, context.trees)


def _put(context: Context, body: str, switchboard: Switchboard, kept: Kept | None) -> int:
    try:
        return context.switchboards.put(body, switchboard, kept)
    except NumberOfAnother:
        raise Invalid.field("numbers", "not-allowed") from None


def shown(context: Context, staff: Staff, body: str) -> Kept:
    """Return the switchboard of a body that somebody may see, the own if none is named, as it is now.

    :raises NotFound: if there is none, or it is not theirs to see
    """
    if body and body not in staff.bodies:
        raise NotFound
    if kept := context.switchboards.get(body or staff.body):
        return kept
    raise NotFound


def telephony(context: Context, kept: Kept) -> TelephonyShown:
    """Return whether the telephony has a switchboard as it is now."""
    installed = context.installed()
    line = Line(context.body(kept.body), kept.switchboard, context.team(kept.body))
    followed = context.followed(kept.body) if installed else None
    return telephony_shown(line, followed, context.clock().date(), installed=installed)


def of(context: Context, body: str) -> Switchboard:
    """Return a body's switchboard as it was at most a minute ago. :raises NotFound: if it has none"""
    if kept := context.recent.get(body):
        return kept.switchboard
    raise NotFound


def dialled(context: Context, number: str) -> str:
    """Return the body whose number was dialled; "" if nobody's."""
    return context.numbers.get(number) or ""
