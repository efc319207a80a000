"""What is said by a voice: numbers digit by digit in groups, days and hours in words, sentences without signs. Pure.

Plain text and no SSML, so that every voice can read it: a comma is a pause. Flows play it as it is.
"""

import re
from datetime import date, datetime

from chalicelib.contacts.spoken_numbers import digit_words, number_words
from chalicelib.shared.texts import clean_line
from chalicelib.shared.words import say

_UNITS = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر")
_HOURS = (
    "الثانية عشرة", "الواحدة", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة",
    "العاشرة", "الحادية عشرة",
)  # fmt: skip
_MONTHS = {
    "ar": ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
           "ديسمبر"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"),
}  # fmt: skip
_WEEKDAYS = {
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SUFFIX = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)
_MARKUP = re.compile(r"[<>&]")


def told(message: str, language: str, **facts: object) -> str:
    """Return a sentence of what callers hear (messages/*/calls.ftl)."""
    return sentence(say("calls", message, language, isolating=False, **facts))


def sentence(text: str) -> str:
    """Return a text as one line that a voice can read: without signs of direction, and without what looks like SSML."""
    return clean_line(_MARKUP.sub(" ", text))


def in_groups(digits: str, language: str, size: int = 3) -> str:
    """Return digits one by one, in groups with a pause between them; ticket numbers have groups of three."""
    groups = [digits[i : i + size] for i in range(0, len(digits), size)]
    if language == "ar":
        return "، ".join(digit_words(group) for group in groups)
    return ", ".join(" ".join(group) for group in groups)


def counted(number: int, language: str, *, feminine: bool = False) -> str:
    """Return a whole number before what it counts: Arabic in words that agree with it, English in digits."""
    if language != "ar":
        return f"{number:,}"
    words = number_words(number, feminine=feminine)
    # A dual before what it counts: ألفا نسمة.
    return words.removesuffix("ن") if number and number % 100 == 0 and words.endswith("ان") else words


def day_in_words(day: date, language: str, today: date) -> str:
    """Return a day: يوم الأحد، الأول من مارس; the year is said only where it is not this one."""
    weekday, month = _WEEKDAYS[language][day.weekday()], _MONTHS[language][day.month - 1]
    if language == "ar":
        year = "" if day.year == today.year else f" عام {_oblique(number_words(day.year))}"
        return f"يوم {weekday}، {_day_of_month(day.day)} من {month}{year}"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{weekday} the {day.day}{_ordinal(day.day)} of {month}{year}"


def _oblique(words: str) -> str:
    """Return number words as they stand after another noun: ألفين وستة وعشرين."""
    return re.sub(r"ون(?= |$)", "ين", re.sub(r"ان(?= |$)", "ين", words)).replace("اثنا عشر", "اثني عشر")


def _day_of_month(day: int) -> str:
    if day <= 10:
        return _UNITS[day - 1]
    tens, ones = divmod(day, 10)
    one = "الحادي" if ones == 1 else _UNITS[ones - 1]
    if tens == 1:
        return f"{one} عشر"
    ten = ("العشرين", "الثلاثين")[tens - 2]
    return f"{one} و{ten}" if ones else ten


def _ordinal(day: int) -> str:
    return "th" if day in _TEENS else _SUFFIX.get(day % 10, "th")


def hour_in_words(at: datetime, language: str) -> str:
    """Return a time of day to the minute: الساعة السابعة والنصف صباحًا, 7:30 in the morning."""
    if language == "en":
        clock = f"{at.hour % 12 or 12}" + (f":{at.minute:02d}" if at.minute else "")
        return f"{clock} {_part_of_day(at.hour, ('in the morning', 'at noon', 'in the afternoon', 'in the evening'))}"
    part = _part_of_day(at.hour, ("صباحًا", "ظهرًا", "بعد الظهر", "مساءً"))
    return f"الساعة {_HOURS[at.hour % 12]}{_minutes(at.minute)} {part}"


def length_in_words(seconds: int, language: str) -> str:
    """Return how long something lasts, in minutes and seconds, as it stands after a preposition: دقيقتين, 2 minutes."""
    found = zip(("minutes-long", "seconds-long"), divmod(seconds, 60), strict=True)
    parts = [_long(unit, n, language) for unit, n in found if n]
    return (" و" if language == "ar" else " and ").join(parts)


def _long(unit: str, n: int, language: str) -> str:
    words = _oblique(counted(n, language, feminine=True))
    return say("calls", unit, language, isolating=False, n=n, words=words)


def _minutes(minute: int) -> str:
    if minute in (0, 15, 30):
        return {0: "", 15: " والربع", 30: " والنصف"}[minute]
    return f" و{say('calls', 'minutes', 'ar', isolating=False, n=minute, words=number_words(minute, feminine=True))}"


def _part_of_day(hour: int, parts: tuple[str, str, str, str]) -> str:
    return parts[0 if hour < 12 else 1 if hour < 13 else 2 if hour < 17 else 3]
