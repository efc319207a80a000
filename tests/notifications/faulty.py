"""A client of AWS whose answers break as a plan says: before the service did its work, or after."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError
from botocore.retries.standard import ExponentialBackoff

_ERRORS = {"throttle": (400, "Throttling"), "500": (500, "InternalError"), "503": (503, "ServiceUnavailable"),
           "504": (504, "504"), "invalid": (400, "InvalidParameter"), "rejected": (400, "MessageRejected"),
           "paused": (400, "SendingPausedException"), "denied": (403, "AuthorizationError")}  # fmt: skip


@contextmanager
def broken(client: Any, *plan: str, message: str = "injected") -> Iterator[list[str]]:
    """Break a client's next calls: `ok`, the name of an error, `timeout` (before), `lost` (after), `unreachable`."""
    left, played, real = list(plan), [], client._endpoint._do_get_response

    def respond(request: Any, operation: Any, context: Any) -> Any:
        fault = left.pop(0) if left else "ok"
        played.append(fault)
        if fault in _ERRORS:
            return _error(*_ERRORS[fault], message), None
        if fault == "unreachable":
            return None, ConnectTimeoutError(endpoint_url=request.url)
        if fault == "timeout":
            return None, ReadTimeoutError(endpoint_url=request.url)
        answer = real(request, operation, context)
        return (None, ReadTimeoutError(endpoint_url=request.url)) if fault == "lost" else answer

    client._endpoint._do_get_response = respond
    try:
        with patch.object(ExponentialBackoff, "delay_amount", return_value=0):
            yield played
    finally:
        client._endpoint._do_get_response = real


def _error(status: int, code: str, message: str) -> Any:
    response = SimpleNamespace(status_code=status, headers={"x-amzn-RequestId": "R"}, content=b"")
    parsed = {
        "Error": {"Code": code, "Message": message},
        "ResponseMetadata": {"RequestId": "R", "HTTPStatusCode": status, "HTTPHeaders": {}},
    }
    return response, parsed
