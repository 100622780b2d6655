"""A statement's words made ready to be compared with others': alike in spelling, each with what it tells.

Case, quotation marks, dashes, punctuation, brackets such as "[sic]", British and American spelling and numbers in
words or digits make no difference.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.nlp.rarity import bits
from kg.statements import Statement

MOST = 2_000
"""Words of a statement that are looked at; what follows is put aside."""
TELLING = 10.5
"""Bits of a word that says something by itself; commoner ones hold a sentence together."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
_SIC = re.compile(r"\[\s*sic\s*\]", re.IGNORECASE)
_APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")
_NUMBERS = {
    w: str(n)
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
    if n > 1
}
_LONG_FORMS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would"}
_IRREGULAR = {"won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "shan't": ("shall", "not")}
_IS = frozenset({"it's", "that's", "he's", "she's", "there's", "what's", "who's", "here's", "where's", "how's"})
_BRITISH = (
    (re.compile(r"(?<=\w{3})is(?=(?:e|ed|es|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=\w{2})our(?=(?:s|ed|ing|ite|able|hood)?$)"), "or"),
    (re.compile(r"(?<=[aeiou])ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"(?<=\w{2})tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=\w{3})ogue(?=s?$)"), "og"),
    (re.compile(r"(?<=\w{3})ence(?=s?$)"), "ense"),
)
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "edly", "ers", "ies", "ied", "ed", "er", "es", "ly", "s")
LEAST_STEM = 3
NAME_TELLS = 0.4
"""The part of its bits that a name tells: news repeat the same names, whoever speaks and whatever is said."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A statement and its words.

    ``words`` are as compared, ``shown`` the same as written (``at`` tells contractions, one for several words, apart
    from words that are written twice), ``bits`` what each tells (a name less than another word as
    rare); ``stems`` are the words that say something by themselves, inflections taken off, each with its bits. ``inner`` are the half-open ranges of words
    that another attribution of the article makes: what the statement passes on.
    """

    statement: Statement
    words: tuple[str, ...]
    shown: tuple[str, ...]
    at: tuple[int, ...]
    bits: tuple[float, ...]
    stems: tuple[tuple[str, float], ...]
    inner: tuple[tuple[int, int], ...] = ()

    @property
    def told(self) -> float:
        """What all the words together tell, in bits."""
        return sum(self.bits)


def worded(article: Iterable[Statement]) -> list[Worded]:
    """The statements of one article, each IRI once, in their order."""
    ours = list({s.iri: s for s in reversed(list(article))}.values())[::-1]
    found = [_worded(s) for s in ours]
    return [_with_inner(w, found) for w in found]


def words_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]:
    """(words as compared, the same as written, the number of each written word).

    A contraction is several words that are written as one.
    """
    plain = _SIC.sub(" ", unicodedata.normalize("NFKC", text).translate(_APOSTROPHES))
    compared: list[str] = []
    shown: list[str] = []
    at: list[int] = []
    for number, match in enumerate(_WORD.finditer(plain)):
        for word in _spelled(match[0].casefold()):
            compared.append(word)
            shown.append(match[0])
            at.append(number)
        if len(compared) >= MOST:
            break
    return tuple(compared), tuple(shown), tuple(at)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The word without the endings of inflection; cruder than a dictionary, alike for words of one family."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_STEM:
            word = word.removesuffix(ending)
            break
    return word.removesuffix("e") if len(word) > LEAST_STEM else word


@lru_cache(maxsize=1 << 16)
def _spelled(word: str) -> tuple[str, ...]:
    if word[0].isdigit():
        return (word.replace(",", "").removesuffix("."),)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _IS:
        return (word[:-2], "is")
    for short, long in _LONG_FORMS.items():
        if word.endswith(short) and len(word) > len(short):
            return (word.removesuffix(short), long)
    word = word.removesuffix("'s").replace("'", "")
    if word in _NUMBERS:
        return (_NUMBERS[word],)
    for british, american in _BRITISH:
        word = british.sub(american, word)
    return (word,)


def _worded(statement: Statement) -> Worded:
    compared, shown, at = words_of(statement.text)
    if statement.type != "direct" and compared[:1] == ("that",):  # the conjunction is the reporter's
        compared, shown, at = compared[1:], shown[1:], at[1:]
    weights = tuple(_told(*pair) for pair in zip(compared, shown, strict=True))
    stems = {stem(w): b for w, b in zip(compared, weights, strict=True) if bits(w) >= TELLING or w.isdecimal()}
    return Worded(statement, compared, shown, at, weights, tuple(sorted(stems.items())))


@lru_cache(maxsize=1 << 16)
def _told(word: str, shown: str) -> float:
    told = bits(word)
    return told * NAME_TELLS if shown[0].isupper() and told >= TELLING else told


def _with_inner(outer: Worded, others: Sequence[Worded]) -> Worded:
    """Which of its words lie in a statement that begins and ends within it."""
    s = outer.statement
    found = []
    for other in others:
        o = other.statement
        if s.start <= o.start and o.end <= s.end and o.iri != s.iri and len(other.words) < len(outer.words):
            at = _place(other.words, outer.words)
            if at is not None:
                found.append((at, at + len(other.words)))
    if not found:
        return outer
    return replace(outer, inner=tuple(sorted(found)))


def _place(part: Sequence[str], whole: Sequence[str]) -> int | None:
    size = len(part)
    return next((i for i in range(len(whole) - size + 1) if size and whole[i : i + size] == part), None)
