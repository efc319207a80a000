"""What a caller may hear without an agent: procedures, the directory, the population clock (R025, R091, R100-R102)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from chalicelib.contacts.asked import Asked, Context, Said
from chalicelib.contacts.spoken import counted, sentence, told
from chalicelib.contacts.switchboard import Extension, Population, SpokenProcedure
from chalicelib.organisations.bilingual import Words
from chalicelib.shared.clock import from_iso
from chalicelib.shared.digits import ascii_digits

PAGE = 8
"""Choices of a page at most; 9 is the next (R084: nine at most)."""
LONGEST = 360
"""Letters of a page: with what the flow adds some 30 seconds, at 13 letters a second (R084)."""
_YEAR = timedelta(days=365.2425)
T = TypeVar("T", bound=Extension | SpokenProcedure)


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
    chosen = _chosen(context.board(asked).procedures, asked, "procedure-choice")
    if chosen is None:
        return {"found": "no", "said": told("no-choice", asked.language)}
    return {"found": "yes", "said": sentence(_in(chosen.text, asked.language))}


def directory(context: Context, asked: Asked) -> Said:
    """Return a page of the menu of lines that are listed (R102)."""
    return _menu(_listed(context, asked), asked, "line-choice", "no-lines")


def listed(context: Context, asked: Asked) -> Said:
    """Return the line that was chosen from a page of the directory."""
    return _line(context, asked, _chosen(_listed(context, asked), asked, "line-choice"), "no-choice")


def extension(context: Context, asked: Asked) -> Said:
    """Return the line with an extension (R101)."""
    typed = ascii_digits(asked.get("extension")).strip()
    line = next((each for each in context.board(asked).extensions if each.extension == typed), None)
    return _line(context, asked, line, "no-extension")


def _listed(context: Context, asked: Asked) -> Sequence[Extension]:
    return [each for each in context.board(asked).extensions if each.listed]


def _menu(things: Sequence[Extension | SpokenProcedure], asked: Asked, choice: str, none: str) -> Said:
    pages = _pages(things, asked, choice)
    if not pages:
        return {"said": told(none, asked.language), "next": "1", "count": "0"}
    page = _page(pages, asked)
    lines = [_choice(thing, key, asked, choice) for key, thing in enumerate(pages[page - 1], 1)]
    if len(pages) > 1:
        lines.append(told("again" if page == len(pages) else "more", asked.language))
    following = page % len(pages) + 1
    return {"said": " ".join(lines), "next": str(following), "count": str(len(pages[page - 1]))}


def _choice(thing: Extension | SpokenProcedure, key: int, asked: Asked, choice: str) -> str:
    return told(choice, asked.language, name=_in(thing.name, asked.language), key=str(key))


def _pages(things: Sequence[T], asked: Asked, choice: str) -> list[list[T]]:
    """Return things page by page: eight at most on each, and no more than can be listened to."""
    pages: list[list[T]] = []
    left = 0
    room = LONGEST - max(len(told(each, asked.language)) + 1 for each in ("more", "again"))
    for thing in things:
        length = len(_choice(thing, PAGE, asked, choice)) + 1
        if not pages or len(pages[-1]) == PAGE or length > left:
            pages.append([])
            left = room
        pages[-1].append(thing)
        left -= length
    return pages


def _page(pages: Sequence[object], asked: Asked) -> int:
    """Return the page that is asked for; one that is none is the first."""
    page = asked.number("page", least=1, otherwise=1)
    return page if page <= len(pages) else 1


def _chosen(things: Sequence[T], asked: Asked, choice: str) -> T | None:
    pages, key = _pages(things, asked, choice), asked.number("choice")
    page = pages[_page(pages, asked) - 1] if pages else []
    return page[key - 1] if 1 <= key <= len(page) else None


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
        return arn(asked.instance or installation.arn, "agent", installation.users.get(line.staff, ""))
    queue = context.board(asked).queue(line.queue)
    name = f"{asked.body}.{queue.label}_{asked.language.upper()}" if queue else ""
    return arn(asked.instance or installation.arn, "queue", installation.queues.get(name, ""))


def arn(instance: str, kind: str, id: str) -> str:
    """Return the ARN of a part of the instance by its id; "" for none."""
    return f"{instance}/{kind}/{id}" if instance and id else id


def _in(words: Words, language: str) -> str:
    return words.ar if language == "ar" else words.en
