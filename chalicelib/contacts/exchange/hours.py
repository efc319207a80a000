"""Hours of operation kept as the calendars say, so that a holiday that is announced, or a Ramadan that is sighted, is
heard by callers without a deployment.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from chalicelib.contacts.exchange.house import Line
from chalicelib.contacts.exchange.instance import Exchange
from chalicelib.contacts.hours import DAYS, ConnectHours, Override, always, connect_hours
from chalicelib.contacts.switchboard import CallQueue, Switchboard
from chalicelib.organisations.body import Body
from chalicelib.organisations.calendar_days import DAY, Spans
from chalicelib.organisations.hours import ROUND_THE_CLOCK

SOON = timedelta(days=90)
"""Hours that are right for less than this are told of: their calendar departs from its week too often."""
_OF_AN_OVERRIDE = ("Config", "EffectiveFrom", "EffectiveTill", "OverrideType")


def hours_name(body: str, queue: CallQueue, own: str) -> str:
    """Return the name of a queue's hours; `own` is the body's calendar, for queues that name none."""
    return f"{body}.{queue.calendar or own or ROUND_THE_CLOCK}"


def wanted_hours(body: Body, switchboard: Switchboard, today: date) -> dict[str, ConnectHours]:
    """Return the hours that the queues of a body need, by name."""
    calendars = {calendar.code: calendar for calendar in body.calendars}
    wanted = {}
    for queue in switchboard.queues:
        calendar = calendars.get(queue.calendar or body.calendar)
        hours = connect_hours(calendar, body.zone, today) if calendar else always(body.zone)
        wanted[hours_name(body.code, queue, body.calendar)] = hours
    return wanted


def keep_hours(exchange: Exchange, lines: Sequence[Line], today: date) -> dict[str, str]:
    """Make and change the hours that differ; return the ids of those that stand, by name."""
    ids: dict[str, str] = {}
    for line in lines:
        for name, hours in wanted_hours(line.body, line.switchboard, today).items():
            if hours.until < today + SOON:
                exchange.say(f"hours {name} are right until {hours.until} only: Connect takes no more overrides")
            with exchange.trying((line.body.code,), "hours", name):
                ids[name] = _kept(exchange, name, hours)
    return ids


def _kept(exchange: Exchange, name: str, hours: ConnectHours) -> str:
    there = exchange.by_name("list_hours_of_operations", "HoursOfOperationSummaryList")
    given: dict[str, Any] = {"TimeZone": hours.zone, "Config": week_config(hours)}
    if name not in there:
        made = exchange.ask("create_hours_of_operation", Name=name, **given)
        there[name] = {"Id": made["HoursOfOperationId"]}
    else:
        told = exchange.ask("describe_hours_of_operation", HoursOfOperationId=there[name]["Id"])["HoursOfOperation"]
        if told["TimeZone"] != given["TimeZone"] or _ordered(told["Config"]) != _ordered(given["Config"]):
            exchange.ask("update_hours_of_operation", HoursOfOperationId=there[name]["Id"], **given)
    id_ = str(there[name]["Id"])
    _keep_overrides(exchange, id_, hours)
    return id_


def _keep_overrides(exchange: Exchange, id_: str, hours: ConnectHours) -> None:
    """Let what is no more wanted go first, for there may be no more than fifty."""
    own = {"HoursOfOperationId": id_}
    found = exchange.all("list_hours_of_operation_overrides", "HoursOfOperationOverrideList", **own)
    there = {told["Name"]: told for told in found}
    wanted = {override.name: override_config(override) for override in hours.overrides}
    for name in there.keys() - wanted.keys():
        gone = there[name]["HoursOfOperationOverrideId"]
        exchange.ask("delete_hours_of_operation_override", **own, HoursOfOperationOverrideId=gone)
    for name, given in wanted.items():
        if name not in there:
            exchange.ask("create_hours_of_operation_override", **own, Name=name, **given)
        elif _compared(there[name]) != _compared(given):
            kept = there[name]["HoursOfOperationOverrideId"]
            exchange.ask("update_hours_of_operation_override", **own, HoursOfOperationOverrideId=kept, **given)


def week_config(hours: ConnectHours) -> list[dict[str, Any]]:
    """Return the week as Connect writes it."""
    return list(_config(dict(enumerate(hours.week))))


def override_config(override: Override) -> dict[str, Any]:
    """Return an override as Connect writes it; without openings its dates are closed."""
    return {
        "EffectiveFrom": override.first.isoformat(),
        "EffectiveTill": override.last.isoformat(),
        "Config": list(_config(override.days)),
        "OverrideType": "STANDARD",
    }


def _config(days: dict[int, Spans]) -> Iterator[dict[str, Any]]:
    """Yield openings as Connect writes them, where 00:00 is the midnight after."""
    for weekday, spans in sorted(days.items()):
        for begins, ends in spans:
            yield {"Day": DAYS[weekday], "StartTime": _time(begins), "EndTime": _time(ends % DAY)}


def _time(minute: int) -> dict[str, int]:
    return {"Hours": minute // 60, "Minutes": minute % 60}


def _compared(told: dict[str, Any]) -> tuple[Any, ...]:
    return _ordered(told["Config"]), *(told.get(name, "STANDARD") for name in _OF_AN_OVERRIDE[1:])


def _ordered(config: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    return sorted((one["Day"], *(_minute(one[end]) for end in ("StartTime", "EndTime"))) for one in config)


def _minute(time: dict[str, int]) -> int:
    return time["Hours"] * 60 + time["Minutes"]
