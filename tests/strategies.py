"""Hypothesis strategies for the values of ``kg.model``: well-formed, with the identifiers that ``kg.ids`` gives them.

Well-formed means what ``kg extract`` promises: spans lie in the text and touch no white space at their ends, ids count
in text order, references name what exists, confidences have four places.

    from tests.strategies import extractions
"""

import re

from hypothesis import strategies as st

from kg import ids
from kg.model import (
    ACTS,
    CITATION_KINDS,
    ENTITY_KINDS,
    MENTION_FORMS,
    QUOTE_TYPES,
    Article,
    Attribution,
    Candidate,
    Citation,
    Entity,
    Extraction,
    Figure,
    Link,
    Mention,
    QuoteType,
    Role,
    Span,
)

PRINTED = st.sampled_from(
    re.findall(
        r"\S+",
        """the mayor of said that “we hold” port, “and” she added ‘no’ "yes" 'tis « ça » „ja“ 498 soldiers <b>&amp;
        Zoë Ōta 東京 e\u0301 👩\u200d🚒 o\u2019clock \u200b \\ {} # ; ]. ]]> --> %s\u202e""",
    )
)
ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
SPACES = st.sampled_from([" ", " ", " ", "\n\n", "\n", "\t", "\u00a0", "\r\n"])

names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).map(str.strip).filter(bool)
"""Non-empty strings without control characters or white space at their ends."""

dates = st.dates().map(lambda d: d.isoformat())
datetimes = st.datetimes().map(lambda d: d.replace(microsecond=0).isoformat() + "Z")
hosts = st.from_regex(r"[a-z]{1,8}\.(example|test)", fullmatch=True)
urls = st.builds("https://{}/{}".format, hosts, st.from_regex(r"[a-z0-9/._~-]{0,12}", fullmatch=True))
confidences = st.integers(0, 10_000).map(lambda n: n / 10_000)
numbers = st.one_of(st.integers(-(10**12), 10**12), st.integers(-(10**9), 10**9).map(lambda n: n / 100))


@st.composite
def texts(draw: st.DrawFn, max_words: int = 40) -> str:
    """A text with at least one character that is not white space: words, marks of all kinds, any code points."""
    words = draw(st.lists(st.one_of(PRINTED, PRINTED, ANY), min_size=1, max_size=max_words))
    text = "".join(word + draw(SPACES) for word in words)
    return text if text.strip() else text + "x"


@st.composite
def articles(draw: st.DrawFn, links: bool = False) -> Article:
    """An article; with ``links`` it may hold hyperlinks, which the JSON of ``kg extract`` does not carry."""
    text, url, outlet = draw(texts()), draw(st.none() | urls), draw(st.none() | names)
    anchors = draw(_disjoint(text, max_size=3)) if links else ()
    return Article(
        iri=ids.article_iri(url, outlet, text),
        text=text,
        url=url,
        title=draw(st.none() | names),
        outlet=outlet,
        authors=tuple(draw(st.lists(names, max_size=2, unique=True))),
        published=draw(st.none() | dates | datetimes),
        language=draw(st.none() | st.sampled_from(["en", "uk", "pt-br"])),
        source_id=draw(st.none() | names),
        links=tuple(Link(span, draw(urls)) for span in anchors),
    )


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """A span of ``text`` that begins and ends with a character that is not white space."""
    words = [m.span() for m in re.finditer(r"\S+", text)]
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, min(first + 6, len(words) - 1)))
    return Span(words[first][0], words[last][1])


@st.composite
def extractions(draw: st.DrawFn, links: bool = False) -> Extraction:
    """An article with what was read in it."""
    article = draw(articles(links=links))
    entities, mentions = draw(_entities(article))
    attributions = draw(_attributions(article, entities))
    return Extraction(
        article,
        entities,
        mentions,
        attributions,
        draw(_figures(article, attributions)),
        draw(_citations(article, attributions)),
    )


def newsrooms(max_size: int = 4) -> st.SearchStrategy[list[Extraction]]:
    """Several extractions, no two of one article."""
    return st.lists(extractions(), max_size=max_size, unique_by=lambda x: x.article.iri)


@st.composite
def _disjoint(draw: st.DrawFn, text: str, min_size: int = 0, max_size: int = 3) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in sorted(draw(st.lists(spans(text), min_size=min_size, max_size=max_size))):
        if not found or found[-1].end <= span.start:
            found.append(span)
    return tuple(found)


@st.composite
def _entities(draw: st.DrawFn, article: Article) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """Entities in the order of their first words; one of the same kind and wording again gets its number."""
    founders = sorted(draw(st.lists(spans(article.text), max_size=4)))
    keys = [f"e{i}" for i in range(1, len(founders) + 1)]
    entities: list[Entity] = []
    for key, span in zip(keys, founders, strict=True):
        kind, name = draw(st.sampled_from(ENTITY_KINDS)), span.of(article.text)
        occurrence = 1 + sum((e.kind, e.name) == (kind, name) for e in entities)
        others = [other for other in keys if other != key]
        roles = [Role(s.of(article.text), s) for s in draw(_disjoint(article.text, max_size=1))]
        entities.append(
            Entity(
                id=key,
                iri=ids.entity_iri(article.iri, kind, name, occurrence),
                kind=kind,
                name=name,
                stands_for=draw(st.none() | names),
                roles=tuple(roles),
                speaks_for=draw(_one_of(others)),
                same_as=draw(st.none() | st.integers(1, 10**6).map("http://www.wikidata.org/entity/Q{}".format)),
            )
        )
    mentions = {(span, key) for key, span in zip(keys, founders, strict=True)}
    if keys:
        mentions |= draw(st.sets(st.tuples(spans(article.text), st.sampled_from(keys)), max_size=4))
    return tuple(entities), tuple(
        Mention(span, key, draw(st.sampled_from(MENTION_FORMS))) for span, key in sorted(mentions)
    )


@st.composite
def _attributions(draw: st.DrawFn, article: Article, entities: tuple[Entity, ...]) -> tuple[Attribution, ...]:
    text = article.text
    parts = draw(
        st.lists(
            st.tuples(_disjoint(text, max_size=1), _disjoint(text, 1, 3), _disjoint(text, max_size=2)),
            max_size=4,
            unique_by=lambda p: p[:2],
        )
    )
    found: list[Attribution] = []
    types: dict[tuple[Span, ...], QuoteType] = {}
    for i, (cue, content, source) in enumerate(sorted(parts, key=lambda p: (p[1], p[0])), 1):
        speaker = draw(_one_of([e.id for e in entities]))
        rest = [e.id for e in entities if e.id != speaker]
        outer = [a.id for a in found if cue and any(s.holds(cue[0]) for s in a.content)]
        found.append(
            Attribution(
                id=f"a{i}",
                iri=ids.attribution_iri(article.iri, cue, content),
                source=source,
                cue=cue,
                content=content,
                type=types.setdefault(content, draw(st.sampled_from(QUOTE_TYPES))),
                act=draw(st.sampled_from(ACTS)),
                speaker=speaker,
                speaker_confidence=draw(confidences) if speaker else None,
                candidates=tuple(Candidate(e, draw(confidences)) for e in rest[: draw(st.integers(0, 2))]),
                source_inferred=not source and draw(st.booleans()),
                medium=draw(st.none() | names),
                said_on=draw(st.none() | dates),
                within=draw(_one_of(outer)),
                confidence=draw(st.none() | confidences),
            )
        )
    return tuple(found)


@st.composite
def _figures(draw: st.DrawFn, article: Article, attributions: tuple[Attribution, ...]) -> tuple[Figure, ...]:
    found = []
    for span in sorted(draw(st.sets(spans(article.text), max_size=2))):
        low, high = sorted([draw(numbers), draw(numbers)])
        ranged = draw(st.booleans())
        found.append(
            Figure(
                iri=ids.figure_iri(article.iri, span),
                span=span,
                value=draw(st.none() | numbers),
                low=low if ranged else None,
                high=high if ranged else None,
                unit=draw(st.none() | names),
                measure=draw(st.none() | names),
                counted=draw(st.none() | names),
                as_of=draw(st.none() | dates),
                attribution=draw(_one_of([a.id for a in attributions])),
            )
        )
    return tuple(found)


@st.composite
def _citations(draw: st.DrawFn, article: Article, attributions: tuple[Attribution, ...]) -> tuple[Citation, ...]:
    found = []
    for span in sorted(draw(st.sets(spans(article.text), max_size=2))):
        kind = draw(st.sampled_from(CITATION_KINDS))
        found.append(
            Citation(
                iri=ids.citation_iri(article.iri, span),
                span=span,
                kind=kind,
                target=draw(urls if kind == "link" else names),
                attribution=draw(_one_of([a.id for a in attributions])),
            )
        )
    return tuple(found)


def _one_of(keys: list[str]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(keys) if keys else st.none()
