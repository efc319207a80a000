"""Numbers and addresses are kept in one normal form."""

import pytest

from chalicelib.shared.errors import Invalid
from chalicelib.shared.reach import normal_email, normal_mobile, normal_phone


@pytest.mark.parametrize("typed", ["99000011", "+968 9900 0011", "٩٩٠٠٠٠١١", "00968 99000011"])
def test_a_mobile_is_kept_in_e164(typed: str) -> None:
    assert normal_mobile(typed, "OM", "duty") == "+96899000011"


@pytest.mark.parametrize(
    ("typed", "reason"), [("هاتف", "wrong-format"), ("12", "wrong-format"), ("24000000", "not-a-mobile")]
)
def test_what_is_no_mobile_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        normal_mobile(typed, "OM", "duty")
    assert refused.value.facts == {"fields": [{"field": "duty", "reason": reason}]}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("24000000", "+96824000000"), ("8000 0001", "80000001"), ("١٩٩٩", "1999")],
)
def test_a_published_number_may_be_short_or_toll_free(typed: str, kept: str) -> None:
    assert normal_phone(typed, "OM") == kept


def test_an_address_is_kept_in_lower_case() -> None:
    assert normal_email(" Care@Sawari.Example ") == "care@sawari.example"


@pytest.mark.parametrize(
    "typed", ["care", "care@", "@sawari.example", "ca re@sawari.example", "a@b", f"a@{'b' * 260}.om"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        normal_email(typed)
