"""The judgements of a store, of every kind, as rows: what was decided, by whom and when, and whether it holds."""

from collections.abc import Iterable, Sequence

from kg import ids
from kg.link.deciding import standing as links_standing
from kg.link.loading import judgements_of
from kg.model import Table, Value
from kg.rdf import evidence
from kg.rdf.judged import AttributionJudgement
from kg.resolve.judging import judgements, standing
from kg.review.effects import effects
from kg.review.loading import Judgements, attribution_judgements
from kg.review.loading import standing as attributions_standing
from kg.review.pairs import pair_judgements
from kg.store.contract import Store
from kg.workflow.placing import placed_pairs
from kg.workflow.restating import versions
from kg.workflow.reviewing import names_of

COLUMNS = (
    "judgement", "kind", "verdict", "one", "other", "holds", "lost", "by", "note", "created", "revises", "one_iri",
    "other_iri",
)  # fmt: skip
PLACED = """
SELECT DISTINCT ?judgement WHERE {
  ?attribution hs:judgedIn ?judgement ; schema:isPartOf ?article MINUS { ?article hs:withdrawn true }
}"""

Row = tuple[Value, ...]


def recorded(store: Store) -> Table:
    """All judgements, the oldest first.

    Of two speakers ``one`` and ``other`` are their names, of a link the name and what it is linked to, of an
    attribution who is quoted (as corrected, where that was decided) and the words, of a variant and a match the words
    of both. ``lost`` says why a judgement that
    holds has no place in the latest version of its article.
    """
    rows = [*_identities(store), *_links(store), *_attributions(store), *_pairs(store)]
    return Table(COLUMNS, tuple(sorted(rows, key=lambda row: str(row[9]))))


def chosen(
    table: Table,
    *,
    kinds: Iterable[str] = (),
    verdicts: Iterable[str] = (),
    by: str | None = None,
    holding: bool = False,
    lost: bool = False,
) -> Table:
    """The rows of these kinds and verdicts (all where none is named), of a person, that hold, that lost their place."""
    kinds, verdicts = set(kinds), set(verdicts)
    kept = [
        tuple(row.values())
        for row in table.dicts()
        if (not kinds or row["kind"] in kinds)
        and (not verdicts or row["verdict"] in verdicts)
        and by in (None, row["by"])
        and (row["holds"] or not holding)
        and (row["lost"] is not None or not lost)
    ]
    return Table(table.columns, tuple(kept))


def _identities(store: Store) -> list[Row]:
    given = judgements(store)
    held = {j.iri for j in standing(given)}
    called = names_of(store, {e for j in given for e in (j.one, j.other)})
    return [
        (j.iri, "identity", j.verdict, called.get(j.one), called.get(j.other), j.iri in held, None, j.by, j.note,
         j.created, j.revises, j.one, j.other)
        for j in given
    ]  # fmt: skip


def _links(store: Store) -> list[Row]:
    given = judgements_of(store)
    held = {j.iri for j in links_standing(given)}
    called = names_of(store, {j.entity for j in given})
    return [
        (j.iri, "link", j.verdict, called.get(j.entity), j.target, j.iri in held, None, j.by, j.note, j.created,
         j.revises, j.entity, j.target)
        for j in given
    ]  # fmt: skip


def _attributions(store: Store) -> list[Row]:
    given = attribution_judgements(store)
    held = {j.iri for j in attributions_standing(given)}
    lost = _lost(store, given)
    speaker = _speakers(store, {j.attribution for j in given})
    return [
        (j.iri, "attribution", j.verdict, j.correction.name if j.correction else speaker.get(j.attribution),
         " … ".join(p.exact for p in (j.correction.content if j.correction else j.passages)), j.iri in held,
         lost.get(j.iri), j.by, j.note, j.created, j.revises, j.attribution, j.article)
        for j in given
    ]  # fmt: skip


def _pairs(store: Store) -> list[Row]:
    given = pair_judgements(store)
    held = {p.judgement.iri: p.why for p in placed_pairs(store, given)}
    words = _words(store, {side.iri for j in given for side in j.sides if not side.passages})
    for side in (side for j in given for side in j.sides if side.passages):
        words[side.iri] = " … ".join(p.exact for p in side.passages)
    return [
        (j.iri, j.kind, j.verdict, words.get(j.one.iri), words.get(j.other.iri), j.iri in held, held.get(j.iri), j.by,
         j.note, j.created, j.revises, j.one.iri, j.other.iri)
        for j in given
    ]  # fmt: skip


def _lost(store: Store, given: Sequence[AttributionJudgement]) -> dict[str, str]:
    """Why a judgement has no place; only articles of which one is missing are looked at again."""
    placed = {str(j) for (j,) in store.select(PLACED).rows}
    missing = [j for j in attributions_standing(given) if j.iri not in placed]
    held, found = Judgements.of(given), {}
    for article, old in versions(store, {j.url or j.article for j in missing}):
        if not old:
            x = evidence.extraction(store.quads(ids.evidence_graph(article)))
            found.update({j.iri: why for j, why in effects(x, held.about(x.article)).lost})
    return found


def _speakers(store: Store, attributions: set[str]) -> dict[str, str]:
    """Who each attribution is to, as read."""
    if not attributions:
        return {}
    listed = " ".join(f"<{a}>" for a in sorted(attributions))
    query = f"""SELECT ?a (MIN(?called) AS ?name) WHERE {{
        VALUES ?a {{ {listed} }} ?a hs:speaker ?entity . ?entity schema:name ?called }} GROUP BY ?a"""
    return {str(a): str(name) for a, name in store.select(query).rows}


def _words(store: Store, iris: set[str]) -> dict[str, str]:
    """The words of statements and claims."""
    listed = " ".join(f"<{iri}>" for iri in sorted(iris))
    query = f"SELECT ?x (MIN(?text) AS ?words) WHERE {{ VALUES ?x {{ {listed} }} ?x schema:text ?text }} GROUP BY ?x"
    return {str(x): str(words) for x, words in store.select(query).rows} if iris else {}
