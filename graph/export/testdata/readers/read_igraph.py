"""Prints a graph as igraph reads it from a file.

Usage: read_igraph.py FORMAT FILE, with FORMAT graphml, gml or pajek. The output is what
readers_test.go calls a readGraph, as JSON.
"""

import json
import sys

import igraph

READ = {
    "graphml": igraph.Graph.Read_GraphML,
    "gml": igraph.Graph.Read_GML,
    "pajek": igraph.Graph.Read_Pajek,
}


def known(element):
    """Gives the attributes of a vertex or an edge, without those that igraph fills in: every one has all."""
    return {k: v for k, v in element.attributes().items() if v is not None and v != "" and v == v}


def main():
    graph = READ[sys.argv[1]](sys.argv[2])
    ids = graph.vs["id"] if "id" in graph.vs.attributes() else [str(v.index) for v in graph.vs]
    ids = [str(int(i)) if isinstance(i, float) else i for i in ids]
    nodes = [{"id": i, "attributes": known(v)} for i, v in zip(ids, graph.vs)]
    edges = [
        {"source": ids[e.source], "target": ids[e.target], "directed": graph.is_directed(), "attributes": known(e)}
        for e in graph.es
    ]
    json.dump({"nodes": nodes, "edges": edges}, sys.stdout)


main()
