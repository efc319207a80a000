"""What is sent to streams, buses and logs while a call goes through; and what happens where they fail."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from local.connect.delivery import AGENTS, RECORDS, Delivery, Places
from tests.local.connect.test_projections import Told


class Cloud:
    """Takes whatever is sent; fails as often as it is told to."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.made: list[str] = []
        self.fails = 0

    def __getattr__(self, name: str) -> Any:
        def call(**given: Any) -> dict[str, Any]:
            if self.fails:
                self.fails -= 1
                raise EndpointConnectionError(endpoint_url="http://127.0.0.1")
            if name.startswith("create") and str(given) in self.made:
                raise ClientError({"Error": {"Code": "ResourceInUseException"}}, name)
            (self.made.append(str(given)) if name.startswith("create") else self.sent.append((name, given)))
            return {}

        return call

    def of(self, stream: str) -> list[dict[str, Any]]:
        puts = [given for name, given in self.sent if name == "put_record" and given["StreamName"] == stream]
        return [json.loads(given["Data"]) for given in puts]


@pytest.fixture
def cloud() -> Cloud:
    return Cloud()


def call(told: Told, cloud: Cloud) -> str:
    """Return a call that was answered and ended, all of which is sent."""
    delivery = Delivery(told.instance, Places(cloud, cloud, cloud))
    contact = told.instance.start_call("queueing", attributes={"ticket": "٧"})
    told.instance.agent("u").sign_in()
    told.clock.advance(30)
    told.instance.hang_up(contact)
    told.clock.advance(60)
    delivery.close()
    return contact


def test_a_call_leaves_a_record_events_and_lines(cloud: Cloud) -> None:
    contact = call(Told(), cloud)
    (record,) = cloud.of(RECORDS)
    assert (record["ContactId"], record["Attributes"]) == (contact, {"ticket": "٧"})
    assert cloud.of(AGENTS)[0]["EventType"] == "LOGIN"
    types = [
        json.loads(given["Entries"][0]["Detail"])["eventType"] for name, given in cloud.sent if name == "put_events"
    ]
    assert (types[0], types[-1]) == ("INITIATED", "COMPLETED")
    lines = [given["logEvents"][0]["message"] for name, given in cloud.sent if name == "put_log_events"]
    assert [json.loads(line)["ContactFlowModuleType"] for line in lines] == ["SetQueue", "Transfer"]


def test_an_agent_at_rest_is_told_of_every_two_minutes_until_they_leave(cloud: Cloud) -> None:
    told = Told()
    delivery = Delivery(told.instance, Places(cloud, cloud, cloud))
    told.instance.agent("u").sign_in()
    told.clock.advance(300)
    told.instance.agent("u").sign_out()
    told.clock.advance(300)
    delivery.close()
    types = [event["EventType"] for event in cloud.of(AGENTS)]
    assert (types.count("HEART_BEAT"), types[-1]) == (2, "LOGOUT")


def test_what_could_not_be_sent_at_once_is_sent_again(cloud: Cloud) -> None:
    cloud.fails = 4
    call(Told(), cloud)
    assert len(cloud.of(RECORDS)) == 1


def test_a_stream_that_is_there_is_made_once(cloud: Cloud) -> None:
    for _ in range(2):
        Places(cloud, cloud, cloud).prepare("muzn")
    assert len(cloud.made) == 4
