"""Overrides of hours of operation: dates with hours of their own."""

from typing import Any
from uuid import uuid4

from local.connect.api.account import Account
from local.connect.api.errors import Duplicate, InvalidRequest, LimitExceeded, ResourceNotFound
from local.connect.api.listing import page
from local.connect.api.operations.queues import HOURS, spans_of
from local.connect.api.registry import Asked, operation
from local.connect.api.times import dates
from local.connect.resources import Hours, Override

MOST = 50
"""An hours' overrides; a quota that AWS does not raise."""
_TOLD = ("Name", "Description", "Config", "EffectiveFrom", "EffectiveTill", "OverrideType")


@operation("CreateHoursOfOperationOverride")
def create(account: Account, asked: Asked) -> dict[str, Any]:
    """Give dates hours of their own, none if closed.

    :raises InvalidRequest: if they recur, or are no dates
    :raises Duplicate: if another has the name
    """
    hours = _hours(account, asked)
    if any(one.more["Name"] == asked["Name"] for one in hours.overrides):
        raise Duplicate(f"There is an override named {asked['Name']}")
    if len(hours.overrides) >= MOST:
        raise LimitExceeded(f"Hours of operation have {MOST} overrides at most")
    made = _override(str(uuid4()), asked)
    hours.overrides.append(made)
    return {"HoursOfOperationOverrideId": made.id}


@operation("UpdateHoursOfOperationOverride")
def update(account: Account, asked: Asked) -> None:
    hours = _hours(account, asked)
    old = _find(hours, asked)
    place = hours.overrides.index(old)
    hours.overrides[place] = _override(old.id, {**old.more, **asked})


@operation("DeleteHoursOfOperationOverride")
def delete(account: Account, asked: Asked) -> None:
    hours = _hours(account, asked)
    hours.overrides.remove(_find(hours, asked))


@operation("DescribeHoursOfOperationOverride")
def describe(account: Account, asked: Asked) -> dict[str, Any]:
    hours = _hours(account, asked)
    return {"HoursOfOperationOverride": _told(hours, _find(hours, asked))}


@operation("ListHoursOfOperationOverrides")
def overrides(account: Account, asked: Asked) -> dict[str, Any]:
    hours = _hours(account, asked)
    shown, token = page(hours.overrides, asked)
    return {"HoursOfOperationOverrideList": [_told(hours, one) for one in shown], "NextToken": token}


def _hours(account: Account, asked: Asked) -> Hours:
    return HOURS.find(account.instance(asked["InstanceId"]), asked["HoursOfOperationId"])


def _find(hours: Hours, asked: Asked) -> Override:
    wanted = asked["HoursOfOperationOverrideId"]
    found = next((one for one in hours.overrides if one.id == wanted), None)
    if found is None:
        raise ResourceNotFound(f"Override not found: {wanted}")
    return found


def _override(id_: str, asked: Asked) -> Override:
    if "RecurrenceConfig" in asked:
        raise InvalidRequest("The engine performs no overrides that recur")
    if not list(dates(asked["EffectiveFrom"], asked["EffectiveTill"])):
        raise InvalidRequest("EffectiveTill lies before EffectiveFrom")
    return Override(
        id=id_, first=asked["EffectiveFrom"], last=asked["EffectiveTill"],
        closed=asked.get("OverrideType") == "CLOSED", spans=spans_of(asked["Config"]),
        more={name: asked[name] for name in _TOLD if name in asked},
    )  # fmt: skip


def _told(hours: Hours, one: Override) -> dict[str, Any]:
    owner = {"HoursOfOperationId": hours.id, "HoursOfOperationArn": hours.arn}
    return {**owner, "HoursOfOperationOverrideId": one.id, "OverrideType": "STANDARD", **one.more}
