"""What a person rejected or corrected, in every answer that is worked out when it is asked for."""

from collections.abc import Iterator

import pytest

from kg.errors import NotFoundError
from kg.model import Extraction
from kg.questions import ask
from kg.store import EmbeddedStore
from kg.workflow.assessing import Change, assess
from kg.workflow.figuring import Wanted as Figures
from kg.workflow.figuring import rows as figure_rows
from kg.workflow.relaying import renewed
from kg.workflow.storing import ingest_extractions
from kg.workflow.uttering import Wanted, utterances
from kg.workflow.verifying import Verifier

NOW = "2022-03-09T00:00:00Z"


@pytest.fixture
def store(truth: tuple[Extraction, ...]) -> Iterator[EmbeddedStore]:
    with EmbeddedStore.memory() as made:
        ingest_extractions(made, truth, now=lambda: NOW, model_version="truth")
        yield made


def entity_of(store: EmbeddedStore, name: str) -> str:
    rows = store.select(f'SELECT ?e {{ ?e hs:canonicalSpeaker ?s ; schema:name "{name}" }} ORDER BY ?e').rows
    return str(rows[-1][0])


def test_figures_follow_every_kind_of_correction(store: EmbeddedStore) -> None:
    given = [r for r in ask(store, "figures-compared").dicts() if r["attribution"]]
    for change in (Change(type="mixed"), Change(speaker=""), Change(speaker="Petra Nova")):
        assess(store, "corrected", str(given[0]["attribution"]), now=NOW, change=change)
        assert figure_rows(store, Figures(""))


def test_an_entity_stands_for_its_speaker(store: EmbeddedStore) -> None:
    mayor = entity_of(store, "Ilsa Varnholt")
    with Verifier.open(store) as verifier:
        assert verifier.verify("We have bread for nine days and water for four", mayor).verdict == "verbatim"
    assert utterances(store, Wanted(speaker=mayor)) == utterances(store, Wanted(speaker="Ilsa Varnholt"))


def test_what_only_looks_like_an_identifier_is_never_put_into_a_query(store: EmbeddedStore) -> None:
    for text in (
        "https://w3id.org/hearsay/id/statement/> } SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } VALUES ?z { <x:y",
        "x/statement/y",
    ):
        with pytest.raises(NotFoundError):
            utterances(store, Wanted(one=text))


def test_a_rejected_root_is_no_root(store: EmbeddedStore) -> None:
    renewed(store)
    root = str(ask(store, "shared-roots").dicts()[0]["root"])
    assess(store, "rejected", root, now=NOW)
    assert root not in {r["root"] for r in ask(store, "shared-roots").dicts()}
    assert root in {r["root"] for r in ask(store, "shared-roots", withdrawn=True).dicts()}
