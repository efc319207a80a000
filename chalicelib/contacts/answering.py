"""Answer a flow: each thing that may be asked has one function here."""

from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.contacts import asked_calls, asked_menus, asked_tickets
from chalicelib.contacts.asked import Asked, Context, Said, read
from chalicelib.shared.errors import NotFound

ASKS: dict[str, Callable[[Context, Asked], Said]] = {
    "greet": asked_calls.greet,
    "remember": asked_calls.remember,
    "announcement": asked_calls.announcement,
    "place": asked_calls.place,
    "number": asked_calls.number,
    "callback": asked_calls.callback,
    "message": asked_calls.message,
    "voicemail": asked_calls.voicemail,
    "survey": asked_calls.survey,
    "whisper": asked_calls.whisper,
    "state": asked_tickets.state,
    "send_code": asked_tickets.send_code,
    "prove": asked_tickets.prove,
    "population": asked_menus.population,
    "procedures": asked_menus.procedures,
    "procedure": asked_menus.procedure,
    "directory": asked_menus.directory,
    "listed": asked_menus.listed,
    "extension": asked_menus.extension,
}
MOST_BYTES = 30_000


class UnknownAsk(Exception):
    """A flow asks for what nobody answers."""


def answer(context: Context, event: Mapping[str, Any]) -> Said:
    """Return what a flow asks for: texts by name, none empty, as Connect's STRING_MAP needs.

    :raises UnknownAsk: if the flow asks for what nobody answers
    :raises NotFound: if the body is unknown or has no switchboard
    """
    asked = read(context, event)
    if asked.ask not in ASKS:
        raise UnknownAsk(asked.ask)
    if not asked.body:
        raise NotFound
    return {name: text for name, text in ASKS[asked.ask](context, asked).items() if text}
