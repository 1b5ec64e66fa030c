"""Training and inference beside a PyTorch program, interleaved.

    python3 Tests/Benchmarks/beside_pytorch.py --peer FOLDER --python PYTHON

FOLDER holds the other program, `bench.py`, which takes the options that
`sluice bench` takes; PYTHON has torch. Both run on the very same sentences, in
turn, so that a machine that slows down slows both. With `--loss mean,tokens` each
case is there for both objectives. Prints tables of medians.
"""

import argparse
import os
import tempfile

import measure

# Name, options that both take, sentences. Bars: training, inference.
B32 = ["--batch", "32"]
B1 = ["--batch", "1"]
CASES = [
    ("sluice, B = 32", B32, 2000, 2.0, 2.5),
    ("sluice, B = 1", B1, 200, 3.0, 3.0),
    ("sluice, B = 1, no penalty", B1 + ["--penalty", "0"], 200, 4.0, 3.0),
    ("concat", B32 + ["--wiring", "concat"], 600, 1.7, 2.6),
    ("single", B32 + ["--mode", "single", "--tasks", "1"], 600, 1.7, 1.7),
    ("hard", B32 + ["--mode", "hard"], 600, 1.7, 1.7),
    ("cross-stitch", B32 + ["--mode", "cross-stitch"], 600, 1.7, 1.7),
    ("Adam", B32 + ["--optimizer", "adam"], 600, 1.7, 1.7),
    ("CRF heads", B32 + ["--head", "crf"], 600, 1.5, 1.5),
    ("CRF heads, hard", B32 + ["--head", "crf", "--mode", "hard"], 600, 1.5, 1.5),
    ("concat sharing", B32 + ["--mode", "concat-sharing"], 600, 1.5, 1.5),
    ("experts and gates", B32 + ["--mode", "mmoe"], 600, 1.5, 1.5),
    ("H = 200", B32 + ["--hidden", "200"], 600, 1.85, 1.7),
    ("H = 160, K = 2, B = 16, concat, cross-stitch",
     ["--batch", "16", "--mode", "cross-stitch", "--hidden", "160", "--layers", "2",
      "--wiring", "concat"], 600, 1.7, 1.7),
    ("K = 2", B32 + ["--layers", "2"], 600, 1.7, 1.7),
    ("M = 4", B32 + ["--tasks", "4", "--columns", "XPOS,CHUNK,CHUNK,CHUNK"],
     600, 1.7, 1.7),
]
FIGURES = [("training", "train_tokens_per_s"), ("inference", "infer_tokens_per_s")]


def main() -> None:
    a = argparse.ArgumentParser()
    a.add_argument("--peer", required=True)
    a.add_argument("--python", required=True)
    a.add_argument("--rounds", type=int, default=5)
    a.add_argument("--sentences", type=int, default=2000, help="at most so many a case")
    a.add_argument("--threads", default="1,2")
    a.add_argument("--loss", default="mean", help="mean, tokens, or mean,tokens")
    a.add_argument("--only", default="",
                   help="cases whose names begin so, or with one of several that "
                        "stand between |")
    a.add_argument("--per-cpu", action="store_true",
                   help="per second of processors in place of the clock's: for "
                        "one thread on a machine that does other work, too")
    a = a.parse_args()

    ours = [measure.sluice(), "bench", "--repeats", "1"]
    theirs = [a.python, "-B", str(measure.ROOT / "Tests/Peer/bench.py"),
              "--peer", a.peer, "--repeats", "1"]
    data = os.path.join(tempfile.gettempdir(), "sluice-bench.tsv")
    measure.line(theirs + ["--dump", data, "--mode", "single", "--layers", "1"])

    cases = [(name if a.loss == "mean" else f"{name}, {loss}",
              options + ["--loss", loss], *rest)
             for name, options, *rest in CASES
             if name.startswith(tuple(a.only.split("|")))
             for loss in a.loss.split(",")]
    speed, memory = {}, []
    for threads in map(int, a.threads.split(",")):
        rows = []
        for name, options, count, *bars in cases:
            options = options + ["--threads", str(threads), "--data",
                                 measure.first_sentences(data, min(count, a.sentences))]
            pairs = [(measure.line(ours + options), measure.line(theirs + options))
                     for _ in range(a.rounds)]
            for (what, key), bar in zip(FIGURES, bars):
                if a.per_cpu:
                    key = key.replace("_per_s", "_per_cpu_s")
                mine, other = [p[0][key] for p in pairs], [p[1][key] for p in pairs]
                ratios = [x / y for x, y in zip(mine, other)]
                speed[name, what, threads] = measure.median(mine)
                rows.append([
                    f"{name}, {what}", f"{measure.median(mine):,.0f}",
                    f"{measure.median(other):,.0f}", f"{measure.median(ratios):.2f}",
                    measure.spread(ratios), f"{bar}"])
            mine, other = ([p[i]["peak_rss_mb"] for p in pairs] for i in (0, 1))
            memory.append([
                f"{name}, {threads} threads", f"{measure.median(mine):.0f}",
                f"{measure.median(other):.0f}",
                f"{measure.median(mine) / measure.median(other):.2f}"])
        print(f"\nTokens a second, {threads} thread{'s' * (threads > 1)}, medians of "
              f"{a.rounds} rounds; {measure.machine()}\n")
        print(measure.table(
            ["", "Sluice", "PyTorch", "ratio", "of the rounds", "bar"], rows), flush=True)
    print("\nPeak memory, MB\n")
    print(measure.table(["", "Sluice", "PyTorch", "ratio"], memory))
    rows = [[f"{name}, {what}", f"{value / speed[name, what, 1]:.2f}"]
            for (name, what, threads), value in speed.items()
            if threads == 2 and (name, what, 1) in speed]
    if rows:
        print("\nTwo threads over one\n")
        print(measure.table(["", "ratio"], rows))


main()
