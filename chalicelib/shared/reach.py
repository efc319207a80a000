"""How people, sections and partners are reached: numbers in E.164, addresses in lower case; typed in any digits."""

import re
from typing import TYPE_CHECKING

from chalicelib.shared.digits import ascii_digits
from chalicelib.shared.errors import Invalid
from chalicelib.shared.texts import clean_line

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_MOBILE_AS_TYPED = re.compile(r"\+?[0-9 ()./\-\u00a0\u2010-\u2013]{6,30}")
_EMAIL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}"
)
_MOST_LOCAL_PART = 64
_MOST_EMAIL = 254
_PUBLISHED = re.compile(r"[0-9]{3,5}|800[0-9]{4,7}")


def normal_mobile(text: str, country: str, field: str = "mobile") -> str:
    """Return a mobile in E.164; `country` is where a number without a country code belongs.

    A range that our copy of the numbering plan does not know as mobile, but not as a landline either, counts if it is
    as long as a mobile and begins as mobiles there do: plans change faster than releases. What may be sent there, and
    how much to one block of numbers, is for those who send to limit.

    :raises Invalid: naming `field` if it cannot be a mobile (R108)
    """
    # Imported late: 20 ms of a start that many calls need not pay.
    import phonenumbers

    typed = clean_line(ascii_digits(text))
    if not _MOBILE_AS_TYPED.fullmatch(typed):
        raise Invalid.field(field, "wrong-format")
    try:
        number = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException:
        raise Invalid.field(field, "wrong-format") from None
    if not _may_be_a_mobile(number):
        raise Invalid.field(field, "not-a-mobile")
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


def normal_email(text: str, field: str = "email") -> str:
    """Return an e-mail address in lower case, its domain in ASCII; the part before the @ is ASCII (as SES asks).

    :raises Invalid: naming `field` if it is no address
    """
    local, _, domain = clean_line(ascii_digits(text)).lower().rpartition("@")
    try:
        address = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        raise Invalid.field(field, "wrong-format") from None
    if len(local) > _MOST_LOCAL_PART or len(address) > _MOST_EMAIL or not _EMAIL.fullmatch(address):
        raise Invalid.field(field, "wrong-format")
    return address


def normal_phone(text: str, country: str, field: str = "phone") -> str:
    """Return a number that people call, in E.164; a short or toll-free one as its digits.

    :raises Invalid: naming `field` if it is no number
    """
    import phonenumbers

    digits = re.sub(r"[\s-]", "", ascii_digits(text))
    if _PUBLISHED.fullmatch(digits):
        return digits
    try:
        number = phonenumbers.parse(ascii_digits(text), country)
    except phonenumbers.NumberParseException:
        raise Invalid.field(field, "wrong-format") from None
    if not phonenumbers.is_valid_number(number):
        raise Invalid.field(field, "wrong-format")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
