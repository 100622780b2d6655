"""docs/ontology.md, made by ``python -m tests.ontology.test_reference`` and reviewed as a diff."""

import re
from pathlib import Path

from kg.rdf import reference
from kg.vocab import defined

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "ontology.md"


def test_the_page_is_what_the_ontology_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference.page()


def test_the_page_has_every_class_property_and_concept_once() -> None:
    rows = re.findall(r"^\| `hs:(\w+)`", reference.page(), re.MULTILINE)
    schemes = {"QuoteTypes", "Acts", "CitationKinds", "Differences", "JudgementValues", "Ratings"}
    assert sorted(rows) == sorted(defined() - schemes)


if __name__ == "__main__":
    PAGE.write_text(reference.page(), encoding="utf-8")
