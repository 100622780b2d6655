"""A text as words that can be compared, each with its place: case, punctuation, spacing and spelling put aside."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.check.spelling import forms, listed, plain

BREAK = "…"
"""The form of a place where words are left out; it is no word."""

NEAR = 12
"""Characters before a word that are looked at."""

_IN = r"[^\W_]|[\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f]"
_TOKEN = re.compile(
    rf"""(?P<sic>[\[(]\s*sic\b[\s.:!]*[\])])
    |(?P<gap>[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\.(?:\s?\.)?)
    |(?P<open>\[)|(?P<close>\])
    |(?P<word>(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![^\W_]))?
        |\d+(?:[.,]\d+)*(?:{_IN})*
        |(?:{_IN})+(?:['’‘ʼ`´＇](?:{_IN})+)*
        |[$£€¥%&])""",
    re.VERBOSE | re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?](?:[\"'”’»)\]]|\s|$)|\n\s*\n")
_TOLD = re.compile(r"[.,;:!?\u2013\u2014-][\"'“”‘’»)\]\s]*$")
_OPENS = re.compile(r"[\"“‘«„(\[:]\s*$")
_TITLES = listed("mr mrs ms dr sen gov gen rep st prof lt col sgt capt jr sr no vs rev hon")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: ``form`` decides whether two are the same, ``written`` is without case and apostrophes.

    ``[start, end)`` are its characters (a contraction is two words of the same characters); ``sentence`` counts the
    sentences from 0; ``name`` if it has a capital where no sentence begins; ``bracketed`` if in square brackets.
    """

    form: str
    written: str
    start: int
    end: int
    sentence: int = 0
    name: bool = False
    bracketed: bool = False


@lru_cache(4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, and a BREAK where it says that words were left out between them.

    " … " is also how a statement joins spans that the article's own words interrupt. Where it comes after punctuation
    ("“It is,” … “a shame.”", as around "he said") what was said went on, and there is no break; after a bare word
    there is one, since nobody knows what stood between. "[sic]" is left out.
    """
    return tuple(_percent(_trimmed(list(_words(text)))))


def _words(text: str) -> Iterator[Word]:
    sentence, last, bracketed, capital = 0, None, False, _capitals_tell(text)
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind in ("open", "close"):
            bracketed = kind == "open"
        elif kind == "gap":
            if last is not None and not _TOLD.search(text[max(0, match.start() - NEAR) : match.start()]):
                yield Word(BREAK, BREAK, match.start(), match.end(), sentence)
        elif kind == "word":
            written = match[0]
            between = "" if last is None else text[last.end() : match.start()]
            first = last is None
            if last is not None and _ends(last[0], between, written):
                sentence, first = sentence + 1, True
            name = (
                capital and not first and written[0].isupper() and written != "I" and not _OPENS.search(between[-NEAR:])
            )
            whole = written.replace(".", "") if written[0].isalpha() else written
            for form in filter(None, forms(whole)):
                yield Word(form, plain(whole), match.start(), match.end(), sentence, name, bracketed)
            last = match


def _ends(before: str, between: str, after: str) -> bool:
    """Whether a sentence ends between two words; what goes on with a capital after an interruption is a new one."""
    if BREAK in between and _TOLD.search(between.partition(BREAK)[0]) and after[0].isupper() and after != "I":
        return True
    if not _ENDS.search(between):
        return False
    return not (between.startswith(".") and (before.casefold() in _TITLES or (len(before) == 1 and before.isupper())))


def _capitals_tell(text: str) -> bool:
    """Whether a capital letter says anything: not in a headline or in text without small letters."""
    starts = [word[0] for word in text.split() if word[0].isalpha()]
    return 2 * sum(c.isupper() for c in starts) <= len(starts) + 2


def _trimmed(found: list[Word]) -> list[Word]:
    """Without breaks at the ends, and with one where there are several."""
    kept = [w for n, w in enumerate(found) if w.form != BREAK or (n + 1 < len(found) and found[n + 1].form != BREAK)]
    return kept[1:] if kept and kept[0].form == BREAK else kept


def _percent(found: Sequence[Word]) -> Iterator[Word]:
    """With "per cent" as one word."""
    skip = False
    for n, word in enumerate(found):
        after = found[n + 1] if n + 1 < len(found) else None
        if skip:
            skip = False
        elif word.form == "per" and after is not None and after.form == "cent":
            skip = True
            yield replace(word, form="percent", written="per cent", end=after.end)
        else:
            yield word
