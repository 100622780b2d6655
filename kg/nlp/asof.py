"""The date that a figure is of, where its own sentence tells one."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.model import Article, Attribution, Figure, Span
from kg.nlp.dates import Told, dates
from kg.nlp.segment import Segment

AS_OF_REACH = 80  # characters between a number and its date
TELLS = (
    r"(?:sa(?:id|ys?)|told|report(?:ed|s)|announced|claimed|estimated|show(?:ed|s)|found|confirmed|stated|released|"
    r"published|declared|poll|survey)"
)
APART = re.compile(
    rf"\b(?:since|until|before|after|when|who|which|compared|while|as|{TELLS})\b|[;:]|, (?:and|but) ", re.IGNORECASE
)
NUMERAL = re.compile(r"\d")
TELLING = re.compile(rf"(?:[ ,]\w{{0,12}})?[ ,]{{1,2}}{TELLS}\b", re.IGNORECASE)
TOLD_ON = re.compile(rf"\b{TELLS}(?: \w{{1,10}})? ?$", re.IGNORECASE)


def dated(
    article: Article, found: Sequence[Figure], segments: Iterable[Segment], said: Sequence[Attribution]
) -> tuple[Figure, ...]:
    """The figures with the dates that their own words tell: within the sentence, and within the same attribution."""
    sentences = sorted((x for segment in segments for x in segment.sentences), key=lambda x: x.start)
    starts = [x.start for x in sentences]
    contents = {a.id: a.content for a in said}
    outside = sorted((p for a in said for p in (*a.source, *a.cue)), key=lambda p: p.start)
    told: dict[int, list[Told]] = {}
    out: list[Figure] = []
    for f in found:
        k = bisect_left(starts, f.span.start + 1) - 1
        sentence = sentences[k]
        if k not in told:
            told[k] = list(dates(article.text, sentence.start, sentence.end, article.published))
        here = [t for t in _near(told[k], f.span) if _belongs(t, f, contents, article.text)]
        if here and f.attribution is None and _any_from(outside, sentence):
            here = []
        best = min(here, key=lambda t: (_gap(t, f.span), t.start), default=None)
        out.append(f if best is None else replace(f, as_of=best.date))
    return tuple(out)


def _near(told: Sequence[Told], span: Span) -> Sequence[Told]:
    """The dates that begin within reach of a figure."""
    first = bisect_left(told, span.start - 2 * AS_OF_REACH, key=lambda t: t.start)
    return told[first : bisect_left(told, span.end + AS_OF_REACH + 1, key=lambda t: t.start)]


def _any_from(spans: Sequence[Span], sentence: Span) -> bool:
    """Whether one of the sorted spans begins in the sentence."""
    i = bisect_left(spans, sentence.start, key=lambda p: p.start)
    return i < len(spans) and spans[i].start < sentence.end


def _gap(told: Told, span: Span) -> int:
    return max(told.start - span.end, span.start - told.end, 0)


def _belongs(told: Told, f: Figure, contents: dict[str, tuple[Span, ...]], text: str) -> bool:
    """Whether a date may be that of a figure: in its attribution, and neither of a telling nor of another clause."""
    if f.span.start < told.end and told.start < f.span.end:
        return False
    if f.attribution is not None and not any(p.start <= told.start < p.end for p in contents[f.attribution]):
        return False
    if _gap(told, f.span) > AS_OF_REACH:
        return False
    between = text[f.span.end : told.start] if told.start >= f.span.end else text[told.end : f.span.start]
    if APART.search(between) or TELLING.match(text, told.end):
        return False
    start = max(0, told.start - 20)
    if TOLD_ON.search(text, start, told.start):
        return False
    if told.start > f.span.end and NUMERAL.search(between) and not re.search(r"[,]| and ", between):
        return False
    was = text[max(0, f.span.start - 6) : f.span.start].lower().endswith("from ")
    return not was or f.span.end <= told.start <= f.span.end + len(" in early ")
