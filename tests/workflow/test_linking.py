"""Speakers of the invented newsroom linked by a real service and by a file: kept, redone, overridden."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from kg import ids
from kg.errors import NotFoundError, ServiceError, UsageError
from kg.link.client import Client
from kg.model import Extraction
from kg.rdf import validate
from kg.store.contract import Store
from kg.store.embedded import EmbeddedStore
from kg.workflow.linker import Linker
from kg.workflow.linking import LinkReport, ask_file, ask_service, counted, shown, speaker_named, target_named
from kg.workflow.storing import ingest_extractions
from tests.link.servers import MANIFEST, SPACE, answering, reconciling, send, service

LINKS = ids.derived_graph("links")
ILSA = "Ilsa Varnholt"
ROWS = {"7": ILSA, "8": "Rurik Dane", "9": "Harbour Posts"}
HEAD = "name,alias,iri,kind\n"


def now() -> str:
    return "2026-01-01T00:00:00Z"


@pytest.fixture
def store(truth: tuple[Extraction, ...]) -> Iterator[Store]:
    with EmbeddedStore.memory() as made:
        ingest_extractions(made, truth, now=now, model_version="truth")
        yield made


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with reconciling(tmp_path_factory.mktemp("service"), ROWS) as found:
        yield found


def same_as(store: Store) -> dict[str, set[str]]:
    """What each canonical speaker is linked to, by name."""
    found: dict[str, set[str]] = {}
    query = "SELECT DISTINCT ?name ?iri { ?e hs:canonicalSpeaker ?s . ?s schema:name ?name ; schema:sameAs ?iri }"
    for name, iri in store.select(query).rows:
        found.setdefault(str(name), set()).add(str(iri))
    return found


def silent(url: str) -> Client:
    client = Client.of(url)
    client.backoff = 0.01
    return client


def test_a_service_links_what_it_is_sure_of_and_the_rest_waits(store: Store, url: str) -> None:
    linker = Linker.of(store)
    report = counted(linker, ask_service(linker, Client.of(url), now=now))
    assert same_as(store) == {ILSA: {SPACE + "7"}, "Rurik Dane": {SPACE + "8"}}
    assert report.asked == len({(s.kind, s.name) for s in linker.speakers})
    assert (report.linked, report.errors, report.failed) == (2, 0, 0)
    assert report.waiting >= 1, "the one candidate of another name is not taken, though the service says match"
    assert report.linked + report.waiting + report.without == len(linker.speakers)
    rows = shown(linker).dicts()
    assert {r["speaker"] for r in rows if r["state"] == "linked"} == {ILSA, "Rurik Dane"}
    assert {r["iri"] for r in rows if r["state"] == "waits"} == {SPACE + "9"}
    assert validate.report(validate.graph_of(store.quads(LINKS))).violations == ()


def test_only_speakers_with_a_name_of_their_own_are_asked(store: Store) -> None:
    found = Linker.of(store).speakers
    assert {s.kind for s in found} <= {"person", "organisation", "outlet", "place"}
    assert len(found) == len({s.iri for s in found})
    assert {s.name for s in found} >= {ILSA, "Rurik Dane"}
    for s in found:
        assert ids.speaker_iri(s.entity) == s.iri


def test_the_most_quoted_come_first(store: Store) -> None:
    query = "SELECT ?s (COUNT(DISTINCT ?x) AS ?n) { ?x schema:spokenByCharacter ?s } GROUP BY ?s"
    said = {str(s): int(n or 0) for s, n in store.select(query).rows}
    counts = [said.get(s.iri, 0) for s in Linker.of(store).speakers]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_what_was_answered_is_not_asked_again(store: Store) -> None:
    asked: list[str] = []

    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        queries = json.loads(parse_qs(body.decode())["queries"][0])
        asked.extend(q["query"] for q in queries.values())
        send(handler, json.dumps({key: {"result": []} for key in queries}).encode())

    with answering(service(reply)) as url:
        first = ask_service(Linker.of(store), Client.of(url), now=now)
        before = list(store.quads())
        again = Linker.of(store)
        second = ask_service(again, Client.of(url), now=now)
        assert (second.asked, second.before) == (0, first.asked)
        assert set(store.quads()) == set(before)
        third = ask_service(again, Client.of(url), now=now, again=True)
    assert third.asked == first.asked
    assert len(asked) == 2 * first.asked
    assert set(store.quads()) == set(before), "one answer a question"


def test_each_batch_is_kept_before_the_next_is_asked(store: Store) -> None:
    """Ctrl-C comes between two batches."""
    linker = Linker.of(store)
    steps = 0

    def step(_: str) -> None:
        nonlocal steps
        steps += 1
        if steps == 10:
            raise KeyboardInterrupt

    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        queries = json.loads(parse_qs(body.decode())["queries"][0])
        send(handler, json.dumps({key: {"result": []} for key in queries}).encode())

    with answering(service(reply)) as url:
        with pytest.raises(KeyboardInterrupt):
            ask_service(linker, Client.of(url), now=now, step=step)
        after = Linker.of(store)
        assert len(after.lookups) == 10
        assert ask_service(after, Client.of(url), now=now).before == 10


def test_a_batch_that_fails_is_told_and_the_rest_goes_on(store: Store) -> None:
    calls: list[int] = []

    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        calls.append(1)
        queries = json.loads(parse_qs(body.decode())["queries"][0])
        ok = json.dumps({key: {"result": []} for key in queries}).encode()
        send(handler, b"<html>" if len(calls) == 2 else ok)

    told: list[str] = []
    linker = Linker.of(store)
    with answering(service(reply)) as url:
        report = ask_service(linker, silent(url), now=now, told=told.append)
    names = len({(s.kind, s.name) for s in linker.speakers})
    assert (report.failed, report.asked, report.errors) == (10, names - 10, 1)
    assert "no JSON" in told[0]
    assert len(linker.lookups) == names - 10


def test_a_service_that_fails_each_time_is_left_alone_and_nothing_is_written(store: Store) -> None:
    before = set(store.quads())
    calls: list[int] = []

    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        calls.append(1)
        send(handler, b"<html>")

    with answering(service(reply, {**MANIFEST, "batchSize": 1})) as url, pytest.raises(ServiceError):
        ask_service(Linker.of(store), silent(url), now=now)
    assert len(calls) == 3
    assert set(store.quads()) == before


def test_a_candidate_that_cannot_be_read_is_told_and_left_out(store: Store) -> None:
    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        queries = json.loads(parse_qs(body.decode())["queries"][0])
        bad = [{"id": "a b", "name": "x", "score": 1}, {"id": "7", "name": "\ud800", "score": 1}]
        found = {
            k: {"result": bad if q["query"] == ILSA else []} for k, q in queries.items() if q["query"] != "Rurik Dane"
        }
        send(handler, json.dumps(found).encode())

    told: list[str] = []
    with answering(service(reply)) as url:
        report = ask_service(Linker.of(store), silent(url), now=now, told=told.append)
    assert report.failed == 1
    assert len(told) == report.errors == 3
    assert same_as(store) == {}


def test_a_judgement_overrides_the_service_and_survives_each_run(store: Store, url: str) -> None:
    linker = Linker.of(store)
    ask_service(linker, Client.of(url), now=now)
    ilsa, dane = speaker_named(linker, ILSA), speaker_named(linker, "RURIK DÁNE")
    linker.judge(ilsa, target_named(linker, ilsa, "7"), "rejected", created=now(), note="a namesake", by="Ann")
    linker.judge(dane, "https://other.example/dane", "accepted", created=now())
    expected = {"Rurik Dane": {SPACE + "8", "https://other.example/dane"}}
    assert same_as(store) == expected
    store.write([], replace=[LINKS])
    again = Linker.of(store)
    again.refresh()
    assert same_as(store) == {"Rurik Dane": {"https://other.example/dane"}}
    ask_service(again, Client.of(url), now=now)
    assert same_as(store) == expected
    (graph,) = {q.graph_name.value for q in store.quads() if "/judgement/" in q.subject.value}  # type: ignore[union-attr]
    assert graph == ids.judgements_graph()
    assert validate.report(validate.graph_of(store.quads(graph))).violations == ()


def test_a_judgement_can_be_changed_and_the_last_one_holds(store: Store, url: str) -> None:
    linker = Linker.of(store)
    ask_service(linker, Client.of(url), now=now)
    ilsa = speaker_named(linker, ILSA)
    for verdict in ("rejected", "accepted", "rejected", "rejected"):
        linker.judge(ilsa, SPACE + "7", verdict, created=now())
        for known in (linker, Linker.of(store)):
            assert bool(known.decided(ilsa).links) == (verdict == "accepted")
    count = store.select("SELECT (COUNT(DISTINCT ?j) AS ?n) { ?j hs:judgement ?v }").rows[0][0]
    assert count == 3, "the same decision twice is one"
    linker.judge(ilsa, SPACE + "7", "accepted", created=now())
    with pytest.raises(UsageError, match="reject that first"):
        linker.judge(ilsa, SPACE + "8", "accepted", created=now())


def test_the_links_follow_the_speakers_as_they_are_now(store: Store, url: str) -> None:
    linker = Linker.of(store)
    ask_service(linker, Client.of(url), now=now)
    speaker = speaker_named(linker, ILSA)
    identity = ids.derived_graph("identity")
    gone = [q for q in store.quads(identity) if speaker.iri in str(q)]
    store.write([], remove=gone)
    Linker.of(store).refresh()
    assert ILSA not in same_as(store)
    assert not [q for q in store.quads(LINKS) if speaker.iri in str(q)]


def test_what_is_made_anew_is_what_was_made_step_by_step(store: Store, url: str, tmp_path: Path) -> None:
    linker = Linker.of(store)
    ask_service(linker, Client.of(url), now=now)
    file = tmp_path / "n.csv"
    file.write_text(f"{HEAD}{ILSA},,http://other.example/x,\nHarbour Post,,{SPACE}99,\n", encoding="utf-8")
    ask_file(linker, str(file), now=now)
    linker.judge(speaker_named(linker, ILSA), SPACE + "7", "rejected", created=now())
    before = set(store.quads(LINKS))
    Linker.of(store).refresh()
    assert set(store.quads(LINKS)) == before
    judged = [q for q in store.quads(LINKS) if SPACE + "99" in str(q)]
    assert judged


def test_a_file_of_names_links_equal_names_and_a_newer_one_takes_its_place(store: Store, tmp_path: Path) -> None:
    linker = Linker.of(store)
    file = tmp_path / "n.csv"
    file.write_text(f"{HEAD}Varnholt of Karsholm,ILSA  VARNHÓLT,{SPACE}1,person\nX Y,,nonsense,\n", encoding="utf-8")
    told: list[str] = []
    report = counted(linker, ask_file(linker, str(file), now=now, told=told.append))
    assert same_as(store) == {ILSA: {SPACE + "1"}}
    assert (report.linked, report.errors) == (1, 1)
    assert told[0].startswith(f"{file}, line 3: ")
    before = set(store.quads())
    ask_file(Linker.of(store), str(file), now=lambda: "2027-01-01T00:00:00Z")
    assert set(store.quads()) == before, "the same file again changes nothing"
    file.write_text(f"{HEAD}{ILSA},,{SPACE}2,organisation\nRurik Dane,,{SPACE}3,\n", encoding="utf-8")
    ask_file(Linker.of(store), str(file), now=now)
    assert same_as(store) == {"Rurik Dane": {SPACE + "3"}}
    file.write_text(f"{HEAD}Somebody Else,,{SPACE}4,\n", encoding="utf-8")
    ask_file(Linker.of(store), str(file), now=now)
    assert list(store.quads(LINKS)) == []


def test_a_name_means_one_speaker_or_none(store: Store) -> None:
    linker = Linker.of(store)
    ilsa = speaker_named(linker, ILSA)
    digits = ids.split(ilsa.iri)[2][:8]
    for text in (ilsa.iri, ilsa.entity, f"speaker/{digits}", digits, "ilsa varnholt"):
        assert speaker_named(linker, text) == ilsa
    with pytest.raises(NotFoundError, match="nobody"):
        speaker_named(linker, "nobody")
    with pytest.raises(NotFoundError):
        speaker_named(linker, "")
    for text in ("Q42", "javascript:x", ilsa.iri, ""):
        with pytest.raises(UsageError):
            target_named(linker, ilsa, text)


def test_reports_add_up() -> None:
    assert LinkReport(asked=1, errors=2).plus(LinkReport(asked=3, failed=4)) == LinkReport(asked=4, failed=4, errors=2)
