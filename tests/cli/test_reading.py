import json
from pathlib import Path

import pytest

from kg import interchange
from tests.cli.conftest import Run

TEXT = 'Mayor Ada Stone said on Friday that the bridge would stay shut. "We have no money," she added.\n'


def test_extract_prints_one_object_an_article(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ran = kg("extract", "a.txt", "--outlet", "The Post", "--published", "2022-03-01")
    (line,) = ran.out.splitlines()
    extraction = interchange.from_line(line)
    assert ran.code == 0 and ran.err == ""
    assert extraction.article.text == TEXT
    assert (extraction.article.outlet, extraction.article.published) == ("The Post", "2022-03-01")
    (stone,) = [e for e in extraction.entities if e.name == "Ada Stone"]
    assert {a.speaker for a in extraction.attributions} == {stone.id}


def test_extract_reads_standard_input(kg: Run) -> None:
    ran = kg("extract", "-", stdin=json.dumps({"id": "x1", "text": TEXT}).encode())
    assert json.loads(ran.out)["article"]["source_id"] == "x1"


def test_a_bad_file_is_one_line_and_the_others_go_on(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    ran = kg("extract", "bad.txt", "missing.txt", "good.txt")
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 1
    assert [line.split(":")[1].strip() for line in ran.err.splitlines()] == ["bad.txt", "missing.txt"]


def test_ingest_again_is_a_no_op(kg: Run, examples: Path) -> None:
    first, second = kg("ingest", str(examples), "--jobs", "1"), kg("ingest", str(examples))
    assert (first.code, second.code) == (0, 0)
    assert "12 new" in first.err and "0 new, 12 there already" in second.err
    before = kg("export", "-", "--format", "nquads").out
    kg("ingest", str(examples))
    assert kg("export", "-", "--format", "nquads").out == before


def test_reading_again_changes_nothing_but_the_run(kg: Run, examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1646092800")
    kg("ingest", str(examples))
    before = sorted(kg("export", "-", "--format", "nquads").out.splitlines())
    for arguments in (("ingest", "--reread", str(examples)), ("ingest", "--reread")):
        ran = kg(*arguments)
        assert ran.code == 0 and "12 read again" in ran.err
        assert sorted(kg("export", "-", "--format", "nquads").out.splitlines()) == before


def test_a_changed_text_under_the_same_url_is_a_newer_version(kg: Run, tmp_path: Path) -> None:
    for words in ("shut", "open"):
        (tmp_path / "a.txt").write_text(f"Ada Stone said the bridge would stay {words}.", encoding="utf-8")
        ran = kg("ingest", "a.txt", "--url", "https://post.example/bridge")
    assert "1 new (1 newer versions)" in ran.err
    shown = json.loads(kg("statements", "--json").out)
    assert [row["words"] for row in shown] == ["the bridge would stay open"]
    assert len(json.loads(kg("statements", "--withdrawn", "--json").out)) == 2


def test_ingest_wants_something_to_read(kg: Run) -> None:
    ran = kg("ingest")
    assert ran.code == 2 and "name a file" in ran.err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_any_number_of_jobs_gives_the_same_output(kg: Run, tmp_path: Path, jobs: str) -> None:
    lines = [json.dumps({"id": str(i), "text": f"Ada Stone said that {i} bridges were shut."}) for i in range(60)]
    lines.insert(30, "not json")
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    ran = kg("extract", "in.jsonl", "--jobs", jobs)
    assert ran.code == 1
    assert [json.loads(line)["article"]["source_id"] for line in ran.out.splitlines()] == [str(i) for i in range(60)]
    assert ran.err.startswith("error: in.jsonl:31: ")
