"""``kg review`` of attributions, as scripts use it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ran, Run

MAYOR = "Ilsa Varnholt"


@pytest.fixture
def store(newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kg: Run) -> Path:
    """A copy of the truth of examples/ that the test may change."""
    shutil.copytree(newsroom, tmp_path / "s.kg")
    monkeypatch.setenv("KG_STORE", str(tmp_path / "s.kg"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1646697600")
    monkeypatch.delenv("KG_REVIEWER", raising=False)
    return tmp_path / "s.kg"


pytestmark = pytest.mark.usefixtures("store")


def rows(ran: Ran) -> list[dict[str, Any]]:
    assert ran.code == 0, ran
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


def said(kg: Run) -> list[dict[str, Any]]:
    return rows(kg("statements", "--speaker", MAYOR, "--json"))


def short(iri: str) -> str:
    return "/".join(iri.rsplit("/", 2)[1:])[: len("attribution/") + 8]


def test_every_command_leaves_out_what_is_rejected_until_it_is_undone(kg: Run, tmp_path: Path) -> None:
    one = next(r for r in said(kg) if len(r["words"]) > 30)
    commands = [
        ("statements", "--speaker", MAYOR, "--json"),
        ("speakers", "--json"),
        ("ask", "wording", f"text={' '.join(one['words'].split()[1:4])}", "--json"),
        ("ask", "timeline", f"speaker={MAYOR}", "--json"),
        ("ask", "provenance", "--json"),
        ("review", "queue", "--limit", "500", "--json"),
        *(("export", "-", "--format", form) for form in ("turtle", "trig", "nquads", "jsonld")),
        *(("export", "-", "--format", form, "--view", "statements") for form in ("gexf", "graphml")),
    ]
    before = {command: kg(*command) for command in commands}
    ran = kg("review", "reject", short(one["attribution"]), "--note", "a slip", "--by", "Ann")
    assert (ran.code, ran.out[:10]) == (0, "judgement/")
    assert ran.err == f"rejected: {short(one['attribution'])} is withdrawn\n"
    for command in commands:
        now = kg(*command)
        assert now.out != before[command].out, command
        if command[0] != "export":
            assert one["attribution"] not in now.out, command
        elif command[3] in ("nquads", "trig"):
            judged = [x for x in now.out.split("\n") if one["attribution"] in x]
            assert all("judgement" in x or "hasTarget" in x for x in judged), command
        if command[0] == "statements":
            assert kg(*command, "--withdrawn").out == before[command].out
    assert kg("review", "undo", ran.out.strip()).code == 0
    for command in commands:
        if command[0] != "export" or "--view" in command:
            assert kg(*command).out == before[command].out, command


def test_what_is_corrected_is_found_by_its_new_speaker(kg: Run) -> None:
    one = said(kg)[0]
    end = one["start"] + len(" ".join(one["words"].split()[:2]))
    given = ("--speaker", "Nora Quist", "--content", f"{one['start']}-{end}", "--type", "direct", "--no-source")
    ran = kg("review", "correct", short(one["attribution"]), *given)
    assert "Nora Quist is a new name in this article" in ran.err and " is now attribution/" in ran.err
    (found,) = rows(kg("statements", "--speaker", "Nora Quist", "--json"))
    assert (found["start"], found["end"], found["type"]) == (one["start"], end, "direct")
    assert one["attribution"] not in {r["attribution"] for r in said(kg)}
    assert "Nora Quist" in {r["speaker"] for r in rows(kg("speakers", "--json"))}
    assert "Nora Quist" in kg("speakers", "--explain", "Nora Quist").out
    (row,) = rows(kg("ask", "provenance", "judged=corrected", "--json"))
    assert row["corrects"] == one["attribution"]
    assert kg("validate").code == 0
    assert "Nora Quist" in kg("export", "-", "--format", "gexf").out
    assert kg("reindex").code == 0
    assert rows(kg("statements", "--speaker", "Nora Quist", "--json")) == [found]


def test_who_decides_is_named_only_if_said(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [r["attribution"] for r in said(kg)]
    monkeypatch.setenv("LOGNAME", "login-name")
    kg("review", "accept", ids[0])
    kg("review", "accept", ids[1], "--login")
    monkeypatch.setenv("KG_REVIEWER", "Ann")
    kg("review", "accept", ids[2], "--login")
    kg("review", "accept", ids[3], "--by", "Ben")
    by = {r["one_iri"]: r["by"] for r in rows(kg("review", "--json"))}
    assert [by[iri] for iri in ids[:4]] == [None, "login-name", "Ann", "Ben"]


def test_the_queue_has_the_least_sure_first_with_context(kg: Run, store: Path) -> None:
    found = rows(kg("review", "queue", "--json", "--limit", "500"))
    sure = [r["confidence"] for r in found]
    assert sure == sorted(sure) and {r["kind"] for r in found} <= {"attributions", "identities", "variants"}
    one = next(r for r in found if r["kind"] == "attributions")
    (passage,) = one["passages"]
    statement = next(r for r in rows(kg("statements", "--json")) if r["attribution"] == one["id"])
    content = [m for m in passage["marks"] if m["role"] == "content"]
    assert (content[0]["start"], content[-1]["end"]) == (statement["start"], statement["end"])
    assert one["words"].split(" … ")[0] in passage["context"]
    kg("review", "accept", one["id"])
    assert one["id"] not in {r["id"] for r in rows(kg("review", "queue", "--json", "--limit", "500"))}
    assert len(kg("review", "queue", "--format", "csv", "--limit", "3").out.splitlines()) == 4
    nothing = kg("review", "queue", "--below", "0.0001")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "0 of 0 that wait for a review\n")
    outlet = rows(kg("review", "queue", "--outlet", "daybreak", "--json", "--limit", "500"))
    assert outlet and all("Daybreak" in {p["outlet"] for p in r["passages"]} for r in outlet)
    article = rows(kg("review", "queue", "--article", passage["article"], "--json", "--limit", "500"))
    assert article and all(passage["article"] in {p["article"] for p in r["passages"]} for r in article)


def test_two_entities_are_judged_by_both_their_names(kg: Run) -> None:
    entities = [rows(kg("speakers", "--explain", name, "--json"))[0]["entities"][0]["entity"]
                for name in ("Velmoran Defence Ministry", "Drovnian Defence Ministry")]  # fmt: skip
    pair = "+".join(entities)
    ran = kg("review", "accept", pair, "--by", "Ann")
    assert ran.code == 0 and ran.err.startswith("same: ")
    assert kg("review", "accept", pair, "--by", "Ann").err == "that is judged already; nothing changed\n"
    assert kg("review", "reject", pair).err.startswith("different: ")
    assert [r["verdict"] for r in rows(kg("review", "list", "--kind", "identity", "--json"))] == ["same", "different"]
    wrong = kg("review", "correct", pair, "--type", "direct")
    assert wrong.code == 2 and "nothing to correct" in wrong.err


def test_judgements_are_listed_and_filtered(kg: Run) -> None:
    ids = [r["attribution"] for r in said(kg)]
    kg("review", "accept", ids[0], "--by", "Ann")
    kg("review", "reject", ids[0], "--by", "Ben")
    kg("review", "note", ids[1], "look again", "--by", "Ben")
    every = rows(kg("review", "--json"))
    held = {r["verdict"]: r["holds"] for r in every}
    assert held == {"accepted": False, "rejected": True, "undecided": True} and len(every) == 3
    assert {r["verdict"] for r in rows(kg("review", "list", "--by", "Ben", "--json"))} == {"rejected", "undecided"}
    assert rows(kg("review", "list", "--holding", "--verdict", "accepted", "--json")) == []
    lost = kg("review", "list", "--lost")
    assert (lost.code, lost.out, lost.err) == (0, "", "no judgements\n")
    assert "look again" in kg("review").out


def test_a_lost_judgement_is_told_by_the_ingest_and_listed(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", str(tmp_path / "own.kg"))
    text = "Mayor Ada Stone said that the bridge would open on Friday. “It is safe,” she said."
    page = tmp_path / "page.txt"
    page.write_text(text, encoding="utf-8")
    assert kg("ingest", str(page), "--url", "https://a.example/1", "--title", "Bridge").code == 0
    found = rows(kg("statements", "--text", "bridge", "--json"))[0]
    made = kg("review", "reject", found["attribution"]).out.strip()
    assert kg("ingest", "--reread").code == 0
    page.write_text(text.replace("Friday", "Monday"), encoding="utf-8")
    ran = kg("ingest", str(page), "--url", "https://a.example/1", "--title", "Bridge", "--quiet")
    why = "its words are not in the text any more"
    assert (ran.code, ran.err) == (1, f"error: {made} (rejected) lost its place in Bridge: {why}\n")
    listed = kg("review", "list", "--lost", "--json")
    assert listed.code == 1 and json.loads(listed.out)[0]["lost"] == why


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["accept"], "Missing argument"),
        (["accept", "attribution/000000"], "no identifier begins with"),
        (["accept", "nothing"], "no attribution is nothing"),
        (["reject", "a+b"], "no speaker is called"),
        (["reject", "a+b+c"], "entity/...+entity/..."),
        (["correct", "attribution/000000"], "say what to correct"),
        (["correct", "x", "--source", "a", "--no-source"], "either --source or --no-source"),
        (["correct", "x", "--speaker", " "], "for nobody known, --no-speaker"),
        (["note", "x", " "], "a note needs words"),
        (["--kind", "attributions"], "to list what waits, use kg review queue"),
        (["--by", "Ann", "accept", "x"], "options go after the word accept"),
        (["list", "--kind", "variants"], "Invalid value"),
    ],
)
def test_wrong_use_is_one_line_and_2(kg: Run, arguments: list[str], reason: str) -> None:
    ran = kg("review", *arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1), ran
    assert reason in ran.err
