"""Writes what teachers of names expect in each sentence to train on: python3 teach.py --data DIR --vectors FILE --out TAUGHT NETWORK...

Of several networks the mean score counts. On the web, UNER's convention tells persons, bodies and
places; whether what it leaves out is a nationality or a title, that of the news tells.
"""

import argparse
import pickle

import numpy
import torch

import corpus
import crf
import examples
import names
import network

OF_NEWS = torch.tensor([label != "O" and label in corpus.UNMARKED for label in corpus.ENTITIES])


def join(web, news):
    """Scores of labels on the web: those that UNER lacks are scored against O, label 0, as in the news."""
    return torch.where(OF_NEWS, web[..., :1] + news - news[..., :1], web)


@torch.no_grad()
def expect(models, sentences, on_web):
    """Sets taught_labels and taught_pairs."""
    web, news = torch.stack([m.transitions for m in models]).mean(0)
    transitions = torch.where(OF_NEWS | OF_NEWS[:, None], news, web) if on_web else news
    for group in examples.batches(sentences, 6000):
        batch = examples.collate(group)
        web, news = (torch.stack(scores).mean(0) for scores in zip(*[m(batch) for m in models]))
        labels, pairs = crf.expectations(join(web, news) if on_web else news, transitions, batch["inside"])
        for i, s in enumerate(batch["sentences"]):
            s.taught_labels, s.taught_pairs = labels[i, :s.n].numpy().astype(numpy.float16), pairs[i].numpy()


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data", required=True)
    p.add_argument("--vectors", required=True)
    p.add_argument("--cache")
    p.add_argument("--out", required=True)
    p.add_argument("networks", nargs="+")
    args = p.parse_args()
    torch.set_num_threads(1)
    data = names.load(args.data, args.vectors, args.cache, True)
    models = []
    for path in args.networks:
        saved = torch.load(path)
        models.append(network.Names(saved["sizes"], torch.from_numpy(data["vectors"])))
        models[-1].load_state_dict(saved["state"])
        models[-1].eval()
    expect(models, data["web"], True)
    expect(models, data["news"], False)
    with open(args.out, "wb") as f:
        pickle.dump([(s.taught_labels, s.taught_pairs) for s in data["web"] + data["news"]], f)


if __name__ == "__main__":
    main()
