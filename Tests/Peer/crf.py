"""Conditional random fields as heads, for the PyTorch peer, which has softmax.

Batched over sentences: a step in time is one product for all of them. Tokens
without a label inside a sentence are summed over; a sentence without any label
counts nothing.
"""

import torch
from torch import nn


def head(ts):
    """What takes the place of `Head`: the same scores, and those of steps."""

    class Head(ts.Head):
        def __init__(self, width, hidden, labels):
            super().__init__(width, hidden, labels)
            self.transition = nn.Parameter(torch.zeros(labels, labels))
            self.start = nn.Parameter(torch.zeros(labels))
            self.end = nn.Parameter(torch.zeros(labels))

    return Head


def layout(batch):
    """For each time step and sentence the position, and whether there is one."""
    if getattr(batch, "chains", None) is None:
        if batch.shape:
            steps, count = batch.shape
            places = torch.arange(steps * count).view(steps, count)
            real = torch.zeros(steps * count, dtype=torch.bool)
            real[batch.order] = True
            real = real.view(steps, count)
        else:
            sizes = batch.sizes.tolist()
            places = torch.zeros(len(sizes), sizes[0], dtype=torch.long)
            real = torch.zeros(len(sizes), sizes[0], dtype=torch.bool)
            first = 0
            for t, n in enumerate(sizes):
                places[t, :n] = torch.arange(first, first + n)
                real[t, :n] = True
                first += n
        batch.chains = places, real
    return batch.chains


def log_sum(head, scores, real):
    """log Σ exp over all chains, for each sentence; scores are (T, B, L)."""
    top = head.transition.max().detach()
    steps = (head.transition - top).exp()
    state = head.start + scores[0]
    for t in range(1, len(scores)):
        high = state.max(1, keepdim=True).values.detach()
        new = ((state - high).exp() @ steps).log() + high + top + scores[t]
        state = torch.where(real[t, :, None], new, state)
    return torch.logsumexp(state + head.end, 1)


def loss(ts, head, logits, labels, batch):
    """Summed over sentences."""
    places, real = layout(batch)
    scores = logits[places]
    gold = torch.where(real, labels[places], ts.IGNORE)
    known = gold != ts.IGNORE
    total = log_sum(head, scores, real)
    if bool((known == real).all()):
        y = gold.clamp(min=0)
        last = real.sum(0) - 1
        own = scores.gather(2, y[:, :, None])[:, :, 0]
        step = head.transition[y[:-1], y[1:]]
        score = (head.start[y[0]] + (own * real).sum(0) + (step * real[1:]).sum(0)
                 + head.end[y.gather(0, last[None])[0]])
    else:
        others = torch.arange(scores.shape[2]) != gold[:, :, None]
        score = log_sum(
            head, scores.masked_fill(known[:, :, None] & others, -1e4), real)
    return ((total - score) * known.any(0)).sum()


def net_loss(ts, per_batch=None):
    """What takes the place of `SluiceNet.loss`: means over a batch's labelled
    tokens, or over as many as a mean batch has."""

    def of(net, batch, noise=None):
        total = 0
        for m, (z, y) in enumerate(zip(net(batch, noise), batch.labels)):
            n = per_batch[m] if per_batch else int((y != ts.IGNORE).sum())
            total = total + loss(ts, net.head[m], z, y, batch) / max(1, n)
        if net.cfg.mode == "sluice" and net.cfg.penalty > 0:
            total = total + net.cfg.penalty * net.orthogonality()
        return total

    return of


def best(head, scores, real):
    """The labels of each sentence's best chain, (T, B), by Viterbi's search."""
    state, froms = head.start + scores[0], []
    for t in range(1, len(scores)):
        new, back = (state[:, :, None] + head.transition).max(1)
        state = torch.where(real[t, :, None], new + scores[t], state)
        own = torch.arange(scores.shape[2]).expand_as(back)
        froms.append(torch.where(real[t, :, None], back, own))
    label = (state + head.end).argmax(1)
    labels = [label]
    for back in reversed(froms):
        label = back.gather(1, label[:, None])[:, 0]
        labels.append(label)
    return torch.stack(labels[::-1])


@torch.inference_mode()
def predict(net, data):
    """What takes the place of `predict`."""
    net.eval()
    found = []
    for batch in data:
        places, real = layout(batch)
        found.append([best(head, z[places], real)
                      for head, z in zip(net.head, net(batch))])
    return found
