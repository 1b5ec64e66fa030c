#!/usr/bin/env python3
"""How fast the prompt is there, and how fast it answers keys.

    Tests/Speed/prompt.py .build/release/sluice [FACTOR]

With 100,000 entries of history, and a trained network in scope. Ends with 1 if
a ready prompt takes 50 ms or more (the median of nine starts), or if a key's
echo takes 10 ms or more: the slowest of all keys but one in a hundred, which
the machine's other work may hold up. On a machine that is known to be noisy
both may be FACTOR times as long.
"""

import os
import pty
import select
import shutil
import signal
import statistics
import sys
import tempfile
import time

PROMPT = b"sluice> "
ENTRIES = 100_000


class Terminal:
    """The program in a pseudo-terminal."""

    def __init__(self, program, home):
        self.start = time.perf_counter()
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            environment = {
                "HOME": home, "TERM": "xterm", "LC_ALL": "C.UTF-8",
                "PATH": os.environ.get("PATH", ""),
            }
            os.execve(program, [program], environment)

    def until(self, text, seconds=60):
        """Reads until a text has come; gives all that came."""
        seen = b""
        end = time.perf_counter() + seconds
        while text not in seen:
            if time.perf_counter() > end:
                sys.exit(f"{text!r} did not come: {seen[-300:]!r}")
            if select.select([self.file], [], [], 0.1)[0]:
                seen += os.read(self.file, 65536)
        return seen

    def settle(self):
        """Reads what still comes."""
        while select.select([self.file], [], [], 0.02)[0]:
            try:
                os.read(self.file, 65536)
            except OSError:  # the program has left
                return

    def say(self, line):
        self.settle()
        os.write(self.file, line.encode() + b"\r")
        self.until(PROMPT)

    def key(self, key):
        """Types a key; gives the time until something is shown."""
        self.settle()
        start = time.perf_counter()
        os.write(self.file, key)
        select.select([self.file], [], [], 5)
        return 1000 * (time.perf_counter() - start)

    def leave(self):
        self.settle()
        os.write(self.file, b"\x15\x0bquit\r")
        for _ in range(200):
            self.settle()
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                break
        else:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.file)


def ready(program, home):
    terminal = Terminal(program, home)
    terminal.until(PROMPT)
    time_taken = 1000 * (time.perf_counter() - terminal.start)
    terminal.leave()
    return time_taken


def main():
    program = os.path.realpath(sys.argv[1])
    factor = float(sys.argv[2]) if len(sys.argv) > 2 else 1
    home = tempfile.mkdtemp()
    with open(f"{home}/.sluice_history", "w") as history:
        for i in range(ENTRIES):
            history.write(f"#{1700000000 + i}\nprint {i} + {i % 7}\n")
    starts = sorted(ready(program, home) for _ in range(9))
    median = statistics.median(starts)
    print(f"ready with {ENTRIES:,} entries of history: {median:.1f} ms"
          f" ({starts[0]:.1f} to {starts[-1]:.1f})")

    terminal = Terminal(program, home)
    terminal.until(PROMPT)
    for line in [
        "corpus toy = toy_english(sentences=400)", "task pos = toy.pos",
        "task names = toy.ner metric=span_f1",
        "network net tasks=[names, pos] layers=3 hidden=100",
        "train net epochs=1",
    ]:
        terminal.say(line)
    slow = False
    line = "print net.alpha[1][names.1, pos.2] + accuracy(net, pos, toy.test)"
    kinds = {
        "letters": [c.encode() for c in line * 4],
        "Tab": [k for start in ("pr", "train net ep", "print net.", "net.alpha[")
                for k in ([start.encode(), b"\t"] * 4 + [b"\x15"])],
        "Up": [b"p", b"r"] + [b"\x1b[A"] * 40 + [b"\x15", b"print 12"]
              + [b"\x1b[A"] * 40 + [b"\x15"],
        "Ctrl-R": [b"\x12"] + [c.encode() for c in "99 + 1"] + [b"\x07"],
    }
    for name, keys in kinds.items():
        times = sorted(terminal.key(key) for key in keys)
        worst = times[-1 - len(times) // 100]
        slow |= worst >= 10 * factor
        print(f"{name}: {statistics.median(times):.2f} ms in the median,"
              f" {worst:.2f} ms at worst, of {len(times)} keys")
        os.write(terminal.file, b"\x15")
    terminal.leave()
    shutil.rmtree(home)
    sys.exit(1 if slow or median >= 50 * factor else 0)


main()
