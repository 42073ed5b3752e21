// Prints a graph as graphology, and so Gephi Lite, reads it from a file.
//
// Usage: node read_graphology.mjs FORMAT FILE, with FORMAT gexf or graphml. The output
// is what readers_test.go calls a readGraph, as JSON.

import { readFileSync } from "node:fs";
import Graph from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";

const [format, file] = process.argv.slice(2);
const graph = { gexf, graphml }[format].parse(Graph, readFileSync(file, "utf8"));

process.stdout.write(
  JSON.stringify({
    nodes: graph.mapNodes((id, attributes) => ({ id, attributes })),
    edges: graph.mapEdges((id, attributes, source, target) => ({
      source,
      target,
      directed: graph.isDirected(id),
      attributes: { id, ...attributes },
    })),
  }),
);
