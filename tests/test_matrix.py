"""Every route against everybody: nobody, requesters, each role of the same body, of its host, of another body.

The expectations stand in tests/matrix.py, apart from the code; a route without one is refused here.
"""

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest
from moto import mock_aws
from msgspec import inspect

import app
from chalicelib import wiring
from chalicelib.notifications import store as notifications_store
from chalicelib.organisations import store as organisations_store
from chalicelib.organisations.actions import Context as Organisations
from chalicelib.organisations.staff import Role
from chalicelib.people import rows as people_store
from chalicelib.people.codes import Target
from chalicelib.people.session import new_session, session_token
from chalicelib.shared import aws
from chalicelib.shared.http import Operation
from chalicelib.shared.numbers import ticket_number
from chalicelib.shared.secret import Secret
from chalicelib.tickets import rows as tickets_store
from tests.conftest import NOW
from tests.contacts.tables import make_contacts_table
from tests.http import Answered, call
from tests.live.tables import make_live_table
from tests.matrix import ACTIONS, ROWS, SEE_ALL, Row
from tests.organisations.fakes import FakeIdentities, filled, person

SECRET = Secret(lambda: b"a secret of the matrix")
MOBILE, STRANGERS = "+96892120001", "+96892120002"
OPERATIONS = {
    f"{operation.method} {operation.path}": operation for feature in app.FEATURES for operation in feature.operations
}
STAFF_ROUTES = [name for name, row in ROWS.items() if row.access == "staff"]
ABOUT_ONE = [name for name in STAFF_ROUTES if re.search(r"/(tickets|people)/{", name)]
OF_A_TICKET = [name for name, row in ROWS.items() if row.access == "ticket" and "{number}" in name]
NOTIFICATIONS = (notifications_store.Row, notifications_store.MessageRow, notifications_store.ProviderRow)
NAMES = {
    "stage": "test", "bus_name": "bus", "checks_queue_url": "http://queue/checks", "recalculate_arn": "arn:recalculate",
    "files_bucket": "files",
    "user_pool_id": "pool", "secret_arn": "arn", "sender_email": "nidaa@muttrah.example",
    "portal_url": "https://nidaa.example",
    **{f"{table}_table": table for table in ("tickets", "people", "organisations", "notifications")},
    **{f"{table}_table": table for table in ("contacts", "live")},
}  # fmt: skip


@dataclass(frozen=True)
class World:
    """What the callers meet: a ticket and a person of the host, and a ticket of the guest that the host serves."""

    ticket: str
    guests_ticket: str
    unknown: str
    person: str
    track: str

    def path(self, operation: Operation, **parts: str) -> str:
        """Return the path of the host's things, or of those that are named."""
        own = {"number": self.ticket, "id": self.person, "code": "roads", "username": "host.agent", "token": "t" * 22,
               "index": "0"}  # fmt: skip
        return re.sub(r"{(\w+)}", lambda found: (own | parts)[found[1]], operation.path)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        _tables()
        queue = aws.client("sqs").create_queue(QueueName="codes")["QueueUrl"]
        for name, value in {**NAMES, "codes_queue_url": queue}.items():
            patch.setenv(name.upper(), value)
        wiring.settings.cache_clear()
        organisations_store.Row.Meta.table_name = "organisations"
        register = organisations_store.DynamoRegister()
        filled(register)
        for role in Role:
            for body, further in (("host", {"serves": ("guest",)}), ("guest", {})):
                facts: dict[str, Any] = {"sections": ("roads-coast",), "directorate": "roads", "partner": "barq"}
                register.put_staff(person(f"{body}.{role}", role, body=body, **facts, **further), None)
        office = Organisations(register=register, identities=FakeIdentities(), clock=lambda: NOW)
        with wiring.using(organisations=office, secret=SECRET, clock=lambda: NOW):
            yield _world()
        wiring.settings.cache_clear()
        _forget()


def _tables() -> None:
    aws.client.cache_clear()
    _forget()
    for row, name in (
        (tickets_store.Row, "tickets"), (people_store.Row, "people"), (organisations_store.Row, "organisations"),
        (notifications_store.MessageRow, "notifications"),
    ):  # fmt: skip
        row.Meta.table_name = name
        row.create_table(billing_mode="PAY_PER_REQUEST")
    make_live_table()
    make_contacts_table()


def _forget() -> None:
    # A connection of another test speaks to that test's tables.
    for row in (tickets_store.Row, people_store.Row, organisations_store.Row, *NOTIFICATIONS):
        row._connection = None


def _world() -> World:
    filed = {
        "body": "host", "kind": "complaint", "category": "roads", "description": "حفرة أمام المدرسة",
        "requester": {"first_name": "سالم", "family_name": "البلوشي", "mobile": MOBILE},
    }  # fmt: skip
    ticket = call("POST", "/v1/public/tickets", filed, Idempotency_Key="the-host's-ticket").json
    category = {"name": {"ar": "الزوار", "en": "Visitors"}}
    admin = {"sub": "sub-guest.admin", "token_use": "id"}
    put = call("PUT", "/v1/organisation/categories/visits", category, claims=admin)
    assert put.status == 201, put.text
    guests = call(
        "POST",
        "/v1/public/tickets",
        {**filed, "body": "guest", "category": "visits"},
        Idempotency_Key="the-guest's-ticket",
    ).json
    profile = {"first_name": "سالم", "family_name": "البلوشي", "mobile": MOBILE}
    known = as_staff("host.agent", "POST", "/v1/people", profile)
    assert known.status == 201, known.text
    unknown = ticket_number(SECRET, year=2026, attempt=0, key="nobody registered it")
    return World(ticket["number"], guests["number"], unknown, known.json["id"], ticket["track_token"])


def as_staff(username: str, method: str, path: str, body: Any = None) -> Answered:
    claims = {"sub": f"sub-{username}", "token_use": "id", "custom:role": "admin", "custom:body": "host"}
    return call(method, path, body, claims=claims, **_headers(method))


def as_bearer(token: str, method: str, path: str, body: Any = None) -> Answered:
    return call(method, path, body, Authorization=f"Bearer {token}", **_headers(method))


def session(mobile: str) -> str:
    return session_token(SECRET, new_session(SECRET, Target("mobile", mobile), now=NOW, held_since=""))


def _headers(method: str) -> Any:
    return {"Idempotency_Key": "a-key-of-the-matrix", "If_Match": "1"} if method in ("POST", "PUT", "DELETE") else {}


def same_problem(one: Answered, other: Answered) -> bool:
    return (one.status, one.text) == (other.status, other.text)


def test_every_route_has_its_row_and_every_row_its_route() -> None:
    """Deny by default: whoever adds a route says here who may call it."""
    assert set(OPERATIONS) == set(ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_routes_let_in_whom_their_rows_say(name: str) -> None:
    access, row = OPERATIONS[name].access, ROWS[name]
    assert access.name == row.access
    assert (access.roles or frozenset(Role)) == row.roles or row.access != "staff"
    assert (access.authorizer is not None) == (row.access == "staff")


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if "anyone" not in row.access])
def test_nobody_passes_without_a_token(name: str, world: World) -> None:
    operation = OPERATIONS[name]
    answer = call(operation.method, world.path(operation), _body(operation), **_headers(operation.method))
    assert (answer.status, answer.json["type"]) == (401, "/problems/unauthenticated")


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if "anyone" in row.access])
def test_public_routes_ask_nobody_to_sign_in(name: str, world: World) -> None:
    operation = OPERATIONS[name]
    answer = call(operation.method, world.path(operation), _body(operation), **_headers(operation.method))
    assert answer.json.get("type") not in (
        "/problems/unauthenticated",
        "/problems/role-not-allowed",
        "/problems/denied",
    )
    assert answer.status != 500, answer.text


@pytest.mark.parametrize("name", STAFF_ROUTES)
def test_no_token_of_a_requester_passes_a_staff_route(name: str, world: World) -> None:
    operation = OPERATIONS[name]
    for token in (session(MOBILE), world.track, "nonsense", "é"):
        assert as_bearer(token, operation.method, world.path(operation), _body(operation)).status == 401


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.access in ("requester", "ticket")])
def test_no_member_of_staff_passes_a_requesters_route(name: str, world: World) -> None:
    operation = OPERATIONS[name]
    for username in ("host.agent", "host.admin"):
        assert as_staff(username, operation.method, world.path(operation), _body(operation)).status == 401


@pytest.mark.parametrize("name", STAFF_ROUTES)
def test_roles_outside_a_row_are_refused_and_told_which_may(name: str, world: World) -> None:
    operation, row = OPERATIONS[name], ROWS[name]
    for role in set(Role) - row.roles:
        answer = as_staff(f"host.{role}", operation.method, world.path(operation), _body(operation))
        assert (answer.status, answer.json["type"]) == (403, "/problems/role-not-allowed"), role
        assert set(answer.json["allowed_roles"]) == row.roles


@pytest.mark.parametrize("name", STAFF_ROUTES)
def test_roles_inside_a_row_pass_its_door(name: str, world: World) -> None:
    operation, row = OPERATIONS[name], ROWS[name]
    for role in row.roles & _may(operation, row):
        answer = as_staff(f"host.{role}", operation.method, world.path(operation), _body(operation))
        assert answer.status not in (401, 500), (role, answer.text)
        assert answer.status != 403 or _stands_elsewhere(role, operation), (role, answer.text)


def _may(operation: Operation, row: Row) -> frozenset[Role]:
    if operation.path.endswith("/approval"):
        return frozenset({Role.MANAGER})  # until a body's rules name the executive
    action = operation.path.rpartition("/actions/")[2] if "/actions/" in operation.path else ""
    return ACTIONS[action] if action else row.roles


def _stands_elsewhere(role: Role, operation: Operation) -> bool:
    """Return whether a role's right hangs on the ticket: its section, partner, kind, who solved it, or its loop."""
    if role is Role.MANAGER:
        return operation.path.endswith("/actions/close")
    return role in (Role.SECTION_OFFICER, Role.PARTNER, Role.MEDIA_OFFICER, Role.AGENT)


@pytest.mark.parametrize("action", ACTIONS)
def test_roles_that_may_not_do_an_action_are_told_so_before_anything_else(action: str, world: World) -> None:
    operation = OPERATIONS[f"POST /v1/tickets/{{number}}/actions/{action}"]
    for role in SEE_ALL - ACTIONS[action]:
        answer = as_staff(f"host.{role}", "POST", world.path(operation), _body(operation))
        assert (answer.status, answer.json["type"]) == (403, "/problems/role-not-allowed"), role


@pytest.mark.parametrize("name", ABOUT_ONE)
def test_staff_of_another_body_get_the_answer_of_an_unknown_thing(name: str, world: World) -> None:
    operation, row = OPERATIONS[name], ROWS[name]
    unknown = {"number": world.unknown} if "{number}" in name else {"id": "01ARZ3NDEKTSV4RRFFQ69G5FAV"}
    for role in row.roles:
        theirs = as_staff(f"guest.{role}", operation.method, world.path(operation), _body(operation))
        nothing = as_staff(f"guest.{role}", operation.method, world.path(operation, **unknown), _body(operation))
        assert theirs.status == 404, (role, theirs.text)
        assert same_problem(theirs, nothing), role


@pytest.mark.parametrize("name", [n for n in STAFF_ROUTES if re.match(r"GET /v1/(organisation|people)($|/\w+$)", n)])
def test_staff_of_another_body_cannot_name_it(name: str, world: World) -> None:
    operation, row = OPERATIONS[name], ROWS[name]
    if operation.query is None or "body" not in operation.query.__struct_fields__:
        return
    for role in row.roles:
        theirs = as_staff(f"guest.{role}", "GET", f"{operation.path}?body=host&q=x".removesuffix(_extra(operation)))
        nothing = as_staff(f"guest.{role}", "GET", f"{operation.path}?body=nowhere&q=x".removesuffix(_extra(operation)))
        assert theirs.status == 404, (role, theirs.text)
        assert same_problem(theirs, nothing), role


def _extra(operation: Operation) -> str:
    return "" if "q" in operation.query.__struct_fields__ else "&q=x"


@pytest.mark.parametrize("name", [name for name in STAFF_ROUTES if name.startswith("PUT /v1/organisation")])
def test_an_admin_of_another_body_changes_nothing_here(name: str, world: World) -> None:
    operation = OPERATIONS[name]
    before = _settings_of_the_host(operation, world)
    as_staff("guest.admin", operation.method, world.path(operation), _body(operation))
    assert _settings_of_the_host(operation, world) == before


def _settings_of_the_host(operation: Operation, world: World) -> tuple[int, str]:
    path = world.path(operation).removesuffix("/absences") if "{" in operation.path else "/v1/organisation"
    answer = as_staff("host.admin", "GET", path)
    return answer.status, answer.text


@pytest.mark.parametrize("name", [name for name in ABOUT_ONE if "{number}" in name and name.startswith("GET")])
def test_a_hosts_staff_see_the_tickets_of_a_body_that_they_serve(name: str, world: World) -> None:
    operation = OPERATIONS[name]
    if "{id}" in operation.path:
        return
    for role in SEE_ALL:
        answer = as_staff(f"host.{role}", "GET", world.path(operation, number=world.guests_ticket))
        assert answer.status == 200, (role, answer.text)


def test_a_bodys_own_staff_list_their_own_tickets_alone(world: World) -> None:
    for role in SEE_ALL:
        listed = as_staff(f"guest.{role}", "GET", "/v1/tickets").json["items"]
        assert world.ticket not in [row["number"] for row in listed]


def test_a_ticket_is_not_found_by_another_body_by_number_mobile_or_name(world: World) -> None:
    for q in (world.ticket, MOBILE.removeprefix("+"), "%D8%B3%D8%A7%D9%84%D9%85"):
        found = as_staff("guest.agent", "GET", f"/v1/tickets?q={q}")
        assert world.ticket not in [row["number"] for row in found.json.get("items", [])], q


@pytest.mark.parametrize("name", [n for n in STAFF_ROUTES if re.search(r"/v1/(tickets|people|counts)", n)])
def test_admins_have_no_access_to_what_people_wrote(name: str, world: World) -> None:
    operation = OPERATIONS[name]
    assert as_staff("host.admin", operation.method, world.path(operation), _body(operation)).status == 403


def test_a_member_of_staff_whom_nobody_knows_is_nobody(world: World) -> None:
    assert as_staff("passer.by", "GET", "/v1/me").status == 401


@pytest.mark.parametrize("use", ["access", "refresh", ""])
def test_a_token_that_is_no_id_token_identifies_nobody(use: str, world: World) -> None:
    assert call("GET", "/v1/me", claims={"sub": "sub-host.agent", "token_use": use}).status == 401


@pytest.mark.parametrize("name", OF_A_TICKET)
def test_another_persons_session_or_token_gets_the_answer_of_an_unknown_number(name: str, world: World) -> None:
    operation = OPERATIONS[name]
    others = call(
        "POST", "/v1/public/tickets", {"body": "host", "kind": "report", "category": "roads", "anonymous": True,
                                       "description": "سلك مكشوف"}, Idempotency_Key="a-report-by-another",
    ).json["track_token"]  # fmt: skip
    for token in (session(STRANGERS), others):
        theirs = as_bearer(token, operation.method, world.path(operation, id="unknown"), _body(operation))
        nothing = as_bearer(
            token, operation.method, world.path(operation, id="unknown", number=world.unknown), _body(operation)
        )
        assert theirs.status == 404, theirs.text
        assert same_problem(theirs, nothing)


def _body(operation: Operation) -> Any:
    """Return the least that the route's body asks for, so that the door and not the form refuses."""
    if operation.body is None:
        return None
    least = _least(inspect.type_info(operation.body))
    msgspec.convert(least, operation.body)
    return least


SAMPLES = ("a", "ar", "OM", "2026-12-01", "1234567890", "+96824000100")


def _least(kind: Any) -> Any:
    """Return the least value of a type as msgspec describes it."""
    if isinstance(kind, inspect.StrType) and kind.pattern:
        return next(text for text in SAMPLES if re.search(kind.pattern, text))
    if hasattr(kind, "item_type"):
        return [_least(kind.item_type)] * (kind.min_length or 0)
    return _LEAST[type(kind)](kind)


_LEAST: dict[type, Callable[[Any], Any]] = {
    inspect.StructType: lambda kind: {each.encode_name: _least(each.type) for each in kind.fields if each.required},
    inspect.StrType: lambda kind: "a" * (kind.min_length or 1),
    inspect.EnumType: lambda kind: next(iter(kind.cls)).value,
    inspect.LiteralType: lambda kind: kind.values[0],
    inspect.IntType: lambda kind: kind.ge or 1,
    inspect.BoolType: lambda _kind: True,
    inspect.DateType: lambda _kind: "2026-12-01",
    inspect.BytesType: lambda _kind: base64.b64encode(b"username").decode(),
    inspect.Metadata: lambda kind: _least(kind.type),
    inspect.UnionType: lambda kind: _least(kind.types[0]),
}
