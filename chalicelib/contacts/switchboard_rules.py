"""What a switchboard must be like to fit its body: its people, hours, lines and days are known. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime

from chalicelib.contacts.switchboard import Announcement, CallQueue, Extension, Switchboard, Voicemail
from chalicelib.contacts.trees import TREES, Trees
from chalicelib.organisations.body import Body
from chalicelib.organisations.faults import Fault, codes, fault
from chalicelib.organisations.hours import ROUND_THE_CLOCK
from chalicelib.tickets.words import PUBLIC_KINDS, Kind


def switchboard_faults(
    given: Switchboard, body: Body, usernames: Iterable[str], trees: Trees = TREES
) -> list[Fault]:  # fmt: skip
    """Return what does not fit; `usernames` are those who work for the body."""
    staff = set(usernames)
    return [
        *_of_flow(given, trees),
        *_unsafe(given),
        *_repeated("numbers", "", given.numbers),
        *_of_queues(given.queues, body, staff),
        *_repeated("dispositions", "code", [each.code for each in given.dispositions]),
        *_of_voicemail(given.voicemail, body),
        *_of_extensions(given.extensions, codes(given.queues), staff),
        *_of_announcements(given.announcements),
        *_repeated("procedures", "code", [each.code for each in given.procedures]),
        *_of_the_rest(given),
    ]


def _of_flow(given: Switchboard, trees: Trees) -> Iterator[Fault]:
    """Yield a fault for each queue that the tree leads to and that is not there, with the keys that lead to it."""
    if given.flow not in trees:
        yield fault("flow", "not-found")
    kept = codes(given.queues)
    for code, keys in trees.get(given.flow, {}).items():
        if code not in kept:
            yield fault(f"queues.{code}", "needed-by-menu") | {"keys": keys}


def _unsafe(given: Switchboard) -> Iterator[Fault]:
    """Yield what a pattern lets through and the telephony does not: other scripts' digits, and a line's end."""
    dialled = {f"numbers.{place}": number for place, number in enumerate(given.numbers)}
    dialled |= {f"extensions.{place}.number": each.number for place, each in enumerate(given.extensions)}
    named = {f"queues.{place}.code": each.code for place, each in enumerate(given.queues)}
    named |= {f"queues.{place}.label": each.label for place, each in enumerate(given.queues)}
    named |= {f"dispositions.{place}.code": each.code for place, each in enumerate(given.dispositions)}
    for field, text in (dialled | named).items():
        if not (text.isascii() and text.isprintable()):
            yield fault(field, "wrong-format")


def _repeated(parts: str, name: str, values: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each value that stands further up already."""
    seen: Counter[str] = Counter()
    for place, value in enumerate(values):
        seen[value] += 1
        if seen[value] > 1:
            yield fault(".".join(filter(None, (parts, str(place), name))), "repeated")


def _of_queues(queues: tuple[CallQueue, ...], body: Body, staff: set[str]) -> Iterator[Fault]:
    yield from _repeated("queues", "code", [each.code for each in queues])
    # Connect does not tell names apart that differ in capitals alone.
    yield from _repeated("queues", "label", [each.label.lower() for each in queues])
    calendars = {"", ROUND_THE_CLOCK, *codes(body.calendars)}
    for place, queue in enumerate(queues):
        if queue.calendar not in calendars:
            yield fault(f"queues.{place}.calendar", "not-found")
        for at, username in enumerate(queue.staff):
            if username not in staff:
                yield fault(f"queues.{place}.staff.{at}", "not-found")
        yield from _repeated(f"queues.{place}.staff", "", queue.staff)


def _of_voicemail(voicemail: Voicemail, body: Body) -> Iterator[Fault]:
    kinds = {kind.value for kind in PUBLIC_KINDS}
    category = next((each for each in body.categories if each.code == voicemail.category), None)
    if category is None or not category.active:
        yield fault("voicemail.category", "not-found")
    if voicemail.kind not in kinds:
        yield fault("voicemail.kind", "wrong-value")
    elif category and not category.takes(Kind(voicemail.kind)):
        yield fault("voicemail.kind", "not-in-category")


def _of_extensions(extensions: tuple[Extension, ...], queues: set[str], staff: set[str]) -> Iterator[Fault]:
    yield from _repeated("extensions", "extension", [each.extension for each in extensions])
    for place, each in enumerate(extensions):
        given = [name for name in ("staff", "queue", "number") if getattr(each, name)]
        if not given:
            yield fault(f"extensions.{place}", "missing")
        for name in given[1:]:
            yield fault(f"extensions.{place}.{name}", "not-allowed")
        if each.staff and each.staff not in staff:
            yield fault(f"extensions.{place}.staff", "not-found")
        if each.queue and each.queue not in queues:
            yield fault(f"extensions.{place}.queue", "not-found")


def _of_announcements(announcements: tuple[Announcement, ...]) -> Iterator[Fault]:
    yield from _repeated("announcements", "code", [each.code for each in announcements])
    for place, each in enumerate(announcements):
        wrong = [name for name in ("first", "last") if not _is_day(getattr(each, name))]
        yield from (fault(f"announcements.{place}.{name}", "wrong-format") for name in wrong)
        if not wrong and each.last < each.first:
            yield fault(f"announcements.{place}.last", "before-first")


def _of_the_rest(given: Switchboard) -> Iterator[Fault]:
    if not any(each.active for each in given.dispositions):
        yield fault("dispositions", "missing")
    if given.population and not _is_instant(given.population.at):
        yield fault("population.at", "wrong-format")
    if given.callbacks.tries < given.callbacks.days:
        yield fault("callbacks.tries", "too-small")


def _is_day(text: str) -> bool:
    with suppress(ValueError):
        return bool(date.fromisoformat(text))
    return False


def _is_instant(text: str) -> bool:
    with suppress(ValueError):
        return datetime.fromisoformat(text).tzinfo is not None
    return False
