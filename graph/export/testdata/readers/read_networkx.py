"""Prints a graph as networkx reads it from a file.

Usage: read_networkx.py FORMAT FILE, with FORMAT gexf, graphml, gml or pajek. The output
is what readers_test.go calls a readGraph, as JSON.
"""

import json
import sys

import networkx

READ = {
    "gexf": networkx.read_gexf,
    "graphml": lambda file: networkx.read_graphml(file, force_multigraph=True),
    "gml": lambda file: networkx.read_gml(file, label="id"),
    "pajek": networkx.read_pajek,
}


def main():
    graph = READ[sys.argv[1]](sys.argv[2])
    edges = []
    keyed = graph.edges(keys=True, data=True) if graph.is_multigraph() else [(a, b, None, d) for a, b, d in graph.edges(data=True)]
    for source, target, key, data in keyed:
        # The id of an edge is an attribute in GEXF, the key in GraphML.
        edges.append({
            "source": str(source),
            "target": str(target),
            "directed": graph.is_directed(),
            "attributes": {"id": key, **data},
        })
    nodes = [{"id": str(id), "attributes": data} for id, data in graph.nodes(data=True)]
    json.dump({"nodes": nodes, "edges": edges}, sys.stdout)


main()
