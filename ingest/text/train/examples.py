"""Sentences as numbers: features and labels looked up, and put into batches."""

import os
import pickle

import numpy
import torch

import corpus
import features

FREQUENT_WORDS = 60000  # of GloVe, beside those of the training data
ALL_WORDS = 10**9
PADDING = -100  # no label: cross entropy ignores it


def load(folder, vectors_path, cache, frequent=FREQUENT_WORDS):
    """All data with features looked up; kept in a file, as reading takes a minute."""
    if cache and os.path.exists(cache):
        with open(cache, "rb") as f:
            return pickle.load(f)
    sets = {"ewt": corpus.ewt(folder, "train"), "gum": corpus.gum_free(folder), "dev": corpus.ewt(folder, "dev"),
            "test": corpus.ewt(folder, "test"), "wikigold": corpus.wikigold(folder),
            "gumdev": corpus.conllu(os.path.join(folder, "ud/gum-dev.conllu.gz")),
            "gumtest": corpus.conllu(os.path.join(folder, "ud/gum-test.conllu.gz"))}
    sets["gmb"], sets["gmbtest"] = corpus.gmb(folder)
    vocabulary = {features.normalise(f).lower() for name in ("ewt", "gum", "wikigold", "gmb") for s in sets[name] for f in s.forms}
    words, table = corpus.word_vectors(vectors_path, vocabulary, frequent)
    # What the network will compute with: steps of 1/32.
    table = numpy.clip(numpy.round(table * 32), -127, 127) / 32
    trees = sets["ewt"] + sets["gum"]
    labels = {"upos": sorted({t for s in trees for t in s.upos}), "xpos": sorted({t for s in trees for t in s.xpos}),
              "relations": sorted({r for s in trees for r in s.relations}), "entities": corpus.ENTITIES}
    data = {"sets": sets, "words": words, "vectors": table.astype(numpy.float32), "labels": labels}
    index(data)
    if cache:
        with open(cache, "wb") as f:
            pickle.dump(data, f)
    return data


def index(data):
    """Turns forms and labels into the numbers the network works with."""
    word_ids = {w: i for i, w in enumerate(data["words"])}
    ids = {k: {l: i for i, l in enumerate(v)} for k, v in data["labels"].items()}
    known, sets = {}, {}

    def look_up(form):
        if form not in known:
            known[form] = (word_ids.get(features.normalise(form).lower(), 0), features.affix_rows(form))
        return known[form]

    def mask(allowed):
        return [label in allowed for label in data["labels"]["entities"]]

    masks = {}
    for name, sentences in data["sets"].items():
        for s in sentences:
            found = [look_up(f) for f in s.forms]
            s.n = len(s.forms)
            s.words = numpy.array([f[0] for f in found], numpy.int32)
            s.affixes = numpy.array([f[1] for f in found], numpy.int32)
            if s.upos:
                s.y_upos = numpy.array([ids["upos"].get(t, PADDING) for t in s.upos], numpy.int32)
                s.y_xpos = numpy.array([ids["xpos"].get(t, PADDING) for t in s.xpos], numpy.int32)
                s.y_heads = numpy.array(s.heads, numpy.int32)
                s.y_relations = numpy.array([ids["relations"].get(r, PADDING) for r in s.relations], numpy.int32)
            if s.entities:
                for e in s.entities:
                    if e not in masks:
                        masks[e] = mask(e)
                s.y_entities = numpy.array([masks[e] for e in s.entities], bool)


def collate(sentences):
    """A batch, longest sentence first."""
    sentences = sorted(sentences, key=lambda s: -s.n)
    lengths = [s.n for s in sentences]
    b, n = len(sentences), lengths[0]
    words = numpy.zeros((b, n), numpy.int64)
    affixes = numpy.zeros((b, n, features.AFFIXES), numpy.int64)
    y = {k: numpy.full((b, n), PADDING, numpy.int64) for k in ("upos", "xpos", "heads", "relations")}
    entities = numpy.ones((b, n, len(corpus.ENTITIES)), bool)  # all allowed: says nothing
    for i, s in enumerate(sentences):
        words[i, :s.n], affixes[i, :s.n] = s.words, s.affixes
        if s.upos:
            for k in y:
                y[k][i, :s.n] = getattr(s, "y_" + k)
        if s.entities:
            entities[i, :s.n] = s.y_entities
    batch = {k: torch.from_numpy(v) for k, v in y.items()}
    batch.update(words=torch.from_numpy(words), affixes=torch.from_numpy(affixes), lengths=torch.tensor(lengths),
                 entities=torch.from_numpy(entities), sentences=sentences)
    batch["inside"] = torch.arange(n)[None, :] < batch["lengths"][:, None]
    return batch


def batches(sentences, tokens, rng=None):
    """Batches of sentences of like length, about so many tokens each."""
    key = (lambda s: s.n + rng.random() * 3) if rng else (lambda s: s.n)
    out, cur, longest = [], [], 0
    for s in sorted(sentences, key=key):
        if cur and (len(cur) + 1) * max(longest, s.n) > tokens:
            out.append(cur)
            cur, longest = [], 0
        cur.append(s)
        longest = max(longest, s.n)
    if cur:
        out.append(cur)
    if rng:
        rng.shuffle(out)
    return out


def forever(sentences, tokens, rng):
    """Batches without end, in an order of its own each time through."""
    while True:
        yield from batches(sentences, tokens, rng)
