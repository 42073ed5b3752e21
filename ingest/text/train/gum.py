"""Names out of the entities of GUM, which are whole noun phrases, named or not.

The name is what is capitalised around the head of the phrase: "Hamdullah Mohib" in "Afghan
Ambassador to the United States Hamdullah Mohib". Where that is not sure, any label may be right.
"""

import re

import corpus

CLASSES = {"person": "PER", "organization": "ORG", "place": "LOC"}
LINKING = {"of", "for", "and", "'s", "&", "-", "on", "in"}  # inside the names of bodies and places


def mentions(misc):
    """The entities that begin and end in the sentence: (first, end, type)."""
    found, begun = [], []
    for i, column in enumerate(misc):
        entity = re.search(r"(?:^|\|)Entity=([^|]*)", column)
        for piece in re.finditer(r"\(([^()]+)(\))?|([^()]+)\)", entity[1] if entity else ""):
            begins, at_once, ends = piece.groups()
            if begins:
                number, kind = begins.split("-")[:2]
                begun.append((number, i, kind))
                ends = number if at_once else None
            if ends:
                for k in range(len(begun) - 1, -1, -1):
                    if begun[k][0] == ends:
                        _, first, kind = begun.pop(k)
                        found.append((first, i + 1, kind))
                        break
    return found


class Names:
    """Finds the names in one sentence."""

    def __init__(self, s):
        self.s = s

    def inside(self, i, first, end):
        """Whether the head of word i is in the phrase."""
        return first < self.s.heads[i] <= end

    def describes(self, i):
        """Whether a word is part of a title: "President", "Prime" of "Prime Minister"."""
        s = self.s
        return s.relations[i] == "nmod:desc" or s.relations[i] in ("compound", "amod") and s.heads[i] > 0 and s.relations[s.heads[i] - 1] == "nmod:desc"

    def find(self, first, end, cls):
        """The range of the name in the phrase, or None."""
        s = self.s
        heads = [i for i in range(first, end) if not self.inside(i, first, end)]
        if not heads or s.upos[heads[0]] != "PROPN" or s.xpos[heads[0]] == "NNPS" and cls == "PER" or self.describes(heads[0]):
            return None  # "Muslims" are none
        others = ("NOUN", "X") if cls == "PER" else ("NOUN", "X", "ADJ", "VERB", "NUM", "ADV")

        def named(i):
            return first <= i < end and (s.forms[i][:1].isupper() or s.forms[i][:1].isdigit()) and (s.upos[i] == "PROPN" or s.upos[i] in others) and not self.describes(i)

        def link(i):
            return cls != "PER" and first <= i < end and s.forms[i].lower() in LINKING

        a, b = heads[0], heads[0] + 1
        if not named(a):
            return None
        while named(a - 1) or link(a - 1) and named(a - 2):
            a -= 1 if named(a - 1) else 2
        while True:
            if named(b):
                b += 1
            elif link(b) and named(b + 1):
                b += 2
            elif link(b) and b + 2 < end and s.forms[b + 1].lower() == "the" and named(b + 2):
                b += 3
            else:
                break
        while cls == "PER" and a < b and s.forms[a] in corpus.TITLES:
            a += 1
        return (a, b, cls) if a < b else None


def add_entities(sentences):
    """Sets the entities of sentences with trees and MISC."""
    anything = frozenset(corpus.ENTITIES)
    for s in sentences:
        phrases, names = mentions(s.misc), Names(s)
        found, taken = [], set()
        spans = {span for first, end, kind in phrases if kind in CLASSES for span in [names.find(first, end, CLASSES[kind])] if span}
        for a, b, cls in sorted(spans, key=lambda span: (span[0] - span[1], span)):  # the longest first
            if taken.isdisjoint(range(a, b)):
                taken.update(range(a, b))
                found.append((a, b, cls))
        s.entities = corpus.allowed(len(s.forms), found, corpus.UNMARKED)
        dates = {i for first, end, kind in phrases if kind == "time" for i in range(first, end)}
        for i in range(len(s.forms)):
            if i not in taken and i not in dates and s.upos[i] == "PROPN":
                s.entities[i] = corpus.UNMARKED if names.describes(i) else anything
    return sentences
