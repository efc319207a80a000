"""People: agent statuses, a routing profile for each set of queues, and users with the names that staff have here."""

import secrets
from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import islice
from typing import Any

from infra.telephony.exchange import Exchange
from infra.telephony.house import Person

STATUSES = {
    "available": "Available", "offline": "Offline", "break": "Break", "prayer": "Prayer", "training": "Training",
    "meeting": "Meeting", "wrap_up": "Wrap up",
}  # fmt: skip
"""Connect's names of our statuses; the first two come with an instance. People see the bilingual names of ours."""
CONCURRENCY = {"VOICE": 1, "CHAT": 3, "TASK": 3}
NOBODY = "no queues"
"""The routing profile of those who listen, or left their queues."""
_MOST_AT_ONCE = 10
_MEDIA = [{"Channel": channel, "Concurrency": most} for channel, most in CONCURRENCY.items()]
Pair = tuple[str, str]


def keep_statuses(exchange: Exchange) -> dict[str, str]:
    """Make the statuses that are missing; return their ids by our codes."""
    there = exchange.by_name("list_agent_statuses", "AgentStatusSummaryList")
    ids = {}
    for code, name in STATUSES.items():
        if name in there:
            ids[code] = there[name]["Id"]
        else:
            exchange.say(f"status {name}")
            ids[code] = exchange.ask("create_agent_status", Name=name, State="ENABLED")["AgentStatusId"]
    return ids


def profile_name(queues: Sequence[str]) -> str:
    """Return the name of the profile of some queues: how many, and a mark of which, and by which one calls out."""
    if not queues:
        return NOBODY
    return f"{len(queues)} queues {sha256(' '.join(queues).encode()).hexdigest()[:12]}"


def keep_people(exchange: Exchange, people: Sequence[Person], queues: Mapping[str, str]) -> dict[str, str]:
    """Make and change profiles and users; take whom nobody lists any more out of all queues. Return users' ids."""
    sets = {profile_name(person.queues): person.queues for person in people} | {NOBODY: ()}
    profiles = _keep_profiles(exchange, sets, queues)
    security = {name: told["Id"] for name, told in _security(exchange).items()}
    there = {told["Username"]: told["Id"] for told in exchange.all("list_users", "UserSummaryList")}
    ids = {}
    for person in people:
        profile, name = profiles[profile_name(person.queues)], person.staff.username
        if name not in there:
            ids[name] = _made(exchange, person, profile, security)
        else:
            ids[name] = there[name]
            _move(exchange, name, there[name], profile)
    for name in there.keys() - ids.keys():
        _move(exchange, name, there[name], profiles[NOBODY])
    return ids


def _security(exchange: Exchange) -> dict[str, dict[str, Any]]:
    return exchange.by_name("list_security_profiles", "SecurityProfileSummaryList")


def _made(exchange: Exchange, person: Person, profile: str, security: Mapping[str, str]) -> str:
    """Make a user. The password is nobody's: Connect's own page sends another to the address."""
    exchange.say(f"user {person.staff.username}")
    first, _, last = person.staff.name.partition(" ")
    reached = {"Email": person.staff.email} if person.staff.email else {}
    role = security["CallCenterManager" if person.supervises else "Agent"]
    made = exchange.ask(
        "create_user",
        Username=person.staff.username,
        Password=f"{secrets.token_urlsafe(24)}Aa1!",
        IdentityInfo={"FirstName": first, "LastName": last or first, **reached},
        PhoneConfig={"PhoneType": "SOFT_PHONE", "AutoAccept": False, "AfterContactWorkTimeLimit": 0},
        SecurityProfileIds=[role],
        RoutingProfileId=profile,
    )
    return str(made["UserId"])


def _move(exchange: Exchange, name: str, user: str, profile: str) -> None:
    if exchange.ask("describe_user", UserId=user)["User"]["RoutingProfileId"] != profile:
        exchange.say(f"user {name} changes queues")
        exchange.ask("update_user_routing_profile", UserId=user, RoutingProfileId=profile)


def _keep_profiles(exchange: Exchange, sets: Mapping[str, Sequence[str]], queues: Mapping[str, str]) -> dict[str, str]:
    there = exchange.by_name("list_routing_profiles", "RoutingProfileSummaryList")
    outbound = next(iter(queues.values()))
    ids = {}
    for name, wanted in sets.items():
        if name in there:
            ids[name] = there[name]["Id"]
        else:
            exchange.say(f"routing profile {name}")
            ids[name] = exchange.ask(
                "create_routing_profile", Name=name, Description=(", ".join(wanted) or name)[:250],
                DefaultOutboundQueueId=queues[wanted[0]] if wanted else outbound, MediaConcurrencies=_MEDIA,
            )["RoutingProfileId"]  # fmt: skip
        _keep_pairs(exchange, ids[name], {(queues[queue], channel) for queue in wanted for channel in CONCURRENCY})
    return ids


def _keep_pairs(exchange: Exchange, profile: str, wanted: set[Pair]) -> None:
    """Let exactly these queues reach a profile by these channels."""
    told = exchange.all("list_routing_profile_queues", "RoutingProfileQueueConfigSummaryList", RoutingProfileId=profile)
    there = {(one["QueueId"], one["Channel"]) for one in told}
    for some in _few(sorted(there - wanted)):
        gone = [{"QueueId": queue, "Channel": channel} for queue, channel in some]
        exchange.ask("disassociate_routing_profile_queues", RoutingProfileId=profile, QueueReferences=gone)
    for some in _few(sorted(wanted - there)):
        new = [{"QueueReference": {"QueueId": queue, "Channel": channel}, "Priority": 1, "Delay": 0}
               for queue, channel in some]  # fmt: skip
        exchange.ask("associate_routing_profile_queues", RoutingProfileId=profile, QueueConfigs=new)


def _few(pairs: list[Pair]) -> list[list[Pair]]:
    each = iter(pairs)
    return list(iter(lambda: list(islice(each, _MOST_AT_ONCE)), []))
