#!/bin/sh
# What `make demo` runs: the whole road on the invented newsroom beside this file. Needs only `kg` on the PATH.
set -eu
out=${1:-demo}
here=$(dirname "$0")
rm -rf "$out"
mkdir -p "$out"
KG_STORE=$out/hearsay.kg
export KG_STORE

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
quoted() { case $1 in *[!A-Za-z0-9_./=:@-]*) printf " '%s'" "$1" ;; *) printf ' %s' "$1" ;; esac; }
run() { printf '$ kg'; for word in "$@"; do quoted "$word"; done; printf '\n'; kg "$@" 2>&1; }
[ -t 1 ] || say() { printf '\n%s\n' "$*"; }

say "1. Read the twelve articles of examples/ into a store."
run ingest "$here"

say "2. Who said what?"
run statements --speaker "Ilsa Varnholt" --type direct

say "3. Did they really say that, and where does it come from?"
run verify "Nobody in this city is going to kneel" --limit 3
run chain "$(kg ask wording text="hold a wall" --format tsv | sed -n 's|.*/\(attribution/[0-9a-f]*\).*|\1|p' | tail -n 1)"
run figures soldiers

say "4. Two saved questions (kg ask lists all)."
run ask same-words-other-speakers
run ask articles-citing target="Harbour Post"

say "5. Who cites whom, followed as far as it goes."
run analyze longest-paths --top 5

say "6. The same graph for other tools."
run export "$out/hearsay.ttl"
run export "$out/speakers.graphml"
run export "$out/speakers.gexf"
run export "$out/citations.gexf" --view citations

cat <<END

Open $out/speakers.gexf in Gephi (File > Open; labels, colours, sizes, positions and the timeline are in the file).
Open $out/hearsay.ttl in any RDF tool. Ask your own question:

  $(command -v kg) query --store $KG_STORE 'SELECT ?name (COUNT(?s) AS ?n) {?s schema:spokenByCharacter/schema:name ?name} GROUP BY ?name ORDER BY DESC(?n)'
END
