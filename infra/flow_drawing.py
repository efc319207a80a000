"""Draw the flows of connect_flows/ and write down what they say: `python -m infra.flow_drawing`.

docs/flow-<name>.svg is a flow's picture, docs/flows.md shows all of them with every prompt in both languages.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax.ast import Message, Pattern

from infra.flow_graph import Graph, graph_of
from infra.flow_layout import LINE, Box, Placed, Way, lines_of, placed

ROOT = Path(__file__).parent.parent
FLOWS, DOCS = ROOT / "connect_flows", ROOT / "docs"
STYLE = """
text { font-family: "IBM Plex Sans Arabic", "Noto Sans Arabic", "Segoe UI", system-ui, sans-serif; text-anchor: middle; fill: #14213d; }
.name { font-size: 14px; font-weight: 600; } .note { font-size: 12px; fill: #43506b; } .label { font-size: 12px; fill: #14213d; paint-order: stroke; stroke: #fff; stroke-width: 4px; }
.box { fill: #fff; stroke: #5b6b8c; stroke-width: 1.5; } .says { fill: #dff3ea; stroke: #2f8f67; } .asks { fill: #fdf0d5; stroke: #b7791f; }
.looks { fill: #eef3fb; stroke: #9db1d6; } .ends { fill: #f3e4ea; stroke: #a2476d; } .way { fill: none; stroke: #5b6b8c; stroke-width: 1.6; }
.fault { stroke-dasharray: 4 5; stroke-width: 1; } #tip path { fill: #5b6b8c; } .start { fill: #5b6b8c; }
@media (prefers-color-scheme: dark) {
text { fill: #eef2fa; } .note { fill: #b9c4da; } .label { fill: #eef2fa; stroke: #0f1626; } .box { fill: #1b2436; stroke: #8ea2c9; }
.says { fill: #173a2d; stroke: #58c596; } .asks { fill: #3d3013; stroke: #d9a441; } .looks { fill: #22304a; stroke: #6f86b3; }
.ends { fill: #3d1f2d; stroke: #d07aa0; } .way { stroke: #9fb0d0; } #tip path, .start { fill: #9fb0d0; } }
"""  # noqa: E501 - a line a kind
TIP = (
    '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0 0 L10 5 L0 10 z"/></marker></defs>'
)
_LOOKS = frozenset({"Compare", "CheckHoursOfOperation", "CheckMetricData", "Loop", "DistributeByPercentage"})
_SAYS = frozenset({"MessageParticipant", "MessageParticipantIteratively"})
Words = dict[str, dict[str, str]]


def draw(flow: Placed) -> str:
    """Return a flow's picture: green says, yellow asks, blue decides; the thin dashed ways are those of faults."""
    size = f'viewBox="0 0 {flow.width:g} {flow.height:g}" width="{flow.width:g}"'
    title = quoteattr(f"The flow {flow.graph.name}")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label={title} direction="ltr">',
        f"<style>{STYLE.strip()}</style>", TIP,
        *(_way(way) for way in flow.ways),
        *(line for box in flow.boxes for line in _box(box, first=box.node.name == flow.graph.start)),
        *(_text("label", *way.label, way.edge.label) for way in flow.ways if way.label and way.edge.label),
        "</svg>",
    ]  # fmt: skip
    return "\n".join(parts) + "\n"


def _way(way: Way) -> str:
    (x, y), *bends = way.points
    path = f"M{x:g} {y:g} " + " ".join(f"L{a:g} {b:g}" for a, b in bends)
    return f'<path class="way{" fault" if way.edge.fault else ""}" d="{path}" marker-end="url(#tip)"/>'


def _box(box: Box, *, first: bool) -> Iterator[str]:
    left, top, lines = box.x - box.width / 2, box.y - box.height / 2, lines_of(box.node)
    size = f'width="{box.width:g}" height="{box.height:g}" rx="{box.height / 2 if box.node.ends else 10:g}"'
    yield f'<rect class="box {_style(box)}" x="{left:g}" y="{top:g}" {size}/>'
    if first:
        yield f'<circle class="start" cx="{left + 12:g}" cy="{top + 12:g}" r="5"/>'
    yield _text("name", box.x, top + LINE + 3, box.node.name)
    for row, line in enumerate(lines, start=2):
        yield _text("note", box.x, top + LINE * row + 2, line)


def _style(box: Box) -> str:
    if box.node.ends:
        return "ends"
    if box.node.type in _SAYS:
        return "says"
    if box.node.type == "GetParticipantInput":
        return "asks"
    return "looks" if box.node.type in _LOOKS else ""


def _text(style: str, x: float, y: float, text: str) -> str:
    return f'<text class="{style}" x="{x:g}" y="{y:g}">{escape(text)}</text>'


def graphs() -> list[Graph]:
    """Return the graphs of all flows, by name."""
    files = sorted(FLOWS.glob("*.json"))
    return [graph_of(file.stem, json.loads(file.read_text("utf-8"))) for file in files]


def words() -> Words:
    """Return what flows say, by language and id, as the catalogue has it."""
    return {language: dict(_words(language)) for language in ("ar", "en")}


def _words(language: str) -> Iterator[tuple[str, str]]:
    text = (ROOT / "chalicelib" / "messages" / language / "flows.ftl").read_text("utf-8")
    serializer = FluentSerializer()
    for entry in FluentParser().parse(text).body:
        if isinstance(entry, Message) and isinstance(entry.value, Pattern):
            written = serializer.serialize_entry(Message(entry.id, entry.value)).partition("=")[2]
            yield entry.id.name, " ".join(written.split())


def page(drawn: list[Graph], said: Words) -> str:
    """Return docs/flows.md."""
    parts = [HEAD, "| flow | actions | prompts |\n|---|---|---|"]
    parts += [f"| [{g.name}](#{g.name}) | {len(g.nodes)} | {len(g.prompts)} |" for g in drawn]
    return "\n".join(parts) + "\n" + "".join(_section(graph, said) for graph in drawn)


HEAD = """# What callers hear

Every flow of `connect_flows/`, drawn from its JSON by `make pictures`, with what it says in both languages beside it. A
flow holds no words: `${prompt:id}` stands for a line of `chalicelib/messages/{ar,en}/flows.ftl`. Green boxes say
something, yellow ones ask for keys, blue ones decide; a dot marks the first action; thin dashed ways are taken when
something fails.
"""


def _section(graph: Graph, said: Words) -> str:
    rows = "".join(f"| `{id_}` | {_cell(said['ar'][id_])} | {_cell(said['en'][id_])} |\n" for id_ in graph.prompts)
    table = f"| prompt | عربي | English |\n|---|---|---|\n{rows}" if rows else "It says nothing by itself.\n"
    return f"\n## {graph.name}\n\n![The flow {graph.name}]({picture_name(graph)})\n\n{table}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def picture_name(graph: Graph) -> str:
    """Return the file name of a flow's picture in docs/."""
    return f"flow-{graph.name.replace('_', '-')}.svg"


def main() -> None:
    """Draw every flow of connect_flows/, and write the page that shows them with their prompts."""
    drawn = graphs()
    for flow in placed(drawn):
        (DOCS / picture_name(flow.graph)).write_text(draw(flow), "utf-8")
    (DOCS / "flows.md").write_text(page(drawn, words()), "utf-8")
    for old in {file.name for file in DOCS.glob("flow-*.svg")} - {picture_name(graph) for graph in drawn}:
        (DOCS / old).unlink()
    print(f"docs/flows.md: {len(drawn)} flows")


if __name__ == "__main__":
    main()
