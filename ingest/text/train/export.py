"""Writes trained networks as the integers that ingest/text reads: python3 export.py PARSER NAMES OUT. See README.md."""

import json
import struct
import sys

import numpy
import torch

# How sure it must be that a sentence is in the convention of the news: to take the web for news costs more than the other way round.
NEWS_FROM = 2.25
UNIT = 2048  # activations are counted in 1/2048
WORD_STEP = 64  # a step of the word vectors, in units: 1/32, as train.py rounds them
ABOUT = ("Trained on UD English EWT 2.16 and UNER English EWT (CC BY-SA 4.0), the freely licensed genres of UD English GUM "
         "(annotation CC BY 4.0; texts CC BY, CC BY-SA and public domain), WikiGold (CC BY 4.0), the Groningen Meaning Bank extract "
         "(texts public domain, extract ODbL) and GloVe word vectors (PDDL). These weights: CC BY-SA 4.0.")


class Writer:
    def __init__(self, header):
        self.header, self.blobs = dict(header, tensors={}), []

    def add(self, name, array):
        array = numpy.ascontiguousarray(array)
        kind = {"i1": "int8", "i2": "int16", "f4": "float32"}[array.dtype.str[1:]]
        self.header["tensors"][name] = {"type": kind, "shape": list(array.shape), "offset": 0}
        self.blobs.append((name, array.tobytes()))

    def add_bytes(self, name, data):
        self.header["tensors"][name] = {"type": "bytes", "offset": 0, "length": len(data)}
        self.blobs.append((name, data))

    def matrix(self, name, weight, bias):
        """A matrix in steps of its own for each row, and what makes floats of the sums."""
        step = numpy.maximum(numpy.abs(weight).max(1), 1e-9) / 127
        self.add(name, numpy.round(weight / step[:, None]).astype(numpy.int8))
        self.add(name + ".scale", (step / UNIT).astype(numpy.float32))
        self.add(name + ".bias", bias.astype(numpy.float32))

    def encoder(self, prefix, sizes, w):
        """Table of affixes and LSTMs; what the header says of them is the result."""
        affixes = w["encoder.affixes.weight"]
        step = int(numpy.ceil(numpy.abs(affixes).max() * UNIT / 127))
        self.add(prefix + "affix_table", numpy.clip(numpy.round(affixes * UNIT / step), -127, 127).astype(numpy.int8))
        half = {"i": 0.5, "f": 0.5, "o": 0.5, "g": 1.0}  # a logistic function is a hyperbolic tangent of half its argument
        for layer in range(sizes["layers"]):
            for k, direction in enumerate(("fw", "bw")):
                name = f"encoder.layers.{layer}."
                both = numpy.concatenate([w[f"{name}input.{k}"], w[f"{name}recurrent.{k}"]], 1)
                gates = dict(zip("ifog", both.reshape(4, sizes["hidden"], -1)))
                biases = dict(zip("ifog", w[f"{name}bias.{k}"].reshape(4, -1)))
                self.matrix(f"{prefix}lstm.{layer}.{direction}", numpy.concatenate([gates[g] * half[g] for g in "ifgo"]),
                            numpy.concatenate([biases[g] * half[g] for g in "ifgo"]))
        return {"affix_dim": affixes.shape[1], "affix_mult": step, "hidden": sizes["hidden"], "layers": sizes["layers"]}

    def write(self, path):
        tensors = self.header["tensors"]
        size = -1
        while True:  # the header holds offsets, which depend on its length
            head = json.dumps(self.header, ensure_ascii=False, separators=(",", ":")).encode()
            if len(head) == size:
                break
            size = len(head)
            at = 12 + size
            for name, blob in self.blobs:
                at = -(-at // 64) * 64
                tensors[name]["offset"] = at
                at += len(blob)
        with open(path, "wb") as f:
            f.write(b"ENTENTE1" + struct.pack("<I", size) + head)
            for name, blob in self.blobs:
                f.write(b"\0" * (tensors[name]["offset"] - f.tell()))
                f.write(blob)
            return f.tell()


def load(path):
    saved = torch.load(path)
    return saved["sizes"], saved, {k: v.numpy().astype(numpy.float64) for k, v in saved["state"].items()}


def main():
    sizes, saved, w = load(sys.argv[1])
    names_sizes, _, names = load(sys.argv[2])
    labels = saved["labels"]
    words = w["encoder.words.weight"]
    writer = Writer({"words_dim": words.shape[1], "word_mult": WORD_STEP, "arc": sizes["arc"], "rel": sizes["rel"], "news_from": NEWS_FROM, **labels, "about": ABOUT})
    writer.add_bytes("words", "\n".join(saved["words"]).encode())
    writer.add("word_table", numpy.round(words * UNIT / WORD_STEP).astype(numpy.int8))
    writer.header["names"] = writer.encoder("names.", names_sizes, names)
    for k, convention in enumerate(("names.web", "names.news")):
        writer.matrix(convention, names[f"out.{k}.weight"], names[f"out.{k}.bias"])
        writer.add(convention + ".transitions", names["transitions"][k].reshape(-1).astype(numpy.float32))
    writer.matrix("names.convention", names["second.weight"], names["second.bias"])
    writer.header["encoder"] = writer.encoder("", sizes, w)
    tags = len(labels["upos"]) + len(labels["xpos"])  # without the entities
    writer.matrix("tags", w["tags.weight"][:tags], w["tags.bias"][:tags])
    for name in ("arcs", "arc_u", "headbias", "label_out"):
        writer.matrix(name, w[name + ".weight"], w[name + ".bias"])
    side = sizes["rel"]
    bias = w["label_in.bias"].copy()
    bias[side:] = 0
    writer.matrix("labels", w["label_in.weight"], bias)
    writer.add("root", numpy.clip(numpy.round(w["root"] * UNIT), -32767, 32767).astype(numpy.int16))
    print(sys.argv[3], writer.write(sys.argv[3]), "bytes")


if __name__ == "__main__":
    main()
