"""Which words of a text stand between quotation marks, and so: is a marked content direct, indirect or mixed?"""

from collections.abc import Iterable, Sequence

from kg.evaluate.tokens import WORD
from kg.model import QuoteType

_CLOSERS = {"“": '”"', "„": "“”", '"': '"”', "«": "»", "‹": "›", "‘": "’", "'": "'’"}
_AMBIGUOUS = "\"‘'"
_SINGLE = "‘'"
_BEFORE_OPENING = "([{-–—/…“„«‹\"'‘"


def content_type(text: str, content: Iterable[Sequence[int]], stretches: Sequence[tuple[int, int]]) -> QuoteType:
    """The type of a content, told from the quotation marks of the article's text alone.

    Direct: all words of all its spans (runs of word characters) stand between quotation marks; indirect: none does, or
    there is no word; mixed: the rest. ``stretches`` are those of ``quoted(text)``.
    """
    words = [m.start() for start, end in content for m in WORD.finditer(text, start, end)]
    inside = sum(any(start < word < end for start, end in stretches) for word in words)
    if not inside:
        return "indirect"
    return "direct" if inside == len(words) else "mixed"


def quoted(text: str) -> list[tuple[int, int]]:
    """The stretches ``[start, end)`` between quotation marks, marks included, in text order and without overlap.

    A stretch runs from an opening mark to the next mark that closes it, within one line. A double mark that is not
    closed holds to the end of its line, as in quotations that go on in the next paragraph. A single mark opens only at
    the beginning of a word and only if one closes at the end of a word of the line: the rest are apostrophes. Marks
    inside a stretch are part of it.
    """
    stretches = []
    start = 0
    while start < len(text):
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        close = _closing(text, start, line_end) if _opens(text, start) else None
        if close is not None:
            stretches.append((start, close))
        start = close or start + 1
    return stretches


def _opens(text: str, at: int) -> bool:
    mark = text[at]
    if mark not in _CLOSERS:
        return False
    if mark not in _AMBIGUOUS:
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    free = not before or before.isspace() or before in _BEFORE_OPENING
    return free and (after.isalpha() if mark in _SINGLE else bool(after.strip()))


def _closing(text: str, start: int, line_end: int) -> int | None:
    """The end of the stretch that opens at ``start``; None if its mark is an apostrophe."""
    mark = text[start]
    for at in range(start + 1, line_end):
        if text[at] in _CLOSERS[mark] and (mark not in _SINGLE or _ends_word(text, at)):
            return at + 1
    return None if mark in _SINGLE else line_end


def _ends_word(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    return not text[at - 1].isspace() and not (after.isalnum() or after == "_")
