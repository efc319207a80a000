import json
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from local import quiet, timetable
from local.clock import Backwards, ClockedTime, MovableClock
from local.mends import timers

Stock = Callable[[str], Any]
DAY = 86_400.0


@pytest.fixture
def table(stock: Stock, clock: MovableClock) -> timetable.Timetable:
    """Return a timetable over a cloud with a clock that stands still."""
    journal = timers.Journal()
    timers.share(clock)
    timers.record(clock, journal)
    return timetable.Timetable(clock, journal)


def bus_rule(stock: Stock, expression: str) -> list[Any]:
    """Make a rule that sends to a queue; return the queue's messages."""
    sqs, buses = stock("sqs"), stock("eventbridge")
    sqs._HANDLERS["CreateQueue"]({"QueueName": "q"}, "")
    buses._ensure_default_bus()
    buses._put_rule({"Name": "sweep", "ScheduleExpression": expression, "State": "ENABLED"})
    arn = sqs._queues[sqs._queue_url("q")]["attributes"]["QueueArn"]
    buses._put_targets({"Rule": "sweep", "Targets": [{"Id": "1", "Arn": arn}]})
    messages: list[Any] = sqs._queues[sqs._queue_url("q")]["messages"]
    return messages


def until(found: Callable[[], Any]) -> Any:
    """Return what is found, once another thread has put it there."""
    deadline = time.monotonic() + 5
    while not found() and time.monotonic() < deadline:
        threading.Event().wait(0.001)
    return found()


@pytest.mark.parametrize("service", [*timers.CLOCKED, "stepfunctions"])
def test_stock_ministack_reads_the_wall_clock(stock: Stock, service: str) -> None:
    assert stock(service).time is time


@pytest.mark.parametrize("service", [*timers.CLOCKED, "stepfunctions"])
def test_every_service_with_timers_reads_the_movable_clock(
    stock: Stock, service: str, table: timetable.Timetable
) -> None:
    assert isinstance(stock(service).time, ClockedTime)
    assert stock(service).time.time() == table.clock.now()


def test_cognito_keeps_the_wall_clock_for_its_tokens(stock: Stock, table: timetable.Timetable) -> None:
    assert stock("cognito").time is time


def test_a_daily_rule_fires_once_for_each_day(stock: Stock, table: timetable.Timetable) -> None:
    messages = bus_rule(stock, "rate(1 day)")
    start = table.clock.now()
    fired = table.advance(start + 3.5 * DAY)
    assert [t.at for t in fired] == [start + n * DAY for n in (1, 2, 3)]
    assert {t.name for t in fired} == {"rule sweep"}
    sent = [json.loads(m["body"])["time"] for m in messages]
    assert sent == ["2027-01-16T08:00:00Z", "2027-01-17T08:00:00Z", "2027-01-18T08:00:00Z"]
    assert table.clock.now() == start + 3.5 * DAY


def test_a_rule_by_the_minute_is_a_stop_a_limited_number_of_times(stock: Stock, table: timetable.Timetable) -> None:
    messages = bus_rule(stock, "rate(1 minute)")
    table.advance(table.clock.now() + 30 * DAY)
    assert timetable.SWEEPS <= len(messages) <= timetable.SWEEPS + 1


def test_a_cron_rule_fires_at_its_hours(stock: Stock, table: timetable.Timetable) -> None:
    messages = bus_rule(stock, "cron(30 7 * * ? *)")
    stock("eventbridge")._tick_scheduled_rules()
    table.advance(table.clock.now() + 2 * DAY)
    assert [json.loads(m["body"])["time"] for m in messages] == ["2027-01-16T07:30:00Z", "2027-01-17T07:30:00Z"]


def test_a_one_time_schedule_fires_when_the_clock_comes_to_it(stock: Stock, table: timetable.Timetable) -> None:
    messages = bus_rule(stock, "rate(365 days)")
    sqs = stock("sqs")
    arn = sqs._queues[sqs._queue_url("q")]["attributes"]["QueueArn"]
    stock("scheduler")._schedules["default/once"] = {
        "Name": "once",
        "State": "ENABLED",
        "ScheduleExpression": "at(2027-01-16T00:00:00)",
        "Target": {"Arn": arn},
    }
    fired = table.advance(table.clock.now() + 2 * DAY)
    assert [(t.at, t.name) for t in fired] == [(1_800_057_600.0, "rule once")]
    assert len(messages) == 1
    stock("scheduler")._schedules.clear()


def test_a_delayed_message_becomes_visible_when_the_clock_comes_to_it(stock: Stock, table: timetable.Timetable) -> None:
    sqs = stock("sqs")
    url = sqs._HANDLERS["CreateQueue"]({"QueueName": "q"}, "")["QueueUrl"]
    sqs._HANDLERS["SendMessage"]({"QueueUrl": url, "MessageBody": "m", "DelaySeconds": 600}, url)
    queue_url = sqs._queue_url("q")
    assert sqs._receive_messages_for_esm(queue_url, 1) == []
    table.advance(table.clock.now() + 600)
    assert [m["body"] for m in sqs._receive_messages_for_esm(queue_url, 1)] == ["m"]


def test_a_waiting_workflow_goes_on_when_the_clock_comes_to_it(stock: Stock, table: timetable.Timetable) -> None:
    workflow = threading.Thread(
        target=stock("stepfunctions")._execute_wait,
        args=({"Timestamp": timers.iso(table.clock.now() + 5 * DAY), "End": True}, {}, {"QueryLanguage": "JSONPath"}),
    )
    workflow.start()
    assert until(table.clock.timers)
    fired = table.advance(table.clock.now() + 5 * DAY)
    workflow.join(5)
    assert not workflow.is_alive()
    assert [t.name for t in fired] == ["workflow wait"]


def test_time_is_not_advanced_to_the_past(table: timetable.Timetable) -> None:
    with pytest.raises(Backwards):
        table.advance(table.clock.now() - 1)


def test_an_advance_says_what_does_not_come_to_rest(
    table: timetable.Timetable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timetable, "SETTLE", 0.0)
    monkeypatch.setattr(quiet, "unrest", lambda _: ["function f"])
    with pytest.raises(timetable.Restless, match="function f"):
        table.advance(table.clock.now() + 1)


def test_a_queue_with_a_visible_message_for_a_function_is_not_at_rest(stock: Stock, table: timetable.Timetable) -> None:
    sqs, functions = stock("sqs"), stock("lambda_svc")
    url = sqs._HANDLERS["CreateQueue"]({"QueueName": "q"}, "")["QueueUrl"]
    arn = sqs._queues[sqs._queue_url("q")]["attributes"]["QueueArn"]
    functions._esms["u"] = {"UUID": "u", "EventSourceArn": arn, "FunctionName": "f"}
    assert quiet.unrest(table.clock) == []
    sqs._HANDLERS["SendMessage"]({"QueueUrl": url, "MessageBody": "m"}, url)
    assert quiet.unrest(table.clock) == [arn]
    functions._esms.clear()
