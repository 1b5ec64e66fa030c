"""Holds `sluice score` against seqeval and conlleval on random sequences.

    python3 scores.py SLUICE [SEQUENCES]

Needs seqeval and conlleval from PyPI. For each scheme, random right and predicted
labels, many of them broken: micro and macro scores and those of each type must be
equal to seqeval's, by default and strict ones of the scheme, and the counts to
conlleval's, as far as these read the scheme.
"""

import json
import random
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import conlleval
from seqeval import scheme
from seqeval.metrics import classification_report

TYPES = ("LOC", "ORG", "PER")
SCHEMES = {
    "IOB2": (scheme.IOB2, "BI"),
    "BIOES": (scheme.IOBES, "BIES"),
    "BILOU": (scheme.BILOU, "BILU"),
}


def sequence(rng, letters):
    """Labels of one sentence, drawn with no regard to the scheme."""
    return ["O" if rng.random() < 0.4
            else f"{rng.choice(letters)}-{rng.choice(TYPES)}"
            for _ in range(rng.randint(1, 12))]


def whole(rng, letters):
    """Labels of one sentence, well-formed."""
    labels = []
    for _ in range(rng.randint(1, 5)):
        if rng.random() < 0.4:
            labels.append("O")
            continue
        kind, length = rng.choice(TYPES), rng.randint(1, 3)
        single = next((x for x in "SU" if x in letters), "B")
        end = next((x for x in "EL" if x in letters), "I")
        tags = [single] if length == 1 else ["B"] + ["I"] * (length - 2) + [end]
        labels += [f"{tag}-{kind}" for tag in tags]
    return labels


def spoiled(rng, labels, letters):
    """The same with some labels drawn anew."""
    return [rng.choice(sequence(rng, letters)) if rng.random() < 0.25 else label
            for label in labels]


def scored(sluice, gold, predicted):
    """What Sluice makes of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "labels.tsv"
        path.write_text("# columns = form gold predicted\n" + "\n".join(
            "".join(f"w\t{a}\t{b}\n" for a, b in zip(one, two))
            for one, two in zip(gold, predicted)))
        line = subprocess.run([sluice, "score", "--json", str(path)],
                              check=True, capture_output=True, text=True).stdout
    return json.loads(line)


def expected(gold, predicted, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return classification_report(
            gold, predicted, output_dict=True, zero_division=0, **options)


def differences(mine, theirs):
    """The scores of one convention that are not the same."""
    pairs = [("micro", mine["micro"], theirs["micro avg"])]
    pairs += [(t, mine["types"].get(t, {}), theirs.get(t, {"support": 0}))
              for t in TYPES if t in mine["types"] or t in theirs]
    for name, one, other in pairs:
        for key, their in (("precision", "precision"), ("recall", "recall"),
                           ("f1", "f1-score"), ("gold", "support")):
            a, b = one.get(key) or 0, other.get(their, 0)
            if abs(a - b) > 1e-9:
                yield f"{name} {key}: {a} and {b}"
    a, b = mine.get("macro_f1") or 0, theirs["macro avg"]["f1-score"]
    if abs(a - b) > 1e-9:
        yield f"macro F1: {a} and {b}"


def conlleval_differences(mine, gold, predicted):
    """The counts that conlleval does not have so."""
    lines = [line for one, two in zip(gold, predicted)
             for line in [f"w {a} {b}" for a, b in zip(one, two)] + [""]]
    theirs = conlleval.evaluate(lines)
    pairs = [("all", mine["micro"], theirs["overall"]["chunks"]["stats"])]
    pairs += [(t, mine["types"].get(t, {}), x["stats"])
              for t, x in theirs["slots"]["chunks"].items()]
    for name, one, other in pairs:
        for key, their in (("gold", "gold"), ("predicted", "pred"),
                           ("right", "correct")):
            if one.get(key, 0) != other[their]:
                yield f"{name} {key}: {one.get(key, 0)} and {other[their]}"


def main():
    sluice = str(Path(sys.argv[1]).resolve())
    total = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    rng = random.Random(1)
    batch, failed, done = 50, 0, 0
    while done < total:
        name = rng.choice(sorted(SCHEMES))
        rules, letters = SCHEMES[name]
        gold = [whole(rng, letters) for _ in range(batch)]
        predicted = [spoiled(rng, one, letters) for one in gold]
        mine = scored(sluice, gold, predicted)
        done += batch
        if mine["scheme"] != name:
            print(f"{name}: read as {mine['scheme']}")
            failed += 1
            continue
        found = []
        if name != "BILOU":  # seqeval's default reads no L- and U-
            found += differences(mine["conlleval"], expected(gold, predicted))
        if name == "IOB2":  # the one scheme that conlleval's port reads
            found += ["conlleval, " + x for x in conlleval_differences(
                mine["conlleval"], gold, predicted)]
        found += ["strict, " + x for x in differences(
            mine["strict"],
            expected(gold, predicted, mode="strict", scheme=rules))]
        for line in found[:3]:
            print(f"{name}: {line}")
        failed += bool(found)
    print(f"{done} sequences in batches of {batch}: {failed} batches differ")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
