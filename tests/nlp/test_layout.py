"""What the layout tells of quotations: they go on where nobody else may have said them; a line below signs them."""

import pytest

from kg import ids
from kg.model import Article, Extraction, Span
from kg.nlp import reader
from kg.nlp.found import Found
from kg.nlp.kinds import Told
from kg.nlp.layout import INFERRED, SIGNED, laid_out, signed
from kg.nlp.people import RUNNING
from kg.nlp.pipeline import ReaderName, extract
from kg.nlp.quotes import quotes
from kg.nlp.segment import segments

FIRST, SECOND = "“The bridge was never safe,”", "“We wrote to the ministry twice.”"


def read(between: str) -> tuple[str, tuple[Found, ...]]:
    """The first quotation is Brandt's; ``between`` stands after "Brandt said" and before the second."""
    text = f"{FIRST} Tomas Brandt said{between}{SECOND}"
    (segment,) = segments(text)
    cue = text.index("said")
    found = Found((Span(cue - 13, cue - 1),), (Span(cue, cue + 4),), (Span(0, len(FIRST)),), "direct", "speech", 0.9)
    return text, laid_out(text, [(segment, [found], [segment.quotes[-1]])])


@pytest.mark.parametrize("between", [". ", " in Sund. ", " after the vote on Tuesday. "])
def test_a_quotation_goes_on_after_its_speaker(between: str) -> None:
    text, (found,) = read(between)
    assert [s.of(text) for s in found.content] == [FIRST, SECOND]


@pytest.mark.parametrize(
    "between",
    [
        ", and Leilani Akana answered: ",
        ". Leilani Akana was not convinced. ",
        " in June; Akana: ",
        " in a letter to the council that was read out at the end of a long and angry meeting. ",
    ],
)
def test_a_quotation_never_goes_on_past_what_may_name_another_speaker(between: str) -> None:
    text, (first, second) = read(between)
    assert [s.of(text) for s in first.content] == [FIRST]
    assert [s.of(text) for s in second.content] == [SECOND]
    assert (second.source, second.inferred, second.confidence) == ((), True, INFERRED)


ABOVE = "“We waited all night on the quay for the ferry, and nobody came for us.”"
HIGHER = "“The ministry was told twice, and it never wrote back to any of us.”"
RAIN = "Rain fell on the quay for most of the week."


def laid(*lines: str, cue: str = "") -> tuple[str, tuple[Found, ...]]:
    """Paragraphs, and what the layout tells of them; ``cue``, if any, is in the last one, before what it attributes."""
    text = "\n\n".join(lines)
    parts = segments(text)
    found = list(laid_out(text, [(s, [], list(s.quotes)) for s in parts if s.body is not None]))
    if cue:
        at = text.rindex(cue)
        content = Span(at + len(cue) + 1, len(text))
        found.append(Found((), (Span(at, at + len(cue)),), (content,), "indirect", "speech", 0.9))
    return text, signed(text, found, parts)


def signatures(text: str, found: tuple[Found, ...]) -> list[list[str]]:
    """Source, cue and content of those that have a source."""
    return [
        [" | ".join(s.of(text) for s in spans) for spans in (f.source, f.cue, f.content)] for f in found if f.source
    ]


@pytest.mark.parametrize("dash", ["–", "—", "―", "--", "-"])
@pytest.mark.parametrize("gap", [" ", ""])
def test_a_quotation_is_hers_who_signs_below_it(dash: str, gap: str) -> None:
    text, found = laid(RAIN, ABOVE, f"{dash}{gap}Ann Lee, mayor", RAIN)
    assert signatures(text, found) == [["Ann Lee, mayor", dash, ABOVE]]
    assert [(f.inferred, f.confidence, f.type) for f in found] == [(False, SIGNED, "direct")]


def test_all_quotations_right_above_a_signature_are_hers() -> None:
    text, found = laid(ABOVE, RAIN, HIGHER, ABOVE, "– Ann Lee", RAIN)
    assert signatures(text, found) == [["Ann Lee", "–", HIGHER], ["Ann Lee", "–", ABOVE]]
    assert [f.inferred for f in found] == [True, False, False]


def test_each_signature_signs_what_stands_between_it_and_the_one_before() -> None:
    text, found = laid(HIGHER, "– Ann Lee", ABOVE, "– Per Moll, pilot")
    assert signatures(text, found) == [["Ann Lee", "–", HIGHER], ["Per Moll, pilot", "–", ABOVE]]


def test_a_quotation_over_paragraphs_is_signed_as_one() -> None:
    text, found = laid(ABOVE.removesuffix("”"), HIGHER, "– Ann Lee", RAIN)
    assert signatures(text, found) == [["Ann Lee", "–", f"{ABOVE.removesuffix('”')} | {HIGHER}"]]


@pytest.mark.parametrize(
    ("line", "cue"),
    [
        ("– 12 dead", ""),
        ("- two ferries lost", ""),
        ("– The mayor, Ann Lee. She left at noon", ""),
        ("– Ann Lee said that the quay was wet", "said"),
        ("Ann Lee, mayor", ""),
        ("– “Ann Lee”", ""),
        ("–", ""),
    ],
)
def test_a_line_that_is_no_name_signs_nothing(line: str, cue: str) -> None:
    text, found = laid(RAIN, ABOVE, line, cue=cue)
    assert signatures(text, found) == []
    assert [(f.inferred, f.confidence) for f in found if not f.cue] == [(True, INFERRED)]


def test_a_signature_signs_nothing_beyond_other_words() -> None:
    text, found = laid(ABOVE, RAIN, "– Ann Lee, mayor", RAIN)
    assert signatures(text, found) == []
    assert [f.inferred for f in found] == [True]


def test_what_a_cue_gives_to_somebody_stays_hers() -> None:
    text = f"{ABOVE}\n\n– Ann Lee, mayor"
    parts = segments(text)
    own = Found((Span(1, 3),), (Span(4, 10),), (Span(0, len(ABOVE)),), "direct", "speech", 0.9)
    assert signed(text, [own], parts) == (own,)


@pytest.mark.parametrize("name", ["model", "rules"])
def test_each_reader_reads_signatures(name: ReaderName) -> None:
    text = "\n\n".join([RAIN, ABOVE, "– Ann Lee, mayor", RAIN])
    extraction = extract(Article(ids.article_iri(None, None, text), text), name)
    (a,) = extraction.attributions
    (entity,) = extraction.entities
    assert (entity.name, a.speaker, a.source_inferred) == ("Ann Lee", entity.id, False)
    assert [s.of(text) for s in (*a.source, *a.cue, *a.content)] == ["Ann Lee, mayor", "–", ABOVE]


@pytest.mark.parametrize("mark", ["‘", "'", "“", '"'])
def test_a_paragraph_that_opens_with_a_mark_and_is_not_closed_is_quoted_to_its_end(mark: str) -> None:
    text = f"{mark}We wrote twice. It’s the ministry that didn’t answer."
    assert [(q.span.of(text), q.open) for q in quotes(text, 0, len(text))] == [(text, True)]


@pytest.mark.parametrize(
    "text", ["‘we wrote twice, and waited", "They ‘Wrote twice, and waited", "’Twas late. ‘Til dawn", "‘ We wrote"]
)
def test_a_single_mark_that_nothing_closes_is_no_quotation_elsewhere(text: str) -> None:
    assert quotes(text, 0, len(text)) == ()


BRIDGE = "“The bridge was never safe,” Tomas Brandt told the committee on Monday."


def told(monkeypatch: pytest.MonkeyPatch, text: str, *claims: tuple[str, str, str]) -> Extraction:
    """A text read where the network believes just these claims: source, cue, content."""

    def span(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),)

    kinds = ["direct" if content.startswith("“") else "indirect" for *_, content in claims]
    found = [
        Found(*(span(x) for x in claim), kind, "speech", 0.9)  # type: ignore[call-arg, arg-type]
        for claim, kind in zip(claims, kinds, strict=True)
    ]
    monkeypatch.setattr(reader.Reader, "accepted", lambda self, text, segments: (found, (), Told((), ())))
    return extract(Article(ids.article_iri(None, None, text), text))


FIRST_CLAIM = ("Tomas Brandt", "told", "“The bridge was never safe,”")


@pytest.mark.parametrize(
    "inner", ["Sven Moll said that it was, and we believed it", "We know it: Sven Moll said that it was"]
)
def test_who_is_told_of_inside_a_quotation_does_not_claim_it(monkeypatch: pytest.MonkeyPatch, inner: str) -> None:
    whole = f"“{inner} for nine years, before it fell.”"
    text = f"{BRIDGE}\n\n{whole}\n\n{RAIN}"
    extraction = told(monkeypatch, text, FIRST_CLAIM, ("Sven Moll", "said", "that it was"))
    names = {e.id: e.name for e in extraction.entities}
    assert [(names[a.speaker or ""], a.content[0].of(text), a.source_inferred) for a in extraction.attributions] == [
        ("Tomas Brandt", "“The bridge was never safe,”", False),
        ("Tomas Brandt", whole, True),
        ("Sven Moll", "that it was", False),
    ]
    assert [a.speaker_confidence for a in extraction.attributions][1] == RUNNING


@pytest.mark.parametrize("after", [" Sven Moll said.", ", Sven Moll said."])
def test_who_speaks_beside_a_quotation_claims_it(monkeypatch: pytest.MonkeyPatch, after: str) -> None:
    whole = "“The piers were rotten, and we said so for nine years, before it fell.”"
    text = f"{BRIDGE}\n\n{whole}{after}\n\n{RAIN}"
    extraction = told(monkeypatch, text, FIRST_CLAIM, ("Sven Moll", "said.", whole))
    names = {e.id: e.name for e in extraction.entities}
    assert [(names[a.speaker or ""], a.source_inferred) for a in extraction.attributions] == [
        ("Tomas Brandt", False),
        ("Sven Moll", False),
    ]


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_a_title_between_dashes_signs_nothing(dash: str) -> None:
    _, found = laid(ABOVE, f"{dash} Calls for Ana Vik to go {dash}", RAIN)
    assert [(f.source, f.inferred) for f in found] == [((), True)]


@pytest.mark.parametrize("topic", ["On what the port should do", "About her plans", "In response to the storm"])
def test_a_line_that_tells_the_topic_is_nobody_s_name(topic: str) -> None:
    text = f"The letter of Ana Vik tells more.\n\n{topic}:\n\n{ABOVE}"
    found = reader.load().read(text, segments(text))[0]
    assert all(not f.source for f in found if f.content[0].of(text) == ABOVE)
