#!/usr/bin/env bash
# What a cell costs beside its own work: a notebook of 500 small cells against
# one of a single cell, medians of nine runs, and `check` on the 500.
#
#   Tests/Speed/cells.sh .build/release/sluice [FACTOR]
#
# Ends with 1 if a cell costs 2 ms or more, or the check takes 100 ms or more. On
# a machine that is known to be noisy both may be FACTOR times as long.
set -euo pipefail
sluice=$(realpath "$1")
factor=${2:-1}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# Writes a notebook of so many cells, each with some prose and an output.
notebook() {
  for i in $(seq 1 "$1"); do
    printf '## Step %d\n\nSome prose about step %d, with *emphasis*.\n\n' "$i" "$i"
    printf '```sluice\nlet x%d = %d * 2\nprint x%d\n```\n\n' "$i" "$i" "$i"
    printf '```output\n%d\n```\n\n' $((i * 2))
  done
}
notebook 500 >many.sluice
notebook 1 >one.sluice

# The median of nine runs of a command, in microseconds.
median() {
  for _ in 1 2 3 4 5 6 7 8 9; do
    local start=${EPOCHREALTIME/./}
    "$@" >/dev/null
    echo $((${EPOCHREALTIME/./} - start))
  done | sort -n | sed -n 5p
}

status=0
for command in run test; do
  many=$(median "$sluice" "$command" many.sluice)
  one=$(median "$sluice" "$command" one.sluice)
  each=$(((many - one) / 499))
  echo "$command: 500 cells $((many / 1000)) ms, 1 cell $((one / 1000)) ms, $each µs a cell"
  [ "$each" -lt $((2000 * factor)) ] || status=1
done
check=$(median "$sluice" check many.sluice)
echo "check: 500 cells $((check / 1000)) ms"
[ "$check" -lt $((100000 * factor)) ] || status=1
exit $status
