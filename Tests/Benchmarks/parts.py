"""What alpha, beta and the penalty cost, and how methods and recipes compare.

    python3 Tests/Benchmarks/parts.py

Interleaved rounds of training on the same random sentences: two stacks without
anything between them, with alpha and beta, and with the penalty too; then each
method over hard parameter sharing; then the recipes of `train`, and the standard
one without its dropout.
"""

import argparse

import measure

BASE = ["--sentences", "600", "--repeats", "1"]
STACKS = {
    "stacks alone": ["--alpha", "off", "--skip", "off", "--penalty", "0"],
    "with α and β": ["--penalty", "0"],
    "with α, β and penalty": [],
}
METHODS = {
    "hard": ["--mode", "hard"],
    "single, both tasks one after the other": ["--mode", "single"],
    "cross-stitch": ["--mode", "cross-stitch"],
    "sluice": [],
}
RECIPES = {
    "classic": ["--recipe", "classic"],
    "standard": ["--recipe", "standard"],
    "standard, loss=mean": ["--recipe", "standard", "--loss", "mean"],
    "standard, recurrent_dropout=0":
        ["--recipe", "standard", "--recurrent-dropout", "0"],
    "standard, dropout=0 recurrent_dropout=0":
        ["--recipe", "standard", "--dropout", "0", "--recurrent-dropout", "0"],
}


def compare(
        title: str, cases: dict[str, list[str]], sluice: str,
        a: argparse.Namespace) -> None:
    key = "train_tokens_per_cpu_s" if a.per_cpu else "train_tokens_per_s"
    runs = {name: [] for name in cases}
    for _ in range(a.rounds):
        for name, options in cases.items():
            line = measure.line([sluice, "bench"] + BASE + options)
            # A network for one task has to be trained for each of the two.
            factor = 2 if "single" in name else 1
            runs[name].append(factor * 1e6 / line[key])
    first = next(iter(cases))
    rows = []
    for name, times in runs.items():
        ratios = [a / b for a, b in zip(times, runs[first])]
        rows.append([name, f"{measure.median(times):.1f}",
                     f"{measure.median(ratios):.3f}", measure.spread(ratios, 3)])
    print(f"\n{title}: µs a token in training, one thread\n")
    print(measure.table(["", "µs a token", f"over {first}", "of the rounds"], rows), flush=True)


def main() -> None:
    a = argparse.ArgumentParser()
    a.add_argument("--rounds", type=int, default=7)
    a.add_argument("--only", default="", help="the table whose title begins so")
    a.add_argument("--per-cpu", action="store_true",
                   help="seconds of processors in place of the clock's: for a "
                        "machine that does other work, too")
    a = a.parse_args()
    sluice = measure.sluice()
    print(measure.machine())
    tables = {"What sharing costs": STACKS, "Methods": METHODS, "Recipes": RECIPES}
    for title, cases in tables.items():
        if title.startswith(a.only):
            compare(title, cases, sluice, a)


main()
