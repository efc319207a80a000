"""Places: the cell of a point, for finding tickets near it, and distances on the ground."""

import math

# A cell is 0.003 degrees wide, about 333 m north-south and over 290 m east-west in the Gulf (30° N): the four cells
# around the nearest corner hold everything within 150 m.
CELL = 0.003
EARTH = 6_371_000


def cell_of(lat: float, lon: float) -> str:
    """Return the cell that holds a point."""
    return f"{math.floor(lat / CELL)}:{math.floor(lon / CELL)}"


def cells_around(lat: float, lon: float, metres: float) -> tuple[str, ...]:
    """Return every cell that a circle around a point touches."""
    up = math.degrees(metres / EARTH)
    right = up / max(math.cos(math.radians(lat)), 0.01)
    rows = range(math.floor((lat - up) / CELL), math.floor((lat + up) / CELL) + 1)
    columns = range(math.floor((lon - right) / CELL), math.floor((lon + right) / CELL) + 1)
    return tuple(f"{row}:{column}" for row in rows for column in columns)


def metres_between(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of two points (lat, lon) on the ground, in metres (haversine)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(h))
