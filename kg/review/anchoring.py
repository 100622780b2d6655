"""Where a judgement belongs in an article that is read again, or in another version of it.

In the same text by position; in another text by exact words with the same 32 characters before and after, standing
there once. Never by a lookalike: a judgement that does not find its place is lost, and says why.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.model import Attribution, Extraction, Span
from kg.rdf.judged import AttributionJudgement, Passage

GONE = "its words are not in the text any more"
UNCERTAIN = "its words stand in the text {} times"
UNREAD = "the reader attributes its words to nobody any more"
SHARED = "{} attributions have its words"


@dataclass(frozen=True, slots=True)
class Met:
    """Judgements by the attribution (IRI) that they are about now, and those that lost their place, with the reason."""

    by_attribution: dict[str, tuple[AttributionJudgement, ...]] = field(default_factory=dict)
    lost: tuple[tuple[AttributionJudgement, str], ...] = ()


def met(extraction: Extraction, judgements: Iterable[AttributionJudgement]) -> Met:
    """The judgements where they belong in ``extraction``; several of one attribution in the order given."""
    found: dict[str, tuple[AttributionJudgement, ...]] = {}
    lost = []
    for j in judgements:
        place = _attribution(extraction, j)
        if isinstance(place, str):
            lost.append((j, place))
        else:
            found[place.iri] = (*found.get(place.iri, ()), j)
    return Met(found, tuple(lost))


def spans(extraction: Extraction, judged: str, passages: Iterable[Passage]) -> tuple[Span, ...] | str:
    """Where passages of the article ``judged`` (IRI) stand in the text; else why one of them has no place there."""
    article = extraction.article
    out = []
    for p in passages:
        if judged == article.iri:
            out.append(p.span)
            continue
        places = _places(article.text, p)
        if len(places) != 1:
            return UNCERTAIN.format(len(places)) if places else GONE
        out.append(places[0])
    return tuple(out)


def _attribution(extraction: Extraction, judgement: AttributionJudgement) -> Attribution | str:
    content = spans(extraction, judgement.article, judgement.passages)
    if isinstance(content, str):
        return content
    found = [a for a in extraction.attributions if a.content == content]
    same = [a for a in found if a.iri == judgement.attribution]
    if same or len(found) == 1:
        return (same or found)[0]
    return SHARED.format(len(found)) if found else UNREAD


def _places(text: str, passage: Passage) -> list[Span]:
    whole = passage.prefix + passage.exact + passage.suffix
    found = []
    at = text.find(whole)
    while at >= 0:
        start = at + len(passage.prefix)
        found.append(Span(start, start + len(passage.exact)))
        at = text.find(whole, at + 1)
    return found
