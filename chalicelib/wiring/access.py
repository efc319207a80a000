"""Who is let in to a route."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from chalicelib import wiring
from chalicelib.wiring import plug

if TYPE_CHECKING:
    from chalice.app import Authorizer

    from chalicelib.organisations.staff import Role
    from chalicelib.shared.http import Access
    from chalicelib.tickets.bearer import Bearer


def staff(*roles: "Role") -> "Access":
    """Let staff in who have one of the roles (none named: all staff); the view's caller is a `Staff`."""
    from chalicelib.organisations.actions import identified
    from chalicelib.shared.http import Access

    return Access(
        name="staff",
        identify=lambda _headers, claims: identified(wiring.organisations(), claims),
        roles_of=lambda caller: caller.roles,
        roles=frozenset(roles),
        authorizer=_staff_authorizer(),
    )


def requester() -> "Access":
    """Let requesters in who opened a session with a code; the view's caller is a `Session`."""
    from chalicelib.people.actions import session_of
    from chalicelib.shared.http import Access, bearer

    return Access(name="requester", identify=lambda headers, _claims: session_of(wiring.people(), bearer(headers)))


def holder() -> "Access":
    """Let in who has a session, or the token of one ticket; the view's caller is a `Bearer`."""
    from chalicelib.shared.http import Access, bearer
    from chalicelib.tickets.bearer import read_bearer

    def identify(headers: Mapping[str, str], _claims: object) -> "Bearer":
        return read_bearer(plug.secret(), bearer(headers), now=plug.clock()())

    return Access(name="ticket", identify=identify)


@cache
def _staff_authorizer() -> "Authorizer":
    """Return the authorizer by name only: infra/shared.yaml says which user pool it asks."""
    from chalice.app import CognitoUserPoolAuthorizer

    return CognitoUserPoolAuthorizer("staff", provider_arns=["arn:aws:cognito-idp:::userpool/set-by-infra"])
