"""The public holidays and the Ramadans of a country, in both languages; worked out when a calendar is saved.

Fixed days, and days by the Hijri calendar as the country has announced them or, until it does, as they are estimated.
Source: the `holidays` library, which names the announcement behind each; it is imported here and nowhere else.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.calendar import COUNTRIES, Holiday, Ramadan

_DAY = timedelta(days=1)
_LANGUAGES = {"QA": "ar_QA"}
_KINDS = frozenset({"public", "government"})
# Where Ramadan is reckoned by another country's announcements, for those are not known: the Umm al-Qura calendar's.
_REFERENCE = "SA"


def holidays_of(country: str, years: Iterable[int]) -> tuple[Holiday, ...]:
    """Return the holidays of public bodies in a country, days of one name in a row as one."""
    years = list(years)
    arabic, english = (_named(country, years, language) for language in (_LANGUAGES.get(country, "ar"), "en_US"))
    marked = _named(country, years, "en_US", mark_estimated=True)
    days = [
        Holiday(first=day.isoformat(), last=day.isoformat(), name=Words(arabic[day], english[day]),
                estimated=marked[day] != english[day])
        for day in sorted(english)
    ]  # fmt: skip
    return tuple(_rows(days))


def ramadans_of(country: str, years: Iterable[int]) -> tuple[Ramadan, ...]:
    """Return the Ramadans that begin in some years: from the day announced or estimated to the eve of the feast."""
    years = list(years)
    moons = _entity(country if country in COUNTRIES else _REFERENCE, years, "en_US")._islamic_calendar
    begins = dict(day for year in years for day in moons.ramadan_beginning_dates(year) if day[0].year in years)
    feasts = dict(day for year in (*years, years[-1] + 1) for day in moons.eid_al_fitr_dates(year))
    found = []
    for first in sorted(begins):
        feast = min(day for day in feasts if day > first)
        found.append(Ramadan(first=first.isoformat(), last=(feast - _DAY).isoformat(),
                             estimated=begins[first] or feasts[feast]))  # fmt: skip
    return tuple(found)


def _named(country: str, years: list[int], language: str, *, mark_estimated: bool = False) -> dict[date, str]:
    entity = _entity(country, years, language, islamic_show_estimated=mark_estimated)
    return {day: " / ".join(entity.get_list(day)) for day in entity}


def _entity(country: str, years: list[int], language: str, **further: Any) -> Any:
    import holidays

    kinds = sorted(_KINDS & set(getattr(holidays, country).supported_categories))
    return getattr(holidays, country)(years=years, language=language, categories=kinds, expand=False, **further)


def _rows(days: list[Holiday]) -> Iterator[Holiday]:
    """Yield days of one name that follow each other as one holiday."""
    starts = [0, *(place + 1 for place, two in enumerate(pairwise(days)) if not _one(*two)), len(days)]
    for start, end in pairwise(starts):
        first, last = days[start], days[end - 1]
        yield Holiday(first=first.first, last=last.last, name=first.name, estimated=first.estimated)


def _one(before: Holiday, after: Holiday) -> bool:
    follows = date.fromisoformat(after.first) - date.fromisoformat(before.last) == _DAY
    return follows and (before.name, before.estimated) == (after.name, after.estimated)
