"""What kind of source a description means: from the network's scores, by lists, and in what is read."""

import numpy as np
import pytest

from kg import ids
from kg.model import Article, Span
from kg.nlp.decode import Floats
from kg.nlp.kinds import KINDS, Told, listed, told
from kg.nlp.pipeline import ReaderName, extract
from kg.nlp.segment import segments
from kg.nlp.sources import describe
from kg.nlp.windows import Window, Words, windows, words

TEXT = "The harbourmaster spoke of it.\n\n" + "\n\n".join(
    f"Line {n} of the long log was read aloud." for n in range(60)
)


def scored(text: str, chances: dict[str, list[float]]) -> Told:
    """What is told where the network gives a word these chances of KINDS, and others "document"."""
    read = words(text, segments(text), lambda word: (1000,))
    document = [0.02 if k != "document" else 0.92 for k in KINDS]

    def scores(w: Window) -> Floats:
        said = [read.spans[k].of(text) for k in range(w.first_word, w.first_word + len(w.at))]
        return np.log(np.array([chances.get(x, document) for x in said], dtype=np.float32))

    return told(read, [(w, scores(w)) for w in windows(read)])


def at(text: str, noun: str) -> Span:
    return Span(text.index(noun), text.index(noun) + len(noun))


def test_every_word_is_told_once_and_in_order() -> None:
    read: Words = words(TEXT, segments(TEXT), lambda word: (1000,))
    found = scored(TEXT, {})
    assert len(list(windows(read))) > 1
    assert list(found.starts) == [s.start for s in read.spans]
    assert len(found.kinds) == len(found.starts)


@pytest.mark.parametrize("kind", KINDS)
def test_the_likeliest_kind_of_the_head_noun_is_the_kind(kind: str) -> None:
    chances = [0.8 if k == kind else 0.05 for k in KINDS]
    found = scored(TEXT, {"harbourmaster": chances})
    assert found(at(TEXT, "harbourmaster"), "The harbourmaster") == kind
    assert found(at(TEXT, "log"), "the long log") == "document"


def test_a_kind_that_is_less_likely_than_not_is_not_believed() -> None:
    doubtful = scored(TEXT, {"harbourmaster": [0.1, 0.45, 0.15, 0.15, 0.15]})
    assert doubtful(at(TEXT, "harbourmaster"), "The harbourmaster") == "unnamed"


@pytest.mark.parametrize(("head", "kind"), [("We", "unnamed"), ("Those", "collective"), ("One", "unnamed")])
def test_words_that_are_no_nouns_are_not_asked_of_the_network(head: str, kind: str) -> None:
    text = f"{head} at the harbour said it would close."
    assert scored(text, {})(at(text, head), head) == kind


def test_what_the_network_did_not_read_is_told_by_lists() -> None:
    assert Told((), ())(Span(4, 12), "The ministry") == "organisation"


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        ("a source", "unnamed"),
        ("someone", "unnamed"),
        ("the report", "document"),
        ("the ministry", "organisation"),
        ("some of them", "collective"),
        ("residents", "collective"),
        ("the diver", "unnamed"),
        ("", "unnamed"),
    ],
)
def test_lists_tell_kinds_for_the_reader_by_rules(description: str, kind: str) -> None:
    assert listed(Span(0, 1), description) == kind


def test_a_description_is_asked_of_by_its_head_noun() -> None:
    text = "The long-serving head of the harbour board, who is 61, said so."
    asked: list[tuple[str, str]] = []

    def kinds(noun: Span, description: str) -> str:
        asked.append((noun.of(text), description))
        return "collective"

    d = describe(text, Span(0, text.index(" said")), (), kinds)  # type: ignore[arg-type]
    assert asked == [("head", "The long-serving head")]
    assert d.kind == "collective"


@pytest.mark.parametrize(
    ("sentence", "kind", "name"),
    [
        ("The brewery said on Monday that the pumps had failed.", "organisation", "brewery"),
        ("The ledger showed that the pumps had failed.", "document", "ledger"),
        ("Electricians said on Monday that the pumps had failed.", "collective", "Electricians"),
        ("An electrician said on Monday that the pumps had failed.", "unnamed", "An electrician"),
        ("Three quarters of households said that the pumps had failed.", "collective", None),
    ],
)
def test_the_model_tells_kinds_of_nouns_that_no_list_holds(sentence: str, kind: str, name: str | None) -> None:
    reader: ReaderName = "model"
    text = f"The harbour was closed.\n\n{sentence}"
    (entity,) = extract(Article(ids.article_iri(None, None, text), text), reader).entities
    assert entity.kind == kind
    assert name is None or entity.name == name
