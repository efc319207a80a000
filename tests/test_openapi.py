"""The contract is what the code does: generated, complete, current."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
import pytest
from msgspec import inspect
from openapi_spec_validator import OpenAPIV31SpecValidator

import app
from chalicelib.shared.http import ANYONE, Access, Operation, Routes
from infra.openapi.contract import PLACE, document, text_of
from infra.openapi.document import Undocumented

OPERATIONS = [operation for feature in app.FEATURES for operation in feature.operations]


def _ids(operation: Operation) -> str:
    return f"{operation.method} {operation.path}"


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return document(app)


def test_the_committed_document_is_the_one_that_the_routes_yield(described: dict[str, Any]) -> None:
    assert PLACE.read_text("utf-8") == text_of(described), "run `make openapi`"


def test_the_document_is_valid_openapi(described: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(json.loads(text_of(described))).validate()


def test_the_document_is_the_same_each_time(described: dict[str, Any]) -> None:
    assert text_of(document(app)) == text_of(described)


def test_every_route_that_the_app_serves_is_described(described: dict[str, Any]) -> None:
    served = {(path, method.lower()) for path, methods in app.app.routes.items() for method in methods}
    assert {(path, method) for path, methods in described["paths"].items() for method in methods} == served


def test_no_two_operations_have_one_id(described: dict[str, Any]) -> None:
    ids = [one["operationId"] for methods in described["paths"].values() for one in methods.values()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("operation", OPERATIONS, ids=_ids)
def test_every_view_says_in_a_sentence_what_it_does(operation: Operation) -> None:
    first = (operation.view.__doc__ or "").strip().split("\n")[0]
    assert first.endswith(".")
    assert len(first) > 10


@pytest.mark.parametrize("operation", OPERATIONS, ids=_ids)
def test_every_struct_that_is_read_refuses_unknown_fields(operation: Operation) -> None:
    read = [struct for kind in (operation.body, operation.query) if kind for struct in _structs(kind)]
    assert [struct.__name__ for struct in read if not struct.__struct_config__.forbid_unknown_fields] == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=_ids)
def test_every_text_and_number_that_is_read_has_an_end(operation: Operation) -> None:
    """A text without a bound may have the body's 256 KB; a number beyond 64 bits cannot be written again."""
    unbounded = {
        f"{struct.__name__}.{name}"
        for kind in (operation.body, operation.query)
        if kind
        for struct, name, type_ in _fields(kind)
        if _is_unbounded(type_)
    }
    assert unbounded == set()


@pytest.mark.parametrize("operation", OPERATIONS, ids=_ids)
def test_every_creation_by_post_is_protected_from_repeats(operation: Operation) -> None:
    """A ticket for a live connection is a secret of which a hash is kept: asked for again, it is another one."""
    if operation.method == "POST" and operation.status == 201 and operation.path != "/v1/ws-tickets":
        assert operation.keyed


def test_a_route_without_a_docstring_is_refused() -> None:
    with pytest.raises(Undocumented, match="GET /v1/silent has no docstring"):
        document(_entry("/v1/silent", ANYONE, doc=""))


def test_a_path_parameter_that_nobody_described_is_refused() -> None:
    with pytest.raises(Undocumented, match="unknown path parameter colour"):
        document(_entry("/v1/{colour}", ANYONE))


def test_an_access_that_nobody_described_is_refused() -> None:
    whoever = Access(name="whoever", identify=lambda _headers, _claims: None)
    with pytest.raises(Undocumented, match="unknown access whoever"):
        document(_entry("/v1/things", whoever))


def test_staff_routes_name_their_roles_and_their_token(described: dict[str, Any]) -> None:
    one = described["paths"]["/v1/organisation/staff/{username}"]["put"]
    assert one["security"] == [{"staff": []}]
    assert one["x-roles"] == ["admin"]
    assert {"401", "403", "404", "409", "412", "413", "415", "422", "428", "429"} <= set(one["responses"])


def test_a_keyed_creation_tells_of_its_header_and_its_repeat(described: dict[str, Any]) -> None:
    one = described["paths"]["/v1/public/tickets"]["post"]
    assert {"$ref": "#/components/parameters/IdempotencyKey"} in one["parameters"]
    assert "Idempotent-Replay" in one["responses"]["200"]["headers"]
    assert "Location" in one["responses"]["201"]["headers"]
    assert one["security"] == []


def test_problems_stand_with_their_titles_in_both_languages(described: dict[str, Any]) -> None:
    examples = described["components"]["responses"]["413.too-large"]["content"]["application/problem+json"]["examples"]
    assert examples["too-large.ar"]["value"]["title"] == "حجم الطلب أكبر من المسموح به."
    assert examples["too-large.en"]["value"]["title"] == "The request is too large."


class _Entry:
    def __init__(self, routes: Routes) -> None:
        self.FEATURES = (routes,)


def _entry(path: str, access: Access, doc: str = "Show a thing.") -> _Entry:
    def view(call: Any, **_parts: str) -> None: ...

    view.__doc__ = doc
    view.__module__ = "chalicelib.tickets.routes"
    routes = Routes(__name__)
    routes.operations.append(Operation(method="GET", path=path, view=view, access=access))
    return _Entry(routes)


def _structs(kind: Any) -> set[type[msgspec.Struct]]:
    return {struct for struct, _, _ in _fields(kind)}


def _fields(kind: Any) -> Iterator[tuple[type[msgspec.Struct], str, inspect.Type]]:
    """Yield every field of a struct and of the structs in it."""
    seen: set[type] = set()
    waiting: list[Any] = [inspect.type_info(kind)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, inspect.StructType) and node.cls not in seen:
            seen.add(node.cls)
            waiting += [field.type for field in node.fields]
            yield from ((node.cls, field.name, field.type) for field in node.fields)
        for name in ("item_type", "key_type", "value_type", "type"):
            waiting += [inner] if (inner := getattr(node, name, None)) is not None else []
        for name in ("item_types", "types"):
            waiting += list(getattr(node, name, ()))


def _is_unbounded(node: Any) -> bool:
    if isinstance(node, inspect.StrType):
        return node.max_length is None and node.pattern is None
    if isinstance(node, inspect.IntType):
        return None in (node.ge if node.gt is None else node.gt, node.le if node.lt is None else node.lt)
    inner = [getattr(node, name) for name in ("item_type", "key_type", "value_type", "type") if hasattr(node, name)]
    return any(_is_unbounded(each) for each in (*inner, *getattr(node, "item_types", ()), *getattr(node, "types", ())))


def test_an_unbounded_text_or_number_is_noticed_wherever_it_stands() -> None:
    class Wanting(msgspec.Struct):
        good: Annotated[str, msgspec.Meta(max_length=3)] | None
        fair: Annotated[int, msgspec.Meta(ge=0, lt=10)]
        bad: list[dict[str, str]]
        ugly: Annotated[int, msgspec.Meta(ge=0)]

    assert [name for _, name, type_ in _fields(Wanting) if _is_unbounded(type_)] == ["bad", "ugly"]
