"""The candidates of claims as people have judged them: accepted matches are there, rejected ones are not."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg import ids
from kg.rdf.claims import CLAIMS, match_quads
from kg.rdf.paired import PairJudgement
from kg.store.contract import Quad, Store
from kg.workflow.placing import Placed, placed_pairs

CANDIDATES = """
SELECT ?one ?claim ?score ?reason ?judgement WHERE {
  ?one hs:claimMatch ?match . ?match hs:matchedClaim ?claim ; hs:score ?score ; hs:reason ?reason
  OPTIONAL { ?match prov:wasDerivedFrom ?judgement }
} ORDER BY ?one DESC(?score) ?claim"""
KNOWN = "SELECT DISTINCT ?claim WHERE {{ VALUES ?claim {{ {claims} }} ?claim a schema:Claim }}"

Row = tuple[str, float, str, str | None]
"""A claim (IRI), the score, the reason and the judgement that accepted, if any."""


def settle(store: Store) -> tuple[Placed, ...]:
    """Makes the candidates follow the judgements that hold; what they are, with their places."""
    pairs = placed_pairs(store)
    add, remove = settled(store, pairs)
    if add or remove:
        store.write(add, remove=remove)
        store.flush()
    return pairs


def settled(store: Store, pairs: Sequence[Placed]) -> tuple[list[Quad], list[Quad]]:
    """What to put into the candidates and to take out, so that they are as the judgements that hold say.

    Nothing is compared again: a candidate that was rejected before and no longer is comes back with the next ``match``.
    """
    rows = store.select(CANDIDATES).rows
    free: defaultdict[str, list[Row]] = defaultdict(list)
    concerned = {str(one) for one, *_, judgement in rows if judgement is not None}
    matched = [p for p in pairs if p.judgement.kind == "match"]
    concerned |= {one for p in matched for one, _ in p.pairs}
    if not concerned:
        return [], []
    decided = judged_matches(matched)
    for one, claim, score, reason, judgement in rows:
        if judgement is None and frozenset((str(one), str(claim))) not in decided:
            free[str(one)].append((str(claim), float(score or 0), str(reason), None))
    accepted = accepted_rows(store, matched)
    wanted = {q for one in concerned for q in match_quads(one, [*accepted.get(one, []), *free[one]], store.base)}
    present = {q for q in store.quads(ids.derived_graph(CLAIMS, store.base)) if _about(q) in concerned}
    return sorted(wanted - present, key=str), sorted(present - wanted, key=str)


def judged_matches(pairs: Iterable[Placed]) -> set[frozenset[str]]:
    """The pairs (IRIs) that a person accepted or rejected, as they were judged and as they are now."""
    matched = [p for p in pairs if p.judgement.kind == "match" and p.judgement.verdict in ("accepted", "rejected")]
    return {frozenset(pair) for p in matched for pair in p.pairs}


def accepted_rows(store: Store, pairs: Iterable[Placed]) -> dict[str, list[Row]]:
    """The accepted matches with claims that the store has, by the statement or claim (IRI) as it is now."""
    held = [(p.now, p.judgement) for p in pairs if p.now is not None and p.judgement.verdict == "accepted"]
    held = [(now, j) for now, j in held if j.kind == "match"]
    listed = " ".join(sorted({f"<{now[1]}>" for now, _ in held}))
    known = {str(c) for (c,) in store.select(KNOWN.format(claims=listed)).rows} if held else set()
    rows: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for (one, claim), j in held:
        if claim in known:
            rows[one][claim] = (claim, 1.0, accepted_reason(j), j.iri)
    return {one: [of_it[claim] for claim in sorted(of_it)] for one, of_it in rows.items()}


def accepted_reason(judgement: PairJudgement) -> str:
    """Why an accepted match is there."""
    by = f" by {judgement.by}" if judgement.by else ""
    return f"accepted{by}: {judgement.note}" if judgement.note else f"accepted{by}"


def _about(quad: Quad) -> str:
    """The statement or claim (IRI) that a quad of the candidates is about."""
    return str(quad.subject)[1:-1].partition("#")[0]
