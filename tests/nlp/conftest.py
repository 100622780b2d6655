"""Shared helpers of the reader's tests: read a text, and show what was read as plain words."""

from collections.abc import Callable

import pytest

from kg import ids
from kg.interchange import check_references
from kg.model import Article, Extraction
from kg.nlp.pipeline import extract

Row = tuple[str, str, str]
Read = Callable[..., Extraction]


def read_text(text: str, outlet: str | None = None) -> Extraction:
    """What the rules read in a text, the references checked."""
    extraction = extract(Article(ids.article_iri(None, outlet, text), text, outlet=outlet), "rules")
    check_references(extraction)
    return extraction


def rows(extraction: Extraction) -> list[Row]:
    """(source, cue, content) of each attribution as words; spans of one role are joined with " | "."""
    text = extraction.article.text

    def words(spans: object) -> str:
        return " | ".join(s.of(text) for s in spans)  # type: ignore[attr-defined]

    return [(words(a.source), words(a.cue), words(a.content)) for a in extraction.attributions]


@pytest.fixture
def read() -> Read:
    """Reads a text."""
    return read_text


@pytest.fixture
def said() -> Callable[[str], list[Row]]:
    """Reads a text and gives (source, cue, content) of each attribution."""
    return lambda text: rows(read_text(text))


@pytest.fixture
def speakers() -> Callable[[str], list[str | None]]:
    """Reads a text and gives the speaker's name of each attribution."""

    def names(text: str) -> list[str | None]:
        extraction = read_text(text)
        known = {e.id: e.name for e in extraction.entities}
        return [known[a.speaker] if a.speaker else None for a in extraction.attributions]

    return names
