"""A text as paragraphs with roles and sentences: what may hold statements, and what never does."""

import re
from dataclasses import dataclass, replace
from typing import Literal

import sentencex

from kg.model import Span
from kg.nlp.quotes import Quote, opens_with_mark, quotes

SegmentRole = Literal["body", "headline", "heading", "caption", "credit", "byline", "contact", "copyright", "promotion"]

PIECE = 2_000  # characters given to the sentence splitter at once: its time grows faster than its input
EDGE = 240  # characters looked at for roles, from either end of a line
LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
AGENCY = (
    r"(?:Getty(?: Images)?|Reuters|REUTERS|AP(?: Photo)?|AFP|EPA(?:-EFE)?|Shutterstock|Zuma(?: Press)?|Bloomberg|"
    r"Associated Press|Alamy|Redux|NurPhoto|Xinhua|PA(?: Media| Wire)?|Anadolu(?: Agency)?|Magnum|Handout|TASS)"
)
PICTURE = (
    r"(?:photo(?:graph|s)?(?: (?:composite|illustration|credit))?|image|picture|credit|video|graphic|illustration)"
)
CREDIT = re.compile(
    rf"^\W{{0,3}}(?:{PICTURE}s?(?: by)? ?:|(?:photo(?:graph|s)?|image|picture|illustration|graphic)s? by )",
    re.IGNORECASE,
)
CREDIT_LINE = re.compile(rf"^[^.?!“”\"]{{0,80}}[/|] ?{AGENCY}\W{{0,3}}$")
CREDIT_TAIL = re.compile(
    rf"[ \t](?:(?i:{PICTURE}s?(?: by)? ?:) ?\S[^?!“”\"]{{0,120}}|\([^()]{{0,80}}[/|] ?{AGENCY}\)"
    rf"|\((?i:photo|image|picture|video|ap photo)\b[^()]{{0,120}}\)\W?|[A-Z][\w.’' -]{{1,40}}/ ?{AGENCY})$"
)
COPYRIGHT = re.compile(
    r"^\W{0,3}copyright\b|©|\(c\) ?(?:19|20)\d\d|all rights reserved|may not be (?:published|reproduced)", re.I
)
BYLINE = re.compile(
    r"^\W{0,3}(?i:by) (?:[A-Z][\w.’'-]*|and|[,&])(?: ?(?:[A-Z][\w.’'-]*|and|[,&|])){0,14}\W{0,2}$"
    r"|^\W{0,3}(?i:(?:additional )?reporting|writing|edit(?:ed|ing)|compiled|words) (?i:by|from) [A-Z]"
    r"|\bcontributed (?:reporting\b|(?:to|from) (?:this|the) (?:article|report|story|piece)\b)"
)
CONTACT = re.compile(
    r"^\W{0,3}(?:(?i:write|e-?mail|contact|reach|message)\b[^.?!]{0,80}(?:@|\[(?i:e-?mail|at)\b|\bemail\b)"
    r"|(?:Write|WRITE) (?i:to) [A-Z]|(?i:e-?mail|tel|phone|contact|twitter) ?:"
    r"|(?:Follow|FOLLOW) [^.?!]{0,60} on (?i:x|twitter|facebook|instagram|threads|bluesky|mastodon|linkedin)\b)"
)
PROMOTION = re.compile(
    r"^\W{0,3}(?:(?:read|see|watch|listen|more|related|also|recommended|must read|breaking)\b[^.?!:]{0,25}:[^.?!]*$"
    r"|(?:read more|read next|read also|see also|sign up|subscribe|advertisement|click here|story continues|most read|"
    r"share this|download (?:our|the) app|continue reading|skip to)\b)",
    re.I,
)
MONTH = r"(?P<day>(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:, \d{4})?,? ?)?"
DATELINE = re.compile(
    rf"(?:(?P<place>[A-Z][\w.’'-]*(?:,? [A-Z][\w.’'-]*){{0,5}}),? ?)?{MONTH}"
    r"(?:\((?P<agency>[A-Z][\w .&]{1,30})\) ?)?(?:[–—-]{1,2}|: ) ?(?=[“\"‘'A-Z0-9])"
)
TERMINAL = tuple(".?!…:;,”\"’'»)]")


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
    roles = [_role(span.of(text)) for span in lines]
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
        and 45 <= before.end - last <= 120
        and text[before.end - 1] not in '.?!:”"'
        and text[span.start].islower()
    )


def _role(line: str) -> SegmentRole:
    head, tail = line[:EDGE], line[-EDGE:]
    if COPYRIGHT.search(head) or (len(line) < 600 and COPYRIGHT.search(tail)):
        return "copyright"
    if len(line) <= EDGE and (CREDIT.search(line) or CREDIT_LINE.search(line)):
        return "credit"
    if len(line) <= 2 * EDGE and BYLINE.search(head):
        return "byline"
    if len(line) <= 2 * EDGE and CONTACT.search(head):
        return "contact"
    if len(line) <= EDGE and PROMOTION.search(head):
        return "promotion"
    return "body"


def _is_title(text: str, lines: list[Span], roles: list[SegmentRole], i: int) -> bool:
    line = lines[i].of(text)
    if len(line) > 160 or line.endswith(TERMINAL) or not any(c.isalpha() for c in line):
        return False
    if any(mark in line for mark in '“"”«') and i > 0:
        return False
    longer = any(
        role == "body" and len(span.of(text)) > len(line)
        for span, role in zip(lines[i + 1 : i + 6], roles[i + 1 : i + 6], strict=True)
    )
    return longer and (i == 0 or len(line.split()) <= 8)


def _body(text: str, span: Span, early: bool) -> Segment:
    tail_start = max(span.start, span.end - EDGE)
    tail = CREDIT_TAIL.search(text[tail_start : span.end])
    end = tail_start + tail.start() if tail else span.end
    dateline = DATELINE.match(text[span.start : min(end, span.start + 120)]) if early else None
    agency = None
    start = span.start
    if dateline and _is_dateline(dateline):
        start += dateline.end()
        if dateline["agency"]:
            agency = Span(span.start + dateline.start("agency"), span.start + dateline.end("agency"))
    body = trimmed(text, start, end)
    prefix = trimmed(text, span.start, start)
    return Segment(span, "caption" if tail else "body", body, prefix, agency)


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
