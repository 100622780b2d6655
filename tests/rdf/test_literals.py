"""Literals in the spelling that a store keeps."""

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import FormatError
from kg.rdf.literals import confidence, moment, moment_text, number, number_of
from kg.vocab import XSD


def through_a_store(literal: ox.Literal) -> ox.Literal:
    store = ox.Store()
    node = ox.NamedNode("urn:x")
    store.add(ox.Quad(node, node, literal))
    (quad,) = store
    return quad.object


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_come_back(value: int | float) -> None:
    back = number_of(number(value))
    assert (back, type(back)) == (value, type(value))


@given(st.integers(-(2**70), 2**70) | st.floats(-1e15, 1e15).map(lambda x: round(x, 3)))
def test_a_store_keeps_the_spelling_of_numbers(value: int | float) -> None:
    assert through_a_store(number(value)) == number(value)


@pytest.mark.parametrize(
    ("value", "spelling"),
    [
        (498, "498"),
        (498.0, "498"),
        (1.50, "1.5"),
        (-0.0, "0"),
        (1e22, "1" + "0" * 22),
        (2.5e-7, "0.00000025"),
        (100.0, "100"),
    ],
)
def test_numbers_are_canonical(value: int | float, spelling: str) -> None:
    assert number(value).value == spelling


@pytest.mark.parametrize(("value", "spelling"), [(1, "1"), (0.97, "0.97"), (0.123456, "0.1235"), (0.00001, "0")])
def test_confidences_are_decimals_of_four_places(value: float, spelling: str) -> None:
    assert confidence(value) == ox.Literal(spelling, datatype=ox.NamedNode(XSD("decimal")))


def test_what_is_no_number_is_an_error() -> None:
    with pytest.raises(FormatError, match="not a number"):
        number_of(ox.Literal("many", datatype=ox.NamedNode(XSD("integer"))))


@pytest.mark.parametrize(
    ("value", "spelling", "datatype"),
    [
        ("2022-03-03", "2022-03-03", "date"),
        ("2022-03-03T10:00:00Z", "2022-03-03T10:00:00Z", "dateTime"),
        ("2022-03-03T10:00:00+00:00", "2022-03-03T10:00:00Z", "dateTime"),
        ("2022-03-03T10:00:00.500+05:30", "2022-03-03T10:00:00.5+05:30", "dateTime"),
        ("2022-03-03 10:00", "2022-03-03T10:00:00", "dateTime"),
        ("2022-03-03T10:00:00-0500", "2022-03-03T10:00:00-05:00", "dateTime"),
        ("2022-02-30", "2022-02-30", "string"),
        ("2022-03-03T25:00:00Z", "2022-03-03T25:00:00Z", "string"),
        ("2022-03-03T10:00:00+15:00", "2022-03-03T10:00:00+15:00", "string"),
        ("0000-01-01", "0000-01-01", "string"),
        ("2022-03", "2022-03", "string"),
        ("20220303", "20220303", "string"),
        ("٢٠٢٢-٠٣-٠٣", "٢٠٢٢-٠٣-٠٣", "string"),
        ("2022-03-03\n", "2022-03-03\n", "string"),
        ("on Tuesday", "on Tuesday", "string"),
        ("", "", "string"),
    ],
)
def test_a_date_is_one_only_if_it_is_valid(value: str, spelling: str, datatype: str) -> None:
    assert moment(value) == ox.Literal(spelling, datatype=ox.NamedNode(XSD(datatype)))


@given(
    st.datetimes(timezones=st.none() | st.timezones()).map(lambda d: d.isoformat())
    | st.dates().map(lambda d: d.isoformat())
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
)
def test_dates_are_canonical_at_once_in_every_store(value: str) -> None:
    literal = moment(value)
    assert moment_text(moment_text(value)) == moment_text(value)
    assert through_a_store(literal) == literal
    rdflib_spelling = str(rdflib.Literal(literal.value, datatype=literal.datatype.value))
    assert moment(rdflib_spelling) == literal
