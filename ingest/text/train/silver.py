"""Parses the news sentences of GMB with several networks together, as more to train on:

python3 silver.py --data DIR --vectors FILE --cache FILE --out SILVER NETWORK...

Each word's head is that of the greatest mean probability. A sentence whose heads
make no tree is left out, and so is one of which the networks are least sure. This is
self-training with an ensemble: where several networks agree on an unseen sentence,
each learns from it what it did not learn alone. The sentences keep the entities that
GMB gives them.
"""

import argparse
import pickle

import numpy
import torch

import corpus
import examples
import network


def is_tree(heads):
    """Whether each word reaches the root, which has one child."""
    if (heads == 0).sum() != 1:
        return False
    for i in range(len(heads)):
        at, steps = i + 1, 0
        while at != 0:
            at = heads[at - 1]
            steps += 1
            if steps > len(heads):
                return False
    return True


@torch.no_grad()
def parse(models, sentences, labels):
    """Sentences with the tags and trees of all models together, each with its mean log probability a word."""
    out = []
    for m in models:
        m.eval()
    for group in examples.batches(sentences, 6000):
        batch = examples.collate(group)
        encoded = [m.encoder(batch) for m in models]
        mean = lambda scores: torch.stack([s.softmax(-1) for s in scores]).mean(0)
        tags = [m.score_tags(x) for m, x in zip(models, encoded)]
        upos, xpos = (mean([t[k] for t in tags]).argmax(-1) for k in (0, 1))
        outside = ~torch.cat([torch.ones(len(group), 1, dtype=bool), batch["inside"]], 1)
        arcs = mean([m.score_arcs(x).masked_fill(outside[:, None, :], -1e4) for m, x in zip(models, encoded)])
        sure, heads = arcs.max(-1)
        relations_sure, relations = mean([m.score_relations(x, heads) for m, x in zip(models, encoded)]).max(-1)
        sure = (sure * relations_sure).log()
        for i, s in enumerate(batch["sentences"]):
            h = heads[i, :s.n].numpy()
            if not is_tree(h):
                continue
            name = lambda kind, found: [labels[kind][k] for k in found[i, :s.n].numpy()]
            parsed = corpus.Sentence(s.forms, name("upos", upos), name("xpos", xpos), h.tolist(), name("relations", relations), entities=s.entities)
            out.append((float(sure[i, :s.n].mean()), parsed))
    return out


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data")
    p.add_argument("--vectors")
    p.add_argument("--cache")
    p.add_argument("--out", required=True)
    p.add_argument("--least", type=float, default=-0.25, help="mean log probability a word below which a sentence is left out")
    p.add_argument("networks", nargs="+")
    args = p.parse_args()
    torch.set_num_threads(1)
    data = examples.load(args.data, args.vectors, args.cache)
    models = []
    for path in args.networks:
        saved = torch.load(path)
        model = network.Parser(saved["sizes"], saved["labels"], torch.from_numpy(data["vectors"]))
        model.load_state_dict(saved["state"])
        models.append(model)
    news = [corpus.split_hyphens(s) for s in data["sets"]["gmb"]]
    examples.index({"words": data["words"], "labels": data["labels"], "sets": {"news": news}})
    parsed = parse(models, news, data["labels"])
    kept = [s for sure, s in parsed if sure >= args.least]
    print(len(news), "sentences", len(parsed), "trees", len(kept), "kept; deciles of certainty",
          numpy.percentile([sure for sure, _ in parsed], range(10, 100, 10)).round(3))
    with open(args.out, "wb") as f:
        pickle.dump(kept, f)


if __name__ == "__main__":
    main()
