"""A call in a terminal: one caller and, if wanted, one agent; what both notice is printed as it happens."""

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from http.client import HTTPException

from local.connect.call import KEYS
from local.connect.outside.client import Json, Said, Service, Telephone
from local.connect.outside.ears import Ears
from local.connect.outside.seat import NotSo, Seat, Verb
from local.connect.panes import agent_sees, caller_sees, lines

LINES = 120.0
"""Seconds that a call goes on once nothing more is piped in."""
_AWAY = (OSError, HTTPException)
CALLERS = {
    "0-9 * #": "keys of the telephone, several at once if you like: 12345#", "h": "hang up", "?": "this list",
    "q": "leave",
}  # fmt: skip
AGENTS = {
    "a": "accept what rings", "x": "put on hold", "r": "resume",
    "d or d NUMBER": "dial whom a task asks to be called back, or a number",
    "t NAME or t NUMBER": "transfer: you stay until you leave with e", "b NAME or b NUMBER": "transfer and leave",
    "j": "bring all together", "e": "leave the call", "w DISPOSITION | SUMMARY": "write the call up",
    "c": "done: available again",
}  # fmt: skip


def verbs(agent: str) -> Iterator[str]:
    """Yield, a line each, what may be typed; what agents do if somebody sits at the desk."""
    yield from (f"  {typed:24}{does}" for typed, does in CALLERS.items())
    if agent:
        yield f"{agent} at the desk:"
        yield from (f"  {typed:24}{does}" for typed, does in AGENTS.items())
    else:
        yield "  (nobody sits at the desk: AGENT=yes puts somebody there)"


class Call:
    """One caller and, if wanted, one agent."""

    def __init__(
        self, telephone: Telephone, service: Service, agent: str = "", say: Callable[[str], None] = print
    ) -> None:
        self._telephone, self.agent = telephone, agent
        self._say, self._printing = say, threading.Lock()
        self.call = ""
        self.ears, self.over, self.typing = Ears(), threading.Event(), False
        self.seat = Seat(telephone, service, agent, self._follow)
        self._verbs: dict[str, Verb] = {
            "h": lambda _: self._telephone.hang_up(self.call), "?": lambda _: self._help(),
            "wait": lambda seconds: time.sleep(_seconds(seconds)), **self.seat.verbs,
        }  # fmt: skip

    def begin(self, caller: str, number: str) -> None:
        """Let the agent sit down, and call."""
        if self.agent:
            self.seat.sit_down()
            self._try("agent", self.seat.available)
            self._thread(self._watch_desk)
        self._print("caller", f"{caller} calls {number}")
        self._follow(self._telephone.call(caller, number))

    def follow(self, typed: Iterable[str]) -> None:
        """Do what is typed until everything is over, or nothing more comes; then hang up."""
        self.typing = True
        for line in typed:
            if line.strip() == "q" or (self.over.is_set() and not self.agent):
                break
            self.do(line.strip())
        else:
            self.over.wait(LINES)
        self.hang_up()

    def hang_up(self) -> None:
        """Put the telephone down, if it is not, and hear the end."""
        if not self.over.is_set() and self.do("h"):
            self.over.wait(10)

    def do(self, line: str, *, quietly: bool = False) -> bool:
        """Press keys, or do what a letter stands for; return whether it was done; why not is said, unless `quietly`."""
        verb, _, rest = line.partition(" ")
        if verb in self._verbs:
            side = "" if quietly else "caller" if verb in {"h", "?", "wait"} else "agent"
            return self._try(side, self._verbs[verb], rest.strip())
        if line and set(line) <= KEYS:
            return self._try("caller", self._telephone.press, self.call, line)
        if line and not quietly:
            self._print("caller", f"! {line.split()[0]} is nothing that can be typed here: ? lists what is")
        return not line

    def _try(self, side: str, do: Callable[..., object], *given: str) -> bool:
        try:
            do(*given)
        except Said as refusal:
            if side:
                self._print(side, f"! {refusal}")
            return False
        except _AWAY:
            self._gone()
            return False
        return True

    def _gone(self) -> None:
        self._print("caller", "! Nidaa does not answer any more: `make up` starts it")
        self.over.set()
        self.ears.end()

    def _help(self) -> None:
        for line in verbs(self.agent):
            self._say(line)

    # What happens

    def _thread(self, watch: Callable[..., None], *given: str) -> None:
        threading.Thread(target=watch, args=given, daemon=True).start()

    def _watch_line(self, call: str) -> None:
        try:
            for item in self._telephone.events(call):
                if text := caller_sees(item):
                    self._print("caller", text)
                self.ears.hear(item)
        except _AWAY:
            self._gone()
        if self.call == call:
            self.over.set()
            self.ears.end()
            if self.typing:
                self._print("caller", "(q and Enter leave)" if self.agent else "(Enter leaves)")

    def _watch_desk(self) -> None:
        before: Json | None = None
        try:
            for shown in self._telephone.shown(self.agent):
                for text in agent_sees(before, shown):
                    self._print("agent", text)
                for contact in shown["contacts"]:
                    self.seat.last = contact["id"]
                    self._called_back(contact)
                before = shown
        except _AWAY:
            return  # the caller's line says so

    def _called_back(self, contact: Json) -> None:
        """Follow the caller into a callback once they are called."""
        if contact["type"] == "queue_callback" and contact["accepted"] and self.call != contact["id"]:
            self._follow(contact["id"])

    def _follow(self, call: str) -> None:
        """Let the caller's half follow a call of theirs."""
        self.call = call
        self.over.clear()
        self.ears.begin()
        self._thread(self._watch_line, call)

    def _print(self, side: str, text: str) -> None:
        with self._printing:
            for line in lines(text, side, alone=not self.agent):
                self._say(line)
            sys.stdout.flush()


def _seconds(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError as error:
        raise NotSo("wait SECONDS") from error
