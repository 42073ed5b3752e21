"""A conditional random field over the entity labels of a sentence (Lafferty, McCallum and Pereira, ICML 2001).

scores: sentences × words × labels. transitions: label × label after it, or one such matrix for each
sentence. inside: sentences × words, false in the padding. Before each sentence stands O, label 0.
"""

import torch

import corpus

FORBIDDEN = -1e4  # as good as minus infinity, without its NaN
# I-X stands after B-X and I-X alone.
LAWFUL = torch.tensor([[0.0 if not after.startswith("I-") or before[1:] == after[1:] else FORBIDDEN for after in corpus.ENTITIES]
                       for before in corpus.ENTITIES])


def log_sum(scores, transitions, inside, allowed=None):
    """For each sentence the logarithm of the sum over all sequences of labels, or over those whose labels are allowed."""
    if allowed is not None:
        scores = scores.masked_fill(~allowed, FORBIDDEN)
    transitions = transitions + LAWFUL
    total = scores[:, 0] + transitions[..., 0, :]
    for t in range(1, scores.shape[1]):
        longer = torch.logsumexp(total.unsqueeze(2) + transitions, 1) + scores[:, t]
        total = torch.where(inside[:, t, None], longer, total)
    return torch.logsumexp(total, 1)


def loss(scores, transitions, inside, allowed):
    """The cross entropy, a word, of what is allowed."""
    return (log_sum(scores, transitions, inside) - log_sum(scores, transitions, inside, allowed)).sum() / inside.sum()


def expectations(scores, transitions, inside):
    """How probable each label of each word is, and how many of each transition to expect in each sentence.

    These are the derivatives of the sum over all sequences.
    """
    with torch.enable_grad():
        scores = scores.detach().requires_grad_()
        transitions = transitions.detach().expand(len(scores), -1, -1).clone().requires_grad_()
        return torch.autograd.grad(log_sum(scores, transitions, inside).sum(), (scores, transitions))


def loss_of_expectations(scores, transitions, inside, labels, pairs):
    """The cross entropy, a word, of another field whose expectations are labels and pairs, but for a constant."""
    said = (scores * labels).sum((1, 2)) + (transitions * pairs).sum((1, 2))
    return (log_sum(scores, transitions, inside) - said).sum() / inside.sum()


def best(scores, transitions):
    """The best labels of one sentence."""
    transitions = transitions + LAWFUL
    total, back = scores[0] + transitions[0], []
    for row in scores[1:]:
        total, before = (total[:, None] + transitions).max(0)
        total = total + row
        back.append(before.tolist())
    label = int(total.argmax())
    labels = [label]
    for before in reversed(back):
        label = before[label]
        labels.append(label)
    return labels[::-1]
