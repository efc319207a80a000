"""What a body uses no more is retired, and stays to be read; what is in use is not retired."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.organisations.actions import Context
from chalicelib.organisations.boundary import Polygon, rings_of
from chalicelib.shared.errors import Invalid
from tests.http import Answered, call
from tests.organisations.fakes import SQUARE, context

SECTION = {"name": {"ar": "قسم", "en": "Section"}, "directorate": "roads"}
REGION = {"name": {"ar": "منطقة", "en": "Region"}}
CATEGORY = {"name": {"ar": "تصنيف", "en": "Category"}}


@pytest.fixture
def standing() -> dict[str, int]:
    """Return how many tickets stand with which section."""
    return {}


@pytest.fixture(autouse=True)
def desk(standing: dict[str, int]) -> Iterator[Context]:
    desk = replace(context(), open_in=lambda _body, section: standing.get(section, 0))
    with wiring.using(organisations=desk):
        yield desk


def put(path: str, body: Any, version: int | None = None) -> Answered:
    headers: dict[str, Any] = {} if version is None else {"If_Match": str(version)}
    claims = {"sub": "sub-admin", "token_use": "id"}
    return call("PUT", f"/v1/organisation/{path}", body, claims=claims, **headers)


def public() -> Any:
    return call("GET", "/v1/public/bodies/host").json


def test_a_section_without_work_is_retired_and_used_again(desk: Context) -> None:
    put("sections/extra", SECTION)
    retired = put("sections/extra", {**SECTION, "active": False}, 1)
    assert (retired.status, retired.json["active"], retired.json["version"]) == (200, False, 2)
    body = desk.recent.body("host")
    assert "extra" not in [section.code for section in body.sections_in_use]
    with pytest.raises(Invalid):
        body.section("extra")
    assert put("sections/extra", SECTION, 2).json["active"] is True


def test_a_section_with_tickets_in_its_queue_is_not_retired(standing: dict[str, int]) -> None:
    put("sections/extra", SECTION)
    standing["extra"] = 3
    refused = put("sections/extra", {**SECTION, "active": False}, 1)
    assert (refused.status, refused.json["type"], refused.json["tickets"]) == (409, "/problems/part-in-use", 3)


def test_a_section_that_categories_name_is_not_retired() -> None:
    given = {**SECTION, "active": False}
    for section in ("roads-coast", "care"):  # one named by the category, one by a subcategory
        assert put(f"sections/{section}", given, 1).json["categories"] == ["roads"]


def test_a_retired_section_is_named_by_no_category_in_use() -> None:
    put("sections/extra", SECTION)
    put("sections/extra", {**SECTION, "active": False}, 1)
    refused = put("categories/new", {**CATEGORY, "sections": {"": "extra"}})
    assert (refused.status, refused.json["fields"]) == (422, [{"field": "sections.", "reason": "not-found"}])
    assert put("categories/old", {**CATEGORY, "sections": {"": "extra"}, "active": False}).status == 201


def test_a_new_section_may_be_retired_from_the_beginning(standing: dict[str, int]) -> None:
    standing["extra"] = 1
    assert put("sections/extra", {**SECTION, "active": False}).status == 201


def test_a_retired_category_is_not_offered() -> None:
    put("categories/old", CATEGORY)
    assert "old" in [category["code"] for category in public()["categories"]]
    put("categories/old", {**CATEGORY, "active": False}, 1)
    assert "old" not in [category["code"] for category in public()["categories"]]


def test_a_retired_region_is_not_offered_and_holds_no_pin(desk: Context) -> None:
    boundary = {"type": "Polygon", "coordinates": [[[40.0, 20.0], [41.0, 20.0], [41.0, 21.0], [40.0, 20.0]]]}
    put("regions/far", {**REGION, "boundary": boundary})
    assert desk.recent.body("host").region_at(20.2, 40.5) == ("far", "")
    retired = put("regions/far", {**REGION, "boundary": boundary, "active": False}, 1)
    assert (retired.status, retired.json["active"]) == (200, False)
    assert desk.recent.body("host").region_at(20.2, 40.5) is None
    assert "far" not in [region["code"] for region in public()["regions"]]


def test_a_region_with_subregions_in_use_is_not_retired() -> None:
    refused = put("regions/sahil", {**REGION, "active": False}, 1)
    assert (refused.status, refused.json["regions"]) == (409, ["marsa"])
    put("regions/marsa", {**REGION, "parent": "sahil", "active": False}, 1)
    assert put("regions/sahil", {**REGION, "active": False}, 1).status == 200
    assert put("regions/new", {**REGION, "parent": "sahil"}).json["fields"][0] == {
        "field": "parent", "reason": "not-found",
    }  # fmt: skip


def test_the_public_body_says_which_score_opens_a_ticket_again() -> None:
    assert public()["rules"] == {"appeal_days": 30, "waiting_days": 10, "closing_days": 10, "dissatisfied_at": 2}


BOW_TIE = [[58.0, 23.0], [59.0, 24.0], [59.0, 23.0], [58.0, 23.9], [58.0, 23.0]]


def test_a_boundary_that_crosses_itself_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        rings_of(Polygon(coordinates=[BOW_TIE]))
    assert refused.value.facts["fields"] == [{"field": "boundary", "reason": "crosses-itself"}]
    assert rings_of(Polygon(coordinates=[[list(position) for position in SQUARE]]))


def test_a_long_boundary_is_checked_without_comparing_every_pair() -> None:
    from math import cos, pi, sin

    circle = [[58.0 + cos(2 * pi * i / 1999), 23.0 + sin(2 * pi * i / 1999)] for i in range(1999)]
    assert rings_of(Polygon(coordinates=[[*circle, circle[0]]]))
    bitten = [*circle[:1000], [58.9, 23.9], *circle[1001:], circle[0]]
    with pytest.raises(Invalid):
        rings_of(Polygon(coordinates=[bitten]))
