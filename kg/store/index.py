"""Full text of the statements of a store, in an index beside it (SQLite FTS5): which may a quote come from?

The index knows statements, not what was decided about them: speakers, withdrawals and judgements are read from the
store when they are asked for, so that they are never stale. What a term is, its user decides.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import log
from types import TracebackType
from typing import Self

from kg.store.beside import Beside
from kg.store.contract import Store

NAME = "text"
TABLES = """
-- %s
CREATE TABLE article (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, outlet TEXT, day TEXT);
CREATE TABLE statement (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, article INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX statement_article ON statement (article);
CREATE VIRTUAL TABLE term USING fts5(terms, content='', detail=none, columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE frequency USING fts5vocab(term, row)
"""
POSTINGS = 12_000
"""Statements that one search looks at, at most, by way of their rarest terms."""
ALIKE = 300
"""Statements that one search gives."""

Terms = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement (IRI and words) to be indexed, or found."""

    iri: str
    text: str


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """An article (IRI) with its statements, the name of its outlet and its day (ISO 8601), where they are known."""

    iri: str
    outlet: str | None
    day: str | None
    statements: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was looked in: articles, outlets, days with an article, and statements."""

    articles: int
    outlets: int
    days: int
    statements: int


class TextIndex:
    """The index of one store. ``terms`` gives the terms of a text; ``version`` names that way of making them.

    A term is a non-empty string without white space and without ASCII characters but letters and digits.
    """

    def __init__(self, beside: Beside, terms: Terms) -> None:
        self._beside, self._terms = beside, terms

    @classmethod
    def open(cls, store: Store, terms: Terms, version: str) -> Self:
        """The index of ``store`` as it was left; ``catch_up`` before asking. StoreError where it cannot be used."""
        return cls(Beside.open(store, NAME, TABLES % version), terms)

    def catch_up(
        self,
        now: dict[str, str],
        read: Callable[[Sequence[str]], Iterable[IndexedArticle]],
        on_articles: Callable[[int], None] = lambda number: None,
    ) -> int:
        """Brings the index up to the fingerprints of the store (kg.store.beside); ``read`` gives articles by IRI.

        The number of articles that were new, changed or gone.
        """

        def put(connection: sqlite3.Connection, articles: Sequence[str]) -> None:
            for article in read(articles):
                self._put(connection, article)

        done = self._beside.catch_up(now, put, self._drop, on_articles)
        return len(done.changed) + len(done.gone)

    def empty(self) -> None:
        """Has every article taken in again by the next ``catch_up``."""
        self._beside.empty()

    def pending(self, now: dict[str, str]) -> int:
        """How many articles ``catch_up`` would take in or drop."""
        found = self._beside.pending(now)
        return len(found.changed) + len(found.gone)

    def alike(self, terms: Sequence[str], limit: int = ALIKE) -> list[Entry]:
        """The statements that share most of ``terms``, by how rare these are; ties by their place in the index."""
        connection = self._beside.connection
        rows = ((term, connection.execute("SELECT doc FROM frequency WHERE term = ?", (term,)).fetchone())
                for term in dict.fromkeys(terms))  # fmt: skip
        known = sorted((int(row[0]), term) for term, row in rows if row)
        total = int(connection.execute("SELECT COALESCE(MAX(id), 0) FROM statement").fetchone()[0])
        scores: defaultdict[int, float] = defaultdict(float)
        for number, identifiers in self._postings(known):
            for identifier in identifiers:
                scores[identifier] += log((total + 1) / number)
        best = nsmallest(limit, scores.items(), key=lambda item: (-item[1], item[0]))
        return self._entries([identifier for identifier, _ in best])

    def coverage(self, without: Iterable[str] = ()) -> Coverage:
        """What the index looks in, ``without`` some articles (IRIs) that do not count."""
        connection = self._beside.connection
        left_out = list(without)
        marks = ",".join("?" * len(left_out))
        kept = f"FROM article WHERE iri NOT IN ({marks})"
        counts = f"COUNT(*), COUNT(DISTINCT outlet), COUNT(DISTINCT day) {kept}"
        articles, outlets, days = connection.execute(f"SELECT {counts}", left_out).fetchone()
        statements = connection.execute("SELECT COUNT(*) FROM statement").fetchone()[0]
        for iri in left_out:
            statements -= connection.execute(
                "SELECT COUNT(*) FROM statement JOIN article ON article.id = article WHERE article.iri = ?", (iri,)
            ).fetchone()[0]
        return Coverage(articles, outlets, days, statements)

    def close(self) -> None:
        """Lets the file go."""
        self._beside.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _postings(self, known: Sequence[tuple[int, str]]) -> Iterator[tuple[int, list[int]]]:
        """The statements of the rarest terms, each with how many there are; common terms only together."""
        connection, spent = self._beside.connection, 0
        query = "SELECT rowid FROM term WHERE term MATCH ? LIMIT ?"
        for number, term in known:
            if spent + number > POSTINGS:
                break
            spent += number
            yield number, [row[0] for row in connection.execute(query, (f'"{term}"', POSTINGS))]
        if not spent and known:
            for width in (4, 2):
                together = " AND ".join(f'"{term}"' for _, term in known[:width])
                found = [row[0] for row in connection.execute(query, (together, POSTINGS))]
                if found:
                    yield known[0][0], found
                    return

    def _entries(self, identifiers: Sequence[int]) -> list[Entry]:
        query = "SELECT iri, text FROM statement WHERE id = ?"
        rows = (self._beside.connection.execute(query, (identifier,)).fetchone() for identifier in identifiers)
        return [Entry(*row) for row in rows]

    def _put(self, connection: sqlite3.Connection, article: IndexedArticle) -> None:
        row = (article.iri, article.outlet, article.day)
        number = connection.execute("INSERT INTO article (iri, outlet, day) VALUES (?, ?, ?)", row).lastrowid
        for entry in article.statements:
            made = connection.execute(
                "INSERT INTO statement (iri, article, text) VALUES (?, ?, ?)", (entry.iri, number, entry.text)
            )
            terms = " ".join(self._terms(entry.text))
            connection.execute("INSERT INTO term (rowid, terms) VALUES (?, ?)", (made.lastrowid, terms))

    def _drop(self, connection: sqlite3.Connection, articles: Sequence[str]) -> None:
        """The words that FTS5 forgets must be those that it was given."""
        for iri in articles:
            row = connection.execute("SELECT id FROM article WHERE iri = ?", (iri,)).fetchone()
            if row is None:
                continue
            for identifier, text in connection.execute("SELECT id, text FROM statement WHERE article = ?", row):
                forgotten = (identifier, " ".join(self._terms(text)))
                connection.execute("INSERT INTO term (term, rowid, terms) VALUES ('delete', ?, ?)", forgotten)
            connection.execute("DELETE FROM statement WHERE article = ?", row)
            connection.execute("DELETE FROM article WHERE id = ?", row)
