"""The peer's benchmark, under either objective.

    python3 bench.py --peer ../../../shared/peer --loss tokens --batch 32
    python3 bench.py --peer ../../../shared/peer --head crf --batch 32
    python3 bench.py --peer ../../../shared/peer --mode mmoe --batch 32

Takes the options of the peer's own `bench.py` and prints its line of JSON.
`mean` is the peer's loss as it is; with `tokens` nothing else differs. With
`--head crf` heads are conditional random fields; `--mode concat-sharing` and
`--mode mmoe` are networks that the peer does not have.
"""

import argparse
import importlib.util
import os
import sys


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--peer", required=True, help="the peer's folder")
    a.add_argument("--loss", default="mean", choices=["mean", "tokens"])
    a.add_argument("--head", default="softmax", choices=["softmax", "crf"])
    a.add_argument("--mode", default="sluice")
    a, rest = a.parse_known_args()
    mixes = a.mode in ("concat-sharing", "mmoe")
    # Cross-stitch networks have as many parts and no β.
    sys.argv[1:] = rest + ["--mode", "cross-stitch" if mixes else a.mode]
    # Ahead of this folder, which has a bench of its own.
    sys.path.insert(0, a.peer)
    # First, since its clock starts here.
    spec = importlib.util.spec_from_file_location(
        "peer_bench", os.path.join(a.peer, "bench.py"))
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    if mixes:
        import mixing
        import torch_sluice as ts

        ts.SluiceNet = (mixing.experts(ts) if a.mode == "mmoe"
                        else mixing.concat_sharing(ts))
    if a.head == "crf":
        import crf
        import torch_sluice as ts

        ts.Head = crf.head(ts)
        ts.SluiceNet.loss = crf.net_loss(ts)
        ts.predict = crf.predict
    if a.loss == "tokens":
        import objective
        import torch_sluice as ts

        cut = ts.batches

        def batches(*options):
            made = cut(*options)
            per_batch = objective.labelled_per_batch(made, ts.IGNORE)
            ts.SluiceNet.loss = (
                crf.net_loss(ts, per_batch) if a.head == "crf"
                else objective.tokens(ts, per_batch))
            return made

        ts.batches = batches
    bench.main()


if __name__ == "__main__":
    main()
