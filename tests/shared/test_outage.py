"""What is AWS's fault for now is told apart from what is ours."""

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError
from pynamodb.exceptions import GetError, TransactWriteError

from chalicelib.shared.aws import is_outage


def client_error(code: str, status: int = 400, reasons: tuple[str, ...] = ()) -> ClientError:
    cancelled = [{"Code": reason} for reason in reasons]
    told = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}, "CancellationReasons": cancelled}
    return ClientError(told, "TransactWriteItems")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "out"),
    [
        (ValueError("ours"), False),
        (ReadTimeoutError(endpoint_url="x"), True),
        (EndpointConnectionError(endpoint_url="x"), True),
        (GetError("wrapped", cause=ReadTimeoutError(endpoint_url="x")), True),
        (client_error("ProvisionedThroughputExceededException"), True),
        (client_error("InternalServerError", 500), True),
        (client_error("ValidationException"), False),
        (client_error("TransactionCanceledException", reasons=("None", "TransactionConflict")), True),
        (
            client_error("TransactionCanceledException", reasons=("ConditionalCheckFailed", "TransactionConflict")),
            False,
        ),
        (TransactWriteError("wrapped", cause=client_error("TransactionInProgressException")), True),
    ],
)
def test_an_outage_is_known_through_what_wraps_it(error: Exception, out: bool) -> None:
    assert is_outage(error) is out
