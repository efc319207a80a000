"""What a requester can do: ask for a code, open a session with it, be remembered, take the own data away, be erased.

What staff can do with profiles stands in profiles.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import msgspec

from chalicelib.organisations.body import Body
from chalicelib.people import codes
from chalicelib.people.codes import Target, WrongCode
from chalicelib.people.limits import Limits
from chalicelib.people.person import Identifier, Person, enriched, handed_on
from chalicelib.people.register import CodesQueue, People, TicketsOf
from chalicelib.people.requester import Requester
from chalicelib.people.session import Session, new_session, read_session, session_token
from chalicelib.shared.clock import Clock, iso
from chalicelib.shared.errors import TooMany
from chalicelib.shared.ids import NewId
from chalicelib.shared.reach import country_of
from chalicelib.shared.secret import Secret

_KEPT_AFTER_USE = 3600


class Bodies(Protocol):
    def body(self, code: str) -> Body:
        """Return a body. :raises NotFound: if there is none"""
        ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the actions are given; `countries` are those that codes are sent to, the first is home.

    `tickets_of` is what the tickets feature lends, so that a profile is shown with its tickets.
    """

    people: People
    queue: CodesQueue
    bodies: Bodies
    secret: Secret
    clock: Clock
    new_id: NewId
    new_code: Callable[[], str]
    count: Callable[[str], None]
    countries: tuple[str, ...]
    tickets_of: TicketsOf | None = None

    @cached_property
    def limits(self) -> Limits:
        """Return the counters, for the limits of other features too."""
        return Limits(counters=self.people, secret=self.secret, clock=self.clock)


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A session: `token` travels as `Authorization: Bearer`."""

    token: str
    expires_at: str


def ask_for_code(context: Context, *, mobile: str, email: str, language: str, correlation: str, source: str) -> None:
    """Ask for a code to be sent; the same work and answer whether the target is known, allowed, or over its limit.

    :raises Invalid: if it is no mobile and no address
    :raises TooMany: if this client, or all together, ask too often
    """
    target = codes.read_target(mobile, email, context.countries[0])
    context.limits.require(codes.ASKED_BY_CLIENT, source)
    context.limits.require(codes.ALL_ASKED, spread=target.name(context.secret))
    context.queue.ask(target, language=language, correlation=correlation)


def issue_code(context: Context, target: Target) -> str | None:
    """Return a new code for a target, kept only as its HMAC; None if none may be sent to it now."""
    if not _may_be_sent(context, target):
        context.count("CodeRefused")
        return None
    now, name, code = context.clock(), target.name(context.secret), context.new_code()
    kept = codes.kept_code(
        context.secret, target, code, id=context.new_id(now), now=now, tries=context.people.tries(name)
    )
    context.people.keep_code(name, kept, int(now.timestamp()) + _KEPT_AFTER_USE)
    return code


def _may_be_sent(context: Context, target: Target) -> bool:
    if target.kind == "mobile" and country_of(target.value) not in context.countries:
        return False
    name, limits = target.name(context.secret), context.limits
    return (
        limits.spend(codes.PER_TARGET_AN_HOUR, name)
        and limits.spend(codes.PER_TARGET_A_DAY, name)
        and (not target.block or limits.spend(codes.PER_BLOCK, target.block))
        and limits.spend(codes.ALL_SENT, spread=name)
    )


def open_session(context: Context, *, mobile: str, email: str, code: str, source: str) -> Opened:
    """Return a session for who knows the code that was sent; the code is used up.

    A wrong code and a target that none was sent to take the same calls of the store.

    :raises WrongCode: if the code is wrong, used or over, or none was sent
    :raises TooMany: if this client tries too often, or too many wrong codes were tried in this hour
    """
    target = codes.read_target(mobile, email, context.countries[0])
    session = proved(context, target, code, source=source)
    return Opened(token=session_token(context.secret, session), expires_at=session.expires_at)


def proved(context: Context, target: Target, code: str, *, source: str) -> Session:
    """Return the session of who knows the code that was sent to a target; the code is used up. Raises as above."""
    context.limits.require(codes.TRIED_BY_CLIENT, source)
    if context.limits.used_up(codes.WRONG, spread=source):
        context.count("CodeBreakerOpen")
        raise TooMany(retry_after=context.limits.remaining(codes.WRONG))
    _prove(context, target, code, source)
    held_since = context.people.held_since(target.name(context.secret))
    return new_session(context.secret, target, now=context.clock(), held_since=held_since)


def _prove(context: Context, target: Target, typed: str, source: str) -> None:
    now, name = context.clock(), target.name(context.secret)
    tries, kept = context.people.attempt(name, int(now.timestamp()) + _KEPT_AFTER_USE)
    alive = codes.alive(kept, tries=tries, now=now)
    code = codes.matching(context.secret, target, alive, typed)
    if code is None:
        context.limits.spend(codes.WRONG if alive else codes.IDLE, spread=source)
        context.count("CodeWrong")
        raise WrongCode
    if not context.people.burn(name, code.id):
        raise WrongCode


def session_of(context: Context, token: str) -> Session:
    """Return the session in a token. :raises Unauthenticated: if it is none, or over"""
    return read_session(context.secret, token, now=context.clock())


def own_profile(context: Context, session: Session, body: str) -> Person | None:
    """Return the profile that a body keeps of who is asking.

    None if it had the number from its holder only before the session's time: then it may be somebody else's.
    """
    person = context.people.holder(body, session.kind, session.value)
    known = person.identifier(session.kind, session.value) if person else None
    return person if known and known.confirmed_at >= session.since else None


def remember(context: Context, session: Session, body: str, requester: Requester, *, language: str = "ar") -> Person:
    """Keep what somebody with a session says of himself in the body's profile, made if there was none.

    Only the proven identifier is kept with it: others that were merely given stay on the ticket. `requester` is
    checked.

    :raises Stale: if somebody changed the profile meanwhile
    """
    now = context.clock()
    at = iso(now)
    proved = Identifier(kind=session.kind, value=session.value, added_at=at, verified_at=at)
    before = own_profile(context, session, body)
    if before is None:
        free(context, session, body, at)
        fresh = Person(id=context.new_id(now), body=body, created_at=at, updated_at=at, language=language)
        return context.people.keep(enriched(fresh, requester, (proved,), at), None)
    return context.people.keep(enriched(before, requester, (proved,), at), before)


def free(context: Context, session: Session, body: str, at: str) -> None:
    """Take the proven identifier from a profile of the body that had it from an earlier holder."""
    if other := context.people.holder(body, session.kind, session.value):
        left = handed_on(other, session.kind, session.value, at=at, by="requester")
        context.people.keep(left, other)


def export_person(context: Context, session: Session, body: str) -> Person | None:
    """Return all that a body keeps of who is asking, apart from tickets; None if it keeps no profile."""
    return own_profile(context, session, body)


def erase_person(context: Context, session: Session, body: str) -> bool:
    """Erase a body's profile of who is asking, and return whether there was one; tickets keep ids only.

    :raises Stale: if somebody changed the profile meanwhile
    """
    person = own_profile(context, session, body)
    if person:
        context.people.erase(person)
    return person is not None
