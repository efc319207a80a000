"""What a callback came to that reached nobody, for those who tell people (R148): whom, and which number is ours."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress

from chalicelib.contacts.callback import Callback, CallbackState
from chalicelib.contacts.callback_telling import event_id
from chalicelib.contacts.switchboard import Switchboard
from chalicelib.notifications.callback_notice import UNREACHABLE, Unreached, key_of
from chalicelib.notifications.message import Key, Message
from chalicelib.shared.errors import Invalid, NotFound
from chalicelib.shared.reach import country_of, normal_mobile
from chalicelib.shared.secret import Secret


def unreached(found: Callback | None, board: Callable[[str], Switchboard]) -> Unreached | None:
    """Return whom to tell that a callback reached nobody.

    None if somebody was reached after all, if their data was erased, and of a landline, which gets no text.
    """
    if found is None or found.state is not CallbackState.UNREACHABLE or not _is_mobile(found.number):
        return None
    return Unreached(
        callback=found.id, mobile=found.number, language=found.language, phone=_phone(board, found.body),
        ticket=found.ticket,
    )  # fmt: skip


def notices(
    find: Callable[[Iterable[Key]], Mapping[Key, Message]], secret: Secret, callbacks: Iterable[Callback]
) -> dict[str, Message]:  # fmt: skip
    """Return what became of the messages to those who were not reached, by the callback's id; who got none has none."""
    keys = {one.id: key_of(event_id(secret, UNREACHABLE, one), one.id, one.ticket) for one in callbacks}
    found = find(keys.values()) if keys else {}
    return {id: found[key] for id, key in keys.items() if key in found}


def _is_mobile(number: str) -> bool:
    with suppress(Invalid):
        return bool(number) and normal_mobile(number, country_of(number)) == number
    return False


def _phone(board: Callable[[str], Switchboard], body: str) -> str:
    """Return the number that a body is called at; "" if it has none, or no switchboard any more."""
    with suppress(NotFound):
        return next(iter(board(body).numbers), "")
    return ""
