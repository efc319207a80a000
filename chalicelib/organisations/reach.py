"""How sections, partners and staff are reached: numbers in E.164, addresses in lower case."""

import re
from typing import TYPE_CHECKING

from chalicelib.shared.digits import ascii_digits
from chalicelib.shared.errors import Invalid

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_EMAIL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_MOST_EMAIL = 254


def mobile(text: str, country: str, field: str) -> str:
    """Return a mobile in E.164; `country` is where a number without a country code belongs; "" stays "".

    :raises Invalid: naming `field` if it cannot be a mobile
    """
    # Imported late: 20 ms of a start that many calls need not pay.
    import phonenumbers
    from phonenumbers import PhoneNumberType as Type

    if not text:
        return ""
    number = _number(text, country, field)
    if phonenumbers.number_type(number) not in (Type.MOBILE, Type.FIXED_LINE_OR_MOBILE):
        raise Invalid.field(field, "not-a-mobile")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phone(text: str, country: str, field: str) -> str:
    """Return a number that people call, in E.164; a short or toll-free one as its digits; "" stays "".

    :raises Invalid: naming `field` if it is no number
    """
    import phonenumbers

    digits = re.sub(r"[\s-]", "", ascii_digits(text))
    if not text or re.fullmatch(r"[0-9]{3,5}|800[0-9]{4,7}", digits):
        return digits
    number = _number(text, country, field)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _number(text: str, country: str, field: str) -> "PhoneNumber":
    import phonenumbers

    try:
        number = phonenumbers.parse(ascii_digits(text), country)
    except phonenumbers.NumberParseException:
        raise Invalid.field(field, "wrong-format") from None
    if not phonenumbers.is_valid_number(number):
        raise Invalid.field(field, "wrong-format")
    return number


def email(text: str, field: str) -> str:
    """Return an e-mail address in lower case; "" stays "".

    :raises Invalid: naming `field` if it is no address
    """
    address = text.strip().lower()
    if address and (len(address) > _MOST_EMAIL or not _EMAIL.fullmatch(address)):
        raise Invalid.field(field, "wrong-format")
    return address
