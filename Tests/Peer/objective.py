"""The objective `tokens`, for the PyTorch peer, which has the mean only.

Each labelled token of a task weighs the same: a task's sum over a batch is
divided by that task's mean number of labelled tokens a batch, a constant of
the training. The penalty is the peer's own.
"""


def labelled_per_batch(batches, ignore):
    """For each task its labelled tokens in a batch, on average."""
    return [sum(int((y != ignore).sum()) for y in of_task) / len(batches)
            for of_task in zip(*(b.labels for b in batches))]


def tokens(ts, per_batch):
    """What takes the place of `SluiceNet.loss`."""
    import torch.nn.functional as F

    def loss(net, batch, noise=None):
        total = sum(
            F.cross_entropy(z, y, ignore_index=ts.IGNORE, reduction="sum") / max(1, n)
            for z, y, n in zip(net(batch, noise), batch.labels, per_batch))
        if net.cfg.mode == "sluice" and net.cfg.penalty > 0:
            total = total + net.cfg.penalty * net.orthogonality()
        return total

    return loss
