"""Time to start, and to read a folder of corpora.

    python3 Tests/Benchmarks/start.py [--corpus FOLDER] [--beside PROGRAM]

With --beside another build of the program is timed in turn with this one, so
that the machine's ups and downs meet both; the ratio is the median of the
pairs' ratios.
"""

import argparse
import os
import pty
import select
import tempfile
import time

import measure

# The user's folder at the prompt: one without a history.
HOME = tempfile.TemporaryDirectory()


def ready_prompt(sluice: str) -> float:
    """Seconds from the start to a prompt that can be typed at."""
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        home = {"TERM": "xterm", "LC_ALL": "C.UTF-8", "HOME": HOME.name}
        os.execve(sluice, [sluice], {**os.environ, **home})
    seen = b""
    while b"> " not in seen:
        if not select.select([terminal], [], [], 10)[0]:
            raise SystemExit(f"no prompt: {seen!r}")
        seen += os.read(terminal, 4096)
    elapsed = time.perf_counter() - start
    os.write(terminal, b"\x04")
    try:
        while os.read(terminal, 4096):
            pass
    except OSError:
        pass
    os.waitpid(pid, 0)
    os.close(terminal)
    return elapsed


def main() -> None:
    a = argparse.ArgumentParser()
    a.add_argument("--corpus", help="a folder of domain folders")
    a.add_argument("--beside", help="another build of the program")
    a = a.parse_args()
    programs = [measure.sluice()] + ([a.beside] if a.beside else [])

    def with_arguments(*words: str):
        return lambda sluice: measure.seconds([sluice, *words])

    cases = {
        "--version": (with_arguments("--version"), 40),
        "one line, -c 'print 1'": (with_arguments("-c", "print 1"), 40),
        "a prompt that is ready": (ready_prompt, 40),
    }
    if a.corpus:
        command = f'corpus all = columns("{a.corpus}")'
        name = f"reading {os.path.basename(a.corpus.rstrip('/'))}/"
        cases[name] = (with_arguments("-c", command), 7)
    rows = []
    for name, (run, times) in cases.items():
        for sluice in programs:
            run(sluice)
        rounds = [[1000 * run(sluice) for sluice in programs]
                  for _ in range(times)]
        row = [name]
        for taken in zip(*rounds):
            row += [f"{measure.median(taken):.1f}", measure.spread(taken, 1)]
        if a.beside:
            row.append(f"{measure.median(x / y for x, y in rounds):.2f}")
        rows.append(row)
    columns = ["", "ms, median", "of all runs"]
    if a.beside:
        columns += ["the other, ms", "of all runs", "ratio"]
    print(measure.machine() + "\n")
    print(measure.table(columns, rows))


main()
