"""How a word of a name sounds, so far as spelling tells: folds under which transliterations fall together.

Three folds of one word, each coarser than the one before: ``spelling`` (ASCII, lower case), ``sound`` (spellings of one
sound are one: -skiy, -sky, -skyj; w and v; kh and h) and ``bones`` (consonants only, in a few classes, as scripts that
write no vowels leave them). Scripts other than Latin go through anyascii, with a few repairs of our own.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

from anyascii import anyascii

CACHE = 1 << 16
SPELT = [
    ("tsch", "C"),
    ("shch", "C"),
    ("dsch", "J"),
    ("sch", "S"),
    ("dzh", "J"),
    ("tch", "C"),
    ("tsz", "z"),
    ("ch", "C"),
]
SPELT += [("sh", "S"), ("zh", "Z"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k")]
SPELT += [("cz", "C"), ("ts", "z"), ("tz", "z"), ("dj", "J"), ("q", "k"), ("ou", "u"), ("oo", "u")]
RULES = [
    (re.compile(pattern), new)
    for pattern, new in [
        (r"^x", "s"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"w(?=[aeiouy])", "v"),
        (r"w", "u"),
        (r"(?<=[aeiouy])j(?![aeiou])|(?<=.)j$", "i"),
        (r"(?<=[^aeiouy])j(?![aeiou])", "i"),
        (r"j", "J"),
        (r"sy(?=[aeou])", "S"),
        (r"(?<=.)y(?=[aeou])", "i"),
        (r"y", "i"),
        (r"(?<=[aeiou])ie|ee|ie", "i"),
        (r"oe$", "o"),
        (r"oe", "o"),
        (r"ue", "u"),
        (r"(?<=.)h(?=[^aeiou]|$)", ""),
    ]
]
CLASSES = str.maketrans("bvgdSCJZz", "pfktsssss")
ARABIC_ARTICLE = re.compile(r"^ال(?=..)")
HEBREW = str.maketrans("בו", "bw")
GREEK = [("mp", "b"), ("nt", "d"), ("oy", "u"), ("gk", "g")]


def script(text: str) -> str:
    """The script of most letters: LATIN, CYRILLIC, ARABIC, HEBREW, CJK, HANGUL, ..., empty where there is none."""
    if text.isascii():
        return "LATIN" if any(map(str.isalpha, text)) else ""
    found = [unicodedata.name(c, " ").partition(" ")[0] for c in text if c.isalpha()]
    kinds = {k: found.count(k) for k in found}
    return max(sorted(kinds), key=lambda k: kinds[k]) if kinds else ""


@lru_cache(CACHE)
def spelling(word: str) -> str:
    """ASCII in lower case, letters and digits only."""
    if word.isascii():
        return "".join(filter(str.isalnum, word.lower()))
    kind = script(word)
    if kind in ("ARABIC", "HEBREW"):
        return _voweled(word, kind)
    plain = anyascii(word).lower()
    if kind == "GREEK":
        for old, new in GREEK:
            plain = plain.replace(old, new)
    return "".join(c for c in plain if c.isascii() and c.isalnum())


def _voweled(word: str, kind: str) -> str:
    """A word of a script without vowels, an "a" between its consonants; w and y are vowels, but at the start."""
    word = ARABIC_ARTICLE.sub("", word) if kind == "ARABIC" else word.translate(HEBREW)
    letters = ["".join(filter(str.isalnum, anyascii(c).lower())) for c in word]
    heard = [x for i, x in enumerate(letters) if x and (i == 0 or x not in ("w", "y", "a"))]
    return "a".join(["v" if x == "w" else x for x in heard])


@lru_cache(CACHE)
def sound(plain: str) -> str:
    """The sound of a spelling: capitals are the sounds that take several letters."""
    for old, new in SPELT:
        plain = plain.replace(old, new)
    for pattern, new in RULES:
        plain = pattern.sub(new, plain)
    return "".join(letter for letter, _ in groupby(plain))


@lru_cache(CACHE)
def bones(plain: str) -> str:
    """The consonants of a spelling in classes; a spelling without any keeps its vowels."""
    heard = re.sub(r"ng(?=[^aeiou]|$)", "n", sound(plain))
    heard = re.sub(r"m(?=[^aeiou])", "n", heard)
    kept = heard[:1] + heard[1:].replace("h", "")
    return re.sub("[aeiou]", "", kept).translate(CLASSES) or heard


@lru_cache(CACHE)
def apart(a: str, b: str) -> int:
    """How many letters must change to make one of the other (Levenshtein); words over 24 letters are cut."""
    a, b = a[:24], b[:24]
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, start=1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]
