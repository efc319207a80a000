"""What a person is found by: mobile, e-mail address, national id; each in one normal form, in any digits."""

import re
from datetime import date
from typing import TYPE_CHECKING

from chalicelib.shared.digits import ascii_digits
from chalicelib.shared.errors import Invalid
from chalicelib.shared.secret import Secret
from chalicelib.shared.texts import clean_line

if TYPE_CHECKING:
    pass

_ID_SEPARATORS = re.compile(r"[\s.\-/\u2010-\u2013]+")
_ID_SHAPES = {
    "OM": r"[0-9]{7,9}",
    "SA": r"[12][0-9]{9}",
    "AE": r"784[0-9]{12}",
    "KW": r"[1-3][0-9]{11}",
    "BH": r"[0-9]{9}",
    "QA": r"[23][0-9]{10}",
}
_ID_ELSEWHERE = r"[0-9A-Z]{5,20}"
_KUWAIT_WEIGHTS = (2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def person_ref(secret: Secret, body: str, kind: str, value: str) -> str:
    """Return the name of an identifier in keys and indexes: an HMAC, apart for each body.

    `kind` is `mobile` (E.164), `email` (lower case) or `national_id`; `value` is in its normal form.
    """
    return secret.text("person", body, kind, value)


def normal_national_id(text: str, country: str) -> str:
    """Return a national or resident's id without separators, its check digit proved where the country has a public one.

    OM 7-9 digits (civil number); SA 10, from 1 or 2, Luhn; AE 15, from 784, Luhn; KW 12 with date of birth, weights
    modulo 11; BH 9; QA 11, from 2 or 3. Oman, Bahrain and Qatar publish no check. Elsewhere 5-20 letters and digits.

    :raises Invalid: naming `national_id` if the form or the check digit is wrong (R108)
    """
    number = _ID_SEPARATORS.sub("", clean_line(ascii_digits(text))).upper()
    if not re.fullmatch(_ID_SHAPES.get(country, _ID_ELSEWHERE), number):
        raise Invalid.field("national_id", "wrong-format")
    if (country in ("SA", "AE") and not _luhn(number)) or (country == "KW" and not _kuwaiti(number)):
        raise Invalid.field("national_id", "wrong-check-digit")
    return number


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(each // 10 + each % 10 for each in doubled) % 10 == 0


def _kuwaiti(digits: str) -> bool:
    century, year, month, day = int(digits[0]), int(digits[1:3]), int(digits[3:5]), int(digits[5:7])
    try:
        date(1700 + 100 * century + year, month, day)
    except ValueError:
        return False
    weighted = sum(weight * int(digit) for weight, digit in zip(_KUWAIT_WEIGHTS, digits[:11], strict=True))
    return 11 - weighted % 11 == int(digits[11])
