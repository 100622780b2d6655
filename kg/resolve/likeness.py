"""How alike two names are, words against words, before anything else about their bearers is looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.resolve.onomastics import ACRONYMS, BY_GIVEN_NAME, COMMON_FAMILY, COMMON_GIVEN, DROPPED, GROUPS
from kg.resolve.sounds import CACHE, apart, bones, sound
from kg.resolve.wording import Body, Wording, by_given_name

Extent = Literal["full", "short", "bare", "clash", "none"]
"""Whole names fit; one leaves out words that matter; one is a single name; they fit but for what tells kin apart."""
UNVOCALISED = frozenset({"ARABIC", "HEBREW"})
EASTERN = frozenset({"CJK", "HANGUL", "HIRAGANA", "KATAKANA"})
GROUP_OF_SOUND: dict[str, frozenset[int]] = {}
for name, groups in GROUPS.items():
    GROUP_OF_SOUND[sound(name)] = GROUP_OF_SOUND.get(sound(name), frozenset()) | groups
SAME, HEARD, NEAR, INITIAL = 1.0, 0.95, 0.85, 0.5
MOST_LEFT_OUT = 2
"""Words that a name may leave out at one end: more are another's, run into it."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """``weight`` is the logarithm of the odds that the names alone give; ``phrase`` says in what they agree."""

    extent: Extent
    weight: float
    phrase: str
    common: bool = False


NOTHING = Likeness("none", -6.0, "other names")


@lru_cache(CACHE)
def word(a: str, b: str, across: bool, family: bool) -> float:
    """How alike two words are (0 to 1); ``across`` scripts vowels count less, a ``family`` name has no nickname."""
    if a == b:
        return SAME
    if len(a) == 1 or len(b) == 1:
        return INITIAL if not family and (a[0] == b[0] or (across and bones(a)[:1] == bones(b)[:1])) else 0.0
    if family and not across and a in COMMON_FAMILY and b in COMMON_FAMILY:
        return 0.0  # Davis and Davies: each is a name of its own
    a, b = _article(a, b)
    x, y = sound(a), sound(b)
    if x == y:
        return HEARD
    if not family and GROUP_OF_SOUND.get(x, frozenset()) & GROUP_OF_SOUND.get(y, frozenset()):
        return HEARD
    if bones(a) == bones(b):
        if across:
            return NEAR if len(bones(a)) > 1 or (len(x) > (2 if family else 1) and apart(x, y) <= 1) else 0.0
        if not family and (x[-1] == "a") != (y[-1] == "a"):
            return 0.0
        return NEAR if apart(x, y) <= (2 if min(len(x), len(y)) >= 7 else 1) and min(len(x), len(y)) > 3 else 0.0
    return NEAR if across and min(len(bones(a)), len(bones(b))) >= 4 and apart(bones(a), bones(b)) <= 1 else 0.0


def _article(a: str, b: str) -> tuple[str, str]:
    """Without the Arabic article that only one of them has: Alharbi, Harbi."""
    if a.startswith("al") and len(a) > 5 and bones(a[2:]) == bones(b):
        return a[2:], b
    if b.startswith("al") and len(b) > 5 and bones(b[2:]) == bones(a):
        return a, b[2:]
    return a, b


@lru_cache(CACHE)
def people(a: Wording, b: Wording) -> Likeness:
    """The likeness of two people's names, in whichever order."""
    if not a.parts or not b.parts:
        return NOTHING
    a, b = sorted((a, b), key=lambda w: (len(w.parts), w.parts, w.script, w.titles, sorted(w.polite), w.suffix))
    across = a.script != b.script
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return Likeness("clash", -5.0, f"{a.suffix} is not {b.suffix}")
    joined = _joined(a, b, across)
    if joined is not None:
        return joined
    if a.acronym or b.acronym:
        return _initials(a, b) or NOTHING
    if across and "CJK" in (a.script, b.script):
        return _read(a, b) or NOTHING
    if a.single:
        return _bare(a, b, across)
    return _aligned(a, b, across) or NOTHING


def common(parts: Sequence[str]) -> bool:
    """Whether a name of two words, or less, is one that very many bear."""
    if len(parts) > 2:
        return False
    known = COMMON_GIVEN | COMMON_FAMILY
    return all(p in known for p in parts) and any(p in COMMON_FAMILY for p in parts)


def _joined(a: Wording, b: Wording, across: bool) -> Likeness | None:
    """Names equal but for where their words are broken: Ki-moon, Kimoon, 기문."""
    if a.single and b.single:
        return None
    rare = not common(a.parts)
    if a.parts == b.parts:
        return Likeness("full", _weight(3.0, a, b, rare), "same name", not rare)
    for parts, _ in _orders(a.parts):
        if sorted(parts) == sorted(b.parts) and parts == b.parts:
            return Likeness("full", _weight(2.7, a, b, rare), "same name in another order", not rare)
        if "".join(parts) == "".join(b.parts):
            return Likeness("full", _weight(2.8, a, b, rare), "same name", not rare)
        if across and "CJK" in (a.script, b.script) and _bony(parts, b.parts) > 4:
            return Likeness("full", 2.2, "alike after transliteration")
    return None


def _bony(a: Sequence[str], b: Sequence[str]) -> int:
    """How many consonants two names share as a whole; 0 if they differ. Han writing does not tell r from l."""
    x, y = ("".join(map(bones, parts)).replace("r", "l") for parts in (a, b))
    return len(x) if x == y else 0


def _weight(weight: float, a: Wording, b: Wording, rare: bool) -> float:
    return weight - (0.0 if rare else 2.5) - (2.2 if a.suffix != b.suffix else 0.0)


def _bare(a: Wording, b: Wording, across: bool) -> Likeness:
    """One word against a name: the family name, or a given name where that is how its bearer is addressed."""
    last = word(a.parts[0], b.parts[-1], across, not by_given_name(a))
    if last >= NEAR:
        weight = -2.0 - (1.0 if b.parts[-1] in COMMON_FAMILY else 0.0) - (0.3 if last == NEAR and not across else 0.0)
        return Likeness("bare", weight, "a single name that fits", b.parts[-1] in COMMON_FAMILY)
    first = word(a.parts[0], b.parts[0], across, False)
    if first >= NEAR and (by_given_name(a) or b.parts[0] not in COMMON_GIVEN):
        alike = bool(a.polite & b.polite & BY_GIVEN_NAME)
        return Likeness("bare", -1.5 if alike else -2.3, "a single name that fits", b.parts[0] in COMMON_FAMILY)
    inner = any(word(a.parts[0], p, across, True) >= HEARD for p in b.parts[1:-1])
    return Likeness("bare", -2.5, "a single name that fits") if inner and len(a.parts[0]) > 2 else NOTHING


def _aligned(a: Wording, b: Wording, across: bool) -> Likeness | None:
    """``a`` (of two words or more, no longer than ``b``) inside ``b``, in its order or with the family name first."""
    best: Likeness | None = None
    for parts, turned in _orders(a.parts):
        ends = word(parts[-1], b.parts[-1], across, True), word(parts[0], b.parts[0], across, False)
        if min(ends) > 0 and len(parts) > 2 and not word(parts[1], b.parts[1], across, False):
            best = best or Likeness("clash", -4.0, "a middle name differs")
            continue
        levels = _inside(parts, b.parts, across)
        if levels is None:
            continue
        found = _fitting(a, b, levels, ends, turned)
        if best is None or found.weight > best.weight:
            best = found
    return best


def _orders(parts: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], bool]]:
    yield parts, False
    yield parts[1:] + parts[:1], True
    if len(parts) > 2:
        yield parts[-1:] + parts[:-1], True


def _inside(short: Sequence[str], long: Sequence[str], across: bool) -> list[float] | None:
    """How alike each word of ``short`` is to one of ``long``, in one order; None if one has none."""
    levels: list[float] = []
    at = 0
    for i, part in enumerate(short):
        for j in range(at, len(long)):
            level = word(part, long[j], across, i == len(short) - 1)
            if level:
                levels.append(level)
                at = j + 1
                break
        else:
            return None
    return levels


def _fitting(a: Wording, b: Wording, levels: list[float], ends: tuple[float, float], turned: bool) -> Likeness:
    last, first = ends
    least = min(levels)
    rare = not common((a.parts[0], a.parts[-1])) or (len(a.parts) > 2 and least > INITIAL)
    if (not last and not first) or (not (last and first) and len(b.parts) - len(a.parts) > MOST_LEFT_OUT):
        return Likeness("short", -1.0, "part of the name")
    if last and not first:
        many = all(p in COMMON_FAMILY | COMMON_GIVEN for p in a.parts)
        return Likeness("bare", -0.8 if many else 0.4, "the family name of two words fits", many)
    if least == INITIAL and first == INITIAL:
        return Likeness("short", _weight(0.5, a, b, rare), "initial and family name fit", not rare)
    weight = 3.0 if least == SAME else 2.6 if least >= HEARD else 2.2 if least >= NEAR else 2.4
    weight -= 0.4 * (len(a.parts) != len(b.parts)) + 0.3 * turned + 1.2 * (not last)
    phrase = "same name" if least == SAME else "spelt alike" if a.script == b.script else "alike after transliteration"
    phrase += " but for a part left out" if len(a.parts) != len(b.parts) else ""
    return Likeness("full", _weight(weight, a, b, rare), phrase, not rare)


def _read(a: Wording, b: Wording) -> Likeness | None:
    """A Han name whose family name, as read in Japan, Korea or Vietnam, is that of the other."""
    for han, other in ((a, b), (b, a)):
        if han.script != "CJK":
            continue
        syllables = len(han.parts)
        if word(han.parts[0], other.parts[0], False, True) >= HEARD and other.single:
            return Likeness("bare", -2.0, "the family name fits as it is read")
        if syllables > 1 and len(_bones_of(han)) > 2 and _bones_of(han) == bones(other.parts[-1]).replace("r", "l"):
            return Likeness("bare", -1.2, "a single name that fits as it sounds in Chinese")
        if han.short and other.script not in EASTERN and any(word(han.short, p, False, True) for p in other.parts):
            return Likeness("bare", -1.5, "the family name fits as it is read")
    return None


def _bones_of(han: Wording) -> str:
    return "".join(map(bones, han.parts)).replace("r", "l")


def _initials(a: Wording, b: Wording) -> Likeness | None:
    """Capitals that are the initials of the other name, its particles counted ("MBS"), or of its family name."""
    for short, long in ((a, b), (b, a)):
        plain = short.parts[0]
        if short.acronym and len(plain) > 2 and not long.single:
            if long.letters.startswith(plain):
                return Likeness("bare", -1.2, "initials of the name")
            if len(long.letters) == 2 and plain.endswith(long.letters):
                return Likeness("bare", -1.8, "initials of the family name")
    return None


@lru_cache(CACHE)
def bodies(a: Body, b: Body) -> Likeness:
    """The likeness of two organisations' names."""
    a, b = sorted((a, b), key=lambda x: (x.words, x.letters, x.acronym, sorted(x.places), x.script))
    if a.places and b.places and not a.places & b.places:
        return Likeness("clash", -5.0, "of different countries")
    if a.acronym and b.acronym and a.acronym == b.acronym:
        return Likeness("full", 1.5 if len(a.acronym) > 2 else -0.3, "same acronym")
    if set(a.words) == set(b.words):
        return _equal_bodies(a, b)
    for short, long in ((a, b), (b, a)):
        fits = short.acronym and long.letters.startswith(short.acronym) and len(long.letters) <= len(short.acronym) + 1
        if fits and short.acronym not in ACRONYMS:
            return Likeness("full", 1.0 if len(short.acronym) > 2 else -1.0, "initials of the name")
        more = set(long.words) - set(short.words)
        if set(short.words) < set(long.words) and not short.acronym:
            if more <= DROPPED and not set(short.words) <= DROPPED and not short.generic:
                return Likeness("full", 1.2, "same name but for a word of form")
            if len(short.words) > 2 and not short.generic:
                return Likeness("full", 1.0, "same name but for a part left out")
            return Likeness("short", -1.8, "part of the name")
    return _heard_bodies(a, b)


def _equal_bodies(a: Body, b: Body) -> Likeness:
    if not a.words:
        return NOTHING
    one_place = bool(a.places & b.places)
    if a.generic and b.generic and not one_place:
        return Likeness("short", -1.0, "a name that many bodies have", True)
    return Likeness(
        "full", 3.0 if a.places == b.places else 1.2, "same name" if a.script == b.script else "same name, translated"
    )


def _heard_bodies(a: Body, b: Body) -> Likeness:
    across = a.script != b.script
    if len(a.words) != len(b.words) or not a.words or not across:
        return NOTHING
    levels = [word(x, y, across, True) for x, y in zip(a.words, b.words, strict=True)]
    return Likeness("full", 2.0, "alike after transliteration") if min(levels) >= NEAR else NOTHING
