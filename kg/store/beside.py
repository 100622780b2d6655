"""SQLite files that lie beside a store, made from it and never ahead of it: its full text, its bands of shingles.

An index keeps, for each article that it has taken in, the fingerprint of the reading that it took; ``catch_up`` takes
in what the store has read since. So whatever is cut short between the store and an index (a kill, a power cut, a copy
put back) is made good when it is next opened. Two readings of one article never share a fingerprint
(``kg.workflow.storing`` sees to it); what else writes to a store, and changes evidence under a run that stays, is seen
after ``kg reindex``.

Embedded store: DIR/index/NAME.sqlite. Endpoint: in a folder of its own under XDG_CACHE_HOME. A store in memory, and one
where neither can be written: in memory.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import StoreError
from kg.store.contract import Store

AT_ONCE = 500
"""Articles that one transaction takes in."""
PATIENCE = 60.0
"""Seconds to wait for another process that is writing to the same file."""
ROUNDS = 5

READ = "SELECT ?evidence ?ended WHERE { GRAPH ?evidence { ?run prov:endedAtTime ?ended } }"
COUNT = "SELECT (COUNT(DISTINCT ?article) AS ?number) WHERE { GRAPH ?evidence { ?article a schema:NewsArticle } }"
ARTICLES = "SELECT ?article WHERE { GRAPH ?evidence { ?article a schema:NewsArticle } }"
CORRECTED = """
SELECT ?article ?made WHERE {
  GRAPH ?corrections { ?made prov:wasRevisionOf ?read ; a hs:Attribution ; schema:isPartOf ?article }
} ORDER BY ?article ?made"""
OWN = """
CREATE TABLE beside_made (by TEXT NOT NULL);
CREATE TABLE beside_taken (article TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) WITHOUT ROWID;
"""

Take = Callable[[sqlite3.Connection, Sequence[str]], None]
"""Writes what an index holds of some articles (IRIs), or removes it; it neither begins nor ends a transaction."""


@dataclass(frozen=True, slots=True)
class Pending:
    """The articles (IRIs, sorted) that an index has not taken in as they are now, and those the store has no more."""

    changed: tuple[str, ...]
    gone: tuple[str, ...]


def fingerprints(store: Store) -> dict[str, str]:
    """What tells the present reading of each article of the store (IRI) from every other one: when it ended.

    With it the attributions that a person corrected. One scan, however large the articles are; an evidence graph
    without a run, made elsewhere, has "".
    """
    found = {_article(str(graph)): str(ended) for graph, ended in store.select(READ).rows}
    if store.select(COUNT).rows[0][0] != len(found):
        articles = [str(article) for (article,) in store.select(ARTICLES).rows]
        found = {article: found.get(article, "") for article in articles}
    for article, made in store.select(CORRECTED).rows:
        found[str(article)] = f"{found.get(str(article), '')} {str(made).rpartition('/')[2]}"
    return found


def _article(graph: str) -> str:
    """The article of an evidence graph (``ids.evidence_graph``)."""
    return graph.replace("/graph/evidence/", "/article/")


class Beside:
    """An index of its own tables, open for reading and writing in this process; others may have it open as well.

    ``connection`` is in autocommit mode. Between two calls of ``catch_up`` it reads one state of the file, the one
    that agreed with the store, whatever others write meanwhile.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self.connection, self.path = connection, path

    @classmethod
    def open(cls, store: Store, name: str, tables: str) -> Self:
        """The index ``name`` of the store; made empty where there is none, and where it has other ``tables`` (SQL).

        ``tables`` is all that the file depends on: a new way of filling the same tables is told by a comment in it;
        a semicolon ends a statement and stands nowhere else.
        StoreError where the file cannot be used.
        """
        for folder in _folders(store):
            path = None if folder is None else folder / f"{name}.sqlite"
            try:
                return cls(_ready(path, tables), path)
            except (sqlite3.OperationalError, OSError) as e:
                if path is None or _busy(e):
                    raise _unusable(path, e) from e
        raise AssertionError("an index in memory can always be made")

    def pending(self, now: Mapping[str, str]) -> Pending:
        """What ``catch_up`` would do, given the ``fingerprints`` of the store."""
        taken = dict(self.connection.execute("SELECT article, fingerprint FROM beside_taken"))
        changed = sorted(article for article, fingerprint in now.items() if taken.get(article) != fingerprint)
        return Pending(tuple(changed), tuple(sorted(taken.keys() - now.keys())))

    def catch_up(
        self, now: Mapping[str, str], put: Take, drop: Take, on_articles: Callable[[int], None] = lambda number: None
    ) -> Pending:
        """Brings the index up to the ``fingerprints`` of the store: what had to be done.

        Articles are dropped, then put, some hundreds in a transaction; ``on_articles`` counts them. StoreError where
        the file cannot be written or another process keeps changing it.
        """
        done = Pending((), ())
        try:
            self._leave()
            for _ in range(ROUNDS):
                self.connection.execute("BEGIN")
                pending = self.pending(now)
                if pending == Pending((), ()):
                    return done
                done = done if done != Pending((), ()) else pending
                self._leave()
                self._take(pending, now, put, drop, on_articles)
        except sqlite3.Error as e:
            raise _unusable(self.path, e) from e
        raise StoreError(f"{self.path}: another process keeps changing it: try again when that is done")

    def empty(self) -> None:
        """Forgets every article, so that ``catch_up`` takes in all of them anew; ``drop`` is called on what is there.

        StoreError where the file cannot be written.
        """
        try:
            self._leave()
            self.connection.execute("UPDATE beside_taken SET fingerprint = '-'")
        except sqlite3.Error as e:
            raise _unusable(self.path, e) from e

    def note(self, now: Mapping[str, str]) -> None:
        """Takes in that all articles were looked at as they are ``now``; of an index without tables of its own."""
        self.catch_up(now, lambda _, articles: None, lambda _, articles: None)

    def close(self) -> None:
        """Lets the file go. Closing twice does nothing."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _take(
        self, pending: Pending, now: Mapping[str, str], put: Take, drop: Take, on_articles: Callable[[int], None]
    ) -> None:
        for part in _parts(pending.gone):
            with _transaction(self.connection):
                drop(self.connection, part)
                self.connection.executemany("DELETE FROM beside_taken WHERE article = ?", ((a,) for a in part))
        for part in _parts(pending.changed):
            with _transaction(self.connection):
                drop(self.connection, part)
                put(self.connection, part)
                rows = ((article, now[article]) for article in part)
                self.connection.executemany("INSERT OR REPLACE INTO beside_taken VALUES (?, ?)", rows)
            on_articles(len(part))

    def _leave(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")


def _folders(store: Store) -> Iterator[Path | None]:
    if store.beside is not None:
        yield store.beside
        yield cache_directory() / sha256(os.fsencode(store.beside.absolute())).hexdigest()[:20]
    yield None


def cache_directory() -> Path:
    """$XDG_CACHE_HOME/hearsay, else ~/.cache/hearsay."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if home else Path.home() / ".cache") / "hearsay"


def _ready(path: Path | None, tables: str) -> sqlite3.Connection:
    """A connection to a file that has ``tables``; what is damaged, or of another make, is made anew."""
    if path is None:
        return _made(_connected(":memory:"), tables)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _made(_connected(path), tables)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:  # not a database, or a damaged one: nothing in it is not in the store
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        return _made(_connected(path), tables)


def _connected(path: Path | str) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)


def _made(connection: sqlite3.Connection, tables: str) -> sqlite3.Connection:
    try:
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        if _maker(connection) == tables:
            return connection
        with _transaction(connection):
            if _maker(connection) != tables:  # unless another process was first
                _clear(connection)
                for statement in (OWN + tables).split(";"):
                    connection.execute(statement)
                connection.execute("INSERT INTO beside_made VALUES (?)", (tables,))
    except BaseException:
        connection.close()
        raise
    return connection


def _maker(connection: sqlite3.Connection) -> str | None:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'beside_made'").fetchone():
        return None
    row = connection.execute("SELECT by FROM beside_made").fetchone()
    return None if row is None else str(row[0])


def _clear(connection: sqlite3.Connection) -> None:
    for _ in range(2):  # virtual tables first: they take their own tables with them
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        virtual = [name for name, sql in found if sql and sql.startswith("CREATE VIRTUAL")]
        for name in virtual or [name for name, _ in found if not name.startswith("sqlite_")]:
            quoted = name.replace('"', '""')
            connection.execute(f'DROP TABLE "{quoted}"')


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _parts(articles: Sequence[str]) -> Iterator[Sequence[str]]:
    return (articles[i : i + AT_ONCE] for i in range(0, len(articles), AT_ONCE))


def _busy(error: Exception) -> bool:
    return "locked" in str(error)


def _unusable(path: Path | None, error: Exception) -> StoreError:
    hint = f"; if that stays so, remove {path}: it is made again" if path else ""
    return StoreError(f"cannot use the index {path or 'in memory'}: {error}{hint}")
