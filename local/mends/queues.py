"""Queues: no message lost between threads, and partial batches as AWS reads them."""

import functools
import json
import threading
from typing import Any

from local.mends import upstream

_guard = threading.RLock()
REWRITERS = ("_expire_retained", "_dlq_sweep", "_collect_msgs", "_delete_messages_for_esm")
REWRITING_ACTIONS = ("DeleteMessage", "DeleteMessageBatch", "PurgeQueue")


class Messages(list[Any]):
    """A queue's messages; none is added while somebody writes the list anew."""

    def append(self, message: Any) -> None:
        with _guard:
            super().append(message)

    def remove(self, message: Any) -> None:
        with _guard:
            super().remove(message)


class Queue(dict[str, Any]):
    """A queue's record, whose list of messages is always guarded."""

    def __init__(self, record: dict[str, Any]) -> None:
        super().__init__()
        for name, value in record.items():
            self[name] = value

    def __setitem__(self, name: str, value: Any) -> None:
        kept = self.get("messages")
        if name != "messages" or kept is None:
            super().__setitem__(name, Messages(value) if name == "messages" else value)
            return
        with _guard:
            # In place: a sender that waits to append holds this very list.
            kept[:] = list(value)


def guard_messages() -> None:
    """Lock a queue's list while it is written anew.

    MiniStack filters the list and puts the result in its place without a lock: a message that another thread sends
    meanwhile is lost.
    """
    queues = upstream.service("sqs")
    # One lock, so that nobody holds MiniStack's and waits for ours while another holds ours and waits for theirs.
    upstream.replace(queues, "_queues_lock", _guard)
    for name in REWRITERS:
        upstream.replace(queues, name, _guarded(getattr(queues, name)))
    for name in REWRITING_ACTIONS:
        queues._HANDLERS[name] = _guarded(queues._HANDLERS[name])

    def create(data: dict[str, Any], url: str) -> Any:
        answer = make(data, url)
        guard_all(queues)
        return answer

    def load(data: Any) -> None:
        restore(data)
        guard_all(queues)

    make, queues._HANDLERS["CreateQueue"] = queues._HANDLERS["CreateQueue"], create
    restore = upstream.replace(queues, "_restore_state", load)


def guard_all(queues: Any) -> None:
    """Guard the queues that are not guarded yet."""
    with _guard:
        for key, queue in list(queues._queues._data.items()):
            if not isinstance(queue, Queue):
                queues._queues._data[key] = Queue(queue)


def _guarded(work: Any) -> Any:
    @functools.wraps(work)
    def guarded(*given: Any, **named: Any) -> Any:
        with _guard:
            return work(*given, **named)

    return guarded


def read_partial_answers() -> None:
    """Keep what a consumer names in `batchItemFailures`; a name that is not in the batch fails the whole batch.

    MiniStack drops a message whose failure was named wrongly. See AWS, "Reporting batch item failures" (Lambda, SQS).
    """
    functions = upstream.service("lambda_svc")

    def run(mapping: dict[str, Any], func: Any, event: Any, batch: list[Any], url: str, name: str) -> None:
        reports = "ReportBatchItemFailures" in (mapping.get("FunctionResponseTypes") or [])

        def execute(func: Any, event: Any) -> dict[str, Any]:
            answer: dict[str, Any] = functions._execute_function(func, event)
            known = {message["id"] for message in batch}
            if reports and not answer.get("error") and not failures(answer.get("body")) <= known:
                return {"error": True, "body": {"errorType": "BadBatchItemFailures", "errorMessage": "unknown id"}}
            return answer

        _with_execute(original, execute)(mapping, func, event, batch, url, name)

    original = upstream.replace(functions, "_run_sqs_batch", run)


def failures(body: Any) -> set[str]:
    """Return the identifiers that an answer names as failed; an empty one stands for a fault in the answer."""
    if isinstance(body, str):
        try:
            body = json.loads(body)
        except ValueError:
            return set()
    named = body.get("batchItemFailures") if isinstance(body, dict) else None
    return {str((item or {}).get("itemIdentifier") or "") for item in named or []}


def _with_execute(work: Any, execute: Any) -> Any:
    """Return `work` with its global `_execute_function` replaced, for this one function only."""
    return type(work)(
        work.__code__,
        {**work.__globals__, "_execute_function": execute},
        work.__name__,
        work.__defaults__,
        work.__closure__,
    )
