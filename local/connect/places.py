"""Where what the engine tells goes: Kinesis and S3 as the instance's storage says, EventBridge and CloudWatch Logs."""

import json
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from local.connect.artefacts import silence
from local.connect.resources import Directory
from local.connect.telling import AGENT, EVENT, LINE, RECORD, RECORDING, Parcel

Client = Callable[[str, str], Any]
"""boto3's client of a service in a region."""
MOST = {RECORDING: 1, EVENT: 10, RECORD: 500, AGENT: 500, LINE: 1000}
"""How many of a kind go in one request."""
STREAMS = {RECORD: "CONTACT_TRACE_RECORDS", AGENT: "AGENT_EVENTS"}
_log = logging.getLogger(__name__)


class Refused(Exception):
    """A place took a part of what it was sent."""


class Places:
    """Sends parcels of one kind at a time; what has no place configured goes nowhere, as on AWS."""

    def __init__(self, directory: Directory, client: Client) -> None:
        self._directory, self._client = directory, client
        self._send: dict[str, Callable[[Sequence[Parcel]], None]] = {
            RECORDING: self._recordings, EVENT: self._events, RECORD: self._stream, AGENT: self._stream,
            LINE: self._lines,
        }  # fmt: skip

    def send(self, kind: str, parcels: Sequence[Parcel]) -> None:
        """Send at most `MOST` parcels of a kind.

        :raises Refused: if not all of them were taken
        :raises botocore.exceptions.ClientError, BotoCoreError: if none was
        """
        self._send[kind](parcels)

    def _stream(self, parcels: Sequence[Parcel]) -> None:
        place = self._directory.stored(STREAMS[parcels[0].kind])
        if place and place.stream:
            records = [{"PartitionKey": one.key, "Data": _text(one.content).encode()} for one in parcels]
            answer = self._client("kinesis", _region(place.stream)).put_records(StreamARN=place.stream, Records=records)
            _all_taken(answer["FailedRecordCount"])

    def _events(self, parcels: Sequence[Parcel]) -> None:
        entries = [
            {**one.content, "Detail": _text(one.content["Detail"]),
             "Time": datetime.fromtimestamp(one.content["Time"], UTC)}
            for one in parcels
        ]  # fmt: skip
        _all_taken(self._own("events").put_events(Entries=entries)["FailedEntryCount"])

    def _recordings(self, parcels: Sequence[Parcel]) -> None:
        place = self._directory.stored("CALL_RECORDINGS")
        for one in parcels if place else ():
            bucket, _, key = one.content["location"].partition("/")
            self._own("s3").put_object(
                Bucket=bucket, Key=key, Body=silence(one.content["seconds"]), ContentType="audio/wav"
            )

    def _lines(self, parcels: Sequence[Parcel]) -> None:
        place = {"logGroupName": f"/aws/connect/{self._directory.alias}", "logStreamName": self._directory.alias}
        lines = [{"timestamp": int(one.content["at"] * 1000), "message": _text(one.content["line"])} for one in parcels]
        logs = self._own("logs")
        try:
            logs.put_log_events(**place, logEvents=lines)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ResourceNotFoundException":
                raise
            self._make_log(logs, place)
            logs.put_log_events(**place, logEvents=lines)

    @staticmethod
    def _make_log(logs: Any, place: dict[str, str]) -> None:
        group = {"logGroupName": place["logGroupName"]}
        for make, given in ((logs.create_log_group, group), (logs.create_log_stream, place)):
            try:
                make(**given)
            except ClientError as error:
                if error.response["Error"]["Code"] != "ResourceAlreadyExistsException":
                    raise

    def _own(self, service: str) -> Any:
        return self._client(service, self._directory.region)


def clients() -> Client:
    """Return how to make boto3's clients, each once, where AWS_ENDPOINT_URL says."""
    session: Any = boto3.session.Session()
    config = Config(connect_timeout=2, read_timeout=30, retries={"total_max_attempts": 1}, tcp_keepalive=True)
    made: dict[tuple[str, str], Any] = {}

    def client(service: str, region: str) -> Any:
        if (service, region) not in made:
            made[service, region] = session.client(service, region_name=region, config=config)
        return made[service, region]

    return client


def _all_taken(failed: int) -> None:
    if failed:
        raise Refused(f"{failed} were not taken")


def _text(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False)


def _region(arn: str) -> str:
    return arn.split(":")[3]
