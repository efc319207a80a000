"""Accounts of a user pool: what their holders may write, and who may sign up."""

import base64
import json
from typing import Any

from local.mends import upstream

NEVER_WRITTEN = "sub"


def keep_attributes() -> None:
    """Refuse an account's holder every attribute that the client does not let be written, and `sub` always.

    MiniStack lets anybody write anything, another's `sub` included. See "Attribute permissions and scopes" (Cognito).
    """
    accounts = upstream.service("cognito")

    def update(data: dict[str, Any]) -> Any:
        token = str(data.get("AccessToken", ""))
        _, pool = accounts._user_pool_for_access_token(token)
        client = ((pool or {}).get("_clients") or {}).get(_client(token)) or {}
        writable = client.get("WriteAttributes")
        asked = {str(attribute.get("Name")) for attribute in data.get("UserAttributes", [])}
        if pool and (NEVER_WRITTEN in asked or (writable and not asked <= set(writable))):
            told = "A client attempted to write unauthorized attribute"
            return accounts.error_response_json("NotAuthorizedException", told, 400)
        return write(data)

    write = upstream.replace(accounts, "_update_user_attributes", update)


def _client(token: str) -> str:
    body = [*token.split("."), ""][1]
    try:
        return str(json.loads(base64.urlsafe_b64decode(body + "=="))["client_id"])
    except (ValueError, KeyError, TypeError):
        return ""


def let_admins_sign_up() -> None:
    """Refuse `SignUp` where only administrators make accounts, which MiniStack lets pass."""
    accounts = upstream.service("cognito")

    def sign_up(data: dict[str, Any]) -> Any:
        pools = [pool for pool in accounts._user_pools.values() if data.get("ClientId") in pool["_clients"]]
        if any((pool.get("AdminCreateUserConfig") or {}).get("AllowAdminCreateUserOnly") for pool in pools):
            told = "SignUp is not permitted for this user pool"
            return accounts.error_response_json("NotAuthorizedException", told, 400)
        return make(data)

    make = upstream.replace(accounts, "_sign_up", sign_up)
