"""Extractions written by hand: the sentence of the design, and an article with something of every class."""

from dataclasses import replace

from kg import ids
from kg.model import (
    Article,
    Attribution,
    Candidate,
    Citation,
    Entity,
    Extraction,
    Figure,
    Identity,
    Link,
    Mention,
    Original,
    Role,
    Run,
    Span,
)

RUN = Run("rules-1", "0.1.0", "2022-03-04T08:00:00Z")


def span_of(text: str, words: str, nth: int = 1) -> Span:
    """The span of the ``nth`` occurrence of ``words``."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def kolikhaev() -> Extraction:
    """The sentence whose graph is normative."""
    text = "Mayor Igor Kolikhaev wrote on Facebook that “armed visitors” had entered his council"
    iri = ids.article_iri(None, None, text)
    mayor = Entity(
        "e1",
        ids.entity_iri(iri, "person", "Igor Kolikhaev"),
        "person",
        "Igor Kolikhaev",
        None,
        (Role("Mayor", Span(0, 5)),),
    )
    source, cue, content = (Span(0, 20),), (Span(21, 26),), (Span(44, 84),)
    attribution = Attribution(
        id="a1",
        iri=ids.attribution_iri(iri, cue, content),
        source=source,
        cue=cue,
        content=content,
        type="mixed",
        act="writing",
        speaker="e1",
        medium="Facebook",
        confidence=0.97,
    )
    return Extraction(Article(iri, text), (mayor,), (Mention(Span(6, 20), "e1", "name"),), (attribution,))


def kolikhaev_identity() -> Identity:
    """That the mayor founds his own canonical speaker."""
    (mayor,) = kolikhaev().entities
    return Identity(mayor.iri, ids.speaker_iri(mayor.iri), mayor.kind, mayor.name)


TEXT = (
    "“The port,” harbour master Lena Ort said, according to the Courier, “is closed.”\r\n\r\n"
    "Residents fear that 400 to 498 ships are stuck, spokesman Ivo Pahl of the Coast Guard wrote on Tuesday. "
    "A sailor said Mr Pahl told him the “storm” 🌊 will pass."
)


CANDIDATES = (Candidate("e2", 0.41), Candidate("e4", 0.2))


def full() -> Extraction:
    """An article with every class, a relay, an interrupted quote, a shared span, a candidate and a link."""
    url = "https://gazette.example/port?a=1&b=2"
    iri = ids.article_iri(url, "The Gazette", TEXT)
    article = Article(
        iri,
        TEXT,
        url=url,
        title='A port \\ "closed"',
        outlet="The Gazette",
        authors=("Zoë Writer", "Ann Author"),
        published="2022-03-03T10:00:00Z",
        language="en",
        source_id="no. 7",
        links=(Link(span_of(TEXT, "Courier"), "https://courier.example/x"),),
        original=Original("a" * 64, "text/html", b"<p>"),
    )

    def s(words: str, nth: int = 1) -> Span:
        return span_of(TEXT, words, nth)

    def entity(n: int, kind: str, name: str, **more: object) -> Entity:
        return replace(Entity(f"e{n}", ids.entity_iri(iri, kind, name), "person", name), kind=kind, **more)

    entities = (
        entity(1, "person", "Lena Ort", roles=(Role("harbour master", s("harbour master")),)),
        entity(2, "outlet", "the Courier"),
        entity(3, "collective", "Residents"),
        entity(4, "person", "Ivo Pahl", speaks_for="e5", roles=(Role("spokesman", s("spokesman")),)),
        entity(5, "organisation", "Coast Guard", same_as="http://www.wikidata.org/entity/Q1"),
        entity(6, "unnamed", "A sailor"),
    )
    mentions = (
        Mention(s("Lena Ort"), "e1", "name"),
        Mention(s("Courier"), "e2", "name"),
        Mention(s("Residents"), "e3", "noun"),
        Mention(s("Ivo Pahl"), "e4", "name"),
        Mention(s("Coast Guard"), "e5", "name"),
        Mention(s("A sailor"), "e6", "noun"),
        Mention(s("Mr Pahl"), "e4", "name"),
        Mention(s("him"), "e6", "pronoun"),
    )

    def attribution(n: int, source: str, cue: str, content: tuple[Span, ...], **more: object) -> Attribution:
        cues = (s(cue, 2 if n == 4 else 1),)
        made = Attribution(f"a{n}", ids.attribution_iri(iri, cues, content), (s(source),), cues, content, "indirect")
        return replace(made, **more)

    ships, fear, storm = (
        (s(words),)
        for words in (
            "400 to 498 ships are stuck",
            "Residents fear that 400 to 498 ships are stuck",
            "the “storm” 🌊 will pass.",
        )
    )
    ort = attribution(1, "harbour master Lena Ort", "said", (s("“The port,”"), s("“is closed.”")))
    told = (s("Mr Pahl told him the “storm” 🌊 will pass."),)
    pahl = "spokesman Ivo Pahl of the Coast Guard"
    attributions = (
        replace(ort, type="direct", speaker="e1", speaker_confidence=0.9, confidence=0.97, candidates=CANDIDATES),
        attribution(2, "Residents", "fear", ships, act="thought", speaker="e3", within="a3"),
        attribution(3, pahl, "wrote", fear, act="writing", speaker="e4", said_on="2022-03-01", medium="Facebook"),
        attribution(4, "A sailor", "said", told, type="mixed", speaker="e6"),
        attribution(5, "Mr Pahl", "told", storm, type="mixed", speaker="e4", within="a4"),
    )
    figure = Figure(
        ids.figure_iri(iri, s("400 to 498 ships")),
        s("400 to 498 ships"),
        None,
        400,
        498.5,
        "ships",
        "stuck",
        "ships",
        "Tuesday",
        "a2",
    )
    courier = s("Courier")
    citation = Citation(ids.citation_iri(iri, courier), courier, "link", "https://courier.example/x", "a1")
    return Extraction(article, entities, mentions, attributions, (figure,), (citation,))
