"""Prints a graph as networkx reads it from a file of Cytoscape's JSON.

Usage: read_cytoscape.py FILE. The output is what readers_test.go calls a readGraph, as JSON.
"""

import json
import sys

import networkx

with open(sys.argv[1], encoding="utf-8") as file:
    graph = networkx.cytoscape_graph(json.load(file))
nodes = [{"id": id, "attributes": data} for id, data in graph.nodes(data=True)]
edges = [
    {"source": source, "target": target, "directed": graph.is_directed(), "attributes": data}
    for source, target, data in graph.edges(data=True)
]
json.dump({"nodes": nodes, "edges": edges}, sys.stdout)
