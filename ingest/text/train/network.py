"""The networks: a BiLSTM encoder with heads for tags, arcs and relations, and one for entities.

The arcs are scored by a biaffine form and the relation by a small perceptron on the
encodings of a word and its head, after Dozat and Manning, "Deep Biaffine Attention
for Neural Dependency Parsing" (ICLR 2017), made cheaper: one hidden layer a side.
"""

import torch
from torch import nn
from torch.nn import functional as F

import corpus
import features
import lstm


CONVENTIONS = 2  # of entities: that of UNER, for the web, and that of GMB, for the news


class SharedDropout(nn.Module):
    """Drops the same units at every word of a sentence."""

    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):  # sentences × words × units
        if not self.training or self.p == 0:
            return x
        keep = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.p) / (1 - self.p)
        return x * keep


class Encoder(nn.Module):
    """Words to what their neighbours make of them: a vector each, of twice the hidden units."""

    def __init__(self, sizes, vectors):
        super().__init__()
        self.sizes = sizes
        self.words = nn.Embedding.from_pretrained(vectors, freeze=True)
        self.affixes = nn.EmbeddingBag(features.ROWS, sizes["affix_dim"], mode="sum")
        nn.init.normal_(self.affixes.weight, std=0.15)
        self.width = vectors.shape[1] + sizes["affix_dim"]
        self.layers = nn.ModuleList()
        for _ in range(sizes["layers"]):
            self.layers.append(lstm.Layer(self.width, sizes["hidden"]))
            self.width = 2 * sizes["hidden"]
        self.drop = SharedDropout(sizes["dropout"])

    def forward(self, batch):
        words, affixes = batch["words"], batch["affixes"]
        keep = torch.ones(affixes.shape)
        if self.training:
            # A word that was not seen in training must be read from its letters and neighbours.
            words = words.masked_fill(torch.rand(words.shape) < self.sizes["word_dropout"], 0)
            keep[:, :, 0] = (torch.rand(words.shape) >= self.sizes["form_dropout"]).float()
        n, m, k = affixes.shape
        affix = self.affixes(affixes.view(n * m, k), per_sample_weights=keep.view(n * m, k)).view(n, m, -1)
        x = torch.cat([self.words(words), affix], -1)
        # The position of word t when a sentence is read from its end; the padding stays where it is.
        t = torch.arange(m)[:, None]
        backwards = torch.where(t < batch["lengths"], batch["lengths"] - 1 - t, t)
        for layer in self.layers:
            x = layer(self.drop(x).transpose(0, 1), backwards).transpose(0, 1)
        return self.drop(x)


class Names(nn.Module):
    """Entities, by a conditional random field on an encoder of its own.

    It speaks the conventions of the corpora: each has scores of its own, and where
    the network is to tell which of two a sentence is in, a score for the second.
    """

    def __init__(self, sizes, vectors):
        super().__init__()
        self.sizes, n = sizes, len(corpus.ENTITIES)
        self.encoder = Encoder(sizes, vectors)
        self.out = nn.ModuleList([nn.Linear(self.encoder.width, n) for _ in range(CONVENTIONS)])
        self.transitions = nn.Parameter(torch.zeros(CONVENTIONS, n, n))
        if sizes["tells"]:
            self.second = nn.Linear(self.encoder.width, 1)

    def forward(self, batch):
        """The scores of all labels, for each convention; then, if it tells, that of the second for each word."""
        x = self.encoder(batch)
        return [out(x) for out in self.out] + ([self.second(x).squeeze(-1)] if self.sizes["tells"] else [])


class Parser(nn.Module):
    """Tags and trees; entities too, to learn more of words: those that the program prints are of Names."""

    def __init__(self, sizes, labels, vectors):
        """sizes: a dict as SIZES in train.py. labels: the lists upos, xpos, entities and relations."""
        super().__init__()
        self.sizes, self.labels = sizes, labels
        self.encoder = Encoder(sizes, vectors)
        self.drop, width = self.encoder.drop, self.encoder.width
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.tags = nn.Linear(width, len(labels["upos"]) + len(labels["xpos"]) + len(labels["entities"]))
        self.arcs = nn.Linear(width, 2 * sizes["arc"])
        self.arc_u = nn.Linear(sizes["arc"], sizes["arc"])
        self.headbias = nn.Linear(sizes["arc"], 1)
        self.label_in = nn.Linear(width, 2 * sizes["rel"])
        self.label_out = nn.Linear(sizes["rel"], len(labels["relations"]))
        nn.init.zeros_(self.arc_u.weight)

    def score_tags(self, x):
        return self.tags(x).split([len(self.labels[k]) for k in ("upos", "xpos", "entities")], -1)

    def score_arcs(self, x):
        """Scores [sentence, word, head]; head 0 is the root, its encoding a parameter."""
        rooted = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        side = self.sizes["arc"]
        dependents = F.leaky_relu(F.linear(x, self.arcs.weight[:side], self.arcs.bias[:side]), 0.1)
        heads = F.leaky_relu(F.linear(rooted, self.arcs.weight[side:], self.arcs.bias[side:]), 0.1)
        dependents, heads = self.drop(dependents), self.drop(heads)
        return dependents @ self.arc_u(heads).transpose(1, 2) + self.headbias(heads).transpose(1, 2)

    def score_relations(self, x, heads):
        """Scores of the relation of each word to its head."""
        rooted = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        side = self.sizes["rel"]
        of_word = F.linear(x, self.label_in.weight[:side], self.label_in.bias[:side])
        of_head = F.linear(rooted, self.label_in.weight[side:])
        of_head = of_head.gather(1, heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, side))
        return self.label_out(self.drop(F.leaky_relu(of_word + of_head, 0.1)))
