"""What a caller may hear without an agent: procedures, the directory, the population clock (R025, R091, R100-R102)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from chalicelib.contacts.asked import Asked, Context, Said
from chalicelib.contacts.spoken import counted, sentence, told
from chalicelib.contacts.spoken_numbers import digit_words
from chalicelib.contacts.switchboard import Extension, Population, Procedure
from chalicelib.contacts.telephony import Installation
from chalicelib.organisations.bilingual import Words
from chalicelib.shared.clock import from_iso
from chalicelib.shared.digits import ascii_digits

PAGE = 8
"""Choices of a page; 9 is the next (R084: nine at most)."""
_YEAR = timedelta(days=365.2425)
T = TypeVar("T")


def population(context: Context, asked: Asked) -> Said:
    """Return how many people there are by now, so many more a year than at an instant, and who says so (R091)."""
    clock = context.board(asked).population
    if clock is None:
        return {"said": told("no-population", asked.language)}
    people = _people(clock, (context.clock() - from_iso(clock.at)) / _YEAR)
    words = counted(people, asked.language, feminine=True)
    source = _in(clock.source, asked.language)
    return {"said": told("population", asked.language, n=people, words=words, source=source)}


def _people(clock: Population, years: float) -> int:
    return max(0, clock.people + round(clock.more_a_year * years))


def procedures(context: Context, asked: Asked) -> Said:
    """Return a page of the menu of procedures; `next` is the page after it."""
    return _menu(context.board(asked).procedures, asked, "procedure-choice", "no-procedures")


def procedure(context: Context, asked: Asked) -> Said:
    """Return the procedure that was chosen from a page."""
    chosen = _chosen(context.board(asked).procedures, asked)
    if chosen is None:
        return {"found": "no", "said": told("no-choice", asked.language)}
    return {"found": "yes", "said": sentence(_in(chosen.text, asked.language))}


def directory(context: Context, asked: Asked) -> Said:
    """Return a page of the menu of lines that are listed (R102)."""
    return _menu(_listed(context, asked), asked, "line-choice", "no-lines")


def listed(context: Context, asked: Asked) -> Said:
    """Return the line that was chosen from a page of the directory."""
    return _line(context, asked, _chosen(_listed(context, asked), asked), "no-choice")


def extension(context: Context, asked: Asked) -> Said:
    """Return the line with an extension (R101)."""
    typed = ascii_digits(asked.get("extension")).strip()
    line = next((each for each in context.board(asked).extensions if each.extension == typed), None)
    return _line(context, asked, line, "no-extension")


def _listed(context: Context, asked: Asked) -> Sequence[Extension]:
    return [each for each in context.board(asked).extensions if each.listed]


def _menu(things: Sequence[Extension | Procedure], asked: Asked, choice: str, none: str) -> Said:
    page = _page(things, asked)
    shown = things[(page - 1) * PAGE : page * PAGE]
    if not shown:
        return {"said": told(none, asked.language), "next": "1", "count": "0"}
    lines = [told(choice, asked.language, name=_in(thing.name, asked.language), key=_key(key, asked.language))
             for key, thing in enumerate(shown, 1)]  # fmt: skip
    is_last = page * PAGE >= len(things)
    if not is_last or page > 1:
        lines.append(told("again" if is_last else "more", asked.language))
    following = 1 if is_last else page + 1
    return {"said": " ".join(lines), "next": str(following), "count": str(len(shown))}


def _page(things: Sequence[object], asked: Asked) -> int:
    """Return the page that is asked for; one that is none is the first."""
    page = asked.number("page", least=1, otherwise=1)
    return page if (page - 1) * PAGE < len(things) else 1


def _chosen(things: Sequence[T], asked: Asked) -> T | None:
    key = asked.number("choice")
    place = (_page(things, asked) - 1) * PAGE + key - 1
    return things[place] if 1 <= key <= PAGE and place < len(things) else None


def _line(context: Context, asked: Asked, line: Extension | None, none: str) -> Said:
    """Return where a line leads; a line of somebody whom the telephony does not know leads nowhere."""
    target = _target(context, asked, line) if line else ""
    if line is None or not target:
        return {"found": "no", "said": told(none, asked.language)}
    name = _in(line.name, asked.language)
    return {
        "found": "yes",
        "kind": "queue" if line.queue else "agent" if line.staff else "number",
        "target": target,
        "queue": line.queue or "none",
        "name": sentence(name),
        "said": told("connecting", asked.language, name=name),
    }


def _target(context: Context, asked: Asked, line: Extension) -> str:
    """Return the number, the queue's ARN in the caller's language, or the agent's."""
    if line.number:
        return line.number
    installation = context.installation()
    if installation is None:
        return ""
    if line.staff:
        return arn(installation, "agent", installation.users.get(line.staff, ""))
    queue = context.board(asked).queue(line.queue)
    name = f"{asked.body}.{queue.label}_{asked.language.upper()}" if queue else ""
    return arn(installation, "queue", installation.queues.get(name, ""))


def arn(installation: Installation, kind: str, id: str) -> str:
    """Return the ARN of a thing of the instance by its id; "" for none."""
    if not id or id.startswith("arn:"):
        return id
    return f"{installation.instance}/{kind}/{id}" if installation.instance.startswith("arn:") else id


def _in(words: Words, language: str) -> str:
    return words.ar if language == "ar" else words.en


def _key(key: int, language: str) -> str:
    return digit_words(str(key)) if language == "ar" else str(key)
