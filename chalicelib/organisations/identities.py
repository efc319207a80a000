"""Accounts in a Cognito user pool, which identify staff and decide nothing."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.shared.aws import client
from chalicelib.shared.errors import Invalid, Unavailable


class CognitoIdentities:
    """Make, close and open accounts; each call may be repeated.

    :raises Invalid: if Cognito takes no such name or address
    :raises Unavailable: if Cognito does not answer, or is asked too often
    """

    invites = True
    """Whether a new account is sent its first password."""

    def __init__(self, pool: str, cognito: Any = None) -> None:
        self._pool = pool
        self._given = cognito

    def create(self, username: str, *, name: str, email: str, language: str) -> str:
        """Return the `sub` of the account with this user name; a new one is invited by e-mail."""
        told = {"DesiredDeliveryMediums": ["EMAIL"]} if self.invites else {"MessageAction": "SUPPRESS"}
        given = {**self._account(username), "UserAttributes": _attributes(name, email, language), **told}
        with _refusals():
            try:
                return _sub(self._cognito.admin_create_user(**given)["User"]["Attributes"])
            except self._cognito.exceptions.UsernameExistsException:
                return _sub(self._cognito.admin_get_user(**self._account(username))["UserAttributes"])

    def change(self, username: str, *, name: str, email: str, language: str) -> None:
        """Give an account the name, the address and the language of its person."""
        with _refusals():
            self._cognito.admin_update_user_attributes(
                **self._account(username), UserAttributes=_attributes(name, email, language)
            )

    def close(self, username: str) -> None:
        """End an account's sessions and let it sign in no more; one that is gone is closed."""
        with _refusals(), suppress(self._cognito.exceptions.UserNotFoundException):
            self._cognito.admin_disable_user(**self._account(username))
            self._cognito.admin_user_global_sign_out(**self._account(username))

    def open(self, username: str) -> None:
        """Let an account sign in again."""
        with _refusals():
            self._cognito.admin_enable_user(**self._account(username))

    @property
    def _cognito(self) -> Any:
        return self._given or client("cognito-idp")

    def _account(self, username: str) -> dict[str, str]:
        return {"UserPoolId": self._pool, "Username": username}


@contextmanager
def _refusals() -> Iterator[None]:
    """Tell what Cognito cannot take from Cognito not answering."""
    try:
        yield
    except ClientError as error:
        if error.response["Error"]["Code"] == "InvalidParameterException":
            raise Invalid.field("username", "not-allowed") from error
        raise Unavailable from error
    except BotoCoreError as error:
        raise Unavailable from error


def _attributes(name: str, email: str, language: str) -> list[dict[str, str]]:
    given = {"name": name, "email": email, "email_verified": "true", "locale": language}
    return [{"Name": key, "Value": value} for key, value in given.items()]


def _sub(attributes: list[dict[str, str]]) -> str:
    return next(attribute["Value"] for attribute in attributes if attribute["Name"] == "sub")
