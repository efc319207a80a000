"""Which numbers the centre calls: valid ones of the countries that the deployment names, and none that cost by the
minute, so that nobody has it call a line of their own (International Revenue Share Fraud).
"""

import re

from chalicelib.shared.digits import ascii_digits
from chalicelib.shared.errors import Invalid
from chalicelib.shared.reach import country_of, normal_mobile
from chalicelib.shared.texts import clean_line

_TYPED = re.compile(r"\+?[0-9]{3,20}")


def dialable(typed: str, country: str, countries: tuple[str, ...], field: str = "number") -> str:
    """Return a number in E.164; `country` is where one without a country code belongs.

    :raises Invalid: naming `field` if it is no number that is called
    """
    digits = re.sub(r"[\s().-]", "", clean_line(ascii_digits(typed)))
    digits = f"+{digits[2:]}" if digits.startswith("00") else digits
    if not _TYPED.fullmatch(digits):
        raise Invalid.field(field, "wrong-format")
    try:
        number = normal_mobile(digits, country, field)
    except Invalid:
        number = _landline(digits, country, field)
    if country_of(number) not in countries:
        raise Invalid.field(field, "not-allowed")
    return number


def _landline(digits: str, country: str, field: str) -> str:
    # Imported late: 20 ms of a start that many calls need not pay.
    import phonenumbers
    from phonenumbers import PhoneNumberType as Type

    try:
        number = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        raise Invalid.field(field, "wrong-format") from None
    kinds = (Type.FIXED_LINE, Type.FIXED_LINE_OR_MOBILE, Type.TOLL_FREE, Type.UAN)
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in kinds:
        raise Invalid.field(field, "wrong-value")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def national_digits(number: str, country: str) -> str:
    """Return an E.164 number as it is dialled at home, or with 00 from abroad."""
    import phonenumbers

    parsed = phonenumbers.parse(number)
    if parsed.country_code == phonenumbers.country_code_for_region(country):
        return re.sub(r"\D", "", phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL))
    return f"00{number.removeprefix('+')}"
