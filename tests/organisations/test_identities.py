"""Accounts in Cognito: made once, changed, closed and opened again, each call as often as one likes."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError
from botocore.session import get_session
from moto import mock_aws

from chalicelib.organisations.identities import CognitoIdentities
from chalicelib.organisations.register import Identities
from chalicelib.shared.errors import Invalid, Unavailable
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


def test_an_account_that_is_gone_counts_as_closed(pool: tuple[Any, str]) -> None:
    cognito, name = pool
    CognitoIdentities(name, cognito).close("nobody")


@pytest.mark.parametrize(
    ("code", "error"),
    [("InvalidParameterException", Invalid), ("TooManyRequestsException", Unavailable), ("", Unavailable)],
)
def test_what_cognito_cannot_take_is_told_from_its_not_answering(
    pool: tuple[Any, str], code: str, error: type[Exception]
) -> None:
    cognito, name = pool

    def refuse(**_: Any) -> None:
        raise (
            ClientError({"Error": {"Code": code, "Message": ""}}, "call")
            if code
            else ConnectionClosedError(endpoint_url="cognito")
        )

    identities = CognitoIdentities(name, SimpleNamespace(
        admin_create_user=refuse, admin_enable_user=refuse, admin_update_user_attributes=refuse,
        admin_disable_user=refuse, exceptions=cognito.exceptions,
    ))  # fmt: skip
    person = {"name": "سلمى", "email": "salma@sawari.example", "language": "ar"}
    for call in (
        lambda: identities.create("salma", **person), lambda: identities.change("salma", **person),
        lambda: identities.open("salma"), lambda: identities.close("salma"),
    ):  # fmt: skip
        with pytest.raises(error):
            call()
