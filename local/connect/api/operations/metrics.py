"""Metrics: of now, and of closed records."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from zoneinfo import available_timezones

from local.connect.agents import Agent
from local.connect.api.account import Account
from local.connect.api.errors import InvalidRequest
from local.connect.api.listing import page
from local.connect.api.registry import Asked, operation
from local.connect.api.times import when
from local.connect.contact import Contact
from local.connect.engine import Instance
from local.connect.projections.metrics import METRICS, WITH_THRESHOLD, Threshold
from local.connect.projections.periods import MOST_DAYS, MOST_DAYS_SHORT, SHORT, stretches
from local.connect.resources import CHANNELS, Queue

Dimensions = tuple[tuple[str, str], ...]


@operation("GetMetricDataV2")
def historical(account: Account, asked: Asked) -> dict[str, Any]:
    """Return metrics of the contacts that ended in a range, by stretches and dimensions.

    :raises InvalidRequest: if the range, a filter, a grouping or a metric cannot be judged
    """
    instance = account.instance(asked["ResourceArn"])
    period = asked.get("Interval", {}).get("IntervalPeriod", "TOTAL")
    zone = asked.get("Interval", {}).get("TimeZone", "UTC")
    _check(asked, period)
    ended = [one for one in list(instance.contacts.values()) if one.completed_at is not None]
    wanted = [one for one in ended if all(_is_wanted(instance, one, each) for each in asked["Filters"])]
    results = [
        {"Dimensions": dict(dimensions), "MetricInterval": {"Interval": period, "StartTime": start, "EndTime": end},
         "Collections": [_collected(found, metric) for metric in asked["Metrics"]]}
        for start, end in stretches(asked["StartTime"], asked["EndTime"], period, zone)
        for dimensions, found in _grouped(instance, _within(wanted, start, end), asked.get("Groupings", ()))
    ]  # fmt: skip
    shown, token = page(results, asked)
    return {"MetricResults": shown, "NextToken": token}


def _check(asked: Asked, period: str) -> None:
    lasts = asked["EndTime"] - asked["StartTime"]
    if (zone := asked.get("Interval", {}).get("TimeZone", "UTC")) not in available_timezones():
        raise InvalidRequest(f"There is no time zone {zone[:60]}")
    most = MOST_DAYS_SHORT if period in SHORT else MOST_DAYS
    if not timedelta() < lasts <= timedelta(days=most):
        raise InvalidRequest(f"A range of {period} ends after its start, {most} days later at most")
    for metric in asked["Metrics"]:
        if metric.get("Name") not in METRICS:
            raise InvalidRequest(f"The engine counts no {metric.get('Name')}: {', '.join(sorted(METRICS))}")
        if (metric["Name"] in WITH_THRESHOLD) != bool(metric.get("Threshold")):
            raise InvalidRequest(
                f"{metric['Name']}: a Threshold is needed by {', '.join(sorted(WITH_THRESHOLD))} alone"
            )


def _within(contacts: Iterable[Contact], start: Any, end: Any) -> list[Contact]:
    return [one for one in contacts if start.timestamp() <= (one.disconnected_at or 0) < end.timestamp()]


def _key(instance: Instance, contact: Contact, name: str) -> tuple[str, str | None]:
    """Return a contact's value in a dimension, and the ARN of it. :raises InvalidRequest: if there is none such"""
    if name == "CHANNEL":
        return contact.channel, None
    user = instance.directory.users.find(contact.agent or "")
    kind, id_ = {
        "QUEUE": ("queue", contact.queue), "AGENT": ("agent", contact.agent),
        "ROUTING_PROFILE": ("routing-profile", user.profile if user else None),
        "INITIATION_METHOD": ("", contact.method), "DISCONNECT_REASON": ("", contact.reason),
    }.get(name, ("", ""))  # fmt: skip
    if id_ == "":
        raise InvalidRequest(f"The engine knows no dimension {name}")
    return id_ or "", instance.directory.name_of(kind, id_) if kind and id_ else None


def _is_wanted(instance: Instance, contact: Contact, each: dict[str, Any]) -> bool:
    values = {value.rsplit("/", 1)[-1] for value in each.get("FilterValues", ())}
    return _key(instance, contact, each["FilterKey"])[0] in values


def _grouped(
    instance: Instance, contacts: list[Contact], groupings: Iterable[str]
) -> list[tuple[Dimensions, list[Contact]]]:
    """Return the contacts by their dimensions; whoever has none in one of them (no queue, no agent) is left out."""
    names = list(groupings)
    if not names:
        return [((), contacts)]
    groups: dict[Dimensions, list[Contact]] = defaultdict(list)
    for contact in contacts:
        keys = [(name, *_key(instance, contact, name)) for name in names]
        if all(value for _, value, _ in keys):
            arns = [(f"{name}_ARN", arn) for name, _, arn in keys if arn]
            groups[(*((name, value) for name, value, _ in keys), *arns)].append(contact)
    return sorted(groups.items())


def _collected(contacts: list[Contact], metric: dict[str, Any]) -> dict[str, Any]:
    bounds = [Threshold(one["Comparison"], one["ThresholdValue"]) for one in metric.get("Threshold", ())]
    kept = [one for one in contacts if all(_passes(one, each) for each in metric.get("MetricFilters", ()))]
    value = METRICS[metric["Name"]](kept, bounds[0] if bounds else None)
    told = {"Metric": metric}
    return told if value is None else {**told, "Value": float(value)}


def _passes(contact: Contact, each: dict[str, Any]) -> bool:
    field = {"INITIATION_METHOD": contact.method, "DISCONNECT_REASON": contact.reason}.get(each["MetricFilterKey"])
    return (field in each["MetricFilterValues"]) != bool(each.get("Negate"))


@operation("GetCurrentMetricData")
def current(account: Account, asked: Asked) -> dict[str, Any]:
    """Return metrics of now, by queue and channel if asked so. :raises InvalidRequest: for another grouping"""
    instance = account.instance(asked["InstanceId"])
    groupings = asked.get("Groupings") or []
    if unknown := set(groupings) - {"QUEUE", "CHANNEL"}:
        raise InvalidRequest(f"The engine groups what is now by no {', '.join(sorted(unknown))}")
    queues = [queue for one in asked["Filters"].get("Queues", ()) if (queue := instance.directory.queues.find(one))]
    queues = queues or list(instance.directory.queues)
    channels = asked["Filters"].get("Channels") or list(CHANNELS)
    with instance.lock:
        results = [
            _now(instance, rows, channel, asked["CurrentMetrics"], groupings)
            for rows in ([[queue] for queue in queues] if "QUEUE" in groupings else [queues])
            for channel in ([[each] for each in channels] if "CHANNEL" in groupings else [channels])
        ]
    shown, token = page(results, asked)
    now = when(instance.clock.now())
    return {"MetricResults": shown, "NextToken": token, "DataSnapshotTime": now, "ApproximateTotalCount": len(results)}


def _now(
    instance: Instance, queues: list[Queue], channels: list[str], metrics: list[dict[str, Any]], groupings: list[str]
) -> dict[str, Any]:
    values = _values(instance, queues, channels)
    unknown = [metric["Name"] for metric in metrics if metric["Name"] not in values]
    if unknown:
        raise InvalidRequest(f"The engine counts no {', '.join(unknown)}")
    dimensions: dict[str, Any] = {}
    if "QUEUE" in groupings:
        dimensions["Queue"] = {"Id": queues[0].id, "Arn": queues[0].arn}
    if "CHANNEL" in groupings:
        dimensions["Channel"] = channels[0]
    told = [{"Metric": metric, "Value": float(values[metric["Name"]])} for metric in metrics]
    return {"Dimensions": dimensions, "Collections": told}


def _values(instance: Instance, queues: list[Queue], channels: list[str]) -> dict[str, float]:
    agents = _serving(instance, queues, channels)
    waiting = [
        leg.contact for queue in queues for leg in instance.router.waiting(queue.id) if leg.contact.channel in channels
    ]
    now = instance.clock.now()
    states = [state for agent in agents for state in agent.contacts.values()]
    on_contact = [agent for agent in agents if {"CONNECTED", "CONNECTED_ONHOLD"} & set(agent.contacts.values())]
    free = sum(max(0, agent.free_slots(channel)) for agent in agents for channel in channels)
    return {
        "AGENTS_ONLINE": sum(agent.status.kind != "OFFLINE" for agent in agents),
        "AGENTS_AVAILABLE": sum(any(agent.free_slots(channel) > 0 for channel in channels) for agent in agents),
        "AGENTS_STAFFED": sum(agent.status.kind == "ROUTABLE" for agent in agents),
        "AGENTS_NON_PRODUCTIVE": sum(agent.status.kind == "CUSTOM" for agent in agents),
        "AGENTS_ERROR": sum(bool(agent.error) for agent in agents),
        "AGENTS_ON_CALL": len(on_contact),
        "AGENTS_ON_CONTACT": len(on_contact),
        "AGENTS_AFTER_CONTACT_WORK": sum("ENDED" in agent.contacts.values() for agent in agents),
        "CONTACTS_IN_QUEUE": len(waiting),
        "OLDEST_CONTACT_AGE": max((int(now - (one.enqueued_at or now)) for one in waiting), default=0),
        "CONTACTS_SCHEDULED": sum(
            not one.ended and one.connected_at is None and (one.scheduled_at or 0) > now
            for one in instance.contacts.values()
        ),
        "SLOTS_ACTIVE": len(states),
        "SLOTS_AVAILABLE": free,
    }


def _serving(instance: Instance, queues: list[Queue], channels: list[str]) -> list[Agent]:
    pairs = [pair for queue in queues for each in channels for pair in instance.router.serving(queue, each)]
    return list({agent.id: agent for agent, _ in pairs}.values())
