import pytest
from pyoxigraph import NamedNode, Quad

from kg.errors import NotFoundError
from kg.ids import BASE, derived_graph
from kg.store.embedded import EmbeddedStore
from kg.vocab import HS, RDF, SCHEMA
from kg.workflow.naming import full_iri

ONE, TWO, SAME = (f"{BASE}speaker/{digits}" for digits in ("abcdef0" + "1" * 13, "abcdef0" + "2" * 13, "c" * 20))
OUTLET = f"{BASE}outlet/{'c' * 20}"


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    made = EmbeddedStore.memory()
    identity = NamedNode(derived_graph("identity"))
    speaks, kind = NamedNode(HS("canonicalSpeaker")), NamedNode(RDF("type"))
    entities = [NamedNode(f"{BASE}entity/{digit * 20}") for digit in "789"]
    made.write(Quad(e, speaks, NamedNode(iri), identity) for e, iri in zip(entities, (ONE, TWO, SAME), strict=True))
    made.write([Quad(NamedNode(OUTLET), kind, NamedNode(SCHEMA("NewsMediaOrganization")), identity)])
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("abcdef01", ONE),
        ("speaker/abcdef02", TWO),
        ("outlet/cccccc", OUTLET),
        (ONE, ONE),
        ("abcde", "abcde"),
        ("article/abcdef", "article/abcdef"),
        ("Decade", "Decade"),
        ("decade", "decade"),
        ('abcdef"', 'abcdef"'),
    ],
)
def test_what_is_typed_is_the_identifier_it_begins_or_itself(store: EmbeddedStore, text: str, found: str) -> None:
    assert full_iri(store, text, "speaker", "outlet") == found


@pytest.mark.parametrize("text", ["abcdef", "speaker/abcdef0", "cccccc", "speaker/fffffff"])
def test_what_begins_several_or_none_is_not_found(store: EmbeddedStore, text: str) -> None:
    with pytest.raises(NotFoundError, match=text):
        full_iri(store, text, "speaker", "outlet")
