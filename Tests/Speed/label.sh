#!/bin/bash
# label.sh SLUICE FOLDER DOMAIN…: tokens a second that `sluice label` labels on one core,
# by the default network, of the training texts of domains in columns (the word first).
# Five runs; the median by the processor's time.
set -euo pipefail
sluice=$(realpath "$1") folder=$(realpath "$2")
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for domain in "$@"; do grep -v '^# ' "$folder/$domain/train.tsv" | cut -f1; done > tokens
"$sluice" > trained <<END
corpus text = columns("$folder", domains=[$1])
task chunk = text.chunk
task pos = text.xpos
network net tasks=[chunk, pos] seed=1
train net epochs=1 dev=none seed=1
save net "$work/net.safetensors"
END
count=$(grep -c . tokens)
for run in 1 2 3 4 5; do
  TIMEFORMAT=%U
  { time "$sluice" label net.safetensors --tokens < tokens > labelled; } 2>> seconds
done
sort -n seconds | awk -v count="$count" \
  'NR == 3 { printf "%d tokens, %.2f s, %d tokens/s\n", count, $1, count / $1 }'
