"""How the time of matching statements to claims and of looking for contradictions grows with the statements.

    python -m benchmarks.claims_speed STORE [CLAIMS]

Takes the statements of a store (a folder made by ``kg ingest``), a quarter, a half and all of them; the claims are
every so-manieth of their texts (CLAIMS of them, 1,000 unless given). Prints processor seconds, which include reading
each text once.
"""

import sys
import time

from kg.check.claims import propositions
from kg.check.claims.contradictions import contradictions
from kg.check.claims.matching import ClaimIndex, Said, all_matches
from kg.statements import statements
from kg.store import open_store


def main(location: str, claims: int) -> None:
    """Prints a row a size."""
    with open_store(location, read_only=True) as store:
        found = statements(store)
    print("statements  claims  matches  matching, s  candidates  contradictions, s")
    for part in (4, 2, 1):
        some = found[::part]
        said = [Said(s.iri, s.text, s.name) for s in some]
        known = [Said(f"c{n}", s.text, s.name) for n, s in enumerate(found[:: max(1, len(found) // claims)])]
        propositions.proposition.cache_clear()
        started = time.process_time()
        index = ClaimIndex.of(known, sorted({s.text for s in said}))
        matches = sum(1 for _ in all_matches(index, said))
        middle = time.process_time()
        propositions.proposition.cache_clear()
        candidates = len(contradictions(some))
        ended = time.process_time()
        print(f"{len(some):10,}  {len(known):6,}  {matches:7,}  {middle - started:11.1f}  {candidates:10,}", end="")
        print(f"  {ended - middle:17.1f}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
