"""What finding variants needs from one run to the next, in SQLite: statements by their keys, and which match which.

A statement is compared with those stored before it of the same days that share a key, and with those of any time that
share ``SEVERAL`` stretches: of a key with at most ``KEPT``, those closest in time, so that its cost does not grow with
the store. Keys that find only the same days lie together by ``ERA``, so that what comes in order of time is written in
one place. Every statement that a change concerns is ``touched`` until ``settled`` is called.
"""

import json
import sqlite3
from collections import Counter, OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from importlib.metadata import version

from kg.resolve.comparing import JOIN, NEAR, Alike, compared
from kg.resolve.sketches import Keys, keys
from kg.resolve.together import Judged, Pair
from kg.resolve.worded import Worded, worded, worded_alone
from kg.statements import Statement

TABLES = f"""
-- 3, datasketch {version("datasketch")}
CREATE TABLE statement (
    number INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, article TEXT NOT NULL, held TEXT NOT NULL, inner TEXT NOT NULL
);
CREATE INDEX statement_article ON statement (article);
CREATE TABLE stretch (key INTEGER, day INTEGER, statement INTEGER, PRIMARY KEY (key, day, statement)) WITHOUT ROWID;
CREATE TABLE other (
    era INTEGER, key INTEGER, day INTEGER, statement INTEGER, PRIMARY KEY (era, key, day, statement)
) WITHOUT ROWID;
CREATE TABLE match (
    one INTEGER, other INTEGER, score REAL NOT NULL, reason TEXT NOT NULL, alike TEXT NOT NULL, PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE TABLE judged (
    one TEXT, other TEXT, together INTEGER, judgement TEXT NOT NULL, PRIMARY KEY (one, other, together)
) WITHOUT ROWID;
CREATE TABLE touched (iri TEXT PRIMARY KEY) WITHOUT ROWID;
"""
"""The first line tells in which way they are filled: its number goes with the keys and the comparison."""
KEPT = 64
SEVERAL = 2
"""Stretches that two statements of different times share, if they are compared: such need more words in common."""
ERA = 64
"""Days."""
UNDATED = 0
CLOSEST = """
SELECT * FROM (SELECT statement, day FROM stretch WHERE key = ?1 AND day >= ?2 ORDER BY day, statement LIMIT ?3)
UNION ALL
SELECT * FROM (SELECT statement, day FROM stretch WHERE key = ?1 AND day < ?2 ORDER BY day DESC, statement LIMIT ?3)"""
OF_THE_DAYS = """
SELECT statement FROM other WHERE era = ? AND key = ? AND day BETWEEN ? AND ? ORDER BY day DESC, statement LIMIT ?"""
EVERYTHING = "*"
REMEMBERED = 200_000
"""Statements kept in memory for comparing."""
CACHE_KIB = 262_144

_FIELDS = tuple(f.name for f in fields(Statement))


@dataclass(frozen=True, slots=True)
class Match:
    """That two statements (IRIs) report one utterance."""

    one: str
    other: str
    score: float
    reason: str
    alike: Alike


@dataclass(frozen=True, slots=True)
class Component:
    """Statements that are connected by matches or by what people decided, each to some other."""

    statements: tuple[Worded, ...]
    matches: tuple[Match, ...]


class VariantIndex:
    """The tables behind a connection; whoever opened it begins and ends the transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._recent: OrderedDict[int, Worded] = OrderedDict()
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")

    def put(self, statements: Iterable[Statement]) -> None:
        """Takes in the statements of articles that are not there."""
        by_article: dict[str, list[Statement]] = {}
        for s in statements:
            by_article.setdefault(s.article, []).append(s)
        for of_it in by_article.values():
            numbered = [(self._add(w), w) for w in worded(of_it)]
            for number, w in numbered:
                self._match(number, w)

    def drop(self, articles: Iterable[str]) -> None:
        """Forgets the statements of articles; those that matched them are touched."""
        for article in articles:
            found = self._connection.execute(
                "SELECT number, iri FROM statement WHERE article = ?", (article,)
            ).fetchall()
            for number, iri in found:
                w = self._worded(number)
                others = self._connection.execute("SELECT other FROM match WHERE one = ?", (number,)).fetchall()
                self._touch([iri, *(self._worded(other).statement.iri for (other,) in others)])
                self._connection.execute("DELETE FROM match WHERE one = ?", (number,))
                pairs = [(other, number) for (other,) in others]
                self._connection.executemany("DELETE FROM match WHERE one = ? AND other = ?", pairs)
                stretches, others = _rows(number, w, keys(w))
                self._connection.executemany(
                    "DELETE FROM stretch WHERE key = ? AND day = ? AND statement = ?", stretches
                )
                query = "DELETE FROM other WHERE era = ? AND key = ? AND day = ? AND statement = ?"
                self._connection.executemany(query, others)
                self._connection.execute("DELETE FROM statement WHERE number = ?", (number,))
                self._recent.pop(number, None)

    def judge(self, judged: Judged) -> None:
        """Takes in all that people decided; the statements of which something else was decided before are touched."""
        decided = ((1, judged.together), (0, judged.apart))
        now = {(min(pair), max(pair), together, j) for together, found in decided for pair, j in found.items()}
        before = set(self._connection.execute("SELECT one, other, together, judgement FROM judged"))
        self._touch(iri for one, other, *_ in sorted(now ^ before) for iri in (one, other))
        gone = "DELETE FROM judged WHERE one = ? AND other = ? AND together = ?"
        self._connection.executemany(gone, (row[:3] for row in before - now))
        self._connection.executemany("INSERT INTO judged VALUES (?, ?, ?, ?)", sorted(now - before))

    def judged(self) -> Judged:
        """What was taken in of what people decided."""
        found: tuple[dict[Pair, str], dict[Pair, str]] = ({}, {})
        for one, other, together, judgement in self._connection.execute("SELECT * FROM judged"):
            found[0 if together else 1][frozenset((one, other))] = judgement
        return Judged(*found)

    def clear(self) -> None:
        """Forgets every statement and judgement; all that the graph holds is touched."""
        self._touch([EVERYTHING])
        self._connection.execute("DELETE FROM judged")
        self._connection.execute("DELETE FROM match")
        self._connection.execute("DELETE FROM stretch")
        self._connection.execute("DELETE FROM other")
        self._connection.execute("DELETE FROM statement")
        self._recent.clear()

    @property
    def empty(self) -> bool:
        """Whether no statement is there."""
        return self._connection.execute("SELECT 1 FROM statement LIMIT 1").fetchone() is None

    def touched(self) -> list[str]:
        """The statements (IRIs) whose utterance may have changed since ``settled``; some are there no more.

        ``EVERYTHING`` among them stands for whatever else the graph holds.
        """
        return [iri for (iri,) in self._connection.execute("SELECT iri FROM touched ORDER BY iri")]

    def settled(self) -> None:
        """What was touched has been dealt with."""
        self._connection.execute("DELETE FROM touched")

    def components(self, iris: Iterable[str]) -> Iterator[Component]:
        """The components of some statements (IRIs), each once; statements that nothing is beside are left out."""
        seen: set[int] = set()
        bound = self._bound()
        for iri in iris:
            row = self._connection.execute("SELECT number FROM statement WHERE iri = ?", (iri,)).fetchone()
            if row is None or row[0] in seen:
                continue
            numbers, rows = self._connected(row[0], bound)
            seen |= numbers
            if len(numbers) > 1:
                of = {number: self._worded(number) for number in sorted(numbers)}
                matches = (Match(of[a].statement.iri, of[b].statement.iri, x, y, z) for a, b, x, y, z in rows if a < b)
                yield Component(tuple(of.values()), tuple(matches))

    def worded(self, iris: Collection[str]) -> dict[str, Worded]:
        """Those of some statements (IRIs) that are there."""
        found = {}
        for iri in iris:
            row = self._connection.execute("SELECT number FROM statement WHERE iri = ?", (iri,)).fetchone()
            if row is not None:
                found[iri] = self._worded(row[0])
        return found

    def _bound(self) -> dict[int, list[int]]:
        """The statements that people put beside each."""
        query = """SELECT a.number, b.number FROM judged
            JOIN statement a ON a.iri = one JOIN statement b ON b.iri = other WHERE together ORDER BY 1, 2"""
        found: dict[int, list[int]] = {}
        for one, other in self._connection.execute(query):
            found.setdefault(one, []).append(other)
            found.setdefault(other, []).append(one)
        return found

    def _connected(
        self, start: int, bound: Mapping[int, Sequence[int]]
    ) -> tuple[set[int], list[tuple[int, int, float, str, Alike]]]:
        numbers, waiting = {start}, [start]
        rows: list[tuple[int, int, float, str, Alike]] = []
        while waiting:
            one = waiting.pop()
            query = "SELECT one, other, score, reason, alike FROM match WHERE one = ? ORDER BY other"
            found = self._connection.execute(query, (one,)).fetchall()
            rows += found
            for other in dict.fromkeys((*(row[1] for row in found), *bound.get(one, ()))):
                if other not in numbers:
                    numbers.add(other)
                    waiting.append(other)
        return numbers, rows

    def _add(self, w: Worded) -> int:
        values = [getattr(w.statement, name) for name in _FIELDS]
        held = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        row = (w.statement.iri, w.statement.article, held, json.dumps(w.inner))
        cursor = self._connection.execute("INSERT INTO statement (iri, article, held, inner) VALUES (?, ?, ?, ?)", row)
        number = cursor.lastrowid
        assert number is not None
        self._remember(number, w)
        return number

    def _match(self, number: int, w: Worded) -> None:
        ours = keys(w)
        rows = []
        for other in self._sharing(ours, w.day or UNDATED):
            theirs = self._worded(other)
            if theirs.statement.article == w.statement.article:
                continue
            c = compared(theirs, w)
            if c.score >= JOIN:
                rows += [(number, other, c.score, c.reason, c.alike), (other, number, c.score, c.reason, c.alike)]
                self._touch([theirs.statement.iri])
        if rows:
            self._touch([w.statement.iri])
            self._connection.executemany("INSERT OR REPLACE INTO match VALUES (?, ?, ?, ?, ?)", rows)
        stretches, others = _rows(number, w, ours)
        self._connection.executemany("INSERT INTO stretch VALUES (?, ?, ?)", stretches)
        self._connection.executemany("INSERT INTO other VALUES (?, ?, ?, ?)", others)

    def _sharing(self, ours: Keys, day: int) -> list[int]:
        """The statements to compare with one of these keys and this day (an ordinal, or ``UNDATED``)."""
        near: set[int] = set()
        far: Counter[int] = Counter()
        for key in ours.stretches:
            for number, then in self._connection.execute(CLOSEST, (key, day, KEPT // 2)):
                if day != UNDATED and abs(then - day) <= NEAR:
                    near.add(number)
                else:
                    far[number] += 1
        first, last = day - NEAR, day + NEAR
        for era in range(first // ERA, last // ERA + 1) if day != UNDATED else ():
            for key in ours.others:
                near.update(n for (n,) in self._connection.execute(OF_THE_DAYS, (era, key, first, last, KEPT)))
        return sorted(near | {number for number, shared in far.items() if shared >= SEVERAL})

    def _touch(self, iris: Iterable[str]) -> None:
        self._connection.executemany("INSERT OR IGNORE INTO touched VALUES (?)", ((iri,) for iri in iris))

    def _worded(self, number: int) -> Worded:
        known = self._recent.get(number)
        if known is not None:
            return known
        query = "SELECT held, inner FROM statement WHERE number = ?"
        held, inner = self._connection.execute(query, (number,)).fetchone()
        statement = Statement(**dict(zip(_FIELDS, json.loads(held), strict=True)))
        ranges = tuple((start, end) for start, end in json.loads(inner))
        w = replace(worded_alone(statement), inner=ranges)
        self._remember(number, w)
        return w

    def _remember(self, number: int, w: Worded) -> None:
        self._recent[number] = w
        if len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)


def _rows(number: int, w: Worded, ours: Keys) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int, int]]]:
    """What the tables of keys hold of a statement; an undated one is of no days, so that stretches alone find it."""
    day = w.day or UNDATED
    others = () if day == UNDATED else ours.others
    return [(key, day, number) for key in ours.stretches], [(day // ERA, key, day, number) for key in others]
