"""An instance is known in its own region alone, as on AWS: who asks in another one learns of nothing."""

from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest

from local.connect.api.account import Account, calling_region
from local.connect.api.server import Server
from local.connect.clock import VirtualClock
from local.connect.engine import Instance
from local.connect.resources import Directory

Connect = Callable[[str], Any]
HERE, ELSEWHERE = "eu-central-1", "me-central-1"


@pytest.fixture
def connect(clock: VirtualClock, session: boto3.session.Session) -> Iterator[Connect]:
    """Return how to make a client in a region; an instance stands where it was made."""
    account = Account(
        lambda id_, alias: Instance(clock, directory=Directory("0" * 12, calling_region.get(), id_, alias))
    )
    server = Server(account, 0)
    yield lambda region: session.client(
        "connect", endpoint_url=server.url, region_name=region, aws_access_key_id="a", aws_secret_access_key="b"
    )
    server.close()


@pytest.fixture
def instance(connect: Connect) -> str:
    made = connect(HERE).create_instance(
        InstanceAlias="muzn", IdentityManagementType="CONNECT_MANAGED", InboundCallsEnabled=True,
        OutboundCallsEnabled=True,
    )  # fmt: skip
    assert made["Arn"].startswith(f"arn:aws:connect:{HERE}:")
    return str(made["Id"])


def test_an_instance_is_known_in_its_own_region_alone(connect: Connect, instance: str) -> None:
    assert connect(HERE).describe_instance(InstanceId=instance)["Instance"]["Id"] == instance
    with pytest.raises(connect(ELSEWHERE).exceptions.ResourceNotFoundException):
        connect(ELSEWHERE).describe_instance(InstanceId=instance)
    told = [len(connect(region).list_instances()["InstanceSummaryList"]) for region in (HERE, ELSEWHERE)]
    assert told == [1, 0]


def test_a_number_is_known_in_the_region_of_its_instance_and_claimed_once_in_all(
    connect: Connect, instance: str
) -> None:
    claimed = connect(HERE).claim_phone_number(InstanceId=instance, PhoneNumber="+96824000001")["PhoneNumberId"]
    told = [len(connect(region).list_phone_numbers_v2()["ListPhoneNumbersSummaryList"]) for region in (HERE, ELSEWHERE)]
    assert told == [1, 0]
    with pytest.raises(connect(ELSEWHERE).exceptions.ResourceNotFoundException):
        connect(ELSEWHERE).describe_phone_number(PhoneNumberId=claimed)


def test_an_alias_is_one_in_all_regions(connect: Connect, instance: str) -> None:
    with pytest.raises(connect(ELSEWHERE).exceptions.InvalidRequestException, match="muzn is taken"):
        connect(ELSEWHERE).create_instance(
            InstanceAlias="muzn", IdentityManagementType="SAML", InboundCallsEnabled=True, OutboundCallsEnabled=True
        )


def test_tags_are_read_in_the_region_of_what_has_them(connect: Connect, instance: str) -> None:
    (status, *_) = connect(HERE).list_agent_statuses(InstanceId=instance)["AgentStatusSummaryList"]
    assert connect(HERE).list_tags_for_resource(resourceArn=status["Arn"])["tags"] == {}
    with pytest.raises(connect(ELSEWHERE).exceptions.ResourceNotFoundException):
        connect(ELSEWHERE).list_tags_for_resource(resourceArn=status["Arn"])
