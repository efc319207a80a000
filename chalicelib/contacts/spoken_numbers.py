"""Arabic numbers in words, as official Arabic counts (العدد والمعدود): a voice reads words better than digits. Pure.

A number from three to ten has the other gender than what is counted; of eleven and twelve both halves have its gender;
hundreds, thousands and millions are counted as nouns in their turn.
"""

_MASCULINE = ("", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة")
_FEMININE = ("", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر")
_TENS = ("", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون")
_HUNDREDS = ("", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة")
# One, two, a few, many, and after a whole hundred; the two before what it counts in its turn (ألفا دينار).
_POWERS = (
    (1_000_000_000, "مليار", "ملياران", "مليارات", "مليارًا", "مليار"),
    (1_000_000, "مليون", "مليونان", "ملايين", "مليونًا", "مليون"),
    (1_000, "ألف", "ألفان", "آلاف", "ألفًا", "ألف"),
)
MOST = 10**12
_DIGITS = ("صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة")


def number_words(number: int, *, feminine: bool = False) -> str:
    """Return a whole number below 10^12 in Arabic words, in the nominative; `feminine` is what is counted (دقيقة)."""
    if not 0 <= number < MOST:
        raise ValueError(number)
    if number == 0:
        return _DIGITS[0]
    parts: list[str] = []
    for power, *names in _POWERS:
        many, number = divmod(number, power)
        if many:
            parts.append(_counted(many, names))
    if number:
        parts.append(_below_a_thousand(number, feminine=feminine))
    return " و".join(parts)


def _counted(many: int, names: list[str]) -> str:
    """Return so many thousands (or millions): a noun that is counted itself, by the last two digits."""
    one, two, few, most, whole = names
    hundreds, rest = divmod(many, 100)
    if rest <= 2:
        of_hundreds = _HUNDREDS[hundreds].removesuffix("ن") if hundreds == 2 else _HUNDREDS[hundreds]
        tail = ("", one, two)[rest]
        before = f"{of_hundreds} {whole}" if hundreds else ""
        return " و".join(filter(None, (before, tail)))
    words = _below_a_thousand(many, feminine=False)
    return f"{words} {few if rest <= 10 else most}"


def _below_a_thousand(number: int, *, feminine: bool) -> str:
    hundreds, rest = divmod(number, 100)
    return " و".join(filter(None, (_HUNDREDS[hundreds], _below_a_hundred(rest, feminine=feminine))))


def _below_a_hundred(number: int, *, feminine: bool) -> str:
    ones = _FEMININE if feminine else _MASCULINE
    if number <= 10:
        return ones[number]
    tens, rest = divmod(number, 10)
    if tens == 1:
        return _teen(rest, feminine=feminine)
    if rest == 0:
        return _TENS[tens]
    one = {1: "إحدى", 8: "ثمانٍ"}.get(rest, ones[rest]) if feminine else ones[rest]
    return f"{one} و{_TENS[tens]}"


def _teen(ones: int, *, feminine: bool) -> str:
    if ones == 1:
        return "إحدى عشرة" if feminine else "أحد عشر"
    if ones == 2:
        return "اثنتا عشرة" if feminine else "اثنا عشر"
    return f"{_FEMININE[ones]} عشرة" if feminine else f"{_MASCULINE[ones]} عشر"


def digit_words(digits: str) -> str:
    """Return digits one by one, in Arabic words."""
    return " ".join(_DIGITS[int(digit)] for digit in digits)
