"""Cognito says who somebody is and nothing more; what they may do stands in the staff record, within a minute."""

import base64
import json
from contextlib import suppress
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.system.centre import Centre, complaint
from tests.system.cloud import Cloud

PASSWORD = "Nidaa-Demo-2026"


def sign_in(cloud: Cloud, username: str) -> dict[str, str]:
    """Return the tokens of an account, by Cognito itself."""
    signed: dict[str, Any] = cloud.aws("cognito-idp").initiate_auth(
        ClientId=cloud.stack.deployed.outputs["UserPoolClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": PASSWORD},
    )
    tokens: dict[str, str] = signed["AuthenticationResult"]
    return tokens


def hire(centre: Centre, cloud: Cloud, username: str, *roles: str) -> dict[str, Any]:
    """Take somebody on through the admin's API, and let them have a password."""
    given = {"name": "سلوى بنت مبارك الشراعية", "email": f"{username}@sawari.example", "roles": list(roles)}
    path = f"/v1/organisation/staff/{username}"
    kept: dict[str, Any] = centre.staff("admin.rahma", "PUT", path, given, status=201)
    cloud.aws("cognito-idp").admin_set_user_password(
        UserPoolId=cloud.stack.deployed.outputs["UserPoolId"], Username=username, Password=PASSWORD, Permanent=True
    )
    return given | {"version": kept["version"]}


def change(centre: Centre, username: str, kept: dict[str, Any], **changes: Any) -> None:
    given = {name: value for name, value in kept.items() if name != "version"} | changes
    path = f"/v1/organisation/staff/{username}"
    centre.staff("admin.rahma", "PUT", path, given, version=kept["version"])


def by_phone(mobile: str) -> dict[str, Any]:
    return complaint(mobile, channel="phone", object="service")


@pytest.mark.parametrize(
    "name", ["custom:body", "custom:bodies", "custom:roles", "custom:role", "email", "sub", "name"]
)
def test_who_writes_an_attribute_of_the_own_account_gains_nothing(
    centre: Centre, cloud: Cloud, mobile: str, name: str
) -> None:
    number = centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"]
    before = centre.staff("tourism.lamia", "GET", "/v1/me")
    own, colleague = sign_in(cloud, "tourism.lamia"), cloud_sub(sign_in(cloud, "agent.salma")["IdToken"])
    value = {"sub": colleague, "email": "agent.salma@sawari.example", "name": "agent.salma"}.get(
        name, "sawari,agent,admin"
    )
    with suppress(ClientError):
        cloud.aws("cognito-idp").update_user_attributes(
            AccessToken=own["AccessToken"], UserAttributes=[{"Name": name, "Value": value}]
        )
    again = sign_in(cloud, "tourism.lamia")["IdToken"]
    assert centre.call("GET", "/v1/me", bearer=again) == before
    centre.call("GET", f"/v1/tickets/{number}", bearer=again, status=404)


def cloud_sub(token: str) -> str:
    return str(payload(token)["sub"])


def payload(token: str) -> dict[str, Any]:
    part = token.split(".")[1]
    read: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return read


def encoded(facts: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(facts).encode()).rstrip(b"=").decode()


def test_an_access_token_is_no_id_token(centre: Centre, cloud: Cloud) -> None:
    tokens = sign_in(cloud, "agent.salma")
    centre.call("GET", "/v1/me", bearer=tokens["IdToken"], status=200)
    centre.call("GET", "/v1/me", bearer=tokens["AccessToken"], status=401)
    centre.call("GET", "/v1/me", bearer=tokens["RefreshToken"], status=401)


def test_a_token_that_was_tampered_with_is_refused(centre: Centre, cloud: Cloud) -> None:
    token, other = sign_in(cloud, "agent.salma")["IdToken"], sign_in(cloud, "supervisor.khalid")["IdToken"]
    head, body, mark = token.split(".")
    another = encoded({**payload(token), "sub": cloud_sub(other)})
    forged = [
        f"{head}.{another}.{mark}",
        f"{head}.{body}.{other.split('.')[2]}",
        f"{head}.{body}.",
        f"{head}.{body}",
        f"{encoded({'alg': 'none', 'typ': 'JWT'})}.{another}.",
        f"{encoded({'alg': 'HS256', 'typ': 'JWT'})}.{another}.{mark}",
        f"{head}.{encoded({**payload(token), 'exp': 4_000_000_000})}.{mark}",
    ]
    for token in forged:
        refused = centre.call("GET", "/v1/me", bearer=token, status=401)
        assert refused["type"] == "/problems/unauthenticated"


def test_a_role_that_was_taken_away_ends_within_a_minute(centre: Centre, cloud: Cloud, mobile: str) -> None:
    username = f"agent.t{mobile[-6:]}"
    kept = hire(centre, cloud, username, "agent")
    token = sign_in(cloud, username)["IdToken"]
    centre.call("POST", "/v1/tickets", by_phone(mobile), bearer=token, status=201)
    change(centre, username, kept, roles=["knowledge_editor"])
    centre.advance("PT61S")
    refused = centre.call("POST", "/v1/tickets", by_phone(mobile), bearer=token, status=403)
    assert refused["type"] == "/problems/role-not-allowed"
    assert centre.call("GET", "/v1/me", bearer=token)["roles"] == ["knowledge_editor"]


def test_an_account_that_was_closed_is_out_within_a_minute(centre: Centre, cloud: Cloud, mobile: str) -> None:
    username = f"agent.c{mobile[-6:]}"
    kept = hire(centre, cloud, username, "agent")
    token = sign_in(cloud, username)["IdToken"]
    centre.call("GET", "/v1/me", bearer=token, status=200)
    change(centre, username, kept, active=False)
    centre.advance("PT61S")
    centre.call("GET", "/v1/me", bearer=token, status=401)
    with pytest.raises(ClientError, match="NotAuthorized"):
        sign_in(cloud, username)


def test_a_password_is_never_enough_without_a_staff_record(centre: Centre, cloud: Cloud, mobile: str) -> None:
    username, pool = f"stranger.{mobile[-6:]}", cloud.stack.deployed.outputs["UserPoolId"]
    cognito = cloud.aws("cognito-idp")
    attributes = [{"Name": "email", "Value": "stranger@sawari.example"}]
    cognito.admin_create_user(UserPoolId=pool, Username=username, UserAttributes=attributes, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(UserPoolId=pool, Username=username, Password=PASSWORD, Permanent=True)
    token = sign_in(cloud, username)["IdToken"]
    centre.call("GET", "/v1/me", bearer=token, status=401)


def test_nobody_signs_up_alone(cloud: Cloud) -> None:
    with pytest.raises(ClientError, match="NotAuthorized"):
        cloud.aws("cognito-idp").sign_up(
            ClientId=cloud.stack.deployed.outputs["UserPoolClientId"], Username="walk.in", Password=PASSWORD
        )
