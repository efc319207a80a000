import copy
import json
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest

from local.mends import queues

Stock = Callable[[str], Any]


def make(sqs: Any, name: str = "q") -> tuple[str, dict[str, Any]]:
    url = sqs._HANDLERS["CreateQueue"]({"QueueName": name}, "")["QueueUrl"]
    return url, sqs._queues[sqs._queue_url(name)]


def send(sqs: Any, url: str, body: str) -> None:
    sqs._HANDLERS["SendMessage"]({"QueueUrl": url, "MessageBody": body}, url)


class Interrupted(list[Any]):
    """Messages into which another thread sends one when they have all been read."""

    late: Any = None

    def __iter__(self) -> Iterator[Any]:
        yield from list(super().__iter__())
        self.late()


def test_stock_ministack_loses_a_message_that_is_sent_while_another_is_deleted(stock: Stock) -> None:
    sqs = stock("sqs")
    url, queue = make(sqs)
    send(sqs, url, "first")
    (message,) = sqs._receive_messages_for_esm(sqs._queue_url("q"), 1)
    list_read = Interrupted(queue["messages"])
    list_read.late = lambda: send(sqs, url, "second")
    queue["messages"] = list_read
    sqs._delete_messages_for_esm(sqs._queue_url("q"), {message["receipt_handle"]})
    assert queue["messages"] == []


def test_no_message_is_added_while_the_list_is_written_anew(stock: Stock) -> None:
    sqs = stock("sqs")
    queues.guard_messages()
    url, queue = make(sqs)
    sender = Thread(target=send, args=(sqs, url, "second"))
    with queues._guard:
        kept = list(queue["messages"])
        sender.start()
        sender.join(0.05)
        queue["messages"] = kept
    sender.join(60)
    assert [m["body"] for m in queue["messages"]] == ["second"]


def test_there_is_one_lock_so_that_no_two_can_wait_for_each_other(stock: Stock) -> None:
    queues.guard_messages()
    assert stock("sqs")._queues_lock is queues._guard


def test_a_guarded_queue_is_kept_and_found_again(stock: Stock) -> None:
    sqs = stock("sqs")
    queues.guard_messages()
    url, _ = make(sqs)
    send(sqs, url, "kept")
    state = copy.deepcopy(sqs.get_state())
    sqs.reset()
    sqs.load_persisted_state(state)
    (message,) = sqs._receive_messages_for_esm(sqs._queue_url("q"), 10)
    assert message["body"] == "kept"
    assert isinstance(sqs._queues[sqs._queue_url("q")], queues.Queue)


@pytest.fixture
def consumed(stock: Stock, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], list[str]]:
    """Return how to give two messages to a consumer with a given answer; it tells what stays in the queue."""

    def consume(answer: Callable[[list[Any]], Any]) -> list[str]:
        sqs, functions = stock("sqs"), stock("lambda_svc")
        url, queue = make(sqs)
        send(sqs, url, "a")
        send(sqs, url, "b")
        batch = sqs._receive_messages_for_esm(sqs._queue_url("q"), 10)
        monkeypatch.setattr(functions, "_execute_function", lambda *_: {"body": answer(batch)})
        mapping = {"UUID": "u", "FunctionName": "f", "FunctionResponseTypes": ["ReportBatchItemFailures"]}
        functions._run_sqs_batch(mapping, {}, {}, batch, sqs._queue_url("q"), "q")
        return [m["body"] for m in queue["messages"]]

    return consume


def failing(*ids: Any) -> dict[str, Any]:
    return {"batchItemFailures": [{"itemIdentifier": i} for i in ids]}


def test_stock_ministack_drops_messages_whose_failure_is_named_wrongly(
    consumed: Callable[[Any], list[str]],
) -> None:
    assert consumed(lambda _: failing("nobody")) == []


@pytest.mark.parametrize("wrong", ["nobody", "", None])
def test_a_wrongly_named_failure_keeps_the_whole_batch(consumed: Callable[[Any], list[str]], wrong: Any) -> None:
    queues.read_partial_answers()
    assert consumed(lambda _: failing(wrong)) == ["a", "b"]


def test_only_what_failed_stays(consumed: Callable[[Any], list[str]]) -> None:
    queues.read_partial_answers()
    assert consumed(lambda batch: failing(batch[1]["id"])) == ["b"]


@pytest.mark.parametrize("answer", [None, {}, {"batchItemFailures": []}, "no json", json.dumps(failing())])
def test_an_answer_without_failures_is_success(consumed: Callable[[Any], list[str]], answer: Any) -> None:
    queues.read_partial_answers()
    assert consumed(lambda _: answer) == []
