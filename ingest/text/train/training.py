"""The loop that trains a network."""

import copy
import math
import time

import torch

import evaluation


def train(model, next_batch, loss, steps, rate, report=lambda average, step: None):
    """Trains a model and gives the exponential average of its weights.

    loss: model and batch to a dict of losses, which are added. The rate of Adam
    falls as a cosine to nothing. report is called every five minutes.
    """
    average = copy.deepcopy(model)
    trained = [q for q in model.parameters() if q.requires_grad]
    averaged = [q for q in average.parameters() if q.requires_grad]
    adam = torch.optim.Adam(trained, lr=rate, betas=(0.9, 0.95), eps=1e-8)
    begin = reported = time.time()
    shown = {}
    for step in range(1, steps + 1):
        for group in adam.param_groups:
            group["lr"] = rate * min(1, step / 200) * (0.5 + 0.5 * math.cos(math.pi * (step - 1) / steps))
        parts = loss(model, next_batch())
        adam.zero_grad(set_to_none=True)
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(trained, 5)
        adam.step()
        decay = min(0.998, step / (step + 9))
        with torch.no_grad():
            torch._foreach_mul_(averaged, decay)
            torch._foreach_add_(averaged, trained, alpha=1 - decay)
        for k, v in parts.items():
            shown[k] = 0.98 * shown.get(k, v.item()) + 0.02 * v.item()
        if step % 100 == 0:
            print(f"{step} {(time.time() - begin) / 60:.1f} min", evaluation.show(shown), flush=True)
        if time.time() - reported > 300:
            report(average, step)
            reported = time.time()
    return average
