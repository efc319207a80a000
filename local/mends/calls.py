"""Asynchronous calls (from bus rules, SNS, S3): retried, then given to the dead-letter queue, and counted."""

import contextvars
import json
import threading
import time
from collections.abc import Callable
from typing import Any

from local.mends import upstream

RETRIES = 2
"""AWS's default for asynchronous calls."""


class Pending:
    """How many asynchronous calls have not come to their end."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.count = 0

    def run(self, work: Callable[[], None]) -> None:
        """Do work on a thread of its own, in this context, and count it meanwhile."""
        with self._lock:
            self.count += 1
        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(self._do, work), daemon=True, name="async-call").start()

    def _do(self, work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            with self._lock:
                self.count -= 1


pending = Pending()


def retry_all(first_wait: float = 1.0) -> None:
    """Retry a failed asynchronous call twice and then route it; a throttled one waits and is not counted as a try.

    MiniStack counts throttles as tries, and never retries what a rule or a topic started.
    """
    functions, buses, topics = (upstream.service(n) for n in ("lambda_svc", "eventbridge", "sns"))

    def invoke(func: dict[str, Any], event: Any) -> None:
        pending.run(lambda: _until_done(functions, func, event, first_wait))

    def from_rule(arn: str, payload: str) -> None:
        func, config, _ = functions._get_func_record_for_ref(arn)
        if func and config:
            invoke(functions._execution_record_for_config(func, config), json.loads(payload))

    def from_topic(endpoint: str, envelope: str, _topic: str, subscription: str, *_: Any) -> None:
        func, config, _name = functions._get_func_record_for_ref(endpoint)
        if func and config:
            invoke(functions._execution_record_for_config(func, config), sns_event(envelope, subscription))

    upstream.replace(functions, "invoke_async_with_retry", invoke)
    upstream.replace(buses, "_dispatch_to_lambda", from_rule)
    upstream.replace(topics, "_deliver_to_lambda", from_topic)


def sns_event(envelope: str, subscription: str) -> dict[str, Any]:
    """Return a topic's message as Lambda gets it: AWS always sends Subject and MessageAttributes, MiniStack not."""
    message = {"Subject": None, "MessageAttributes": {}} | json.loads(envelope)
    record = {"EventVersion": "1.0", "EventSubscriptionArn": subscription, "EventSource": "aws:sns", "Sns": message}
    return {"Records": [record]}


def _until_done(functions: Any, func: dict[str, Any], event: Any, wait: float) -> None:
    config = func.get("config") or func
    settings = _event_settings(func)
    tries, most = 0, int(settings.get("MaximumRetryAttempts", RETRIES))
    while True:
        answer = functions._execute_function_with_config_scope(func, event)
        if not answer.get("error"):
            return
        if answer.get("throttle"):
            time.sleep(wait / 10)
            continue
        if tries == most:
            break
        time.sleep(wait * 2**tries)
        tries += 1
    if target := _failure_target(settings, config):
        functions._run_with_function_config_scope(
            func, functions._route_async_failure, target, config.get("FunctionName", ""), event, answer
        )


def _event_settings(func: dict[str, Any]) -> dict[str, Any]:
    several = func.get("event_invoke_configs") or {}
    return func.get("event_invoke_config") or several.get("$LATEST") or {}


def _failure_target(settings: dict[str, Any], config: dict[str, Any]) -> str:
    destination = (settings.get("DestinationConfig") or {}).get("OnFailure") or {}
    return destination.get("Destination") or (config.get("DeadLetterConfig") or {}).get("TargetArn") or ""
