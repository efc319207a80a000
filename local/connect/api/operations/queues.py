"""Queues and hours of operation."""

from typing import Any

from local.connect.api.errors import ResourceNotFound
from local.connect.api.nouns import Noun
from local.connect.api.registry import Asked
from local.connect.engine import Instance
from local.connect.resources import Hours, Queue, Span


def _minutes(at: dict[str, int]) -> int:
    return at["Hours"] * 60 + at["Minutes"]


def spans_of(config: list[dict[str, Any]]) -> list[Span]:
    """Return the openings of a week; one that ends at 00:00 ends at midnight."""
    return [Span(one.get("Day", ""), _minutes(one["StartTime"]), _minutes(one["EndTime"]) or 1440) for one in config]


def _hours(_instance: Instance, id_: str, arn: str, asked: Asked) -> Hours:
    return Hours(id=id_, arn=arn, name=asked["Name"], timezone=asked["TimeZone"], spans=spans_of(asked["Config"]))


def _set_hours(hours: Hours, asked: Asked) -> None:
    hours.name, hours.timezone = asked.get("Name", hours.name), asked.get("TimeZone", hours.timezone)
    if "Config" in asked:
        hours.spans = spans_of(asked["Config"])


HOURS = Noun(
    name="HoursOfOperation", arn_type="operating-hours", quota="hours", shelf=lambda directory: directory.hours,
    make=_hours,
).register()  # fmt: skip
HOURS.changes("UpdateHoursOfOperation", _set_hours)


def _open_as(instance: Instance, asked: Asked) -> None:
    """Look for the hours of a queue. :raises ResourceNotFound: if they are not there"""
    HOURS.find(instance, asked["HoursOfOperationId"])


def _calls_as(instance: Instance, asked: Asked) -> None:
    """Look for the number and the whisper of calls out. :raises ResourceNotFound: if one is not there"""
    config = asked.get("OutboundCallerConfig", {})
    for member, shelf in (("OutboundCallerIdNumberId", "numbers"), ("OutboundFlowId", "flows")):
        if member in config and getattr(instance.directory, shelf).find(config[member]) is None:
            raise ResourceNotFound(f"{member} not found: {config[member]}")


def _queue(instance: Instance, id_: str, arn: str, asked: Asked) -> Queue:
    _open_as(instance, asked)
    _calls_as(instance, asked)
    queue = Queue(id=id_, arn=arn, name=asked["Name"], hours=asked["HoursOfOperationId"], most=asked.get("MaxContacts"))
    _set_caller(queue, asked)
    return queue


def _set_caller(queue: Queue, asked: Asked) -> None:
    config = asked.get("OutboundCallerConfig", {})
    queue.caller_id, queue.whisper = config.get("OutboundCallerIdNumberId"), config.get("OutboundFlowId")


def _told(queue: Queue) -> dict[str, Any]:
    status = "ENABLED" if queue.enabled else "DISABLED"
    return {"Status": status, "QueueType": _kind(queue), "HoursOfOperationId": queue.hours, "MaxContacts": queue.most}


def _kind(queue: Queue) -> str:
    return "AGENT" if queue.agent else "STANDARD"


QUEUES = Noun(
    name="Queue", arn_type="queue", quota="queues", shelf=lambda directory: directory.queues, make=_queue, told=_told,
    unsearched=lambda queue: queue.agent is not None,  # SearchQueues finds queues of the type STANDARD alone
    leaves_out=lambda queue, asked: _kind(queue) not in (asked.get("QueueTypes") or [_kind(queue)]),
).register()  # fmt: skip
QUEUES.changes("UpdateQueueStatus", lambda queue, asked: setattr(queue, "enabled", asked["Status"] == "ENABLED"))
QUEUES.changes("UpdateQueueName", lambda queue, asked: setattr(queue, "name", asked.get("Name", queue.name)))
QUEUES.changes(
    "UpdateQueueHoursOfOperation", lambda queue, asked: setattr(queue, "hours", asked["HoursOfOperationId"]), _open_as
)
QUEUES.changes("UpdateQueueMaxContacts", lambda queue, asked: setattr(queue, "most", asked.get("MaxContacts")))
QUEUES.changes("UpdateQueueOutboundCallerConfig", _set_caller, _calls_as)
