"""Metrics against a day's records, counted here in the plainest way."""

from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

import pytest

from local.connect.api.account import Account
from local.connect.clock import VirtualClock
from local.connect.engine import Instance
from local.connect.projections.contact_records import record_of
from tests.local.connect.api.centre import Centre
from tests.local.connect.conftest import START

BEGIN = datetime.fromtimestamp(START, UTC)
NAMES = ("CONTACTS_QUEUED", "CONTACTS_HANDLED", "CONTACTS_ABANDONED", "ABANDONMENT_RATE", "AVG_QUEUE_ANSWER_TIME",
         "AVG_HANDLE_TIME", "AVG_ABANDON_TIME", "MAX_QUEUED_TIME")  # fmt: skip
SECONDS = {"Comparison": "LTE", "ThresholdValue": 20.0}


@pytest.fixture
def engine(account: Account, centre: Centre) -> Instance:
    return account.instance(centre.instance)


@pytest.fixture
def records(centre: Centre, engine: Instance, clock: VirtualClock) -> list[dict[str, Any]]:
    """Return the records of two hours of 60 calls, three agents, callers with little patience."""
    random = Random(7)  # noqa: S311 - no secrets
    for name in ("mariam", "salim", "huda"):
        agent = engine.agent(centre.user(name))
        agent.user.auto_accept, agent.user.acw = True, float(random.randint(5, 40))
        agent.sign_in()
    engine.configured()
    for _ in range(60):
        contact = engine.start_call("queueing")
        clock.after(random.uniform(20, 400), partial(engine.hang_up, contact))
        clock.advance(random.uniform(1, 60))
    clock.advance(3600)
    assert all(contact.completed_at for contact in engine.contacts.values())
    return [record_of(engine.directory, contact) for contact in engine.contacts.values()]


def asked(centre: Centre, *metrics: dict[str, Any], **more: Any) -> Any:
    found = centre.connect.get_metric_data_v2(
        ResourceArn=f"arn:aws:connect:us-east-1:000000000000:instance/{centre.instance}",
        StartTime=BEGIN, EndTime=BEGIN + timedelta(days=1),
        **{"Filters": [{"FilterKey": "QUEUE", "FilterValues": [centre.ids["queue"]]}], **more}, Metrics=list(metrics),
    )  # fmt: skip
    return found["MetricResults"]


def values(result: Any) -> dict[str, float]:
    return {one["Metric"]["Name"]: one.get("Value") for one in result["Collections"]}


def mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers)


def test_metrics_are_what_the_records_say(centre: Centre, records: list[dict[str, Any]]) -> None:
    handled = [one for one in records if one["Agent"]]
    lost = [one for one in records if not one["Agent"]]
    spans = [
        one["Agent"]["AgentInteractionDuration"]
        + one["Agent"]["CustomerHoldDuration"]
        + one["Agent"]["AfterContactWorkDuration"]
        for one in handled
    ]
    (result,) = asked(centre, *({"Name": name} for name in NAMES), {"Name": "SERVICE_LEVEL", "Threshold": [SECONDS]})
    assert (len(records), bool(handled), bool(lost)) == (60, True, True)
    assert values(result) == pytest.approx(
        {
            "CONTACTS_QUEUED": 60,
            "CONTACTS_HANDLED": len(handled),
            "CONTACTS_ABANDONED": len(lost),
            "ABANDONMENT_RATE": 100 * len(lost) / 60,
            "AVG_QUEUE_ANSWER_TIME": mean([one["Queue"]["Duration"] for one in handled]),
            "AVG_ABANDON_TIME": mean([one["Queue"]["Duration"] for one in lost]),
            "AVG_HANDLE_TIME": mean(spans),
            "MAX_QUEUED_TIME": max(one["Queue"]["Duration"] for one in records),
            "SERVICE_LEVEL": 100 * sum(one["Queue"]["Duration"] <= 20 for one in records) / 60,
        }
    )


def test_stretches_and_groups_sum_to_the_whole(centre: Centre, records: list[dict[str, Any]]) -> None:
    assert records
    metric = {"Name": "CONTACTS_HANDLED"}
    (whole,) = asked(centre, metric)
    quarters = asked(
        centre, metric, Interval={"IntervalPeriod": "HOUR", "TimeZone": "Asia/Muscat"}, Groupings=["QUEUE", "CHANNEL"]
    )
    agents = asked(centre, metric, Groupings=["AGENT"])
    total = values(whole)["CONTACTS_HANDLED"]
    assert sum(values(one)["CONTACTS_HANDLED"] for one in quarters) == total
    assert sum(values(one)["CONTACTS_HANDLED"] for one in agents) == total
    assert len({one["Dimensions"]["AGENT"] for one in agents}) == 3
    assert {one["Dimensions"]["CHANNEL"] for one in quarters} == {"VOICE"}


def test_filters_of_a_metric_may_be_turned_round(centre: Centre, records: list[dict[str, Any]]) -> None:
    assert records
    only = {"MetricFilterKey": "INITIATION_METHOD", "MetricFilterValues": ["INBOUND"]}
    with_, without = (
        values(asked(centre, {"Name": "CONTACTS_QUEUED", "MetricFilters": [{**only, "Negate": negate}]})[0])
        for negate in (False, True)
    )
    assert (with_["CONTACTS_QUEUED"], without["CONTACTS_QUEUED"]) == (60, 0)


@pytest.mark.parametrize(
    ("metric", "more"),
    [
        ({"Name": "NO_SUCH"}, {}),
        ({"Name": "SERVICE_LEVEL"}, {}),
        ({"Name": "CONTACTS_QUEUED", "Threshold": [SECONDS]}, {}),
        ({"Name": "CONTACTS_QUEUED"}, {"Groupings": ["COLOUR"]}),
        ({"Name": "CONTACTS_QUEUED"}, {"EndTime": BEGIN}),
        ({"Name": "CONTACTS_QUEUED"}, {"Interval": {"IntervalPeriod": "DAY", "TimeZone": "Mars/Olympus"}}),
        ({"Name": "CONTACTS_QUEUED"}, {"EndTime": BEGIN + timedelta(36)}),
    ],
)
def test_what_cannot_be_counted_is_refused(
    centre: Centre, engine: Instance, clock: VirtualClock, metric: Any, more: Any
) -> None:
    engine.hang_up(engine.start_call("queueing"))
    clock.advance(1)
    given = {"StartTime": BEGIN, "EndTime": BEGIN + timedelta(days=1), "Filters": [], **more}
    arn = f"arn:aws:connect:us-east-1:000000000000:instance/{centre.instance}"
    filters = given.pop("Filters") or [{"FilterKey": "CHANNEL", "FilterValues": ["VOICE"]}]
    with pytest.raises(centre.connect.exceptions.InvalidRequestException):
        centre.connect.get_metric_data_v2(ResourceArn=arn, Filters=filters, Metrics=[metric], **given)


def test_what_is_now_is_told_by_queue(centre: Centre, engine: Instance, clock: VirtualClock) -> None:
    agent = engine.agent(centre.user("mariam"))
    agent.user.auto_accept = True
    agent.sign_in()
    for _ in range(3):
        engine.start_call("queueing")
        clock.advance(5)
    names = ("AGENTS_ONLINE", "AGENTS_AVAILABLE", "AGENTS_ON_CONTACT", "CONTACTS_IN_QUEUE", "OLDEST_CONTACT_AGE")
    filters = {"Queues": [centre.ids["queue"]], "Channels": ["VOICE"]}
    (told,) = centre.connect.get_current_metric_data(
        InstanceId=centre.instance, Filters=filters, Groupings=["QUEUE"],
        CurrentMetrics=[{"Name": name, "Unit": "COUNT"} for name in names],
    )["MetricResults"]  # fmt: skip
    assert told["Dimensions"]["Queue"]["Id"] == centre.ids["queue"]
    assert values(told) == dict(zip(names, (1, 0, 1, 2, 10), strict=True))
