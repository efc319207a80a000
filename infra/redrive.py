"""Send again what was given up: dead letters back to their queues, and events of tickets to the bus.

`python -m infra.redrive --stage dev [--since 2026-01-31T00:00:00Z]`: the dead letters and the records that the stream
set aside; with `--since` also every event from then on, from the history rows. Consumers know events that they had.
Of the telephony's stack the same: its dead letters, and what its streams set aside is put on them again.
"""

import argparse
import base64
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

import boto3
import msgspec
from boto3.dynamodb.types import TypeDeserializer

from chalicelib.shared.bus import MOST, Bus, EventBridgeBus
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Unavailable
from chalicelib.tickets.bus import bus_event

Progress = Callable[[str], None]
_read = TypeDeserializer().deserialize


class Redrive:
    """Works on the stack `nidaa-<stage>`, or on the telephony's; `client` makes AWS clients by service."""

    def __init__(
        self, stage: str, say: Progress = print, client: Callable[[str], Any] | None = None, part: str = ""
    ) -> None:
        made: Any = boto3.client
        self._stack, self._say, self._client = f"nidaa-{stage}{part}", say, client or made

    def dead_letters(self) -> int:
        """Move the messages of every dead-letter queue back to its queue; return how many."""
        moved = 0
        for queue, dead in self._queues_with_dead_letters():
            count = self._move(dead, queue)
            if count:
                self._say(f"{queue.rsplit('/', 1)[-1]}: {count} messages again")
            moved += count
        return moved

    def set_aside(self) -> int:
        """Publish the records that the stream gave up, then drop them; return how many.

        A record stays until all of its batch are on the bus.
        """
        return self._again(lambda records: self._publish(record["dynamodb"]["NewImage"] for record in records))

    def streams(self) -> int:
        """Put what was set aside of Kinesis streams on them again, then drop it; return how many records.

        The telephony's only: who takes them in knows what it had.
        """
        return self._again(self._stream)

    def telephony_region(self) -> str:
        """Return the region of the telephony's stack; "none" without telephony."""
        (stack,) = self._client("cloudformation").describe_stacks(StackName=self._stack)["Stacks"]
        told = {each["ParameterKey"]: each["ParameterValue"] for each in stack.get("Parameters", [])}
        return str(told.get("TelephonyRegion", "none"))

    def _again(self, send: Callable[[list[Any]], int]) -> int:
        s3, bucket = self._client("s3"), self._resource("FailuresBucket")
        sent = 0
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="aws/lambda/"):
            for entry in page.get("Contents", []):
                batch = json.loads(s3.get_object(Bucket=bucket, Key=entry["Key"])["Body"].read())
                sent += send(json.loads(batch["payload"])["Records"])
                s3.delete_object(Bucket=bucket, Key=entry["Key"])
        return sent

    def _stream(self, records: list[Any]) -> int:
        kinesis = self._client("kinesis")
        for record in records:
            told = record["kinesis"]
            data = base64.b64decode(told["data"])
            kinesis.put_record(StreamARN=record["eventSourceARN"], PartitionKey=told["partitionKey"], Data=data)
        return len(records)

    def since(self, instant: datetime) -> int:
        """Publish every event from an instant on, from the history rows; return how many.

        It reads the whole table of tickets: for an operator, not for a request.
        """
        pages = (
            self._client("dynamodb")
            .get_paginator("scan")
            .paginate(
                TableName=self._resource("TicketsTable"),
                FilterExpression="#row = :history AND #at >= :since",
                ExpressionAttributeNames={"#row": "row", "#at": "at"},
                ExpressionAttributeValues={":history": {"S": "history"}, ":since": {"S": iso(instant)}},
            )
        )
        sent = 0
        for page in pages:
            sent += self._publish(page["Items"])
            self._say(f"{sent} events so far")
        return sent

    def _publish(self, images: Any) -> int:
        bus: Bus = EventBridgeBus(self._resource("Bus"), lambda: self._client("events"))
        events = [bus_event({name: _read(value) for name, value in image.items()}) for image in images]
        for start in range(0, len(events), MOST):
            some = [(event.type, msgspec.json.encode(event).decode()) for event in events[start : start + MOST]]
            if bus.put_all(some) < len(some):
                raise Unavailable(part="bus")
        return len(events)

    def _move(self, dead: str, queue: str) -> int:
        """Send each dead letter to its queue, and drop it only then."""
        sqs, moved = self._client("sqs"), 0
        while messages := sqs.receive_message(
            QueueUrl=dead, MaxNumberOfMessages=10, MessageAttributeNames=["All"], WaitTimeSeconds=1
        ).get("Messages"):
            for message in messages:
                attributes = message.get("MessageAttributes", {})
                sqs.send_message(QueueUrl=queue, MessageBody=message["Body"], MessageAttributes=attributes)
                sqs.delete_message(QueueUrl=dead, ReceiptHandle=message["ReceiptHandle"])
                moved += 1
        return moved

    def _queues_with_dead_letters(self) -> Iterator[tuple[str, str]]:
        sqs = self._client("sqs")
        for kind, queue in self._resources().values():
            if kind != "AWS::SQS::Queue":
                continue
            told = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["RedrivePolicy"]).get("Attributes", {})
            if policy := told.get("RedrivePolicy"):
                name = json.loads(policy)["deadLetterTargetArn"].rsplit(":", 1)[-1]
                yield queue, sqs.get_queue_url(QueueName=name)["QueueUrl"]

    def _resource(self, name: str) -> str:
        return self._resources()[name][1]

    def _resources(self) -> dict[str, tuple[str, str]]:
        """Return the stack's resources: type and physical name by logical name."""
        pages = self._client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=self._stack)
        return {
            found["LogicalResourceId"]: (found["ResourceType"], found["PhysicalResourceId"])
            for page in pages
            for found in page["StackResourceSummaries"]
        }


def main(arguments: list[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m infra.redrive", description="Send again what was given up")
    parser.add_argument("--stage", required=True)
    parser.add_argument("--since", type=_instant, help="publish every event again from then on (ISO 8601 with offset)")
    given = parser.parse_args(arguments)
    redrive = Redrive(given.stage)
    print(f"{redrive.dead_letters()} dead letters are back in their queues")
    print(f"{redrive.set_aside()} records that the stream gave up are published")
    if (region := redrive.telephony_region()) != "none":
        of_region: Callable[[str], Any] = partial(boto3.client, region_name=region)
        telephony = Redrive(given.stage, client=of_region, part="-contacts")
        print(f"telephony: {telephony.dead_letters()} dead letters are back in their queues")
        print(f"telephony: {telephony.streams()} records are on their streams again")
    if given.since:
        print(f"{redrive.since(given.since)} events since {iso(given.since)} are published again")


def _instant(text: str) -> datetime | None:
    """Read an instant; nothing is none, because `make redrive` passes an empty one."""
    if not text:
        return None
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:
        raise argparse.ArgumentTypeError("an offset is missing, such as Z")
    return read


if __name__ == "__main__":
    main()
