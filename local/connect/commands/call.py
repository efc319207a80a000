"""Call the centre: `python -m local.connect call [--from NUMBER] [--agent] [--flow NAME] [--port N]`.

Keys are typed and sent with Enter; `h` hangs up. With --agent somebody sits at a desk on the other half of the screen:
`a` accepts, `x` holds, `r` resumes, `e` ends the agent's part, `c` clears the work after the call. What the call did is
sent to the running stack's streams. Exit code: 0 once the call is over, 2 if there is no stack.
"""

import argparse
import sys
from collections.abc import Callable, Iterable
from threading import Event as Flag
from typing import Any

import boto3
from botocore.config import Config

from local.clients import Clients
from local.connect.agents import Agent
from local.connect.api.account import Account
from local.connect.api.server import PORT, Server
from local.connect.centre import configure
from local.connect.clock import RealClock
from local.connect.delivery import Delivery, Places
from local.connect.deployed import DeployedFunctions
from local.connect.engine import KEYS, Instance
from local.connect.log import Event, Log
from local.connect.panes import agent_sees, caller_sees, lines
from local.connect.refusals import Refused
from local.connect.resources import Directory
from local.settings import ACCOUNT, REGION, Settings
from local.stack import Stack

FUNCTIONS = ("contacts-flow",)
AGENT = "mariam"
_TIMES = Config(read_timeout=9, connect_timeout=2, retries={"total_max_attempts": 1})


def main(arguments: list[str]) -> int:
    """Place a call and return the exit code."""
    options = _parser().parse_args(arguments)
    if not Stack().running():
        print("Nidaa is not running here: start it with `make up` first.", file=sys.stderr)
        return 2
    centre = Centre(Settings.from_env(), options.port)
    try:
        return centre.call(options.flow, options.number, sys.stdin, with_agent=options.agent)
    finally:
        centre.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m local.connect call", description="Call the centre from here.")
    parser.add_argument("--from", dest="number", default="+96891234567", help="the caller's number (E.164)")
    parser.add_argument("--agent", action="store_true", help="let an agent sit on the other half of the screen")
    parser.add_argument(
        "--flow", default="municipality.municipality_entry", help="the flow that answers (default: %(default)s)"
    )
    parser.add_argument("--port", type=int, default=PORT, help="where boto3 finds the engine meanwhile; 0: any")
    return parser


class Centre:
    """The engine with our own flows, beside the running stack: its functions answer, its streams are written to."""

    def __init__(self, settings: Settings, port: int) -> None:
        self._clients = Clients(settings)
        functions = boto3.session.Session().client(
            "lambda", endpoint_url=settings.endpoint, region_name=REGION, config=_TIMES,
            aws_access_key_id=ACCOUNT, aws_secret_access_key="local",  # noqa: S106 - the local cloud knows no secret
        )  # fmt: skip
        self._functions = DeployedFunctions(functions)
        log = Log(settings.state / "connect" / "log.jsonl")
        self.account = Account(lambda id_, alias: Instance(
            RealClock(), directory=Directory(ACCOUNT, REGION, id_, alias), functions=self._functions, log=log,
        ))  # fmt: skip
        self._server = Server(self.account, port)
        self.instance = self.account.create("nidaa", "00000000-0000-4000-8000-000000000000")
        self._delivery = self._delivering()
        self.ids = configure(self._connect(), self.instance.directory.id, self._deployed(), [AGENT])
        self._over, self.contact = Flag(), ""

    def _delivering(self) -> Delivery:
        aws = self._clients.aws
        places = Places(aws("kinesis"), aws("events"), aws("logs"))
        places.prepare(self.instance.directory.alias)
        return Delivery(self.instance, places)

    def _connect(self) -> Any:
        session: Any = boto3.session.Session()
        return session.client("connect", endpoint_url=self._server.url, region_name=REGION,
                              aws_access_key_id=ACCOUNT, aws_secret_access_key="local")  # noqa: S106 # fmt: skip

    def _deployed(self) -> dict[str, str]:
        """Return the ARNs of the functions that flows may call."""
        pages = self._clients.aws("lambda").get_paginator("list_functions").paginate()
        found = {one["FunctionName"]: one["FunctionArn"] for page in pages for one in page["Functions"]}
        return {name: arn for name in FUNCTIONS for full, arn in found.items() if full.endswith(name)}

    def call(self, flow: str, number: str, typed: Iterable[str], *, with_agent: bool) -> int:
        """Place a call and do what is typed until it is over."""
        self.instance.subscribe(self._show)
        agent = self.instance.agent(self.ids["user", AGENT])
        if with_agent:
            agent.sign_in()
        self.contact = self.instance.start_call(flow, customer=number)
        for line in typed:
            if self._over.is_set():
                break
            self._typed(line.strip(), agent)
        if self.instance.contacts[self.contact].disconnected_at is None and not sys.stdin.isatty():
            self._over.wait(60)
        self.instance.hang_up(self.contact)
        self._over.wait(30)
        return 0

    def _typed(self, line: str, agent: Agent) -> None:
        """Press keys, or do what a letter stands for; what cannot be done now is said."""
        verbs: dict[str, Callable[[], object]] = {
            "h": lambda: self.instance.hang_up(self.contact),
            "a": lambda: agent.accept(self.contact), "x": lambda: agent.hold(self.contact),
            "r": lambda: agent.resume(self.contact), "e": lambda: agent.hang_up(self.contact),
            "c": lambda: agent.clear(self.contact),
        }  # fmt: skip
        try:
            if line in verbs:
                verbs[line]()
            elif line and set(line) <= KEYS:
                self.instance.press(self.contact, line)
            elif line:
                print("keys are 0-9 * #; h hangs up; a x r e c are the agent's")
        except Refused as refused:
            print(f"! {refused}")

    def _show(self, event: Event) -> None:
        if event.contact in (self.contact, "") or not self.contact:
            for side, line in (("caller", caller_sees(event)), ("agent", agent_sees(event))):
                for text in lines(line, side) if line else ():
                    print(text, flush=True)
        if event.kind == "COMPLETED" and event.contact == self.contact:
            self._over.set()
            print("press Enter to leave", flush=True) if sys.stdin.isatty() else None

    def close(self) -> None:
        """Send what is left to send, and stop."""
        self._delivery.close()
        self._server.close()
