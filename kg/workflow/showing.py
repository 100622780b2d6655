"""The items of the queue, each kind with what a person needs to decide it, read from the store."""

from collections.abc import Iterable, Mapping

from kg import ids
from kg.model import Attribution, Extraction
from kg.rdf import evidence
from kg.resolve.differences import listed, operations
from kg.resolve.worded import worded_alone
from kg.review.effects import effects
from kg.review.items import Item, Worded, attribution_item, identity_item, match_item, variant_item
from kg.review.loading import Judgements, attribution_judgements
from kg.review.queue import Waiting
from kg.statements import statements_named
from kg.store.contract import Store
from kg.workflow.placing import placed_pairs

PLACED = "SELECT DISTINCT ?entity ?article WHERE {{ VALUES ?entity {{ {entities} }} ?entity schema:isPartOf ?article }}"
CLAIMS = """
SELECT ?claim (MIN(?words) AS ?text) (MIN(?name) AS ?claimant) WHERE {{
  VALUES ?claim {{ {claims} }} ?claim schema:text ?words OPTIONAL {{ ?claim schema:author ?name }}
}} GROUP BY ?claim"""


def attribution_items(store: Store, waiting: list[Waiting]) -> list[Item]:
    held = Judgements.of(attribution_judgements(store)) if waiting else Judgements()
    by_iri = {w.id: w for w in waiting}
    listed = " ".join(f"<{iri}>" for iri in by_iri)
    query = f"SELECT DISTINCT ?a ?article WHERE {{ VALUES ?a {{ {listed} }} ?a schema:isPartOf ?article }}"
    rows = store.select(query).rows if waiting else ()
    found = {}
    for article in sorted({str(article) for _, article in rows}):
        x = evidence.extraction(store.quads(ids.evidence_graph(article)))
        judged = effects(x, held.about(x.article)).judged
        for a in x.attributions:
            if a.iri in by_iri:
                found[a.iri] = attribution_item(by_iri[a.iri], x, a, judged.get(a.iri))
    return [found[w.id] for w in waiting if w.id in found]


def identity_items(store: Store, waiting: list[Waiting]) -> list[Item]:
    pairs = {w.id: w.id.split("+") for w in waiting}
    entities = " ".join(f"<{e}>" for pair in pairs.values() for e in pair)
    rows = store.select(PLACED.format(entities=entities)).rows if waiting else ()
    article_of = {str(e): str(a) for e, a in rows}
    read = {a: evidence.extraction(store.quads(ids.evidence_graph(a))) for a in sorted(set(article_of.values()))}
    found = []
    for w in waiting:
        sides = []
        for e in pairs[w.id]:
            x = read.get(article_of.get(e, ""))
            entity = next((n for n in x.entities if n.iri == e), None) if x else None
            sides += [(x, entity)] if x and entity else []
        found += [identity_item(w, sides)] if len(sides) == 2 else []
    return found


def variant_items(store: Store, waiting: list[Waiting]) -> list[Item]:
    """Pairs of statements, the words of both and how they differ."""
    sides = _statements(store, waiting)
    notes = _notes(store) if waiting else {}
    said = {s.iri: worded_alone(s) for s in statements_named(store, sides)}
    found = []
    for w in waiting:
        one, other = w.id.split("+")
        if one in said and other in said:
            diff = listed(operations(said[one], said[other]))
            note = notes.get(frozenset((one, other)))
            found.append(variant_item(w, Worded.of(*sides[one]), Worded.of(*sides[other]), diff, note))
    return found


def match_items(store: Store, waiting: list[Waiting]) -> list[Item]:
    """Statements, or claims in other words, with the claim that they may make."""
    stated = {iri: Worded.of(*side) for iri, side in _statements(store, waiting).items()}
    told = stated | _claims(store, waiting)
    notes = _notes(store) if waiting else {}
    found = []
    for w in waiting:
        one, claim = w.id.split("+")
        if one in told and claim in told:
            found.append(match_item(w, told[one], told[claim], notes.get(frozenset((one, claim)))))
    return found


def _statements(store: Store, waiting: Iterable[Waiting]) -> Mapping[str, tuple[Extraction, Attribution]]:
    """The statements (IRIs) that are named, each with an attribution that makes it, as it counts now."""
    named = {iri for w in waiting for iri in w.id.split("+") if ids.split(iri)[1] == "statement"}
    articles = sorted({s.article for s in statements_named(store, named)})
    held = Judgements.of(attribution_judgements(store)) if articles else Judgements()
    found: dict[str, tuple[Extraction, Attribution]] = {}
    for article in articles:
        x = evidence.extraction(store.quads(ids.evidence_graph(article)))
        now = effects(x, held.about(x.article))
        for iri, attribution, _ in now.stated():
            if iri in named:
                found.setdefault(iri, (now.whole(), attribution))
    return found


def _claims(store: Store, waiting: Iterable[Waiting]) -> dict[str, Worded]:
    claims = sorted({iri for w in waiting for iri in w.id.split("+") if ids.split(iri)[1] == "claim"})
    query = CLAIMS.format(claims=" ".join(f"<{iri}>" for iri in claims))
    rows = store.select(query).rows if claims else ()
    return {str(c): Worded(str(text), None if name is None else str(name)) for c, text, name in rows}


def _notes(store: Store) -> dict[frozenset[str], str | None]:
    """The note on each pair that is judged, as its judgement has it."""
    return {frozenset(pair): p.judgement.note for p in placed_pairs(store) for pair in p.pairs}
