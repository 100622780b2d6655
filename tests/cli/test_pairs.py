"""``kg review`` of variants and matches, without a terminal and on one."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.test_stepping import Session
from tests.reviewed import FEED


@pytest.fixture
def store(newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kg: Run) -> Path:
    """A copy of the truth of examples/, with reviews, that the test may change."""
    shutil.copytree(newsroom, tmp_path / "s.kg")
    monkeypatch.setenv("KG_STORE", str(tmp_path / "s.kg"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1646697600")
    assert kg("claims", "import", str(FEED)).code == 0
    return tmp_path / "s.kg"


def waiting(kg: Run, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(kg("review", "queue", "--json", "--kind", kind, "--limit", "100").out)
    return found


def short(item: dict[str, Any]) -> str:
    """The identifier of an item as tables show it."""
    return "+".join("/".join(part.split("/")[-2:])[: -len("1234567890ab")] for part in item["id"].split("+"))


def reporting(kg: Run, statement: str) -> set[str]:
    """The statements that report the utterance of one."""
    told = kg("variants", statement, "--json")
    return {s["statement"] for u in json.loads(told.out or "[]") for w in u["wordings"] for s in w["statements"]}


@pytest.mark.usefixtures("store")
def test_variants_are_accepted_rejected_noted_listed_and_undone(kg: Run) -> None:
    first, *_ = waiting(kg, "variants")
    one, other = first["id"].split("+")
    assert first["asks"] == "Do both report the same utterance?" and len(first["passages"]) == 2
    assert {step["op"] for step in first["diff"]} > {"equal"} and first["other"] != first["words"]
    assert other in reporting(kg, one)
    noted = kg("review", "note", short(first), "ask the desk")
    assert noted.code == 0 and "a note on statement/" in noted.err
    ran = kg("review", "reject", short(first), "--by", "Ann", "--note", "another day")
    assert ran.code == 0 and "do not report one utterance" in ran.err
    assert other not in reporting(kg, one)
    assert first["id"] not in {item["id"] for item in waiting(kg, "variants")}
    assert kg("reindex", "--quiet").code == 0
    assert other not in reporting(kg, one)
    (row,) = json.loads(kg("review", "list", "--holding", "--json", "--kind", "variant").out)
    assert (row["verdict"], row["by"], row["note"], row["lost"]) == ("rejected", "Ann", "another day", None)
    assert {row["one"], row["other"]} == {first["words"], first["other"]}
    assert "nothing changed" in kg("review", "reject", short(first), "--by", "Ann", "--note", "another day").err
    assert kg("review", "undo", ran.out.strip()).code == 0
    assert other in reporting(kg, one)
    assert kg("review", "accept", short(first)).code == 0
    assert "judgement/" in kg("variants", one).out
    assert kg("validate").code == 0
    assert kg("review", "correct", short(first), "--type", "direct").code == 2


@pytest.mark.usefixtures("store")
def test_matches_are_judged_by_either_command(kg: Run) -> None:
    first, second, *_ = (item for item in waiting(kg, "matches") if "/statement/" in item["id"])
    ran = kg("review", "accept", short(first), "--by", "Ann")
    assert ran.code == 0 and "is a match" in ran.err
    assert kg("claims", "reject", *short(second).split("+")).code == 0
    left = {item["id"] for item in waiting(kg, "matches")}
    assert not left & {first["id"], second["id"]}
    rows = json.loads(kg("review", "list", "--kind", "match", "--json").out)
    assert sorted((r["verdict"], r["one"], r["other"]) for r in rows) == [
        ("accepted", first["words"], first["other"]), ("rejected", second["words"], second["other"])
    ]  # fmt: skip
    claim = first["id"].split("+")[1]
    shown = json.loads(kg("claims", "show", claim, "--json").out)
    assert {r["statement"] for r in shown if r["accepted"]} == {first["id"].split("+")[0]}
    assert kg("review", "undo", ran.out.strip()).code == 0
    shown = json.loads(kg("claims", "show", claim, "--json").out)
    assert not any(r["accepted"] for r in shown)
    assert kg("claims", "match").code == 0
    assert first["id"] in {item["id"] for item in waiting(kg, "matches")}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("statement/ffffff+statement/eeeeee", "no identifier begins with"),
        ("statement/ffffff+claim/eeeeee", "no identifier begins with"),
        ("statement/a+statement/b+statement/c", "with one + between"),
    ],
)
@pytest.mark.usefixtures("store")
def test_wrong_use_is_one_line(kg: Run, text: str, reason: str) -> None:
    ran = kg("review", "accept", text)
    assert ran.code != 0 and reason in ran.err and ran.err.count("\n") == 1


def test_variants_and_matches_are_stepped_through(store: Path, kg: Run) -> None:
    session = Session(store, "--kind", "variants", "--kind", "matches", "--by", "Ann", NO_COLOR="1")
    seen = session.does("c")
    assert "variant  statement/" in seen and "[-" in seen and "{+" in seen and "correct" not in seen
    session.see("there is nothing to correct")
    session.does("r")
    session.see("do not report one utterance")
    session.does("u")
    session.see("waits for a review again")
    session.does("a")
    session.see("report one utterance")
    session.does("n")
    session.see("note: ")
    session.press("ask the desk\r")
    session.see("it goes on waiting")
    session.does("q")
    assert session.ends() == 0
    session = Session(store, "--kind", "matches", NO_COLOR="1")
    seen = session.does("a")
    assert "match  statement/" in seen and "make the claim" in seen
    session.see("is a match")
    session.does("r")
    session.see("is no match")
    session.does("q")
    assert session.ends() == 0
    rows = json.loads(kg("review", "list", "--holding", "--json").out)
    assert sorted((r["kind"], r["verdict"], r["by"]) for r in rows) == [
        ("match", "accepted", None), ("match", "rejected", None), ("variant", "accepted", "Ann"),
        ("variant", "undecided", "Ann"),
    ]  # fmt: skip
    every = Session(store, NO_COLOR="1")
    assert " waiting" in every.does("q")
    assert every.ends() == 0
