"""Measuring who speaks: what counts as right, on marked articles written for this and read by the real pipeline."""

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks import speaker_cases, speaker_marks, speaker_utterances, speakers
from benchmarks.speaker_marks import Answer, Mark, judged, load
from kg import evaluate
from kg.model import Span
from kg.nlp import pipeline
from tests.marked import marked
from tests.spoken import GUM, MARKS, MAYOR, PORT, PORT_RECORD, WORKER, ced_record

LINE: dict[str, Any] = {
    "id": "port",
    "part": "train",
    "speakers": [[0, [[6, 19]], "person", "name"], [1, [None], None, "none"]],
}
BAD_GZIP = bytes([0x1F, 0x8B, 8, *bytes(7), *[255] * 20])


def test_the_speakers_of_180_articles_are_marked() -> None:
    sizes = {part: [len(marks) for marks in load([part]).values()] for part in speaker_marks.PARTS}
    assert {part: len(of) for part, of in sizes.items()} == {"choose": 20, "report": 20, "train": 140}
    assert sum(sizes["choose"] + sizes["report"]) == 1206
    assert sum(sizes["train"]) == 3159


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"more": 1}, "not an id, a part, speakers"),
        ({"part": "test"}, "is not a part of"),
        ({"id": 3}, "or no id"),
        ({"id": "before"}, "before occurs twice"),
        ({"speakers": {}}, "are no list"),
        ({"speakers": [[0, [None], None]]}, "is not [attribution, spans, kind, form]"),
        ({"speakers": [["0", [None], None, "none"]]}, "is not the number of an attribution"),
        ({"speakers": [[0, [], None, "none"]]}, "is not one span or two"),
        ({"speakers": [[0, [[3]], "person", "name"]]}, "is not [start, end]"),
        ({"speakers": [[0, [[9, 3]], "person", "name"]]}, "not a span"),
        ({"speakers": [[0, [[3, 9]], "ship", "name"]]}, "is not a kind of"),
        ({"speakers": [[0, [[3, 9]], "person", "shout"]]}, "is not a form of"),
    ],
)
def test_a_malformed_mark_is_refused_with_its_line(tmp_path: Path, change: dict[str, Any], wrong: str) -> None:
    path = tmp_path / "speakers.jsonl"
    good = json.dumps({**LINE, "id": "before"})
    path.write_text(f"{good}\n{json.dumps(LINE)}\n", encoding="utf-8")
    assert load(["train"], path)["port"] == (MARKS[0], Mark(1, (None,), None, "none"))
    path.write_text(f"{good}\n{json.dumps({**LINE, **change})}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2") as refused:
        load(["train"], path)
    assert wrong in str(refused.value)


def test_marks_that_do_not_fit_the_data_are_refused() -> None:
    assert speaker_marks.by_article([PORT_RECORD], {"port": MARKS}) == [PORT_RECORD]
    with pytest.raises(ValueError, match="1 marked articles are not in the data: bridge"):
        speaker_marks.by_article([PORT_RECORD], {"bridge": MARKS})
    with pytest.raises(ValueError, match="attribution 5 is marked, 5 are there"):
        speaker_marks.by_article([PORT_RECORD], {"port": (Mark(5, (MAYOR,), "person", "name"),)})
    with pytest.raises(ValueError, match="beyond its end"):
        speaker_marks.by_article([PORT_RECORD], {"port": (Mark(0, (Span(9, 9999),), "person", "name"),)})


@pytest.mark.parametrize(
    ("kind", "answer", "fate"),
    [
        ("person", Answer("person", "Ilsa Varnholt"), "right"),
        ("person", Answer("person", "Mrs. Varnholt"), "right"),
        ("person", Answer("person", "I. Varnholt"), "right"),
        ("person", Answer("person", "Ilona Varnholt"), "wrong"),  # two letters in common
        ("person", Answer("person", "Ilsabeth Varnholt"), "right"),
        ("person", Answer("person", "Mayoress Ilsa Varnholt"), "right"),
        ("person", Answer("person", "Tomas Varnholt"), "wrong"),  # a relative
        ("person", Answer("person", "Tomas Varnholt", (MAYOR,)), "right"),  # named in the very place
        ("person", Answer("person", "Tomas Erzhin"), "wrong"),
        ("person", Answer("unnamed", "the mayor"), "unknown"),
        ("person", None, "unknown"),
        ("organisation", Answer("organisation", "the Ilsa Varnholt"), "right"),
        ("collective", Answer("collective", "the Varnholt supporters"), "right"),
        ("collective", Answer("collective", "some supporters", (MAYOR,)), "right"),
        ("collective", Answer("person", "Ilsa Varnholt"), "wrong"),
        ("collective", Answer("collective", "critics"), "wrong"),
        ("collective", Answer("unnamed", "a critic"), "unknown"),
        ("collective", None, "unknown"),
    ],
)
def test_who_is_marked_decides_what_an_answer_is_worth(kind: str, answer: Answer | None, fate: str) -> None:
    assert judged(PORT, Mark(0, (MAYOR,), kind, "name"), answer, True) == fate


def test_articles_and_scripts_do_not_make_a_name_another_but_an_article_alone_is_no_word_in_common() -> None:
    union, other = Mark(0, (Span(0, 6),), "organisation", "name"), Mark(0, (Span(0, 5),), "person", "name")
    assert judged("The EU agreed.", union, Answer("organisation", "EU"), True) == "right"
    assert judged("Ольга said no.", other, Answer("person", "ОЛЬГА"), True) == "right"
    critics = Answer("collective", "the critics")
    assert judged("The pilots said no.", Mark(0, (Span(0, 10),), "collective", "role"), critics, True) == "wrong"


@pytest.mark.parametrize(
    ("answer", "sourced", "fate"),
    [
        (None, True, "right"),
        (Answer("collective", "critics"), False, "right"),
        (Answer("collective", "critics"), True, "spurious"),
        (Answer("person", "Ilsa Varnholt"), False, "spurious"),
    ],
)
def test_where_nobody_is_named_somebody_is_spurious(answer: Answer | None, sourced: bool, fate: str) -> None:
    assert judged(PORT, Mark(0, (None,), None, "none"), answer, sourced) == fate


def test_of_two_markings_one_is_enough() -> None:
    worker = Answer("person", "Tomas Erzhin")
    assert judged(PORT, Mark(0, (MAYOR, WORKER), "person", "name"), worker, True) == "right"
    assert judged(PORT, Mark(0, (None, WORKER), "person", "none"), worker, False) == "right"
    assert judged(PORT, Mark(0, (None, WORKER), "person", "none"), None, False) == "right"
    assert judged(PORT, Mark(0, (WORKER, MAYOR), "person", "name"), Answer("person", "Bo Ek"), True) == "wrong"


@pytest.mark.parametrize("reader", ["model", "rules"])
def test_a_careful_reading_of_an_invented_article_is_all_right(reader: pipeline.ReaderName) -> None:
    cases = speaker_cases.read(PORT_RECORD, MARKS, reader)
    assert [c.fate for c in cases] == ["right"] * 5
    assert [c.speaker for c in cases] == ["Ilsa Varnholt", "Ilsa Varnholt", "Tomas Erzhin", "Critics", "Ilsa Varnholt"]
    assert all(c.confidence is not None for c in cases)


def test_another_speaker_is_wrong_and_what_is_not_read_does_not_count() -> None:
    others = [Mark(m.attribution, (WORKER,), m.kind, m.form) for m in MARKS]
    cases = speaker_cases.read(PORT_RECORD, others, "rules")
    assert [c.fate for c in cases] == ["wrong", "wrong", "right", "wrong", "wrong"]
    elsewhere = marked(
        "port", PORT, ("Tomas Erzhin", "said", "the harbour would open on Monday"), ("", "said", "Monday")
    )
    unread = speaker_cases.read(elsewhere, MARKS[:2], "rules")  # by the source; by less than half of the content
    assert [c.fate for c in unread] == [None, None]
    rows = {row["group"]: row for row in speaker_cases.report([*cases, *unread], ["port"]).tables["by form"].dicts()}
    assert (rows["all"]["marked"], rows["all"]["read"], rows["all"]["right"]) == (7, 5, 20.0)
    assert (rows["name"]["marked"], rows["name"]["read"], rows["name"]["right"]) == (3, 2, 50.0)


def test_a_source_that_is_missing_on_one_side_does_not_stop_a_match() -> None:
    bare = marked("port", PORT, ("", "said", "the harbour would open on Monday"))
    assert [c.fate for c in speaker_cases.read(bare, MARKS[:1], "rules")] == ["right"]


def test_calibration_is_by_bins_of_a_tenth() -> None:
    tables = speaker_cases.calibration([(0.95, True), (1.0, False), (0.65, True), (0.7, False)])
    assert tables["calibration"].rows == (
        ("0.6 to 0.7", 1, 65.0, 100.0),
        ("0.7 to 0.8", 1, 70.0, 0.0),
        ("0.9 to 1.0", 2, 97.5, 50.0),
    )
    assert tables["expected calibration error"].rows == ((50.0,),)  # (35 + 70 + 2 * 47.5) / 4


def test_an_error_is_one_line_that_names_both_sides() -> None:
    other = Mark(1, (WORKER,), "person", "pronoun")
    found = speaker_cases.report(speaker_cases.read(PORT_RECORD, [MARKS[0], other], "rules"), ["port"])
    assert found.errors == ("port 1: wrong, pronoun 'She' is person 'Tomas Erzhin', not person 'Ilsa Varnholt'",)


def test_utterances_are_counted_as_the_protocol_counts_them_and_by_the_form_of_the_source() -> None:
    record = ced_record()
    extraction = pipeline.extract(evaluate.article_of(record), "rules")
    cases = speaker_utterances.uttered(record, extraction)
    assert [(c.form, c.fate) for c in cases] == [
        ("name", "named"),
        ("pronoun", "wrong"),
        ("role noun", "wrong"),
        ("role noun", "named"),
    ]
    counts, protocol = Counter(c.fate for c in cases), evaluate.ced([record], {"port": extraction})
    assert counts == {f: getattr(protocol, f).count for f in ("named", "wrong")}
    found = speaker_utterances.measured([record], "rules")
    rows = {row["source"]: row for row in found.tables["by form"].dicts()}
    assert (rows["all"]["found"], rows["all"]["named"], rows["all"]["number wrong"]) == (4, 50.0, 2)
    assert (rows["role noun"]["found"], rows["pronoun"]["named"], rows["none"]["found"]) == (2, 0.0, 0)
    assert [line.split(", ")[0] for line in found.errors] == ["port: wrong", "port: wrong"]


@pytest.mark.parametrize(
    ("source", "form"),
    [
        ("Ilsa Varnholt, the mayor", "name"),
        ("Mayor Ilsa Varnholt of Karsholm", "name"),
        ("The Harbour Ministry", "name"),
        ("She", "pronoun"),
        ("the ministry in Karsholm", "organisation noun"),
        ("The Prime Minister", "role noun"),
        ("a Harbour Ministry spokesman", "role noun"),
        ("critics who know Ilsa Varnholt", "role noun"),
        ("Critics", "role noun"),
        ("", "none"),
    ],
)
def test_the_form_of_a_source_is_that_of_its_first_phrase(source: str, form: str) -> None:
    assert speaker_utterances.form(source, [Span(0, len(source))] if source else []) == form


def test_each_measure_prints_a_table_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder, name, content in (("ced", "dev.jsonl.gz", json.dumps(ced_record())), ("gum", "dev.conllu.gz", GUM)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(gzip.compress(content.encode()))
    speakers.main(["ced", str(tmp_path), "--reader", "rules", "--errors", "1"])
    printed = capsys.readouterr().out
    assert "named" in printed
    assert "'She' is 'Tomas Erzhin'" in printed
    assert "Bo Ek" not in printed
    speakers.main(["gum", str(tmp_path), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert [row["genre"] for row in found["by genre"]] == ["news", "voyage"]


@pytest.mark.parametrize(
    "content",
    [None, b"no gzip", gzip.compress(GUM.encode())[:-9], BAD_GZIP, gzip.compress(b"# newdoc id = a\n7\n\n")],
    ids=["absent", "no gzip", "cut off", "damaged", "no table"],
)
@pytest.mark.parametrize("measure", list(speakers.MEASURES))
def test_data_that_is_not_there_or_broken_is_one_line(tmp_path: Path, measure: str, content: bytes | None) -> None:
    for folder, name in (("polnear", "dev.jsonl.gz"), ("ced", "dev.jsonl.gz"), ("gum", "dev.conllu.gz")):
        (tmp_path / folder).mkdir()
        if content is not None:
            (tmp_path / folder / name).write_bytes(content)
    with pytest.raises(SystemExit, match=f"^{measure}: .*dev") as refused:
        speakers.main([measure, str(tmp_path)])
    assert "\n" not in str(refused.value)
