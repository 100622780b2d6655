"""Every saved question gives the same rows, in the same order, on every store."""

import pytest

from kg.model import Extraction
from kg.questions import ask, questions
from kg.store import EmbeddedStore, Store
from tests.traced import attribution, changed, traced

PARAMETERS: dict[str, dict[str, str]] = {
    "articles-citing": {"target": "daybreak"},
    "statements-of": {"speaker": "Varnholt"},
    "timeline": {"speaker": "Ferrant"},
    "wording": {"text": "karsholm"},
}


@pytest.mark.parametrize("store", ["disk", "remote"], indirect=True)
def test_the_questions_are_answered_alike(store: Store, truth: tuple[Extraction, ...]) -> None:
    with traced(changed(truth)) as made:
        quads = list(made.quads())
    parameters = PARAMETERS | {"chain": {"statement": attribution(truth, "Daybreak", "that “no one in Karsholm")}}
    store.write(quads)
    store.flush()
    with EmbeddedStore.memory() as memory:
        memory.write(quads)
        for name in questions():
            expected = ask(memory, name, parameters.get(name, {}))
            assert ask(store, name, parameters.get(name, {})) == expected
            assert expected.rows, name
