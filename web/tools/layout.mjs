// Places the boxes of graphs: a list of {nodes: [{id, width, height}], edges: [{from, to, label}]} on standard input,
// the same with positions on standard output. Used by `make pictures` (infra/flow_layout.py).
import dagre from "@dagrejs/dagre";

const SPACING = { rankdir: "TB", nodesep: 34, ranksep: 46, edgesep: 14, marginx: 24, marginy: 24 };

function place({ nodes, edges }) {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph(SPACING);
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
  edges.forEach(({ from, to, width }, at) =>
    graph.setEdge(from, to, { width, height: width ? 16 : 0, labelpos: "c" }, String(at)),
  );
  dagre.layout(graph);
  const round = (value) => Math.round(value * 10) / 10;
  const point = ({ x, y }) => [round(x), round(y)];
  return {
    width: round(graph.graph().width),
    height: round(graph.graph().height),
    nodes: nodes.map(({ id }) => [id, ...point(graph.node(id))]),
    edges: edges.map(({ from, to, width }, at) => {
      const edge = graph.edge(from, to, String(at));
      return { points: edge.points.map(point), label: width ? point(edge) : null };
    }),
  };
}

let text = "";
for await (const chunk of process.stdin) text += chunk;
process.stdout.write(JSON.stringify(JSON.parse(text).map(place)));
