"""Accounts in Cognito: made once, changed, closed and opened again, each call as often as one likes."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.session import get_session
from moto import mock_aws

from chalicelib.organisations.identities import CognitoIdentities
from chalicelib.organisations.register import Identities
from tests.organisations.fakes import FakeIdentities


@pytest.fixture
def pool() -> Iterator[tuple[Any, str]]:
    with mock_aws():
        cognito: Any = get_session().create_client("cognito-idp")
        yield cognito, cognito.create_user_pool(PoolName="staff")["UserPool"]["Id"]


@pytest.fixture(params=["fake", "cognito"])
def identities(request: pytest.FixtureRequest, pool: tuple[Any, str]) -> Identities:
    cognito, name = pool
    return FakeIdentities() if request.param == "fake" else CognitoIdentities(name, cognito)


def test_an_account_is_made_once(identities: Identities) -> None:
    first = identities.create("salma", name="سلمى", email="salma@sawari.example", language="ar")
    again = identities.create("salma", name="أخرى", email="other@sawari.example", language="en")
    assert first
    assert again == first


def test_an_account_is_closed_and_opened_as_often_as_one_likes(identities: Identities) -> None:
    identities.create("salma", name="سلمى", email="salma@sawari.example", language="ar")
    for act in (identities.close, identities.close, identities.open, identities.open):
        act("salma")


def test_a_making_that_is_repeated_changes_nothing_and_a_change_changes(pool: tuple[Any, str]) -> None:
    cognito, name = pool
    identities = CognitoIdentities(name, cognito)
    identities.create("salma", name="سلمى", email="salma@sawari.example", language="ar")
    identities.create("salma", name="أخرى", email="other@sawari.example", language="en")
    assert _attributes(cognito, name)["name"] == "سلمى"
    identities.change("salma", name="سلمى الغافية", email="s@sawari.example", language="en")
    kept = _attributes(cognito, name)
    assert (kept["name"], kept["email"], kept["locale"]) == ("سلمى الغافية", "s@sawari.example", "en")


def test_a_closed_account_is_disabled(pool: tuple[Any, str]) -> None:
    cognito, name = pool
    identities = CognitoIdentities(name, cognito)
    identities.create("salma", name="سلمى", email="salma@sawari.example", language="ar")
    identities.close("salma")
    assert cognito.admin_get_user(UserPoolId=name, Username="salma")["Enabled"] is False
    identities.open("salma")
    assert cognito.admin_get_user(UserPoolId=name, Username="salma")["Enabled"] is True


def _attributes(cognito: Any, pool: str) -> dict[str, str]:
    user = cognito.admin_get_user(UserPoolId=pool, Username="salma")
    return {attribute["Name"]: attribute["Value"] for attribute in user["UserAttributes"]}
