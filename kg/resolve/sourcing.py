"""The accounts of a store, read as they are needed, or all at once."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from kg.ids import outlet_key
from kg.model import Value
from kg.nlp.nesting import passes_on
from kg.rdf.terms import CITATION_OF_CONCEPT
from kg.resolve.copies import Copy, sources
from kg.resolve.relays import Account, Pointer
from kg.resolve.variant_loading import apart
from kg.statements import Statement, statements
from kg.store.contract import Store

AT_ONCE = 500
RECENT = 30  # days before an article in which an account by a speaker whom nothing joins across articles is sought
MOST = 400  # articles read for one such account

PAPERS = """
SELECT ?article ?title ?publisher ?outlet ?date WHERE {
  GRAPH ?evidence {
    %s
    ?article a schema:NewsArticle .
    OPTIONAL { ?article schema:headline ?title }
    OPTIONAL { ?article schema:publisher ?publisher . ?publisher schema:name ?outlet }
    OPTIONAL { ?article schema:datePublished ?date }
  }
}"""
NESTED = """
SELECT ?article ?outer ?inner WHERE {
  GRAPH ?evidence { %s ?outer schema:isPartOf ?article ; hs:relays ?inner }
}"""
POINTING = """
SELECT ?article ?citation ?kind ?target ?leads ?attribution ?start WHERE {
  {
    SELECT ?article ?citation ?kind ?target ?attribution ?start WHERE {
      GRAPH ?evidence {
        %s
        ?citation schema:isPartOf ?article ; hs:citationKind ?kind ; hs:target ?target ; hs:evidence ?span .
        ?span oa:hasSelector ?position . ?position oa:start ?start .
        OPTIONAL { ?citation hs:attribution ?attribution }
      }
    }
  }
  OPTIONAL { ?citation hs:cites ?leads }
}"""
EXTENDING = """
SELECT ?attribution (MIN(?from) AS ?start) (MAX(?to) AS ?end) WHERE {
  { SELECT DISTINCT ?evidence ?attribution WHERE {
    GRAPH ?evidence { %s ?outer schema:isPartOf ?article ; hs:relays ?attribution } } }
  VALUES ?part { hs:source hs:cue }
  GRAPH ?evidence { ?attribution ?part ?span . ?span oa:hasSelector ?position . ?position oa:start ?from ; oa:end ?to }
} GROUP BY ?attribution"""
CUES = """
SELECT ?attribution ?cue WHERE {
  { SELECT DISTINCT ?evidence ?attribution WHERE {
    GRAPH ?evidence { %s ?outer schema:isPartOf ?article ; hs:relays ?attribution } } }
  GRAPH ?evidence { ?attribution hs:cue ?span . ?span oa:hasSelector ?quote . ?quote oa:exact ?cue }
}"""
ADDRESSED = """
SELECT ?attribution ?after WHERE {{
  ?attribution schema:isPartOf <{article}> ; hs:cue ?span . ?span oa:hasSelector ?quote . ?quote oa:suffix ?after
}}"""
VERSIONS = "SELECT DISTINCT ?article WHERE { ?article a schema:NewsArticle ; hs:withdrawn true }"
SPOKEN_AT = """
SELECT DISTINCT ?article WHERE {{
  ?statement schema:spokenByCharacter <{speaker}> ; schema:isPartOf ?article . ?article schema:publisher <{outlet}>
}}"""
PUBLISHED_BY = """
SELECT DISTINCT ?article ?date WHERE {{
  ?article schema:publisher <{outlet}> OPTIONAL {{ ?article schema:datePublished ?date }}
}}"""
OURSELVES = re.compile(r"\s+(?:us\b|this (?:newspaper|website|magazine|programme|program|reporter)\b)")


class StoreLibrary:
    """The accounts of a store, each read once; ``copies`` are the pairs of articles that share a text.

    With ``whole`` all accounts are read at once, which pays where most will be asked for.
    """

    def __init__(
        self, store: Store, copies: Iterable[Copy] = (), *, withdrawn: bool = False, whole: bool = False
    ) -> None:
        self._store = store
        self._withdrawn = withdrawn
        self._sources = sources(copies)
        self._apart = apart(store)
        self._accounts: dict[str, Account | None] = {}
        self._old = set() if withdrawn else {str(article) for (article,) in store.select(VERSIONS).rows}
        self._held: dict[str, int] = {}
        self._heard: dict[str, frozenset[str]] = {}
        self._whole = whole
        self._published: defaultdict[str, list[tuple[str, str | None]]] = defaultdict(list)
        self._spoken: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        if whole:
            self._read(None)
            for account in self.accounts():
                self._published[account.publisher or ""].append((account.article, account.published))
                for s in account.statements:
                    self._spoken[account.publisher or "", s.speaker or ""].add(account.article)

    def account(self, article: str) -> Account | None:
        """The account of a stored article (IRI); None where there is none, or where it was withdrawn."""
        if article not in self._accounts and not self._whole:
            self._read([article])
        return self._accounts.get(article)

    def accounts(self) -> tuple[Account, ...]:
        """All that was read, by date and article."""
        found = [a for a in self._accounts.values() if a is not None]
        return tuple(sorted(found, key=lambda a: (a.published or "~", a.article)))

    def accounts_of(self, outlet: str, statement: Statement) -> Iterable[Statement]:
        """What the same speaker says in the outlet; of one whom nothing joins across articles, what is recent there."""
        wanted: list[str] = []
        if statement.speaker and self._whole:
            wanted = sorted(self._spoken.get((outlet, statement.speaker), ()))
        elif statement.speaker:
            wanted = self._articles(SPOKEN_AT.format(speaker=statement.speaker, outlet=outlet))
        wanted = (wanted or self._recent(outlet, statement.published))[:MOST]
        self._read([a for a in wanted if a not in self._accounts])
        return [s for a in wanted if (account := self._accounts.get(a)) for s in account.statements]

    def source(self, article: str) -> Copy | None:
        """The article that an article (IRI) most likely copies."""
        return self._sources.get(article)

    def articles_of(self, outlet: str) -> int:
        """How many articles of an outlet (IRI) are stored."""
        if outlet not in self._held:
            found = {str(a) for a, _ in self._store.select(PUBLISHED_BY.format(outlet=outlet)).rows}
            self._held[outlet] = len(found - self._old)
        return self._held[outlet]

    def parted(self, statement: Statement, other: Statement) -> bool:
        """Whether a person said that the two report two utterances."""
        return frozenset((statement.iri, other.iri)) in self._apart

    def heard(self, statement: Statement) -> bool:
        """Whether the article shows that its outlet heard the speaker itself: "told [the Courier]" in the Courier."""
        article, outlet = statement.article, statement.outlet
        if article not in self._heard:
            rows = self._store.select(ADDRESSED.format(article=article)).rows
            told = (str(a) for a, after in rows if outlet and told_us(str(after), outlet))
            self._heard[article] = frozenset(told)
        return statement.attribution in self._heard[article]

    def _articles(self, query: str) -> list[str]:
        return sorted({str(row[0]) for row in self._store.select(query).rows} - self._old)

    def _recent(self, outlet: str, published: str | None) -> list[str]:
        rows: Iterable[tuple[Value, Value]] = self._published.get(outlet, ())
        if not self._whole:
            rows = ((a, d) for a, d in self._store.select(PUBLISHED_BY.format(outlet=outlet)).rows)
        day = _day(published)
        dated = [(_day(str(d)) if d else None, str(a)) for a, d in rows if str(a) not in self._old]
        near = [
            (d or date.min, a)
            for d, a in dated
            if day is None or d is None or timedelta(0) <= day - d <= timedelta(days=RECENT)
        ]
        return [a for _, a in sorted(near, reverse=True)[:MOST]]

    def _read(self, articles: Sequence[str] | None) -> None:
        parts: list[list[str] | None] = [None]
        if articles is not None:
            parts = [list(articles[i : i + AT_ONCE]) for i in range(0, len(articles), AT_ONCE)]
            self._accounts.update(dict.fromkeys(articles))
        for part in parts:
            for account in _accounts(self._store, part, withdrawn=self._withdrawn):
                if account.article not in self._old:
                    self._accounts[account.article] = account


def _accounts(store: Store, articles: Collection[str] | None, *, withdrawn: bool) -> Iterable[Account]:
    limit = "" if articles is None else f"VALUES ?article {{ {' '.join(f'<{iri}>' for iri in articles)} }}"

    def rows(query: str) -> tuple[tuple[Value, ...], ...]:
        return store.select(query % limit).rows

    said: defaultdict[str, list[Statement]] = defaultdict(list)
    corrected: dict[str, str] = {}
    for s in statements(store, articles, withdrawn=withdrawn):
        said[s.article].append(s)
        corrected |= {s.corrects: s.attribution} if s.corrects else {}

    def now(attribution: Value) -> str:
        """The attribution that a person put in the place of one that was read, or that one."""
        return corrected.get(str(attribution), str(attribution))

    cues: defaultdict[str, list[str]] = defaultdict(list)
    for attribution, cue in rows(CUES):
        cues[now(attribution)].append(str(cue))
    outer: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for article, out, inner in sorted(rows(NESTED), key=str):
        if passes_on(" ".join(sorted(cues[now(inner)]))):
            outer[str(article)].setdefault(now(inner), now(out))
    pointers: defaultdict[str, set[Pointer]] = defaultdict(set)
    for article, citation, kind, target, leads, attribution, start in rows(POINTING):
        named, where = (str(target), _text(leads)), (now(attribution) if attribution else None, int(start or 0))
        pointers[str(article)].add(Pointer(str(citation), CITATION_OF_CONCEPT[str(kind)], *named, *where))
    reach = {now(a): (int(start or 0), int(end or 0)) for a, start, end in rows(EXTENDING)}
    for article, title, publisher, outlet, published in _one_each(rows(PAPERS)):
        of_it = tuple(sorted(said[article], key=lambda s: (s.start, -s.end, s.attribution)))
        yield Account(
            article,
            of_it,
            title,
            outlet,
            publisher,
            published,
            pointers=tuple(sorted(pointers[article], key=lambda p: (p.start, p.citation, p.leads or ""))),
            outer=tuple(sorted(outer[article].items())),
            extents=tuple(_extent(s, *reach[s.attribution]) for s in of_it if s.attribution in reach),
        )


def _extent(s: Statement, start: int, end: int) -> tuple[str, int, int]:
    return s.attribution, min(s.start, start), max(s.end, end)


def told_us(after: str, outlet: str) -> bool:
    """Whether the words after a cue address the outlet itself: "told [the Courier]" in the Calvenne Courier."""
    if OURSELVES.match(after):
        return True
    words = after.split()
    said = " ".join(words[1:] if words[:1] in (["the"], ["The"]) else words).casefold()
    names = {outlet_key(outlet), outlet_key(outlet).split()[-1]}
    named = any(said[: len(n) + 1].rstrip(" ,.;:’'\"”") == n for n in names if len(n) > 2)
    return named and after[:1].isspace() and any(w[:1].isupper() for w in words[:2])


def _one_each(rows: Iterable[tuple[Value, ...]]) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    found: dict[str, tuple[str | None, ...]] = {}
    for article, *rest in rows:
        known = tuple(_text(v) for v in rest)
        old = found.get(str(article))
        found[str(article)] = known if old is None else min(old, known, key=lambda row: [v or "" for v in row])
    return [(article, *found[article]) for article in sorted(found)]  # type: ignore[misc]


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
