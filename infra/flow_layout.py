"""Where the boxes of flows stand: worked out by dagre (web/tools/layout.mjs), all flows in one go."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.flow_graph import Edge, Graph, Node

TOOL = Path(__file__).parent.parent / "web" / "tools" / "layout.mjs"
LETTER, SMALL, PAD, LINE = 8.0, 6.6, 16.0, 19.0
"""Pixels: a letter of a name and of a note, the space within a box, the height of a line."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """An action's box by its middle."""

    node: Node
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Way:
    """An edge's bends, and where its label stands."""

    edge: Edge
    points: tuple[Point, ...]
    label: Point | None


@dataclass(frozen=True)
class Placed:
    """A flow with every box and way in its place."""

    graph: Graph
    width: float
    height: float
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]


def placed(graphs: Sequence[Graph]) -> list[Placed]:
    """Return graphs with their boxes placed; needs the environment of the faces (`make setup`)."""
    asked = [
        {
            "nodes": [{"id": n.name, "width": _size(n)[0], "height": _size(n)[1]} for n in graph.nodes],
            "edges": [{"from": e.start, "to": e.end, "width": len(e.label) * SMALL} for e in graph.edges],
        }
        for graph in graphs
    ]
    told = subprocess.run(["node", str(TOOL)], input=json.dumps(asked), capture_output=True, text=True, check=True)
    return [_placed(graph, answer) for graph, answer in zip(graphs, json.loads(told.stdout), strict=True)]


def _size(node: Node) -> tuple[float, float]:
    lines = lines_of(node)
    width = max(len(node.name) * LETTER, *(len(line) * SMALL for line in lines)) + 2 * PAD
    return max(width, 110.0), LINE * (1 + len(lines)) + PAD


def lines_of(node: Node) -> list[str]:
    """Return what stands under an action's name."""
    again = [f"↺ {node.again}"] if node.again else []
    return [node.note, *(f"“{prompt}”" for prompt in node.prompts), *again]


def _placed(graph: Graph, answer: dict[str, list[list[float]]]) -> Placed:
    boxes = tuple(
        Box(node, float(x), float(y), *_size(node))
        for node, (_, x, y) in zip(graph.nodes, answer["nodes"], strict=True)
    )
    ways = tuple(_way(edge, told) for edge, told in zip(graph.edges, answer["edges"], strict=True))
    return Placed(graph, float(str(answer["width"])), float(str(answer["height"])), boxes, ways)


def _way(edge: Edge, told: object) -> Way:
    assert isinstance(told, dict)  # noqa: S101 - it is our own tool's answer
    label = told["label"]
    return Way(edge, tuple((x, y) for x, y in told["points"]), tuple(label) if label else None)
