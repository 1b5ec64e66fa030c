"""What alpha, beta and the penalty cost, and how the methods compare.

    python3 Tests/Benchmarks/parts.py

Interleaved rounds of training on the same random sentences: two stacks without
anything between them, with alpha and beta, and with the penalty too; then each
method over hard parameter sharing.
"""

import measure

ROUNDS = 7
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


def compare(title: str, cases: dict[str, list[str]], sluice: str) -> None:
    runs = {name: [] for name in cases}
    for _ in range(ROUNDS):
        for name, options in cases.items():
            line = measure.line([sluice, "bench"] + BASE + options)
            # A network for one task has to be trained for each of the two.
            factor = 2 if "single" in name else 1
            runs[name].append(factor * 1e6 / line["train_tokens_per_s"])
    first = next(iter(cases))
    rows = []
    for name, times in runs.items():
        ratios = [a / b for a, b in zip(times, runs[first])]
        rows.append([name, f"{measure.median(times):.1f}",
                     f"{measure.median(ratios):.3f}", measure.spread(ratios, 3)])
    print(f"\n{title}: µs a token in training, B = 32, one thread\n")
    print(measure.table(["", "µs a token", f"over {first}", "of the rounds"], rows), flush=True)


def main() -> None:
    sluice = measure.sluice()
    print(measure.machine())
    compare("What sharing costs", STACKS, sluice)
    compare("Methods", METHODS, sluice)


main()
