"""Reads the rows of notebooks/scores.sluice; prints tables.

    python3 scores.py ROWS.csv … [--beside single=88.89,hard=89.65,…]

Means over domains, 95% intervals from the spread of seeds within domains, and
paired differences of methods, run by run.
"""

import argparse
import collections
import csv
import math
import statistics


def quantile(freedom):
    """Student's t at 97.5%, by its expansion in 1/freedom."""
    z, v = 1.959964, freedom
    return z + (z**3 + z) / (4 * v) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v * v)


def main():
    a = argparse.ArgumentParser()
    a.add_argument("rows", nargs="+")
    a.add_argument("--beside", default="", help="other means to compare with")
    a = a.parse_args()
    runs = collections.defaultdict(dict)
    for path in a.rows:
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                runs[row["method"]][row["domain"], row["seed"]] = (
                    100 * float(row["accuracy"]), 100 * float(row["f1"]))
    beside = dict(
        (k, float(v)) for k, v in
        (pair.split("=") for pair in a.beside.split(",") if pair))

    print("| method | runs | accuracy | 95% interval | F1 | other | difference |")
    print("|---|---|---|---|---|---|---|")
    for method, scores in runs.items():
        by_domain = collections.defaultdict(list)
        for (domain, _), (accuracy, _) in scores.items():
            by_domain[domain].append(accuracy)
        mean = statistics.mean(statistics.mean(v) for v in by_domain.values())
        f1 = statistics.mean(f for _, f in scores.values())
        freedom = sum(len(v) - 1 for v in by_domain.values())
        half = float("nan")
        if freedom > 0:
            square = sum(statistics.variance(v) / len(v) for v in by_domain.values())
            half = quantile(freedom) * math.sqrt(square) / len(by_domain)
        other = beside.get(method)
        gap = "" if other is None else (
            f"{mean - other:+.2f} [{mean - other - half:+.2f}, {mean - other + half:+.2f}]")
        print(f"| {method} | {len(scores)} | {mean:.2f} | {mean - half:.2f}–{mean + half:.2f}"
              f" | {f1:.2f} | {other or ''} | {gap} |")

    print("\n| paired difference in accuracy | mean | 95% interval | pairs |")
    print("|---|---|---|---|")
    names = list(runs)
    for i, one in enumerate(names):
        for two in names[i + 1:]:
            keys = runs[one].keys() & runs[two].keys()
            gaps = [runs[two][k][0] - runs[one][k][0] for k in keys]
            if len(gaps) < 2:
                continue
            half = quantile(len(gaps) - 1) * statistics.stdev(gaps) / math.sqrt(len(gaps))
            mean = statistics.mean(gaps)
            print(f"| {two} − {one} | {mean:+.2f} | {mean - half:+.2f} to {mean + half:+.2f}"
                  f" | {len(gaps)} |")


if __name__ == "__main__":
    main()
