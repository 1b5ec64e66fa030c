"""What the benchmarks share: running a program, medians, tables."""

import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def sluice() -> str:
    """The release build's program, built if it must be, or the one that
    `SLUICE` names."""
    if "SLUICE" in os.environ:
        return os.environ["SLUICE"]
    build = ["swift", "build", "-c", "release", "--product", "sluice"]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    folder = subprocess.run(
        build[:4] + ["--show-bin-path"], cwd=ROOT, check=True, text=True,
        capture_output=True).stdout.strip()
    return os.path.join(folder, "sluice")


def line(command: list[str]) -> dict:
    """The line of JSON a program prints last."""
    done = subprocess.run(command, text=True, capture_output=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def seconds(command: list[str]) -> float:
    """Wall time of a whole program."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def median(values) -> float:
    return statistics.median(values)


def spread(values, digits: int = 2) -> str:
    return f"{min(values):.{digits}f}–{max(values):.{digits}f}"


def table(columns: list[str], rows: list[list[str]]) -> str:
    lines = [columns, ["---"] + ["---:"] * (len(columns) - 1)] + rows
    return "\n".join("| " + " | ".join(row) + " |" for row in lines)


def machine() -> str:
    """The processor, as the system names it."""
    name = "unknown processor"
    if os.path.exists("/proc/cpuinfo"):
        for entry in open("/proc/cpuinfo"):
            if entry.startswith("model name"):
                name = entry.split(":")[1].strip()
                break
    return f"{name}, {os.cpu_count()} cores"


def first_sentences(path: str, count: int) -> str:
    """A copy of a column file's first sentences."""
    sentences = open(path, encoding="utf-8").read().split("\n\n")[:count]
    name = os.path.join(tempfile.gettempdir(), f"sluice-first-{count}.tsv")
    with open(name, "w", encoding="utf-8") as file:
        file.write("\n\n".join(s.strip("\n") for s in sentences) + "\n\n")
    return name
