"""Clients find the data in their region, wherever the function stands, and others in the region that is named."""

from collections.abc import Iterator

import pytest

from chalicelib.shared import aws
from chalicelib.tickets.file_store import s3_client
from local.settings import ROOT


@pytest.fixture(autouse=True)
def regions(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand in a region of telephony; the data are elsewhere."""
    for name in ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_CONNECT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.setenv("DATA_REGION", "me-central-1")
    for made in (aws.session, aws.client, aws.patient_client, aws.impatient_client):
        made.cache_clear()
    yield
    for made in (aws.session, aws.client, aws.patient_client, aws.impatient_client):
        made.cache_clear()


def test_the_data_are_spoken_to_where_they_are() -> None:
    assert aws.client("sqs").meta.region_name == "me-central-1"
    assert aws.impatient_client("sns").meta.region_name == "me-central-1"
    assert aws.new_session().get_config_variable("region") == "me-central-1"


def test_whoever_configures_the_telephony_waits_their_turn() -> None:
    """Amazon Connect lets two requests a second of each operation through."""
    config = aws.patient_client("connect", "eu-central-1").meta.config
    assert config.retries["mode"] == "adaptive"
    assert config.retries["total_max_attempts"] > 10


def test_the_telephony_is_spoken_to_in_the_region_that_is_named() -> None:
    assert aws.client("connect", "eu-central-1").meta.region_name == "eu-central-1"
    assert aws.client("connect", "eu-central-1") is aws.client("connect", "eu-central-1")


def test_without_a_region_of_the_data_a_function_stays_in_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATA_REGION")
    assert aws.client("sqs").meta.region_name == "eu-central-1"


def test_files_are_kept_where_the_data_are() -> None:
    assert s3_client().meta.region_name == "me-central-1"


def test_every_session_is_made_where_the_region_of_the_data_is_known() -> None:
    makers = [
        path.name for path in (ROOT / "chalicelib").rglob("*.py") if "botocore.session" in path.read_text("utf-8")
    ]
    assert makers == ["aws.py"]
