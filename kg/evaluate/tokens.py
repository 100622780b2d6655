"""The units that the protocol counts: tokens of a text, and plain words."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

Run = tuple[int, int]
"""The first and the last token of a span, by number."""

WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_PLAIN = re.compile(r"[a-z0-9]+")


class Tokens:
    """The tokens of a text: runs of word characters, and every other character that is not white space, alone."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, text: str) -> None:
        places = [m.span() for m in _TOKEN.finditer(text)]
        self._starts = [start for start, _ in places]
        self._ends = [end for _, end in places]

    def runs(self, spans: Iterable[Sequence[int]]) -> tuple[Run, ...]:
        """For each ``(start, end)``, the first and last token that it touches; nothing for white space."""
        found = ((bisect_right(self._ends, start), bisect_left(self._starts, end) - 1) for start, end in spans)
        return tuple((first, last) for first, last in found if first <= last)


def covered(runs: Iterable[Run]) -> frozenset[int]:
    """The numbers of all tokens in ``runs``."""
    return frozenset(token for first, last in runs for token in range(first, last + 1))


def plain_words(text: str) -> list[str]:
    """Runs of a-z and 0-9, in small letters and without diacritics ("Čapek's" is "capek", "s")."""
    letters = unicodedata.normalize("NFKD", text).lower()
    return _PLAIN.findall("".join(c for c in letters if not unicodedata.combining(c)))
