"""Erasing a requester's callbacks: who was to be called and what was noted is gone, that a call was owed stays."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

import msgspec

from chalicelib.contacts import callbacks
from chalicelib.contacts.callback import Callback, CallbackState
from chalicelib.contacts.callbacks import CallbackChanged
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Unavailable

MOST = 100


class OfNumber(Protocol):
    """Where all callbacks of a number are found."""

    def all_of(self, body: str, number: str, limit: int) -> Sequence[Callback]:
        """Return the callbacks that a body owed to a number, the newest first."""
        ...


def erase(calling: callbacks.Context, found: OfNumber, body: str, number: str) -> None:
    """Erase what a body's callbacks hold of a number; one that is owed still is cancelled.

    :raises Unavailable: if others change one again and again
    """
    for each in found.all_of(body, number, MOST):
        _erase(calling, each.id)


def _erase(calling: callbacks.Context, id: str) -> None:
    for _ in range(callbacks.TRIES):
        kept = calling.callbacks.get(id)
        if kept is None or not kept.number:
            return
        with suppress(CallbackChanged):
            calling.callbacks.save(kept, emptied(kept, iso(calling.clock())))
            callbacks.take_back(calling.telephony, kept)
            return
    raise Unavailable(part="contacts")


def emptied(callback: Callback, now: str) -> Callback:
    """Return a callback without a number and without words."""
    tries = tuple(msgspec.structs.replace(each, note="") for each in callback.tries)
    bare = callback.with_(number="", note="", reason="", person="", fingerprint="", tries=tries, task="",
                          untold=False)  # fmt: skip
    return bare.with_(state=CallbackState.CANCELLED, ended_at=now, ended_by="requester") if callback.is_open else bare
