"""Uploads, as the bucket tells of them through a queue, looked at one by one; those that could not be come again."""

import json
from typing import Any
from urllib.parse import unquote_plus

from aws_lambda_powertools.utilities.batch import EventType
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib import wiring
from chalicelib.shared.batches import each
from chalicelib.shared.observability import count
from chalicelib.tickets import inspecting


def scan(event: dict[str, Any], context: Any) -> Any:
    """Look at each upload of a batch; answer which are to come again."""
    return each(event, context, _scan, EventType.SQS)


def _scan(record: SQSRecord) -> None:
    count("attachment.told")
    # The message that S3 sends when the notification is set up names no records.
    for told in json.loads(record.body).get("Records", ()):
        uploaded = told["s3"]["object"]
        inspecting.scan(wiring.attachments(), unquote_plus(uploaded["key"]), uploaded.get("versionId", ""))
