"""Words in a picture: made fit to be shown, measured, shortened and broken into lines."""

import unicodedata
from collections.abc import Iterator
from functools import cache

from kg.draw.advances import BOLD, REGULAR

WIDE, PICTURE, MARK, OTHER, HUGE = 1000, 1300, 600, 1000, 12_000
"""Thousandths of the font size that characters without a measured advance have at most: East Asian ones, pictures,
marks (drawn as boxes where a font lacks them), others, and those that are whole phrases or tablets."""
PHRASES = ((0x2E3A, 0x2E3B), (0xFDFA, 0xFDFD), (0x12000, 0x1254F))
JOINERS = "\u200c\u200d"
MARKS = 2
"""Combining marks that a letter may bear; more would climb over the line above."""
ELLIPSIS = "…"


def clean(text: str) -> str:
    """``text`` on one line: control characters as �, without characters that turn the direction of what follows."""
    return "".join(_shown(" ".join(unicodedata.normalize("NFC", text).split())))


def _shown(text: str) -> Iterator[str]:
    marks = 0
    for c in text:
        category = unicodedata.category(c)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if category in ("Cc", "Cs", "Cn", "Co"):
            yield "\ufffd"
        elif marks <= MARKS and (category != "Cf" or c in JOINERS):
            yield c


def measured(text: str, size: float, bold: bool = False) -> float:
    """The width of a clean text, at most, in the units of ``size``."""
    table = BOLD if bold else REGULAR
    return sum(_advance(c) if (known := table.get(c)) is None else known for c in text) * size / 1000


def shortened(text: str, width: float, size: float, bold: bool = False) -> str:
    """As many words as fit, with "…" for the others; a first word that is too long is cut."""
    if measured(text, size, bold) <= width:
        return text
    room = width - measured(ELLIPSIS, size, bold)
    kept = _beginning(text, room, size, bold)
    words, _, broken = kept.rpartition(" ")
    whole = words if words and len(words) > len(broken) / 2 and text[len(kept) : len(kept) + 1].strip() else kept
    return whole.rstrip(" ,;:") + ELLIPSIS


def lines(text: str, width: float, size: float, most: int, bold: bool = False) -> tuple[str, ...]:
    """A clean text as at most ``most`` lines of at most ``width``; the last ends in "…" where there was more."""
    found: list[str] = []
    rest = text
    while rest and len(found) < most - 1 and (line := _line(rest, width, size, bold)):
        found.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    return (*found, shortened(rest, width, size, bold)) if rest else tuple(found)


def _line(text: str, width: float, size: float, bold: bool) -> str:
    """The beginning of ``text`` that fits on a line: whole words, else a part of the first, else nothing."""
    kept = _beginning(text, width, size, bold)
    if len(kept) == len(text) or text[len(kept)] == " ":
        return kept
    return kept[: kept.rfind(" ") + 1] or kept


def _beginning(text: str, width: float, size: float, bold: bool) -> str:
    table = BOLD if bold else REGULAR
    room = width * 1000 / size
    for i, c in enumerate(text):
        known = table.get(c)
        room -= _advance(c) if known is None else known
        if room < 0:
            return text[:i]
    return text


@cache
def _advance(c: str) -> int:
    if any(first <= ord(c) <= last for first, last in PHRASES):
        return HUGE
    category = unicodedata.category(c)
    if category == "Cf":
        return 0
    if category in ("Mn", "Me"):
        return MARK
    if ord(c) >= 0x1F000 and category == "So":
        return PICTURE
    return WIDE if unicodedata.east_asian_width(c) in ("W", "F") else OTHER
