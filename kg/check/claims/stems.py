"""Words to stems and concepts: "shelled" and "shelling" are one, "fell" and "dropped" are, "rose" is their opposite.

The stemmer is a light one of our own: inflections only, so that "nation" and "nationalist" stay apart.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from kg.check.claims.sameness import OPPOSITE, SAME
from kg.nlp.lexicon import words

IRREGULAR: Mapping[str, str] = dict(
    pair.split(":")
    for pair in words("""
ate:eat began:begin begun:begin bought:buy brought:bring built:build burnt:burn caught:catch chose:choose chosen:choose
cost:cost dealt:deal died:die dying:die drew:draw drawn:draw drove:drive driven:drive fell:fall fallen:fall fed:feed
felt:feel fled:flee flew:fly flown:fly forgot:forget forgotten:forget fought:fight found:find gave:give given:give
grew:grow grown:grow heard:hear held:hold hid:hide hidden:hide hit:hit kept:keep knew:know known:know laid:lay led:lead
left:leave lent:lend lost:lose lying:lie meant:mean met:meet paid:pay ran:run rang:ring rose:rise risen:rise
sank:sink sunk:sink sat:sit saw:see sent:send shot:shoot shown:show shut:shut sold:sell sought:seek spoke:speak
spoken:speak spent:spend stole:steal stolen:steal stood:stand struck:strike stricken:strike swore:swear sworn:swear
taught:teach thought:think threw:throw thrown:throw took:take taken:take told:tell understood:understand won:win
wore:wear worn:wear wrote:write written:write broke:break broken:break withdrew:withdraw withdrawn:withdraw
overtook:overtake overtaken:overtake retook:retake retaken:retake lied:lie
""")
)
"""Past forms by their verb."""
PLURALS: Mapping[str, str] = {
    "children": "child", "men": "man", "women": "woman", "wolves": "wolf", "lives": "life", "taxes": "tax",
    "lies": "lie",
}  # fmt: skip
DOUBLED = re.compile(r"([bdgklmnprt])\1$")
VOWEL = re.compile(r"[aeiouy]")


class Concept(NamedTuple):
    """What a word stands for, and on which side of it: -1 for the second side of a pair of opposites, else 1."""

    name: str
    side: int = 1


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a word in lower case."""
    word = word.removesuffix("'s").removesuffix("’s")
    word = IRREGULAR.get(word) or PLURALS.get(word) or word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return stem(word[:-2] if word.endswith(("sses", "ches", "shes", "xes", "zes")) else word[:-1])
    if len(word) > 4 and word.endswith("ied"):
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and VOWEL.search(word[: -len(ending)]):
            return _ended(word[: -len(ending)])
    return _ended(word[:-2]) if len(word) > 5 and word.endswith("ly") else _ended(word)


def _ended(stemmed: str) -> str:
    return stemmed[:-1] if DOUBLED.search(stemmed) and len(stemmed) > 3 else stemmed.removesuffix("e")


@cache
def _table() -> Mapping[str, tuple[Concept, ...]]:
    table: dict[str, tuple[Concept, ...]] = {}
    for line in OPPOSITE.strip().splitlines():
        for side, listed in zip((1, -1), line.split("/"), strict=True):
            for word in listed.split():
                table[stem(word)] = (*table.get(stem(word), ()), Concept("±" + line.split()[0], side))
    for line in SAME.strip().splitlines():
        for word in line.split():
            table[stem(word)] = (*table.get(stem(word), ()), Concept("=" + line.split()[0]))
    return table


def concepts(stemmed: str) -> tuple[Concept, ...]:
    """What a stem may stand for, itself first."""
    return (Concept(stemmed), *_table().get(stemmed, ()))
