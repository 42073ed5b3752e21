"""The network: a BiLSTM encoder with heads for tags, entities, arcs and relations.

The arcs are scored by a biaffine form and the relation by a small perceptron on the
encodings of a word and its head, after Dozat and Manning, "Deep Biaffine Attention
for Neural Dependency Parsing" (ICLR 2017), made cheaper: one hidden layer a side.
"""

import torch
from torch import nn
from torch.nn import functional as F

import features
import lstm


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


class Parser(nn.Module):
    def __init__(self, sizes, labels, vectors):
        """sizes: a dict as SIZES in train.py. labels: the lists upos, xpos, entities and relations."""
        super().__init__()
        self.sizes, self.labels = sizes, labels
        hidden, layers = sizes["hidden"], sizes["layers"]
        self.words = nn.Embedding.from_pretrained(vectors, freeze=True)
        self.affixes = nn.EmbeddingBag(features.ROWS, sizes["affix_dim"], mode="sum")
        nn.init.normal_(self.affixes.weight, std=0.15)
        width = vectors.shape[1] + sizes["affix_dim"]
        self.encoder = nn.ModuleList()
        for _ in range(layers):
            self.encoder.append(lstm.Layer(width, hidden))
            width = 2 * hidden
        self.drop = SharedDropout(sizes["dropout"])
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.tags = nn.Linear(width, len(labels["upos"]) + len(labels["xpos"]) + len(labels["entities"]))
        self.arcs = nn.Linear(width, 2 * sizes["arc"])
        self.arc_u = nn.Linear(sizes["arc"], sizes["arc"])
        self.headbias = nn.Linear(sizes["arc"], 1)
        self.label_in = nn.Linear(width, 2 * sizes["rel"])
        self.label_out = nn.Linear(sizes["rel"], len(labels["relations"]))
        nn.init.zeros_(self.arc_u.weight)

    def encode(self, batch):
        words, affixes = batch["words"], batch["affixes"]
        if self.training:
            # A word that was not seen in training must be read from its letters and neighbours.
            words = words.masked_fill(torch.rand(words.shape) < self.sizes["word_dropout"], 0)
            keep = torch.ones(affixes.shape)
            keep[:, :, 0] = (torch.rand(words.shape) >= self.sizes["form_dropout"]).float()
        else:
            keep = torch.ones(affixes.shape)
        n, m, k = affixes.shape
        affix = self.affixes(affixes.view(n * m, k), per_sample_weights=keep.view(n * m, k)).view(n, m, -1)
        x = torch.cat([self.words(words), affix], -1)
        # The position of word t when a sentence is read from its end; the padding stays where it is.
        t = torch.arange(m)[:, None]
        backwards = torch.where(t < batch["lengths"], batch["lengths"] - 1 - t, t)
        for layer in self.encoder:
            x = layer(self.drop(x).transpose(0, 1), backwards).transpose(0, 1)
        return self.drop(x)

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
