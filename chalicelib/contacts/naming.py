"""What names in Connect stand for: whose contact it is, in which of our queues and languages. Pure.

A queue of ours is called `<body>.<label>_<AR|EN>`, a user as the member of staff; flows note the body in an attribute.
Whatever its label, a queue that was configured is known by its place, `<body>.<code>.<ar|en>`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec

from chalicelib.contacts.switchboard import Switchboard

_PLACE = re.compile(r"(?P<body>[^.]+)\.(?P<code>[^.]+)\.(?P<language>ar|en)")
_QUEUE = re.compile(r"(?P<body>[^.]+)\.(?P<label>.+)_(?P<language>AR|EN)")
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
LANGUAGES = ("ar", "en")


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Whose contact it is, the code of the queue ("" if it is in none of ours), and the language."""

    body: str = ""
    queue: str = ""
    language: str = "ar"


@dataclass(frozen=True, kw_only=True)
class Names:
    """What is asked to place a contact; "" or None for what is unknown.

    `dialled` is asked for the body that has a number, `home` for that of a user name; `queue` and `user` for what is
    behind an ARN or an id of Connect, which is all that events tell: a queue's place, else its name, and a user's name.
    """

    switchboard: Callable[[str], Switchboard | None]
    dialled: Callable[[str], str]
    home: Callable[[str], str]
    queue: Callable[[str], str]
    user: Callable[[str], str]


def place(names: Names, *, noted: Mapping[str, str], queue: str, dialled: str, agent: str) -> Place:
    """Return where a contact belongs: to whose queue it is in, else what the flow noted, then the number, the agent.

    Who is handed on to another body's queue is that body's: those who answer see the contact, and write it up.
    """
    owner, code, spoken = _known(names, queue)
    body = next((each for each in (owner, noted.get("body", "")) if each and names.switchboard(each)), "")
    body = body or (dialled and names.dialled(dialled)) or (agent and names.home(agent)) or ""
    language = spoken or noted.get("language", "")
    return Place(body=body, queue=code, language=language if language in LANGUAGES else "ar")


def _known(names: Names, queue: str) -> tuple[str, str, str]:
    """Return the body, the code and the language of a queue by its place or its name; "" for what is none of ours."""
    if place := _PLACE.fullmatch(queue):
        return place["body"], place["code"], place["language"]
    if named := _QUEUE.fullmatch(queue):
        return named["body"], _code(names, named["body"], named["label"]), named["language"].lower()
    return "", "", ""


def _code(names: Names, body: str, label: str) -> str:
    """Return the code of the queue with a label, as the switchboard has it or had it."""
    switchboard = names.switchboard(body)
    queues = switchboard.queues if switchboard else ()
    return next((queue.code for queue in queues if queue.label.casefold() == label.casefold()), label.casefold())


def number_in(text: str | None) -> str:
    """Return a number as it is dialled from anywhere (E.164); "" for what is none, such as `anonymous`."""
    return text if text and _NUMBER.fullmatch(text) else ""
