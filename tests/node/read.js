// Prints what graphology and cytoscape.js find in graph files: a line of JSON for each file named.
const fs = require("fs");
const cytoscape = require("cytoscape");
const Graph = require("graphology");
const gexf = require("graphology-gexf");
const graphml = require("graphology-graphml");

// JSON has no number that is not finite.
const told = (_, value) => (typeof value === "number" && !Number.isFinite(value) ? { number: String(value) } : value);

function graphologyRead(parse, text) {
  const graph = parse(Graph, text, { addMissingNodes: false });
  return {
    directed: graph.type === "directed",
    nodes: graph.mapNodes((key, data) => [key, data]),
    edges: graph.mapEdges((key, data, source, target) => [key, source, target, data]),
  };
}

function cytoscapeRead(text) {
  const graph = cytoscape({ ...JSON.parse(text), headless: true, layout: { name: "preset" } });
  return {
    directed: graph.data("directed"),
    nodes: graph.nodes().map((node) => [node.id(), { ...node.data(), ...node.position() }]),
    edges: graph.edges().map((edge) => [edge.id(), edge.data("source"), edge.data("target"), edge.data()]),
  };
}

const READERS = {
  gexf: (text) => graphologyRead(gexf.parse, text),
  graphml: (text) => graphologyRead(graphml.parse, text),
  cyjs: cytoscapeRead,
};

for (const file of process.argv.slice(2)) {
  const read = READERS[file.slice(file.lastIndexOf(".") + 1)];
  console.log(JSON.stringify(read(fs.readFileSync(file, "utf8")), told));
}
