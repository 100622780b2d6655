"""An index beside a store agrees with it whenever it is opened, whatever was cut short before."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.store import EmbeddedStore, Store, open_store
from kg.store.beside import AT_ONCE, Beside, Pending, fingerprints

TABLES = "CREATE TABLE seen (article TEXT NOT NULL, word TEXT NOT NULL); CREATE INDEX seen_article ON seen (article)"
NOTHING = Pending((), ())


def put(connection: sqlite3.Connection, articles: Sequence[str]) -> None:
    connection.executemany("INSERT INTO seen VALUES (?, 'word')", ((a,) for a in articles))


def drop(connection: sqlite3.Connection, articles: Sequence[str]) -> None:
    connection.executemany("DELETE FROM seen WHERE article = ?", ((a,) for a in articles))


def seen(index: Beside) -> list[str]:
    return [a for (a,) in index.connection.execute("SELECT article FROM seen ORDER BY article")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "s.kg"), create=True) as made:
        yield made


readings = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("123"))


@given(st.lists(readings, max_size=5))
def test_it_holds_what_the_store_holds_after_any_history(history: list[dict[str, str]]) -> None:
    with EmbeddedStore.memory() as store, Beside.open(store, "words", TABLES) as index:
        before: dict[str, str] = {}
        for now in history:
            done = index.catch_up(now, put, drop)
            assert seen(index) == sorted(now)
            assert done.changed == tuple(sorted(a for a in now if before.get(a) != now[a]))
            assert done.gone == tuple(sorted(before.keys() - now.keys()))
            assert index.pending(now) == NOTHING
            before = now


def test_it_lies_in_the_store_and_is_taken_up_again(store: Store, tmp_path: Path) -> None:
    now = {str(n): "1" for n in range(AT_ONCE + 1)}
    counted: list[int] = []
    with Beside.open(store, "words", TABLES) as index:
        index.catch_up(now, put, drop, counted.append)
        assert index.path == tmp_path / "s.kg" / "index" / "words.sqlite"
    assert counted == [AT_ONCE, 1]
    with Beside.open(store, "words", TABLES) as index:
        assert index.pending(now) == NOTHING
        assert len(seen(index)) == len(now)


def test_other_tables_or_a_damaged_file_are_made_anew(store: Store) -> None:
    with Beside.open(store, "words", TABLES + "; CREATE VIRTUAL TABLE old USING fts5(text)") as index:
        index.catch_up({"a": "1"}, put, drop)
        path = index.path
    with Beside.open(store, "words", TABLES) as index:
        assert index.pending({"a": "1"}).changed == ("a",)
        assert seen(index) == []
    assert path is not None
    path.write_bytes(b"no database at all" * 1000)
    with Beside.open(store, "words", TABLES) as index:
        index.catch_up({"a": "1"}, put, drop)
        assert seen(index) == ["a"]


def test_what_fails_in_the_middle_leaves_the_articles_of_whole_transactions(store: Store) -> None:
    now = {f"{n:04}": "1" for n in range(3 * AT_ONCE)}

    def failing(connection: sqlite3.Connection, articles: Sequence[str]) -> None:
        put(connection, articles)
        if f"{AT_ONCE:04}" in articles:
            raise KeyboardInterrupt

    with Beside.open(store, "words", TABLES) as index, pytest.raises(KeyboardInterrupt):
        index.catch_up(now, failing, drop)
    with Beside.open(store, "words", TABLES) as index:
        assert seen(index) == sorted(now)[:AT_ONCE]
        assert index.catch_up(now, put, drop).changed == tuple(sorted(now)[AT_ONCE:])
        assert seen(index) == sorted(now)


KILLED = """
import os, signal, sys
from kg.store import open_store
from kg.store.beside import Beside
from tests.store.test_beside import TABLES, drop, put
def killed(connection, articles):
    put(connection, articles)
    if sys.argv[2] in articles:
        os.kill(os.getpid(), signal.SIGKILL)
with open_store(sys.argv[1], read_only=True) as store, Beside.open(store, "words", TABLES) as index:
    index.catch_up({f"{n:04}": "1" for n in range(1500)}, killed, drop)
"""


@pytest.mark.parametrize("at", ["0000", "0700", "1499"])
def test_a_kill_in_a_transaction_loses_that_transaction_alone(
    store: Store, tmp_path: Path, at: str, root: Path
) -> None:
    store.close()
    command = [sys.executable, "-c", KILLED, str(tmp_path / "s.kg"), at]
    assert subprocess.run(command, check=False, cwd=root).returncode == -signal.SIGKILL
    now = {f"{n:04}": "1" for n in range(1500)}
    with open_store(str(tmp_path / "s.kg")) as again, Beside.open(again, "words", TABLES) as index:
        kept = sorted(now)[: int(at) // AT_ONCE * AT_ONCE]
        assert seen(index) == kept
        assert index.catch_up(now, put, drop).changed == tuple(sorted(now)[len(kept) :])
        assert seen(index) == sorted(now)


def test_a_reader_sees_the_state_that_it_caught_up_with_while_others_write(store: Store) -> None:
    with Beside.open(store, "words", TABLES) as one, Beside.open(store, "words", TABLES) as other:
        one.catch_up({"a": "1"}, put, drop)
        other.catch_up({"a": "1", "b": "1"}, put, drop)
        assert seen(one) == ["a"]
        assert seen(other) == ["a", "b"]
        assert one.catch_up({"a": "1", "b": "1"}, put, drop) == NOTHING
        assert seen(one) == ["a", "b"]


def test_where_the_store_cannot_be_written_it_lies_in_the_cache_and_else_in_memory(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "s.kg" / "index").write_text("no folder", "utf-8")
    with Beside.open(store, "words", TABLES) as index:
        assert index.path is not None
        assert index.path.parent.parent == tmp_path / "cache" / "hearsay"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "s.kg" / "FORMAT"))
    with Beside.open(store, "words", TABLES) as index:
        index.catch_up({"a": "1"}, put, drop)
        assert (index.path, seen(index)) == (None, ["a"])


def test_emptying_takes_every_article_in_again(store: Store) -> None:
    with Beside.open(store, "words", TABLES) as index:
        index.catch_up({"a": "1", "b": "1"}, put, drop)
        index.empty()
        assert index.catch_up({"a": "1", "b": "1"}, put, drop).changed == ("a", "b")
        assert seen(index) == ["a", "b"]


def test_an_index_that_cannot_be_written_says_so(store: Store) -> None:
    with Beside.open(store, "words", TABLES) as index:
        index.connection.execute("DROP TABLE seen")
        with pytest.raises(StoreError, match=r"words\.sqlite"):
            index.catch_up({"a": "1"}, put, drop)


def test_each_article_has_a_fingerprint(store: Store) -> None:
    assert fingerprints(store) == {}
