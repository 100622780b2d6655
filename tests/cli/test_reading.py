import json
import os
import shlex
import signal
import subprocess
import sys
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


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_an_article_over_the_limit_is_skipped(kg: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    size = len(TEXT.encode())
    assert kg(command, "a.txt", "--max-size", str(size)).code == 0
    ran = kg(command, "a.txt", "--max-size", str(size - 1))
    assert ran.code == 1 and f"a.txt: longer than {size - 1} bytes, the limit" in ran.err


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


def test_the_same_text_under_another_name_is_said(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert "with the text of" not in kg("ingest", "a.txt").err
    assert "1 new, 1 with the text of another stored article" in kg("ingest", "a.txt", "--outlet", "The Post").err


def test_one_url_is_not_put_on_many_articles(kg: Run, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"{name} {TEXT}", encoding="utf-8")
    ran = kg("ingest", ".", "--url", "https://post.example/1")
    assert ran.code == 1 and "1 new, 1 skipped with an error" in ran.err
    assert "b.txt: not read: a URL or title" in ran.err


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


def test_a_store_keeps_its_base(kg: Run, tmp_path: Path) -> None:
    base = "https://store.example/id/"
    for name, options in (("a.txt", ("--base", base)), ("b.txt", ())):
        (tmp_path / name).write_text(TEXT + name, encoding="utf-8")
        assert kg("ingest", name, *options).code == 0
    shown = json.loads(kg("query", "SELECT ?a { ?a a schema:NewsArticle }", "--json").out)["results"]["bindings"]
    assert [row["a"]["value"].startswith(base) for row in shown] == [True, True]


@pytest.mark.parametrize(
    "base", ["", "x", "urn:x:", "javascript:a/", "https://a.example/id", "https://a b.example/", "https:///x/"]
)
def test_a_base_is_an_address_that_ends_with_a_slash(kg: Run, tmp_path: Path, base: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ran = kg("ingest", "a.txt", "--base", base)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert not (tmp_path / "hearsay.kg").exists()


@pytest.mark.parametrize("epoch", ["soon", "99999999999999", "1.5"])
def test_a_wrong_source_date_is_said_in_one_line(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    ran = kg("ingest", "a.txt")
    assert (ran.code, ran.err.count("\n")) == (2, 1) and "SOURCE_DATE_EPOCH" in ran.err
    assert not (tmp_path / "hearsay.kg").exists()


def test_an_extraction_that_no_graph_can_hold_is_skipped_and_the_others_go_on(kg: Run, tmp_path: Path) -> None:
    texts = (TEXT, "“Fine,” said Ada Stone.")
    lines = [kg("extract", "-", stdin=json.dumps({"text": text}).encode()).out for text in texts]
    bad = json.loads(lines[0])
    bad["entities"][0]["same_as"] = "no IRI >"
    ran = kg("ingest", "--extractions", "-", stdin=(json.dumps(bad) + "\n" + lines[1]).encode())
    assert ran.code == 1
    assert "not an IRI" in ran.err and "1 new, 1 skipped with an error" in ran.err


def test_closed_streams_are_empty_ones(tmp_path: Path) -> None:
    kg = [sys.executable, "-c", "from kg.cli.main import main; main()"]
    command = shlex.join([*kg, "ingest", "--store", str(tmp_path / "store"), "-"])
    for closing, code in (("<&-", 1), (">&-", 1), ("<&- >&- 2>&-", 1)):
        ran = subprocess.run(f"{command} {closing}", shell=True, stdin=subprocess.DEVNULL, capture_output=True)
        assert ran.returncode == code and b"Traceback" not in ran.stderr


def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"Ada Stone said that {i} bridges were shut. " * 40}) for i in range(2000)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    kg = [sys.executable, "-c", "from kg.cli.main import main; main()", "extract", "in.jsonl", "--jobs", "2"]
    with subprocess.Popen(kg, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        child.kill()
        child.communicate(timeout=20)  # until the last process that holds the pipe is gone


@pytest.mark.skipif(os.name == "nt", reason="no process groups")
def test_ctrl_c_stops_every_process_without_a_traceback(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"Ada Stone said that {i} bridges were shut. " * 40}) for i in range(2000)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    kg = [sys.executable, "-c", "from kg.cli.main import main; main()", "extract", "in.jsonl", "--jobs", "2"]
    with subprocess.Popen(
        kg, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        os.killpg(child.pid, signal.SIGINT)
        _, errors = child.communicate(timeout=20)
    assert (child.returncode, errors.strip()) == (130, b"error: stopped")
