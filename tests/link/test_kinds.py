"""What the types of an authority say of a kind."""

import pytest

from kg.link.kinds import fits
from kg.model import EntityKind


@pytest.mark.parametrize(
    ("kind", "types", "expected"),
    [
        ("person", ["Q5", "human"], True),
        ("person", ["Q101352", "family name"], False),
        ("person", ["Q7278", "political party"], False),
        ("person", ["Q16917", "Klinik"], False),
        ("person", ["DifferentiatedPerson", "Individualisierte Person"], True),
        ("person", ["https://schema.org/Person"], True),
        ("person", ["/people/person"], True),
        ("person", ["CorporateBody"], False),
        ("person", ["something", "else"], None),
        ("person", [], None),
        ("organisation", ["Q5", "human"], False),
        ("organisation", ["Q327333", "government agency"], True),
        ("organisation", ["Q11032", "newspaper"], True),
        ("organisation", ["Q11424", "film"], False),
        ("organisation", ["Q999999", "Behörde"], None),
        ("outlet", ["http://schema.org/NewsMediaOrganization"], True),
        ("outlet", ["Q5"], False),
        ("place", ["Q515", "city"], True),
        ("place", ["Q4830453", "business"], False),
        ("place", ["place name"], False),
    ],
)
def test_types_fit_contradict_or_do_not_tell(kind: EntityKind, types: list[str], expected: bool | None) -> None:
    assert fits(kind, types) is expected
