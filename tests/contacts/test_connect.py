"""The port of telephony on the local engine: adapter and engine mean the same."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from chalicelib.contacts.connect import ConnectTelephony, sounds_client
from chalicelib.contacts.installation_store import DynamoInstallation
from chalicelib.contacts.installed import Installed
from chalicelib.contacts.telephony import Installation, Telephony, TelephonyAway, TelephonyRefused
from chalicelib.shared.errors import NotFound, Unavailable
from tests.conftest import NOW
from tests.contacts.engines import QUEUE, Telephone, telephone
from tests.contacts.tables import contacts_table


@pytest.fixture
def line() -> Iterator[Telephone]:
    with telephone() as made:
        yield made


def test_somebody_is_put_into_a_state(line: Telephone) -> None:
    line.port.put_status("salma", "available")
    assert line.agent("salma").status.name == "Available"
    line.port.put_status("salma", "offline")
    assert line.agent("salma").status.kind == "OFFLINE"


@pytest.mark.parametrize(("who", "status", "unknown"), [("nobody", "available", "user"), ("salma", "asleep", "status")])
def test_what_the_telephony_does_not_know_is_refused(line: Telephone, who: str, status: str, unknown: str) -> None:
    with pytest.raises(TelephonyRefused) as refusal:
        line.port.put_status(who, status)
    assert refusal.value.facts == {"unknown": unknown}


def test_a_supervisor_listens_to_a_call(line: Telephone) -> None:
    contact = line.answered()
    line.port.put_status("huda", "available")
    line.port.monitor(contact, "huda", "listen")
    assert contact in line.agent("huda").contacts


@pytest.mark.parametrize("capability", ["listen", "barge"])
def test_a_call_that_nobody_answered_is_not_listened_to(line: Telephone, capability: Any) -> None:
    contact = line.call()
    line.port.put_status("huda", "offline")
    with pytest.raises(TelephonyRefused):
        line.port.monitor(contact, "huda", capability)


def test_a_contact_is_ended_and_ended_again_stays_as_it_is(line: Telephone) -> None:
    contact = line.answered()
    line.port.stop(contact)
    line.clock.advance(1)
    assert line.engine.contacts[contact].ended
    line.port.stop(contact)


@pytest.mark.parametrize("verb", ["stop", "attributes"])
def test_a_contact_that_is_not_there_is_not_found(line: Telephone, verb: str) -> None:
    with pytest.raises(NotFound):
        getattr(line.port, verb)("no-such-contact")


def test_a_task_is_offered_once_to_the_agents_of_its_queue(line: Telephone) -> None:
    asked: dict[str, Any] = {
        "name": "معاودة اتصال", "queue": QUEUE, "attributes": {"callback": "yes"}, "key": "callback-1-try-1",
    }  # fmt: skip
    line.port.put_status("salma", "available")
    first = line.port.offer_task(**asked)
    line.clock.advance(2)
    assert line.port.offer_task(**asked) == first
    assert first in line.agent("salma").contacts
    assert line.port.attributes(first)["callback"] == "yes"


def test_the_caller_of_a_callbacks_task_is_who_is_called_back(line: Telephone) -> None:
    noted = {"callback": "01", "number": "+96895551234"}
    task = line.port.offer_task(name="callback", queue=QUEUE, attributes=noted, key="k" * 20)
    caller = line.port.caller(task)
    assert caller is not None
    assert (caller.number, caller.dialled) == ("+96895551234", "")


def test_a_task_for_an_unknown_queue_is_refused(line: Telephone) -> None:
    with pytest.raises(TelephonyRefused):
        line.port.offer_task(name="x", queue="elsewhere.Data_AR", attributes={}, key="k")


def test_who_is_in_a_contact_is_told_with_what_was_noted(line: Telephone) -> None:
    contact = line.call("+96895551234")
    line.engine.update_attributes(contact, {"body": "muashir-statistics"})
    caller = line.port.caller(contact)
    assert caller is not None
    assert (caller.number, caller.dialled) == ("+96895551234", "+96824111111")
    assert caller.attributes == {"body": "muashir-statistics"}
    assert line.port.caller("no-such-contact") is None


def test_who_hides_the_number_has_none_so_that_strangers_are_not_one_person(line: Telephone) -> None:
    caller = line.port.caller(line.call("anonymous"))
    assert caller is not None
    assert (caller.number, caller.dialled) == ("", "+96824111111")


def test_a_recording_has_an_address_in_the_region_of_the_telephony(line: Telephone) -> None:
    key = "connect/nidaa/CallRecordings/2026/11/22/c_20261122T08:00_UTC.wav"
    for told in (key, f"nidaa-recordings/{key}"):
        address = line.port.listening_address(told, 300)
        assert address.startswith(
            "https://nidaa-recordings.s3.me-central-1.amazonaws.com/connect/nidaa/CallRecordings/"
        )
        assert "X-Amz-Expires=300" in address
        assert "X-Amz-Algorithm=AWS4-HMAC-SHA256" in address


def test_an_engine_that_is_away_can_be_asked_again(line: Telephone) -> None:
    line.server.close()
    with pytest.raises(Unavailable) as away:
        line.port.stop("c")
    assert away.value.facts["part"] == "telephony"


class Raising:
    """A client whose every call raises."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __getattr__(self, _name: str) -> Any:
        def call(**_given: Any) -> Any:
            raise self.error

        return call


def raising(error: Exception) -> Telephony:
    here = Installation(instance="i", region="me-central-1")
    return ConnectTelephony(lambda: here, lambda _region: Raising(error), sounds_client)


def answered_with(code: str, status: int = 400) -> ClientError:
    answer: Any = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(answer, "StopContact")


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (answered_with("ThrottlingException", 429), Unavailable),
        (answered_with("InternalServiceException", 500), Unavailable),
        (answered_with("ServiceQuotaExceededException", 402), Unavailable),
        (EndpointConnectionError(endpoint_url="https://x"), Unavailable),
        (answered_with("ContactNotFoundException", 410), NotFound),
        (answered_with("InvalidRequestException"), TelephonyRefused),
        (answered_with("AccessDeniedException", 403), ClientError),
    ],
)
def test_what_connect_answers_is_told_in_our_words(error: Exception, raised: type[Exception]) -> None:
    with pytest.raises(raised):
        raising(error).stop("c")


def test_without_telephony_every_verb_says_so() -> None:
    none = ConnectTelephony(lambda: None, lambda _region: None, sounds_client)
    verbs = (
        lambda: none.put_status("salma", "available"), lambda: none.monitor("c", "huda", "listen"),
        lambda: none.stop("c"), lambda: none.offer_task(name="x", queue="q", attributes={}, key="k"),
        lambda: none.caller("c"), lambda: none.attributes("c"), lambda: none.listening_address("key", 300),
    )  # fmt: skip
    for verb in verbs:
        with pytest.raises(TelephonyAway):
            verb()


def test_where_the_telephony_is_is_kept_as_the_deployment_wrote_it() -> None:
    here = Installation(instance="i", region="me-central-1", queues={QUEUE: "q"}, users={"salma": "u"})
    with contacts_table():
        store = DynamoInstallation()
        assert store.get() is None
        store.put(here)
        assert store.get() == here


def test_where_the_telephony_is_is_remembered_for_a_minute() -> None:
    now, reads = [NOW], [None, Installation(instance="i", region="r"), Installation(instance="j", region="r")]
    installed = Installed(lambda: reads.pop(0), lambda: now[0])
    assert installed() is None
    for seconds, expected in ((0, "i"), (59, "i"), (60, "j")):
        now[0] = NOW + timedelta(seconds=seconds)
        found = installed()
        assert found is not None
        assert found.instance == expected
