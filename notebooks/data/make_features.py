"""Makes vectors of tokens for the corpus in small/, as an encoder might:

    python3 make_features.py

Of three layers with eight numbers a token, the first is noise, the second knows the
token's part of speech, and the third whether it belongs to a name, and of which kind.
"""
import json
import pathlib
import random
import struct

WIDTH = 8
draw = random.Random(1)
known = {}


def vector(label):
    """Noise, beside a vector that every token with the label has."""
    if label not in known:
        known[label] = [draw.gauss(0, 1) for _ in range(WIDTH)]
    return [x + draw.gauss(0, 0.4) for x in known[label]]


words, layers = "", [[], [], []]
folder = pathlib.Path(__file__).parent
for file in sorted(folder.glob("small/*/*.tsv")):
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("# "):
            continue
        words += line.split("\t")[0] + "\n"
        if line:
            form, pos, chunk, name = line.split("\t")
            layers[0].append([draw.gauss(0, 1) for _ in range(WIDTH)])
            layers[1].append(vector(pos))
            layers[2].append(vector(name[2:] or "O"))
    if not words.endswith("\n\n"):
        words += "\n"

header, body = {}, b""
tensors = {
    f"layer.{number}": (
        "F16", [len(rows), WIDTH],
        struct.pack(f"<{len(rows) * WIDTH}e", *(x for row in rows for x in row)))
    for number, rows in enumerate(layers, 1)}
tensors["words"] = ("U8", [len(words.encode())], words.encode())
for name, (kind, shape, data) in tensors.items():
    header[name] = {
        "dtype": kind, "shape": shape,
        "data_offsets": [len(body), len(body) + len(data)]}
    body += data
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
(folder / "small.safetensors").write_bytes(
    struct.pack("<Q", len(text)) + text + body)
