"""Trains the network: python3 train.py --data DIR --vectors FILE --out NAME. See README.md."""

import argparse
import copy
import math
import os
import pickle
import random
import time

import numpy
import torch
from torch.nn import functional as F

import corpus
import features
import network

SIZES = {"hidden": 192, "layers": 2, "affix_dim": 92, "arc": 128, "rel": 128,
         "dropout": 0.33, "word_dropout": 0.1, "form_dropout": 0.25}
FREQUENT_WORDS = 60000
PADDING = -100  # no label: cross entropy ignores it


def load(folder, vectors_path, cache):
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
    words, table = corpus.word_vectors(vectors_path, vocabulary, FREQUENT_WORDS)
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


def loss(model, batch):
    x = model.encode(batch)
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


@torch.no_grad()
def predict(model, sentences, tokens=6000):
    """Adds p_upos, p_xpos, p_heads, p_relations, p_entities: what the network says, by greatest score."""
    model.eval()
    for group in batches(sentences, tokens):
        batch = collate(group)
        x = model.encode(batch)
        upos, xpos, entities = model.score_tags(x)
        arcs = model.score_arcs(x)
        outside = ~torch.cat([torch.ones(len(x), 1, dtype=bool), batch["inside"]], 1)
        heads = arcs.masked_fill(outside[:, None, :], -1e4).argmax(-1)
        relations = model.score_relations(x, heads).argmax(-1)
        found = {"upos": upos.argmax(-1), "xpos": xpos.argmax(-1), "heads": heads, "relations": relations, "entities": entities.argmax(-1)}
        for i, s in enumerate(batch["sentences"]):
            for k, v in found.items():
                setattr(s, "p_" + k, v[i, :s.n].numpy())
    model.train()


def f1(right, said, true):
    return 200 * right / max(1, said + true)


def evaluate(model, sentences, labels):
    """Scores in per cent, as `entente eval parse` prints them but for the tree search."""
    predict(model, sentences)
    out, n = {}, sum(s.n for s in sentences)
    relations = [r.partition(":")[0] for r in labels["relations"]]
    if sentences[0].upos:
        out["upos"] = 100 * sum(labels["upos"][p] == t for s in sentences for p, t in zip(s.p_upos, s.upos)) / n
        out["xpos"] = 100 * sum(labels["xpos"][p] == t for s in sentences for p, t in zip(s.p_xpos, s.xpos)) / n
        out["uas"] = 100 * sum(int((s.p_heads == s.heads).sum()) for s in sentences) / n
        right = [0, 0, 0]
        las = 0
        for s in sentences:
            for ph, pr, h, r in zip(s.p_heads, s.p_relations, s.heads, s.relations):
                ok = ph == h and relations[pr] == r.partition(":")[0]
                las += ok
                said, true = relations[pr] in ("nsubj", "obj"), r.partition(":")[0] in ("nsubj", "obj")
                right[0] += ok and true
                right[1] += said
                right[2] += true
        out["las"], out["subj+obj"] = 100 * las / n, f1(*right)
    if any(s.entities for s in sentences):
        counts = {}
        for s in (s for s in sentences if s.entities):
            # Gold: what must be an entity. Only classes that the corpus marks count.
            gold_tags = [next(iter(e)) if len(e) == 1 else "O" for e in s.entities]
            gold = {x for x in corpus.spans(gold_tags)}
            said = {x for x in corpus.spans([labels["entities"][p] for p in s.p_entities])}
            for cls in corpus.CLASSES:
                g, p = {x for x in gold if x[2] == cls}, {x for x in said if x[2] == cls}
                c = counts.setdefault(cls, [0, 0, 0])
                c[0] += len(g & p); c[1] += len(p); c[2] += len(g)
        marked = [c for c in corpus.CLASSES if counts[c][2] and c != "TITLE"]
        out["ent"] = f1(*(sum(counts[c][i] for c in marked) for i in range(3)))
        for c in marked:
            out[c] = f1(*counts[c])
    return out


def show(scores):
    return " ".join(f"{k} {v:.2f}" for k, v in scores.items())


def save(model, data, steps, path):
    torch.save({"state": model.state_dict(), "sizes": model.sizes, "labels": model.labels, "words": data["words"], "steps": steps}, path)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data", required=True)
    p.add_argument("--vectors", required=True)
    p.add_argument("--cache")
    p.add_argument("--out", required=True)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--minutes", type=float, default=30, help="the learning rate falls to nothing over this time")
    p.add_argument("--steps", type=int, help="or over so many steps, which can be repeated exactly")
    p.add_argument("--tokens", type=int, default=2000, help="of a batch")
    p.add_argument("--rate", type=float, default=3e-3)
    p.add_argument("--news", type=float, default=0.33, help="share of batches from news with entities")
    p.add_argument("--silver", help="sentences parsed by silver.py")
    p.add_argument("--silver-share", type=float, default=0, help="share of batches from these")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--hidden", type=int, default=SIZES["hidden"])
    p.add_argument("--layers", type=int, default=SIZES["layers"])
    p.add_argument("--entity", type=int, default=0)
    p.add_argument("--dropout", type=float, default=SIZES["dropout"])
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)

    data = load(args.data, args.vectors, args.cache)
    sets, labels = data["sets"], data["labels"]
    sizes = dict(SIZES, hidden=args.hidden, layers=args.layers, entity=args.entity, dropout=args.dropout)
    model = network.Parser(sizes, labels, torch.from_numpy(data["vectors"]))
    print({k: len(v) for k, v in sets.items()}, {k: len(v) for k, v in labels.items()}, "words", len(data["words"]),
          "parameters", sum(q.numel() for q in model.parameters()), flush=True)
    average = copy.deepcopy(model)
    trained = [q for q in model.parameters() if q.requires_grad]
    averaged = [q for q in average.parameters() if q.requires_grad]
    adam = torch.optim.Adam(trained, lr=args.rate, betas=(0.9, 0.95), eps=1e-8)

    def forever(sentences):
        while True:
            yield from batches(sentences, args.tokens, rng)

    if args.silver:
        with open(args.silver, "rb") as f:
            sets["silver"] = [corpus.Sentence(*fields) for fields in pickle.load(f)]
        index({"words": data["words"], "labels": labels, "sets": {"silver": sets["silver"]}})
    trees, news = forever(sets["ewt"] + sets["gum"]), forever(sets["gmb"] + sets["wikigold"] * 2)
    silver = forever(sets["silver"]) if args.silver else None
    begin = report = time.time()
    step, shown = 0, {}
    while True:
        progress = step / args.steps if args.steps else (time.time() - begin) / 60 / args.minutes
        if progress >= 1:
            break
        rate = args.rate * min(1, (step + 1) / 200) * (0.5 + 0.5 * math.cos(math.pi * progress))
        for group in adam.param_groups:
            group["lr"] = rate
        kind = rng.random()
        batch = collate(next(news if kind < args.news else silver if kind > 1 - args.silver_share else trees))
        parts = loss(model, batch)
        adam.zero_grad(set_to_none=True)
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(trained, 5)
        adam.step()
        decay = min(0.998, (step + 1) / (step + 10))
        with torch.no_grad():
            torch._foreach_mul_(averaged, decay)
            torch._foreach_add_(averaged, trained, alpha=1 - decay)
        for k, v in parts.items():
            shown[k] = 0.98 * shown.get(k, v.item()) + 0.02 * v.item()
        step += 1
        if step % 100 == 0:
            print(f"{step} {(time.time() - begin) / 60:.1f} min", show(shown), flush=True)
        if time.time() - report > 300:
            save(average, data, step, args.out)
            print("dev", show(evaluate(average, sets["dev"], labels)), flush=True)
            report = time.time()
    for name in ("dev", "test", "gumdev", "gumtest", "gmbtest"):
        print(name, show(evaluate(average, sets[name], labels)), flush=True)
    save(average, data, step, args.out)


if __name__ == "__main__":
    main()
