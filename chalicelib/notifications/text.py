"""What is sent: an SMS or the parts of an e-mail; and how facts are written in either language."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.notifications.parts import is_gsm
from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.body import Body, Partner, Section
from chalicelib.shared.clock import from_iso
from chalicelib.shared.texts import clean_line
from chalicelib.shared.words import say

# After Arabic letters a number shows its groups in reverse, and a telephone its plus at the end (UAX 9, rules W2 and
# W4), unless this sign stands before it. It costs one character of an SMS; the isolates of an e-mail do the same.
LEFT_TO_RIGHT = "\u200e"
NONE = "none"
"""What a fact says that is not there, so that a message can choose by it."""


class Listed(msgspec.Struct, frozen=True):
    """Lines one below the other; `heading` is "" where they need none."""

    heading: str
    lines: tuple[str, ...]


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent; an SMS is its `opening` alone. `number` is the ticket's 12 digits, "" where it is of no ticket.

    To what is `internal` nobody answers by mail: an answer would be taken for a requester's.
    """

    opening: str
    language: str
    subject: str = ""
    sender: str = ""
    greeting: str = ""
    quoted: str = ""
    lists: tuple[Listed, ...] = ()
    closing: str = ""
    action: str = ""
    link: str = ""
    footer: str = ""
    number: str = ""
    internal: bool = False


def clipped(text: str, most: int) -> str:
    """Return a text as one line of at most `most` characters, cut with a sign of its own alphabet."""
    line, cut = clean_line(text), "..." if is_gsm(text) else "…"
    return line if len(line) <= most else line[: most - len(cut)].rstrip() + cut


def ended(text: str) -> str:
    """Return a sentence with its full stop, so that ours can follow it."""
    return f"{text}." if text and text[-1] not in ".!?؟…" else text


def named(name: Words, language: str) -> str:
    """Return a name in a language, as one line."""
    return clean_line(name.ar if language == "ar" else name.en)


def mark(language: str) -> str:
    """Return the sign that a number needs before it in an SMS or subject of a language."""
    return LEFT_TO_RIGHT if language == "ar" else ""


def capital(text: str) -> str:
    """Return a text with a capital letter first, where its script has any."""
    return text[:1].upper() + text[1:]


def noun(message: str, language: str, **facts: object) -> str:
    """Return a noun, a number of things or a date, without signs around its facts."""
    return say("nouns", message, language, isolating=False, **facts)


def day_of(instant: str, body: Body, language: str) -> str:
    """Return the day of an instant in a body's zone, in words; `none` for no instant."""
    return noun("date", language, date=_local(instant, body).date()) if instant else NONE


def hour_of(instant: str, body: Body, language: str) -> str:
    """Return the weekday, day and hour of an instant in a body's zone, in words; `none` for no instant."""
    return noun("instant", language, at=_local(instant, body)) if instant else NONE


def day_in_words(day: str, language: str) -> str:
    """Return a day (`2026-12-07`) with its weekday, in words."""
    return noun("weekday", language, date=date.fromisoformat(day))


def house(queue: str, body: Body, language: str) -> str:
    """Return the name of the section or partner whose queue it is; "" for any other queue."""
    at, _, code = queue.partition(":")
    parts: dict[str, tuple[Section | Partner, ...]] = {"section": body.sections, "partner": body.partners}
    return next((named(part.name, language) for part in parts.get(at, ()) if part.code == code), "")


def _local(instant: str, body: Body) -> datetime:
    return from_iso(instant).astimezone(ZoneInfo(body.zone))
