"""The calls under `/_local` (design/api.md): what a rehearsal needs and no deployment has."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from local import instants, outbox, receipts
from local.clients import Clients
from local.http import Answer, Problem, Request, as_json, as_problem
from local.settings import Settings
from local.state import Deployed, read_accounts

STARTED = time.time()
FURTHEST = 5 * 366 * 86_400.0
"""Seconds from the real time to which the clock is moved: holidays are known that far, and a move cannot be stopped."""


@dataclass
class Desk:
    """Answers the local calls; each in a thread of its own."""

    settings: Settings
    deployed: Deployed

    def __post_init__(self) -> None:
        self._clients = Clients(self.settings)
        self._calls: dict[tuple[str, str], Callable[[Request], Any]] = {
            ("GET", "/_local/health"): self.health,
            ("GET", "/_local/outbox"): self.outbox,
            ("GET", "/_local/clock"): self.clock,
            ("POST", "/_local/clock"): self.move_clock,
            ("GET", "/_local/accounts"): self.accounts,
            ("POST", "/_local/tokens"): self.token,
        }

    def answer(self, request: Request) -> Answer:
        """Answer a local call, a refusal as a problem."""
        path = request.path
        if path.startswith("/_local/outbox/") and request.method == "POST":
            return as_json(self.receive(request, path.removeprefix("/_local/outbox/")))
        call = self._calls.get((request.method, path))
        if call is None:
            known = any(path == other for _, other in self._calls)
            problem = Problem(405 if known else 404, "method-not-allowed" if known else "not-found", f"No {path} here.")
            return as_problem(problem, path)
        return as_json(call(request))

    def health(self, _: Request) -> dict[str, Any]:
        """Say that all is ready.

        :raises Problem: 503 while it is not
        """
        try:
            now = self._clients.control("GET", "/_nidaa/clock")["now"]
        except OSError as error:
            raise Problem(503, "not-ready", "The cloud does not answer.") from error
        if not self.deployed.seeded:
            raise Problem(503, "not-ready", "The stack is not seeded.")
        return {
            "ready": True,
            "stack": self.settings.stack_name,
            "cloud": self.settings.endpoint,
            "now": instants.text(now),
            "up_seconds": round(time.time() - STARTED),
        }

    def outbox(self, request: Request) -> dict[str, Any]:
        to = request.query.get("to", "").replace(" ", "+")
        return {"items": [m.shown() for m in outbox.read(self._clients) if not to or m.to == to]}

    def receive(self, request: Request, message: str) -> dict[str, Any]:
        """Play the handset or the mail server: let a receipt come back for a message.

        :raises Problem: 404 for an unknown message, 422 for an unknown state
        """
        state = request.json().get("state")
        if state not in receipts.STATES:
            raise Problem(422, "invalid", f"state: one of {', '.join(receipts.STATES)}")
        sent = next((m for m in outbox.read(self._clients) if m.id == message), None)
        if sent is None:
            raise Problem(404, "not-found", f"No message {message} was sent.")
        receipts.send(self._clients, self.deployed, sent, state)
        return {**sent.shown(), "state": state}

    def clock(self, _: Request) -> dict[str, Any]:
        told = self._clients.control("GET", "/_nidaa/clock")
        return {
            "now": instants.text(told["now"]),
            "ahead_seconds": round(told["offset"]),
            "next": [_timer(t) for t in told["timers"]],
        }

    def move_clock(self, request: Request) -> dict[str, Any]:
        """Move the clock; answers when all that became due is done.

        :raises Problem: 422 for a wrong or past instant, 409 while it is moved by another
        """
        asked = request.json()
        if set(asked) not in ({"advance"}, {"to"}):
            raise Problem(422, "invalid", "Give either advance (an ISO 8601 duration) or to (an instant).")
        try:
            order = (
                {"seconds": instants.seconds(asked["advance"])}
                if "advance" in asked
                else {"to": instants.instant(asked["to"])}
            )
        except (ValueError, TypeError) as error:
            raise Problem(422, "invalid", f"{next(iter(asked))}: {error}") from error
        if order.get("seconds", 0.0) > FURTHEST or order.get("to", 0.0) > time.time() + FURTHEST:
            raise Problem(422, "invalid", "The clock is not moved further than five years ahead.")
        told = self._clients.control("POST", "/_nidaa/clock", order)
        return {"now": instants.text(told["now"]), "fired": [_timer(t) for t in told["fired"]]}

    def accounts(self, _: Request) -> dict[str, Any]:
        return {"items": read_accounts(self.settings)}

    def token(self, request: Request) -> dict[str, str]:
        """Sign a demo account in, by Cognito itself.

        :raises Problem: 404 for an unknown account
        """
        name = request.json().get("username")
        account = next((a for a in read_accounts(self.settings) if a["username"] == name), None)
        if account is None:
            raise Problem(404, "not-found", f"No demo account {name}.")
        signed = self._clients.aws("cognito-idp").initiate_auth(
            ClientId=self.deployed.outputs["UserPoolClientId"],
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": account["username"], "PASSWORD": account["password"]},
        )
        return {"id_token": signed["AuthenticationResult"]["IdToken"]}


def _timer(timer: dict[str, Any]) -> dict[str, str]:
    return {"at": instants.text(timer["at"]), "timer": timer["name"]}
