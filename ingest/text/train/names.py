"""Trains a network for names: python3 names.py --data DIR --vectors FILE --steps N --out NETWORK. README.md has the whole recipe.

Corpora have conventions. A network learns each of them apart, UNER's from the web and GMB's from the
news. With --taught, what teach.py wrote, it learns what teachers say and a little of the labels
themselves, and to tell which convention a sentence is in.
"""

import argparse
import pickle
import random

import numpy
import torch
from torch.nn import functional as F

import corpus
import crf
import evaluation
import examples
import gum
import network
import training

SIZES = {"layers": 1, "affix_dim": 64, "word_dropout": 0.1}
TEACHER = dict(SIZES, hidden=160, dropout=0.33, form_dropout=0.5, tells=False)
PUPIL = dict(SIZES, hidden=128, dropout=0.33, form_dropout=0.5, tells=True)
WEB, NEWS = 0, 1  # the conventions
NAMES = ["web", "news"]
OF_GOLD = 0.5  # how much a taught network learns of the labels themselves
OF_WHICH = 0.05  # how much it learns to tell the convention


def load(folder, vectors, cache, all_words):
    """The data, names of GUM and all, as {"web": sentences, "news": sentences, "sets": all there is}."""
    data = examples.load(folder, vectors, cache, examples.ALL_WORDS if all_words else examples.FREQUENT_WORDS)
    sets = data["sets"]
    gum.add_entities(sets["gum"])
    examples.index(dict(data, sets={"gum": sets["gum"]}))
    unmarked = [label in corpus.UNMARKED for label in corpus.ENTITIES]
    data["web"] = [s for name in ("ewt", "wikigold", "gum") for s in sets[name] if s.entities]
    data["news"] = sets["gmb"]
    for s in data["web"]:
        s.y_entities[numpy.ix_(s.y_entities[:, 0], unmarked)] = True
    return data


def teacher(sizes, vectors):
    """A network and its loss: each convention of its own corpora. That of the web knows neither nationalities nor titles."""
    of_web = torch.tensor([label == "O" or label not in corpus.UNMARKED for label in corpus.ENTITIES])

    def loss(model, batch):
        k = batch["convention"]
        allowed = batch["entities"] & of_web if k == WEB else batch["entities"]
        return {NAMES[k]: crf.loss(model(batch)[k], model.transitions[k], batch["inside"], allowed)}

    return network.Names(sizes, vectors), loss


def pupil(sizes, vectors):
    """A network and its loss: what the teachers expect, and the labels."""

    def loss(model, batch):
        k, inside, n = batch["convention"], batch["inside"], len(corpus.ENTITIES)
        *scores, second = model(batch)
        scores, transitions = scores[k], model.transitions[k]
        labels, pairs = torch.zeros(scores.shape), torch.zeros(len(scores), n, n)
        for i, s in enumerate(batch["sentences"]):
            labels[i, :s.n], pairs[i] = torch.from_numpy(s.taught_labels.astype(numpy.float32)), torch.from_numpy(s.taught_pairs)
        total = (second * inside).sum(1)
        return {"gold": OF_GOLD * crf.loss(scores, transitions, inside, batch["entities"]),
                "taught": (1 - OF_GOLD) * crf.loss_of_expectations(scores, transitions, inside, labels, pairs),
                "which": OF_WHICH * F.binary_cross_entropy_with_logits(total, torch.full(total.shape, float(k)))}

    return network.Names(sizes, vectors), loss


@torch.no_grad()
def evaluate(model, sentences, convention):
    """Scores in a convention; where the network tells it, also how often it tells this one."""
    model.eval()
    right = 0
    for group in examples.batches(sentences, 6000):
        batch = examples.collate(group)
        *scores, second = model(batch) if model.sizes["tells"] else model(batch) + [None]
        for i, s in enumerate(batch["sentences"]):
            k = convention if second is None else int(second[i, :s.n].sum() > 0)
            right += k == convention
            s.p_entities = crf.best(scores[k][i, :s.n], model.transitions[k])
    model.train()
    return dict(evaluation.entities(sentences, corpus.ENTITIES), convention=100 * right / len(sentences))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data", required=True)
    p.add_argument("--vectors", required=True)
    p.add_argument("--cache")
    p.add_argument("--out", required=True)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--steps", type=int, required=True, help="batches, over which the learning rate falls to nothing")
    p.add_argument("--all-words", action="store_true", help="vectors of all words, more than fit into the program")
    p.add_argument("--taught", help="what teach.py wrote")
    args = p.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    data = load(args.data, args.vectors, args.cache, args.all_words)
    if args.taught:
        with open(args.taught, "rb") as f:
            for s, (s.taught_labels, s.taught_pairs) in zip(data["web"] + data["news"], pickle.load(f), strict=True):
                pass
    sizes, make = (PUPIL, pupil) if args.taught else (TEACHER, teacher)
    model, loss = make(sizes, torch.from_numpy(data["vectors"]))
    streams = [examples.forever(data[name], 2000, rng) for name in ("web", "news")]

    def next_batch():
        k = rng.randrange(2)
        return dict(examples.collate(next(streams[k])), convention=k)

    average = training.train(model, next_batch, loss, args.steps, 3e-3)
    for name, convention in (("dev", WEB), ("test", WEB), ("gmbtest", NEWS)):
        print(name, evaluation.show(evaluate(average, data["sets"][name], convention)), flush=True)
    torch.save({"state": average.state_dict(), "sizes": sizes}, args.out)


if __name__ == "__main__":
    main()
