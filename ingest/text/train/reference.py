"""Computes what a file of weights says of sentences, slowly and plainly: python3 reference.py MODEL < SENTENCES > SAID.

A line of SENTENCES is the words of one, set apart by blanks; a line of SAID is JSON. The Go
code must say the same to the last bit, and a test of ingest/text/internal/network compares.
All sums are integers, and floats are float32, each operation rounded on its own.
"""

import json
import struct
import sys

import numpy

import features

FLOAT = numpy.float32


class Weights:
    def __init__(self, path):
        with open(path, "rb") as f:
            self.data = f.read()
        size, = struct.unpack("<I", self.data[8:12])
        self.header = json.loads(self.data[12:12 + size])

    def __getitem__(self, name):
        t = self.header["tensors"][name]
        if t["type"] == "bytes":
            return self.data[t["offset"]:t["offset"] + t["length"]]
        kind = numpy.dtype(t["type"]).newbyteorder("<")
        return numpy.frombuffer(self.data, kind, int(numpy.prod(t["shape"])), t["offset"]).reshape(t["shape"])

    def linear(self, name, x):
        sums = x.astype(numpy.int64) @ self[name].astype(numpy.int64).T
        return sums.astype(FLOAT) * self[name + ".scale"] + self[name + ".bias"]


def tanh(x):
    x = numpy.clip(x, FLOAT(-7), FLOAT(7))
    y = x * x
    p = ((FLOAT(0.027607944) * y + FLOAT(15.995608)) * y + FLOAT(864.2153)) * y + FLOAT(7024.863)
    q = ((y + FLOAT(148.02983)) * y + FLOAT(3205.742)) * y + FLOAT(7024.893)
    return p * x / q


def sigmoid_of_double(x):
    return FLOAT(0.5) * tanh(x) + FLOAT(0.5)


def leaky(v):
    return numpy.where(v > 0, v, FLOAT(0.1) * v)


def quantise(v, unit, most):
    return numpy.rint(numpy.clip(v * FLOAT(unit), -most, most)).astype(numpy.int64)


def score(v, unit):
    return numpy.clip(numpy.rint(v.astype(numpy.float64) * unit), -2**29, 2**29).astype(numpy.int64)


def encode(w, index, words, sizes, prefix=""):
    """What an encoder gives for each word. prefix: of the names of its tensors."""
    rows, table = [], w[prefix + "affix_table"]
    for word in words:
        own = w["word_table"][index.get(features.normalise(word).lower(), 0)].astype(numpy.int64) * w.header["word_mult"]
        affixes = table[features.affix_rows(word, len(table))].astype(numpy.int64).sum(0) * sizes["affix_mult"]
        rows.append(numpy.clip(numpy.concatenate([own, affixes]), -32767, 32767))
    x, n = numpy.array(rows), sizes["hidden"]
    for layer in range(sizes["layers"]):
        directions = []
        for direction, order in (("fw", range(len(words))), ("bw", range(len(words) - 1, -1, -1))):
            state, cell, states = numpy.zeros(n, numpy.int64), numpy.zeros(n, FLOAT), numpy.zeros((len(words), n), numpy.int64)
            for t in order:
                i, f, g, o = w.linear(f"{prefix}lstm.{layer}.{direction}", numpy.concatenate([x[t], state])).reshape(4, n)
                cell = sigmoid_of_double(f) * cell + sigmoid_of_double(i) * tanh(g)
                state = states[t] = quantise(sigmoid_of_double(o) * tanh(cell), 2048, 32767)
            directions.append(states)
        x = numpy.concatenate(directions, 1)
    return x


def viterbi(labels, scores, transitions):
    """The best sequence of labels in which I-X stands after B-X and I-X alone; before the sentence stands O."""
    may = numpy.array([[not b.startswith("I-") or a[1:] == b[1:] for a in labels] for b in labels])
    paths, back = numpy.full(len(labels), -10**15), []
    paths[0] = 0
    for row in scores:
        before = numpy.where(may, paths + transitions.T, -10**16)
        back.append(before.argmax(1))
        paths = before.max(1) + row
    label, found = int(paths.argmax()), []
    for pointers in reversed(back):
        found.append(labels[label])
        label = int(pointers[label])
    return found[::-1]


def arborescence(scores):
    """The heads in the best tree below 0; scores[i][j] is of j as the head of i."""
    heads = [-1] + [max((j for j in range(len(scores)) if j != i), key=lambda j: scores[i][j]) for i in range(1, len(scores))]
    for start in range(1, len(scores)):
        at, seen = start, []
        while at > 0 and at not in seen:
            seen.append(at)
            at = heads[at]
        if at > 0:
            cycle = seen[seen.index(at):]
            break
    else:
        return heads
    # Contract the cycle into one vertex, the last.
    rest = [i for i in range(len(scores)) if i not in cycle]
    gain = lambda i, j: scores[i][j] - scores[i][heads[i]]
    enter = [max(cycle, key=lambda i: gain(i, j)) for j in rest]
    leave = [max(cycle, key=lambda j: scores[i][j]) for i in rest]
    small = [[scores[i][j] for j in rest] + [scores[i][leave[k]]] for k, i in enumerate(rest)]
    small.append([gain(enter[k], j) for k, j in enumerate(rest)] + [0])
    below = arborescence(small)
    for k, i in enumerate(rest[1:], 1):
        heads[i] = leave[k] if below[k] == len(rest) else rest[below[k]]
    heads[enter[below[-1]]] = rest[below[-1]]
    return heads


def tree(scores):
    """Heads, counted from 1; 0 is the root, and has one child: of a second one the loss is greater than all gain."""
    loss = (int(scores.max()) - int(scores.min())) * (len(scores) + 1) + 1
    rows = [[0] * scores.shape[1]] + [[int(row[0]) - loss] + [int(v) for v in row[1:]] for row in scores]
    return arborescence(rows)[1:]


def parse(w, index, words):
    h = w.header
    named = encode(w, index, words, h["names"], "names.")
    convention = "names.news" if score(w.linear("names.convention", named), 1024).sum() > score(numpy.float64(h["news_from"]), 1024) else "names.web"
    transitions = w[convention + ".transitions"].reshape(len(h["entities"]), -1)
    x = encode(w, index, words, h["encoder"])
    upos, xpos = numpy.split(w.linear("tags", x), [len(h["upos"])], 1)
    rooted = numpy.concatenate([w["root"].astype(numpy.int64)[None], x])
    dependents = quantise(leaky(w.linear("arcs", x)[:, :h["arc"]]), 256, 4095)
    heads = quantise(leaky(w.linear("arcs", rooted)[:, h["arc"]:]), 2048, 16383)
    keys = quantise(w.linear("arc_u", heads), 256, 4095)
    arcs = tree(dependents @ keys.T + score(w.linear("headbias", heads)[:, 0], 65536))
    sides, root = w.linear("labels", x), h["relations"].index("root")
    relations = []
    for i, head in enumerate(arcs):
        if head == 0:
            relations.append("root")
            continue
        hidden = quantise(leaky(sides[i, :h["rel"]] + sides[head - 1, h["rel"]:]), 2048, 32767)
        scores = w.linear("label_out", hidden)
        scores[root] = -numpy.inf
        relations.append(h["relations"][scores.argmax()])
    return {"words": words, "upos": [h["upos"][i] for i in upos.argmax(1)], "xpos": [h["xpos"][i] for i in xpos.argmax(1)],
            "entities": viterbi(h["entities"], score(w.linear(convention, named), 1024), score(transitions, 1024)), "heads": arcs, "relations": relations}


def main():
    w = Weights(sys.argv[1])
    index = {word: i for i, word in enumerate(w["words"].decode().split("\n"))}
    for line in sys.stdin:
        print(json.dumps(parse(w, index, line.split()), ensure_ascii=False))


if __name__ == "__main__":
    main()
