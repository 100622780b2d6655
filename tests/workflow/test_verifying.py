"""Quotes checked against a store: never by an index that the store has left behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, UsageError
from kg.interchange import to_line
from kg.model import Attribution, Extraction, statement_text
from kg.rdf.derived import withdrawn_quads
from kg.store import EmbeddedStore, Store, open_store
from kg.workflow.drafts import Asked, batch
from kg.workflow.storing import ingest_extractions
from kg.workflow.verifying import Verifier, reindex_text

NOW = "2022-03-08T00:00:00Z"


def put(store: Store, *extractions: Extraction) -> None:
    assert ingest_extractions(store, extractions, now=lambda: NOW, model_version="truth").errors == 0


def without(x: Extraction, gone: Attribution) -> Extraction:
    """The same reading without one attribution."""
    kept = (replace(a, within=None if a.within == gone.id else a.within) for a in x.attributions if a is not gone)
    return replace(x, attributions=tuple(kept), figures=(), citations=())


def long_quotes(x: Extraction) -> list[tuple[Attribution, str]]:
    texts = ((a, statement_text(x.article.text, a.content)) for a in x.attributions)
    return [(a, text) for a, text in texts if len(text.split()) > 7 and "…" not in text]


@pytest.fixture
def some(truth: tuple[Extraction, ...]) -> Extraction:
    return next(x for x in truth if len(long_quotes(x)) > 3)


def test_what_was_stored_since_is_found_and_what_was_read_away_is_not(some: Extraction, tmp_path: Path) -> None:
    (_, first), (gone, second) = long_quotes(some)[:2]
    with open_store(str(tmp_path / "s.kg"), create=True) as store:
        with Verifier.open(store) as verifier:
            assert verifier.verify(first).verdict == "not-found"
        put(store, some)
        with Verifier.open(store) as verifier:
            assert verifier.verify(second).verdict == "verbatim"
        put(store, without(some, gone))  # fmt: skip
        with Verifier.open(store) as verifier:
            assert gone.iri not in {m.statement.attribution for m in verifier.verify(second).matches}
            assert verifier.verify(first).verdict == "verbatim"


def test_a_store_that_moves_on_under_an_open_index_is_not_misquoted(some: Extraction) -> None:
    a, text = long_quotes(some)[0]
    with EmbeddedStore.memory() as store:
        put(store, some)
        with Verifier.open(store) as verifier:
            assert verifier.verify(text).verdict == "verbatim"
            store.write(withdrawn_quads([a.iri], store.base))
            assert a.iri not in {m.statement.attribution for m in verifier.verify(text).matches}
        with Verifier.open(store, withdrawn=True) as verifier:
            assert verifier.verify(text).verdict == "verbatim"


KILLED = """
import os, signal, sys
from kg import interchange
from kg.store import beside, open_store
from kg.store.index import TextIndex
from kg.workflow.storing import ingest_extractions
from kg.workflow.verifying import Verifier
where, path, at = sys.argv[1:]
x = interchange.from_line(open(path, encoding="utf-8").read())
with open_store(where, create=True) as store:
    ingest_extractions(store, [x], now=lambda: "2022-03-08T00:00:00Z", model_version="truth")
    if at == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    put = TextIndex._put
    def killed(self, connection, article):
        put(self, connection, article)
        os.kill(os.getpid(), signal.SIGKILL)
    TextIndex._put = killed
    Verifier.open(store)
"""


@pytest.mark.parametrize("at", ["before", "within"])
def test_a_kill_between_store_and_index_leaves_no_stale_answer(
    some: Extraction, tmp_path: Path, root: Path, at: str
) -> None:
    """The index holds a reading without a statement; the killed process stored one with it."""
    gone, text = long_quotes(some)[1]
    less = without(some, gone)
    place, line = tmp_path / "s.kg", tmp_path / "x.json"
    line.write_text(to_line(some), encoding="utf-8")
    with open_store(str(place), create=True) as store:
        put(store, less)
        with Verifier.open(store) as verifier:
            assert gone.iri not in {m.statement.attribution for m in verifier.verify(text).matches}
    command = [sys.executable, "-c", KILLED, str(place), str(line), at]
    assert subprocess.run(command, check=False, cwd=root, env=dict(os.environ)).returncode == -signal.SIGKILL
    with open_store(str(place), read_only=True) as store, Verifier.open(store) as verifier:
        found = verifier.verify(text)
        assert (found.verdict, gone.iri in {m.statement.attribution for m in found.matches}) == ("verbatim", True)


def test_indexing_anew_gives_the_same_answers(truth: tuple[Extraction, ...], some: Extraction, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s.kg"), create=True) as store:
        put(store, *truth)
        quotes = [text for _, text in long_quotes(some)]
        with Verifier.open(store) as verifier:
            before = [verifier.verify(q) for q in quotes]
        assert reindex_text(store) == len(truth)
        with Verifier.open(store) as verifier:
            assert [verifier.verify(q) for q in quotes] == before


@pytest.fixture(scope="module")
def verifier(truth: tuple[Extraction, ...]) -> Iterator[Verifier]:
    with EmbeddedStore.memory() as store:
        put(store, *truth)
        with Verifier.open(store) as made:
            yield made


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\"'*():^-…OR NEAR[]{}?<>\x00")), max_size=60))
def test_any_quote_has_a_verdict_or_a_reason(verifier: Verifier, quote: str) -> None:
    try:
        found = verifier.verify(quote)
    except UsageError as e:
        assert str(e)
    else:
        assert found.verdict != "verbatim" or found.matches


def test_the_article_that_a_quote_stands_in_does_not_confirm_it(verifier: Verifier, some: Extraction) -> None:
    _, text = long_quotes(some)[0]
    found = verifier.verify(text, apart_from=some.article.iri)
    assert some.article.iri not in {m.statement.article for m in found.matches}


@pytest.mark.parametrize("quote", ["", "…", "  \n", "x" * 20_001, "a\ud800b"])
def test_what_is_no_quote_is_refused(verifier: Verifier, quote: str) -> None:
    with pytest.raises(UsageError):
        verifier.verify(quote)


def test_a_huge_quote_of_one_word_has_a_verdict(verifier: Verifier) -> None:
    assert verifier.verify("the " * 4000).verdict == "not-found"


@given(st.binary(max_size=80))
def test_a_batch_of_any_bytes_is_read_line_by_line(data: bytes) -> None:
    found = list(batch(data, "x"))
    assert len(found) == sum(bool(line.strip()) for line in data.split(b"\n"))
    assert all(isinstance(i, Asked | InputError) for i in found)


def test_words_that_only_credit_a_quote_are_put_aside(verifier: Verifier) -> None:
    kneel = "“Nobody in this city is going to kneel,”"
    for pasted in (f"{kneel} said Ilsa Varnholt, the mayor.", f"RT @post: {kneel} #Karsholm"):
        assert verifier.verify(pasted).verdict == "verbatim"
    changed = verifier.verify(f"{kneel.replace('going to kneel', 'going to dance')} said Ilsa Varnholt.")
    assert changed.verdict == "altered"
    assert verifier.verify(f"{kneel} said Ilsa Varnholt.", "Tomas Erzhin").verdict == "misattributed"


def test_who_denied_something_did_not_say_it(verifier: Verifier) -> None:
    found = verifier.verify("that homes had been hit", "Tomas Erzhin")
    assert found.verdict == "altered" and found.grave and found.matches[0].denied == "denied"


def test_who_passes_words_on_did_not_say_them(verifier: Verifier) -> None:
    """The minister tells what the mayor said to him."""
    wall = "We can hold a wall, but not a thirst"
    assert verifier.verify(wall, "Ilsa Varnholt").verdict == "verbatim"
    assert verifier.verify(wall, "Amadou Ferrant").verdict == "misattributed"
