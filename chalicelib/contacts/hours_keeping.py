"""Hours of operation of Amazon Connect kept as the calendars say: made if they are missing, changed where they differ.

Called by the deployment (infra.telephony), and every hour by the function contacts-hours, so that a holiday that is
announced, or a Ramadan that is sighted, is heard by callers without a deployment.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from chalicelib.contacts.hours import DAYS, ConnectHours, Override, always, connect_hours
from chalicelib.contacts.switchboard import CallQueue, Switchboard
from chalicelib.organisations.body import Body
from chalicelib.organisations.calendar_days import DAY, Spans
from chalicelib.organisations.hours import ROUND_THE_CLOCK

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


class HoursKeeper:
    """Hours of one instance; `connect` is a client of Amazon Connect."""

    def __init__(self, connect: Any, instance: str) -> None:
        self._connect = connect
        self._asked = {"InstanceId": instance}

    def keep(self, wanted: dict[str, ConnectHours]) -> dict[str, str]:
        """Make and change what differs; return the ids by name."""
        there = {
            told["Name"]: told["Id"] for told in self._all("list_hours_of_operations", "HoursOfOperationSummaryList")
        }
        return {name: self._kept(name, hours, there.get(name)) for name, hours in wanted.items()}

    def _kept(self, name: str, hours: ConnectHours, id_: str | None) -> str:
        given: dict[str, Any] = {"TimeZone": hours.zone, "Config": week_config(hours)}
        if id_ is None:
            made = self._connect.create_hours_of_operation(**self._asked, Name=name, **given)
            id_ = str(made["HoursOfOperationId"])
        else:
            told = self._connect.describe_hours_of_operation(**self._asked, HoursOfOperationId=id_)["HoursOfOperation"]
            if told["TimeZone"] != given["TimeZone"] or _ordered(told["Config"]) != _ordered(given["Config"]):
                self._connect.update_hours_of_operation(**self._asked, HoursOfOperationId=id_, **given)
        self._keep_overrides(id_, hours)
        return id_

    def _keep_overrides(self, id_: str, hours: ConnectHours) -> None:
        """Let what is no more wanted go first, for there may be no more than fifty."""
        own = {**self._asked, "HoursOfOperationId": id_}
        found = self._all("list_hours_of_operation_overrides", "HoursOfOperationOverrideList", HoursOfOperationId=id_)
        there = {told["Name"]: told for told in found}
        wanted = {override.name: override_config(override) for override in hours.overrides}
        for name in there.keys() - wanted.keys():
            gone = there[name]["HoursOfOperationOverrideId"]
            self._connect.delete_hours_of_operation_override(**own, HoursOfOperationOverrideId=gone)
        for name, given in wanted.items():
            if name not in there:
                self._connect.create_hours_of_operation_override(**own, Name=name, **given)
            elif _compared(there[name]) != _compared(given):
                kept = there[name]["HoursOfOperationOverrideId"]
                self._connect.update_hours_of_operation_override(**own, HoursOfOperationOverrideId=kept, **given)

    def _all(self, operation: str, member: str, **given: str) -> Iterator[dict[str, Any]]:
        asked = {**self._asked, **given}
        while True:
            told = getattr(self._connect, operation)(**asked, MaxResults=100)
            yield from told[member]
            if not told.get("NextToken"):
                return
            asked["NextToken"] = told["NextToken"]


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
