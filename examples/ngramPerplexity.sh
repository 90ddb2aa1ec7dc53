#!/usr/bin/env bash
# Perplexity of a 3-gram with modified Kneser-Ney smoothing: trained on most of a text, tested on the rest.
#   bash examples/ngramPerplexity.sh [FILE]
set -euo pipefail
cd "$(dirname "$0")/.."
file=${1:-media/samples/english.txt}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

lines=$(wc -l <"$file")
head -n $((lines * 9 / 10)) "$file" >"$folder/train.txt"
tail -n +$((lines * 9 / 10 + 1)) "$file" >"$folder/test.txt"

node dist/cli.mjs ngram -order 3 -text "$folder/train.txt" -kndiscount -interpolate -unk -lm "$folder/model.arpa"
node dist/cli.mjs ngram -unk -lm "$folder/model.arpa" -ppl "$folder/test.txt"
