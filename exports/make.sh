#!/bin/sh
# Writes the sample graph to the folder $1, from the truth of examples/ and not from the reader, so that a better
# reader changes nothing here. Needs only `kg` on the PATH. The time of the runs is fixed, so each call gives the same files.
set -eu
out=$1
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
KG_STORE=$work/store
SOURCE_DATE_EPOCH=1646697600
export KG_STORE SOURCE_DATE_EPOCH

mkdir -p "$out"
kg ingest --quiet --extractions --model-version truth "$root"/examples/truth/*.json
kg export --quiet "$out/hearsay.ttl"
for view in speakers statements citations support covoice; do
    for suffix in gexf graphml csv; do
        kg export --quiet --view "$view" "$out/$view.$suffix"
    done
done
