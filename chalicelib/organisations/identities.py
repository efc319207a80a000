"""Accounts in a Cognito user pool, which identify staff and decide nothing."""

from typing import Any

from chalicelib.shared.aws import client


class CognitoIdentities:
    """Make, close and open accounts; each call may be repeated."""

    invites = True
    """Whether a new account is sent its first password."""

    def __init__(self, pool: str, cognito: Any = None) -> None:
        self._pool = pool
        self._given = cognito

    def create(self, username: str, *, name: str, email: str, language: str) -> str:
        """Return the `sub` of the account with this user name; a new one is invited by e-mail."""
        try:
            made = self._cognito.admin_create_user(
                **self._account(username),
                UserAttributes=_attributes(name, email, language),
                **({"DesiredDeliveryMediums": ["EMAIL"]} if self.invites else {"MessageAction": "SUPPRESS"}),
            )
        except self._cognito.exceptions.UsernameExistsException:
            return _sub(self._cognito.admin_get_user(**self._account(username))["UserAttributes"])
        return _sub(made["User"]["Attributes"])

    def change(self, username: str, *, name: str, email: str, language: str) -> None:
        """Give an account the name, the address and the language of its person."""
        self._cognito.admin_update_user_attributes(
            **self._account(username), UserAttributes=_attributes(name, email, language)
        )

    def close(self, username: str) -> None:
        """End an account's sessions and let it sign in no more."""
        self._cognito.admin_disable_user(**self._account(username))
        self._cognito.admin_user_global_sign_out(**self._account(username))

    def open(self, username: str) -> None:
        """Let an account sign in again."""
        self._cognito.admin_enable_user(**self._account(username))

    @property
    def _cognito(self) -> Any:
        return self._given or client("cognito-idp")

    def _account(self, username: str) -> dict[str, str]:
        return {"UserPoolId": self._pool, "Username": username}


def _attributes(name: str, email: str, language: str) -> list[dict[str, str]]:
    given = {"name": name, "email": email, "email_verified": "true", "locale": language}
    return [{"Name": key, "Value": value} for key, value in given.items()]


def _sub(attributes: list[dict[str, str]]) -> str:
    return next(attribute["Value"] for attribute in attributes if attribute["Name"] == "sub")
