"""Files of names: good rows, bad rows, and what they propose."""

import pytest

from kg.errors import InputError, UsageError
from kg.link.names import Entry, Names, entries

HEAD = "name,alias,iri,kind\n"
IRI = "http://authority.example/id/"


def read(text: str) -> list[Entry | InputError]:
    return list(entries("n.csv", text.encode()))


def test_a_row_is_a_name_with_its_aliases_iri_and_kind() -> None:
    assert read(f"{HEAD}Ilsa  Varnholt, Mayor Varnholt|I. Varnholt||,{IRI}1,Person\n") == [
        Entry("Ilsa Varnholt", IRI + "1", ("Mayor Varnholt", "I. Varnholt"), "person")
    ]
    assert read(f"iri,NAME\n{IRI}1,Ilsa Varnholt\n") == [Entry("Ilsa Varnholt", IRI + "1")]
    assert list(entries("n.csv", b"\xef\xbb\xbfname,iri\nA B,http://a.example/1\n")) == [
        Entry("A B", "http://a.example/1")
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f",,{IRI}1,person", "no name"),
        (f"?,,{IRI}1,person,more", "more cells"),
        ("Ilsa Varnholt,,,person", "no iri"),
        ("Ilsa Varnholt", "no iri"),
        ("Ilsa Varnholt,,file:///etc/passwd,person", "not an http"),
        (f"Ilsa Varnholt,,{IRI}a b,person", "not an http"),
        (f"Ilsa Varnholt,,{IRI}1,wizard", "'wizard'"),
        (f'"Ilsa" Varnholt,,{IRI}1,person', "expected"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_the_rest_goes_on(row: str, reason: str) -> None:
    first, bad, last = read(f"{HEAD}A B,,{IRI}1,\n{row}\nC D,,{IRI}2,\n")
    assert isinstance(first, Entry)
    assert isinstance(last, Entry)
    assert isinstance(bad, InputError)
    assert bad.source == "n.csv, line 3"
    assert reason in bad.reason


@pytest.mark.parametrize("data", [b"", b"name\n", b"a,b\n1,2\n", b"\xff\xfe", b'"'])
def test_what_is_no_such_table_is_wrong_use(data: bytes) -> None:
    with pytest.raises(UsageError, match=r"n\.csv"):
        list(entries("n.csv", data))


def test_equal_is_what_differs_in_case_diacritics_dots_and_spacing() -> None:
    names = Names(
        [Entry("Ilsa Varnholt", IRI + "1", ("The Mayor of Karsholm",), "person"), Entry("J. Dane", IRI + "2")]
    )
    for name in ("ILSA VÁRNHOLT", "Ilsa\u00a0 Varnholt", "mayor of karsholm"):
        (found,) = names.proposals("person", name)
        assert (found.iri, found.match, found.score, found.types) == (IRI + "1", True, 100.0, ("person",))
    (dane,) = names.proposals("person", "J Dane")
    assert (dane.iri, dane.match, dane.types) == (IRI + "2", True, ())
    assert names.proposals("person", "Somebody Else") == ()


def test_a_near_name_is_proposed_and_never_sure() -> None:
    names = Names(
        [Entry("Volodymyr Zelensky", IRI + "1", (), "person"), Entry("Volodymyr Zelensky", IRI + "2", (), "place")]
    )
    found = names.proposals("person", "Volodymyr Zelenskyy")
    assert [(p.iri, p.match) for p in found] == [(IRI + "1", False)]
    assert 30 <= (found[0].score or 0) <= 100
