"""Writes a network as GEXF with networkx, for BenchmarkPeers.

Usage: write_networkx.py FILE. Reads the network as tables whose first column says "node" or
"edge", tabs between the columns; prints the seconds of processors that writing took and the most bytes that
this process has held.
"""

import resource
import sys
import time

import networkx

NODE = ["kind", "country", "code", "roles", "degree"]
EDGE = ["relation", "plover", "quadclass", "symmetric", "first_date", "last_date", "dates", "events", "articles", "sources"]
NUMBERS = {"degree", "quadclass", "events", "articles", "sources"}


def attributes(names, values):
    known = {n: v for n, v in zip(names, values) if v}
    return {n: int(v) if n in NUMBERS else v == "true" if n == "symmetric" else v for n, v in known.items()}


def main():
    graph = networkx.MultiDiGraph()
    for line in sys.stdin:
        sort, *row = line.rstrip("\n").split("\t")
        if sort == "node":
            graph.add_node(row[0], label=row[1], **attributes(NODE, row[2:]))
        else:
            source, target, key, label, weight = row[:5]
            graph.add_edge(source, target, key=key, label=label, weight=float(weight), **attributes(EDGE, row[5:]))
    start = time.process_time()
    networkx.write_gexf(graph, sys.argv[1], version="1.2draft")
    print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


main()
