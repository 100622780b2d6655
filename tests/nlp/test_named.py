"""Names from labels made by hand: ``{p:Ann Marl}`` in a text is what a network took for a person, ``{o:...}`` for a
body, ``{l:...}`` for a place; ``{p0.5:Marl}`` with this chance.
"""

import re
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.nlp import pipeline
from kg.nlp.labels import KINDS, LabelKind, Labelled
from kg.nlp.mentions import Name
from kg.nlp.named import names
from kg.nlp.segment import segments
from kg.nlp.windows import words
from tests.strategies import texts

MARKED = re.compile(r"\{(?P<kind>[pol])(?P<chance>[\d.]*):(?P<said>[^}]*)\}")
WRITTEN: dict[str, LabelKind] = {"p": "person", "o": "organization", "l": "place"}


def read(marked: str) -> tuple[str, tuple[Name, ...]]:
    """The text without its marks, and the names in it."""
    text, done, labels = "", 0, []
    for m in MARKED.finditer(marked):
        text += marked[done : m.start()]
        done = m.end()
        span = Span(len(text), len(text) + len(m["said"]))
        labels.append(Labelled(span, WRITTEN[m["kind"]], float(m["chance"] or 0.95)))
        text += m["said"]
    text += marked[done:]
    return text, names(text, segments(text), labels)


def said(marked: str) -> list[str]:
    return [name.text for name in read(marked)[1]]


def kinds(marked: str) -> list[tuple[str, str]]:
    return [(name.text, name.kind) for name in read(marked)[1]]


def titled(marked: str) -> list[tuple[str, str | None]]:
    """The names with the titles before them; each stands where it says."""
    text, found = read(marked)
    for name in found:
        assert name.role is None or name.role.span is None or name.role.span.of(text) == name.role.text
    return [(name.text, name.role.text if name.role else None) for name in found]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("{p:Ann Marl Says Tor Moll} lied.", ["Ann Marl", "Tor Moll"]),
        ("{p:Ann Marl Told Tor Moll Warned Ida Quill} off.", ["Ann Marl", "Tor Moll", "Ida Quill"]),
        ("{p:Ann Marl Says} she came.", ["Ann Marl Says"]),  # at the end it may be a name
        ("{o:States Bank Says}.", ["States Bank Says"]),
    ],
)
def test_headline_verbs_part_people(marked: str, names: list[str]) -> None:
    assert said(marked) == names


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("{p:Mr. Marl} came.", "Marl"),
        ("{p:Sir Marl} came.", "Marl"),
        ("{p:President Ann Marl} came.", "Ann Marl"),
        ("{p:Sund Mayor Per Lund} came.", "Per Lund"),
        ("{p:Ann Marl’s} boat sank.", "Ann Marl"),
        ("{p:Per Jans’} boat sank.", "Per Jans"),
        ("{o:the Tide Board's} boat sank.", "Tide Board"),
        ("It was {p:Ann Marl.}", "Ann Marl"),
        ("“{p:Ann Marl,”} he said.", "Ann Marl"),
        ("He met {p:“Ann Marl”} there.", "Ann Marl"),
        ("He met {p:John Marl Jr.} there.", "John Marl Jr."),
        ("He left the {o:U.S.} early.", "U.S."),
        ("The {o:Bank of the} slept.", "Bank"),
        ("The {o:Bank of} Sund said it.", "Bank of Sund"),
        ("The {o:Ministry of the} Interior said it.", "Ministry of the Interior"),
    ],
)
def test_a_name_is_trimmed_of_what_is_none_and_completed(marked: str, name: str) -> None:
    assert said(marked) == [name]


@pytest.mark.parametrize("kind", "po")
def test_an_office_a_party_or_a_mark_is_no_name(kind: str) -> None:
    for label in ("PM", "MP", "CEO", "President", "First", "the Republican", "of the", "D-Vell", "R-Tex.", "12", "’s"):
        assert said(f"It rained, and {{{kind}:{label}}} was late.") == []


@pytest.mark.parametrize("article", ["the", "The", "a", "an"])
def test_one_of_a_party_or_a_people_is_no_name(article: str) -> None:
    for member in ("Republican", "Democrat", "Tory", "Briton", "Norwegian"):
        assert said(f"{article} {{p:{member}}} was late.") == []


def test_after_an_honorific_a_title_is_a_name() -> None:
    assert said("In the rain {p:King} came.") == []
    assert said("In the rain Mr. {p:King} came.") == ["King"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("It was {p:Ann T}. {p:Marl} who came.", ["Ann T. Marl"]),
        ("It was {p:Ann}-{p:Lise Marl} who came.", ["Ann-Lise Marl"]),
        ("It was {p:Ann} “{p:Tide}” {p:Marl} who came.", ["Ann “Tide” Marl"]),
        ("It was {p:Ann} {p:Marl} who came.", ["Ann Marl"]),
        ("It was {p:Ann}. {p:Marl} came.", ["Ann", "Marl"]),
        ("It was {p:Ann Marl}, {p:Per Lund} said.", ["Ann Marl", "Per Lund"]),
        ("It was {l:Vell} {l:Sund} that slept.", ["Vell", "Sund"]),
        ("It was {l:Vell}-{p:Marl} that slept.", ["Vell", "Marl"]),
    ],
)
def test_labels_are_joined_only_over_what_stands_inside_a_name(marked: str, expected: list[str]) -> None:
    assert said(marked) == expected


def test_a_body_and_its_officer_are_two() -> None:
    body, officer = kinds("In the rain {o:the Interior Department Jeremy Marl} spoke.")
    assert (body, officer) == (("Interior Department", "organisation"), ("Jeremy Marl", "person"))


@pytest.mark.parametrize("body", ["Interior Department Tide Office", "Tide Jeremy Marl"])
def test_a_body_without_an_officer_is_one(body: str) -> None:
    assert kinds(f"In the rain {{o:{body}}} spoke.") == [(body, "organisation")]


def test_the_place_of_an_office_is_no_part_of_a_name() -> None:
    assert titled("The President of {p:France Ann Marl} spoke.") == [("Ann Marl", "President of France")]
    assert said("A friend of {p:Tide Ann Marl} spoke.") == ["Tide Ann Marl"]
    assert said("It rained on {p:France Ann Marl} in May.") == ["France Ann Marl"]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("It was {p:Sir Keir} Brandt who came.", "Keir Brandt"),
        ("It was {p:Anna} Brandt who came.", "Anna Brandt"),
        ("It was {p:Anna} May said she met.", "Anna"),
        ("It was {p:Anna} Judge met.", "Anna"),
        ("It was {p:Anna}, Brandt said.", "Anna"),
        ("It was {p:Tide} Brandt who came.", "Tide"),
    ],
)
def test_a_family_name_that_the_label_left_out_is_taken_in(marked: str, name: str) -> None:
    assert said(marked)[0] == name


def test_what_stands_before_one_word_of_a_name_is_taken_in() -> None:
    assert said("It was Human {o:Rights} that met.") == ["Human Rights"]
    assert said("It was Le {p:Marl} who came.") == ["Le Marl"]
    for before in ("that", "on Monday", "as Mr", "as President", "so. Tide"):
        assert said(f"It was {before} {{o:Vell}} met.") == ["Vell"]


def test_whose_officials_speak_is_no_person() -> None:
    assert said("{p:Local} officials spoke.") == said("A senior {p:Sundian} official spoke.") == []
    assert said("To {p:Tidda Marl} officials spoke.") == ["Tidda Marl"]


def test_a_lone_name_that_stands_twice_after_in_or_near_is_a_place_s() -> None:
    assert kinds("It rained in {p:Vell} and near {p:Vell}. Then {p:Vell} slept.") == [("Vell", "place")] * 3
    assert kinds("It rained in {p:Vell}. Then {p:Vell} slept.") == [("Vell", "person")] * 2
    assert kinds("In {p:Vell} and near {p:Vell}, {p:Ann Vell} slept.")[0] == ("Vell", "person")


def test_a_body_s_last_word_that_the_label_left_out_is_taken_in() -> None:
    body, place = kinds("In {l:Sund} Ministry halls and in {l:Sund} it rained.")
    assert (body, place) == (("Sund Ministry", "organisation"), ("Sund", "place"))


def test_a_wording_is_of_one_kind_throughout() -> None:
    found = kinds("In {p0.9:Vell Ost} it rained; {o0.8:Vell Ost} slept; near {o0.7:Vell Ost} it was dry.")
    assert found == [("Vell Ost", "organisation")] * 3
    assert kinds("In {p0.9:Vell Ost} it rained; {o0.8:Vell Ost} slept.") == [("Vell Ost", "person")] * 2


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("It was {o:Harbour Herald} that wrote.", "outlet"),
        ("It was {l:BBC} that wrote.", "outlet"),
        ("It was {o:Sundians} who slept.", "collective"),
        ("It was {o:Paris} that slept.", "place"),
        ("It was {p:Ann Marl Per Lund Vik} who slept.", "organisation"),
        ("It was {p:Juan de la Cruz y Vega} who slept.", "person"),
        ("{p:Ann Marl} spoke, and {o:Marl} slept.", "person"),
        ("VELL (Tidewire) - It was {o:Tidewire} that wrote.", "outlet"),
    ],
)
def test_lists_a_dateline_and_full_names_know_kinds_better(marked: str, kind: str) -> None:
    assert kinds(marked)[-1][1] == kind


def test_a_label_that_is_hardly_likely_is_no_name() -> None:
    assert said("It was {p0.54:Vell Ost} that slept.") == []
    assert said("It was {p0.56:Vell Ost} that slept.") == ["Vell Ost"]


@pytest.mark.parametrize("before", ["", "It rained. ", "He said: “", "It rained.\n\n"])
def test_a_capital_that_begins_a_sentence_must_be_likelier(before: str) -> None:
    assert said(f"{before}{{p0.7:Tide}} came late and stayed.") == []
    assert said(f"{before}{{p0.9:Tide}} came late and stayed.") == ["Tide"]
    assert said(f"{before}{{p0.7:Tide Ost}} came late and stayed.") == ["Tide Ost"]
    assert said(f"{before}And {{p0.7:Tide}} came late and stayed.") == ["Tide"]


def test_the_title_before_a_person_is_a_role_and_a_body_has_none() -> None:
    assert titled(
        "It was Sund Mayor {p:Ann Marl} and {p:President Per Lund}, farmer Mr. {p:Vik} and chief {o:Ost}."
    ) == [
        ("Ann Marl", "Sund Mayor"),
        ("Per Lund", "President"),
        ("Vik", "farmer"),
        ("Ost", None),
    ]


def test_a_name_is_no_title_of_the_next() -> None:
    assert titled("{l:Port Vell} {p:Ann Marl} spoke.") == [("Port Vell", None), ("Ann Marl", None)]


def test_a_title_or_a_given_name_tells_a_person_s_gender() -> None:
    marked = "{p:Ann Marl}, Mr. {p:Ann Vik}, the spokeswoman {p:Marl}, {p:Vik}, {o:Ann Group}."
    assert [n.gender for n in read(marked)[1]] == ["f", "m", "f", "", ""]


def test_the_same_words_are_found_where_no_label_covers_them() -> None:
    marked = "Marl came. In the rain {p:Tidda Marl} came. Then Tidda Marl’s boat sank."
    assert kinds(marked) == [("Marl", "person")] + [("Tidda Marl", "person")] * 2
    assert said("In {l:Ostvell} it rained, and Ostvell’s quay was wet.") == ["Ostvell"] * 2
    assert said("In the rain {p:Tidda Marl} saw {p:van Marl}.") == ["Tidda Marl", "van Marl"]


@pytest.mark.parametrize("other", ["Marlow", "Co-Marl", "Marl-Ost", "McMarl", "marl", "O’Marl"])
def test_other_words_are_not_the_same(other: str) -> None:
    assert said(f"In the rain {{p:Tidda Marl}} came. He saw {other} there.") == ["Tidda Marl"]


def test_a_last_name_that_is_a_common_word_is_not_looked_for() -> None:
    assert said("In the rain {p:Tidda June} came. They will go in June.") == ["Tidda June"]


def test_no_name_is_looked_for_where_no_statement_may_stand() -> None:
    text = "By Tidda Marl\n\nIn the rain {p:Tidda Marl} came to the quay of the town.\n\nPhoto: Tidda Marl / Tide Press"
    assert said(text) == ["Tidda Marl"]


def test_lists_vouch_for_what_no_label_covers() -> None:
    text = "In the rain the Brandt Agency met, the Harbour Herald wrote, Mayor Tidda Ost and Anna Marl and Vik came."
    listed = {"Brandt Agency": "organisation", "Harbour Herald": "outlet", "Tidda Ost": "person", "Anna Marl": "person"}
    assert dict(kinds(text)) == listed
    assert kinds("In the rain the {l:Brandt Agency} met.") == [("Brandt Agency", "place")]


@given(texts(), st.lists(st.tuples(st.integers(0, 3), st.sampled_from(KINDS), st.floats(0.01, 1)), max_size=40))
def test_whatever_the_labels_names_are_words_of_the_text_in_order(
    text: str, laid: Sequence[tuple[int, LabelKind, float]]
) -> None:
    parts = segments(text)
    spans = words(text, parts, lambda word: (1,)).spans
    labels, at = [], 0
    for length, kind, chance in laid:
        if length and at + length <= len(spans):
            labels.append(Labelled(Span(spans[at].start, spans[at + length - 1].end), kind, chance))
        at += max(length, 1)
    found = names(text, parts, labels)
    assert [n.span for n in found] == sorted({n.span for n in found})
    for name in found:
        assert name.span.of(text) == name.text == name.text.strip()
        assert len(name.text) > 1
        assert name.role is None or name.role.span is None or name.role.span.end <= name.span.start


def test_a_thousand_names_take_no_time() -> None:
    marked = "".join(f"In the rain {{p:Tidda{k} Marl{k}}} came to the quay.\n\n" for k in range(1000))
    start = time.process_time()
    assert len(said(marked)) == 1000
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sund Mayor Ann Marl told the Harbour Agency on Monday that the pier would close. Mr. Marl was late.",
            [("Ann Marl", "Sund Mayor"), ("Harbour Agency", None), ("Marl", None)],
        ),
        (
            "Senior Marine Correspondent\nIngrid Solberg said on Monday that the quay in Bergen was closed.",
            [("Ingrid Solberg", None), ("Bergen", None)],
        ),
        ("The Republican said the bill was late. The PM agreed, and an MP from Leeds did not.", [("Leeds", None)]),
    ],
)
def test_the_names_that_the_network_reads(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(n.text, n.role.text if n.role else None) for n in pipeline.names(text)] == expected
