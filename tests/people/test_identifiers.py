from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.people.identifiers import normal_national_id, person_ref
from chalicelib.shared.errors import Invalid
from chalicelib.shared.reach import country_of, normal_email, normal_mobile
from tests.digits import arabic_digits
from tests.people.fakes import SECRET

PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def _reason(error: Invalid) -> str:
    reason: str = error.facts["fields"][0]["reason"]
    return reason


@given(st.integers(min_value=0, max_value=999_999), st.sampled_from(["91", "92", "95", "98", "71", "72", "79"]))
def test_a_mobile_has_one_form_however_it_is_typed(tail: int, head: str) -> None:
    local = f"{head}{tail:06d}"
    typed = [local, f"+968{local}", f"00968{local}", f"+968 {local[:4]} {local[4:]}", f"{local[:2]}-{local[2:]}",
             f"\u200f+968 {local}\u200f"]  # fmt: skip
    typed += [arabic_digits(text) for text in typed] + [text.translate(PERSIAN) for text in typed]
    assert {normal_mobile(text, "OM") for text in typed} == {f"+968{local}"}


@given(st.integers(min_value=0, max_value=999_999))
def test_a_normal_mobile_stays_as_it_is_in_every_country(tail: int) -> None:
    mobile = normal_mobile(f"92{tail:06d}", "OM")
    assert normal_mobile(mobile, "SA") == normal_mobile(mobile, "OM") == mobile


@given(st.text(max_size=40))
def test_any_text_is_a_mobile_or_refused(text: str) -> None:
    with suppress(Invalid):
        assert normal_mobile(text, "OM").startswith("+")


@pytest.mark.parametrize(
    ("country", "typed", "mobile"),
    [
        ("SA", "0501234567", "+966501234567"),
        ("AE", "050 123 4567", "+971501234567"),
        ("KW", "50012345", "+96550012345"),
        ("BH", "36001234", "+97336001234"),
        ("QA", "33123456", "+97433123456"),
        ("OM", "+44 7400 123456", "+447400123456"),
    ],
)
def test_mobiles_of_the_gulf_and_abroad(country: str, typed: str, mobile: str) -> None:
    assert normal_mobile(typed, country) == mobile


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("24123456", "not-a-mobile"),
        ("80077000", "not-a-mobile"),
        ("1234567", "not-a-mobile"),
        ("92123456 ext 5", "wrong-format"),
        ("92123456;ext=5", "wrong-format"),
        ("٩٢abc٣٤٥٦", "wrong-format"),
        ("9212²345", "wrong-format"),
        ("", "wrong-format"),
        ("+999 92123456", "wrong-format"),
    ],
)
def test_what_is_no_mobile_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        normal_mobile(typed, "OM")
    assert _reason(refused.value) == reason


def test_a_range_opened_after_our_numbering_plan_counts_as_mobile() -> None:
    assert normal_mobile("+965 5999 9999", "KW") == "+96559999999"
    assert country_of("+96559999999") == "KW"


def test_the_country_of_a_mobile() -> None:
    assert [country_of(each) for each in ("+96892123456", "+966501234567", "+18765551234")] == ["OM", "SA", "JM"]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Salim@Mail.EXAMPLE", "salim@mail.example"),
        ("  salim.ali+x@mail.example ", "salim.ali+x@mail.example"),
        ("salim٧@mail.example", "salim7@mail.example"),
        ("a@بلدية.example", "a@xn--ngbcr7f5a.example"),
        ("\u202asalim@mail.example\u202c", "salim@mail.example"),
    ],
)
def test_an_address_has_one_form(typed: str, address: str) -> None:
    assert normal_email(typed) == normal_email(address) == address


@pytest.mark.parametrize(
    "typed",
    ["", "salim", "@mail.example", "salim@", "salim@mail", "a..b@mail.example", ".a@mail.example", "a b@mail.example",
     "a@-mail.example", "سالم@mail.example", "a@b@mail.example", "a@mail.example\nBcc: b@mail.example", "a" * 65 +
     "@mail.example", "a@" + "b" * 64 + ".example", "a@" + ".".join(["b" * 50] * 6) + ".example", "a@.example"],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        normal_email(typed)
    assert refused.value.facts["fields"] == [{"field": "email", "reason": "wrong-format"}]


def _luhn(digits: str) -> str:
    total = sum(int(d) if i % 2 else sum(divmod(2 * int(d), 10)) for i, d in enumerate(reversed(digits)))
    return digits + str(-total % 10)


@given(st.integers(min_value=0, max_value=10**8 - 1))
def test_a_saudi_id_proves_itself_and_a_wrong_digit_is_noticed(middle: int) -> None:
    right = _luhn(f"1{middle:08d}")
    assert normal_national_id(arabic_digits(right), "SA") == right
    with pytest.raises(Invalid) as refused:
        normal_national_id(right[:-1] + str((int(right[-1]) + 1) % 10), "SA")
    assert _reason(refused.value) == "wrong-check-digit"


@pytest.mark.parametrize(
    ("country", "typed", "number"),
    [
        ("OM", "١٢٣٤٥٦٧٨", "12345678"),
        ("AE", "784-1990-1234567-6", _luhn("78419901234567")),
        ("KW", "2850 1012 3452", "285010123452"),
        ("BH", "900112345", "900112345"),
        ("QA", "2 90 634 12345", "29063412345"),
        ("EG", "ab 12345", "AB12345"),
    ],
)
def test_national_ids_of_the_gulf(country: str, typed: str, number: str) -> None:
    assert normal_national_id(typed, country) == number


@pytest.mark.parametrize(
    ("country", "typed", "reason"),
    [
        ("OM", "123", "wrong-format"),
        ("OM", "1234567890", "wrong-format"),
        ("SA", "3000000000", "wrong-format"),
        ("AE", "784199012345678", "wrong-check-digit"),
        ("KW", "285130123452", "wrong-check-digit"),
        ("KW", "285010123453", "wrong-check-digit"),
        ("BH", "90011234", "wrong-format"),
        ("QA", "49063412345", "wrong-format"),
        ("EG", "١٢", "wrong-format"),
    ],
)
def test_what_is_no_national_id_is_refused(country: str, typed: str, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        normal_national_id(typed, country)
    assert _reason(refused.value) == reason


def test_a_reference_is_apart_for_each_body_and_kind_and_hides_the_value() -> None:
    refs = {person_ref(SECRET, body, kind, "+96892123456") for body in ("a", "b") for kind in ("mobile", "email")}
    assert len(refs) == 4
    assert not any("92123456" in ref for ref in refs)
