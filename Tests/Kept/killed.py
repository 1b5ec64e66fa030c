#!/usr/bin/env python3
"""Kills a run at random moments of its training until it ends by itself, and holds
what it printed, and the network that it saved, against a run that nobody killed.

    Tests/Kept/killed.py .build/release/sluice [KILLS] [EPOCHS]
"""
import hashlib
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NOTEBOOK = """# Killed

```sluice #train timeout=1000s
corpus toy = toy_english(sentences=600)
task pos = toy.pos
task names = toy.ner
network net tasks=[names, pos] layers=2 hidden=48 spelling=16
train net epochs=%d average=0.99
```

```sluice #save
save net "out/net.safetensors"
print accuracy(net, pos, toy.test)
inspect net alpha
```
"""


def folder(epochs):
    place = Path(tempfile.mkdtemp(prefix="sluice-killed-"))
    (place / "killed.sluice").write_text(NOTEBOOK % epochs)
    return place


def start(program, place, *more):
    return subprocess.Popen(
        [program, "run", "--threads", "1", "killed.sluice", *more], cwd=place,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def outcome(place, output):
    network = (place / "out/net.safetensors").read_bytes()
    return output, hashlib.sha256(network).hexdigest()


def first_epoch(errors):
    found = re.search(rb"epoch (\d+) of", errors)
    return int(found[1]) if found else None


def main():
    program = str(Path(sys.argv[1]).resolve())
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    epochs = int(sys.argv[3]) if len(sys.argv) > 3 else 40
    choose = random.Random(1)

    whole = folder(epochs)
    begun = time.time()
    output, errors = start(program, whole, "--fresh").communicate()
    fresh = time.time() - begun
    expected = outcome(whole, output)

    kept = folder(epochs)
    begun = time.time()
    output, errors = start(program, kept).communicate()
    keeping = time.time() - begun
    if outcome(kept, output) != expected:
        sys.exit("a run that keeps states prints something else")

    place = folder(epochs)
    spent, epochs_begun = 0.0, []
    for kill in range(kills):
        begun = time.time()
        run = start(program, place)
        time.sleep(choose.uniform(0.08, 0.22) * fresh)
        run.kill()
        _, errors = run.communicate()
        spent += time.time() - begun
        epochs_begun.append(first_epoch(errors))
    begun = time.time()
    output, errors = start(program, place).communicate()
    spent += time.time() - begun
    epochs_begun.append(first_epoch(errors))
    if outcome(place, output) != expected:
        sys.exit(f"a killed run ends otherwise: see {place}")
    print(
        f"killed {kills} times, went on at the epochs {epochs_begun}, and ended with"
        f" the same bits; {fresh:.1f} s uninterrupted and fresh, {keeping:.1f} s with"
        f" states kept, {spent:.1f} s in all when killed")


main()
