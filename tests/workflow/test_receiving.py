"""A case that is handed on: what goes into it, what comes out of it elsewhere, and what of a stranger's is refused."""

import hashlib
import io
import json
import re
import stat
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg import export, ids
from kg.errors import InputError, NotFoundError
from kg.model import Article, Extraction, Original
from kg.resolve.judging import judgements
from kg.review.loading import attribution_judgements
from kg.statements import statements
from kg.store.embedded import EmbeddedStore
from kg.workflow.assessing import Change, assess
from kg.workflow.receiving import Received, receive
from kg.workflow.reviewing import judge
from kg.workflow.storing import ingest_extractions

NOW, LATER = "2022-03-09T00:00:00Z", "2022-04-01T00:00:00Z"
MAYOR = "Ilsa Varnholt"
PAGE = b"<html><body><p>A page.</p></body></html>"
Files = dict[str, bytes]


def stored(truth: tuple[Extraction, ...]) -> EmbeddedStore:
    store = EmbeddedStore.memory()
    original = Original(hashlib.sha256(PAGE).hexdigest(), "text/html", PAGE)
    with_page = (replace(x, article=replace(x.article, original=original)) for x in truth)
    ingest_extractions(store, with_page, now=lambda: NOW, model_version="truth")
    return store


def contested(store: EmbeddedStore) -> list[str]:
    """Two attributions of the mayor in articles that have more statements of hers."""
    hers = [s for s in statements(store) if s.name == MAYOR]
    first = {s.article: s.attribution for s in reversed(hers)}
    several = Counter(s.article for s in hers)
    return [attribution for article, attribution in sorted(first.items()) if several[article] > 1][:2]


def judged(truth: tuple[Extraction, ...]) -> EmbeddedStore:
    """A store in which Ann rejected a statement of the mayor, corrected another, and joined two speakers."""
    store = stored(truth)
    one, other = contested(store)
    assess(store, "rejected", one, now=NOW, by="Ann", note="a caption")
    assess(store, "corrected", other, now=NOW, by="Ann", change=Change(speaker="Petra Nova"))
    judge(store, "same", MAYOR, "Rurik Dane", now=NOW, by="Ann")
    return store


def case(store: EmbeddedStore, path: Path, **limits: Any) -> Path:
    export.write(path, store=store, **({"speaker": MAYOR} | limits))
    return path


def files(path: Path) -> Files:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, contents: Files) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return path


def taken(path: Path) -> tuple[EmbeddedStore, Received, list[str]]:
    store = EmbeddedStore.memory()
    said: list[str] = []

    def told(item: Article | InputError) -> None:
        said.extend([str(item)] if isinstance(item, InputError) else [])

    return store, receive(store, str(path), told), said


def test_a_case_taken_into_an_empty_store_gives_the_same_evidence_and_judgements(
    truth: tuple[Extraction, ...], tmp_path: Path
) -> None:
    mine = judged(truth)
    theirs, received, said = taken(case(mine, tmp_path / "case.zip"))
    articles = {s.article for s in statements(theirs, withdrawn=True)}
    assert 0 < len(articles) < len(truth)
    for article in articles:
        graph = ids.evidence_graph(article)
        assert set(theirs.quads(graph)) == set(mine.quads(graph))
    assert {(s.iri, s.attribution, s.withdrawn, s.corrects) for s in statements(theirs, withdrawn=True)} == {
        (s.iri, s.attribution, s.withdrawn, s.corrects)
        for s in statements(mine, withdrawn=True)
        if s.article in articles
    }
    assert attribution_judgements(theirs) == attribution_judgements(mine)
    assert judgements(theirs) == judgements(mine)
    assert {j.by for j in attribution_judgements(theirs)} == {"Ann"}
    assert {s.name for s in statements(theirs) if s.iri in {x.iri for x in statements(mine)}} >= {"Petra Nova"}
    assert theirs.original(hashlib.sha256(PAGE).hexdigest()) == PAGE
    assert (received.judged, received.left_out, said) == (3, [], [])


def test_a_second_time_changes_nothing(truth: tuple[Extraction, ...], tmp_path: Path) -> None:
    path = case(judged(truth), tmp_path / "case.zip")
    store, first, _ = taken(path)
    before = set(store.quads())
    again = receive(store, str(path))
    assert set(store.quads()) == before
    assert (again.ingest.new, again.ingest.known, again.judged, again.known) == (0, first.ingest.new, 0, 3)
    assert set(judged(truth).quads()) == set((mine := judged(truth)).quads())
    assert receive(mine, str(path)).judged == 0


def test_a_case_of_a_case_is_the_same_case(truth: tuple[Extraction, ...], tmp_path: Path) -> None:
    one = case(judged(truth), tmp_path / "one.zip")
    store, _, _ = taken(one)
    other = case(store, tmp_path / "other.zip")
    wanted, found = files(one), files(other)
    assert found.keys() == wanted.keys()
    for name in ("extractions.jsonl", "judgements.jsonl", "graphs.trig", "README.md", "ro-crate-metadata.json"):
        assert found[name] == wanted[name], name


def test_two_cases_of_the_same_graph_are_the_same_bytes(truth: tuple[Extraction, ...], tmp_path: Path) -> None:
    mine, other = judged(truth), EmbeddedStore.memory()
    other.write(reversed(list(mine.quads())))
    other.keep_original(Original(hashlib.sha256(PAGE).hexdigest(), "text/html", PAGE))
    one = case(mine, tmp_path / "one.zip").read_bytes()
    assert case(other, tmp_path / "two.zip").read_bytes() == one


def test_a_case_holds_texts_pages_tables_and_their_description(truth: tuple[Extraction, ...], tmp_path: Path) -> None:
    mine = judged(truth)
    found = files(case(mine, tmp_path / "case.zip"))
    chosen = [s for s in statements(mine) if s.name == MAYOR]
    texts = {x.article.iri: x.article.text for x in truth}
    for article in {s.article for s in chosen}:
        assert found[f"articles/{ids.split(article)[2]}.txt"].decode() == texts[article]
    assert found[f"originals/{hashlib.sha256(PAGE).hexdigest()}.html"] == PAGE
    assert found["tables/statements.csv"].decode().count("/statement/") == len(chosen)
    crate = json.loads(found["ro-crate-metadata.json"])
    by_id = {node["@id"]: node for node in crate["@graph"]}
    root = by_id[by_id["ro-crate-metadata.json"]["about"]["@id"]]
    assert {part["@id"] for part in root["hasPart"]} == found.keys() - {"ro-crate-metadata.json"}
    assert {"name", "description", "datePublished", "license"} <= root.keys()
    assert all(int(by_id[name]["contentSize"]) == len(found[name]) for name in found.keys() & by_id.keys() - {
        "ro-crate-metadata.json"
    })  # fmt: skip
    graphs = {q.graph_name.value for q in ox.parse(found["graphs.trig"], format=ox.RdfFormat.TRIG)}
    assert graphs == {ids.evidence_graph(s.article) for s in statements(mine, withdrawn=True) if s.article in {
        x.article for x in chosen
    }} | {ids.judgements_graph()} | {
        ids.evidence_graph(j.article) for j in attribution_judgements(mine)
    }  # fmt: skip


def test_limits_choose_and_nothing_is_no_case(truth: tuple[Extraction, ...], tmp_path: Path) -> None:
    mine = stored(truth)
    few = files(case(mine, tmp_path / "few.zip", speaker=None, outlet="meridian", until="2022-03-01"))
    assert len([name for name in few if name.startswith("articles/")]) == len(
        {s.article for s in statements(mine) if s.outlet == "Meridian" and (s.published or "~")[:10] <= "2022-03-01"}
    )
    worded = files(case(mine, tmp_path / "worded.zip", speaker=None, text="bread for nine days"))
    assert {name for name in worded if name.startswith("articles/")} < {
        name for name in files(case(mine, tmp_path / "all.zip", speaker=None)) if name.startswith("articles/")
    }
    with pytest.raises(NotFoundError, match="no statement"):
        case(mine, tmp_path / "none.zip", speaker="Nobody At All")
    assert not (tmp_path / "none.zip").exists()


def test_what_was_decided_otherwise_here_stays_and_is_named(truth: tuple[Extraction, ...], tmp_path: Path) -> None:
    path = case(judged(truth), tmp_path / "case.zip")
    mine = stored(truth)
    one, _ = contested(mine)
    kept = assess(mine, "accepted", one, now=LATER, by="Bo").judgement
    apart = judge(mine, "different", MAYOR, "Rurik Dane", now=LATER, by="Bo").judgement
    received = receive(mine, str(path))
    assert received.judged == 1
    assert len(received.left_out) == 2
    assert any("says accepted" in reason for reason in received.left_out)
    assert kept in attribution_judgements(mine)
    assert judgements(mine) == (apart,)
    assert one in {s.attribution for s in statements(mine)}


def lines(contents: Files, name: str, change: Callable[[dict[str, Any]], Any]) -> Files:
    """The files with the first line of one of them changed."""
    first, *rest = contents[name].decode().splitlines()
    data = json.loads(first)
    change(data)
    return contents | {name: "\n".join([json.dumps(data), *rest]).encode()}


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        ("judgements.jsonl", lambda j: j.update(by="Somebody else"), "iri is not that"),
        ("judgements.jsonl", lambda j: j.update(verdict="accepted"), "correction|iri is not that"),
        ("judgements.jsonl", lambda j: j.update(article="https://w3id.org/hearsay/id/article/x"), "not in the case"),
        ("judgements.jsonl", lambda j: j["passages"][0].update(exact="other words"), "words at"),
        ("judgements.jsonl", lambda j: j["passages"][0]["span"].update(end=10**9), "no span"),
        ("judgements.jsonl", lambda j: j.update(created="yesterday"), "created"),
        ("judgements.jsonl", lambda j: j.update(note="x\x00"), "note"),
        ("judgements.jsonl", lambda j: j.update(attribution="x> } DROP ALL"), "attribution"),
        ("judgements.jsonl", lambda j: j.clear(), "one"),
        ("extractions.jsonl", lambda x: x["article"].update(text="Other words, under the name of these."), "span|id"),
        ("extractions.jsonl", lambda x: x["attributions"][0].update(iri="https://w3id.org/x"), "iri"),
        ("extractions.jsonl", lambda x: x.update(run={"model": "x"}), "run"),
        ("extractions.jsonl", lambda x: x.update(original="../../etc/passwd"), "original"),
        ("extractions.jsonl", lambda x: x.update(article=[]), "article"),
    ],
)
def test_a_line_that_is_not_what_its_name_says_is_left_out_and_named(
    truth: tuple[Extraction, ...], tmp_path: Path, name: str, change: Callable[[dict[str, Any]], Any], reason: str
) -> None:
    whole = files(case(judged(truth), tmp_path / "case.zip"))
    store, received, said = taken(packed(tmp_path / "bad.zip", lines(whole, name, change)))
    assert received.ingest.errors >= 1
    assert any(f"{name}:1" in line for line in said), said
    assert any(re.search(reason, line) for line in said), said
    good, _, _ = taken(tmp_path / "case.zip")
    assert set(store.quads(ids.judgements_graph())) <= set(good.quads(ids.judgements_graph()))


@pytest.mark.parametrize("junk", [b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"a": 1e999}', b"{}"])
def test_lines_that_are_no_records_are_errors_and_no_traceback(
    truth: tuple[Extraction, ...], tmp_path: Path, junk: bytes
) -> None:
    whole = files(case(judged(truth), tmp_path / "case.zip"))
    for name in ("extractions.jsonl", "judgements.jsonl"):
        path = packed(tmp_path / "bad.zip", whole | {name: junk + b"\n"})
        try:
            _, received, said = taken(path)
        except InputError as e:
            assert name in str(e)
            continue
        assert received.ingest.errors >= 1
        assert any(f"{name}:1" in line for line in said)


def hostile(path: Path, kind: str, whole: Files) -> Path:
    """An archive with something in it that a case never has."""
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name, data in whole.items():
            archive.writestr(name, data)
        if kind in ("../evil.txt", "/etc/evil", "a/../../evil", "C:evil", "a\\evil", "./x", "a//b"):
            archive.writestr(zipfile.ZipInfo(kind), b"x")
        elif kind == "link":
            info = zipfile.ZipInfo("articles/link.txt")
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, "/etc/passwd")
        elif kind == "bomb":
            archive.writestr("articles/zeros.txt", bytes(20_000_000))
        elif kind == "twice":
            archive.writestr("README.md", b"another")
    return path


@pytest.mark.parametrize(
    "kind", ["../evil.txt", "/etc/evil", "a/../../evil", "C:evil", "a\\evil", "./x", "a//b", "link", "bomb", "twice"]
)
def test_a_hostile_archive_is_refused_whole(truth: tuple[Extraction, ...], tmp_path: Path, kind: str) -> None:
    whole = files(case(judged(truth), tmp_path / "case.zip"))
    path = hostile(tmp_path / "bad.zip", kind, whole)
    store = EmbeddedStore.memory()
    with pytest.raises(InputError, match=r"bad\.zip: refused: "):
        receive(store, str(path))
    assert not list(store.quads())
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.zip", "case.zip"]


def test_a_damaged_archive_and_one_that_is_no_case_are_refused(truth: tuple[Extraction, ...], tmp_path: Path) -> None:
    whole = case(judged(truth), tmp_path / "case.zip").read_bytes()
    start = whole.index(b"extractions.jsonl") + 40
    for data, reason in (
        (whole[: len(whole) // 2], "not a zip"),
        (b"PK\x03\x04", "not a zip"),
        (whole[:start] + bytes(20) + whole[start + 20 :], "damaged"),
    ):
        (tmp_path / "bad.zip").write_bytes(data)
        store = EmbeddedStore.memory()
        with pytest.raises(InputError, match=reason):
            receive(store, str(tmp_path / "bad.zip"))
        assert not list(store.quads())
    with pytest.raises(InputError, match="no case"):
        receive(EmbeddedStore.memory(), str(packed(tmp_path / "other.zip", {"a.txt": b"x"})))
    with pytest.raises(InputError, match="No such file"):
        receive(EmbeddedStore.memory(), str(tmp_path / "none.zip"))


def test_an_original_that_is_not_its_hash_is_an_error(truth: tuple[Extraction, ...], tmp_path: Path) -> None:
    whole = files(case(judged(truth), tmp_path / "case.zip"))
    name = f"originals/{hashlib.sha256(PAGE).hexdigest()}.html"
    store, received, said = taken(packed(tmp_path / "bad.zip", whole | {name: b"<p>another page"}))
    assert received.ingest.errors > 0
    assert any("not what its name says" in line for line in said)
    assert not statements(store)


def test_a_case_can_be_streamed(truth: tuple[Extraction, ...]) -> None:
    output = io.BytesIO()
    export.write_to(output, "case", store=stored(truth), speaker=MAYOR)
    with zipfile.ZipFile(output) as archive:
        assert archive.testzip() is None
