"""Other words found by meaning: of the speaker, with the same numbers, as the store stands."""

from collections.abc import Iterator

import pytest

from kg.model import Extraction
from kg.nlp import embedding
from kg.rdf.derived import withdrawn_quads
from kg.store import EmbeddedStore
from kg.workflow.verifying import Verifier
from tests.workflow.test_verifying import put

ACROSS = "Some two thousand enemy troops got across the Asp during the night"
HALLORAN = "Imre Halloran"


@pytest.fixture
def store(truth: tuple[Extraction, ...]) -> Iterator[EmbeddedStore]:
    if not embedding.available():
        pytest.skip(f"the weights are not installed: {embedding.INSTALL}")
    with EmbeddedStore.memory() as made:
        put(made, *truth)
        yield made


def test_other_words_of_the_speaker_are_a_paraphrase(store: EmbeddedStore) -> None:
    with Verifier.open(store) as verifier:
        found = verifier.verify(ACROSS, HALLORAN)
        assert (found.verdict, found.basis, found.grave, found.mine) == ("paraphrase", "meaning", False, True)
        assert "2,000 Drovnian soldiers had crossed" in found.matches[0].statement.text
        iri = found.matches[0].statement.speaker
        assert verifier.verify(ACROSS, iri).verdict == "paraphrase"
        assert verifier.verify(ACROSS, "Amadou Ferrant").verdict == "not-found"
        article = found.matches[0].statement.article
        assert verifier.verify(ACROSS, HALLORAN, apart_from=article).verdict == "not-found"


def test_another_number_or_a_negation_is_not_found_and_says_why(store: EmbeddedStore) -> None:
    with Verifier.open(store) as verifier:
        for quote, flag in (
            (ACROSS.replace("two", "three"), "number-changed"),
            ("Not one of two thousand enemy soldiers got across the River Asp at night", "negation-changed"),
            ("Some two thousand Drovnian soldiers got across the River Orrin overnight", "name-changed"),
        ):
            found = verifier.verify(quote, HALLORAN)
            assert (found.verdict, found.matches, found.grave) == ("not-found", (), False)
            assert found.nearest is not None and found.nearest.comparison.flags == {flag}


def test_what_was_denied_is_said_in_other_words_with_a_not(store: EmbeddedStore) -> None:
    """Erzhin denied "that homes had been hit"."""
    with Verifier.open(store) as verifier:
        found = verifier.verify("Not a single home was struck", "Tomas Erzhin")
        assert (found.verdict, found.matches[0].denied) == ("paraphrase", "denied")
        found = verifier.verify("A single home was struck", "Tomas Erzhin")
        assert found.verdict == "not-found" and found.nearest is not None
        assert (found.nearest.denied, found.nearest.comparison.flags) == ("denied", {"negation-changed"})


def test_without_the_extra_words_decide(store: EmbeddedStore) -> None:
    with Verifier.open(store, by_meaning=False) as verifier:
        found = verifier.verify(ACROSS, HALLORAN)
        assert (found.verdict, found.basis, found.nearest) == ("not-found", "words", None)


def test_what_is_withdrawn_is_not_found_by_meaning(store: EmbeddedStore) -> None:
    with Verifier.open(store) as verifier:
        gone = verifier.verify(ACROSS, HALLORAN).matches[0].statement.attribution
        store.write(withdrawn_quads([gone], store.base))
        assert verifier.verify(ACROSS, HALLORAN).verdict == "not-found"
    with Verifier.open(store, withdrawn=True) as verifier:
        assert verifier.verify(ACROSS, HALLORAN).verdict == "paraphrase"


def test_words_that_are_there_are_judged_without_meaning(store: EmbeddedStore) -> None:
    with Verifier.open(store) as verifier:
        found = verifier.verify("about 2,000 Drovnian soldiers had crossed the River Asp overnight", HALLORAN)
        assert (found.verdict, found.basis) == ("verbatim", "words")


def test_a_name_in_a_query_is_only_a_name(store: EmbeddedStore) -> None:
    with Verifier.open(store) as verifier:
        for name in ('x") } } #', "\\", "'\"", "…", "Ilsa\nVarnholt", "İ", "\x00"):
            assert verifier.verify(ACROSS, name).verdict == "not-found"
