"""What must hold of an extraction before it becomes a graph."""

from collections.abc import Iterator

from kg import ids
from kg.errors import FormatError
from kg.interchange import check_references
from kg.model import Extraction, QuoteType, Span


def check(extraction: Extraction) -> None:
    """FormatError for a reference to nothing, one IRI for two things or a span outside the text."""
    check_references(extraction)
    try:
        ids.split(extraction.article.iri)
    except ValueError as e:
        raise FormatError(f"article: {e}") from e
    size = len(extraction.article.text)
    seen: dict[str, str] = {}
    for what, iri in _named(extraction):
        if seen.setdefault(iri, what) != what:
            raise FormatError(f"{what} and {seen[iri]} have the same IRI")
    types: dict[tuple[Span, ...], QuoteType] = {}
    for a in extraction.attributions:
        if not a.content:
            raise FormatError(f"attribution {a.id}: no content")
        if types.setdefault(a.content, a.type) != a.type:
            raise FormatError(f"attribution {a.id}: its content is {types[a.content]} in another attribution")
    if any(span.end > size for span in spans(extraction)):
        raise FormatError(f"a span reaches beyond the text of {size} characters")


def _named(extraction: Extraction) -> Iterator[tuple[str, str]]:
    for e in extraction.entities:
        yield f"entity {e.id}", e.iri
    for a in extraction.attributions:
        yield f"attribution {a.id}", a.iri
    for n, f in enumerate(extraction.figures, 1):
        yield f"figure {n} at {f.span.start}", f.iri
    for n, c in enumerate(extraction.citations, 1):
        yield f"citation {n} at {c.span.start}", c.iri


def spans(extraction: Extraction) -> Iterator[Span]:
    """Every span that the extraction names, as often as it does."""
    for e in extraction.entities:
        yield from (r.span for r in e.roles)
    yield from (m.span for m in extraction.mentions)
    for a in extraction.attributions:
        yield from a.source
        yield from a.cue
        yield from a.content
    yield from (f.span for f in extraction.figures)
    yield from (c.span for c in extraction.citations)
