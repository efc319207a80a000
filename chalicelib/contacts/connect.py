"""The telephony of Amazon Connect, through its API, in whatever region it stands.

Without an installation each verb raises TelephonyAway, so that everything else works without telephony.
"""

from collections.abc import Callable, Mapping
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib.contacts.naming import number_in
from chalicelib.contacts.telephony import Caller, Capability, Installation, TelephonyAway, TelephonyRefused
from chalicelib.shared.aws import is_outage, session
from chalicelib.shared.errors import NidaaError, NotFound, Unavailable

TASK_FLOW = "callback_task"
CAPABILITIES: Mapping[Capability, list[str]] = {
    "listen": ["SILENT_MONITOR"], "barge": ["SILENT_MONITOR", "BARGE"],
}  # fmt: skip
_NOT_FOUND = frozenset({"ResourceNotFoundException", "ContactNotFoundException"})
# What cannot be done with this contact now; other refusals are a fault of the deployment and stay one.
_REFUSED = frozenset({"InvalidRequestException", "InvalidParameterException", "ConflictException"})
_FULL = frozenset({"LimitExceededException", "ServiceQuotaExceededException"})


def sounds_client(region: str) -> Any:
    """Return a client of S3 whose presigned addresses name the region in which the recordings are."""
    signed = Config(signature_version="s3v4", s3={"addressing_style": "virtual"})
    return session().create_client("s3", region_name=region, config=signed)


class ConnectTelephony:
    """Amazon Connect; `installed` says where the telephony is, `client` and `sounds` make the clients in a region."""

    def __init__(
        self, installed: Callable[[], Installation | None], client: Callable[[str], Any], sounds: Callable[[str], Any]
    ) -> None:
        self._installed = installed
        self._client = client
        self._sounds = sounds

    def put_status(self, username: str, status: str) -> None:
        """Put an agent into a state; while a contact is there it is kept as the next one (PutUserStatus)."""
        here = self._here()
        user, state = _known(here.users, username, "user"), _known(here.statuses, status, "status")
        self._asked("put_user_status", UserId=user, AgentStatusId=state)

    def monitor(self, contact: str, supervisor: str, capability: Capability) -> None:
        """Let a supervisor listen to a call, or speak in it (MonitorContact)."""
        user = _known(self._here().users, supervisor, "user")
        may = CAPABILITIES[capability]
        self._asked("monitor_contact", ContactId=contact, UserId=user, AllowedMonitorCapabilities=may)

    def stop(self, contact: str) -> None:
        """End a contact; one that has ended stays as it is (StopContact)."""
        self._asked("stop_contact", ContactId=contact)

    def offer_task(self, *, name: str, queue: str, attributes: dict[str, str], key: str, previous: str = "") -> str:
        """Offer work to the agents of a queue (StartTaskContact); the same key answers the same contact for a week."""
        here = self._here()
        flow, where = _known(here.flows, TASK_FLOW, "flow"), _known(here.queues, queue, "queue")
        given = {**attributes, "queue_id": where}
        related = {"RelatedContactId": previous} if previous else {}
        made = self._asked(
            "start_task_contact", Name=name, ContactFlowId=flow, Attributes=given, ClientToken=key, **related
        )  # fmt: skip
        return str(made["ContactId"])

    def caller(self, contact: str) -> Caller | None:
        """Return who is in a contact, and what the flow noted (DescribeContact, GetContactAttributes)."""
        try:
            told = self._asked("describe_contact", ContactId=contact)["Contact"]
            noted = self.attributes(contact)
        except NotFound:
            return None
        # A task has no telephone: whom it says to call back stands among what was noted on it.
        number = _address(told, "CustomerEndpoint") or (number_in(noted.get("number")) if "callback" in noted else "")
        return Caller(number=number, dialled=_address(told, "SystemEndpoint"), attributes=noted)

    def attributes(self, contact: str) -> dict[str, str]:
        """Return what the flow noted on a contact (GetContactAttributes)."""
        return dict(self._asked("get_contact_attributes", InitialContactId=contact).get("Attributes", {}))

    def drop_recording(self, key: str) -> None:
        """Delete a recording from the store of recordings (DeleteObject); it is no error if there is none."""
        here = self._here()
        bucket = here.recordings
        self._sounds(here.region).delete_object(Bucket=bucket, Key=key.removeprefix(f"{bucket}/"))

    def listening_address(self, key: str, seconds: int) -> str:
        """Return a presigned address of a recording; S3 answers ranges of it, so that one can jump."""
        here = self._here()
        given = {"Bucket": here.recordings, "Key": key.removeprefix(f"{here.recordings}/"),
                 "ResponseContentDisposition": "inline", "ResponseCacheControl": "no-store"}  # fmt: skip
        return str(self._sounds(here.region).generate_presigned_url("get_object", Params=given, ExpiresIn=seconds))

    def _here(self) -> Installation:
        here = self._installed()
        if here is None:
            raise TelephonyAway
        return here

    def _asked(self, operation: str, **given: Any) -> dict[str, Any]:
        here = self._here()
        try:
            return dict(getattr(self._client(here.region), operation)(InstanceId=here.instance, **given))
        except Exception as error:
            if refusal := _refusal(error):
                raise refusal from error
            raise


def _refusal(error: Exception) -> NidaaError | None:
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else ""
    if code in _NOT_FOUND:
        return NotFound()
    if code in _REFUSED:
        return TelephonyRefused()
    return Unavailable(part="telephony", retry_after=5) if is_outage(error) or code in _FULL else None


def _known(ids: Mapping[str, str], name: str, what: str) -> str:
    """Return the id of a name. :raises TelephonyRefused: if the telephony has none of that name"""
    if name not in ids:
        raise TelephonyRefused(unknown=what)
    return ids[name]


def _address(told: Mapping[str, Any], endpoint: str) -> str:
    """Return a number; what Connect writes for a number that is withheld (`anonymous`) is none."""
    return number_in((told.get(endpoint) or {}).get("Address"))
