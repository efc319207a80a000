"""Regions and subregions with their boundaries: a pin finds its region (governorate, wilayat)."""

import msgspec

from chalicelib.organisations.bilingual import Words

Ring = tuple[tuple[float, float], ...]


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """A region (المنطقة); `parent` "" for one of the first level.

    `rings` are closed, [lon, lat]; as in GeoJSON (RFC 7946, 3.1.6) an outer ring runs counter-clockwise and the holes
    that follow it run clockwise. One that is not `active` is offered no more, and holds no pin.
    """

    code: str
    name: Words
    parent: str = ""
    rings: tuple[Ring, ...] = ()
    active: bool = True


def region_at(regions: tuple[Region, ...], lat: float, lon: float) -> tuple[str, str] | None:
    """Return the codes of the region and the subregion ("" if none) that hold a point; None outside them all."""
    holding = [region for region in regions if region.active and _holds(region.rings, lat, lon)]
    for region in sorted(holding, key=lambda region: not region.parent):
        return (region.parent, region.code) if region.parent else (region.code, "")
    return None


def _holds(rings: tuple[Ring, ...], lat: float, lon: float) -> bool:
    """Return whether an odd number of rings holds a point: a hole (an enclave) takes out what its outer ring holds."""
    return sum(_inside(ring, lat, lon) for ring in rings) % 2 == 1


def _inside(ring: Ring, lat: float, lon: float) -> bool:
    """Return whether a ring holds a point: an odd number of edges lies east of it."""
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside
