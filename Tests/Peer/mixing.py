"""Ways of passing states between stacks that the PyTorch peer lacks: concat
sharing, by full matrices, and experts with gates.

Each takes the place of the peer's `SluiceNet`, with the same words, characters,
LSTMs and heads; states are joined, both directions of a token side by side.
"""

import torch
from torch import nn


def concat_sharing(ts):
    """After each layer every network reads the states of all by a matrix."""

    class Net(ts.SluiceNet):
        def __init__(self, cfg):
            super().__init__(cfg)
            self.stitch = None
            wide = 2 * cfg.hidden
            own = torch.eye(cfg.nets) * 0.9 + 0.1 / max(1, cfg.nets - 1) * (
                1 - torch.eye(cfg.nets))
            self.matrices = nn.ParameterList(
                nn.Parameter(torch.kron(own, torch.eye(wide)))
                for _ in range(cfg.layers))

        def mixed(self, k, states, x):
            joined = torch.cat(states, 1) @ self.matrices[k].T
            return list(joined.chunk(self.cfg.nets, 1))

        def read(self, m, states, x):
            return states[m]

    return with_forward(ts, Net)


def experts(ts, count=3):
    """Networks of no task, and a softmax over them for each (MMoE)."""
    ts.Config.nets = property(lambda cfg: count)

    class Net(ts.SluiceNet):
        def __init__(self, cfg):
            super().__init__(cfg)
            self.stitch = None
            self.gates = nn.Linear(cfg.input_dim, len(cfg.labels) * count)

        def mixed(self, k, states, x):
            return states

        def read(self, m, states, x):
            # All tasks' gates in one product, the first time one is asked for.
            if m == 0:
                shares = self.gates(x).view(len(x), -1, count).softmax(2)
                self.top = torch.einsum(
                    "pme,eph->mph", shares, torch.stack(states))
            return self.top[m]

    return with_forward(ts, Net)


def with_forward(ts, Net):
    def forward(net, batch, noise=None):
        cfg = net.cfg
        x = net.features(batch, noise)
        fwd, bwd = [x] * cfg.nets, [x.index_select(0, batch.reverse)] * cfg.nets
        for k in range(cfg.layers):
            states = []
            for m in range(cfg.nets):
                f = ts.run_lstm(net.rnn[m][k]["fwd"], fwd[m], batch)
                b = ts.run_lstm(net.rnn[m][k]["bwd"], bwd[m], batch)
                both = torch.cat((f, b.index_select(0, batch.reverse)), 1)
                tanh = k > 0 and cfg.activation == "tanh"
                states.append(torch.tanh(both) if tanh else both)
            states = net.mixed(k, states, x)
            if cfg.wiring == "concat":
                fwd = states
                bwd = [s.index_select(0, batch.reverse) for s in states]
            else:
                halves = [s.chunk(2, 1) for s in states]
                fwd = [f for f, _ in halves]
                bwd = [b.index_select(0, batch.reverse) for _, b in halves]
        return [head(net.read(m, states, x)) for m, head in enumerate(net.head)]

    Net.forward = forward
    return Net
