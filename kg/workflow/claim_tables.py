"""What ``kg claims`` shows: a claim with its reviews and statements, and possible contradictions, as tables."""

from dataclasses import dataclass

from kg import questions
from kg.check.claims import loading
from kg.check.claims.contradictions import contradictions
from kg.model import Table, Value
from kg.resolve.loading import borne
from kg.statements import statements
from kg.store.contract import Store
from kg.workflow.naming import full_iri
from kg.workflow.reviewing import meant_speakers


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim's words, its reviews, the statements that make it or may make it, and each span of these."""

    claim: str
    reviews: Table
    statements: Table
    spans: Table


def shown(store: Store, claim: str, *, withdrawn: bool = False) -> Shown:
    """All that is known of a claim (IRI)."""
    reviews = questions.ask(store, "reviewed-claims", {"claim": claim})
    spans = questions.ask(store, "claim-evidence", {"claim": claim}, withdrawn=withdrawn)
    said = next(c for c in loading.claims(store) if c.iri == claim)
    text = f"{said.speaker}: {said.text}" if said.speaker else said.text
    columns = ("reviewer", "original", "rating", "published", "disagrees", "url")
    return Shown(text, _only(reviews, columns), _statements(spans), without(spans, "claim", "claim_iri"))


def _statements(spans: Table) -> Table:
    """A row a statement: its words from the spans of its content, with their place."""
    columns = (
        "score", "accepted", "speaker", "words", "title", "outlet", "published", "start", "end", "reason", "statement",
        "article", "attribution",
    )  # fmt: skip
    found: dict[Value, dict[str, Value]] = {}
    for row in spans.dicts():
        if row["part"] != "content":
            continue
        known = found.get(row["attribution"])
        if known is None:
            found[row["attribution"]] = dict(row)
        else:
            known["words"], known["end"] = f"{known['words']} … {row['words']}", row["end"]
    return Table(columns, tuple(tuple(row[c] for c in columns) for row in found.values()))


def contradicting(store: Store, speaker: str | None, *, withdrawn: bool = False) -> Table:
    """The candidates, found now, of all speakers or of those that ``speaker`` names; the best first.

    NotFoundError where it names nobody.
    """
    wanted = None
    if speaker is not None:
        wanted = set(meant_speakers(store, borne(store), full_iri(store, speaker, "speaker", "entity")))
    found = [s for s in statements(store, withdrawn=withdrawn) if wanted is None or s.speaker in wanted]
    denied, asked = loading.manners(store)
    columns = (
        "score", "kind", "speaker", "words", "published", "earlier", "earlier_published", "reason", "outlet", "start",
        "end", "article", "attribution", "earlier_article", "earlier_attribution", "speaker_iri",
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (c.score, c.kind, c.later.name, c.later.text, c.later.published, c.earlier.text, c.earlier.published, c.reason,
         c.later.outlet, c.later.start, c.later.end, c.later.article, c.later.attribution, c.earlier.article,
         c.earlier.attribution, c.later.speaker)
        for c in contradictions(found, denied, asked, loading.figures(store))
    ]  # fmt: skip
    return Table(columns, tuple(rows))


def without(table: Table, *columns: str) -> Table:
    """The table without some of its columns."""
    return _only(table, tuple(c for c in table.columns if c not in columns))


def _only(table: Table, columns: tuple[str, ...]) -> Table:
    places = [table.columns.index(c) for c in columns]
    return Table(columns, tuple(tuple(row[i] for i in places) for row in table.rows))
