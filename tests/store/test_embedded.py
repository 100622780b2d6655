"""The directory of an embedded store: who may open it, what readers see, and what is left when things go wrong."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import QueryError, QueryTimeoutError, StoreBusyError, StoreError
from kg.store import open_store
from tests.store.batches import quads

ROWS = "application/sparql-results+json"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n0 ?o }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def children() -> set[int]:
    """The processes that this one has started and that are not gone."""
    folder = Path(f"/proc/{os.getpid()}/task")
    return {int(c) for f in folder.glob("*/children") for c in f.read_text().split()}


def python(code: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def test_a_missing_store_says_what_to_do(tmp_path: Path) -> None:
    for read_only in (False, True):
        with pytest.raises(StoreError, match=r"no store at .*run kg ingest first, or give --store"):
            open_store(str(tmp_path / "none"), read_only=read_only)
    assert not (tmp_path / "none").exists()


def test_a_foreign_directory_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    (tmp_path / "file").write_text("x")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "FORMAT").write_text("2.0\n")
    (tmp_path / "newer").mkdir()
    (tmp_path / "newer" / "FORMAT").write_text('{"hearsay-store": 99, "base": "https://example.org/"}')
    for location, reason in (
        (tmp_path, "is not a Hearsay store"),
        (tmp_path / "file", "is not a Hearsay store"),
        (tmp_path / "other", "is not a Hearsay store"),
        (tmp_path / "newer", "is of format 99"),
    ):
        for create in (False, True):
            with pytest.raises(StoreError, match=reason):
                open_store(str(location), create=create)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "letter.txt", "newer", "other"]


def test_a_store_knows_its_base(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s"), create=True, base="https://example.org/id/") as store:
        assert store.base == "https://example.org/id/"
    with open_store(str(tmp_path / "s"), read_only=True) as store:
        assert store.base == "https://example.org/id/"


def test_an_interrupted_creation_can_be_repeated(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / ".FORMAT.123").write_text("{")
    open_store(str(tmp_path / "s"), create=True).close()


def test_what_is_written_is_there_when_opened_again(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s"), create=True) as store:
        store.write(quads(1, 500))
        store.flush()
    with open_store(str(tmp_path / "s")) as store:
        assert store.select(COUNT).rows == ((500,),)
    assert sorted(p.name for p in (tmp_path / "s").iterdir()) == ["FORMAT", "graph"]


def test_a_reader_sees_a_snapshot_and_leaves_nothing(tmp_path: Path) -> None:
    location = str(tmp_path / "s")
    with open_store(location, create=True) as store:
        store.write(quads(1, 10))
    with open_store(location, read_only=True) as reader, open_store(location) as writer:
        writer.write(quads(2, 10))
        assert reader.select(COUNT).rows == ((10,),)
        assert reader.answer(COUNT, "text/csv", timeout=30) == b"n\r\n10\r\n"
        assert writer.answer(COUNT, "text/csv", timeout=30) == b"n\r\n20\r\n"
        with pytest.raises(StoreError, match="open for reading only"):
            reader.write(quads(3, 1))
    assert list((tmp_path / "s" / "snapshots").iterdir()) == []
    with pytest.raises(StoreError, match="is closed"):
        reader.select(COUNT)


def test_snapshots_of_dead_processes_are_removed(tmp_path: Path) -> None:
    location = str(tmp_path / "s")
    open_store(location, create=True).close()
    code = (
        "import os, sys, kg.store; s = kg.store.open_store(sys.argv[1], read_only=True); print('open', flush=True);"
        " os.kill(os.getpid(), 9)"
    )
    process = python(code, location)
    process.communicate(timeout=30)
    left = list((tmp_path / "s" / "snapshots").iterdir())
    assert [p.name.partition("-")[0] for p in left] == [str(process.pid)]
    with open_store(location, read_only=True):
        names = [p.name.partition("-")[0] for p in (tmp_path / "s" / "snapshots").iterdir()]
        assert names == [str(os.getpid())]


def test_a_second_process_is_told_that_the_store_is_busy(tmp_path: Path) -> None:
    location = str(tmp_path / "s")
    code = "import sys, time, kg.store; s = kg.store.open_store(sys.argv[1], create=True); print(1, flush=True)"
    process = python(code + "; time.sleep(60)", location)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "1\n"
        with pytest.raises(StoreBusyError, match="in use by another process: wait until it is done, or stop it"):
            open_store(location)
    finally:
        end(process)
    with open_store(location) as store:
        assert store.select(COUNT).rows == ((0,),)


def test_a_reader_waits_for_a_writer_that_is_soon_done(tmp_path: Path) -> None:
    location = str(tmp_path / "s")
    code = "import sys, time, kg.store; s = kg.store.open_store(sys.argv[1], create=True); print(1, flush=True)"
    process = python(code + "; time.sleep(0.5)", location)
    assert process.stdout is not None
    process.stdout.readline()
    with open_store(location, read_only=True) as store:
        assert store.select(COUNT).rows == ((0,),)
    assert process.wait(timeout=30) == 0
    end(process)


def test_a_closed_store_lets_go_although_a_graph_is_held(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "s"), create=True)
    graph = store.graph
    store.close()
    store.close()
    open_store(str(tmp_path / "s")).close()
    with pytest.raises(StoreError, match="is closed"):
        list(graph)


def test_the_rdflib_graph_is_for_reading(tmp_path: Path) -> None:
    import rdflib

    with open_store(str(tmp_path / "s"), create=True) as store:
        triple = (rdflib.URIRef("https://example.org/a"), rdflib.RDF.type, rdflib.URIRef("https://example.org/b"))
        with pytest.raises(StoreError, match="for reading"):
            store.graph.add(triple)
        with pytest.raises(StoreError, match="for reading"):
            store.graph.update("DELETE WHERE { ?s ?p ?o }")
        assert len(store.graph) == 0


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no /proc here")
def test_a_stopped_query_leaves_no_child_and_no_snapshot(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s"), create=True) as store:
        store.write(quads(1, 300))
        before = children()
        begin = time.monotonic()
        with pytest.raises(QueryTimeoutError, match=r"stopped after 0.5 s"):
            store.answer(ENDLESS, ROWS, timeout=0.5)
        assert time.monotonic() - begin < 1.5
        assert children() == before
    assert list((tmp_path / "s" / "snapshots").iterdir()) == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no /proc here")
def test_ctrl_c_stops_a_query_at_once(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s"), create=True) as store:
        store.write(quads(1, 300))
    code = f"""
import sys, kg.store
store = kg.store.open_store(sys.argv[1], read_only=True)
print(1, flush=True)
try:
    store.answer({ENDLESS!r}, {ROWS!r}, timeout=600)
except KeyboardInterrupt:
    store.close()
    print("interrupted")
"""
    process = python(code, str(tmp_path / "s"))
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.6)
    begin = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    output, _ = process.communicate(timeout=30)
    assert output == "interrupted\n" and time.monotonic() - begin < 2
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    assert list((tmp_path / "s" / "snapshots").iterdir()) == []


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT * " + "{" * 100_000 + "}" * 100_000, "nested too deep"),
        ("SELECT (?x AS ?y) (COUNT(*) AS ?n) { ?x ?p ?o }", "unbound|GROUP BY|cannot be read"),
    ],
)
def test_what_crashes_the_engine_or_makes_no_sense_is_an_error(tmp_path: Path, query: str, reason: str) -> None:
    with (
        open_store(str(tmp_path / "s"), create=True) as store,
        pytest.raises(QueryError, match=reason),
    ):
        store.answer(query, ROWS, timeout=30)


WRITER = """
import sys
from kg.store import open_store
from tests.store.batches import quads
store = open_store(sys.argv[1], create=True)
number = int(sys.argv[2])
print("open", flush=True)
while True:
    batch = quads(number, 1000)
    if number % 3 == 0:
        graph = batch[0].graph_name.value
        store.write(batch[:10])
        store.write(batch, replace=[graph])
    else:
        store.write(batch)
    print(number, flush=True)
    if number % 7 == 0:
        store.flush()
    number += 1
"""


def test_kill_9_fifty_times_leaves_every_article_whole_or_absent(tmp_path: Path) -> None:
    """Each write is an article of 1,000 quads; every third one replaces a first draft of 10."""
    location, number = str(tmp_path / "s"), 1
    for turn in range(50):
        process = python(WRITER, location, str(number))
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n", process.stderr and process.stderr.read()
        first = [process.stdout.readline() for _ in range(turn % 3)]
        time.sleep(0.002 * (turn % 23))
        process.kill()
        said = process.stdout.read()  # not communicate(), which would lose what readline() has buffered
        process.communicate()
        written = [int(line) for line in (*first, *said.splitlines()) if line.strip()]
        acknowledged = max([number - 1, *written])
        with open_store(location) as store:
            counts = dict(store.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g").rows)
        whole = {f"https://example.org/graph/{i}": 1000 for i in range(1, acknowledged + 1)}
        beyond = {g: n for g, n in counts.items() if g not in whole}
        assert {g: counts.get(g) for g in whole} == whole
        following = f"https://example.org/graph/{acknowledged + 1}"
        assert beyond in ({}, {following: 1000}, *([{following: 10}] if (acknowledged + 1) % 3 == 0 else []))
        number = acknowledged + 1 + len(beyond)
        if beyond == {following: 10}:
            number = acknowledged + 1
    assert number > 40


def test_a_store_on_a_read_only_file_system_can_be_read(tmp_path: Path) -> None:
    location = tmp_path / "s"
    with open_store(str(location), create=True) as store:
        store.write(quads(1, 40))
    (tmp_path / "mounted").mkdir()
    bind = [["mount", "--bind", str(location), str(tmp_path / "mounted")]]
    bind.append(["mount", "-o", "remount,ro,bind", str(tmp_path / "mounted")])
    if any(subprocess.run(command, capture_output=True, check=False).returncode for command in bind):
        pytest.skip("nothing can be mounted here")
    try:
        with open_store(str(tmp_path / "mounted"), read_only=True) as store:
            assert set(store.quads()) == set(quads(1, 40))
            assert store.answer("ASK { ?s ?p ?o }", "text/csv", timeout=20) == b"true"
        with pytest.raises(StoreError, match="Read-only"):
            open_store(str(tmp_path / "mounted"))
    finally:
        subprocess.run(["umount", str(tmp_path / "mounted")], check=True)
    assert (location / "graph").is_dir()
