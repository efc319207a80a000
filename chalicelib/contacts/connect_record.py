"""Amazon Connect's contact record (Kinesis, format 2017-03-10): what is read of it. Pure."""

import re
from typing import Any

import msgspec

from chalicelib.contacts.instants import instant
from chalicelib.contacts.naming import number_in

MOST_NOTED, MOST_LENGTH = 60, 1000
_SAID = re.compile("welcome_")


class _Named(msgspec.Struct, rename="pascal"):
    name: str | None = None
    arn: str | None = msgspec.field(default=None, name="ARN")


class RecordQueue(_Named, rename="pascal"):
    enqueue_timestamp: str | None = None
    dequeue_timestamp: str | None = None
    duration: float | None = None


class RecordAgent(_Named, rename="pascal"):
    username: str | None = None
    connected_to_agent_timestamp: str | None = None
    agent_interaction_duration: float | None = None
    customer_hold_duration: float | None = None
    number_of_holds: int | None = None
    after_contact_work_duration: float | None = None
    after_contact_work_end_timestamp: str | None = None


class Endpoint(msgspec.Struct, rename="pascal"):
    address: str | None = None


class RecordRecording(msgspec.Struct, rename="pascal"):
    location: str | None = None
    participant_type: str | None = None
    start_timestamp: str | None = None
    stop_timestamp: str | None = None
    status: str | None = None
    deletion_reason: str | None = None


class Record(msgspec.Struct, rename="pascal"):
    """What is read of a record; all else in it is passed over."""

    contact_id: str
    last_update_timestamp: str
    channel: str | None = None
    initiation_method: str | None = None
    initial_contact_id: str | None = None
    previous_contact_id: str | None = None
    next_contact_id: str | None = None
    customer_endpoint: Endpoint | None = None
    system_endpoint: Endpoint | None = None
    transferred_to_endpoint: Endpoint | None = None
    queue: RecordQueue | None = None
    agent: RecordAgent | None = None
    agent_connection_attempts: int | None = None
    attributes: dict[str, Any] | None = None
    initiation_timestamp: str | None = None
    connected_to_system_timestamp: str | None = None
    transfer_completed_timestamp: str | None = None
    disconnect_timestamp: str | None = None
    disconnect_reason: str | None = None
    recordings: list[RecordRecording] | None = None

    @property
    def number(self) -> str:
        """Return the number of who called or was called, E.164; "" if it is withheld."""
        return number_in(self.customer_endpoint.address) if self.customer_endpoint else ""

    @property
    def dialled(self) -> str:
        """Return the body's own number, E.164; "" where there is none."""
        return number_in(self.system_endpoint.address) if self.system_endpoint else ""

    @property
    def noted(self) -> dict[str, str]:
        """Return what flows noted of the call, as texts; not what they only say, and whither they lead (ARNs)."""
        given = {key: value for key, value in (self.attributes or {}).items() if isinstance(value, str)}
        found = {key: value for key, value in given.items() if not (_SAID.match(key) or value.startswith("arn:"))}
        return {key: found[key][:MOST_LENGTH] for key in sorted(found)[:MOST_NOTED]}

    def says(self, name: str) -> bool:
        """Return whether a flow noted that something is so."""
        return self.noted.get(name, "").casefold() in ("yes", "true")

    @property
    def told_at(self) -> str:
        """Return when telephony told it: of two records of a contact the later one counts."""
        return instant(self.last_update_timestamp)


_record = msgspec.json.Decoder(Record)


def read(data: bytes) -> Record:
    """Return the record in the bytes of a stream. :raises msgspec.DecodeError: if it is none"""
    return _record.decode(data)
