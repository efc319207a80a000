"""What an agent does from the terminal: at the softphone, and with the service that wants calls written up."""

import uuid
from collections.abc import Callable
from typing import Any

from local.connect.outside.client import Json, Said, Service, Telephone

GONE = frozenset({"ended", "missed", "error"})
Verb = Callable[[str], object]


class NotSo(Said):
    """What was typed cannot be done as it stands; the words say how it can."""

    def __init__(self, words: str) -> None:
        super().__init__(422, words)


def owed(contact: Json) -> str:
    """Return the number that a task on the desk asks to be called back; "" for another contact."""
    noted = contact["attributes"]
    return str(noted["number"]) if contact["type"] == "task" and noted.get("callback") and noted.get("number") else ""


class Seat:
    """The desk of an agent, "" if nobody sits there; `follow` is told which call the caller's half goes on with."""

    def __init__(self, telephone: Telephone, service: Service, agent: str, follow: Callable[[str], None]) -> None:
        self._telephone, self._service, self._agent, self._follow = telephone, service, agent, follow
        self.last = ""
        self.verbs: dict[str, Verb] = {
            "a": lambda _: self._accept(), "x": lambda _: self._do("hold"), "r": lambda _: self._do("resume"),
            "e": lambda _: self._do("hang_up"), "j": lambda _: self._do("conference"), "d": self._dial,
            "t": lambda to: self._transfer(to, blind=False), "b": lambda to: self._transfer(to, blind=True),
            "w": self._wrap_up, "c": lambda _: self._clear(),
        }  # fmt: skip
        """What may be typed, each with what stands after it on its line."""

    def sit_down(self) -> None:
        self._telephone.do(self._who(), "sign_in")

    def available(self) -> None:
        """Ask the service to let the agent take calls. :raises Said: while a call is to be written up"""
        self._service.ask(self._who(), "PUT", "/v1/desk/presence", {"status": "available"})

    @property
    def is_joining(self) -> bool:
        """Whether the agent took a contact and does not hear the caller yet."""
        return any(one["accepted"] and one["state"] == "connecting" for one in self._contacts())

    def _who(self) -> str:
        """Return who sits here. :raises NotSo: if nobody does"""
        if not self._agent:
            raise NotSo("nobody sits at the desk: make call AGENT=yes")
        return self._agent

    def _do(self, verb: str, **asked: Any) -> None:
        self._telephone.do(self._who(), verb, contact=self._current()["id"], **asked)

    def _contacts(self) -> list[Json]:
        return list(self._telephone.agent(self._who())["contacts"])

    def _current(self) -> Json:
        """Return the contact on the desk, a call before the task that led to it. :raises NotSo: if there is none"""
        contacts = self._contacts()
        if not contacts:
            raise NotSo("nothing is on the desk")
        return min(contacts, key=lambda one: one["type"] == "task")

    def _accept(self) -> None:
        """Take what rings; who is to be called back is dialled at once: the agent is there before them (R087)."""
        contact = self._current()
        self._do("accept")
        if owed(contact):
            self._dial("")

    def _dial(self, number: str) -> None:
        """Call a number, or whom the task on the desk is about. :raises NotSo: if it is about nobody"""
        asked = {"number": number}
        if not number:
            contact = self._current()
            if not owed(contact):
                raise NotSo("nobody is to be called back: d NUMBER calls a number")
            asked = {"number": owed(contact)} | ({"queue": contact["queue"]["arn"]} if contact["queue"] else {})
        self._follow(str(self._telephone.do(self._who(), "dial", **asked)["contact"]))

    def _transfer(self, to: str, *, blind: bool) -> None:
        """Transfer to a quick connect or a number. :raises NotSo: if none is told, with those that there are"""
        contact = self._current()
        if not to:
            queue = (contact["queue"] or {}).get("arn", "")
            known = sorted(one["name"] for one in self._telephone.endpoints(self._who(), queue))
            raise NotSo(f"to whom? A name or a number stands after it. The names: {', '.join(known) or 'none'}")
        self._telephone.do(self._who(), "transfer", contact=contact["id"], to=to, blind=blind)

    def _wrap_up(self, said: str) -> None:
        """Write up what the agent talked about. :raises NotSo: if disposition or summary is missing"""
        disposition, _, summary = (part.strip() for part in said.partition("|"))
        desk = self._service.ask(self._who(), "GET", "/v1/desk")
        if not (disposition and summary):
            known = ", ".join(one["code"] for one in desk.get("dispositions", ()))
            raise NotSo(f"w DISPOSITION | SUMMARY, and both are needed. The dispositions: {known}")
        waiting = desk["needs_wrap_up"]
        contact = waiting[-1]["id"] if waiting else self.last
        body = {"disposition": disposition, "summary": summary}
        self._service.ask(self._who(), "POST", f"/v1/contacts/{contact}/wrap-up", body, key=uuid.uuid4().hex)

    def _clear(self) -> None:
        """Be available again, if the service lets one be: not while a call is to be written up."""
        self.available()
        for contact in self._contacts():
            done, called_back = contact["state"] in GONE, owed(contact)
            if called_back and not done:  # the call was what it was about
                self._telephone.do(self._who(), "hang_up", contact=contact["id"])
            if called_back or done:
                self._telephone.do(self._who(), "clear", contact=contact["id"])
