import pytest

from chalicelib.people.views import masked


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("mobile", "+96892120001", "+968•••••001"),
        ("email", "salim@mail.example", "s••••@mail.example"),
        ("email", "s@mail.example", "•@mail.example"),
        ("national_id", "12345678", "••••••78"),
        ("national_id", "12", "••"),
    ],
)
def test_only_the_ends_of_an_identifier_are_shown(kind: str, value: str, shown: str) -> None:
    assert masked(kind, value) == shown
