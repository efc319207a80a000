import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest

from local.mends import accounts

Stock = Callable[[str], Any]
PASSWORD = "Long-Enough-2026"


def ask(stock: Stock, action: str, **data: Any) -> tuple[int, dict[str, Any]]:
    headers = {"x-amz-target": f"AWSCognitoIdentityProviderService.{action}"}
    body = json.dumps(data).encode()
    status, _, answer = asyncio.run(stock("cognito").handle_request("POST", "/", headers, body, {}))
    return status, json.loads(answer)


@pytest.fixture
def client(stock: Stock) -> str:
    """Return the client of a pool where only admins make accounts; it lets `locale` be written."""
    made = ask(stock, "CreateUserPool", PoolName="p", AdminCreateUserConfig={"AllowAdminCreateUserOnly": True})
    pool = made[1]["UserPool"]["Id"]
    flows = {"ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"], "WriteAttributes": ["locale"]}
    made = ask(stock, "CreateUserPoolClient", UserPoolId=pool, ClientName="c", **flows)
    ask(stock, "AdminCreateUser", UserPoolId=pool, Username="salma", MessageAction="SUPPRESS")
    ask(stock, "AdminSetUserPassword", UserPoolId=pool, Username="salma", Password=PASSWORD, Permanent=True)
    return str(made[1]["UserPoolClient"]["ClientId"])


def write(stock: Stock, client: str, name: str) -> int:
    """Return how Cognito answers an account's holder who writes an attribute."""
    parameters = {"USERNAME": "salma", "PASSWORD": PASSWORD}
    _, signed = ask(stock, "InitiateAuth", ClientId=client, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=parameters)
    token = signed["AuthenticationResult"]["AccessToken"]
    attributes = [{"Name": name, "Value": "en"}]
    return ask(stock, "UpdateUserAttributes", AccessToken=token, UserAttributes=attributes)[0]


def sign_up(stock: Stock, client: str) -> int:
    return ask(stock, "SignUp", ClientId=client, Username="hamad", Password=PASSWORD)[0]


def test_stock_ministack_lets_people_write_what_they_may_not(stock: Stock, client: str) -> None:
    assert write(stock, client, "custom:role") == 200
    assert write(stock, client, "sub") == 200
    assert sign_up(stock, client) == 200


def test_people_write_only_what_the_client_lets_them(stock: Stock, client: str) -> None:
    accounts.keep_attributes()
    assert write(stock, client, "locale") == 200
    for name in ("custom:role", "email", "sub"):
        assert write(stock, client, name) == 400


def test_nobody_signs_up_where_only_admins_make_accounts(stock: Stock, client: str) -> None:
    accounts.let_admins_sign_up()
    assert sign_up(stock, client) == 400
