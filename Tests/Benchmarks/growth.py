"""How the cost of a token grows with each size of the work.

    python3 Tests/Benchmarks/growth.py

Times training and inference while one size changes and all others stay, and
fits time = c · size^exponent by least squares on logarithms. An exponent is of
the whole work's time: per epoch for sentences, per token for all else.
"""

import math

import measure

BASE = ["--sentences", "400", "--repeats", "3"]
# What changes, its values, and the options for one of them.
SIZES = [
    ("sentences", [250, 500, 1000, 2000], lambda n: ["--sentences", n]),
    ("layers K", [1, 2, 3, 4, 6], lambda n: ["--layers", n]),
    ("tasks M", [1, 2, 3, 4, 6], lambda n: ["--tasks", n]),
    ("width H", [50, 100, 200, 400], lambda n: ["--hidden", n]),
    ("vocabulary", [10_000, 100_000, 1_000_000],
     lambda n: ["--vocabulary", n, "--optimizer", "adam"]),
    ("batch B", [1, 2, 4, 8, 16, 32, 64], lambda n: ["--batch", n]),
    ("batch B, no penalty", [1, 2, 4, 8, 16, 32, 64],
     lambda n: ["--batch", n, "--penalty", "0"]),
    ("threads", [1, 2], lambda n: ["--threads", n]),
]


def exponent(sizes: list[float], times: list[float]) -> float:
    x, y = [math.log(s) for s in sizes], [math.log(t) for t in times]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    return (sum((a - mx) * (b - my) for a, b in zip(x, y))
            / sum((a - mx) ** 2 for a in x))


def main() -> None:
    sluice = measure.sluice()
    rows = []
    for name, sizes, options in SIZES:
        times = {"train": [], "infer": []}
        for size in sizes:
            # The last of two equal options counts.
            line = measure.line([sluice, "bench"] + list(map(str, override(BASE, options(size)))))
            for what in times:
                per_token = 1e6 / line[f"{what}_tokens_per_s"]
                times[what].append(
                    per_token * line["tokens"] if name == "sentences" else per_token)
        for what, values in times.items():
            rows.append([
                name, "training" if what == "train" else "inference",
                ", ".join(f"{s:,}" for s in sizes),
                ", ".join(f"{v:.1f}" if v < 1e4 else f"{v / 1e6:.2f} s" for v in values),
                f"{exponent(sizes, values):.2f}"])
    print(f"µs a token (seconds an epoch for sentences); {measure.machine()}\n")
    print(measure.table(["size", "", "values", "time", "exponent"], rows))


def override(base: list, options: list) -> list:
    """The base options without those that are set anew."""
    kept = [x for pair in zip(base[::2], base[1::2]) if pair[0] not in options for x in pair]
    return kept + options


main()
