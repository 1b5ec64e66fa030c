"""Runs the PyTorch peer for its first steps and writes down what it saw.

    python3 first_steps.py --peer ../../../shared/peer --out steps

One safetensors file per case: the weights at the start, and for each step the
batch, the noise and the loss. Another implementation that starts from the same
weights, sees the same batches and adds the same noise must see the same losses.
Layout as the peer's reference files; `step.N.` stands before a step's tensors.

Each case is there for both objectives, `mean` and `tokens`. Batches hold 2 to 14
sentences, and some tokens have no label, of one task more than of the other: so
no loss is like that of the other objective. Beside softmax heads there are
conditional random fields, their steps' scores drawn from ±1. Of the first step
each file has the gradients, too.
"""

import argparse
import os
import random
import sys

import crf
import objective

LABELS = (7, 4)
UNLABELLED = (0.1, 0.6)  # share of each task's tokens


def draw_steps(ts, reference, cfg, steps, seed):
    """Each step's sentences, longest first."""
    rng = random.Random(seed)
    drawn = []
    for step in range(steps):
        data = reference.sentences(
            seed * 1000 + step, rng.randint(2, 14), cfg.words, cfg.chars, LABELS)
        for s in data:
            for m, share in enumerate(UNLABELLED):
                s.labels[m] = [ts.IGNORE if rng.random() < share else y
                               for y in s.labels[m]]
        data.sort(key=lambda s: -len(s.words))
        drawn.append(data)
    return drawn


def export(path, ts, reference, mode, loss, optimizer, head, steps, seed):
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(seed)
    cfg = ts.Config(
        words=60, chars=20, labels=LABELS, mode=mode, word_dim=12, char_dim=8,
        char_hidden=10, hidden=20, layers=3, mlp=16, noise=0.2,
        wiring="concat", activation="tanh", penalty=0.01)
    softmax = ts.Head
    if head == "crf":
        ts.Head = crf.head(ts)
    net = ts.SluiceNet(cfg)
    ts.Head = softmax
    for name, values in net.named_parameters():
        if name.endswith((".transition", ".start", ".end")):
            torch.nn.init.uniform_(values, -1, 1)
    net.train()
    rate = 0.1 if optimizer == "sgd" else 2e-3
    opts = ts.optimizers(net, optimizer, rate)
    drawn = draw_steps(ts, reference, cfg, steps, seed)
    batches = [ts.collate(data, "packed") for data in drawn]
    per_batch = objective.labelled_per_batch(batches, ts.IGNORE)[:len(cfg.labels)]
    if head == "crf":
        loss_of = crf.net_loss(ts, per_batch if loss == "tokens" else None)
    else:
        loss_of = {"mean": ts.SluiceNet.loss,
                   "tokens": objective.tokens(ts, per_batch)}[loss]
    out = {f"param.{n}": p.detach().clone() for n, p in net.named_parameters()}
    out["labelled_per_batch"] = torch.tensor(per_batch)
    losses = []
    for step, (data, batch) in enumerate(zip(drawn, batches)):
        order = torch.tensor(batch.order)
        back = torch.empty_like(order)
        back[order] = torch.arange(len(order))
        noise = torch.randn(batch.tokens, cfg.input_dim) * cfg.noise

        ends, char_ends, chars = [0], [0], []
        for s in data:
            ends.append(ends[-1] + len(s.words))
            for spelling in s.chars:
                chars += spelling
                char_ends.append(len(chars))
        tensors = {
            "words": torch.tensor([w for s in data for w in s.words]),
            "sentence_ends": torch.tensor(ends),
            "chars": torch.tensor(chars),
            "char_ends": torch.tensor(char_ends),
            "noise": noise,
        }
        for m in range(len(cfg.labels)):
            tensors[f"labels.{m}"] = torch.tensor(
                [y for s in data for y in s.labels[m]])
        out.update({f"step.{step}.{k}": v for k, v in tensors.items()})

        for o in opts:
            o.zero_grad(set_to_none=True)
        value = loss_of(net, batch, noise[back])
        value.backward()
        if step == 0:
            out.update({f"grad.{n}": p.grad.detach().clone()
                        for n, p in net.named_parameters()})
        for o in opts:
            o.step()
        losses.append(value.detach())
    out["losses"] = torch.stack(losses)
    meta = {k: str(v) for k, v in vars(cfg).items()}
    meta.update(
        labels=",".join(map(str, cfg.labels)), nets=str(cfg.nets),
        subspaces=str(cfg.subspaces), steps=str(steps), optimizer=optimizer,
        lr=str(rate), loss=loss, head=head)
    save_file({k: v.contiguous() for k, v in out.items()}, path, metadata=meta)
    print(os.path.basename(path), float(losses[0]), float(losses[-1]))


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--peer", required=True, help="the peer's folder")
    a.add_argument("--out", required=True, help="folder to write to")
    a.add_argument("--steps", type=int, default=50)
    a.add_argument("--seed", type=int, default=3)
    a = a.parse_args()
    sys.path.insert(0, a.peer)
    import torch
    import reference
    import torch_sluice as ts

    torch.set_num_threads(1)
    os.makedirs(a.out, exist_ok=True)
    cases = [(mode, optimizer, "softmax")
             for mode in ts.MODES for optimizer in ("sgd", "adam")]
    cases += [(mode, "sgd", "crf") for mode in ("hard", "sluice")]
    for mode, optimizer, head in cases:
        for loss in ("mean", "tokens"):
            name = f"{mode}-{optimizer}-{loss}" + ("-crf" if head == "crf" else "")
            export(os.path.join(a.out, name + ".safetensors"), ts, reference, mode,
                   loss, optimizer, head, a.steps, a.seed)


if __name__ == "__main__":
    main()
