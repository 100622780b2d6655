"""A text as paragraphs with roles and sentences: what may hold statements, and what never does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Literal

import sentencex

from kg.model import Span
from kg.nlp import furniture
from kg.nlp.quotes import Quote, opens_with_mark, quotes

SegmentRole = Literal["body", "headline", "heading"] | furniture.Furniture

PIECE = 2_000  # characters given to the sentence splitter at once: its time grows faster than its input
LAST = 6  # lines at the end of an article among which its author may be introduced
LONGEST_LIST = 6  # links
LONGEST_LINK = 20  # words
LONGEST_TITLE = 160  # characters
LONG = 60  # characters of a paragraph that is no line by itself
FEWEST = 3  # long paragraphs that show how an article's paragraphs end
LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
MONTH = r"(?P<day>(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:, \d{4})?,? ?)?"
DATELINE = re.compile(
    rf"(?:(?P<place>[{furniture.UPPER}][\w.’'-]*(?:,? [{furniture.UPPER}][\w.’'-]*){{0,5}}),? ?)?{MONTH}"
    rf"(?:\((?P<agency>[A-Z][\w .&]{{1,30}})\) ?)?(?:[–—-]{{1,2}}|: ) ?(?=[“„«\"‘'`{furniture.UPPER}0-9])"
)
TERMINAL = tuple(".?!…:;,”“\"’‘'»«)]")
DASHES = ("—", "–", "―", "--")
MARKS = ("“", "”", "„", "«", '"', "``")  # a title between paragraphs has none of these


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph: all of it, its role, and its ``body`` (None where it can hold no statement), by sentence.

    ``dateline`` is the prefix ("KYIV (AP) -") that the body leaves out; ``agency`` the wire named in it. No sentence
    begins or ends inside one of the ``quotes``.
    """

    span: Span
    role: SegmentRole
    body: Span | None = None
    dateline: Span | None = None
    agency: Span | None = None
    quotes: tuple[Quote, ...] = ()
    sentences: tuple[Span, ...] = ()


def segments(text: str) -> tuple[Segment, ...]:
    """The non-blank paragraphs of ``text`` in order; lines broken in mid-sentence are one paragraph."""
    lines = _paragraphs(text)
    roles = _roles(text, lines)
    found: list[Segment] = []
    for i, (span, role) in enumerate(zip(lines, roles, strict=True)):
        if role == "body" and _is_title(text, lines, roles, i):
            found.append(Segment(span, "headline" if i == 0 else "heading"))
        elif role == "body":
            found.append(_body(text, span, early=i < 4))
        else:
            found.append(Segment(span, role))
    follows = False
    for i in range(len(found) - 1, -1, -1):
        if found[i].body is not None:
            found[i] = _divided(text, found[i], follows)
            follows = opens_with_mark(text, found[i].span.start)
    return tuple(found)


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences of ``span``, without white space at either end."""
    found: list[Span] = []
    start = span.start
    while start < span.end:
        end = _piece_end(text, start, span.end)
        piece = LINE_BREAK.sub(" ", text[start:end])
        for part in sentencex.get_sentence_boundaries("en", piece):
            sentence = trimmed(text, start + part["start_index"], start + part["end_index"])
            if sentence is not None:
                found.append(sentence)
        start = end
    return tuple(found)


LINE_BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029\ud800-\udfff]")


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space at either end; None where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _piece_end(text: str, start: int, end: int) -> int:
    if end - start <= PIECE:
        return end
    for mark in (". ", " "):
        cut = text.rfind(mark, start + PIECE // 2, start + PIECE)
        if cut > 0:
            return cut + len(mark)
    return start + PIECE


def _paragraphs(text: str) -> list[Span]:
    found: list[Span] = []
    for match in LINE.finditer(text):
        span = trimmed(text, match.start(), match.end())
        if span is None:
            continue
        if found and _continues(text, found[-1], span):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _continues(text: str, before: Span, span: Span) -> bool:
    """Whether a line was broken by its width: no blank line, no end of sentence, then a small letter."""
    gap = text[before.end : span.start]
    last = max(text.rfind("\n", before.start, before.end), before.start - 1)
    return (
        gap.count("\n") == 1
        and 45 <= before.end - last <= 160
        and text[before.end - 1] not in '.?!:”"'
        and text[span.start].islower()
    )


def _roles(text: str, lines: list[Span]) -> list[SegmentRole]:
    """What each line is by its words and by how the others end; "body" may still be a title."""
    roles: list[SegmentRole] = []
    listed = 0  # so many more lines may belong to the list of links that a line before has opened
    for i, span in enumerate(lines):
        line = span.of(text)
        role: SegmentRole = furniture.kind(line) or "body"
        if role == "bio" and i < len(lines) - LAST:
            role = "body"
        if furniture.is_head(line):
            role, listed = "promotion", LONGEST_LIST
        elif role == "body" and listed and _is_unended(line):
            role, listed = "promotion", listed - 1
        else:
            listed = 0
        roles.append(role)
    for i in _strays(text, lines, roles):
        roles[i] = "heading"
    return roles


def _strays(text: str, lines: list[Span], roles: list[SegmentRole]) -> Iterator[int]:
    """Where all paragraphs end as sentences do, the short lines that do not: links, captions, titles.

    None are the items of a list that a colon opens, a signature ("— Ina Moll") and the line above it, and part of a
    wrapped paragraph.
    """
    said = [span.of(text) for span in lines]
    body = [line for line, role in zip(said, roles, strict=True) if role == "body"]
    ended = sum(line.endswith(TERMINAL) for line in body if len(line) > LONG)
    if ended < FEWEST or any(not line.endswith(TERMINAL) and not _is_unended(line) for line in body):
        return
    runs_on = _runs_on(text, lines)
    is_item = False
    for i in range(1, len(lines)):
        is_item = said[i - 1].endswith(":") or (is_item and _is_unended(said[i]))
        is_signed = any(line.startswith(DASHES) for line in said[i : i + 2])
        is_news = is_item or is_signed or runs_on[i] or _is_marked(said[i])
        if roles[i] == "body" and _is_unended(said[i]) and not is_news:
            yield i


def _runs_on(text: str, lines: list[Span]) -> list[bool]:
    """Whether each line's sentence ends on the lines below it, in a text whose paragraphs are parted by blank lines."""
    glued = [text.count("\n", a.end, b.start) == 1 for a, b in pairwise(lines)]
    found = [False] * len(lines)
    for i in range(len(glued) - 1, -1, -1):
        found[i] = glued[i] and (found[i + 1] or lines[i + 1].of(text).endswith(TERMINAL))
    return found if not all(glued) else [False] * len(lines)


def _is_marked(line: str) -> bool:
    return any(mark in line for mark in MARKS)


def _is_unended(line: str) -> bool:
    """Whether a line is as short as a headline and ends like one."""
    return len(line) <= LONGEST_TITLE and len(line.split()) <= LONGEST_LINK and not line.endswith(TERMINAL)


def _is_title(text: str, lines: list[Span], roles: list[SegmentRole], i: int) -> bool:
    line = lines[i].of(text)
    if len(line) > LONGEST_TITLE or line.endswith(TERMINAL) or not any(c.isalpha() for c in line):
        return False
    if i > 0 and _is_marked(line):
        return False
    if (dateline := DATELINE.match(line)) is not None and dateline["agency"]:
        return False
    near = range(i + 1, min(len(lines), i + 20))
    after = (len(lines[k].of(text)) for k in near if roles[k] == "body")
    longer = any(length > len(line) for length in islice(after, 5))
    return longer and (i == 0 or len(line.split()) <= 8)


def _body(text: str, span: Span, early: bool) -> Segment:
    end = span.start + furniture.without_credit(span.of(text))
    dateline = DATELINE.match(text[span.start : min(end, span.start + 120)]) if early else None
    agency = None
    start = span.start
    if dateline and _is_dateline(dateline):
        start += dateline.end()
        if dateline["agency"]:
            agency = Span(span.start + dateline.start("agency"), span.start + dateline.end("agency"))
    return Segment(span, "body", trimmed(text, start, end), trimmed(text, span.start, start), agency)


def _divided(text: str, segment: Segment, follows: bool) -> Segment:
    """The segment with its quotations and sentences; ``follows``: the next paragraph begins with a quotation mark.

    A quotation that is never closed runs to the paragraph's end if it is taken up there, else to its sentence's end.
    """
    assert segment.body is not None
    marks = quotes(text, segment.body.start, segment.body.end)
    parts = sentences(text, segment.body)
    if marks and marks[-1].open and not follows:
        start = marks[-1].span.start
        end = next((s.end for s in parts if s.end > start + 2), segment.body.end)
        marks = (*marks[:-1], Quote(Span(start, end)))
    return replace(segment, quotes=marks, sentences=_rejoined(text, parts, marks))


def _rejoined(text: str, parts: tuple[Span, ...], marks: tuple[Quote, ...]) -> tuple[Span, ...]:
    """Sentences put together again where they were cut inside a quotation, or between it and "he asked"."""
    found: list[Span] = []
    q = 0
    for part in parts:
        start = part.start
        while q < len(marks) and marks[q].span.end <= start:
            q += 1
        inside = q < len(marks) and marks[q].span.start < start
        if inside and found and start - marks[q].span.start <= 3 and marks[q].span.start > found[-1].start:
            start = marks[q].span.start
            found[-1] = trimmed(text, found[-1].start, start) or found[-1]
        elif found and (inside or (q and _goes_on(text, marks[q - 1], start))):
            found[-1] = Span(found[-1].start, part.end)
            continue
        found.append(Span(start, part.end))
    return tuple(found)


def _goes_on(text: str, quote: Quote, start: int) -> bool:
    """'"Why?" he asked': the sentence did not end with its quotation."""
    if text[quote.span.end : start].strip():
        return False
    return text[start].islower() or text[quote.span.end - 2] in "?!,"


def _is_dateline(match: re.Match[str]) -> bool:
    """An agency, a place in capitals or with its country, or a lone place before a spaced dash."""
    place, mark = match["place"], match[0]
    if match["agency"] or (match["day"] and not match["place"]):
        return True
    if not place or mark.rstrip().endswith(":"):
        return False
    spaced = mark.rstrip("–—- ") != mark.rstrip("–—-") and mark.endswith(" ")
    return spaced and (place.isupper() or "," in place or place[:1].isupper())
