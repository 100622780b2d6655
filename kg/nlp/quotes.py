"""Quotations in a paragraph: which marks open, which close, and what runs on into the next paragraph.

English print writes “ ” ‘ ’ " ' « » ‹ › „ ‟ and ``''; it leaves marks out, turns them the wrong way, nests them, opens
each paragraph of a long quotation anew and closes only the last, and uses ’ and " for apostrophes and measures too.
"""

import re
from dataclasses import dataclass

from kg.model import Span

CLOSERS = {
    "“": '”“‟"',
    "„": '”“‟"',
    "‟": '”“"',
    "«": "»",
    "‹": "›",
    "``": "''\"",
    "''": "''",
    '"': '"”',
    "‘": "’'",
    "'": "'’",
    "»": "«",
    "”": '”"',
}
MARK = re.compile(r"``|''|[“”„‟«»‹›\"‘’']")
ELIDED = re.compile(r"[’'‘](?:em|tis|twas|til|cause|cos|n|bout|\d0s|\d\d)\b", re.IGNORECASE)
CUE_AFTER = re.compile(
    r"\s?(?:(?:he|she|it|they|[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3}) (?:\w+ly )?"
    r"(?:said|says|told|added|adds|wrote|noted|asked|replied)|(?:said|says|added|wrote|noted|asked) )"
)
MEASURE = re.compile(r"\d[’'] ?\d{1,2}$|(?<!\w)\d{1,2}(?:\.\d+)?$")
LOOK = 60  # characters looked at around a mark


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks; ``open`` when it runs to the paragraph's end without a closing mark."""

    span: Span
    open: bool = False


def quotes(text: str, start: int, end: int) -> tuple[Quote, ...]:
    """The outermost quotations of ``text[start:end]``, a paragraph without white space at its end, in order."""
    marks = list(MARK.finditer(text, start, end))
    last_single = max((m.start() for m in marks if _closes_single(text, m, end)), default=-1)
    nests = text.count("“", start, end) == text.count("”", start, end)
    found: list[Quote] = []
    opened: re.Match[str] | None = None
    depth = 0
    for m in marks:
        mark = m.group()
        if opened is None:
            if _opens(text, m, start, end, last_single):
                opened = m
            elif mark in "”»" and not found and _strays(text, m):
                found.append(Quote(Span(start, m.end())))
        elif nests and mark == opened.group() == "“":
            depth += 1
        elif depth and mark == "”":
            depth -= 1
        elif mark in CLOSERS[opened.group()] and _closes(text, m, opened.group(), end):
            found.append(Quote(Span(opened.start(), m.end())))
            opened = None
    if opened is not None and opened.end() < end:
        found.append(Quote(Span(opened.start(), end), open=True))
    return tuple(q for q in found if any(c.isalnum() for c in q.span.of(text)[:LOOK]))


def opens_with_mark(text: str, start: int) -> bool:
    """Whether a paragraph begins with an opening quotation mark."""
    return text.startswith(("“", "„", "‟", "«", "‹", '"', "``", "''", "‘", "”"), start)


def _around(text: str, m: re.Match[str], start: int, end: int) -> tuple[str, str]:
    return text[m.start() - 1] if m.start() > start else " ", text[m.end()] if m.end() < end else " "


def _opens(text: str, m: re.Match[str], start: int, end: int, last_single: int) -> bool:
    mark = m.group()
    before, after = _around(text, m, start, end)
    free = not before.isalnum() and before not in ".,?!"
    if mark in ("“", "„", "‟", "«", "‹", "``"):
        return not (mark == "“" and after.isspace() and before in ",.?!")
    if mark in ('"', "''"):
        return free and not after.isspace()
    if mark in "‘'":
        ends = last_single > m.start() or (m.start() == start and after.isupper())
        return free and after.isalnum() and ends and not ELIDED.match(text, m.start(), m.end() + 6)
    return mark in "”»" and before.isspace() and not after.isspace()


def _closes(text: str, m: re.Match[str], opener: str, end: int) -> bool:
    mark = m.group()
    before, after = _around(text, m, 0, end)
    attributed = CUE_AFTER.match(text, m.end(), min(end, m.end() + LOOK)) is not None
    if mark in ("“", "‟"):
        ended = text[max(0, m.start() - 2) : m.start()].rstrip()[-1:] in (",", ".", "?", "!")
        return (opener == "„" and not after.isalnum()) or (ended and attributed)
    if mark in ("’", "'"):
        return _closes_single(text, m, end)
    if mark == '"' and before.isspace() and not after.isspace() and opener == '"':
        return attributed
    if mark == '"' and before.isdigit() and MEASURE.search(text, max(0, m.start() - 8), m.start()):
        return (
            after in ",.;:)?!" or m.end() >= end or (after.isspace() and not text[m.end() + 1 : m.end() + 2].islower())
        )
    return True


def _closes_single(text: str, m: re.Match[str], end: int) -> bool:
    if m.group() not in ("’", "'"):
        return False
    before, after = _around(text, m, 0, end)
    possessive = before in "sz" and after == " " and text[m.end() + 1 : m.end() + 2].islower()
    return not (before.isspace() or after.isalnum() or possessive)


def _strays(text: str, m: re.Match[str]) -> bool:
    """Whether a closing mark ends a quotation whose opening mark was left out: "he said" follows."""
    return text[m.start() - 1] in ",.?!" and CUE_AFTER.match(text, m.end(), m.end() + LOOK) is not None
