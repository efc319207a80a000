"""People: users with the user names that staff have here, each with the routing profile of their queues."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from chalicelib.contacts.exchange.house import Person
from chalicelib.contacts.exchange.identities import identity_of, keep_identity, keep_rights, rights_of
from chalicelib.contacts.exchange.instance import Exchange
from chalicelib.contacts.exchange.profiles import keep_profile, profile_name
from chalicelib.contacts.telephony import Installation


@dataclass(frozen=True)
class Seat:
    """Where a user sits: in which queues; `person` is None for who has left all."""

    username: str
    queues: tuple[str, ...] = ()
    person: Person | None = None

    @property
    def profile(self) -> str:
        return profile_name(self.queues)

    @property
    def identity(self) -> str:
        return self.person.identity if self.person else ""

    @property
    def bodies(self) -> frozenset[str]:
        return self.person.bodies if self.person else frozenset()

    def stands(self, before: Installation) -> bool:
        """Return whether the user sits as the last time, and is who they were."""
        same = before.identities.get(self.username, "") == self.identity
        return same and before.seated.get(self.username) == self.profile


def keep_people(
    exchange: Exchange, people: Sequence[Person], queues: Mapping[str, str], before: Installation
) -> Installation:
    """Make users, move and name them; take whom nobody lists any more out of all queues, and the right to listen.

    :param queues: the queues that stand, by name: one that was refused reaches nobody
    :param before: who keeps seat, name and rights of the last time is not looked at; without seats everybody is
    """
    seats = list(_seats(exchange, people, queues, before.seated))
    changed = [seat for seat in seats if not seat.stands(before)]
    if not changed:
        return before
    profiles = _profiles(exchange, changed, queues)
    seated, identities = dict(before.seated), dict(before.identities)
    for seat in changed:
        with exchange.trying(seat.bodies, "user", seat.username):
            if seat.profile in profiles:
                _sit(exchange, seat, profiles[seat.profile], ours=bool(identities.get(seat.username)))
                seated[seat.username], identities[seat.username] = seat.profile, seat.identity
    there = _users(exchange)
    users = {seat.username: there[seat.username]["Id"] for seat in seats if seat.person and seat.username in there}
    return msgspec.structs.replace(before, users=users, seated=seated, identities=identities)


def _seats(
    exchange: Exchange, people: Sequence[Person], queues: Mapping[str, str], seated: Mapping[str, str]
) -> Iterator[Seat]:
    known = set()
    for person in people:
        known.add(person.staff.username)
        yield Seat(person.staff.username, tuple(name for name in person.queues if name in queues), person)
    yield from (Seat(username) for username in (seated or _users(exchange)).keys() - known)


def _profiles(exchange: Exchange, seats: Sequence[Seat], queues: Mapping[str, str]) -> dict[str, str]:
    """Return the ids of the routing profiles that these seats need, by name."""
    profiles = {}
    for name, seat in {seat.profile: seat for seat in seats}.items():
        with exchange.trying(seat.bodies, "profile", name):
            profiles[name] = keep_profile(exchange, name, seat.queues, queues)
    return profiles


def _users(exchange: Exchange) -> dict[str, dict[str, Any]]:
    return exchange.by_name("list_users", "UserSummaryList", "Username")


def _sit(exchange: Exchange, seat: Seat, profile: str, *, ours: bool) -> None:
    there = _users(exchange)
    if seat.username in there:
        _keep(exchange, seat, there[seat.username]["Id"], profile, ours=ours)
    elif seat.person:
        there[seat.username] = {"Id": _made(exchange, seat.person, profile)}


def _made(exchange: Exchange, person: Person, profile: str) -> str:
    """Make a user. The password is nobody's: Connect's own page sends another to the address."""
    exchange.say(f"user {person.staff.username}")
    made = exchange.ask(
        "create_user",
        Username=person.staff.username,
        Password=f"{secrets.token_urlsafe(24)}Aa1!",
        IdentityInfo=identity_of(person),
        PhoneConfig={"PhoneType": "SOFT_PHONE", "AutoAccept": False, "AfterContactWorkTimeLimit": 0},
        SecurityProfileIds=[rights_of(exchange, person)],
        RoutingProfileId=profile,
    )
    return str(made["UserId"])


def _keep(exchange: Exchange, seat: Seat, user: str, profile: str, *, ours: bool) -> None:
    told = exchange.ask("describe_user", UserId=user)["User"]
    if told["RoutingProfileId"] != profile:
        exchange.say(f"user {seat.username} changes queues")
        exchange.ask("update_user_routing_profile", UserId=user, RoutingProfileId=profile)
    if seat.person:
        keep_identity(exchange, seat.person, told)
    elif ours:
        keep_rights(exchange, None, told)
