"""A name taken apart: of a person into titles, given and family names; of an organisation into words that tell.

Pure and cached. Names of any length and of odd Unicode are taken: what is over ``LONGEST`` characters or ``MOST`` words
is put aside.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from kg.resolve.onomastics import (
    ACRONYMS,
    BODY_WORDS,
    BY_GIVEN_NAME,
    GENERIC,
    HAN_FAMILY,
    HAN_TITLES,
    LEGAL_FORMS,
    OFFICE_WORDS,
    PARTICLES,
    POLITE,
    SUFFIXES,
)
from kg.resolve.places import COUNTRY, placed
from kg.resolve.sounds import CACHE, script, spelling

LONGEST = 200
MOST = 10
QUOTED = re.compile(r"[\"“”„(\[«].*?[\"“”)\]»]")
BREAKS = re.compile(r"[\s\u00b7\u30fb\u2027\u2010-\u2015_/]+")
DOTTED = re.compile(r"(?<=\w)\.(?=\w)")
SONS = frozenset({"ban", "aban", "bant"})
SMALL = frozenset({"and", "for", "of", "the", "de", "la", "des", "du", "y", "et", "in", "und", "der", "do", "da", "to"})


@dataclass(frozen=True, slots=True)
class Wording:
    """A person's name: ``parts`` are its words as ``spelling`` gives them, particles and titles put aside.

    ``titles`` are the words of offices before it, ``polite`` the other forms of address, ``suffix`` is "jr", "iii" or
    empty, ``script`` that of most letters; ``acronym`` for one word in capitals ("AOC"), ``letters`` the initials with
    those of particles; ``short`` is the family name of a Han name as Japan, Korea or Vietnam
    reads it.
    """

    parts: tuple[str, ...]
    titles: str = ""
    polite: frozenset[str] = frozenset()
    suffix: str = ""
    script: str = "LATIN"
    acronym: bool = False
    letters: str = ""
    short: str = ""

    @property
    def single(self) -> bool:
        """Whether one word is all that is known of the name."""
        return len(self.parts) == 1


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation's name: its telling words, places and initials; ``generic`` if each place has a body so named."""

    words: tuple[str, ...]
    places: frozenset[str]
    letters: str
    acronym: str
    generic: bool
    script: str


def person(name: str) -> Wording:
    """The wording of a person's name; ``parts`` may be empty ("Mr.")."""
    return _person(name[:LONGEST])  # cut before the cache, so that it holds no long names


def body(name: str) -> Body:
    """The words of an organisation's name, in English where a small table has them; legal forms and "the" put aside."""
    return _body(name[:LONGEST])


@lru_cache(CACHE)
def _person(name: str) -> Wording:
    text = _plain(name)
    kind = script(text)
    if kind in ("CJK", "HANGUL", "HIRAGANA", "KATAKANA"):
        return _eastern(text, kind)
    text = _ordered(text)
    raw = [w for w in BREAKS.split(text.replace("-", " ")) if w][:MOST]
    titles: list[str] = []
    polite: list[str] = []
    while kind == "LATIN" and len(raw) > 1 and (_is_title(raw) or _is_monsieur(raw)):
        word = spelling(raw.pop(0))
        (polite if word in POLITE or word == "m" else titles).append(word)
    suffix = ""
    while len(raw) > 1 and spelling(raw[-1]) in SUFFIXES:
        suffix = SUFFIXES[spelling(raw.pop())]
    parts = [p for word in raw for p in _initials(word, raw)]
    told = [p for p in parts if p not in PARTICLES or len(p) == 1] or parts
    if kind in ("ARABIC", "HEBREW"):
        told = [p for p in told if p not in SONS] or told
    letters = "".join(p[0] for p in parts)
    acronym = len(raw) == 1 and kind == "LATIN" and 2 <= len(raw[0]) <= 5 and raw[0].isupper()
    return Wording(tuple(told), " ".join(titles), frozenset(polite), suffix, kind or "LATIN", acronym, letters)


@lru_cache(CACHE)
def _body(name: str) -> Body:
    text = DOTTED.sub("", _plain(name)).replace("(", " ").replace(")", " ")
    raw = [w for w in BREAKS.split(text.replace("-", " ").replace(",", " ")) if w][: 2 * MOST]
    while len(raw) > 1 and spelling(raw[-1]) in LEGAL_FORMS:
        raw.pop()
    latin = [spelling(w) for w in raw]
    known = [BODY_WORDS.get(w.lower()) or BODY_WORDS.get(s, s) for w, s in zip(raw, latin, strict=True)]
    capitals = len(raw) == 1 and 2 <= len(raw[0]) <= 6 and (raw[0].isupper() or latin[0] in ACRONYMS)
    acronym = latin[0] if capitals else ""
    known = [w for w in known if w and w != "the"]
    places, rest = placed(known)
    told = tuple(w for w in rest if w not in SMALL) or tuple(rest) or tuple(known)
    if acronym in ACRONYMS:
        places, rest = placed(list(ACRONYMS[acronym]))
        told = tuple(w for w in rest if w not in SMALL)
    letters = "".join(w[0] for w in known if w not in SMALL and (w not in COUNTRY or len(w) > 3))
    return Body(told, places, letters, acronym, bool(rest) and set(rest) <= GENERIC and not acronym, script(text))


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).replace("’", "'")[:LONGEST]
    return " ".join(text.split())


def _ordered(text: str) -> str:
    """Without nicknames in quotation marks or brackets; "Family, Given" turned round."""
    text = QUOTED.sub(" ", text) if QUOTED.sub(" ", text).strip() else text
    family, comma, given = text.partition(",")
    if comma and given.strip() and spelling(given.replace(" ", "")) not in SUFFIXES:
        last = spelling(given.split()[-1])
        text = f"{given.split(',')[0]} {family}" if last not in SUFFIXES else text
    return text.replace(",", " ").replace(".", ". ")


def _is_title(raw: list[str]) -> bool:
    word = spelling(raw[0])
    return word in OFFICE_WORDS or (word in POLITE and (len(word) > 1 or len(raw) > 2))


def _is_monsieur(raw: list[str]) -> bool:
    return len(raw) == 2 and raw[0] == "M."


def _initials(word: str, raw: list[str]) -> list[str]:
    """The parts of one word: "JK" before a name is two initials, "O'Neill" and "J." one part."""
    plain = spelling(word)
    together = len(raw) > 1 and word is raw[0] and word.isupper() and len(plain) in (2, 3) and word.isascii()
    if together and not all(w.isupper() for w in raw):
        return list(plain)
    return [plain] if plain else []


def _eastern(text: str, kind: str) -> Wording:
    """A name in Han characters, kana or Hangul: a syllable a part unless the name has breaks of its own."""
    title = ""
    for written, meant in HAN_TITLES.items():
        if written in text and len(text) > len(written):
            text, title = text.replace(written, " ").strip(), meant
    pieces = [p for p in BREAKS.split(text) if p]
    family = next((HAN_FAMILY[text[:n]] for n in (2, 1) if text[:n] in HAN_FAMILY), "") if kind == "CJK" else ""
    if len(pieces) == 1:
        pieces = re.findall(r"[A-Z][a-z']*|[a-z']+", anyascii(pieces[0])) or pieces
    parts = tuple(p for p in map(spelling, pieces) if p)[:MOST]
    return Wording(parts, title, script=kind, short=family)


def by_given_name(wording: Wording) -> bool:
    """Whether the form of address goes with given names ("Dame Judi", "King Charles")."""
    numbered = bool(wording.suffix) and wording.single
    return numbered or bool(wording.polite & BY_GIVEN_NAME or set(wording.titles.split()) & BY_GIVEN_NAME)
