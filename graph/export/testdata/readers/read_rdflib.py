"""Prints the triples that rdflib reads from files of RDF, all into one graph, as N-Triples.

Usage: read_rdflib.py [--select QUERY]… FORMAT FILE [FORMAT FILE]…, with FORMAT nquads, turtle
or json-ld. With queries of SPARQL it prints what they answer instead: a row a line, tabs between
its values, and an empty line after each answer.
"""

import sys

import rdflib
from rdflib.plugins.serializers.nt import _quoteLiteral

# Literals stay as they are written.
rdflib.NORMALIZE_LITERALS = False


def main():
    arguments = sys.argv[1:]
    queries = []
    while arguments[0] == "--select":
        queries.append(arguments[1])
        arguments = arguments[2:]
    graph = rdflib.ConjunctiveGraph()
    for format, file in zip(arguments[::2], arguments[1::2]):
        graph.parse(file, format=format)
    for query in queries:
        for row in graph.query(query):
            print("\t".join("" if value is None else str(value) for value in row))
        print()
    if not queries:
        for subject, predicate, object in {quad[:3] for quad in graph.quads()}:
            print(nt(subject), nt(predicate), nt(object), ".")


def nt(term):
    """Writes a term as N-Triples have it: on one line."""
    return _quoteLiteral(term) if isinstance(term, rdflib.Literal) else term.n3()


main()
