"""Fill a stack on a laptop with the demo: `python -m local.demo.seed`; a second run changes nothing.

It goes through the same actions as the API; only the accounts' passwords are set for them, and nobody is invited.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import msgspec

from chalicelib import wiring
from chalicelib.contacts import switchboards
from chalicelib.organisations import actions, calendars, policies, staffing
from chalicelib.organisations.actions import Context as Organisations
from chalicelib.organisations.identities import CognitoIdentities
from chalicelib.organisations.staff import Role, Staff
from local.demo import files, story
from local.settings import Settings
from local.stack import Stack

STAGE = "local"
_PUTS: dict[str, Callable[..., actions.Put]] = {
    policies.POLICIES: policies.policy_put,
    calendars.CALENDARS: calendars.calendar_put,
}


class DemoIdentities(CognitoIdentities):
    """Accounts whose password is the demo's; no invitation is sent."""

    invites = False

    def create(self, username: str, *, name: str, email: str, language: str) -> str:
        sub = super().create(username, name=name, email=email, language=language)
        self._cognito.admin_set_user_password(**self._account(username), Password=files.password(), Permanent=True)
        return sub


def seed_bodies(context: Organisations) -> None:
    """Put every demo body with its parts, then the staff."""
    for code in files.BODIES:
        body = files.read_body(code)
        if not context.register.body(code):
            actions.found(context, msgspec.structs.replace(body, calendar=""))  # its calendars are not there yet
        parts = list(files.read_parts(code))
        for name, part in parts:
            kept = context.register.part(code, name, part.code)
            put = _PUTS.get(name, actions.part_put)
            put(context, _hand(code), name, part, kept.version if kept else None)
        actions.found(context, body)
        print(f"{body.code}: {len(parts)} parts", flush=True)
    for code, username, given in files.read_staff():
        colleague = context.register.colleague(code, username)
        staffing.staff_put(context, _hand(code), username, given, colleague.version if colleague else None)
    print(f"staff: {sum(1 for _ in files.read_staff())} accounts", flush=True)
    for code in files.BODIES:
        _approve_policies(context, code)


def seed_switchboards(context: switchboards.Context) -> None:
    """Put every body's switchboard."""
    for code in files.BODIES:
        kept = context.switchboards.get(code)
        switchboards.put(context, _hand(code), code, files.read_switchboard(code), kept.version if kept else None)
    print(f"switchboards: {len(files.BODIES)}", flush=True)


def _approve_policies(context: Organisations, code: str) -> None:
    """Let the body's policies count, in the name of whoever of its staff may approve them."""
    body = context.recent.body(code)
    staff = context.register.staff_of(code, after="", limit=100)
    approver = next(each for each in staff if each.has(Role(body.rules.policy_approver)))
    for policy in body.policies:
        kept = context.register.part(code, policies.POLICIES, policy.code)
        policies.policy_approved(context, approver, policy.code, kept.version if kept else None)


def _hand(body: str) -> Staff:
    """Return the one in whose name a body is filled; this person is nowhere kept."""
    return Staff(id="seed", username="", name="", body=body, roles=frozenset({Role.ADMIN}))


def accounts() -> Iterator[dict[str, Any]]:
    """Yield the demo accounts as `GET /_local/accounts` lists them."""
    for body, username, given in files.read_staff():
        roles = [role for role in Role if role in given["roles"]]
        section = {"section": given["sections"][0]} if given.get("sections") else {}
        yield {"username": username, "role": roles[0], "body": body, **section, "password": files.password()}


def _refusal(environment: Mapping[str, str]) -> str:
    """Return why such a stack gets no demo; "" if it does."""
    if (stage := environment.get("STAGE")) != STAGE:
        return f"The demo is for the stage {STAGE} only, and this is {stage or 'none that runs'}"
    if urlsplit(environment.get("AWS_ENDPOINT_URL", "")).hostname not in ("127.0.0.1", "localhost"):
        return "AWS_ENDPOINT_URL is not the cloud on this machine"
    return ""


def main() -> int:
    """Seed the stack that the environment names, or else the one that runs here; return the exit code."""
    environment = os.environ if "STAGE" in os.environ else Stack().environment()
    if reason := _refusal(environment):
        print(f"{reason}: nothing was done.", file=sys.stderr)
        return 1
    os.environ.update(environment)
    organisations = wiring.organisations()
    seed_bodies(replace(organisations, identities=DemoIdentities(wiring.settings().user_pool_id)))
    seed_switchboards(wiring.switchboards())
    state = Settings.from_env().state
    state.mkdir(parents=True, exist_ok=True)
    (state / "accounts.json").write_text(json.dumps(list(accounts()), ensure_ascii=False, indent=1), encoding="utf-8")
    told = list(story.tell(wiring.tickets(), organisations.register))
    print(f"tickets: {len(told)} in {len({ticket.status for ticket in told})} statuses", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
