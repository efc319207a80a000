"""Tags of whatever has an ARN; the quick connects of queues."""

from typing import Any

from local.connect.api.account import Account
from local.connect.api.errors import ResourceNotFound
from local.connect.api.listing import page
from local.connect.api.operations.directory import QUICK_CONNECTS
from local.connect.api.operations.queues import QUEUES
from local.connect.api.registry import Asked, operation
from local.connect.keeping import SHELVES
from local.connect.resources import Queue, Resource


def _tagged(account: Account, arn: str) -> Resource:
    shelves = (getattr(instance.directory, name) for instance in account.here() for name in SHELVES)
    found: Resource | None = next((one for shelf in shelves for one in shelf if one.arn == arn), None)
    if found is None:
        raise ResourceNotFound(f"Resource not found: {arn}")
    return found


@operation("TagResource")
def tag(account: Account, asked: Asked) -> None:
    """Tag anything. :raises ResourceNotFound: if nothing has the ARN"""
    one = _tagged(account, asked["resourceArn"])
    one.more["Tags"] = {**(one.more.get("Tags") or {}), **asked["tags"]}


@operation("UntagResource")
def untag(account: Account, asked: Asked) -> None:
    one = _tagged(account, asked["resourceArn"])
    kept = {key: value for key, value in (one.more.get("Tags") or {}).items() if key not in asked["tagKeys"]}
    one.more["Tags"] = kept


@operation("ListTagsForResource")
def tags(account: Account, asked: Asked) -> dict[str, Any]:
    return {"tags": _tagged(account, asked["resourceArn"]).more.get("Tags") or {}}


def _queue(account: Account, asked: Asked) -> Queue:
    return QUEUES.find(account.instance(asked["InstanceId"]), asked["QueueId"])


@operation("AssociateQueueQuickConnects")
def associate(account: Account, asked: Asked) -> None:
    """Offer quick connects to the agents of a queue. :raises ResourceNotFound: if there is no such"""
    queue, instance = _queue(account, asked), account.instance(asked["InstanceId"])
    added = [QUICK_CONNECTS.find(instance, one).id for one in asked["QuickConnectIds"]]
    queue.more["QuickConnects"] = list(dict.fromkeys([*queue.more.get("QuickConnects", ()), *added]))


@operation("DisassociateQueueQuickConnects")
def dissociate(account: Account, asked: Asked) -> None:
    queue = _queue(account, asked)
    queue.more["QuickConnects"] = [
        one for one in queue.more.get("QuickConnects", ()) if one not in asked["QuickConnectIds"]
    ]


@operation("ListQueueQuickConnects")
def quick_connects(account: Account, asked: Asked) -> dict[str, Any]:
    instance = account.instance(asked["InstanceId"])
    shown, token = page(_queue(account, asked).more.get("QuickConnects", ()), asked)
    told = [QUICK_CONNECTS.find(instance, one) for one in shown]
    summaries = [{"Id": one.id, "Arn": one.arn, "Name": one.name, "QuickConnectType": one.kind} for one in told]
    return {"QuickConnectSummaryList": summaries, "NextToken": token}
