"""Routing profiles: which queues reach whom, in which order, and how many contacts of a channel at once."""

from typing import Any

from local.connect.api.account import Account
from local.connect.api.listing import page
from local.connect.api.nouns import Noun
from local.connect.api.operations.queues import QUEUES
from local.connect.api.quotas import Quotas
from local.connect.api.registry import Asked, operation
from local.connect.engine import Instance
from local.connect.resources import ProfileQueue, RoutingProfile


def _queues(asked: Asked) -> list[ProfileQueue]:
    return [
        ProfileQueue(one["QueueReference"]["QueueId"], one["QueueReference"]["Channel"], one["Priority"], one["Delay"])
        for one in asked.get("QueueConfigs", ())
    ]


def _set_concurrency(profile: RoutingProfile, asked: Asked) -> None:
    limits = asked["MediaConcurrencies"]
    profile.concurrency = {one["Channel"]: one.get("Concurrency", 1) for one in limits}
    profile.any_channel = frozenset(one["Channel"] for one in limits if _takes_others(one))


def _takes_others(limit: dict[str, Any]) -> bool:
    return bool(limit.get("CrossChannelBehavior", {}).get("BehaviorType") == "ROUTE_ANY_CHANNEL")


def _are_there(instance: Instance, asked: Asked) -> None:
    """Look for the queues that a profile reaches. :raises ResourceNotFound: if one is not there"""
    for one in _queues(asked):
        QUEUES.find(instance, one.queue)


def _calls_from(instance: Instance, asked: Asked) -> None:
    QUEUES.find(instance, asked["DefaultOutboundQueueId"])


def _profile(instance: Instance, id_: str, arn: str, asked: Asked) -> RoutingProfile:
    _calls_from(instance, asked)
    _are_there(instance, asked)
    outbound = asked["DefaultOutboundQueueId"]
    made = RoutingProfile(id=id_, arn=arn, name=asked["Name"], queues=_queues(asked), outbound_queue=outbound)
    _set_concurrency(made, asked)
    return made


PROFILES = Noun(
    name="RoutingProfile", arn_type="routing-profile", quota="profiles",
    shelf=lambda directory: directory.profiles, make=_profile,
    told=lambda profile: {
        "NumberOfAssociatedQueues": len(profile.queues), "DefaultOutboundQueueId": profile.outbound_queue,
        "AssociatedQueueIds": sorted({one.queue for one in profile.queues}),
    },
).register()  # fmt: skip


def _pairs(profile: RoutingProfile) -> dict[tuple[str, str], ProfileQueue]:
    return {(one.queue, one.channel): one for one in profile.queues}


def _associate(profile: RoutingProfile, asked: Asked) -> None:
    """Let more queues reach a profile. :raises LimitExceeded: if they were too many, counted by channel"""
    added = {(one.queue, one.channel): one for one in _queues(asked)}
    pairs = _pairs(profile) | added
    Quotas().admit("places", len(pairs) - 1)
    profile.queues = list(pairs.values())


def _dissociate(profile: RoutingProfile, asked: Asked) -> None:
    gone = {(one["QueueId"], one["Channel"]) for one in asked.get("QueueReferences", ())}
    profile.queues = [one for pair, one in _pairs(profile).items() if pair not in gone]


def _rename(profile: RoutingProfile, asked: Asked) -> None:
    profile.name = asked.get("Name", profile.name)


def _set_outbound(profile: RoutingProfile, asked: Asked) -> None:
    profile.outbound_queue = asked["DefaultOutboundQueueId"]


PROFILES.changes("AssociateRoutingProfileQueues", _associate, _are_there)
PROFILES.changes("UpdateRoutingProfileQueues", _associate, _are_there)
PROFILES.changes("DisassociateRoutingProfileQueues", _dissociate)
PROFILES.changes("UpdateRoutingProfileConcurrency", _set_concurrency)
PROFILES.changes("UpdateRoutingProfileName", _rename)
PROFILES.changes("UpdateRoutingProfileDefaultOutboundQueue", _set_outbound, _calls_from)


@operation("ListRoutingProfileQueues")
def queues(account: Account, asked: Asked) -> dict[str, Any]:
    instance = account.instance(asked["InstanceId"])
    shown, token = page(PROFILES.find(instance, asked["RoutingProfileId"]).queues, asked)
    return {"RoutingProfileQueueConfigSummaryList": [_told(instance, one) for one in shown], "NextToken": token}


def _told(instance: Instance, one: ProfileQueue) -> dict[str, Any]:
    queue = QUEUES.find(instance, one.queue)
    return {
        "QueueId": queue.id, "QueueArn": queue.arn, "QueueName": queue.name, "Priority": one.priority,
        "Delay": int(one.delay), "Channel": one.channel,
    }  # fmt: skip
