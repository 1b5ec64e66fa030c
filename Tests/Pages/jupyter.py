#!/usr/bin/env python3
"""Sends all notebooks to Jupyter and back, by Jupyter's own library.

    jupyter.py PROGRAM FOLDER [EXPORT]

Each notebook below FOLDER is exported twice and must be the same file, which
`nbformat` must find valid; then `nbformat` reads and writes it, and what is
imported from either must be the notebook, byte for byte. EXPORT is the
command that prints the file of Jupyter, with the notebook after it:
`export --to ipynb -o -` if nothing is said. Needs: pip install nbformat
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat


def run(*arguments):
    return subprocess.run(arguments, check=True, capture_output=True).stdout


def main():
    program, folder = sys.argv[1:3]
    export = (sys.argv[3:] or ["export --to ipynb -o -"])[0].split()
    count, size, wrong = 0, 0, []
    for path in sorted(Path(folder).rglob("*.sluice")):
        if "out" in path.parts:
            continue
        count += 1
        made = run(program, *export, str(path))
        size += len(made)
        if run(program, *export, str(path)) != made:
            wrong.append(f"{path}: another file the second time")
        with tempfile.TemporaryDirectory() as place:
            own, saved = Path(place, "own.ipynb"), Path(place, "saved.ipynb")
            own.write_bytes(made)
            notebook = nbformat.read(own, as_version=nbformat.NO_CONVERT)
            nbformat.validate(notebook)
            nbformat.write(notebook, saved)
            if saved.read_bytes() != made:
                wrong.append(f"{path}: nbformat writes it otherwise")
            for file in own, saved:
                back = run(program, "import", str(file), "-o", "-")
                if back != path.read_bytes():
                    wrong.append(f"{path}: another notebook from {file.name}")
    for line in wrong:
        print(line)
    print(f"{count} notebooks, {size} bytes, {len(wrong)} wrong")
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main())
