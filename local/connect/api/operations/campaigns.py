"""Campaigns of `connectcampaignsv2`: telephony alone is performed."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from local.connect.api.account import Account
from local.connect.api.errors import Conflict, InvalidRequest, ResourceNotFound
from local.connect.api.registry import Asked, operation
from local.connect.campaigns import AGENTLESS, PREDICTIVE, PROGRESSIVE, Campaign, Plan, Request
from local.connect.refusals import Refused

_SERVICE = "connectcampaignsv2"
_KEPT = (
    "name", "connectInstanceId", "channelSubtypeConfig", "type", "source", "schedule", "entryLimitsConfig",
    "communicationTimeConfig", "communicationLimitsOverride", "tags",
)  # fmt: skip


@dataclass
class Kept:
    """A campaign, what was asked of it, and the requests that it knows by their tokens."""

    arn: str
    asked: Asked
    campaign: Campaign
    tokens: dict[str, str] = field(default_factory=dict)


def _kept(account: Account, id_: str) -> Kept:
    found = account.campaigns.get(id_)
    if found is None:
        raise ResourceNotFound(f"Campaign not found: {id_}")
    kept: Kept = found
    return kept


def _plan(asked: Asked) -> Plan:
    """Return how a campaign calls. :raises InvalidRequest: if by no telephone, or in a mode that is not performed"""
    telephony = asked.get("channelSubtypeConfig", {}).get("telephony")
    if telephony is None:
        raise InvalidRequest("The engine performs campaigns by telephone only")
    mode = next((one for one in (AGENTLESS, PROGRESSIVE, PREDICTIVE) if one in telephony["outboundMode"]), None)
    if mode is None or (mode != AGENTLESS and "connectQueueId" not in telephony):
        raise InvalidRequest("An outbound mode is agentless, or progressive or predictive with a connectQueueId")
    outbound = telephony["defaultOutboundConfig"]
    return Plan(
        flow=outbound["connectContactFlowId"], mode=mode, queue=telephony.get("connectQueueId"),
        source=outbound.get("connectSourcePhoneNumber"), capacity=telephony.get("capacity", 1.0),
        amd=outbound.get("answerMachineDetectionConfig", {}).get("enableAnswerMachineDetection", False),
        ring=outbound.get("ringTimeout", 60),
    )  # fmt: skip


@operation("CreateCampaign", _SERVICE)
def create(account: Account, asked: Asked) -> dict[str, Any]:
    """Make a campaign; it calls nobody until it is started. :raises Conflict: if its name is taken"""
    instance = account.instance(asked["connectInstanceId"])
    if any(one.asked["name"] == asked["name"] for one in account.campaigns.values()):
        raise Conflict(f"There is a campaign named {asked['name']}")
    plan, id_ = _plan(asked), str(uuid4())
    instance.program_or_refuse(plan.flow)
    arn = f"arn:aws:connect-campaigns:{instance.directory.region}:{instance.directory.account}:campaign/{id_}"
    end = asked.get("schedule", {}).get("endTime")
    campaign = Campaign(instance, id_, plan, end.timestamp() if end else None)
    account.campaigns[id_] = Kept(arn, asked, campaign)
    return {"id": id_, "arn": arn, "tags": asked.get("tags", {})}


def _told(id_: str, one: Kept) -> dict[str, Any]:
    return {"id": id_, "arn": one.arn, **{name: one.asked[name] for name in _KEPT if name in one.asked}}


@operation("DescribeCampaign", _SERVICE)
def describe(account: Account, asked: Asked) -> dict[str, Any]:
    return {"campaign": _told(asked["id"], _kept(account, asked["id"]))}


@operation("ListCampaigns", _SERVICE)
def campaigns(account: Account, asked: Asked) -> dict[str, Any]:
    wanted = asked.get("filters", {}).get("instanceIdFilter", {}).get("value")
    names = ("id", "arn", "name", "connectInstanceId", "type", "schedule", "entryLimitsConfig")
    found = [_told(id_, one) for id_, one in account.campaigns.items()]
    return {
        "campaignSummaryList": [
            {"channelSubtypes": ["TELEPHONY"], **{name: one[name] for name in names if name in one}}
            for one in found
            if wanted in (None, one["connectInstanceId"])
        ]
    }


@operation("GetCampaignState", _SERVICE)
def state(account: Account, asked: Asked) -> dict[str, Any]:
    return {"state": _kept(account, asked["id"]).campaign.state}


@operation("DeleteCampaign", _SERVICE)
def delete(account: Account, asked: Asked) -> None:
    _kept(account, asked["id"]).campaign.end()
    del account.campaigns[asked["id"]]


def _verb(name: str, verb: str) -> None:
    def become(account: Account, asked: Asked) -> None:
        try:
            _kept(account, asked["id"]).campaign.become(verb)
        except Refused as error:
            raise Conflict(str(error)) from error

    operation(name, _SERVICE)(become)


_verb("StartCampaign", "start")
_verb("PauseCampaign", "pause")
_verb("ResumeCampaign", "resume")
_verb("StopCampaign", "stop")


@operation("PutOutboundRequestBatch", _SERVICE)
def put(account: Account, asked: Asked) -> dict[str, Any]:
    """Take people into the list; a token that is known already is taken once."""
    kept = _kept(account, asked["id"])
    taken, failed = [], []
    for one in asked["outboundRequests"]:
        token, code = one["clientToken"], None
        if token not in kept.tokens:
            code = _put(kept, one)
        if code:
            failed.append({"clientToken": token, "failureCode": code})
        else:
            taken.append({"clientToken": token, "id": kept.tokens[token]})
    return {"successfulRequests": taken, "failedRequests": failed}


def _put(kept: Kept, one: dict[str, Any]) -> str | None:
    """Put one person into the list; return why it failed, if it did."""
    telephony = one["channelSubtypeParameters"].get("telephony")
    if telephony is None or not telephony["destinationPhoneNumber"].startswith("+"):
        return "InvalidInput"
    request = Request(
        str(uuid4()), telephony["destinationPhoneNumber"], one["expirationTime"].timestamp(), telephony["attributes"]
    )
    if not kept.campaign.put(request):
        return "BufferLimitExceeded"
    kept.tokens[one["clientToken"]] = request.id
    return None
