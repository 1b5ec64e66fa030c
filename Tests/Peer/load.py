"""Runs a network that Sluice saved in torch.nn.LSTM, and compares the two.

    python3 load.py SLUICE          trains, saves, labels, and compares
    python3 load.py MODEL WORD …    labels a sentence

Reads networks of every wiring, with α on, off or closed, matrices, gates or
choices in its place, β, sum, mean or the last layer; two stacks, one, or experts.
`Loaded.logits` is all that is needed to use one.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import torch
from safetensors import safe_open


class Loaded:
    def __init__(self, path):
        with safe_open(path, "pt") as file:
            self.w = {name: file.get_tensor(name) for name in file.keys()}
            structure = json.loads(file.metadata()["structure"])
        self.net, self.tasks = structure["architecture"], structure["tasks"]
        self.words = {w: i + 1 for i, w in enumerate(structure["words"])}
        self.chars = {chr(c): i + 1 for i, c in enumerate(structure["characters"])}
        self.stacks = self.net["columnOfTask"]
        mixing = self.net.get("mixing", {})
        self.gates = mixing.get("gates", {}).get("_0")
        self.count = 1 + max(int(name.split(".")[1]) for name in self.w
                             if name.startswith("rnn."))

    def lstm(self, name, x, direction):
        """One direction of an LSTM over [T, in]: its states, [T, H]."""
        part = f"{name}.{direction}."
        hidden = self.w[part + "weight_hh_l0"].shape[1]
        lstm = torch.nn.LSTM(x.shape[1], hidden)
        lstm.load_state_dict({k[len(part):]: v for k, v in self.w.items()
                              if k.startswith(part)})
        states, _ = lstm(x.flip(0) if direction == "bwd" else x)
        return states.flip(0) if direction == "bwd" else states

    def spelling(self, word):
        """Both directions' last states over a word's code points."""
        ids = torch.tensor([self.chars.get(c, 0) for c in word])
        x = self.w["char.weight"][ids]
        return torch.cat([self.lstm("char_rnn", x, "fwd")[-1],
                          self.lstm("char_rnn", x, "bwd")[0]])

    def mixed(self, states, layer):
        """α over streams: subspace s of a stack is a part of either direction."""
        alpha = self.w.get(f"stitch.{layer}.alpha")
        matrices = [self.w.get(f"concat.{layer}.{m}.weight")
                    for m in range(len(states))]
        if matrices[0] is not None:
            return [torch.cat(states, 1) @ p.T for p in matrices]
        if alpha is None:
            return states
        hidden, parts = self.net["hidden"], self.net["subspaces"]
        streams = [both.reshape(-1, 2, parts, hidden // parts)[:, :, s]
                   for both in states for s in range(parts)]
        new = torch.einsum("ij,jtdh->itdh", alpha, torch.stack(streams))
        return [torch.stack(list(new[m * parts:(m + 1) * parts]), 2).reshape(
            len(both), 2 * hidden) for m, both in enumerate(states)]

    def gated(self, gate, layer, states, x):
        """What a gate makes of some states."""
        part = f"gate.{layer}.{gate}."
        shares = (x @ self.w[part + "weight"].T + self.w[part + "bias"]).softmax(1)
        return torch.einsum("ts,sth->th", shares, torch.stack(states))

    def handed(self, states, layer, x, below):
        """What tasks are handed of a layer, and what stacks read next."""
        tasks = len(self.tasks)
        scores = self.w.get(f"choice.{layer}.score")
        if scores is not None:
            shared = states[tasks]
            taken = [[own, shared, last][int(best)] for own, last, best in
                     zip(states, below, scores.argmax(1))]
            return taken, taken + [shared]
        if not self.gates:
            states = self.mixed(states, layer)
            return [states[m] for m in self.stacks], states
        reads = self.gates["reads"] == "state" and layer > 0
        if not self.gates["hasOwn"]:
            if f"gate.{layer}.0.weight" not in self.w:
                return below, states
            one = self.gates["isShared"]
            return [self.gated(0 if one else m, layer, states,
                               below[m] if reads else x)
                    for m in range(tasks)], states
        experts = states[tasks:]
        new = [self.gated(m, layer, [states[m]] + experts, below[m] if reads else x)
               for m in range(tasks)]
        new.append(self.gated(tasks, layer, states, below[tasks] if reads else x))
        return new, new[:tasks] + new[tasks:] * len(experts)

    @torch.no_grad()
    def logits(self, sentence):
        """A sentence's scores by task: [T, labels] each."""
        ids = torch.tensor([self.words.get(w.lower(), 0) for w in sentence])
        spelled = torch.stack([self.spelling(w) for w in sentence])
        # Stacks with words of their own have a table each, one after the other.
        tables = self.count if self.net.get("ownWords") else 1
        rows = len(self.w["word.weight"]) // tables
        x = [torch.cat([self.w["word.weight"][ids + m % tables * rows], spelled], 1)
             for m in range(self.count)]
        reads, handed, layers = x, x, []
        for k in range(self.net["layers"]):
            states = []
            for m, both in enumerate(reads):
                halves = [both, both] if k == 0 or self.net["wiring"] == "concat" \
                    else both.chunk(2, 1)
                states.append(torch.cat(
                    [self.lstm(f"rnn.{m}.{k}", half, d)
                     for d, half in zip(("fwd", "bwd"), halves)], 1))
            if k > 0 and self.net["activation"] == "tanh":
                states = [torch.tanh(s) for s in states]
            handed, reads = self.handed(states, k, x[0], handed)
            layers.append(handed)
        return [self.head(t, [layer[t] for layer in layers])
                for t in range(len(self.tasks))]

    def head(self, task, layers):
        skip, w = self.net["skip"], self.w
        if skip == "beta":
            x = sum(b * h for b, h in zip(w["beta"][task], layers))
        elif skip == "concat":
            x = torch.cat(layers, 1)
        elif skip == "off":
            x = layers[-1]
        else:
            x = sum(layers) / (len(layers) if skip == "mean" else 1)
        part = f"head.{task}."
        units = torch.relu(x @ w[part + "hidden.weight"].T + w[part + "hidden.bias"])
        return units @ w[part + "out.weight"].T + w[part + "out.bias"]


def sentences(path, columns):
    """The sentences of a file of columns, each a list of rows."""
    blocks = Path(path).read_text().split("\n\n")
    for block in blocks:
        rows = [line.split("\t") for line in block.splitlines()
                if line and not line.startswith("# ")]
        if rows:
            yield [dict(zip(columns, row)) for row in rows]


def compare(sluice):
    """The largest difference of any probability that Sluice writes."""
    worst = 0
    with tempfile.TemporaryDirectory() as folder:
        for options in ("", "wiring=split activation=tanh", "method=hard skip=sum",
                        "skip=concat subspaces=4", "method=cross-stitch",
                        "method=concat-sharing wiring=split",
                        "method=mixture-of-experts", "method=mmoe gate=state",
                        "method=mmoe experts=2 skip=beta", "method=ple experts=2",
                        "method=branching", "method=sparse-bases",
                        "method=hierarchical"):
            script = f"""
                corpus toy = toy_english(sentences=60)
                task pos = toy.pos transitions=any
                task ner = toy.ner transitions=any
                network net tasks=[ner, pos] layers=2 hidden=16 seed=1 {options}
                train net epochs=3 seed=1
                save net "net.safetensors"
                predict net on=toy.test to="test.tsv" scores=yes"""
            subprocess.run([sluice], input=script, text=True, check=True,
                           cwd=folder, capture_output=True)
            net = Loaded(f"{folder}/net.safetensors")
            columns = Path(folder, "test.tsv").read_text().splitlines()[0].split()[3:]
            count = 0
            for rows in sentences(f"{folder}/test.tsv", columns):
                shares = [x.softmax(1) for x in net.logits([r["form"] for r in rows])]
                for t, task in enumerate(net.tasks):
                    for row, share in zip(rows, shares[t]):
                        label = task["labels"].index(row[task["layer"]])
                        count += 1
                        worst = max(worst, abs(
                            float(share[label]) - float(row[task["layer"] + ".p"])))
            print(f"{count:,} probabilities of {options or 'the default network'}: "
                  f"largest difference so far {worst:.1e}")
    sys.exit(worst > 1e-5)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        compare(str(Path(sys.argv[1]).resolve()))
    loaded = Loaded(sys.argv[1])
    for task, scores in zip(loaded.tasks, loaded.logits(sys.argv[2:])):
        print(task["name"], *(task["labels"][i] for i in scores.argmax(1)))
