// Prints a graph as Cytoscape.js reads it from a file.
//
// Usage: node read_cytoscape.mjs FILE. The output is what readers_test.go calls a
// readGraph, as JSON.

import { readFileSync } from "node:fs";
import cytoscape from "cytoscape";

const { elements } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const graph = cytoscape({ headless: true, elements });

process.stdout.write(
  JSON.stringify({
    nodes: graph.nodes().map((node) => ({ id: node.id(), attributes: node.data() })),
    edges: graph.edges().map((edge) => ({
      source: edge.source().id(),
      target: edge.target().id(),
      directed: true,
      attributes: edge.data(),
    })),
  }),
);
