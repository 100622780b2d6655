import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg import ids
from kg.errors import FormatError, InputError
from kg.interchange import to_line
from kg.model import Article, Extraction
from kg.workflow.given import own, saved_extractions

OTHER = "https://other.example/id/"


def test_what_a_careful_reader_wrote_is_our_own(truth: tuple[Extraction, ...]) -> None:
    assert [own(x) for x in truth] == list(truth)


def test_what_was_written_comes_back_whatever_line_ends_its_text_holds(tmp_path: Path) -> None:
    text = "One\x85two\u2028three\u2029four\x0bfive\x0csix\x1cseven\r\neight\n"
    given = Extraction(Article(ids.article_iri(None, None, text), text))
    file = tmp_path / "given.jsonl"
    file.write_bytes(f"{to_line(given)}\n{to_line(given)}\n".encode())
    assert list(saved_extractions([str(file)])) == [given, given]
    assert list(saved_extractions(["-"], stdin=io.BytesIO(file.read_bytes()))) == [given, given]


def _attribution(x: Extraction, iri: str) -> Extraction:
    return replace(x, attributions=(replace(x.attributions[0], iri=iri), *x.attributions[1:]))


def _entity(x: Extraction, iri: str) -> Extraction:
    return replace(x, entities=(replace(x.entities[0], iri=iri), *x.entities[1:]))


FALSE: dict[str, Callable[[Extraction, Extraction], Extraction]] = {
    "the id of another article": lambda x, y: replace(x, article=replace(x.article, iri=y.article.iri)),
    "another text": lambda x, y: replace(x, article=replace(x.article, text=x.article.text + "Never printed.")),
    "another outlet": lambda x, y: replace(x, article=replace(x.article, outlet="Another")),
    "no web address": lambda x, y: replace(x, article=replace(x.article, url="javascript:alert(1)")),
    "no date": lambda x, y: replace(x, article=replace(x.article, published="yesterday")),
    "an attribution of another article": lambda x, y: _attribution(x, y.attributions[0].iri),
    "an entity of another article": lambda x, y: _entity(x, y.entities[0].iri),
    "an entity that is a term": lambda x, y: _entity(x, "https://w3id.org/hearsay#withdrawn"),
}


@pytest.mark.parametrize("what", FALSE)
def test_nobody_can_speak_of_what_is_not_theirs(what: str, truth: tuple[Extraction, ...], tmp_path: Path) -> None:
    one, other = [x for x in truth if x.attributions and x.entities][:2]
    with pytest.raises(FormatError):
        own(FALSE[what](one, other))
    file = tmp_path / "given.jsonl"
    file.write_text(f"{to_line(FALSE[what](one, other))}\n{to_line(other)}\n", encoding="utf-8")
    error, good = saved_extractions([str(file)])
    assert isinstance(error, InputError) and error.source == f"{file}:1"
    assert good == other


def test_an_article_is_of_the_base_of_the_store(truth: tuple[Extraction, ...]) -> None:
    with pytest.raises(FormatError, match=OTHER):
        own(truth[0], OTHER)
    text = "Nothing was said."
    assert own(Extraction(Article(ids.article_iri(None, None, text, OTHER), text)), OTHER).article.text == text
