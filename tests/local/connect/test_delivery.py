"""What is sent to streams, buses and logs while a call goes through; and what happens where they or the engine fail."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ParamValidationError

from local.connect import delivery
from local.connect.clock import VirtualClock
from local.connect.delivery import Delivery, settle
from local.connect.engine import Instance
from local.connect.log import Log
from local.connect.places import Places
from local.connect.resources import Storage
from local.connect.telling import Parcel
from tests.local.connect.test_projections import START, Told

RECORDS = "arn:aws:kinesis:me-central-1:000000000000:stream/records"
AGENTS = "arn:aws:kinesis:me-central-1:000000000000:stream/agents"


class Cloud:
    """Takes whatever is sent; is away, or refuses, as often as it is told to."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.made: list[str] = []
        self.away, self.refuses = 0, 0

    def client(self, _service: str, _region: str) -> Any:
        return self

    def __getattr__(self, name: str) -> Any:
        def call(**given: Any) -> dict[str, Any]:
            if self.away:
                self.away -= 1
                raise EndpointConnectionError(endpoint_url="http://127.0.0.1")
            if name == "put_log_events" and not self.made:
                raise ClientError({"Error": {"Code": "ResourceNotFoundException"}}, name)
            if name.startswith("create"):
                self.made.append(str(given))
                return {}
            failed = 1 if self.refuses else 0
            self.refuses -= failed
            if not failed:
                self.sent.append((name, given))
            return {"FailedRecordCount": failed, "FailedEntryCount": failed}

        return call

    def of(self, stream: str) -> list[dict[str, Any]]:
        puts = [given for name, given in self.sent if name == "put_records" and given["StreamARN"] == stream]
        return [json.loads(record["Data"]) for put in puts for record in put["Records"]]

    def events(self) -> list[str]:
        puts = [given for name, given in self.sent if name == "put_events"]
        return [json.loads(entry["Detail"])["eventType"] for put in puts for entry in put["Entries"]]


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Cloud:
    monkeypatch.setattr(delivery, "PAUSE", 0)
    return Cloud()


def configured(told: Told) -> Told:
    for kind, arn in (("CONTACT_TRACE_RECORDS", RECORDS), ("AGENT_EVENTS", AGENTS)):
        config = {"StorageType": "KINESIS_STREAM", "KinesisStreamConfig": {"StreamArn": arn}}
        told.instance.directory.storage.put(Storage(id=kind, arn="", name=kind, kind=kind, config=config))
    config = {"StorageType": "S3", "S3Config": {"BucketName": "sounds", "BucketPrefix": "calls"}}
    kind = "CALL_RECORDINGS"
    told.instance.directory.storage.put(Storage(id=kind, arn="", name=kind, kind=kind, config=config))
    return told


def deliver(told: Told, cloud: Cloud, folder: Path) -> Delivery:
    return Delivery(told.instance, Places(told.instance.directory, cloud.client), folder / "told")


def call(told: Told) -> str:
    """Return a call that was answered, recorded and ended."""
    contact = told.instance.start_call("queueing", attributes={"ticket": "٧"})
    told.instance.agent("u").sign_in()
    told.clock.advance(30)
    told.instance.record_call(contact, "START")
    told.clock.advance(5)
    told.instance.hang_up(contact)
    told.clock.advance(60)
    return contact


def test_a_call_leaves_a_record_events_and_lines(cloud: Cloud, tmp_path: Path) -> None:
    told = configured(Told())
    sending = deliver(told, cloud, tmp_path)
    contact = call(told)
    sending.close()
    (record,) = cloud.of(RECORDS)
    assert (record["ContactId"], record["Attributes"]) == (contact, {"ticket": "٧"})
    assert cloud.of(AGENTS)[0]["EventType"] == "LOGIN"
    assert (cloud.events()[0], cloud.events()[-1]) == ("INITIATED", "COMPLETED")
    lines = [line["message"] for name, given in cloud.sent if name == "put_log_events" for line in given["logEvents"]]
    assert [json.loads(line)["ContactFlowModuleType"] for line in lines] == ["SetQueue", "Transfer"]


def test_a_recording_lies_where_its_record_says_before_the_record_comes(cloud: Cloud, tmp_path: Path) -> None:
    told = configured(Told())
    sending = deliver(told, cloud, tmp_path)
    call(told)
    sending.close()
    ((key, sound),) = [(given["Key"], given["Body"]) for name, given in cloud.sent if name == "put_object"]
    (record,) = cloud.of(RECORDS)
    assert record["Recordings"][0]["Location"] == f"sounds/{key}"
    assert key.startswith("calls/2027/01/15/")
    assert len(sound) == 44 + 5 * 8000 * 2
    names = [name for name, given in cloud.sent if given.get("StreamARN", RECORDS) == RECORDS]
    assert names.index("put_object") < names.index("put_records")


def test_what_has_no_place_goes_nowhere(cloud: Cloud, tmp_path: Path) -> None:
    told = Told()
    sending = deliver(told, cloud, tmp_path)
    call(told)
    sending.close()
    assert {name for name, _ in cloud.sent} == {"put_events", "put_log_events"}


def test_an_agent_at_rest_is_told_of_every_two_minutes_until_they_leave(cloud: Cloud, tmp_path: Path) -> None:
    told = configured(Told())
    sending = deliver(told, cloud, tmp_path)
    told.instance.agent("u").sign_in()
    told.clock.advance(300)
    told.instance.agent("u").sign_out()
    told.clock.advance(300)
    sending.close()
    types = [event["EventType"] for event in cloud.of(AGENTS)]
    assert (types.count("HEART_BEAT"), types[-1]) == (2, "LOGOUT")


def test_what_is_away_is_waited_for_however_long(cloud: Cloud, tmp_path: Path) -> None:
    told = configured(Told())
    cloud.away = 12
    sending = deliver(told, cloud, tmp_path)
    call(told)
    assert settle([sending], 10)
    assert len(cloud.of(RECORDS)) == 1
    sending.close()


def test_what_was_not_taken_is_sent_again(cloud: Cloud, tmp_path: Path) -> None:
    told = configured(Told())
    cloud.refuses = 3
    sending = deliver(told, cloud, tmp_path)
    call(told)
    assert settle([sending], 10)
    assert (len(cloud.of(RECORDS)), cloud.events()[0]) == (1, "INITIATED")
    sending.close()


def test_what_is_refused_for_good_is_left_and_the_rest_goes_on(cloud: Cloud, tmp_path: Path) -> None:
    told = configured(Told())
    sending = deliver(told, cloud, tmp_path)
    cloud.refuses = 10**6
    call(told)
    assert settle([sending], 10)
    cloud.refuses = 0
    call(told)
    sending.close()
    assert len(cloud.of(RECORDS)) == 1


def test_one_bad_record_takes_no_other_with_it(cloud: Cloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = configured(Told())
    bad, good = call(told), call(told)
    put = Places.send

    def send(places: Places, kind: str, parcels: Sequence[Parcel]) -> None:
        if any(one.key == bad for one in parcels):
            raise ParamValidationError(report="it is too long")
        put(places, kind, parcels)

    monkeypatch.setattr(Places, "send", send)
    sending = deliver(told, cloud, tmp_path)
    assert settle([sending], 10)
    assert [record["ContactId"] for record in cloud.of(RECORDS)] == [good]
    sending.close()


def test_a_closed_contact_that_is_corrected_is_told_again(cloud: Cloud, tmp_path: Path) -> None:
    told = configured(Told())
    sending = deliver(told, cloud, tmp_path)
    contact = call(told)
    told.instance.update_attributes(contact, {"disposition": "solved"})
    sending.close()
    first, second = cloud.of(RECORDS)
    assert first["ContactId"] == second["ContactId"] == contact
    assert second["Attributes"]["disposition"] == "solved"


@pytest.mark.parametrize("reached", [0, 7, 20])
def test_what_was_not_told_is_told_after_the_next_start_as_it_was_then(
    cloud: Cloud, tmp_path: Path, reached: int
) -> None:
    told = configured(Told(tmp_path / "log.jsonl"))
    sending = deliver(told, cloud, tmp_path)
    call(told)
    sending.close()
    told.instance.log.close()
    first = {stream: cloud.of(stream) for stream in (RECORDS, AGENTS)}
    events, cloud.sent = cloud.events(), []
    (tmp_path / "told").write_text(str(reached))  # what a kill leaves: the events, and a number that is behind them
    log = Log(tmp_path / "log.jsonl")
    again = Instance(VirtualClock(START + 3600), directory=told.instance.directory, log=log)
    Delivery(again, Places(again.directory, cloud.client), tmp_path / "told").close()
    assert cloud.of(RECORDS) == first[RECORDS]
    *again_told, status, out = [one["EventId"] for one in cloud.of(AGENTS)]  # at the end everybody is signed out
    told_before = [one["EventId"] for one in first[AGENTS] if one["EventType"] != "HEART_BEAT"]
    assert again_told == told_before[len(told_before) - len(again_told) :]
    assert not {status, out} & set(told_before)
    assert cloud.events() == events[len(events) - len(cloud.events()) :]


def test_what_was_told_is_not_told_again_after_a_stop(cloud: Cloud, tmp_path: Path) -> None:
    told = configured(Told(tmp_path / "log.jsonl"))
    told.instance.agent("u").sign_in()
    sending = deliver(told, cloud, tmp_path)
    sending.close()
    told.instance.agent("u").sign_out()
    told.instance.log.close()
    cloud.sent = []
    again = Instance(VirtualClock(START + 60), directory=told.instance.directory, log=Log(tmp_path / "log.jsonl"))
    Delivery(again, Places(again.directory, cloud.client), tmp_path / "told").close()
    assert [one["EventType"] for one in cloud.of(AGENTS)] == ["STATE_CHANGE", "LOGOUT"]
