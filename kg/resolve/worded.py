"""A statement's words made ready to be compared with others': alike in spelling, each with what it tells.

Case, quotation marks, dashes, punctuation, brackets such as "[sic]", British and American spelling and numbers in
words or digits make no difference.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from kg.nlp.rarity import bits
from kg.statements import Statement

MOST = 2_000
"""Words of a statement that are looked at; what follows is put aside."""
TELLING = 10.5
"""Bits of a word that says something by itself; commoner ones hold a sentence together."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
_STOP = re.compile(r"[.!?:]")
_SIC = re.compile(r"\[\s*sic\s*\]", re.IGNORECASE)
_APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")
_NUMBERS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40",
    "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip
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
TITLE_WORD, TITLE_WORDS = 4, 5
NAME_TELLS = 0.4
"""The part of its bits that a name tells: news repeat the same names, whoever speaks and whatever is said."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A statement and its words.

    ``words`` are as compared, ``shown`` the same as written (``at`` tells contractions, one for several words, apart
    from words that are written twice), ``bits`` what each tells (a name less than another word as rare); ``stems`` are
    the words that say something by themselves, inflections taken off, each with its bits. ``day`` is the ordinal of
    the article's date, None where that is unknown. ``inner`` are the half-open ranges of words that another attribution
    of the article makes: what the statement passes on.
    """

    statement: Statement
    words: tuple[str, ...]
    shown: tuple[str, ...]
    at: tuple[int, ...]
    bits: tuple[float, ...]
    stems: tuple[tuple[str, float], ...]
    day: int | None
    inner: tuple[tuple[int, int], ...] = ()

    @property
    def told(self) -> float:
        """What all the words together tell, in bits."""
        return sum(self.bits)


def worded(article: Iterable[Statement]) -> list[Worded]:
    """The statements of one article, each IRI once, in their order; what is withdrawn passes nothing on."""
    given = list(article)
    standing = {s.iri: s for s in reversed(given) if not s.withdrawn}
    ours = dict.fromkeys(s.iri for s in given)
    one = {s.iri: s for s in reversed(given)} | standing
    found = [worded_alone(one[iri]) for iri in ours]
    counting = [w for w in found if not w.statement.withdrawn]
    return [_with_inner(w, counting) for w in found]


@dataclass(frozen=True, slots=True)
class Token:
    """A word as compared, as written, the number of the written word, and whether it begins a sentence."""

    word: str
    shown: str
    at: int
    first: bool


def tokens(text: str) -> list[Token]:
    """The words of a text, at most ``MOST``; a contraction is several words that are written as one."""
    plain = _SIC.sub(" ", unicodedata.normalize("NFKC", text).translate(_APOSTROPHES))
    found: list[Token] = []
    end = 0
    for number, match in enumerate(_WORD.finditer(plain)):
        first = number == 0 or bool(_STOP.search(plain, end, match.start()))
        end = match.end()
        found += [Token(word, match[0], number, first) for word in _spelled(match[0].casefold())]
        if len(found) >= MOST:
            break
    return found


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


def worded_alone(statement: Statement) -> Worded:
    """A statement without regard to the others of its article."""
    found = tokens(statement.text)
    if statement.type != "direct" and found and found[0].word == "that":  # the conjunction is the reporter's
        found = found[1:]
    names = not _is_title(found)
    weights = [_told(t.word, names and not t.first and t.shown[0].isupper()) for t in found]
    stems = {stem(t.word): b for t, b in zip(found, weights, strict=True) if _tells(t.word)}
    return Worded(
        statement,
        words=tuple(t.word for t in found),
        shown=tuple(t.shown for t in found),
        at=tuple(t.at for t in found),
        bits=tuple(weights),
        stems=tuple(sorted(stems.items())),
        day=_day(statement.published),
    )


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def _is_title(found: Sequence[Token]) -> bool:
    """Whether capitals tell nothing of names, as in a headline: all words of some length have them, and are many."""
    long = [t.shown for t in found if len(t.shown) >= TITLE_WORD]
    return len(long) >= TITLE_WORDS and all(shown[0].isupper() for shown in long)


def _tells(word: str) -> bool:
    return word.isdecimal() or bits(word) >= TELLING


@lru_cache(maxsize=1 << 16)
def _told(word: str, capital: bool) -> float:
    told = bits(word)
    return told * NAME_TELLS if capital and told >= TELLING else told


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
