"""The elements of JSON of any size, one at a time: of an array, of a feed (schema.org DataFeed), or a value a line.

Only the element in hand is held in memory.
"""

import codecs
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

CHUNK = 1 << 18
LONGEST = 5_000_000
"""Characters of one element."""
LIST = re.compile(r'"dataFeedElement"\s*:\s*\[')
BETWEEN = re.compile(r"[\s,]*")
HEAD = 1 << 16
"""Characters in which the list of a feed must begin."""


class Elements:
    """An iterator over the values; ValueError, with the place, at what is no JSON: the rest cannot be read then."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read, self._decoder = read, codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._text, self._at, self._ended, self.number = "", 0, False, 0

    def __iter__(self) -> Iterator[Any]:
        self._fill(HEAD)
        opening = LIST.search(self._text, 0, HEAD)
        first = BETWEEN.match(self._text)
        start = first.end() if first else 0
        if self._text[start : start + 1] == "[":
            self._at = start + 1
        elif opening and self._text[start : start + 1] == "{" and not _whole(self._text[start : opening.start()]):
            self._at = opening.end()
        inside = self._at > 0
        while self._next(inside):
            yield self._element()

    def _next(self, inside: bool) -> bool:
        """Goes to the next value; whether there is one."""
        while True:
            self._at = BETWEEN.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text):
                break
            if not self._fill(1):
                if inside:
                    raise ValueError(f"the list ends without a bracket after element {self.number}: cut off?")
                return False
        return not (inside and self._text[self._at] == "]")

    def _element(self) -> Any:
        self.number += 1
        wanted = CHUNK
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
            except RecursionError as e:
                raise ValueError(f"element {self.number} is nested too deep") from e
            except ValueError as e:
                if len(self._text) - self._at > LONGEST:
                    raise ValueError(f"element {self.number} is longer than {LONGEST:,} characters") from e
                if not self._fill(wanted):
                    raise ValueError(f"element {self.number} is no JSON: {e.args[0].splitlines()[0]}") from e
                wanted *= 2
                continue
            if end == len(self._text) and self._fill(CHUNK):
                continue  # a number may go on
            self._at = end
            return value

    def _fill(self, size: int) -> bool:
        """Reads on until ``size`` more characters are there; False at the end."""
        self._text, self._at = self._text[self._at :], 0
        before, parts = len(self._text), [self._text]
        missing = size
        while missing > 0 and not self._ended:
            data = self._read(CHUNK)
            self._ended = not data
            parts.append(self._decoder.decode(data, final=self._ended))
            missing -= len(parts[-1])
        self._text = "".join(parts)
        return len(self._text) > before


def elements(stream: BinaryIO) -> Elements:
    """The values of a JSON stream, in their order."""
    return Elements(stream.read)


def _whole(text: str) -> bool:
    """Whether the text before a list holds a whole object: then the list belongs to a later line."""
    try:
        DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return False
    return True


DECODER = json.JSONDecoder(strict=False)
