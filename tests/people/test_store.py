"""One contract of the store, kept by the fake and by DynamoDB."""

from typing import Any

import msgspec
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from pynamodb.exceptions import CancellationReason, DeleteError, TransactWriteError, UpdateError, VerboseClientError

from chalicelib.people.codes import KeptCode
from chalicelib.people.person import Identifier, IdentifierTaken, Person
from chalicelib.people.register import People, Request
from chalicelib.people.rows import Row
from chalicelib.people.store import DynamoPeople
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Stale, Unavailable
from chalicelib.shared.ids import ulid
from tests.conftest import NOW
from tests.people.fakes import SECRET

AT = iso(NOW)
MOBILE = "+96892120001"


def a_person(number: int = 1, *, mobile: str = MOBILE, name: str = "سالم بن علي البوسعيدي", body: str = "baldat",
             **facts: Any) -> Person:  # fmt: skip
    identifiers = (Identifier(kind="mobile", value=mobile, added_at=AT),) if mobile else ()
    return Person(
        id=ulid(1, number), body=body, created_at=AT, updated_at=AT, name=name, identifiers=identifiers, **facts
    )


def test_a_kept_person_is_found_by_id_and_identifier(people: People) -> None:
    kept = people.keep(a_person(), None)
    assert kept.version == 1
    assert people.get("baldat", kept.id) == kept
    assert people.holder("baldat", "mobile", MOBILE) == kept


def test_an_unknown_person_is_none(people: People) -> None:
    assert people.get("baldat", ulid(1, 9)) is None
    assert people.holder("baldat", "mobile", MOBILE) is None


def test_another_body_finds_nobody(people: People) -> None:
    kept = people.keep(a_person(), None)
    assert people.get("siyaha", kept.id) is None
    assert people.holder("siyaha", "mobile", MOBILE) is None
    assert people.named("siyaha", "سالم", before="", most=10) == ((), "")


def test_two_bodies_keep_the_same_mobile_apart(people: People) -> None:
    one = people.keep(a_person(1), None)
    two = people.keep(a_person(2, body="siyaha"), None)
    assert people.holder("baldat", "mobile", MOBILE) == one
    assert people.holder("siyaha", "mobile", MOBILE) == two


def test_a_person_who_was_changed_meanwhile_is_not_kept(people: People) -> None:
    first = people.keep(a_person(), None)
    people.keep(msgspec.structs.replace(first, vip=True), first)
    with pytest.raises(Stale):
        people.keep(msgspec.structs.replace(first, workplace="مدرسة"), first)
    with pytest.raises(Stale):
        people.keep(a_person(), None)


def test_an_identifier_has_one_person_in_a_body(people: People) -> None:
    one = people.keep(a_person(1), None)
    with pytest.raises(IdentifierTaken) as refused:
        people.keep(a_person(2), None)
    assert refused.value.facts == {"people": [one.id]}


def test_an_identifier_that_is_let_go_is_free(people: People) -> None:
    one = people.keep(a_person(1), None)
    people.keep(msgspec.structs.replace(one, identifiers=()), one)
    assert people.holder("baldat", "mobile", MOBILE) is None
    assert people.keep(a_person(2), None).version == 1


def test_people_are_found_by_the_beginning_of_a_word_latest_first(people: People) -> None:
    kept = [people.keep(a_person(i, mobile=f"+9689212000{i}"), None) for i in (1, 2, 3)]
    found, following = people.named("baldat", "بوس", before="", most=2)
    assert [person.id for person in found] == [kept[2].id, kept[1].id]
    found, following = people.named("baldat", "بوس", before=following, most=2)
    assert ([person.id for person in found], following) == ([kept[0].id], "")


def test_a_changed_name_is_found_anew_and_no_more_by_the_old_one(people: People) -> None:
    kept = people.keep(a_person(), None)
    people.keep(msgspec.structs.replace(kept, name="خالد الحارثي"), kept)
    assert people.named("baldat", "سالم", before="", most=10) == ((), "")
    assert [p.name for p in people.named("baldat", "خالد", before="", most=10)[0]] == ["خالد الحارثي"]


def test_both_ids_of_merged_people_lead_to_one(people: People) -> None:
    one, two = people.keep(a_person(1), None), people.keep(a_person(2, mobile="+96892120002"), None)
    survivor = msgspec.structs.replace(one, identifiers=one.identifiers + two.identifiers)
    kept = people.merge(survivor, one, two)
    assert people.get("baldat", two.id) == people.get("baldat", one.id) == kept
    assert people.holder("baldat", "mobile", "+96892120002") == kept
    assert [p.id for p in people.named("baldat", "سالم", before="", most=10)[0]] == [one.id]


def test_a_chain_of_merges_leads_to_the_last(people: People) -> None:
    one, two, three = (people.keep(a_person(i, mobile=f"+9689212000{i}"), None) for i in (1, 2, 3))
    two = people.merge(two, two, one)
    three = people.merge(three, three, two)
    assert people.get("baldat", one.id) == three


def test_a_person_who_was_changed_meanwhile_is_not_merged(people: People) -> None:
    one, two = people.keep(a_person(1), None), people.keep(a_person(2, mobile="+96892120002"), None)
    people.keep(msgspec.structs.replace(two, vip=True), two)
    with pytest.raises(Stale):
        people.merge(one, one, two)
    assert people.get("baldat", one.id) == one


def test_an_erased_person_is_nowhere_and_the_mobile_is_free(people: People) -> None:
    kept = people.keep(a_person(), None)
    people.erase(kept)
    assert people.get("baldat", kept.id) is None
    assert people.holder("baldat", "mobile", MOBILE) is None
    assert people.named("baldat", "سالم", before="", most=10) == ((), "")
    assert people.keep(a_person(2), None).version == 1


def test_a_person_who_was_changed_meanwhile_is_not_erased(people: People) -> None:
    kept = people.keep(a_person(), None)
    people.keep(msgspec.structs.replace(kept, vip=True), kept)
    with pytest.raises(Stale):
        people.erase(kept)
    assert people.get("baldat", kept.id) is not None


def test_a_request_is_kept_with_its_person(people: People) -> None:
    request = Request(name="n", fingerprint="f", person=ulid(1, 1), expires=2_000_000_000)
    people.keep(a_person(), None, request)
    assert people.request("n") == request
    assert people.request("m") is None


def test_tries_count_where_a_code_is_kept_and_where_none_is(people: People) -> None:
    code = KeptCode(id=ulid(1, 1), mac="m", until=AT, tries=0)
    people.keep_code("known", code, 2_000_000_000)
    assert people.attempt("known", 2_000_000_000) == (1, (code,))
    assert people.attempt("known", 2_000_000_000) == (2, (code,))
    assert people.attempt("unknown", 2_000_000_000) == (1, ())
    assert (people.tries("known"), people.tries("unknown"), people.tries("never")) == (2, 1, 0)


def test_a_new_code_stands_beside_the_old_one(people: People) -> None:
    old, new = (KeptCode(id=ulid(i, 1), mac="m", until=AT, tries=0) for i in (1, 2))
    people.keep_code("t", old, 2_000_000_000)
    people.keep_code("t", new, 2_000_000_000)
    assert people.attempt("t", 2_000_000_000)[1] == (new, old)


def test_a_code_burns_once(people: People) -> None:
    code = KeptCode(id=ulid(1, 1), mac="m", until=AT, tries=0)
    people.keep_code("t", code, 2_000_000_000)
    assert [people.burn("t", code.id), people.burn("t", code.id)] == [True, False]
    assert people.attempt("t", 2_000_000_000)[1] == ()


def test_a_number_that_changed_hands_is_remembered(people: People) -> None:
    assert people.held_since("t") == ""
    people.hand_on("t", AT)
    assert people.held_since("t") == AT


def test_a_counter_stops_at_its_most_and_windows_are_apart(people: People) -> None:
    counted = [people.add("k", 0, most=2, expires=1) for _ in range(3)]
    assert counted == [True, True, False]
    assert people.counted("k", 0) == 2
    assert people.counted("k", 60) == 0
    assert people.add("k", 60, most=2, expires=61)


def _everything(dynamo: DynamoPeople) -> str:
    assert dynamo
    return "".join(str(row.serialize()) for row in Row.scan())


def test_nothing_in_the_table_names_a_person(dynamo: DynamoPeople) -> None:
    kept = dynamo.keep(a_person(workplace="مدرسة الواحة", birth_year=1983), None)
    dynamo.keep(msgspec.structs.replace(kept, first_name="Salim"), kept)
    for word in (MOBILE, MOBILE[1:], "سالم", "بوسعيدي", "مدرسة", "1983", "Salim", "سا"):
        assert word not in _everything(dynamo)


def test_erasure_leaves_no_key_behind(dynamo: DynamoPeople) -> None:
    kept = dynamo.keep(a_person(), None)
    box = Row.get(f"PERSON#baldat#{kept.id}", "PERSON").box
    dynamo.erase(kept)
    assert box
    assert [row.sk for row in Row.scan()] == ["PERSON"]
    assert "box" not in Row.get(f"PERSON#baldat#{kept.id}", "PERSON").attribute_values


def test_every_version_has_a_seal_of_its_own(dynamo: DynamoPeople) -> None:
    kept = dynamo.keep(a_person(), None)
    first = Row.get(f"PERSON#baldat#{kept.id}", "SEAL").box
    dynamo.keep(msgspec.structs.replace(kept, vip=True), kept)
    assert Row.get(f"PERSON#baldat#{kept.id}", "SEAL").box != first


def test_a_request_that_meets_itself_is_asked_to_come_again(dynamo: DynamoPeople) -> None:
    request = Request(name="n", fingerprint="f", person=ulid(1, 1), expires=2_000_000_000)
    dynamo.keep(a_person(), None, request)
    with pytest.raises(Unavailable):
        dynamo.keep(a_person(2, mobile="+96892120002"), None, request)


def test_the_longest_profile_fits_into_one_transaction(dynamo: DynamoPeople) -> None:
    def crowded(shift: int) -> Person:
        words = "".join(chr(0x0628 + shift + i) * 12 + " " for i in range(9))
        numbers = tuple(Identifier(kind="mobile", value=f"+9689{shift}{i:06d}", added_at=AT) for i in range(13))
        return msgspec.structs.replace(a_person(mobile="", name=words), identifiers=numbers)

    kept = dynamo.keep(crowded(0), None)
    request = Request(name="n", fingerprint="f", person=kept.id, expires=2_000_000_000)
    assert dynamo.keep(crowded(9), kept, request).version == 2


class _Cancelling:
    """A connection whose transactions are cancelled for a reason."""

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def transact_write_items(self, **_items: Any) -> None:
        answer = {"Error": {"Code": "TransactionCanceledException", "Message": self.reason}}
        reasons = [CancellationReason(code=self.reason), None]
        raise TransactWriteError(
            "cancelled", VerboseClientError(answer, "TransactWriteItems", cancellation_reasons=reasons)
        )


def test_two_writers_who_meet_are_asked_to_come_again(dynamo: DynamoPeople) -> None:
    meeting: Any = _Cancelling("TransactionConflict")
    with pytest.raises(Unavailable):
        DynamoPeople(SECRET, meeting).keep(a_person(), None)


def test_a_fault_of_the_table_is_told_as_it_is(dynamo: DynamoPeople, monkeypatch: pytest.MonkeyPatch) -> None:
    failing: Any = _Cancelling("ValidationError")
    with pytest.raises(TransactWriteError):
        DynamoPeople(SECRET, failing).keep(a_person(), None)

    def throttled(_client: Any, operation: str, _arguments: Any) -> None:
        raise ClientError({"Error": {"Code": "ProvisionedThroughputExceededException"}}, operation)

    monkeypatch.setattr(BaseClient, "_make_api_call", throttled)
    with pytest.raises(UpdateError):
        dynamo.add("k", 0, most=1, expires=1)
    with pytest.raises(DeleteError):
        dynamo.burn("t", "c")


def test_a_ring_of_merges_leads_nowhere_and_ends(dynamo: DynamoPeople) -> None:
    for one, other in ((1, 2), (2, 1)):
        Row(f"PERSON#baldat#{ulid(1, one)}", "PERSON", version=1, into=ulid(1, other)).save()
    assert dynamo.get("baldat", ulid(1, 1)) is None
