#!/bin/sh
# Draws the pictures of the README into the folder $1, from the truth of examples/ and from exports/sample/. Needs `kg`
# and `python` on the PATH.
set -eu
out=$1
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
KG_STORE=$work/store
export KG_STORE

kg ingest --quiet --extractions --model-version truth "$root"/examples/truth/*.json
kg draw chain attribution/521d25d2 --quiet --out "$out/chain.svg"
kg draw figures soldiers --conflicts --quiet --out "$out/figures.svg"
python "$root/docs/picture.py" "$root/exports/sample/citations.gexf" "$out/citations.svg"
