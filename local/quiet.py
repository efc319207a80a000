"""Whether the cloud is at rest: no call runs, no queue, stream or workflow has anything to do now."""

import threading
import time
from collections.abc import Callable
from typing import Any

from local.clock import MovableClock
from local.mends import calls, executions, shards, streams, upstream

CHECK_EVERY = 0.005
CHECKS = 3
"""Checks in a row that must find rest: between two threads there is a moment when neither counts."""


def unrest(clock: MovableClock) -> list[str]:
    """Name what is still at work."""
    functions = upstream.service("lambda_svc")
    running, by_function = functions.executions_in_flight()
    found = [f"function {name}" for name in by_function] if running else []
    if calls.pending.count:
        found.append("asynchronous calls")
    found += [f"mapping {name}" for name in (*functions._esm_inflight, *streams.work.busy)]
    found += _sources_with_work(functions, clock)
    if workflows_at_work(clock):
        found.append("workflows")
    return found


def nothing() -> list[str]:
    return []


def settle(clock: MovableClock, longest: float, elsewhere: Callable[[], list[str]] = nothing) -> list[str]:
    """Wait for rest, here and `elsewhere`, for `longest` seconds at most; return what is still at work."""
    deadline = time.monotonic() + longest
    calm = 0
    while True:
        found = unrest(clock) or elsewhere()
        calm = 0 if found else calm + 1
        if calm == CHECKS or time.monotonic() > deadline:
            return found
        threading.Event().wait(CHECK_EVERY)


def workflows_at_work(clock: MovableClock) -> bool:
    """Tell whether more executions run than timers sleep."""
    return executions.record.running > len(clock.timers())


def _sources_with_work(functions: Any, clock: MovableClock) -> list[str]:
    found = []
    for account, region, record in functions._iter_all_esms():
        if not record.get("Enabled", True):
            continue
        arn = record.get("EventSourceArn", "")
        waits = (
            (":sqs:" in arn and _has_visible(account, region, arn, clock))
            or (":dynamodb:" in arn and _is_behind(account, region, record))
            or (":kinesis:" in arn and shards.unread_shards(account, region, record) != [])
        )
        if waits:
            found.append(arn)
    return found


def _has_visible(account: str, region: str, arn: str, clock: MovableClock) -> bool:
    now = clock.now()
    return any(message["visible_at"] <= now for message in messages(account, region, arn))


def messages(account: str, region: str, arn: str) -> list[Any]:
    """Return a queue's messages."""
    with upstream.core("responses").request_scope(account, region):
        queue = upstream.service("sqs")._queue_by_arn(arn)
    return list(queue["messages"]) if queue else []


def _is_behind(account: str, region: str, record: dict[str, Any]) -> bool:
    with upstream.core("responses").request_scope(account, region):
        return streams.behind(record)
