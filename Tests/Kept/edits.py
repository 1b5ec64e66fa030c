#!/usr/bin/env python3
"""Runs a notebook after each of many random edits, once from kept states and once
afresh: both must print the same bytes and end alike.

    Tests/Kept/edits.py .build/release/sluice 1000 [SEED]

Edits are of numbers, of the order of cells, of prose, of values given from outside,
of the profile, of a byte of the corpus, and of the program (a copy with one byte
more). An edit of prose must find every step kept that was kept before it. Between
edits, files of the kept states are damaged, cut and removed.
"""
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NOTEBOOK = """<!-- sluice: seed=3
     profile small: epochs=1 width=4 -->

# Edits

Some prose, number 0.

```sluice #data
param epochs = 2 in 1..9
param width = 6 in 2..20
param part = text
corpus read = columns("data")
corpus toy = toy_english(sentences=12)
task pos = toy.pos
task names = toy.ner
task own = read.c2
```

More prose, number 1.

```sluice #train
network net tasks=[names, pos] layers=2 hidden=width spelling=4
train net epochs=epochs
inspect net alpha
```

```sluice
network single tasks=[own] layers=1 hidden=4 spelling=4
train single epochs=1 on=read.train
print accuracy(single, own, read.test)
```

```sluice #values
let rates = [0.5, 0.25, 2]
let words = ["a", "\\u{FEFF}b", "c d"]
let far = 10000000000000000000000 * 3
let nothing = -0.0
let span = 1..4
```

Prose, number 2.

```sluice #sweep
sweep runs size=[2, 3] {
  network one tasks=[names, pos] layers=1 hidden=2 * size spelling=4
  train one epochs=1
  let score = accuracy(one, pos, toy.dev)
}
show runs
print mean(runs.score)
```

```sluice #fails error=unknown-name
print rates, part
print nobody
```

```sluice #change
freeze net.alpha[1]
set net.beta = 0.5
let copied = net
train net epochs=1
print copied.epochs, net.epochs, sum(rates), span, nothing, far
```

```sluice #files
save net "out/net.safetensors"
load again "out/net.safetensors"
plot net loss to="out/loss.svg"
assert again.epochs == net.epochs
```

```sluice #end
for n in [net, copied, again] { print accuracy(n, pos, toy.test) }
show net
show
```
"""

CORPUS = "".join(
    f"{word}\t{tag}\n" + ("\n" if number % 4 == 3 else "")
    for number, (word, tag) in enumerate(
        [("the", "D"), ("bird", "N"), ("sings", "V"), (".", "P")] * 12
    )
)


class Trial:
    def __init__(self, program, seed):
        self.random = random.Random(seed)
        self.folder = Path(tempfile.mkdtemp(prefix="sluice-edits-"))
        self.environment = dict(os.environ, XDG_STATE_HOME=str(self.folder / "state"))
        self.programs = [Path(program).resolve(), self.folder / "other"]
        shutil.copy(program, self.programs[1])
        with open(self.programs[1], "ab") as file:
            file.write(b"\\0")
        self.program = 0
        self.text = NOTEBOOK
        self.given, self.profile = {}, None
        self.place = self.folder / "notebooks"
        (self.place / "data").mkdir(parents=True)
        for part in ["train", "dev", "test"]:
            (self.place / "data" / f"{part}.tsv").write_text(CORPUS)
        self.counts = {"kept": 0, "steps": 0, "damaged": 0, "told": 0}

    def run(self, *more):
        (self.place / "edits.sluice").write_text(self.text)
        arguments = ["run", "edits.sluice", *more]
        for name, value in self.given.items():
            arguments += ["-p", f"{name}={value}"]
        if self.profile:
            arguments += ["--profile", self.profile]
        done = subprocess.run(
            [self.programs[self.program], *arguments], cwd=self.place,
            env=self.environment, capture_output=True, timeout=120)
        if done.returncode not in (0, 1, 2, 3):
            sys.exit(f"status {done.returncode}: {done.stderr.decode()}")
        return done

    # Edits

    def edit(self):
        kinds = [
            self.number, self.number, self.number, self.swap, self.prose, self.prose,
            self.prose, self.give, self.give, self.choose_profile, self.corpus,
            self.version, self.restore, self.restore, self.restore, self.restore,
        ]
        return self.random.choice(kinds)()

    def number(self):
        cells = [m.span() for m in re.finditer(r"```sluice.*?```", self.text, re.S)]
        start, end = self.random.choice(cells)
        numbers = [
            m.span() for m in re.finditer(r"(?<![\w.{])\d+(?![\w.])", self.text[start:end])
        ]
        if not numbers:
            return "number (none)"
        low, high = self.random.choice(numbers)
        new = str(self.random.randint(1, 4))
        self.text = self.text[:start + low] + new + self.text[start + high:]
        return "number"

    def swap(self):
        pieces = re.split(r"(```sluice.*?```\n)", self.text, flags=re.S)
        cells = [i for i, piece in enumerate(pieces) if piece.startswith("```")]
        i = self.random.randrange(len(cells) - 1)
        one, two = cells[i], cells[i + 1]
        pieces[one], pieces[two] = pieces[two], pieces[one]
        self.text = "".join(pieces)
        return "order"

    def prose(self):
        self.text = re.sub(
            r"(prose, number) \d+", lambda m: f"{m[1]} {self.random.randint(0, 99)}",
            self.text)
        return "prose"

    def give(self):
        name = self.random.choice(["epochs", "width", "part"])
        if self.random.random() < 0.5:
            self.given.pop(name, None)
        elif name == "part":
            self.given[name] = self.random.choice(["text", "word", "data/train.tsv"])
        else:
            self.given[name] = self.random.choice([1, 2, 3, 4])
        return "parameter"

    def choose_profile(self):
        self.profile = self.random.choice([None, "small"])
        return "profile"

    def corpus(self):
        path = self.place / "data" / self.random.choice(["train.tsv", "test.tsv"])
        data = bytearray(path.read_bytes())
        letters = [i for i, byte in enumerate(data) if chr(byte).isalpha()]
        data[self.random.choice(letters)] = self.random.choice(b"abcNVD")
        path.write_bytes(data)
        return "byte of the corpus"

    def version(self):
        self.program = 1 - self.program
        return "program"

    def restore(self):
        self.text = NOTEBOOK
        if self.random.random() < 0.5:
            self.given, self.profile = {}, None
        return "back to the first"

    # Damage

    def files(self):
        states = self.place / ".sluice-cache" / "states"
        return sorted(p for p in states.rglob("*") if p.is_file())

    def damage(self):
        files = self.files()
        if not files:
            return
        path = self.random.choice(files)
        data = bytearray(path.read_bytes())
        kind = self.random.randrange(4)
        if kind == 0:
            path.unlink()
        elif kind == 1:
            path.write_bytes(data[: self.random.randrange(len(data))])
        elif kind == 2:
            path.write_bytes(bytes(data) + b"x")
        else:
            data[self.random.randrange(len(data))] ^= 1 << self.random.randrange(8)
            path.write_bytes(data)
        self.counts["damaged"] += 1

    def check(self, count):
        before = None
        for step in range(count):
            kind = self.edit()
            isDamaged = self.random.random() < 0.15
            if isDamaged:
                self.damage()
            kept = self.run()
            keptSteps = re.findall(rb"^kept: (.*)$", kept.stderr, re.M)
            self.counts["told"] += b"damaged" in kept.stderr
            self.counts["kept"] += len(keptSteps)
            self.counts["steps"] += self.text.count("```sluice")
            out = self.place / "out"
            shutil.rmtree(self.folder / "aside", ignore_errors=True)
            if out.exists():
                out.rename(self.folder / "aside")
            fresh = self.run("--fresh")
            # Files are part of what kept steps did.
            shutil.rmtree(out, ignore_errors=True)
            if (self.folder / "aside").exists():
                (self.folder / "aside").rename(out)
            if (kept.stdout, kept.returncode) != (fresh.stdout, fresh.returncode):
                (self.folder / "kept.txt").write_bytes(kept.stdout + kept.stderr)
                (self.folder / "fresh.txt").write_bytes(fresh.stdout + fresh.stderr)
                sys.exit(
                    f"edit {step + 1} ({kind}): not as a fresh run, see {self.folder}")
            if kind == "prose" and not isDamaged and before is not None:
                missing = before - set(keptSteps)
                if missing:
                    sys.exit(f"edit {step + 1}: prose alone, and {missing} ran again")
            # The next run of the same would find these.
            again = self.run() if self.random.random() < 0.1 else None
            if again is not None:
                if again.stdout != fresh.stdout:
                    sys.exit(f"edit {step + 1} ({kind}): the second run differs")
                keptSteps = re.findall(rb"^kept: (.*)$", again.stderr, re.M)
            before = set(keptSteps)
        shutil.rmtree(self.folder)
        print(
            f"{count} edits: kept and fresh runs print the same;"
            f" {self.counts['kept']} of {self.counts['steps']} steps were kept,"
            f" {self.counts['damaged']} files were damaged,"
            f" {self.counts['told']} runs said so")


if __name__ == "__main__":
    program, count = sys.argv[1], int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    Trial(program, seed).check(count)
