"""The judgements of pairs (variants and matches) that a store holds, and where the statements of one stand now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg import ids
from kg.model import Span, Value
from kg.rdf.judged import AttributionJudgement, Passage
from kg.rdf.paired import PAIR_OF_VALUE, PairJudgement, Side
from kg.review.anchoring import SHARED, UNREAD, met, spans
from kg.review.effects import Effects
from kg.store.contract import Store

JUDGEMENTS = """
SELECT ?judgement ?target ?value ?note ?by ?created ?revises WHERE {{ GRAPH <{graph}> {{
  ?judgement hs:judgement ?value ; oa:hasTarget ?target ; dcterms:created ?created
  FILTER(STRSTARTS(STR(?target), "{base}statement/") || STRSTARTS(STR(?target), "{base}claim/"))
  OPTIONAL {{ ?judgement oa:bodyValue ?note }}
  OPTIONAL {{ ?judgement dcterms:creator ?by }}
  OPTIONAL {{ ?judgement prov:wasRevisionOf ?revises }}
}} }} ORDER BY ?judgement ?target"""
WORDS = """
SELECT ?judgement ?statement ?article ?url ?start ?end ?exact ?prefix ?suffix WHERE {{ GRAPH <{graph}> {{
  ?judgement oa:hasTarget ?passage .
  ?passage hs:wordsOf ?statement ; oa:hasSource ?article ; hs:order ?order ; oa:hasSelector ?position , ?quote .
  ?position oa:start ?start ; oa:end ?end .
  ?quote oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix
  OPTIONAL {{ ?passage hs:articleUrl ?url }}
}} }} ORDER BY ?judgement ?statement ?order"""

CHANGED = "a correction changed its words"

Pair = tuple[str, str]


def pair_judgements(store: Store) -> tuple[PairJudgement, ...]:
    """All of them, by their time; a revision comes after what it revises."""
    graph = ids.judgements_graph(store.base)
    targets: defaultdict[str, set[str]] = defaultdict(set)
    told: dict[str, list[str | None]] = {}
    for row in store.select(JUDGEMENTS.format(graph=graph, base=store.base)).rows:
        iri, target, *rest = (_text(v) for v in row)
        targets[str(iri)].add(str(target))
        told[str(iri)] = rest
    sides = _sides(store, graph) if told else {}
    found = {}
    for iri, (value, note, by, created, revises) in told.items():
        pair, verdict = _ordered(targets[iri], store.base), PAIR_OF_VALUE.get(value or "")
        if pair is not None and verdict is not None:
            one, other = (sides.get((iri, of), Side(of)) for of in pair)
            found[iri] = PairJudgement(iri, one, other, verdict, note, by, created or "", revises)
    depths = {iri: _depth(iri, found) for iri in found}
    return tuple(sorted(found.values(), key=lambda j: (j.created, depths[j.iri], j.iri)))


def standing(given: Iterable[PairJudgement]) -> tuple[PairJudgement, ...]:
    """Those that hold, in the order given: not revised by another, and not the undoing of one."""
    every = tuple(given)
    revised = {j.revises for j in every}
    return tuple(j for j in every if j.iri not in revised and j.verdict != "undone")


def ordered(one: str, other: str) -> Pair:
    """Two statements, or a statement or claim and a claim (IRIs), as they are judged: the claim is the other."""
    kinds = [ids.split(iri)[1] for iri in (one, other)]
    return (other, one) if kinds == ["claim", "statement"] or (kinds[0] == kinds[1] and other < one) else (one, other)


def placed(found: Effects, given: Iterable[AttributionJudgement], side: Side) -> tuple[str | None, str]:
    """The statement (IRI) that holds the words of a judged one in an article as it counts now; None, and why not.

    ``given`` are the judgements of the article's attributions, those revised as well: what a correction made of an
    attribution is followed while it still holds the judged words, from correction to correction and back.
    """
    content = spans(found.extraction, side.article or "", side.passages)
    if isinstance(content, str):
        return None, content
    before = met(found.extraction, given).by_attribution
    whole: dict[str, None] = {}
    within: dict[str, None] = {}
    changed = False
    for iri, now, read in found.stated():
        if now.content == content:
            whole[iri] = None
        elif content in (read.content, *_corrections(found, before.get(read.iri, ()))):
            if all(any(outer.holds(inner) for outer in now.content) for inner in content):
                within[iri] = None
            changed = True
    places = list(whole or within)
    if side.iri in places or len(places) == 1:
        return side.iri if side.iri in places else places[0], ""
    return None, SHARED.format(len(places)) if places else CHANGED if changed else UNREAD


def _corrections(found: Effects, given: Iterable[AttributionJudgement]) -> list[tuple[Span, ...] | str]:
    return [spans(found.extraction, j.article, j.correction.content) for j in given if j.correction is not None]


def _sides(store: Store, graph: str) -> dict[Pair, Side]:
    """By judgement and statement."""
    found: dict[Pair, Side] = {}
    for judgement, statement, article, url, start, end, *words in store.select(WORDS.format(graph=graph)).rows:
        key = (str(judgement), str(statement))
        before = found[key].passages if key in found else ()
        passage = Passage(Span(int(start or 0), int(end or 0)), *map(str, words))
        found[key] = Side(str(statement), str(article), _text(url), (*before, passage))
    return found


def _ordered(targets: set[str], base: str) -> Pair | None:
    """None for judgements of other things."""
    ours = sorted(x for x in targets if x.startswith((f"{base}statement/", f"{base}claim/")))
    return ordered(*ours) if len(ours) == 2 else None


def _depth(iri: str, given: Mapping[str, PairJudgement]) -> int:
    """How many others a judgement takes the place of."""
    seen: set[str] = set()
    at = given.get(iri)
    while at is not None and at.iri not in seen:
        seen.add(at.iri)
        at = given.get(at.revises or "")
    return len(seen)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
