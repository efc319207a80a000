"""Draw each workflow from its definition: `python -m infra.drawing` writes docs/workflow-<feature>-<verb>.svg."""

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from infra.definitions import HERE, SUFFIX
from infra.layout import GAP, HEAD, LANE, PAD, Box, Line, Picture, lay_out

DOCS = HERE.parent / "docs"
MARGIN, LINE = 32.0, 20.0
STYLE = """
    text { font-family: "IBM Plex Sans Arabic", "Noto Sans Arabic", "Segoe UI", system-ui, sans-serif; text-anchor: middle; fill: #14213d; }
    .name { font-size: 15px; font-weight: 600; } .note { font-size: 13px; fill: #43506b; } .label { font-size: 12px; fill: #43506b; }
    rect, polygon { stroke-width: 1.5; } .task { fill: #dff3ea; stroke: #2f8f67; } .map { fill: #eef3fb; stroke: #9db1d6; }
    .other { fill: #ffffff; stroke: #5b6b8c; } .line { fill: none; stroke: #5b6b8c; stroke-width: 1.8; } .dash { stroke-dasharray: 6 5; }
    .dot, #tip path { fill: #5b6b8c; } .ring { fill: none; stroke: #5b6b8c; stroke-width: 1.8; }
    @media (prefers-color-scheme: dark) {
      text { fill: #eef2fa; } .note, .label { fill: #b9c4da; } .task { fill: #173a2d; stroke: #58c596; } .map { fill: #22304a; stroke: #6f86b3; }
      .other { fill: #1b2436; stroke: #8ea2c9; } .line, .ring { stroke: #9fb0d0; } .dot, #tip path { fill: #9fb0d0; }
    }
"""  # noqa: E501 - one rule a line
TIP = (
    '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0 0 L10 5 L0 10 z"/></marker></defs>'
)


def draw(definition: dict[str, Any]) -> str:
    """Return a workflow's picture: the usual way down, errors dashed, what a Map does inside it."""
    picture = lay_out(definition)
    width = max(picture.width + 2 * MARGIN, 420.0)
    said = textwrap.wrap(definition.get("Comment", ""), int(width / 7))
    top = MARGIN + len(said) * LINE + GAP
    left, end = (width - picture.width) / 2, picture.boxes[picture.last]
    height = top + picture.height + GAP + MARGIN
    start = picture.boxes[definition["StartAt"]].middle[0] + left
    parts = [
        *(_text("note", width / 2, MARGIN + row * LINE, line) for row, line in enumerate(said)),
        f'<circle class="dot" cx="{start:g}" cy="{top - GAP + 8:g}" r="6"/>',
        _line(Line(((start, top - GAP + 14), (start, top))), 0, 0),
        *_picture(picture, left, top),
        _line(Line(((end.middle[0], end.y + end.height), (end.middle[0], end.y + end.height + GAP - 14))), left, top),
        f'<circle class="ring" cx="{end.middle[0] + left:g}" cy="{top + end.y + end.height + GAP - 6:g}" r="7"/>',
    ]
    title = quoteattr(definition.get("Comment", "A workflow"))
    box = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" role="img" aria-label={title} direction="ltr"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>'
    return "\n".join([head, f"<style>{STYLE}</style>", TIP, *parts, "</svg>"]) + "\n"


def _picture(picture: Picture, x: float, y: float) -> Iterator[str]:
    for box in picture.boxes.values():
        yield _shape(box, x, y)
        if box.inner:
            yield _text("name", box.middle[0] + x, box.y + y + 26, box.name)
            yield from _picture(box.inner, box.x + x + (box.width - box.inner.width) / 2, box.y + y + HEAD + PAD / 2)
        else:
            up = 4 if box.note else -5
            yield _text("name", box.middle[0] + x, box.middle[1] + y - up, box.name)
            yield _text("note", box.middle[0] + x, box.middle[1] + y + 17, box.note)
    for line in picture.lines:
        yield _line(line, x, y)
        yield _label(line, x, y)


def _shape(box: Box, x: float, y: float) -> str:
    left, top = box.x + x, box.y + y
    if box.kind == "Choice":
        right, bottom, middle = left + box.width, top + box.height, top + box.height / 2
        corners = [(left, middle), (left + PAD, top), (right - PAD, top), (right, middle)]
        corners += [(right - PAD, bottom), (left + PAD, bottom)]
        return f'<polygon class="other" points="{" ".join(f"{a:g},{b:g}" for a, b in corners)}"/>'
    style = {"Task": "task", "Map": "map", "Parallel": "map"}.get(box.kind, "other")
    round_ = box.height / 2 if box.kind in ("Succeed", "Fail") else 10
    size = f'width="{box.width:g}" height="{box.height:g}"'
    return f'<rect class="{style}" x="{left:g}" y="{top:g}" {size} rx="{round_:g}"/>'


def _line(line: Line, x: float, y: float) -> str:
    path = "M" + " L".join(f"{a + x:g} {b + y:g}" for a, b in line.points)
    return f'<path class="line{" dash" if line.dashed else ""}" d="{path}" marker-end="url(#tip)"/>'


def _label(line: Line, x: float, y: float) -> str:
    (from_x, from_y), (to_x, _) = line.points[:2]
    if from_x == to_x:
        return _text("label", from_x + x + 14, from_y + y + 20, line.label)
    beside = -LANE / 2 if to_x < from_x else LANE * 0.8
    return _text("label", from_x + x + beside, from_y + y - 7, line.label)


def _text(style: str, x: float, y: float, text: str) -> str:
    return f'<text class="{style}" x="{x:g}" y="{y:g}">{escape(text)}</text>' if text else ""


def place(path: Path) -> Path:
    """Return where a workflow's picture stands."""
    return DOCS / f"workflow-{path.name.removesuffix(SUFFIX).replace('_', '-')}.svg"


def picture_of(path: Path) -> str:
    """Return the picture of a file of step_functions/."""
    return "\n".join(line for line in draw(json.loads(path.read_text("utf-8"))).splitlines() if line) + "\n"


def main() -> None:
    """Draw every workflow of step_functions/ for docs/."""
    for path in sorted(HERE.glob(f"*{SUFFIX}")):
        place(path).write_text(picture_of(path), "utf-8")
        print(place(path).relative_to(HERE.parent))


if __name__ == "__main__":
    main()
