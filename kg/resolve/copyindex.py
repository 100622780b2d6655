"""The copies among the articles of a store, in SQLite beside it; an article is compared when it is new or changed.

``TABLES`` are those of ``kg.store.beside``, ``put`` and ``drop`` what keeps them in step with the store.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.resolve.copies import COMMON, Copy, Text, copy, likely, sample

TABLES = """
CREATE TABLE article (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE run (hash INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (hash, article)) WITHOUT ROWID;
CREATE INDEX run_article ON run (article);
CREATE TABLE pair (one INTEGER NOT NULL, other INTEGER NOT NULL, of_one REAL NOT NULL, of_other REAL NOT NULL,
  known TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX pair_other ON pair (other)"""
PAIRS = """SELECT a.iri, b.iri, of_one, of_other, known, reason FROM pair
JOIN article a ON a.id = one JOIN article b ON b.id = other"""
AT_ONCE = 400

Texts = Callable[[Sequence[str]], Mapping[str, Text]]


def put(database: sqlite3.Connection, articles: Sequence[str], texts: Texts) -> None:
    """Takes in articles (IRIs) in their order; ``texts`` gives them, and those that they are compared with."""
    at_hand = texts(articles)
    for iri in articles:
        if iri in at_hand:
            _take(database, at_hand[iri], at_hand, texts)


def drop(database: sqlite3.Connection, articles: Iterable[str]) -> None:
    """Forgets articles (IRIs) and their pairs."""
    for iri in articles:
        row = database.execute("SELECT id FROM article WHERE iri = ?", (iri,)).fetchone()
        if row is not None:
            database.execute("DELETE FROM run WHERE article = ?", row)
            database.execute("DELETE FROM pair WHERE one = ?1 OR other = ?1", row)
            database.execute("DELETE FROM article WHERE id = ?", row)


def copies(database: sqlite3.Connection) -> tuple[Copy, ...]:
    """The pairs found, by their articles."""
    return tuple(sorted((Copy(*row) for row in database.execute(PAIRS)), key=lambda c: (c.article, c.other)))


def copies_of(database: sqlite3.Connection, article: str) -> tuple[Copy, ...]:
    """The pairs of one article (IRI), by the other."""
    found = [Copy(*row) for row in database.execute(f"{PAIRS} WHERE a.iri = ?1 OR b.iri = ?1", (article,))]
    return tuple(sorted(found, key=lambda c: (c.article, c.other)))


def _take(database: sqlite3.Connection, text: Text, at_hand: Mapping[str, Text], texts: Texts) -> None:
    hashes = sample(text)
    held = _holding(database, hashes)
    chosen = likely(Counter(article for articles in held.values() for article in articles).items())
    others = {**at_hand, **texts([iri for iri in chosen if iri not in at_hand])}
    number = database.execute("INSERT INTO article (iri) VALUES (?)", (text.article,)).lastrowid
    free = [(h, number) for h in hashes if len(held.get(h, ())) < COMMON]
    database.executemany("INSERT INTO run VALUES (?, ?)", free)
    for other in (others[iri] for iri in chosen if iri in others):
        if (found := copy(text, other)) is not None:
            database.execute(
                "INSERT INTO pair SELECT ?, id, ?, ?, ?, ? FROM article WHERE iri = ?",
                (number, found.of_article, found.of_other, found.order, found.reason, found.other),
            )


def _holding(database: sqlite3.Connection, hashes: Sequence[int]) -> dict[int, list[str]]:
    """The articles (IRIs) that each hash finds."""
    held: dict[int, list[str]] = {}
    for i in range(0, len(hashes), AT_ONCE):
        part = hashes[i : i + AT_ONCE]
        marks = ",".join("?" * len(part))
        query = f"SELECT hash, iri FROM run JOIN article ON article.id = run.article WHERE hash IN ({marks})"  # noqa: S608
        for value, iri in database.execute(query, part):
            held.setdefault(value, []).append(iri)
    return held
