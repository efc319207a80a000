"""The pictures of flows, and the page of what they say."""

import xml.etree.ElementTree as ET
from typing import Any

import pytest

from infra.flow_drawing import DOCS, draw, graphs, page, picture_name, words
from infra.flow_graph import Graph, graph_of
from infra.flow_layout import Placed, placed


@pytest.fixture(scope="module")
def drawn() -> list[Placed]:
    return placed(graphs())


def action(name: str, kind: str, *, then: str = "", given: Any = None, **ways: Any) -> dict[str, Any]:
    transitions = {**({"NextAction": then} if then else {}), **ways}
    return {"Identifier": name, "Type": kind, "Parameters": given or {}, "Transitions": transitions}


def on(key: str, to: str) -> dict[str, Any]:
    return {"NextAction": to, "Condition": {"Operator": "Equals", "Operands": [key]}}


MENU = {
    "StartAction": "menu",
    "Actions": [
        action(
            "menu", "GetParticipantInput", then="menu", given={"Text": "${prompt:menu-main hour=$.Attributes.hour}"},
            Conditions=[on("1", "pay"), on("2", "pay"), on("#", "menu")],
            Errors=[{"NextAction": "end", "ErrorType": "NoMatchingError"},
                    {"NextAction": "menu", "ErrorType": "InputTimeLimitExceeded"}],
        ),
        action("pay", "TransferToFlow", then="end", given={"ContactFlowId": "${flow:pay}"},
               Errors=[{"NextAction": "end", "ErrorType": "NoMatchingError"}]),
        action("end", "DisconnectParticipant"),
    ],
}  # fmt: skip


def test_ways_to_one_place_are_one_line_with_all_its_keys() -> None:
    ways = {(edge.start, edge.end): edge for edge in graph_of("menu", MENU).edges}
    assert ways["menu", "pay"].label == "1 · 2"
    assert not ways["menu", "pay"].fault


def test_only_a_way_that_nothing_but_an_error_or_a_failed_transfer_takes_is_one_of_faults() -> None:
    ways = {(edge.start, edge.end): edge.fault for edge in graph_of("menu", MENU).edges}
    assert ways == {("menu", "pay"): False, ("menu", "end"): True, ("pay", "end"): True}


def test_what_leads_back_to_the_same_action_stands_in_its_box() -> None:
    menu, pay, end = graph_of("menu", MENU).nodes
    assert menu.again == "# · silence"
    assert (pay.again, end.again) == ("", "")


def test_a_box_says_what_the_action_does_and_with_what() -> None:
    menu, pay, end = graph_of("menu", MENU).nodes
    assert (menu.note, menu.prompts) == ("asks", ("menu-main",))
    assert pay.note == "goes on in: pay"
    assert end.ends


def test_every_flow_has_its_picture_and_no_picture_is_of_a_flow_that_is_gone(drawn: list[Placed]) -> None:
    assert {file.name for file in DOCS.glob("flow-*.svg")} == {picture_name(flow.graph) for flow in drawn}


def test_the_pictures_are_those_of_the_flows_as_they_are(drawn: list[Placed]) -> None:
    stale = [flow.graph.name for flow in drawn if (DOCS / picture_name(flow.graph)).read_text("utf-8") != draw(flow)]
    assert not stale, "run `make pictures`"


def test_the_page_shows_every_flow_with_all_that_it_says_in_both_languages() -> None:
    assert (DOCS / "flows.md").read_text("utf-8") == page(graphs(), words()), "run `make pictures`"


def test_no_box_lies_on_another_and_none_outside(drawn: list[Placed]) -> None:
    for flow in drawn:
        for at, one in enumerate(flow.boxes):
            assert 0 < one.x - one.width / 2 < one.x + one.width / 2 < flow.width, (flow.graph.name, one.node.name)
            for other in flow.boxes[at + 1 :]:
                apart = abs(one.x - other.x) * 2 >= one.width + other.width
                assert apart or abs(one.y - other.y) * 2 >= one.height + other.height, flow.graph.name


def test_a_picture_is_sound_xml_and_names_every_action(drawn: list[Placed]) -> None:
    for flow in drawn:
        told = {element.text for element in ET.fromstring(draw(flow)).iter() if element.tag.endswith("text")}  # noqa: S314 - our own file
        assert {node.name for node in flow.graph.nodes} <= told


def test_a_graph_tells_what_it_says_once_each() -> None:
    graph = Graph("twice", "menu", graph_of("menu", MENU).nodes * 2, ())
    assert graph.prompts == ("menu-main",)
