"""The whole reading: laws that hold for any text, time, and one article as it is printed."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ids
from kg.interchange import check_references, from_line, to_line
from kg.model import Article, Extraction, Span
from kg.nlp.pipeline import READERS, ReaderName, extract, model_version

NEWS = "\n".join(
    (
        "Vell asks for a pause in the siege",
        "PORT VELL, Anders (Coastwire) – The cranes stood still on Monday after three days of shelling, and "
        "the rain went on.",
        "Local authorities said they were working to bring water and bread to the old town.",
        "“The worst of the winter is still to come,” Foreign Minister Jean-Luc de Brac said in the capital, "
        "adding that two towns on the coast, Sund and Marn, might be cut off.",
        "The streets were empty and no shots were heard, said a student living near the docks, adding that "
        "strangers in uniform stood at each corner. Neighbours queued for bread in the morning, she said, "
        "adding that she had not slept.",
        "Photo: Ina Moll / Coast Press",
        "Vell Mayor Ana Vik wrote on Facebook that “unknown guests” had walked into her office, adding that "
        "she had promised them nothing. The mayor said she would keep the curfew and asked the town to “walk "
        "alone and slowly” at night.",
        "“Do not be provoked. Stop when they call you, “she added.",
        "Families said goodbye to each other at the station on Tuesday, in the early hours of the morning, "
        "under a thin rain.",
        "Photo: Tor Lund / Coast Press",
        "“Their envoys take their time. We are here and we have tea,” Palace spokesman Tor Moll said.",
        "The Defence Ministry has admitted losses, saying 498 soldiers were killed and 1,597 wounded in the "
        "first week.",
        "Two million people have left the coast, according to the United Nations.",
        "-Ina Moll and Per Sand contributed to this article.",
        "Write to Ina Moll at ina@coast.example",
        "Copyright © 2031 Coast Press. All rights reserved.",
        "",
    )
)
PIECES = ["“", "”", '"', "'", "’", " said ", " told ", ", adding that ", "according to ", "Ana Vik", "the mayor"]
PIECES += [" he ", "\n", ".", ",", "12 ", "©", "Photo: ", "(AP) - ", "😀", "é", "\u2028"]


def read(text: str, reader: ReaderName = "rules") -> Extraction:
    return extract(Article(ids.article_iri(None, None, text), text), reader)


def check(extraction: Extraction) -> None:
    """What holds for every extraction, whatever the text."""
    text = extraction.article.text
    check_references(extraction)
    assert not text or from_line(to_line(extraction)) == extraction
    assert [e.id for e in extraction.entities] == [f"e{i}" for i in range(1, len(extraction.entities) + 1)]
    assert [a.id for a in extraction.attributions] == [f"a{i}" for i in range(1, len(extraction.attributions) + 1)]
    parts = (extraction.entities, extraction.figures, extraction.citations)
    assert all(len({x.iri for x in part}) == len(part) for part in parts)
    for a in extraction.attributions:
        assert a.content
        assert a.within != a.id
        for spans in (a.source, a.cue, a.content):
            assert list(spans) == sorted(spans)
            assert all(s.end <= len(text) and s.of(text) == s.of(text).strip() for s in spans)
        assert not a.source_inferred or not a.source
        assert a.speaker_confidence is None or round(a.speaker_confidence, 2) == a.speaker_confidence
    assert len({m.span for m in extraction.mentions}) == len(extraction.mentions)


either = pytest.mark.parametrize("reader", sorted(READERS))


@either
@settings(max_examples=120, deadline=None)
@given(text=st.text(max_size=400))
def test_any_text_gives_a_valid_extraction(reader: ReaderName, text: str) -> None:
    check(read(text, reader))


@either
@settings(max_examples=120, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_mixture_of_marks_and_cues_gives_a_valid_extraction(reader: ReaderName, text: str) -> None:
    check(read(text, reader))


@either
@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, len(NEWS)), length=st.integers(0, 40), piece=st.sampled_from(PIECES))
def test_damaged_news_gives_a_valid_extraction(reader: ReaderName, at: int, length: int, piece: str) -> None:
    check(read(NEWS[:at] + piece + NEWS[at + length :], reader))


def test_a_text_with_half_a_character_is_read() -> None:
    text = "Ana Vik said \ud83d it rained."
    article = Article("https://w3id.org/hearsay/id/article/" + "0" * 20, text)
    with pytest.raises(UnicodeEncodeError):
        ids.article_iri(None, None, text)
    with pytest.raises(UnicodeEncodeError):
        to_line(extract(article)).encode()


@either
def test_the_same_text_gives_the_same_extraction(reader: ReaderName) -> None:
    assert read(NEWS, reader) == read(NEWS, reader)


def test_what_a_store_keeps_says_which_reader_it_was() -> None:
    assert {reader: model_version(reader) for reader in READERS} == {"model": "attribution-3", "rules": "rules-1"}


def test_news_as_printed(speakers: Callable[[str], list[str | None]]) -> None:
    extraction = read(NEWS)
    names = {e.id: e.name for e in extraction.entities}
    student = "a student living near the docks"
    assert [names[a.speaker or ""] for a in extraction.attributions] == [
        "Local authorities",
        "Jean-Luc de Brac",
        "Jean-Luc de Brac",
        student,
        student,
        student,
        student,
        "Ana Vik",
        "Ana Vik",
        "Ana Vik",
        "Ana Vik",
        "Ana Vik",
        "Tor Moll",
        "Defence Ministry",
        "Defence Ministry",
        "United Nations",
    ]
    assert [f.value for f in extraction.figures] == [2, 498, 1597, 2_000_000]
    assert all(f.attribution for f in extraction.figures)
    assert [(c.kind, c.target) for c in extraction.citations] == [("wire", "Coastwire")]


def _silent(extraction: Extraction, words: str) -> bool:
    """Whether no attribution touches the words."""
    at = extraction.article.text.index(words)
    span = Span(at, at + len(words))
    return not any(s.overlaps(span) for a in extraction.attributions for s in (*a.source, *a.cue, *a.content))


@pytest.mark.parametrize(
    "words", ["Vell asks", "PORT VELL", "Photo: Ina", "said goodbye", "contributed", "Write to Ina", "Copyright"]
)
def test_what_is_no_statement_in_news_as_printed(words: str) -> None:
    assert _silent(read(NEWS), words)


def test_the_shared_article() -> None:
    data = Path(os.environ.get("HEARSAY_DATA", Path(__file__).parents[2].parent / "shared" / "data"))
    path = data.parent / "articles" / "kherson.txt"
    if not path.exists():
        pytest.skip(f"{path} is not there")
    extraction = read(path.read_text(encoding="utf-8"))
    names = {e.id: e.name for e in extraction.entities}
    spoken = [(a.source[0].of(extraction.article.text), names.get(a.speaker or "")) for a in extraction.attributions]
    for source, name in [
        ("Mr Le Drian", "Jean-Yves Le Drian"),
        ("Kremlin spokesman Dmitry Peskov", "Dmitry Peskov"),
        ("Kherson Mayor Igor Kolikhaev", "Igor Kolikhaev"),
        ("The mayor", "Igor Kolikhaev"),
        ("he", "Igor Kolikhaev"),
        ("she", "a student living in the city"),
    ]:
        assert (source, name) in spoken
    assert all(name for _, name in spoken)
    for words in ("Photo: Gilles", "Photo composite", "said goodbye", "-Drew Hinshaw", "Write to", "Copyright"):
        assert _silent(extraction, words)


@pytest.mark.parametrize(
    "piece",
    [
        "“",
        '"',
        "'",
        "x",
        "said ",
        "“Abc,” he said. ",
        "Ana Vik said it rained.\n",
        "Ann Lee ",
        "12 people ",
        "(",
        "\n",
        "a\n",
    ],
)
def test_time_grows_with_the_text_not_with_its_square(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        read(text)
        return time.process_time() - start

    seconds(2_000)
    small, large = seconds(8_000), seconds(64_000)
    assert large < 40 * max(small, 0.02)
