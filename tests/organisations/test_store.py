"""One contract for the register in memory and the register in DynamoDB."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from pynamodb.connection import Connection
from pynamodb.exceptions import CancellationReason, TransactWriteError, VerboseClientError

from chalicelib.organisations.body import Body, Rules, Target
from chalicelib.organisations.parts import Directorate, Section
from chalicelib.organisations.register import Register
from chalicelib.organisations.staff import Absence, Role
from chalicelib.organisations.store import DynamoRegister
from chalicelib.shared.errors import Stale, Unavailable
from tests.organisations.fakes import ADMIN, PARTS_OF_THE_HOST, FakeRegister, a_policy, filled, person, words
from tests.organisations.tables import organisations_table


@pytest.fixture(params=["fake", "dynamo"])
def register(request: pytest.FixtureRequest) -> Iterator[Any]:
    if request.param == "fake":
        yield FakeRegister()
        return
    with organisations_table() as dynamo:
        yield dynamo


def test_a_body_is_read_with_everything_that_it_has(register: Register) -> None:
    filled(register)
    body = register.body("host")
    assert body is not None
    assert {part.code for part in PARTS_OF_THE_HOST} == {
        part.code
        for parts in (body.directorates, body.sections, body.partners, body.categories, body.regions)
        for part in parts
    }
    assert body.version == 1 + len(PARTS_OF_THE_HOST)


def test_an_unknown_body_is_none(register: Register) -> None:
    assert register.body("nowhere") is None


def test_the_list_of_bodies_shows_their_heads(register: Register) -> None:
    filled(register)
    assert [(head.code, head.host, head.served_by) for head in register.heads()] == [
        ("guest", False, ("host",)), ("host", True, ()), ("stranger", False, ()),
    ]  # fmt: skip


def test_settings_are_kept_and_parts_stay(register: Register) -> None:
    filled(register)
    body = register.body("host")
    assert body is not None
    rules = Rules(appeal_days=15)
    register.put_body(msgspec.structs.replace(body, rules=rules, calendar="own", sections=()), body.version)
    again = register.body("host")
    assert again == msgspec.structs.replace(body, rules=rules, calendar="own", version=body.version + 1)


def test_a_stale_change_of_settings_is_refused(register: Register) -> None:
    filled(register)
    with pytest.raises(Stale):
        register.put_body(Body(code="host", name=words("آخر")), 1)


def test_a_body_is_founded_once(register: Register) -> None:
    filled(register)
    with pytest.raises(Stale):
        register.put_body(Body(code="host", name=words("آخر")), None)


def test_a_part_is_kept_with_its_version(register: Register) -> None:
    filled(register)
    changed = Section(code="care", name=words("رعاية المستفيدين"), directorate="roads")
    assert register.put_part("host", changed, 1) == 2
    kept = register.part("host", "sections", "care")
    assert kept is not None
    assert (kept.thing, kept.version) == (changed, 2)


def test_a_stale_or_repeated_part_is_refused_and_leaves_the_body_alone(register: Register) -> None:
    filled(register)
    before = register.body("host")
    for expected in (None, 7):
        with pytest.raises(Stale):
            register.put_part("host", Section(code="care", name=words("آخر"), directorate="roads"), expected)
    assert register.body("host") == before


def test_no_part_is_kept_for_a_body_that_is_not_there(register: Register) -> None:
    with pytest.raises(Stale):
        register.put_part("nowhere", Directorate(code="x", name=words("س")), None)
    assert register.part("nowhere", "directorates", "x") is None


def test_parts_come_in_pages_by_code(register: Register) -> None:
    filled(register)
    first = register.parts("host", "sections", after="", limit=2)
    rest = register.parts("host", "sections", after=first[-1].thing.code, limit=2)
    assert [kept.thing.code for kept in (*first, *rest)] == ["care", "roads-coast", "roads-inland"]


def test_a_page_that_starts_within_a_longer_code_skips_nothing(register: Register) -> None:
    filled(register)
    for code in ("a", "a-b", "a1", "ab"):
        register.put_part("host", Directorate(code=code, name=words(code)), None)
    following = register.parts("host", "directorates", after="a", limit=10)
    assert [kept.thing.code for kept in following] == ["a-b", "a1", "ab", "roads"]


def test_staff_are_found_by_sub_and_by_user_name(register: Register) -> None:
    filled(register)
    by_sub, by_name = register.staff(ADMIN.id), register.colleague("host", "admin")
    assert by_sub == by_name == msgspec.structs.replace(ADMIN, version=1)
    assert register.staff("sub-nobody") is None
    assert register.colleague("guest", "admin") is None


def test_the_staff_of_a_body_come_in_pages(register: Register) -> None:
    filled(register)
    assert [s.username for s in register.staff_of("host", after="", limit=1)] == ["admin"]
    assert [s.username for s in register.staff_of("host", after="admin", limit=5)] == ["agent"]


def test_a_stale_change_of_staff_is_refused(register: Register) -> None:
    filled(register)
    register.put_staff(msgspec.structs.replace(ADMIN, roles=frozenset({Role.QUALITY})), 1)
    for expected in (None, 1):
        with pytest.raises(Stale):
            register.put_staff(ADMIN, expected)
    kept = register.colleague("host", "admin")
    assert kept is not None
    assert kept.roles == {Role.QUALITY}


def test_a_user_name_is_given_once_in_a_body(register: Register) -> None:
    filled(register)
    with pytest.raises(Stale):
        register.put_staff(msgspec.structs.replace(person("admin", Role.AGENT), id="sub-of-another"), None)
    assert register.staff("sub-of-another") is None


def test_an_outcome_is_kept_by_body_and_key(register: Register) -> None:
    register.put_outcome("host", "key", b'{"created":1}', 2_000_000_000)
    assert register.outcome("host", "key") == b'{"created":1}'
    assert register.outcome("guest", "key") is None


class Refusing(Connection):
    """A connection on which every transaction is cancelled for a reason."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self._reason = reason

    def dispatch(self, operation_name: str, operation_kwargs: Any) -> Any:
        response: Any = {"Error": {"Code": "TransactionCanceledException", "Message": ""}}
        raise VerboseClientError(
            response, operation_name, cancellation_reasons=[CancellationReason(code=self._reason), None]
        )


def test_two_writers_who_meet_are_asked_to_try_again() -> None:
    with pytest.raises(Unavailable) as refused:
        DynamoRegister(Refusing("TransactionConflict")).put_staff(ADMIN, None)
    assert refused.value.facts == {"retry_after": 1}


def test_another_failure_of_a_transaction_is_not_hidden() -> None:
    with pytest.raises(TransactWriteError):
        DynamoRegister(Refusing("ThrottlingError")).put_staff(ADMIN, None)


def test_a_policy_is_kept_with_its_rows_and_its_approval(register: Register) -> None:
    filled(register)
    policy = a_policy(targets=(Target(), Target(kind="report", grade="distinguished", calendar="section", update=7)))
    register.put_part("host", policy, None)
    body = register.body("host")
    assert body is not None
    assert body.policies == (policy,)


def test_shifts_skills_and_absences_are_kept(register: Register) -> None:
    away = Absence(first="2026-12-06", last="2026-12-10", stand_in="agent")
    staff = person("salma", shifts="nights", skills=("roads",), absences=(away,))
    register.put_staff(staff, None)
    for kept in (register.staff(staff.id), register.colleague("host", "salma")):
        assert kept == msgspec.structs.replace(staff, version=1)
