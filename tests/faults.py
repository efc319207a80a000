"""Break the way to AWS just where a plan says: before a call is done, or after, so that only its answer is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from botocore.endpoint import Endpoint
from botocore.exceptions import ReadTimeoutError
from botocore.retries.standard import ExponentialBackoff
from hypothesis import strategies as st

# throttle, error and timeout strike before the call is done; lost after it.
FAULTS = ("ok", "throttle", "error", "timeout", "lost")
_ERRORS = {"throttle": (400, "ProvisionedThroughputExceededException"), "error": (500, "InternalServerError")}
plans = st.lists(st.sampled_from(FAULTS), max_size=8)


@contextmanager
def faults(plan: list[str]) -> Iterator[list[str]]:
    """Apply a plan to the next calls of every botocore client; what follows the plan goes well. Yields what struck."""
    real, wait = Endpoint._do_get_response, ExponentialBackoff.delay_amount  # type: ignore[attr-defined]
    left, struck = list(plan), []

    def broken(self: Endpoint, request: Any, operation: Any, context: Any) -> Any:
        fault = left.pop(0) if left else "ok"
        struck.append(fault)
        if fault in _ERRORS:
            return _canned(*_ERRORS[fault]), None
        if fault == "timeout":
            return None, ReadTimeoutError(endpoint_url=request.url)
        answer = real(self, request, operation, context)
        return (None, ReadTimeoutError(endpoint_url=request.url)) if fault == "lost" else answer

    Endpoint._do_get_response = broken  # type: ignore[attr-defined]
    ExponentialBackoff.delay_amount = lambda *_args: 0  # type: ignore[method-assign]
    try:
        yield struck
    finally:
        Endpoint._do_get_response = real  # type: ignore[attr-defined]
        ExponentialBackoff.delay_amount = wait  # type: ignore[method-assign]


def _canned(status: int, code: str) -> tuple[SimpleNamespace, dict[str, Any]]:
    response = SimpleNamespace(status_code=status, headers={"x-amzn-RequestId": "test"}, content=b"")
    facts = {"HTTPStatusCode": status, "HTTPHeaders": {}, "RequestId": "test"}
    return response, {"Error": {"Code": code, "Message": "a planned fault"}, "ResponseMetadata": facts}
