"""boto3 against the engine: nothing in these tests says that it is not AWS."""

from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config

from local.connect.api.account import Account
from local.connect.api.server import Server
from local.connect.clock import VirtualClock
from local.connect.engine import Instance
from local.connect.resources import Directory
from tests.local.connect.api.centre import Centre

Client = Callable[[str], Any]
START = 1_800_000_000.0


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(start=START)


@pytest.fixture
def account(clock: VirtualClock) -> Account:
    return Account(lambda id_, alias: Instance(clock, directory=Directory("000000000000", "us-east-1", id_, alias)))


@pytest.fixture(scope="session")
def session() -> Any:
    """Return a session, which reads each service's model once."""
    return boto3.session.Session()


@pytest.fixture
def client(account: Account, session: Any) -> Iterator[Client]:
    """Return how to make a client of one of the services."""
    server = Server(account, 0)

    def made(service: str) -> Any:
        return session.client(
            service, endpoint_url=server.url, region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b",
            config=Config(retries={"total_max_attempts": 1}),
        )  # fmt: skip

    yield made
    server.close()


@pytest.fixture
def connect(client: Client) -> Any:
    return client("connect")


@pytest.fixture
def instance(connect: Any) -> str:
    """Return the id of an instance."""
    answer = connect.create_instance(
        InstanceAlias="muzn",
        IdentityManagementType="CONNECT_MANAGED",
        InboundCallsEnabled=True,
        OutboundCallsEnabled=True,
    )
    return str(answer["Id"])


@pytest.fixture
def centre(connect: Any, instance: str) -> Centre:
    return Centre(connect, instance)
