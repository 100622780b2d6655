"""What a number counts: the noun phrase after it.

There is no parser: a phrase is taken only where the words around it leave little choice.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.nlp.counting import (
    BREAKS,
    DETERMINERS,
    HEADS,
    NO_NOUNS,
    PLACES,
    PLURALS,
    SKIPPED,
    TIMES,
    UNTIMELY,
    VERBS,
    adverb,
)
from kg.nlp.numerals import SCALE, SMALL

WORD = re.compile(
    r"(?:[A-Z]\.){2,8}|(?:Mrs?|Ms|Dr|Sen|Gov|Rep|Gen|Sens|Reps|St|Prof)\.|"
    r"[^\W_](?:[\w’'.&-]*[^\W_])?(?:(?<=s)[’'](?= [^\W_]))?|[$£€]|\S"
)
ADJECTIVAL = (
    "ive",
    "ous",
    "able",
    "ible",
    "ful",
    "less",
    "sure",
    "certain",
    "ic",
    "white",
    "black",
    "male",
    "female",
    "true",
)
MOST_WORDS = 6


class Word(NamedTuple):
    """A word of a sentence; ``low`` is in lower case."""

    text: str
    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of a sentence: its words are ``[first, stop)``, the last of the counted noun is ``head``."""

    first: int
    head: int
    stop: int

    def of(self, text: str, words: Sequence[Word]) -> str:
        """Its characters."""
        return text[words[self.first].start : words[self.stop - 1].end]


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words and marks of ``text[start:end]``."""
    return [Word(m[0], m[0].lower(), m.start(), m.end()) for m in WORD.finditer(text, start, end)]


def plural(word: Word) -> bool:
    """Whether a word looks like the plural of a noun."""
    low = word.low
    if low in PLURALS:
        return True
    return (
        low.endswith("s")
        and len(low) > 3
        and low not in NO_NOUNS
        and not low.endswith(("ss", "us", "’s", "'s", "is", "’", "'"))
    )


def phrase(words: Sequence[Word], i: int, *, singular: bool = False) -> Phrase | None:
    """The noun phrase that begins at word ``i``, "of the" put aside; it ends in a plural, or (``singular``) a noun."""
    of = i < len(words) and words[i].low == "of"
    i += of
    while i < len(words) and (words[i].low in SKIPPED or (of and _passed(words, i))):
        i += 1
    first, last = i, None
    for k in range(i, min(i + MOST_WORDS, len(words))):
        if _breaks(words, k) or (last is not None and not plural(words[k])):
            break
        if plural(words[k]):
            last = k
    if last is None and singular:
        last = _singular(words, i, of)
    if last is None:
        return None
    stop = _joined(words, last) + 1
    return Phrase(first, last, _completed(words, stop))


def numeric(word: Word) -> bool:
    return word.text[0].isdigit() or word.low in SMALL or word.low in SCALE


def _passed(words: Sequence[Word], i: int) -> bool:
    """Whether a word after "of" only says which: "the", "nine" in "four of the nine", an owner with a number."""
    if words[i].low in DETERMINERS or numeric(words[i]):
        return True
    owner = next(
        (k for k in range(i, min(i + 3, len(words) - 1)) if words[k].text.endswith(("’s", "'s", "s’", "s'"))), None
    )
    return owner is not None and numeric(words[owner + 1])


def _breaks(words: Sequence[Word], k: int) -> bool:
    """Whether a noun phrase cannot go on with word ``k``."""
    word = words[k]
    if word.low in ("most", "more", "best", "least") and any(plural(w) for w in _run(words, k + 1, 3)):
        return False  # "the five most populous counties"
    if word.low in BREAKS or not (word.text[0].isalpha()) or word.low in UNTIMELY or word.low.endswith(("’t", "'t")):
        return True
    if word.low.endswith(("ed", "ing")) or adverb(word.low) or word.low in VERBS:
        return not plural(word) and not any(
            plural(w) for w in _run(words, k + 1, 3)
        )  # "undocumented immigrants", but not "were killed"
    return False


def _run(words: Sequence[Word], start: int, length: int) -> list[Word]:
    out = []
    for w in words[start : start + length]:
        if w.low in BREAKS or not w.text[0].isalpha():
            break
        out.append(w)
    return out


def _singular(words: Sequence[Word], i: int, of: bool) -> int | None:
    """The last word of a run of up to four words that ends in a noun before a break: "35 percent tax on"."""
    k = i
    while (
        k < len(words)
        and k < i + 4
        and ((of and words[k].low in VERBS) or (not _breaks(words, k) and words[k].low not in VERBS))
    ):
        k += 1
    after = words[k] if k < len(words) else None
    closed = after is None or not after.text[0].isalnum() or after.low in BREAKS or adverb(after.low)
    if (
        k == i
        or words[k - 1].low.endswith(ADJECTIVAL)
        or not closed
        or (after is not None and after.low in DETERMINERS)
        or words[k - 1].text[0].isupper()
    ):
        return None
    return k - 1


def _joined(words: Sequence[Word], last: int) -> int:
    """The end of "men and women": a second plural that the first is joined with, and nothing after it."""
    if (
        last + 2 < len(words)
        and words[last + 1].low == "and"
        and plural(words[last + 2])
        and words[last + 2].text.islower()
    ):
        after = words[last + 3] if last + 3 < len(words) else None
        if after is None or not after.text[0].isalpha() or after.low in BREAKS:
            return last + 2
    return last


def _completed(words: Sequence[Word], k: int) -> int:
    """The end of a phrase with what belongs to its noun: "of the council", "in Ukraine"."""
    if k + 1 >= len(words) or words[k].low not in PLACES:
        return k
    of, n = words[k].low == "of", k + 1
    while n < len(words) and n < k + 3 and words[n].low in DETERMINERS:
        n += 1
    first = n
    while n < len(words) and n < first + 4 and words[n].text[0].isalpha() and words[n].low not in BREAKS:
        if words[n].low in TIMES or words[n].low in UNTIMELY or (words[n].low in HEADS and not of):
            return k
        plain = not of and words[n].text[0].islower() and not words[n - 1].text.endswith(("’s", "'s"))
        if plain and not (n > first and words[n - 1].text.islower()):
            break
        n += 1
        if of and plural(words[n - 1]):
            break
    return n if n > first else k
