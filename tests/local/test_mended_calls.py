import json
import threading
from collections.abc import Callable
from typing import Any

import pytest

from local.mends import calls

Stock = Callable[[str], Any]
DONE: dict[str, Any] = {"body": None}
ARN = "arn:aws:lambda:us-east-1:000000000000:function:f"
DEAD = "arn:aws:sqs:us-east-1:000000000000:dead"
FAILED: dict[str, Any] = {"error": True, "body": {"errorType": "ValueError"}}
THROTTLED: dict[str, Any] = {"error": True, "throttle": True, "body": {}}


class Consumer:
    """A function that answers as told, in place of MiniStack's execution."""

    def __init__(self, functions: Any, answers: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers, self.events, self.routed = answers, list[Any](), list[Any]()
        self.done = threading.Event()
        config = {"FunctionName": "f", "FunctionArn": ARN, "DeadLetterConfig": {"TargetArn": DEAD}}
        monkeypatch.setattr(functions, "_get_func_record_for_ref", lambda _: ({"config": config}, config, "f"))
        monkeypatch.setattr(functions, "_execute_function_with_config_scope", self.execute)
        monkeypatch.setattr(functions, "_route_async_failure", self.route)

    def execute(self, _: Any, event: Any) -> dict[str, Any]:
        self.events.append(event)
        answer = self.answers.pop(0)
        if not self.answers and not answer.get("error"):
            self.done.set()
        return answer

    def route(self, *given: Any) -> None:
        self.routed.append(given)
        self.done.set()


def test_stock_ministack_gives_a_rules_event_to_a_failing_function_once_and_forgets_it(
    stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    consumer = Consumer(stock("lambda_svc"), [FAILED, FAILED, FAILED], monkeypatch)
    started: list[threading.Thread] = []
    monkeypatch.setattr(threading.Thread, "start", lambda thread: started.append(thread))
    stock("eventbridge")._dispatch_to_lambda(ARN, "{}")
    (only,) = started
    only.run()
    assert (len(consumer.events), consumer.routed) == (1, [])


def test_a_failing_function_behind_a_rule_is_tried_three_times_and_then_its_event_goes_to_the_dead_letters(
    stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    consumer = Consumer(stock("lambda_svc"), [FAILED, FAILED, FAILED], monkeypatch)
    calls.retry_all(first_wait=0)
    stock("eventbridge")._dispatch_to_lambda(ARN, '{"detail": 1}')
    assert consumer.done.wait(5)
    assert consumer.events == [{"detail": 1}] * 3
    assert [(target, event) for target, _, event, _ in consumer.routed] == [(DEAD, {"detail": 1})]


def test_a_throttled_call_is_not_counted_as_a_try(stock: Stock, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[dict[str, Any]] = [THROTTLED, THROTTLED, THROTTLED, FAILED, {"body": None}]
    consumer = Consumer(stock("lambda_svc"), answers, monkeypatch)
    calls.retry_all(first_wait=0)
    stock("eventbridge")._dispatch_to_lambda(ARN, "{}")
    assert consumer.done.wait(5)
    assert (len(consumer.events), consumer.routed) == (5, [])


def deliver(stock: Stock) -> None:
    stock("sns")._deliver_to_lambda(ARN, json.dumps({"Message": "m"}), "topic", "subscription", "id", "m", {})


def test_stock_ministack_leaves_out_a_topics_subject_and_attributes(
    stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    consumer = Consumer(stock("lambda_svc"), [DONE], monkeypatch)
    deliver(stock)
    assert "Subject" not in consumer.events[0]["Records"][0]["Sns"]


def test_a_topics_message_has_its_subject_and_attributes_even_if_empty(
    stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    consumer = Consumer(stock("lambda_svc"), [DONE], monkeypatch)
    calls.retry_all(first_wait=0)
    deliver(stock)
    assert consumer.done.wait(5)
    (record,) = consumer.events[0]["Records"]
    assert record["Sns"] == {"Message": "m", "Subject": None, "MessageAttributes": {}}
    assert record["EventSubscriptionArn"] == "subscription"
