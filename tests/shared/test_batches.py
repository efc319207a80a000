"""A record that fails is named in the log, with the place of the fault and nothing of what stands in it."""

from types import SimpleNamespace
from typing import Any

import pytest
from aws_lambda_powertools.utilities.batch import EventType
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib.shared.batches import each
from chalicelib.shared.errors import Unavailable
from chalicelib.tickets.bus import bus_event

CONTEXT = SimpleNamespace(get_remaining_time_in_millis=lambda: 1000)


def batch(*bodies: str) -> dict[str, Any]:
    return {
        "Records": [
            {"messageId": str(i), "body": body, "eventSource": "aws:sqs", "attributes": {}, "receiptHandle": "x"}
            for i, body in enumerate(bodies)
        ]
    }


def test_only_what_failed_comes_again_and_the_log_says_why(caplog: pytest.LogCaptureFixture) -> None:
    def handle(record: SQSRecord) -> None:
        if record.body == "+96891234567":
            bus_event({})

    answer = each(batch("fine", "+96891234567"), CONTEXT, handle, EventType.SQS)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    [line] = [vars(record) for record in caplog.records]
    assert (line["record"], line["error"]) == ("1", "KeyError")
    assert line["at"].startswith("/tickets/bus.py:")
    assert "91234567" not in repr(line)


def test_a_batch_that_fails_whole_is_told_record_by_record() -> None:
    def handle(record: SQSRecord) -> None:
        raise Unavailable

    answer = each(batch("a", "b"), CONTEXT, handle, EventType.SQS)
    assert [failure["itemIdentifier"] for failure in answer["batchItemFailures"]] == ["0", "1"]
