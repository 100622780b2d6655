"""``kg figures`` on the truth of examples/ and on an article in which two sides count the same dead."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from kg.model import Extraction
from tests.cli.conftest import Run

SIDES = (
    "Orm’s Defense Ministry said 498 Ormish soldiers were killed and 1,597 wounded in the first week. "
    "Vell has no count of its own dead, but says its military has killed 5,840 Ormish soldiers."
)


@pytest.fixture
def store(newsroom: Path, monkeypatch: pytest.MonkeyPatch, kg: Run) -> None:
    """The truth of examples/ is the store that every command finds."""
    monkeypatch.setenv("KG_STORE", str(newsroom))


def rows(kg: Run, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(kg("figures", "--json", *arguments).out)
    return found


@pytest.mark.usefixtures("store")
class TestNewsroom:
    def test_the_dead_soldiers_are_one_row_and_the_first(self, kg: Run) -> None:
        (row,) = rows(kg, "Drovnian", "died")
        assert [(f["value"], f["speaker"], f["published"]) for f in row["figures"]] == [
            (12, "Tomas Erzhin", "2022-03-02"),
            (312, "Velmoran Defence Ministry", "2022-03-03"),
            (47, "Ostrel", "2022-03-03"),
            (312, "An article on Thursday", "2022-03-07"),
            (298, "Velmoran Defence Ministry", "2022-03-07"),
        ]
        assert (row["counted"], row["sources"]) == ("Drovnian soldiers", 4)
        by_iri = {f["figure"]: f["value"] for f in row["figures"]}
        assert {by_iri[row["conflicts"][0][k]] for k in ("one", "other")} == {47, 312}
        assert rows(kg)[0] == row
        assert [r["score"] for r in rows(kg)] == sorted((r["score"] for r in rows(kg)), reverse=True)

    def test_the_dead_civilians_are_one_row(self, kg: Run) -> None:
        (row,) = [r for r in rows(kg, "killed") if not any("soldiers" in (f["counted"] or "") for f in r["figures"])]
        values = [(f["value"], f["low"], f["high"]) for f in row["figures"]]
        assert {
            (14, None, None),
            (31, None, None),
            (None, 40, 60),
            (83, None, None),
            (None, 24, None),
            (None, 70, 90),
        } == set(values)

    def test_every_figure_shows_its_words_at_their_place(self, kg: Run, truth: tuple[Extraction, ...]) -> None:
        texts = {x.article.iri: x.article.text for x in truth}
        figures = [f for r in rows(kg, "--alone") for f in r["figures"]]
        assert len({f["figure"] for f in figures}) == len(figures) > 20
        assert all(texts[f["article"]][f["start"] : f["end"]] == f["words"] for f in figures)

    def test_a_table_for_people(self, kg: Run) -> None:
        ran = kg("figures", "killed", "--speaker", "Ostrel")
        head, *lines = ran.out.splitlines()
        assert (
            head
            == "Drovnian soldiers, killed  4 sources  conflict 0.85: 47 against 312, 6.6 times as many; the same day"
        )
        assert [line[0] for line in lines] == [" ", "!", "!", " ", " "]
        assert "2022-03-03  Northern Ledger  Ostrel" in lines[2] and "“47”" in lines[2]

    def test_flat_formats_have_a_line_a_figure(self, kg: Run) -> None:
        lines = list(csv.DictReader(io.StringIO(kg("figures", "--format", "csv").out)))
        nested = rows(kg)
        assert len(lines) == sum(len(r["figures"]) for r in nested)
        assert {line["row"] for line in lines} == {str(n) for n in range(1, len(nested) + 1)}
        per_row = [json.loads(line) for line in kg("figures", "--format", "jsonl").out.splitlines()]
        assert per_row == nested

    def test_filters(self, kg: Run) -> None:
        found = rows(kg, "--alone", "--outlet", "Meridian", "--since", "2022-03-01", "--until", "2022-03-02")
        assert found and {(f["outlet"], f["published"]) for r in found for f in r["figures"]} == {
            ("Meridian", "2022-03-01")
        }
        assert all(r["conflicts"] for r in rows(kg, "--conflicts")) and rows(kg, "--conflicts")
        assert all(any(f["speaker"] == "Benedek Osei" for f in r["figures"]) for r in rows(kg, "--speaker", "osei"))

    def test_nothing_found_says_where_it_looked_and_wrong_use_is_refused(self, kg: Run) -> None:
        ran = kg("figures", "unicorns")
        assert (ran.code, ran.out, "12 articles of 5 outlets" in ran.err) == (0, "", True)
        assert kg("figures", "unicorns", "--json").out == "[]\n"
        assert "which --alone shows" in kg("figures", "tankers").err
        assert (kg("figures", "--since", "soon").code, kg("figures", "--format", "xml").code) == (2, 2)
        assert kg("figures", "\" OR 1=1 } '", "\ud800").code == 0


def test_two_sides_that_count_the_same_dead_are_one_row(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "sides.txt").write_text(SIDES, encoding="utf-8")
    assert kg("ingest", "sides.txt", "--store", "s.kg", "--published", "2022-03-03", "--reader", "rules").code == 0
    (row,) = rows(kg, "--store", "s.kg", "killed")
    assert [f["value"] for f in row["figures"]] == [498, 5840]


def test_no_store_is_code_3(kg: Run) -> None:
    assert kg("figures").code == 3
