"""An LSTM over padded sentences, several times as fast on a CPU as torch.nn.LSTM.

torch adds up the gradient of the weights at every word; here one product over all
words does it. Gates stand in the order input, forget, output, cell.
"""

import math

import torch
from torch import nn


class Steps(torch.autograd.Function):
    """One direction: gates [words, sentences, 4H], already holding W·x + b, to outputs [words, sentences, H]."""

    @staticmethod
    def forward(ctx, gates, recurrent):
        n, batch, width = gates.shape
        hidden = width // 4
        gates = gates.clone()
        h = gates.new_zeros(n + 1, batch, hidden)
        c = gates.new_zeros(n + 1, batch, hidden)
        tanh_c = gates.new_empty(n, batch, hidden)
        w = recurrent.t()
        for t in range(n):
            g = gates[t]
            g.addmm_(h[t], w)
            g[:, :3 * hidden].sigmoid_()
            g[:, 3 * hidden:].tanh_()
            i, f, o, u = g.split(hidden, 1)
            torch.mul(f, c[t], out=c[t + 1])
            c[t + 1].addcmul_(i, u)
            torch.tanh(c[t + 1], out=tanh_c[t])
            torch.mul(o, tanh_c[t], out=h[t + 1])
        ctx.save_for_backward(gates, recurrent, h, c, tanh_c)
        return h[1:]

    @staticmethod
    def backward(ctx, dy):
        gates, recurrent, h, c, tanh_c = ctx.saved_tensors
        n, batch, width = gates.shape
        hidden = width // 4
        i, f, o, u = gates.split(hidden, 2)
        # The derivative of each gate by its sum, and what it is multiplied with, for all words at once.
        by_c = torch.cat([u * i * (1 - i), c[:-1] * f * (1 - f)], 2)
        by_h = tanh_c * o * (1 - o)
        by_u = i * (1 - u * u)
        through = o * (1 - tanh_c * tanh_c)
        d = torch.empty_like(gates)
        dh = gates.new_zeros(batch, hidden)
        dc = gates.new_zeros(batch, hidden)
        for t in range(n - 1, -1, -1):
            dh += dy[t]
            dc.addcmul_(dh, through[t])
            torch.mul(by_c[t, :, :hidden], dc, out=d[t, :, :hidden])
            torch.mul(by_c[t, :, hidden:], dc, out=d[t, :, hidden:2 * hidden])
            torch.mul(by_h[t], dh, out=d[t, :, 2 * hidden:3 * hidden])
            torch.mul(by_u[t], dc, out=d[t, :, 3 * hidden:])
            dc *= f[t]
            torch.mm(d[t], recurrent, out=dh)
        dw = d.view(-1, width).t() @ h[:-1].reshape(-1, hidden)
        return d, dw


class Layer(nn.Module):
    """A bidirectional layer: [words, sentences, width] to [words, sentences, 2H]."""

    def __init__(self, width, hidden):
        super().__init__()
        self.input = nn.ParameterList([nn.Parameter(torch.empty(4 * hidden, width)) for _ in "fb"])
        self.recurrent = nn.ParameterList([nn.Parameter(torch.empty(4 * hidden, hidden)) for _ in "fb"])
        self.bias = nn.ParameterList([nn.Parameter(torch.zeros(4 * hidden)) for _ in "fb"])
        for p in (*self.input, *self.recurrent):
            for gate in p.data.chunk(4):
                nn.init.orthogonal_(gate)
        for b in self.bias:
            b.data[hidden:2 * hidden] = 1  # at first, forget nothing

    def forward(self, x, backwards):
        """backwards: for each word and sentence the index of the word that stands there when read from the end."""
        def read(x, k):
            return Steps.apply(torch.addmm(self.bias[k], x.reshape(-1, x.shape[2]), self.input[k].t())
                               .view(x.shape[0], x.shape[1], -1), self.recurrent[k])
        turn = lambda v: v.gather(0, backwards[:, :, None].expand(-1, -1, v.shape[2]))
        return torch.cat([read(x, 0), turn(read(turn(x), 1))], 2)
