"""What a network says of sentences, and how often it is right."""

import torch

import corpus
import examples


@torch.no_grad()
def predict(model, sentences, tokens=6000):
    """Adds p_upos, p_xpos, p_heads, p_relations, p_entities: what the network says, by greatest score."""
    model.eval()
    for group in examples.batches(sentences, tokens):
        batch = examples.collate(group)
        x = model.encoder(batch)
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
        out.update(entities(sentences, labels["entities"]))
    return out


def entities(sentences, labels):
    """F1 of the names that s.p_entities says, in all and by class, in the classes that the corpus marks."""
    counts = {cls: [0, 0, 0] for cls in corpus.CLASSES}
    for s in (s for s in sentences if s.entities):
        # Gold: what must be an entity.
        gold = set(corpus.spans([next(iter(e)) if len(e) == 1 else "O" for e in s.entities]))
        said = set(corpus.spans([labels[p] for p in s.p_entities]))
        for cls, c in counts.items():
            g, p = {x for x in gold if x[2] == cls}, {x for x in said if x[2] == cls}
            c[0] += len(g & p); c[1] += len(p); c[2] += len(g)
    marked = [c for c in corpus.CLASSES if counts[c][2] and c != "TITLE"]
    out = {"ent": f1(*(sum(counts[c][i] for c in marked) for i in range(3)))}
    for c in marked:
        out[c] = f1(*counts[c])
    return out


def show(scores):
    return " ".join(f"{k} {v:.2f}" for k, v in scores.items())
