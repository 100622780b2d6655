"""Which names are worth a comparison: names that may be one share at least one key.

A person's name of two words or more has keys for its pair of given and family name (nicknames as one, in either order),
for the sound of the whole, for the initial with the family name, and for each word by which it may be called alone; a
single name has only the last. So names share a bucket with all their full namesakes, and a very common family name
makes a large one: a caller compares first those that share most keys, and may leave out the rest, who are least likely.
Keys are of sounds (``kg.resolve.sounds``), so that they hold across scripts.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from kg.model import EntityKind
from kg.resolve.likeness import GROUP_OF_SOUND
from kg.resolve.onomastics import COMMON_GIVEN, DROPPED, GENERIC
from kg.resolve.sounds import CACHE, bones, sound
from kg.resolve.wording import LONGEST, Wording, body, by_given_name, person

TAGS = {"person": "p", "organisation": "o", "outlet": "o", "place": "l"}
MOST_WORDS = 4


def keys(kind: EntityKind, name: str) -> frozenset[str]:
    """The keys of a name, at most two dozen; none for a kind that is never joined, or a name without letters."""
    return _keys(kind, name[:LONGEST])


@lru_cache(CACHE)
def _keys(kind: EntityKind, name: str) -> frozenset[str]:
    tag = TAGS.get(kind)
    if tag is None:
        return frozenset()
    found = _of_person(person(name)) if tag == "p" else _of_body(name)
    return frozenset(f"{tag}{key}" for key in found)


def _of_person(w: Wording) -> Iterator[str]:
    if not w.parts:
        return
    whole = "".join(map(bones, w.parts)).replace("r", "l")
    if w.script == "CJK":
        yield from (f"s|{_alone(part)}" for part in (w.parts[0], w.short) if part)
        yield f"s|{whole}"
        yield f"s|{whole.replace('l', 'r')}"
    if w.script != "LATIN" and len(bones(w.parts[-1])) == 2:
        yield f"s|{bones(w.parts[-1])}"
    if w.single:
        yield from (f"s|{code}" for code in {_alone(w.parts[0]), bones(w.parts[0])})
        yield from (f"g|{group}" for group in _groups(w.parts[0]) if by_given_name(w))
        if w.acronym and len(w.parts[0]) > 2:
            yield f"a|{w.parts[0][:3]}"
        return
    if len(w.parts) <= 3 and len(whole) > 3:
        yield f"w|{whole}"
    yield from _of_pairs(w)
    yield from (f"s|{_alone(part)}" for part in _called(w))
    yield f"i|{_alone(w.parts[-1])}|{bones(w.parts[0])[:1]}"
    if len(w.letters) > 2:
        yield f"a|{w.letters[:3]}"


def _of_pairs(w: Wording) -> Iterator[str]:
    """Given and family name in one order; of three words and more also without the last, or the first."""
    pairs = {(w.parts[0], w.parts[-1])}
    if len(w.parts) > 2:
        pairs |= {(w.parts[0], w.parts[-2]), (w.parts[-2], w.parts[-1])}
    for first, last in sorted(pairs):
        for x, y in product(_given(first), _given(last)):
            yield "+".join(sorted((x, y)))


def _called(w: Wording) -> Iterator[str]:
    """The words by which a bearer may be called alone."""
    yield w.parts[-1]
    if w.parts[-1].startswith("al") and len(w.parts[-1]) > 5:  # the Arabic article, perhaps
        yield w.parts[-1][2:]
    if w.parts[0] not in COMMON_GIVEN and len(w.parts[0]) > 1:
        yield w.parts[0]
    yield from (part for part in w.parts[1:-1][-2:] if len(part) > 2)


def _groups(part: str) -> list[str]:
    return [f"#{n}" for n in sorted(GROUP_OF_SOUND.get(sound(part), ()))][:2]


def _given(part: str) -> list[str]:
    return _groups(part) or [bones(part) if len(bones(part)) > 1 else sound(part)]


def _alone(part: str) -> str:
    return bones(part) if len(bones(part)) > 2 else sound(part)


def _of_body(name: str) -> Iterator[str]:
    b = body(name)
    yield "o|" + " ".join(sorted(set(b.words)))
    telling = [w for w in b.words if w not in GENERIC and w not in DROPPED]
    yield from (f"w|{bones(w) if len(bones(w)) > 3 else w}" for w in telling[:MOST_WORDS])
    if b.acronym:
        yield f"a|{b.acronym}"
    if 2 <= len(b.letters) <= 8:
        yield f"a|{b.letters}"
        if len(b.letters) > 3:
            yield f"a|{b.letters[:-1]}"
