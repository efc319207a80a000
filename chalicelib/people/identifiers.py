"""What a person is found by: mobile, e-mail address, national id; each in one normal form, in any digits."""

import re
from datetime import date
from typing import TYPE_CHECKING

from chalicelib.shared.digits import ascii_digits
from chalicelib.shared.errors import Invalid
from chalicelib.shared.secret import Secret
from chalicelib.shared.texts import clean_line

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_MOBILE_AS_TYPED = re.compile(r"\+?[0-9 ()./\-\u00a0\u2010-\u2013]{6,30}")
_EMAIL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}"
)
_MOST_LOCAL_PART = 64
_MOST_EMAIL = 254
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


def normal_mobile(text: str, country: str) -> str:
    """Return a mobile in E.164; `country` is where a number without a country code belongs.

    A range that our copy of the numbering plan does not know as mobile, but not as a landline either, counts if it is
    as long as a mobile and begins as mobiles there do: plans change faster than releases. What may be sent there, and
    how much to one block of numbers, is for those who send to limit.

    :raises Invalid: naming `mobile` if it cannot be a mobile (R108)
    """
    # Imported late: 20 ms of a start that many calls need not pay.
    import phonenumbers

    typed = clean_line(ascii_digits(text))
    if not _MOBILE_AS_TYPED.fullmatch(typed):
        raise Invalid.field("mobile", "wrong-format")
    try:
        number = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException:
        raise Invalid.field("mobile", "wrong-format") from None
    if not _may_be_a_mobile(number):
        raise Invalid.field("mobile", "not-a-mobile")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _may_be_a_mobile(number: "PhoneNumber") -> bool:
    import phonenumbers
    from phonenumbers import PhoneNumberType as Type

    kind = phonenumbers.number_type(number)
    if kind not in (Type.UNKNOWN, Type.PREMIUM_RATE):
        return kind in (Type.MOBILE, Type.FIXED_LINE_OR_MOBILE)
    example = phonenumbers.example_number_for_type(_main_country(number), Type.MOBILE)
    as_long = phonenumbers.is_possible_number_for_type(number, Type.MOBILE)
    return bool(as_long and example and _national(number)[:1] == _national(example)[:1])


def _national(number: "PhoneNumber") -> str:
    import phonenumbers

    return phonenumbers.national_significant_number(number)


def country_of(mobile: str) -> str:
    """Return the country (`OM`) that a mobile in E.164 belongs to; of a new range, the main one of its country code."""
    import phonenumbers

    number = phonenumbers.parse(mobile)
    return phonenumbers.region_code_for_number(number) or _main_country(number)


def _main_country(number: "PhoneNumber") -> str:
    import phonenumbers

    return phonenumbers.region_code_for_country_code(number.country_code or 0)


def normal_email(text: str) -> str:
    """Return an e-mail address in lower case, its domain in ASCII; the part before the @ is ASCII (as SES asks).

    :raises Invalid: naming `email` if it is no address
    """
    local, _, domain = clean_line(ascii_digits(text)).lower().rpartition("@")
    try:
        address = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        raise Invalid.field("email", "wrong-format") from None
    if len(local) > _MOST_LOCAL_PART or len(address) > _MOST_EMAIL or not _EMAIL.fullmatch(address):
        raise Invalid.field("email", "wrong-format")
    return address


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
