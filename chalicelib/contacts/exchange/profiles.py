"""Routing profiles: one for each set of queues that somebody sits in."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import islice

from chalicelib.contacts.exchange.instance import Exchange

CONCURRENCY = {"VOICE": 1, "TASK": 3}
"""What reaches an agent at once. An account begins with fifty pairs of queue and channel for a profile: no chat is
among them as long as nobody can chat, so that somebody may sit in twelve queues, each in two languages.
"""
NOBODY = "no queues"
"""The routing profile of those who listen, or left their queues."""
_MOST_AT_ONCE = 10
_MEDIA = [{"Channel": channel, "Concurrency": most} for channel, most in CONCURRENCY.items()]
Pair = tuple[str, str]


def profile_name(queues: Sequence[str]) -> str:
    """Return the name of the profile of some queues: how many, and a mark of which, and by which one calls out."""
    if not queues:
        return NOBODY
    return f"{len(queues)} queues {sha256(' '.join(queues).encode()).hexdigest()[:12]}"


def keep_profile(exchange: Exchange, name: str, wanted: Sequence[str], queues: Mapping[str, str]) -> str:
    """Let a profile, made if it is missing, reach exactly these queues and call out by the first; return its id."""
    there = exchange.by_name("list_routing_profiles", "RoutingProfileSummaryList")
    if name not in there:
        there[name] = {"Id": _made(exchange, name, wanted, queues)}
    elif wanted:
        _keep_outbound(exchange, str(there[name]["Id"]), queues[wanted[0]])
    id_ = str(there[name]["Id"])
    _keep_pairs(exchange, id_, {(queues[queue], channel) for queue in wanted for channel in CONCURRENCY})
    return id_


def _made(exchange: Exchange, name: str, wanted: Sequence[str], queues: Mapping[str, str]) -> str:
    exchange.say(f"routing profile {name}")
    outbound = queues[wanted[0]] if wanted else next(iter(queues.values()))
    made = exchange.ask(
        "create_routing_profile", Name=name, Description=(", ".join(wanted) or name)[:250],
        DefaultOutboundQueueId=outbound, MediaConcurrencies=_MEDIA,
    )  # fmt: skip
    return str(made["RoutingProfileId"])


def _keep_outbound(exchange: Exchange, profile: str, queue: str) -> None:
    """Let calls out be made by a queue, also after another took its name."""
    told = exchange.ask("describe_routing_profile", RoutingProfileId=profile)["RoutingProfile"]
    if told["DefaultOutboundQueueId"] != queue:
        own = {"RoutingProfileId": profile, "DefaultOutboundQueueId": queue}
        exchange.ask("update_routing_profile_default_outbound_queue", **own)


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
