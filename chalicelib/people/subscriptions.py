"""Staying in touch (أبق على اتصال, R017): who agreed to a body's news, when and where, and who withdrew.

Somebody signs up with a session, so a one-time code has proved the mobile or address; the consent stands in the body's
profile of them, with which it is exported and erased. Withdrawing needs no code: every message of news carries a link.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from chalicelib.organisations.staff import Role, Staff
from chalicelib.people.actions import Context, free, own_profile
from chalicelib.people.limits import Limit
from chalicelib.people.person import Consent, Identifier, Person, with_consent
from chalicelib.people.requester import Name
from chalicelib.people.session import Session
from chalicelib.people.views import BodyCode, PersonId, masked
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Invalid, NotFound, Stale
from chalicelib.shared.secret import BadToken
from chalicelib.shared.sheets import csv_of
from chalicelib.shared.texts import clean_line

NEWS: Literal["news"] = "news"
PORTAL = "portal"
READERS = (Role.CAMPAIGN_MANAGER, Role.MANAGER, Role.ADMIN)
SIGNED_UP = Limit(name="subscribe", most=20, seconds=3600)
LINK_OPENED = Limit(name="subscription-links", most=300, seconds=600)
# So many are in one part of a file.
EXPORTED = 500
_PAGE = 50
_TRIES = 3
_HEADING = ("name", "by", "to", "language", "given_at", "source")


class SignUp(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody leaves who wants to hear from a body; `consent` must be true, and was not ticked beforehand.

    `portal` is the code of the body's channel in whose pages the form stands; "" is the service's own portal (R018).
    """

    body: BodyCode
    consent: bool
    name: Name = ""
    language: Literal["ar", "en"] = "ar"
    portal: Annotated[str, Meta(max_length=64)] = ""


class SubscriptionQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which body's news."""

    body: BodyCode


class SubscriptionView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How somebody stays in touch with a body: `by` mobile or email, `to` masked; since when, given where."""

    body: str
    active: bool
    name: str = ""
    by: str = ""
    to: str = ""
    language: str = ""
    given_at: str = ""
    source: str = ""
    withdrawn_at: str = ""
    token: str = ""
    """What withdraws without a code; only who is signed in is given it."""


class SubscribersQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose subscribers; `body` "" is the home body."""

    body: BodyCode = ""
    cursor: PersonId = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 25


class ExportQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    body: BodyCode = ""
    cursor: PersonId = ""


class Subscriber(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who agreed to news, and to what mobile or address; masked for who does not write to them."""

    id: str
    name: str
    by: str
    to: str
    language: str
    given_at: str
    source: str


class Subscribers(msgspec.Struct, frozen=True, kw_only=True):
    """A page of subscribers, the latest profiles first."""

    items: tuple[Subscriber, ...]
    next: str | None
    masked: bool


class SubscribersFile(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the subscribers as a CSV file for spreadsheets, in which no cell is a formula."""

    name: str
    csv: str
    next: str | None
    masked: bool


def subscribe(context: Context, session: Session, asked: SignUp) -> SubscriptionView:
    """Keep that somebody agrees to a body's news; said again, it changes nothing but the language.

    :raises NotFound: if there is no such body
    :raises Invalid: if there is no consent, no name, or no such portal
    :raises TooMany: if one mobile or address asks too often
    """
    body = context.bodies.body(asked.body)
    if not asked.consent:
        raise Invalid.field("consent", "missing")
    source = body.portal(asked.portal) or PORTAL
    context.limits.require(SIGNED_UP, session.target.name(context.secret))

    def agree(before: Person | None) -> Person:
        at = iso(context.clock())
        person = before or _fresh(context, session, asked, at)
        spoken = msgspec.structs.replace(person, language=asked.language)
        return with_consent(spoken, NEWS, given=True, at=at, by="requester", way=session.kind, source=source)

    return _own(context, body.code, _kept(context, session, body.code, agree))


def subscription(context: Context, session: Session, body: str) -> SubscriptionView:
    """Return how who is asking stays in touch with a body. :raises NotFound: if there is no such body"""
    code = context.bodies.body(body).code
    return _own(context, code, own_profile(context, session, code))


def unsubscribe(context: Context, session: Session, body: str) -> SubscriptionView:
    """Withdraw from a body's news; who had not agreed has nothing to withdraw. :raises NotFound: if no such body"""
    code = context.bodies.body(body).code

    def withdraw(before: Person | None) -> Person | None:
        return _without(context, before, "requester") if before else None

    return _own(context, code, _kept(context, session, code, withdraw))


def withdrawal_token(context: Context, person: Person) -> str:
    """Return what a message of news carries, so that a click withdraws; it lasts as long as the profile."""
    return context.secret.token("subscription", {"b": person.body, "p": person.id})


def by_token(context: Context, token: str, *, source: str) -> SubscriptionView:
    """Return how the person of a link stays in touch; looking consumes nothing, for mail scanners look too.

    :raises NotFound: if it is no link of ours, or the person was erased
    :raises TooMany: if one client opens too many
    """
    person = _of_token(context, token, source)
    return _view(person.body, person)


def withdraw_by_token(context: Context, token: str, *, source: str) -> SubscriptionView:
    """Withdraw by a link, without a code; again, it changes nothing. Raises as `by_token`."""
    for _ in range(_TRIES):
        person = _of_token(context, token, source)
        after = _without(context, person, "link")
        with suppress(Stale):
            return _view(person.body, after if after == person else context.people.keep(after, person))
    raise Stale


def subscribers(context: Context, staff: Staff, asked: SubscribersQuery) -> Subscribers:
    """Return a page of who agreed to a body's news. :raises NotFound: if the staff do not serve the body"""
    found, after = _page(context, staff, asked.body, asked.cursor, asked.limit)
    return Subscribers(items=found, next=after or None, masked=not sees_clear(staff))


def exported(context: Context, staff: Staff, asked: ExportQuery) -> SubscribersFile:
    """Return a part of the subscribers as a file. :raises NotFound: if the staff do not serve the body"""
    found, after = _page(context, staff, asked.body, asked.cursor, EXPORTED)
    rows = [tuple(getattr(each, column) for column in _HEADING) for each in found]
    day = iso(context.clock())[:10]
    name = f"subscribers-{asked.body or staff.body}-{day}.csv"
    return SubscribersFile(name=name, csv=csv_of(_HEADING, rows), next=after or None, masked=not sees_clear(staff))


def sees_clear(staff: Staff) -> bool:
    """Return whether mobiles and addresses are shown in the clear: to whom campaigns are the work of (R303)."""
    return staff.has(Role.CAMPAIGN_MANAGER)


def _fresh(context: Context, session: Session, asked: SignUp, at: str) -> Person:
    """Return a new profile of somebody whom the body did not know; the proven identifier becomes theirs."""
    name = clean_line(asked.name)
    if not name:
        raise Invalid.field("name", "missing")
    free(context, session, asked.body, at)
    proved = Identifier(kind=session.kind, value=session.value, added_at=at, verified_at=at)
    id = context.new_id(context.clock())
    return Person(id=id, body=asked.body, created_at=at, updated_at=at, name=name, identifiers=(proved,))


def _kept(
    context: Context, session: Session, body: str, change: Callable[[Person | None], Person | None]
) -> Person | None:
    """Keep the own profile as `change` makes it of what it is now, though others change it meanwhile."""
    for _ in range(_TRIES):
        before = own_profile(context, session, body)
        after = change(before)
        with suppress(Stale):
            return after if after is None or after == before else context.people.keep(after, before)
    raise Stale


def _without(context: Context, person: Person, by: str) -> Person:
    return with_consent(person, NEWS, given=False, at=iso(context.clock()), by=by)


def _of_token(context: Context, token: str, source: str) -> Person:
    context.limits.require(LINK_OPENED, source)
    try:
        facts = context.secret.facts("subscription", token)
    except BadToken:
        raise NotFound from None
    if person := context.people.get(facts["b"], facts["p"]):
        return person
    raise NotFound


def _own(context: Context, body: str, person: Person | None) -> SubscriptionView:
    if person is None:
        return SubscriptionView(body=body, active=False)
    return _view(body, person, token=withdrawal_token(context, person))


def _view(body: str, person: Person, *, token: str = "") -> SubscriptionView:
    consents = [each for each in person.consents if each.purpose == NEWS]
    if not consents:
        return SubscriptionView(body=body, active=False)
    latest = next(iter(person.agreed(NEWS)), consents[-1])
    by, to = _reached(person, latest)
    return SubscriptionView(
        body=body, active=not latest.withdrawn_at, name=person.shown_name, by=by, to=masked(by, to) if to else "",
        language=person.language, given_at=latest.given_at, source=latest.source, withdrawn_at=latest.withdrawn_at,
        token=token,
    )  # fmt: skip


def _reached(person: Person, consent: Consent) -> tuple[str, str]:
    """Return the kind and value of the identifier that news go to; nothing where none is left."""
    kinds = (consent.by,) if consent.by else ("email", "mobile")
    return next(((kind, person.values(kind)[0]) for kind in kinds if person.values(kind)), ("", ""))


def _page(context: Context, staff: Staff, body: str, after: str, limit: int) -> tuple[tuple[Subscriber, ...], str]:
    code = body or staff.body
    if code not in staff.bodies:
        raise NotFound
    found: list[Person] = []
    while len(found) < limit:
        people, after = context.people.consenting(code, NEWS, before=after, most=min(_PAGE, limit - len(found)))
        found += people
        if not after:
            break
    return tuple(_subscriber(person, clear=sees_clear(staff)) for person in found), after


def _subscriber(person: Person, *, clear: bool) -> Subscriber:
    consent = person.agreed(NEWS)[0]
    by, to = _reached(person, consent)
    return Subscriber(
        id=person.id, name=person.shown_name, by=by, to=to if clear or not to else masked(by, to),
        language=person.language, given_at=consent.given_at, source=consent.source,
    )  # fmt: skip
