"""Where the judgements of pairs belong now: their statements as they were read, corrected or read again."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kg import ids
from kg.rdf import evidence
from kg.rdf.judged import Passage
from kg.rdf.paired import PairJudgement, Side
from kg.resolve.together import Judged
from kg.review.effects import effects
from kg.review.loading import Judgements, attribution_judgements
from kg.review.pairs import pair_judgements, placed, standing
from kg.statements import AT_ONCE, published
from kg.store.contract import Store
from kg.workflow.restating import versions

OF_STATEMENT = """
SELECT DISTINCT ?article WHERE {{ ?attribution hs:attributes <{iri}> ; schema:isPartOf ?article }} ORDER BY ?article"""
LIVE = """
SELECT DISTINCT ?statement WHERE {{
  VALUES ?statement {{ {statements} }} ?attribution hs:attributes ?statement
  FILTER NOT EXISTS {{ ?attribution hs:withdrawn true }}
}}"""
NOWHERE = "its article is not in the store"


@dataclass(frozen=True, slots=True)
class Placed:
    """A judgement that holds, with its statements and claims (IRIs) as they are now; ``why`` one of them has no place.

    ``lost`` is the side that has none.
    """

    judgement: PairJudgement
    now: tuple[str, str] | None
    lost: Side | None = None
    why: str | None = None

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pair that was judged, and what stands for it now."""
        then = self.judgement.one.iri, self.judgement.other.iri
        return tuple(dict.fromkeys((then, *([self.now] if self.now else []))))


def placed_pairs(store: Store, given: Iterable[PairJudgement] | None = None) -> tuple[Placed, ...]:
    """The judgements of pairs that hold, the oldest first; all of the store where none are given."""
    held = standing(pair_judgements(store) if given is None else given)
    places = _places(store, {side.iri: side for j in held for side in j.sides if ids.split(side.iri)[1] == "statement"})
    found = []
    for j in held:
        one, other = (places.get(side.iri, (side.iri, None)) for side in j.sides)
        if one[0] is None or other[0] is None:
            lost = j.one if one[0] is None else j.other
            found.append(Placed(j, None, lost, one[1] or other[1]))
        else:
            found.append(Placed(j, (one[0], other[0])))
    return tuple(found)


def judged_variants(pairs: Iterable[Placed]) -> Judged:
    """What was decided about variants; what is apart stays apart in an older version of its articles as well."""
    together: dict[frozenset[str], str] = {}
    apart: dict[frozenset[str], str] = {}
    for p in pairs:
        if p.judgement.kind == "variant" and p.judgement.verdict == "accepted" and p.now is not None:
            together[frozenset(p.now)] = p.judgement.iri
        elif p.judgement.kind == "variant" and p.judgement.verdict == "rejected":
            apart |= {frozenset(pair): p.judgement.iri for pair in _all_pairs(p)}
    apart = {pair: j for pair, j in apart.items() if len(pair) == 2}
    return Judged({pair: j for pair, j in together.items() if len(pair) == 2 and pair not in apart}, apart)


def lost_titles(store: Store, pairs: Sequence[Placed]) -> list[tuple[PairJudgement, str, str]]:
    """Those that lost their place, with the title of the article (its IRI where it has none) and the reason."""
    lost = [(p.judgement, p.lost.article or "", p.why or "") for p in pairs if p.lost is not None]
    titles = published(store, {article for _, article, _ in lost})
    return [(j, (titles.get(article) or (None,))[0] or article, why) for j, article, why in lost]


def side_of(store: Store, iri: str) -> Side:
    """A statement (IRI) with its words, as they count now or were read; without them a claim, and what is neither."""
    statement = ids.split(iri)[1] == "statement"
    held = Judgements.of(attribution_judgements(store)) if statement else Judgements()
    for (article,) in store.select(OF_STATEMENT.format(iri=iri)).rows if statement else ():
        x = evidence.extraction(store.quads(ids.evidence_graph(str(article))))
        stated = [(s, a) for s, a, _ in effects(x, held.about(x.article)).stated()]
        stated += [(ids.statement_iri(x.article.iri, a.content), a) for a in x.attributions]
        content = next((a.content for s, a in stated if s == iri), None)
        if content is not None:
            passages = tuple(Passage.of(x.article.text, span) for span in content)
            return Side(iri, x.article.iri, x.article.url, passages)
    return Side(iri)


def _all_pairs(p: Placed) -> list[tuple[str, str]]:
    if p.now is None:
        return list(p.pairs)
    ones, others = ({a, b} for a, b in zip((p.judgement.one.iri, p.judgement.other.iri), p.now, strict=True))
    return [(a, b) for a in sorted(ones) for b in sorted(others)]


def _places(store: Store, sides: dict[str, Side]) -> dict[str, tuple[str | None, str | None]]:
    """For each judged statement the one that stands for it, else None and why."""
    live = _live(store, sides)
    found: dict[str, tuple[str | None, str | None]] = {iri: (iri, None) for iri in live}
    gone = [side for iri, side in sides.items() if iri not in live]
    missing = [side if side.passages else side_of(store, side.iri) for side in gone]
    if not missing:
        return found
    given = attribution_judgements(store)
    held = Judgements.of(given)
    found |= {side.iri: (None, NOWHERE) for side in missing}
    for article, old in versions(store, {side.url or side.article or "" for side in missing}):
        if old:
            continue
        extraction = evidence.extraction(store.quads(ids.evidence_graph(article)))
        now = effects(extraction, held.about(extraction.article))
        place = extraction.article.url or article
        every = [j for j in given if (j.url or j.article) == place]
        for side in missing:
            if (side.url or side.article) == place and found[side.iri][0] is None:
                found[side.iri] = placed(now, every, side)
    return found


def _live(store: Store, statements: Collection[str]) -> set[str]:
    listed, found = sorted(statements), set[str]()
    for start in range(0, len(listed), AT_ONCE):
        part = " ".join(f"<{iri}>" for iri in listed[start : start + AT_ONCE])
        found |= {str(s) for (s,) in store.select(LIVE.format(statements=part)).rows}
    return found
