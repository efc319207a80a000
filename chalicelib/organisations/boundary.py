"""Boundaries as people draw them (GeoJSON, RFC 7946) and as a pin is tested against them (rings)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from math import isfinite
from typing import Any

import msgspec

from chalicelib.organisations.region import Ring
from chalicelib.shared.errors import Invalid

MOST_POSITIONS = 2000
MOST_DEGREES = 20.0
"""No region of a body is wider or higher; a larger one has its axes or its numbers confused."""

Position = tuple[float, float]
Lines = list[list[list[float]]]


class Polygon(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="Polygon"):
    """A GeoJSON polygon: an outer ring of [lon, lat], and its holes."""

    coordinates: Lines


class MultiPolygon(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="MultiPolygon"):
    """A GeoJSON multi-polygon, for a region in several parts."""

    coordinates: list[Lines]


def rings_of(boundary: Polygon | MultiPolygon | None) -> tuple[Ring, ...]:
    """Return the rings of a boundary, outer ones counter-clockwise, each followed by its holes, clockwise.

    :raises Invalid: naming `boundary` and why it is none
    """
    if boundary is None:
        return ()
    polygons = [boundary.coordinates] if isinstance(boundary, Polygon) else boundary.coordinates
    if reason := _reason(polygons):
        raise Invalid.field("boundary", reason)
    return tuple(_turned(line, outer=place == 0) for polygon in polygons for place, line in enumerate(polygon))


def boundary_of(rings: Iterable[Ring]) -> MultiPolygon | None:
    """Return rings as GeoJSON; None if there are none."""
    polygons: list[Any] = []
    for ring in rings:
        if not polygons or _area(ring) > 0:
            polygons.append([])
        polygons[-1].append(ring)
    return MultiPolygon(coordinates=polygons) if polygons else None


def _reason(polygons: list[Lines]) -> str:
    """Return why these are no polygons; "" if they are."""
    lines = [line for polygon in polygons for line in polygon]
    positions = [position for line in lines for position in line]
    if not polygons or not all(polygons):
        return "empty"
    if len(positions) > MOST_POSITIONS:
        return "too-many-positions"
    if not all(_is_position(position) for position in positions):
        return "wrong-position"
    return next(_shape_reasons(lines), "") or ("too-large" if _span(positions) > MOST_DEGREES else "")


def _shape_reasons(lines: list[list[list[float]]]) -> Iterator[str]:
    for line in lines:
        if len(line) < 4:
            yield "too-few-positions"
        elif line[0][:2] != line[-1][:2]:
            yield "not-closed"
        elif _area(line) == 0:
            yield "without-area"
        elif _crosses_itself(line):
            yield "crosses-itself"


def _crosses_itself(line: list[list[float]]) -> bool:
    """Return whether two edges of a ring cross; only those that share longitudes are compared."""
    edges = sorted((min(a[0], b[0]), max(a[0], b[0]), (a[0], a[1]), (b[0], b[1])) for a, b in pairwise(line))
    for place, (_, last, a, b) in enumerate(edges):
        for first, _, c, d in islice(edges, place + 1, None):
            if first > last:
                break
            if _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0:
                return True
    return False


def _turn(a: Position, b: Position, c: Position) -> float:
    """Return on which side of the line from `a` to `b` a position lies: positive on the left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _is_position(position: list[float]) -> bool:
    """Return whether this is [lon, lat], with or without a height."""
    if len(position) not in (2, 3) or not all(isfinite(number) for number in position):
        return False
    return abs(position[0]) <= 180 and abs(position[1]) <= 90


def _span(positions: list[list[float]]) -> float:
    return max(max(p[axis] for p in positions) - min(p[axis] for p in positions) for axis in (0, 1))


def _turned(line: list[list[float]], *, outer: bool) -> Ring:
    ring = tuple((position[0], position[1]) for position in line)
    return ring if (_area(line) > 0) == outer else ring[::-1]


def _area(ring: Sequence[Sequence[float]]) -> float:
    """Return twice the signed area in square degrees: positive if the ring runs counter-clockwise."""
    origin_x, origin_y = ring[0][:2]  # from its first corner, so that small rings keep their digits
    corners = [(p[0] - origin_x, p[1] - origin_y) for p in ring]
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(corners))
