"""Prints the triples that rdflib reads from files of RDF, all into one graph, as N-Triples.

Usage: read_rdflib.py FORMAT FILE [FORMAT FILE]…, with FORMAT nquads, turtle or json-ld.
With a query before them, read_rdflib.py --select QUERY FORMAT FILE…, it prints what the
query of SPARQL answers: a row a line, tabs between its values.
"""

import sys

import rdflib

# Literals stay as they are written.
rdflib.NORMALIZE_LITERALS = False


def main():
    arguments = sys.argv[1:]
    query = None
    if arguments[0] == "--select":
        query, arguments = arguments[1], arguments[2:]
    graph = rdflib.ConjunctiveGraph()
    for format, file in zip(arguments[::2], arguments[1::2]):
        graph.parse(file, format=format)
    if query is None:
        for triple in {triple[:3] for triple in graph.quads()}:
            print(" ".join(term.n3() if isinstance(term, rdflib.URIRef) else nt(term) for term in triple), ".")
        return
    for row in graph.query(query):
        print("\t".join("" if value is None else str(value) for value in row))


def nt(term):
    """Writes a term that is no IRI as N-Triples have it: on one line."""
    from rdflib.plugins.serializers.nt import _quoteLiteral

    return _quoteLiteral(term) if isinstance(term, rdflib.Literal) else term.n3()


main()
