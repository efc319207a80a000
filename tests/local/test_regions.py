"""Two regions on one machine: where the telephony of a stack stands, and that it stays there."""

from pathlib import Path

import pytest

from local import up
from local.clients import Clients
from local.connect.api.account import calling_region
from local.connect.deployed import DeployedFunctions
from local.connect.functions import Pooled
from local.settings import REGION, TELEPHONY_REGION, Settings
from local.state import Deployed, telephony_region, write_deployed
from local.telephone import Engines
from tests.ports import free_port


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(state=tmp_path, port=free_port(), cloud_port=free_port(), connect_port=free_port())


def stands_in(region: str, settings: Settings) -> None:
    """Note a deployment with telephony, as every version wrote it."""
    outputs = {"InstanceArn": f"arn:aws:connect:{region}:000000000000:instance/i"}
    write_deployed(settings, Deployed(outputs=outputs, seeded=True))
    settings.clean_stop.touch()


def asking(region: str, settings: Settings) -> Settings:
    return Settings.from_env({**settings.as_environment(), "NIDAA_TELEPHONY_REGION": region})


def test_a_new_stacks_telephony_stands_in_another_region_than_the_data(settings: Settings) -> None:
    assert telephony_region(settings) == TELEPHONY_REGION != REGION


def test_a_region_may_be_asked_for(settings: Settings) -> None:
    assert telephony_region(asking("eu-west-2", settings)) == "eu-west-2"


def test_a_stack_without_telephony_gets_it_in_another_region(settings: Settings) -> None:
    write_deployed(settings, Deployed(outputs={"RestAPIId": "a"}, seeded=True))
    assert telephony_region(settings) == TELEPHONY_REGION


def test_a_stack_that_an_earlier_version_made_in_one_region_stays_there(settings: Settings) -> None:
    stands_in(REGION, settings)
    assert telephony_region(settings) == REGION
    assert list(up.troubles(settings)) == []


def test_a_telephony_that_stands_does_not_move_and_says_so_in_a_line(settings: Settings) -> None:
    stands_in(REGION, settings)
    (line,) = up.troubles(asking("eu-west-2", settings))
    assert "stands in me-central-1 and does not move to eu-west-2" in line
    assert list(up.troubles(asking(REGION, settings))) == []


def test_a_telephony_that_was_lost_may_stand_elsewhere(settings: Settings) -> None:
    stands_in(REGION, settings)
    settings.clean_stop.unlink()
    assert list(up.troubles(asking("eu-west-2", settings))) == []


def test_a_client_speaks_with_the_region_that_is_named_and_else_with_that_of_the_data(settings: Settings) -> None:
    clients = Clients(settings)
    assert clients.aws("sqs").meta.region_name == REGION
    assert clients.aws("sqs", "eu-central-1").meta.region_name == "eu-central-1"
    assert clients.aws("sqs", "eu-central-1") is clients.aws("sqs", "eu-central-1")


def test_an_instance_calls_the_functions_of_its_own_region(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in settings.client_environment().items():
        monkeypatch.setenv(name, value)
    engines, token = Engines(settings), calling_region.set("eu-central-1")
    try:
        made = engines.account.create("nidaa-local")
    finally:
        calling_region.reset(token)
        engines.close()
    assert isinstance(made.invoker, Pooled)
    functions = made.invoker._functions
    assert isinstance(functions, DeployedFunctions)
    assert functions._client.meta.region_name == "eu-central-1"
