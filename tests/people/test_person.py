import msgspec
import pytest

from chalicelib.people.naming import answers_to, name_words, prefixes, rarest
from chalicelib.people.person import (
    Identifier,
    Person,
    Profile,
    checked_profile,
    enriched,
    handed_on,
    identifiers_of,
    merged,
    rewritten,
    with_consent,
)
from chalicelib.people.requester import Requester
from chalicelib.shared.errors import Invalid

T1, T2, T3 = "2026-03-01T03:00:00.000Z", "2026-04-01T03:00:00.000Z", "2026-05-01T03:00:00.000Z"
MOBILE, OTHER = "+96892120001", "+96892120002"


def _identifier(value: str, *, at: str = T1, verified_at: str = "", kind: str = "mobile") -> Identifier:
    return Identifier(kind=kind, value=value, added_at=at, verified_at=verified_at)


def _person(id: str = "one", *identifiers: Identifier, name: str = "سالم") -> Person:
    return Person(id=id, body="baldat", created_at=T1, updated_at=T1, name=name, identifiers=identifiers)


def test_what_a_requester_leaves_out_stays() -> None:
    known = msgspec.structs.replace(_person(), workplace="مدرسة", vip=True, language="en")
    told = enriched(known, Requester(first_name="سالم", family_name="البوسعيدي", birth_year=1983), (), T2)
    assert (told.workplace, told.vip, told.language, told.birth_year) == ("مدرسة", True, "en", 1983)
    assert (told.shown_name, told.updated_at) == ("سالم البوسعيدي", T2)


def test_a_requester_cannot_make_himself_a_vip_and_staff_can() -> None:
    assert not enriched(_person(), Requester(name="سالم"), (), T2).vip
    assert enriched(_person(), Profile(name="سالم", vip=True), (), T2).vip


def test_a_proof_is_remembered_with_the_identifier() -> None:
    known = _person("one", _identifier(MOBILE))
    proved = enriched(known, Requester(), (_identifier(MOBILE, at=T2, verified_at=T2),), T2)
    assert proved.identifiers == (_identifier(MOBILE, verified_at=T2),)
    assert proved.identifiers[0].confirmed_at == T2
    told_only = enriched(proved, Requester(), (_identifier(MOBILE, at=T3),), T3)
    assert told_only.identifiers == proved.identifiers


def test_a_profile_written_anew_loses_what_it_leaves_out_but_no_proof() -> None:
    known = msgspec.structs.replace(
        _person("one", _identifier(MOBILE, verified_at=T1), _identifier(OTHER)), workplace="مدرسة"
    )
    anew = rewritten(known, Profile(name="سالم", mobile=MOBILE, email="s@mail.example"), T2)
    assert anew.workplace == ""
    assert anew.identifiers == (
        _identifier(MOBILE, verified_at=T1), _identifier("s@mail.example", kind="email", at=T2),
    )  # fmt: skip


def test_identifiers_stand_once_in_order_of_use_and_only_proved_ones_are_verified() -> None:
    profile = Profile(mobile=MOBILE, further_mobiles=(OTHER, MOBILE), national_id="1234567", verified=("national_id",))
    assert [(each.value, each.verified_at) for each in identifiers_of(profile, T1)] == [
        (MOBILE, ""), (OTHER, ""), ("1234567", T1),
    ]  # fmt: skip


def test_a_profile_names_every_faulty_field() -> None:
    profile = Profile(name="سالم", mobile="92120001", further_mobiles=("92120002", "1"), further_emails=("x",),
                      verified=("email",))  # fmt: skip
    with pytest.raises(Invalid) as refused:
        checked_profile(profile, "OM")
    assert [(fault["field"], fault["reason"]) for fault in refused.value.facts["fields"]] == [
        ("further_mobiles.1", "wrong-format"), ("further_emails.0", "wrong-format"), ("verified", "missing-identifier"),
    ]  # fmt: skip


def test_consent_is_given_and_withdrawn_with_times_and_both_stay_on_record() -> None:
    agrees = with_consent(_person(), "surveys", given=True, at=T1, by="agent")
    assert agrees.consents_to("surveys")
    assert not agrees.consents_to("campaigns")
    assert with_consent(agrees, "surveys", given=True, at=T2, by="agent") is agrees
    withdrawn = with_consent(agrees, "surveys", given=False, at=T2, by="agent")
    assert not withdrawn.consents_to("surveys")
    again = with_consent(withdrawn, "surveys", given=True, at=T3, by="agent")
    assert again.consents_to("surveys")
    assert [(each.given_at, each.withdrawn_at) for each in again.consents] == [(T1, T2), (T3, "")]
    assert with_consent(_person(), "surveys", given=False, at=T1, by="agent").consents == ()


def test_a_merge_keeps_all_identifiers_and_fills_gaps_only() -> None:
    one = msgspec.structs.replace(_person("one", _identifier(MOBILE)), workplace="مدرسة")
    two = msgspec.structs.replace(
        _person("two", _identifier(OTHER), _identifier(MOBILE), name="خالد"),
        workplace="مصنع",
        nationality="OM",
        vip=True,
    )
    both = merged(one, two, at=T2, by="agent")
    assert (both.name, both.workplace, both.nationality, both.vip) == ("سالم", "مدرسة", "OM", True)
    assert both.values("mobile") == (MOBILE, OTHER)
    assert [(step.what, step.with_, step.by, step.at) for step in both.steps] == [("merged", "two", "agent", T2)]


def test_a_merge_into_a_profile_without_a_name_takes_the_others() -> None:
    assert merged(_person(name=""), _person("two", name="خالد"), at=T2, by="agent").name == "خالد"


def test_a_withdrawal_in_either_profile_holds_after_a_merge() -> None:
    agrees = with_consent(_person("one"), "surveys", given=True, at=T1, by="agent")
    withdrew = with_consent(
        with_consent(_person("two"), "surveys", given=True, at=T1, by="agent"),
        "surveys",
        given=False,
        at=T2,
        by="agent",
    )
    assert not merged(agrees, withdrew, at=T3, by="agent").consents_to("surveys")
    assert not merged(withdrew, agrees, at=T3, by="agent").consents_to("surveys")
    other = with_consent(_person("two"), "campaigns", given=True, at=T1, by="agent")
    assert merged(agrees, other, at=T3, by="agent").consents_to("surveys")


def test_too_many_identifiers_are_not_merged() -> None:
    def many(start: int) -> tuple[Identifier, ...]:
        return tuple(_identifier(f"+968921200{i:02d}") for i in range(start, start + 7))

    with pytest.raises(Invalid):
        merged(_person("one", *many(0)), _person("two", *many(50)), at=T2, by="agent")


def test_a_number_handed_on_leaves_the_person_and_is_on_record() -> None:
    left = handed_on(_person("one", _identifier(MOBILE), _identifier(OTHER)), "mobile", MOBILE, at=T2, by="agent")
    assert left.values("mobile") == (OTHER,)
    assert [(step.what, step.at, step.by) for step in left.steps] == [("handed_on", T2, "agent")]


def test_a_name_is_found_in_any_spelling() -> None:
    person = _person(name="آمنة بنت أحمد البلوشيّة")
    for typed in ("امنه", "أحمد", "احم", "بلوشية", "البلوش", "آمنة البلوشية"):
        words = name_words(typed)
        assert rarest(words) in prefixes(person), typed
        assert answers_to(person, words), typed
    assert not answers_to(person, name_words("امنة الحارثي"))


def test_links_and_single_letters_find_nobody() -> None:
    assert name_words("بن ع al") == frozenset()


def test_a_long_name_has_a_bounded_number_of_beginnings() -> None:
    assert len(prefixes(_person(name=" ".join(chr(0x628 + i) * 9 for i in range(20))))) == 25
