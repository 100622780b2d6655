"""One extraction in which every key has a value and every list a member."""

from kg import ids
from kg.model import (
    Article,
    Attribution,
    Candidate,
    Citation,
    Entity,
    Extraction,
    Figure,
    Mention,
    Role,
    Span,
)

TEXT = "Harbour spokesman Bo Lund told the Quay on Tuesday that “some 400 crates” had gone, Ada Ek said."
_IRI = ids.article_iri("https://quay.example/crates", "The Quay", TEXT)


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


_CONTENT, _OUTER = (_span("that “some 400 crates” had gone"),), (_span(TEXT[: TEXT.index(", Ada")]),)
_SPANS = {"told": (_span("told"),), "said": (_span("said"),)}

WHOLE = Extraction(
    Article(
        iri=_IRI,
        text=TEXT,
        url="https://quay.example/crates",
        title="Crates gone",
        outlet="The Quay",
        authors=("Ann Writer",),
        published="2022-03-03",
        language="en",
        source_id="crates-1",
    ),
    (
        Entity(
            id="e1",
            iri=ids.entity_iri(_IRI, "person", "Bo Lund"),
            kind="person",
            name="Bo Lund",
            stands_for="the harbour board",
            roles=(Role("Harbour spokesman", _span("Harbour spokesman")),),
            speaks_for="e2",
            same_as="http://www.wikidata.org/entity/Q1",
        ),
        Entity("e2", ids.entity_iri(_IRI, "organisation", "Harbour"), "organisation", "Harbour"),
    ),
    (Mention(_span("Bo Lund"), "e1", "name"),),
    (
        Attribution(
            id="a1",
            iri=ids.attribution_iri(_IRI, _SPANS["told"], _CONTENT),
            source=(_span("Harbour spokesman Bo Lund"),),
            cue=_SPANS["told"],
            content=_CONTENT,
            type="mixed",
            act="speech",
            speaker="e1",
            speaker_confidence=0.91,
            candidates=(Candidate("e2", 0.41),),
            source_inferred=False,
            medium="the Quay",
            said_on="2022-03-01",
            within="a2",
            confidence=0.97,
        ),
        Attribution(
            id="a2",
            iri=ids.attribution_iri(_IRI, _SPANS["said"], _OUTER),
            source=(_span("Ada Ek"),),
            cue=_SPANS["said"],
            content=_OUTER,
            type="mixed",
        ),
    ),
    (
        Figure(
            iri=ids.figure_iri(_IRI, _span("400")),
            span=_span("400"),
            value=400,
            low=350,
            high=450.5,
            unit="crates",
            measure="gone",
            counted="crates",
            as_of="2022-03-01",
            attribution="a1",
        ),
    ),
    (Citation(ids.citation_iri(_IRI, _span("the Quay")), _span("the Quay"), "outlet", "the Quay", "a1"),),
)
