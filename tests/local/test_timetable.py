import json
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from local import dues, quiet, timetable
from local.clock import Backwards, ClockedTime, MovableClock
from local.mends import executions, timers

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
    deadline = time.monotonic() + 60
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
    workflow.join(60)
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


def ticket(stock: Stock, number: int, due: float) -> None:
    """Put a ticket's clocks into a table with an index of what falls due."""
    stock("dynamodb")._put_item(
        {
            "TableName": "tickets",
            "Item": {
                "pk": {"S": f"TICKET#{number}"},
                "sk": {"S": "CLOCKS"},
                "clk": {"S": "DUE#0"},
                "due": {"S": f"{timers.iso(due)} resolution.1.50"},
            },
        }
    )


@pytest.fixture
def tickets(stock: Stock) -> Any:
    """Return the service of tables, with a table of tickets."""
    service, names = stock("dynamodb"), ("pk", "sk", "clk", "due")
    schema = [{"AttributeName": name, "KeyType": kind} for name, kind in zip(names, ("HASH", "RANGE") * 2, strict=True)]
    index = {"IndexName": "due", "KeySchema": schema[2:], "Projection": {"ProjectionType": "KEYS_ONLY"}}
    service._create_table(
        {
            "TableName": "tickets",
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in names],
            "KeySchema": schema[:2],
            "GlobalSecondaryIndexes": [index],
        }
    )
    return service


@pytest.fixture
def sweep(
    stock: Stock, table: timetable.Timetable, tickets: Any, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[float, list[str]]]:
    """Sweep by the minute, at most two tickets at a time; return what was found, and when."""
    bus_rule(stock, "rate(1 minute)")
    found: list[tuple[float, list[str]]] = []

    def deliver(*_: Any) -> None:
        now = table.clock.now()
        items = [row["CLOCKS"] for row in tickets._tables["tickets"]["items"].values()]
        due = sorted((i["due"]["S"], i["pk"]["S"]) for i in items if i["due"]["S"] <= f"{timers.iso(now)}~")
        for _, pk in due[:2]:
            tickets._delete_item({"TableName": "tickets", "Key": {"pk": {"S": pk}, "sk": {"S": "CLOCKS"}}})
        if due:
            found.append((now, [pk for _, pk in due[:2]]))

    monkeypatch.setattr(stock("eventbridge"), "_dispatch_to_sqs", deliver)
    return found


def test_the_clock_stops_where_tickets_fall_due_and_not_each_minute(
    stock: Stock, table: timetable.Timetable, sweep: list[Any]
) -> None:
    start = table.clock.now()
    for number, days in enumerate((2.03, 0.51, 1.27)):
        ticket(stock, number, start + days * DAY)
    fired = table.advance(start + 3 * DAY)
    late = [round(at - (start + days * DAY), 3) for (at, _), days in zip(sweep, (0.51, 1.27, 2.03), strict=True)]
    assert [found for _, found in sweep] == [["TICKET#1"], ["TICKET#2"], ["TICKET#0"]]
    assert late == [timetable.AFTER] * 3
    assert len(fired) <= timetable.SWEEPS + 4


def test_what_one_sweep_leaves_the_next_minutes_take(
    stock: Stock, table: timetable.Timetable, sweep: list[Any]
) -> None:
    start = table.clock.now()
    for number in range(5):
        ticket(stock, number, start + DAY)
    table.advance(start + 2 * DAY)
    assert [round(at - start - DAY) for at, _ in sweep] == [0, 60, 120]
    assert [len(found) for _, found in sweep] == [2, 2, 1]


def test_tickets_that_fall_due_within_a_minute_are_found_by_sweeps_a_minute_apart(
    stock: Stock, table: timetable.Timetable, sweep: list[Any]
) -> None:
    start = table.clock.now()
    for number in range(3):
        ticket(stock, number, start + DAY + number * 10)
    table.advance(start + 2 * DAY)
    assert [(round(at - start - DAY), len(found)) for at, found in sweep] == [(0, 1), (60, 2)]


def test_what_falls_due_as_an_advance_ends_is_found_though_the_rule_has_just_fired(
    stock: Stock, table: timetable.Timetable, sweep: list[Any]
) -> None:
    start = table.clock.now()
    table.advance(start + 90)
    ticket(stock, 1, start + 100)
    table.advance(start + 100)
    assert [found for _, found in sweep] == [["TICKET#1"]]
    assert table.clock.now() == pytest.approx(start + 100, abs=0.1)


def test_what_no_sweep_takes_does_not_keep_the_clock_to_minutes(
    stock: Stock, table: timetable.Timetable, tickets: Any
) -> None:
    messages = bus_rule(stock, "rate(1 minute)")
    start = table.clock.now()
    ticket(stock, 1, start + 60)
    table.advance(start + 7 * DAY)
    assert timetable.SWEEPS <= len(messages) <= timetable.SWEEPS + 2 * timetable.STUCK


def test_without_a_sweep_nothing_that_falls_due_is_a_stop(
    stock: Stock, table: timetable.Timetable, tickets: Any
) -> None:
    ticket(stock, 1, table.clock.now() + DAY)
    bus_rule(stock, "rate(1 day)")
    assert len(table.advance(table.clock.now() + 2.5 * DAY)) == 2


def test_the_next_timers_tell_of_what_falls_due(stock: Stock, table: timetable.Timetable, tickets: Any) -> None:
    start = table.clock.now()
    for number in range(60):
        ticket(stock, number, start + DAY + number)
    told = table.upcoming()
    assert [t.at for t in told] == [start + DAY + number for number in range(50)]
    assert {t.name for t in told} == {"due in a table"}


def test_a_table_without_such_an_index_and_a_key_without_an_instant_tell_nothing(stock: Stock, tickets: Any) -> None:
    assert dues.earliest() is None
    key = {"pk": {"S": "a"}, "sk": {"S": "b"}, "clk": {"S": "c"}, "due": {"S": "some day"}}
    tickets._put_item({"TableName": "tickets", "Item": key})
    assert dues.earliest() is None


def test_what_is_next_among_ten_thousand_tickets_is_read_from_the_index(
    stock: Stock, tickets: Any, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(10_000):
        ticket(stock, number, clock.now() + 1 + (number * 7919) % 10_000)
    tickets._put_item({"TableName": "tickets", "Item": {"pk": {"S": "TICKET#1"}, "sk": {"S": "TICKET"}}})
    monkeypatch.setattr(tickets, "_scan", None)
    began = time.process_time()
    assert dues.earliest() == clock.now() + 1
    assert time.process_time() - began < 0.25


def test_messages_that_become_visible_within_a_minute_are_one_stop(stock: Stock, table: timetable.Timetable) -> None:
    sqs, functions = stock("sqs"), stock("lambda_svc")
    url = sqs._HANDLERS["CreateQueue"]({"QueueName": "q"}, "")["QueueUrl"]
    arn = sqs._queues[sqs._queue_url("q")]["attributes"]["QueueArn"]
    for delay in (600, 620, 659, 700):
        sqs._HANDLERS["SendMessage"]({"QueueUrl": url, "MessageBody": "m", "DelaySeconds": delay}, url)
    functions._esms["u"] = {"UUID": "u", "EventSourceArn": arn, "FunctionName": "f"}
    start = table.clock.now()
    assert table._next_stop(start + DAY, 60.0, timetable._Sweeps()) == start + 659
    functions._esms.clear()


def test_executions_that_do_not_sleep_are_unrest(table: timetable.Timetable) -> None:
    executions.record.clear()
    executions.record.count(1)
    assert quiet.unrest(table.clock) == ["workflows"]
    executions.record.count(-1)
    assert quiet.unrest(table.clock) == []


def test_an_advance_ends_when_the_cloud_stops(table: timetable.Timetable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executions, "gate", executions.Gate())
    executions.gate.shut()
    with pytest.raises(timetable.Restless, match="the cloud stops"):
        table.advance(table.clock.now() + 1)
