"""Times shortest chains in networkx and igraph, for BenchmarkPeers.

Usage: peers.py EDGES PAIRS. Both files have two numbers of actors on a line; EDGES
may name an edge twice. Prints a line for each library that is installed: its name,
its version, and the median and the slowest hundredth of the pairs in microseconds.
"""

import sys
import time


def pairs_of(path):
    with open(path) as lines:
        return [tuple(map(int, line.split())) for line in lines]


def report(name, version, ask, pairs):
    took = []
    for a, b in pairs:
        start = time.perf_counter()
        ask(a, b)
        took.append((time.perf_counter() - start) * 1e6)
    took.sort()
    print(name, version, took[len(took) // 2], took[len(took) * 99 // 100], flush=True)


def main():
    edges, pairs = pairs_of(sys.argv[1]), pairs_of(sys.argv[2])
    try:
        import networkx

        graph = networkx.Graph(edges)

        def walk(a, b):
            try:
                return networkx.bidirectional_shortest_path(graph, a, b)
            except networkx.NetworkXNoPath:
                return None

        report("networkx", networkx.__version__, walk, pairs)
        del graph
    except ImportError:
        pass
    try:
        import igraph

        graph = igraph.Graph(1 + max(map(max, edges)), edges).simplify()
        report("igraph", igraph.__version__, lambda a, b: graph.get_shortest_paths(a, to=b), pairs)
    except ImportError:
        pass


main()
