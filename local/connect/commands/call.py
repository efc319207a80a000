"""Call the centre: `python -m local.connect call [--from NUMBER] [--to NUMBER|BODY] [--agent yes|USERNAME]`.

Keys are typed and sent with Enter; `h` hangs up, `q` leaves. With --agent somebody sits at a desk on the other half of
the screen: `a` accepts, `d` dials, `x` holds, `r` resumes, `t NAME|NUMBER` transfers (`b` at once), `j` joins all,
`e` ends the agent's part, `w DISPOSITION | SUMMARY` writes the call up, `c` is done with it and available again. Who
asked to be called back is dialled as soon as the agent accepts that (`d` tries again), and the caller's half follows.
`wait SECONDS` is for what is piped in.
Exit code: 0 once all is over, 2 if there is no stack or nobody to call.
"""

import argparse
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from local.connect.call import KEYS
from local.connect.outside.client import Json, Said, Service, Telephone
from local.connect.panes import agent_sees, caller_sees, lines
from local.settings import Settings
from local.stack import Stack

HELP = "keys are 0-9 * #; h hangs up, q leaves; the agent's: a d x r t b j e w c"
GONE = frozenset({"ended", "missed", "error"})


class NobodyThere(Exception):
    """There is no such number, body or agent; the message says what there is."""


def main(arguments: list[str]) -> int:
    """Place a call and return the exit code."""
    options = _parser().parse_args(arguments)
    settings = Settings.from_env()
    if not Stack(settings).running():
        print("Nidaa is not running here: start it with `make up` first.", file=sys.stderr)
        return 2
    telephone, service = Telephone(settings.connect_port), Service(settings.port)
    try:
        agent = agent_of(options.agent, options.to, telephone, service)
        number = number_of(options.to, telephone)
    except NobodyThere as reason:
        print(reason, file=sys.stderr)
        return 2
    call = Call(telephone, service, agent)
    call.begin(options.caller, number)
    typed: Iterable[str] = iter(sys.stdin.readline, "")
    call.follow(typed)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m local.connect call", description="Call the centre")
    parser.add_argument("--from", dest="caller", default="+96891234567", help="the caller's number (E.164)")
    parser.add_argument("--to", default="", help="the number to call, or the body's code")
    parser.add_argument("--agent", nargs="?", const="yes", default="", help="who sits at the desk; yes: anybody there")
    return parser


def number_of(to: str, telephone: Telephone) -> str:
    """Return the number to call, a body's first one by the body's code.

    :raises NobodyThere: with the numbers that there are
    """
    flows: dict[str, str] = {one["number"]: one["flow"] for one in telephone.numbers() if one["flow"]}
    found = [number for number, flow in flows.items() if to in {"", number} or flow.startswith(f"{to}.")]
    if not found:
        known = ", ".join(f"{number} ({flow})" for number, flow in flows.items()) or "none"
        raise NobodyThere(f"Nobody answers at {to or 'any number'}. The numbers: {known}")
    return found[0]


def agent_of(wanted: str, to: str, telephone: Telephone, service: Service) -> str:
    """Return who sits at the desk; nobody if none is wanted. :raises NobodyThere: if there is no such agent"""
    if not wanted:
        return ""
    known = [one["username"] for one in telephone.agents()]
    if wanted != "yes":
        if wanted in known:
            return wanted
        raise NobodyThere(f"No agent {wanted}. The agents: {', '.join(known) or 'none'}")
    accounts = [one for one in service.accounts() if one["username"] in known and one.get("role") == "agent"]
    found = next((one["username"] for one in accounts if to in {"", one.get("body")}), None)
    if found is None:
        raise NobodyThere(f"No agent of {to} has a desk. The agents: {', '.join(known) or 'none'}")
    return str(found)


def owed(contact: Json) -> str:
    """Return the number that a task on the desk asks to be called back; "" for another contact."""
    noted = contact["attributes"]
    return str(noted["number"]) if contact["type"] == "task" and noted.get("callback") and noted.get("number") else ""


class Call:
    """One caller and, if wanted, one agent; what both notice is printed as it happens."""

    def __init__(
        self, telephone: Telephone, service: Service, agent: str = "", say: Callable[[str], None] = print
    ) -> None:
        self._telephone, self._service, self.agent = telephone, service, agent
        self._say, self._printing = say, threading.Lock()
        self.call = self.number = self.last = ""
        self.desk: Json = {"contacts": []}
        self.over = threading.Event()
        self._verbs: dict[str, Callable[[str], object]] = {
            "h": lambda _: self._telephone.hang_up(self.call),
            "a": lambda _: self._accept(), "d": lambda _: self._dial(self._current()),
            "x": lambda _: self._at_desk("hold"),
            "r": lambda _: self._at_desk("resume"), "e": lambda _: self._at_desk("hang_up"),
            "t": lambda to: self._at_desk("transfer", to=to), "j": lambda _: self._at_desk("conference"),
            "b": lambda to: self._at_desk("transfer", to=to, blind=True),
            "available": lambda _: self._available(), "w": self._wrap_up,
            "c": lambda _: self._clear(), "wait": lambda seconds: time.sleep(float(seconds or 1)),
        }  # fmt: skip

    def begin(self, caller: str, number: str) -> None:
        """Let the agent sit down, and call."""
        if self.agent:
            self._telephone.do(self.agent, "sign_in")
            self.do("available")
            threading.Thread(target=self._watch_desk, daemon=True).start()
        self.number = caller
        self.call = self._telephone.call(caller, number)
        self._print("caller", f"{caller} calls {number}")
        threading.Thread(target=self._watch_line, args=(self.call,), daemon=True).start()

    def follow(self, typed: Iterable[str]) -> None:
        """Do what is typed until everything is over, or nothing more comes."""
        for line in typed:
            if line.strip() == "q" or (self.over.is_set() and not self.agent):
                break
            self.do(line.strip())
        else:
            self.over.wait(120)
        if not self.over.is_set():
            self._telephone.hang_up(self.call)
            self.over.wait(10)

    def do(self, line: str) -> bool:
        """Press keys, or do what a letter stands for; return whether it was done; what is refused is said."""
        verb, _, rest = line.partition(" ")
        try:
            if verb in self._verbs:
                self._verbs[verb](rest.strip())
            elif line and set(line) <= KEYS:
                self._telephone.press(self.call, line)
            elif line:
                self._print("caller", HELP)
        except Said as refusal:
            self._print("caller" if verb == "h" or set(line) <= KEYS else "agent", f"! {refusal}")
            return False
        return True

    # The agent

    def _at_desk(self, verb: str, **asked: Any) -> None:
        self._telephone.do(self.agent, verb, contact=self._current()["id"], **asked)

    def _current(self) -> Json:
        """Return the contact on the desk, a call before the task that led to it. :raises Said: if there is none"""
        if not self.agent:
            raise Said(409, "nobody sits at the desk: make call AGENT=yes")
        contacts = self._telephone.agent(self.agent)["contacts"]
        if not contacts:
            raise Said(409, "nothing is on the desk")
        return dict(min(contacts, key=lambda one: one["type"] == "task"))

    def _accept(self) -> None:
        """Take what rings; who is to be called back is dialled at once: the agent is there before them (R087)."""
        contact = self._current()
        self._at_desk("accept")
        if owed(contact):
            self._dial(contact)

    def _dial(self, contact: Json) -> None:
        """Call whom the task on the desk is about. :raises Said: if it is about nobody"""
        number = owed(contact)
        if not number:
            raise Said(409, "nobody is to be called back")
        line = {"queue": contact["queue"]["arn"]} if contact["queue"] else {}
        self._follow(str(self._telephone.do(self.agent, "dial", number=number, **line)["contact"]))

    def _wrap_up(self, said: str) -> None:
        disposition, _, summary = (part.strip() for part in said.partition("|"))
        waiting = self._service.ask(self.agent, "GET", "/v1/desk")["needs_wrap_up"]
        contact = waiting[-1]["id"] if waiting else self.last
        body = {"disposition": disposition, "summary": summary}
        self._service.ask(self.agent, "POST", f"/v1/contacts/{contact}/wrap-up", body, key=uuid.uuid4().hex)
        self._print("agent", f"written up: {disposition}")

    def _available(self) -> None:
        """Ask the service to let the agent take calls. :raises Said: while a call is to be written up"""
        self._service.ask(self.agent, "PUT", "/v1/desk/presence", {"status": "available"})

    def _clear(self) -> None:
        """Be available again, if the service lets one be: not while a call is to be written up."""
        self._available()
        for contact in self._telephone.agent(self.agent)["contacts"]:
            done = contact["state"] in GONE
            if owed(contact) and not done:  # the call was what it was about
                self._telephone.do(self.agent, "hang_up", contact=contact["id"])
            if owed(contact) or done:
                self._telephone.do(self.agent, "clear", contact=contact["id"])

    # What happens

    def _watch_line(self, call: str) -> None:
        for item in self._telephone.events(call):
            if text := caller_sees(item):
                self._print("caller", text)
        if self.call == call:
            self.over.set()
            self._print("caller", "(q and Enter leave)" if self.agent else "(Enter leaves)")

    def _watch_desk(self) -> None:
        before: Json | None = None
        for shown in self._telephone.shown(self.agent):
            for text in agent_sees(before, shown):
                self._print("agent", text)
            for contact in shown["contacts"]:
                self.last = contact["id"]
                self._called_back(contact)
            before = self.desk = shown

    def _called_back(self, contact: Json) -> None:
        """Follow the caller into a callback once they are called."""
        if contact["type"] == "queue_callback" and contact["accepted"] and self.call != contact["id"]:
            self._follow(contact["id"])

    def _follow(self, call: str) -> None:
        """Let the caller's half follow another call of theirs."""
        self.call = call
        self.over.clear()
        threading.Thread(target=self._watch_line, args=(call,), daemon=True).start()

    def _print(self, side: str, text: str) -> None:
        with self._printing:
            for line in lines(text, side):
                self._say(line)
            sys.stdout.flush()
