"""A call in real time: the deployed function tells a ticket's state, an agent answers, the record comes."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from local.clients import Clients
from local.connect.commands.call import AGENT
from local.connect.commands.call import Centre as Telephone
from local.connect.delivery import RECORDS
from tests.system.centre import Centre, complaint, eventually
from tests.system.cloud import Cloud


@pytest.fixture
def telephone(cloud: Cloud) -> Iterator[Telephone]:
    """Return the engine beside the stack; the function was asked before, for a flow waits for none that starts cold."""
    called = Telephone(cloud.stack.settings, port=0)
    Clients(cloud.stack.settings).aws("lambda").invoke(FunctionName=cloud.name("tickets-say"), Payload=b"{}")
    yield called
    called.close()


def records(cloud: Cloud, contact: str) -> list[dict[str, Any]]:
    """Return the records of a contact that the stream holds."""
    kinesis = Clients(cloud.stack.settings).aws("kinesis")
    found = []
    for shard in kinesis.describe_stream(StreamName=RECORDS)["StreamDescription"]["Shards"]:
        first = {"StreamName": RECORDS, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        iterator = kinesis.get_shard_iterator(**first)["ShardIterator"]
        found += [json.loads(one["Data"]) for one in kinesis.get_records(ShardIterator=iterator)["Records"]]
    return [one for one in found if one["ContactId"] == contact]


def said(telephone: Telephone, contact: str) -> list[str]:
    prompts = [event.data for event in list(telephone.instance.log.of(contact)) if event.kind == "PROMPT"]
    return [prompt.get("text", "") for prompt in prompts if prompt["hears"] == "CUSTOMER"]


def hears(telephone: Telephone, contact: str, beginning: str, times: int = 1) -> None:
    eventually(lambda: sum(one.startswith(beginning) for one in said(telephone, contact)) >= times, beginning)


def test_a_caller_hears_their_tickets_state_and_is_answered(
    centre: Centre, cloud: Cloud, telephone: Telephone, mobile: str
) -> None:
    number = centre.call("POST", "/v1/public/tickets", complaint(mobile), status=201)["number"]
    instance, agent = telephone.instance, telephone.instance.agent(telephone.ids["user", AGENT])
    contact = instance.start_call("main", customer=mobile)
    hears(telephone, contact, "أهلًا بكم")
    instance.press(contact, "1")
    hears(telephone, contact, "لمعرفة حالة شكوى")
    instance.press(contact, "1")
    hears(telephone, contact, "أدخلوا رقم الطلب")
    instance.press(contact, f"{number}#")
    hears(telephone, contact, "تم تسجيل شكواكم")
    hears(telephone, contact, "لمعرفة حالة شكوى", times=2)
    instance.press(contact, "0")
    agent.sign_in()
    eventually(lambda: agent.contacts.get(contact) == "INCOMING", "the offer")
    agent.accept(contact)
    eventually(lambda: agent.contacts.get(contact) == "CONNECTED", "the conversation")
    instance.hang_up(contact)
    agent.clear(contact)
    eventually(lambda: records(cloud, contact) != [], "the record")
    (record,) = records(cloud, contact)
    assert record["Agent"]["Username"] == AGENT
    assert record["CustomerEndpoint"]["Address"] == mobile
    assert record["DisconnectReason"] == "CUSTOMER_DISCONNECT"


def test_anothers_telephone_hears_nothing_of_a_ticket(centre: Centre, telephone: Telephone, mobile: str) -> None:
    number = centre.call("POST", "/v1/public/tickets", complaint(mobile), status=201)["number"]
    contact = telephone.instance.start_call("main", customer="+96890000001")
    hears(telephone, contact, "أهلًا بكم")
    telephone.instance.press(contact, "1")
    hears(telephone, contact, "لمعرفة حالة شكوى")
    telephone.instance.press(contact, f"1{number}#")
    eventually(lambda: any(event.kind == "LAMBDA" for event in telephone.instance.log.of(contact)), "the function")
    telephone.instance.hang_up(contact)
    assert not any(one.startswith("تم تسجيل") for one in said(telephone, contact))
