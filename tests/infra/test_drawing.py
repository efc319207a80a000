import itertools
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.definitions import HERE
from infra.drawing import DOCS, draw, picture_of, place
from infra.layout import Box, Picture, lay_out

FILES = sorted(HERE.glob("*.asl.json"))
each_workflow = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
LOOP: dict[str, Any] = {
    "Comment": "Count <to> ten & stop",
    "StartAt": "Count",
    "States": {
        "Count": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:query", "Next": "Is it ten",
                  "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "It failed"}]},
        "Is it ten": {"Type": "Choice", "Choices": [{"Condition": "{% true %}", "Next": "Count"}], "Default": "Done"},
        "It failed": {"Type": "Pass", "Next": "Done"},
        "Done": {"Type": "Succeed"},
    },
}  # fmt: skip


def names(machine: dict[str, Any]) -> Iterator[str]:
    for name, state in machine["States"].items():
        yield name
        if "ItemProcessor" in state:
            yield from names(state["ItemProcessor"])


def pictures(picture: Picture) -> Iterator[Picture]:
    yield picture
    for box in picture.boxes.values():
        if box.inner:
            yield from pictures(box.inner)


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314


@each_workflow
def test_the_picture_is_drawn_from_the_definition(path: Path) -> None:
    assert place(path).read_text("utf-8") == picture_of(path), "run `make pictures`"


def test_there_is_no_picture_of_a_workflow_that_is_gone() -> None:
    assert {path.name for path in DOCS.glob("workflow-*.svg")} == {place(path).name for path in FILES}


@each_workflow
def test_every_state_is_named_in_the_picture(path: Path) -> None:
    assert set(names(json.loads(path.read_text("utf-8")))) <= set(texts(picture_of(path)))


def test_the_page_of_workflows_shows_each_and_says_in_words_what_it_shows() -> None:
    page = (DOCS / "workflows.md").read_text("utf-8")
    assert [path.name for path in FILES if f"]({place(path).name})" not in page] == []
    assert "![](" not in page


def overlap(one: Box, two: Box) -> bool:
    beside = one.x + one.width <= two.x or two.x + two.width <= one.x
    return not (beside or one.y + one.height <= two.y or two.y + two.height <= one.y)


@pytest.mark.parametrize("definition", [LOOP, *(json.loads(path.read_text("utf-8")) for path in FILES)])
def test_no_box_covers_another_and_all_are_within(definition: dict[str, Any]) -> None:
    for picture in pictures(lay_out(definition)):
        boxes = picture.boxes.values()
        assert [(a.name, b.name) for a, b in itertools.combinations(boxes, 2) if overlap(a, b)] == []
        assert all(box.x >= 0 and box.x + box.width <= picture.width for box in boxes)
        assert all(box.y >= 0 and box.y + box.height <= picture.height for box in boxes)


def test_every_way_is_a_line_from_edge_to_edge() -> None:
    picture = lay_out(LOOP)
    assert [(line.label, line.dashed) for line in picture.lines] == [
        ("", False),
        ("error", True),
        ("", False),
        ("yes", False),
        ("no", False),
    ]
    for line in picture.lines:
        for x, y in (line.points[0], line.points[-1]):
            assert any(
                box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height for box in picture.boxes.values()
            )


def test_what_is_said_is_written_as_text() -> None:
    svg = draw(LOOP)
    assert "Count <to> ten & stop" in texts(svg)
    assert ET.fromstring(svg).attrib["aria-label"] == "Count <to> ten & stop"  # noqa: S314
