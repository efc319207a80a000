"""What flows ask when somebody calls, and what they are answered: a flat map of texts, the sentence in `said`.

A person may key in anything: that is answered, never refused. What fails of ours fails the call of the function, and
the flow goes on without it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.contacts import callbacks, switchboards
from chalicelib.contacts.memories import Memories
from chalicelib.contacts.naming import number_in
from chalicelib.contacts.switchboard import Switchboard
from chalicelib.contacts.telephony import Installation
from chalicelib.organisations.body import Body
from chalicelib.people.actions import Context as People
from chalicelib.shared.clock import Clock
from chalicelib.shared.secret import Secret
from chalicelib.shared.words import LANGUAGES
from chalicelib.tickets import requesters

Said = dict[str, str]
MOST_LENGTH = 200


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What one call asks: `caller` in E.164, "" if it is withheld; `contact` the call, `spoken` the one it followed.

    `instance` is the ARN of Amazon Connect's instance.
    """

    ask: str
    body: str = ""
    language: str = "ar"
    contact: str = ""
    spoken: str = ""
    caller: str = ""
    dialled: str = ""
    instance: str = ""
    given: Mapping[str, str] = {}

    def get(self, name: str) -> str:
        """Return a parameter, "" if the flow sent none."""
        return self.given.get(name, "")

    def number(self, name: str, *, least: int = 0, most: int = 10**6, otherwise: int = 0) -> int:
        """Return a parameter that is a whole number, within bounds."""
        text = self.get(name).partition(".")[0]
        return min(max(int(text), least), most) if text.isascii() and text.isdigit() else otherwise


@dataclass(frozen=True, kw_only=True)
class Context:
    """What answering needs; `installation` is where the telephony is, None if there is none."""

    boards: switchboards.Context
    own: requesters.Context
    people: People
    callbacks: callbacks.Context
    memories: Memories
    installation: Callable[[], Installation | None]
    secret: Secret
    clock: Clock

    def board(self, asked: Asked) -> Switchboard:
        """Return the switchboard of the body that is called. :raises NotFound: if it has none"""
        return switchboards.of(self.boards, asked.body)

    def body(self, asked: Asked) -> Body:
        """Return the body that is called."""
        return self.boards.body(asked.body)

    def now(self, asked: Asked) -> datetime:
        """Return the time on the body's clocks."""
        return self.clock().astimezone(ZoneInfo(self.body(asked).zone))


def read(context: Context, event: Mapping[str, Any]) -> Asked:
    """Return what an event of Amazon Connect asks (Lambda, `ContactFlowEvent`).

    Where the flow names no body it is the queue's, as of a call out, or that of the number.
    """
    details = event.get("Details") or {}
    data, given = details.get("ContactData") or {}, _texts(details.get("Parameters") or {})
    caller = number_in(given.get("caller") or _address(data, "CustomerEndpoint"))
    dialled = number_in(given.get("dialled") or _address(data, "SystemEndpoint"))
    attributes = _texts(data.get("Attributes") or {})
    language = given.get("language") or attributes.get("language", "")
    contact = str(data.get("ContactId") or "")
    return Asked(
        ask=given.get("ask", ""),
        body=given.get("body")
        or attributes.get("body")
        or _of_queue(context, data)
        or switchboards.dialled(context.boards, dialled),
        language=language if language in LANGUAGES else "ar",
        contact=contact,
        spoken=_before(data) or contact,
        caller=caller,
        dialled=dialled,
        instance=str(data.get("InstanceARN") or ""),
        given=given,
    )


def _texts(given: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(value)[:MOST_LENGTH] for name, value in given.items() if value is not None}


def _of_queue(context: Context, data: Mapping[str, Any]) -> str:
    """Return the body whose queue a contact is in; its name begins with the code."""
    code = str((data.get("Queue") or {}).get("Name") or "").partition(".")[0]
    return code if code and context.boards.recent.get(code) else ""


def _address(data: Mapping[str, Any], endpoint: str) -> str:
    return str((data.get(endpoint) or {}).get("Address") or "")


def _before(data: Mapping[str, Any]) -> str:
    """Return the contact that a disconnection's followed: of a survey, the call that it is about."""
    return str(data.get("PreviousContactId") or data.get("InitialContactId") or "")
