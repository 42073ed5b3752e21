"""Trains a network: python3 train.py --data DIR --vectors FILE --steps N --out NETWORK. README.md has the whole recipe."""

import argparse
import pickle
import random

import torch
from torch.nn import functional as F

import evaluation
import examples
import network
import training
from examples import PADDING

SIZES = {"hidden": 192, "layers": 2, "affix_dim": 92, "arc": 128, "rel": 128,
         "dropout": 0.33, "word_dropout": 0.1, "form_dropout": 0.25}


def loss(model, batch):
    x = model.encoder(batch)
    upos, xpos, entities = model.score_tags(x)
    total = {}
    flat = lambda t: t.reshape(-1, t.shape[-1])
    if (batch["upos"] != PADDING).any():
        for k, scores in (("upos", upos), ("xpos", xpos)):
            total[k] = F.cross_entropy(flat(scores), batch[k].reshape(-1), ignore_index=PADDING)
        arcs = model.score_arcs(x)
        outside = ~torch.cat([torch.ones(len(x), 1, dtype=bool), batch["inside"]], 1)
        arcs = arcs.masked_fill(outside[:, None, :], -1e4)
        total["arcs"] = F.cross_entropy(flat(arcs), batch["heads"].reshape(-1), ignore_index=PADDING)
        relations = model.score_relations(x, batch["heads"])
        total["relations"] = F.cross_entropy(flat(relations), batch["relations"].reshape(-1), ignore_index=PADDING)
    labelled = ~batch["entities"].all(-1) & batch["inside"]
    if labelled.any():
        scores = entities[labelled].log_softmax(-1).masked_fill(~batch["entities"][labelled], -1e4)
        total["entities"] = -scores.logsumexp(-1).mean()
    return total


def save(model, data, steps, path):
    torch.save({"state": model.state_dict(), "sizes": model.sizes, "labels": model.labels, "words": data["words"], "steps": steps}, path)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data", required=True)
    p.add_argument("--vectors", required=True)
    p.add_argument("--cache")
    p.add_argument("--out", required=True)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--steps", type=int, required=True, help="batches, over which the learning rate falls to nothing")
    p.add_argument("--tokens", type=int, default=2000, help="of a batch")
    p.add_argument("--rate", type=float, default=3e-3)
    p.add_argument("--news", type=float, default=0.33, help="share of batches from news with entities")
    p.add_argument("--silver", help="sentences parsed by silver.py")
    p.add_argument("--silver-share", type=float, default=0, help="share of batches from these")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--hidden", type=int, default=SIZES["hidden"])
    p.add_argument("--layers", type=int, default=SIZES["layers"])
    p.add_argument("--dropout", type=float, default=SIZES["dropout"])
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)

    data = examples.load(args.data, args.vectors, args.cache)
    sets, labels = data["sets"], data["labels"]
    sizes = dict(SIZES, hidden=args.hidden, layers=args.layers, dropout=args.dropout)
    model = network.Parser(sizes, labels, torch.from_numpy(data["vectors"]))
    print({k: len(v) for k, v in sets.items()}, {k: len(v) for k, v in labels.items()}, "words", len(data["words"]),
          "parameters", sum(q.numel() for q in model.parameters()), flush=True)

    if args.silver:
        with open(args.silver, "rb") as f:
            sets["silver"] = pickle.load(f)
        examples.index({"words": data["words"], "labels": labels, "sets": {"silver": sets["silver"]}})
    trees, news = (examples.forever(sets["ewt"] + sets["gum"], args.tokens, rng),
                   examples.forever(sets["gmb"] + sets["wikigold"] * 2, args.tokens, rng))
    silver = examples.forever(sets["silver"], args.tokens, rng) if args.silver else trees

    def next_batch():
        kind = rng.random()
        return examples.collate(next(news if kind < args.news else silver if kind > 1 - args.silver_share else trees))

    def report(average, step):
        save(average, data, step, args.out)
        print("dev", evaluation.show(evaluation.evaluate(average, sets["dev"], labels)), flush=True)

    average = training.train(model, next_batch, loss, args.steps, args.rate, report)
    for name in ("dev", "test", "gumdev", "gumtest", "gmbtest"):
        print(name, evaluation.show(evaluation.evaluate(average, sets[name], labels)), flush=True)
    save(average, data, args.steps, args.out)


if __name__ == "__main__":
    main()
