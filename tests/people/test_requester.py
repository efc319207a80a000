import msgspec
import pytest

from chalicelib.people.requester import Requester, checked
from chalicelib.shared.bodies import read_json
from chalicelib.shared.errors import Invalid


def test_a_requester_is_kept_in_one_form() -> None:
    given = Requester(
        first_name=" سالم\u202e ", family_name="البوسعيدي", mobile="٩٢١٢ ٣٤٥٦", email="Salim@Mail.Example",
        national_id="1234-5678", nationality="om", workplace="مدرسة\nالواحة",
    )  # fmt: skip
    assert checked(given, "OM") == Requester(
        first_name="سالم", family_name="البوسعيدي", mobile="+96892123456", email="salim@mail.example",
        national_id="12345678", nationality="OM", workplace="مدرسة الواحة",
    )  # fmt: skip


def test_checking_again_changes_nothing() -> None:
    once = checked(Requester(name="شركة الواحة", mobile="92123456", type="company"), "OM")
    assert checked(once, "OM") == once


def test_every_faulty_field_is_named() -> None:
    given = Requester(first_name="\u202e", mobile="12", email="salim", national_id="x")
    with pytest.raises(Invalid) as refused:
        checked(given, "OM")
    assert refused.value.facts["fields"] == [
        {"field": "requester.first_name", "reason": "missing"},
        {"field": "requester.family_name", "reason": "missing"},
        {"field": "requester.mobile", "reason": "wrong-format"},
        {"field": "requester.email", "reason": "wrong-format"},
        {"field": "requester.national_id", "reason": "wrong-format"},
    ]


def test_a_mobile_or_an_address_is_enough() -> None:
    assert checked(Requester(name="سالم", email="s@mail.example"), "OM").mobile == ""
    with pytest.raises(Invalid) as refused:
        checked(Requester(name="سالم"), "OM", at="")
    assert refused.value.facts["fields"] == [{"field": "mobile", "reason": "missing"}]


def test_an_id_may_be_that_of_the_nationality() -> None:
    saudi = Requester(name="سالم", mobile="92123456", national_id="1000000008", nationality="SA")
    assert checked(saudi, "OM").national_id == "1000000008"
    with pytest.raises(Invalid):
        checked(msgspec.structs.replace(saudi, nationality=""), "OM")
    with pytest.raises(Invalid):
        checked(msgspec.structs.replace(saudi, nationality="QA"), "OM")


def test_a_requester_refuses_unknown_fields_and_long_names() -> None:
    with pytest.raises(Invalid) as refused:
        read_json(b'{"vip": true, "name": "' + b"a" * 121 + b'", "birth_year": 1800}', Requester)
    assert {(f["field"], f["reason"]) for f in refused.value.facts["fields"]} == {
        ("vip", "unknown"), ("name", "too-long"), ("birth_year", "too-small"),
    }  # fmt: skip


def test_the_name_that_people_are_spoken_to_by() -> None:
    assert Requester(first_name="سالم", family_name="البوسعيدي").shown_name == "سالم البوسعيدي"
    assert Requester(name="شركة الواحة", first_name="x").shown_name == "شركة الواحة"
