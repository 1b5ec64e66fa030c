"""Training on real text beside a PyTorch program: wall time and scores.

    python3 Tests/Benchmarks/training.py --corpus FOLDER --peer FOLDER --python PYTHON

Both train a sluice network on the five ewt domains together, chunks and xpos, by
the recipe that the other program has, `classic`, with 32 sentences a batch: five
epochs, two threads, and score the development part after each. The other program's `accuracy.py` asks for one
thread; here it is given two. Wall time is the whole process, reading included.
"""

import argparse
import json
import os
import re
import subprocess
import time

import measure

DOMAINS = ["ewt-answers", "ewt-email", "ewt-newsgroup", "ewt-reviews", "ewt-weblog"]
PROGRAM = """
corpus text = columns("{corpus}", domains=[{domains}])
task chunks = text.chunk
task tags = text.xpos
network net tasks=[chunks, tags] method=sluice wiring=concat activation=tanh penalty=0 seed={seed}
train net on=text.train dev=text.dev recipe=classic epochs=5 patience=5 batch=32 seed={seed}
print "dev" accuracy(net, chunks, text.dev) f1(net, chunks, text.dev) accuracy(net, tags, text.dev)
"""


def ours(sluice: str, a: argparse.Namespace, seed: int) -> dict:
    program = PROGRAM.format(
        corpus=os.path.abspath(a.corpus), domains=", ".join(DOMAINS), seed=seed)
    start = time.perf_counter()
    done = subprocess.run(
        [sluice, "--threads", str(a.threads), "-c", program], text=True,
        capture_output=True)
    wall = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stderr)
    chunk, f1, tags = map(float, re.findall(r"^dev (.*)$", done.stdout, re.M)[0].split())
    return {"wall": wall, "chunk": 100 * chunk, "f1": 100 * f1, "xpos": 100 * tags}


def theirs(a: argparse.Namespace, seed: int) -> dict:
    # accuracy.py sets one thread itself.
    wrapper = (
        "import runpy, sys, torch; set_threads = torch.set_num_threads;"
        f"torch.set_num_threads = lambda n: set_threads({a.threads});"
        "sys.argv = sys.argv[1:]; sys.path.insert(0, sys.argv[0].rsplit('/', 1)[0]);"
        "runpy.run_path(sys.argv[0], run_name='__main__')")
    start = time.perf_counter()
    done = subprocess.run(
        [a.python, "-B", "-c", wrapper, os.path.join(os.path.abspath(a.peer), "accuracy.py"),
         "--root", os.path.abspath(a.corpus), "--train", ",".join(DOMAINS),
         "--test", DOMAINS[0], "--mode", "sluice", "--epochs", "5", "--patience", "5",
         "--batch", "32", "--seed", str(seed)],
        text=True, capture_output=True)
    wall = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stderr)
    dev = json.loads(done.stdout.strip().splitlines()[-1])["dev"]
    return {"wall": wall, "chunk": dev[0]["accuracy"], "f1": dev[0]["f1"],
            "xpos": dev[1]["accuracy"]}


def main() -> None:
    a = argparse.ArgumentParser()
    a.add_argument("--corpus", required=True)
    a.add_argument("--peer", required=True)
    a.add_argument("--python", required=True)
    a.add_argument("--seeds", type=int, default=3)
    a.add_argument("--threads", type=int, default=2)
    a = a.parse_args()
    sluice = measure.sluice()
    rows, ratios = [], []
    for seed in range(1, a.seeds + 1):
        pair = {"Sluice": ours(sluice, a, seed), "PyTorch": theirs(a, seed)}
        ratios.append(pair["PyTorch"]["wall"] / pair["Sluice"]["wall"])
        for name, run in pair.items():
            rows.append([f"{name}, seed {seed}", f"{run['wall']:.1f}",
                         f"{run['chunk']:.2f}", f"{run['f1']:.2f}", f"{run['xpos']:.2f}"])
    print(f"Five epochs on five domains, {a.threads} threads; {measure.machine()}\n")
    print(measure.table(
        ["", "wall, s", "chunk accuracy", "chunk F1", "XPOS accuracy"], rows))
    print(f"\nPyTorch's time over ours: {measure.median(ratios):.2f} "
          f"({measure.spread(ratios)})")


main()
