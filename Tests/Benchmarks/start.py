"""Time to start, and to read a folder of corpora.

    python3 Tests/Benchmarks/start.py [--corpus FOLDER]
"""

import argparse
import os
import pty
import select
import time

import measure


def ready_prompt(sluice: str) -> float:
    """Seconds from the start to a prompt that can be typed at."""
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm"
        os.execv(sluice, [sluice])
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
    return elapsed


def main() -> None:
    a = argparse.ArgumentParser()
    a.add_argument("--corpus", help="a folder of domain folders")
    a = a.parse_args()
    sluice = measure.sluice()
    times = {
        "--version": measure.seconds([sluice, "--version"]),
        "one line, -c 'print 1'": measure.seconds([sluice, "-c", "print 1"]),
        "a prompt that is ready": [ready_prompt(sluice) for _ in range(21)],
    }
    if a.corpus:
        command = f'corpus all = columns("{a.corpus}")'
        read = measure.seconds([sluice, "-c", command], runs=7)
        times[f"reading {os.path.basename(a.corpus.rstrip('/'))}/"] = read
    rows = [[name, f"{1000 * measure.median(t):.1f}",
             measure.spread([1000 * x for x in t], 1)] for name, t in times.items()]
    print(measure.machine() + "\n")
    print(measure.table(["", "ms, median", "of all runs"], rows))


main()
