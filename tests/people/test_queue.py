"""What is sent to the codes queue, and what a queue that does not answer means."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError

from chalicelib.people.codes import Target
from chalicelib.people.queue import SqsCodesQueue
from chalicelib.shared.errors import Unavailable

QUEUE = "https://sqs.example/codes"


class FakeSqs:
    def __init__(self, error: Exception | None = None) -> None:
        self.sent: list[dict[str, Any]] = []
        self.error = error

    def send_message(self, **message: Any) -> None:
        if self.error:
            raise self.error
        self.sent.append(message)


def test_a_code_is_asked_for_with_target_language_and_correlation() -> None:
    sqs = FakeSqs()
    SqsCodesQueue(QUEUE, lambda: sqs).ask(Target("mobile", "+96892120001"), language="ar", correlation="c")
    assert sqs.sent[0]["QueueUrl"] == QUEUE
    body = json.loads(sqs.sent[0]["MessageBody"])
    assert body == {"kind": "mobile", "value": "+96892120001", "language": "ar", "correlation": "c"}


@pytest.mark.parametrize("error", [ClientError({}, "SendMessage"), ConnectTimeoutError(endpoint_url=QUEUE)])
def test_a_queue_that_does_not_take_it_is_unavailable(error: Exception) -> None:
    with pytest.raises(Unavailable):
        SqsCodesQueue(QUEUE, lambda: FakeSqs(error)).ask(Target("mobile", "+1"), language="ar", correlation="c")
