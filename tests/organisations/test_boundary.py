"""Boundaries come as GeoJSON, are checked, and go out as GeoJSON again."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.organisations.boundary import MultiPolygon, Polygon, boundary_of, rings_of
from chalicelib.organisations.region import Region, region_at
from chalicelib.shared.errors import Invalid
from tests.organisations.fakes import CORNER, SQUARE, words

OUTER = [list(position) for position in SQUARE]
HOLE = [list(position) for position in CORNER]


def test_a_boundary_goes_out_as_it_came_in() -> None:
    island = [[60.0, 20.0], [61.0, 20.0], [61.0, 21.0], [60.0, 20.0]]
    boundary = MultiPolygon(coordinates=[[OUTER, HOLE[::-1]], [island]])
    out = boundary_of(rings_of(boundary))
    assert out is not None
    assert [[[list(p) for p in ring] for ring in polygon] for polygon in out.coordinates] == boundary.coordinates


@pytest.mark.parametrize("hole", [HOLE, HOLE[::-1]])
@pytest.mark.parametrize("outer", [OUTER, OUTER[::-1]])
def test_rings_run_as_geojson_says_whichever_way_they_were_drawn(outer: list[Any], hole: list[Any]) -> None:
    rings = rings_of(Polygon(coordinates=[outer, hole]))
    assert rings == (SQUARE, CORNER[::-1])


def test_heights_are_left_out() -> None:
    assert rings_of(Polygon(coordinates=[[[*position, 12.5] for position in SQUARE]])) == (SQUARE,)


def test_no_boundary_is_no_rings() -> None:
    assert rings_of(None) == ()
    assert boundary_of(()) is None


@pytest.mark.parametrize(
    ("coordinates", "reason"),
    [
        ([], "empty"),
        ([OUTER[:-1]], "not-closed"),
        ([[[58.0, 23.0], [59.0, 23.0], [58.0, 23.0]]], "too-few-positions"),
        ([[]], "too-few-positions"),
        ([[[58.0, 23.0], [59.0, 23.0], [59.0, 23.0], [58.0, 23.0]]], "without-area"),
        ([[[58.0], *OUTER]], "wrong-position"),
        ([[[181.0, 23.0], *OUTER[1:-1], [181.0, 23.0]]], "wrong-position"),
        ([[[58.0, 91.0], *OUTER[1:-1], [58.0, 91.0]]], "wrong-position"),
        ([[[float("nan"), 23.0], *OUTER[1:]]], "wrong-position"),
        ([[[0.0, 0.0], [30.0, 0.0], [30.0, 1.0], [0.0, 0.0]]], "too-large"),
        ([OUTER * 401], "too-many-positions"),
        ([OUTER, HOLE[:-1]], "not-closed"),
    ],
)
def test_what_is_no_boundary_is_refused_with_the_reason(coordinates: Any, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        rings_of(Polygon(coordinates=coordinates))
    assert refused.value.facts == {"fields": [{"field": "boundary", "reason": reason}]}


def test_an_empty_multi_polygon_is_refused() -> None:
    with pytest.raises(Invalid):
        rings_of(MultiPolygon(coordinates=[]))
    with pytest.raises(Invalid):
        rings_of(MultiPolygon(coordinates=[[]]))


@given(st.floats(23.001, 23.999), st.floats(58.001, 58.999))
def test_every_pin_is_in_the_square_and_in_its_corner_or_not(lat: float, lon: float) -> None:
    regions = (
        Region(code="r", name=words("م"), rings=(SQUARE,)),
        Region(code="s", name=words("ف"), parent="r", rings=(CORNER,)),
    )
    if abs(lat - 23.2) > 1e-9 and abs(lon - 58.2) > 1e-9:
        assert region_at(regions, lat, lon) == ("r", "s" if lat < 23.2 and lon < 58.2 else "")


@given(st.lists(st.lists(st.lists(st.floats(), max_size=4), max_size=6), max_size=3))
def test_whatever_is_drawn_is_a_boundary_or_refused(coordinates: list[list[list[float]]]) -> None:
    try:
        rings = rings_of(Polygon(coordinates=coordinates))
    except Invalid:
        return
    assert all(ring[0] == ring[-1] for ring in rings)
    assert boundary_of(rings) is not None
