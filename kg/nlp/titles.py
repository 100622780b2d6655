"""The title that is written before a person's name."""

import re
from collections.abc import Sequence

from kg.model import Role, Span
from kg.nlp import lexicon as lex
from kg.nlp import names as known
from kg.nlp.mentions import ABBREVIATED
from kg.nlp.names import bare

MOST = 8  # words of a title
OCCUPATION = re.compile(r"(?:[a-z]{2,}(?:man|woman|person|er|or|ist|ian|eer|ant|ent|ary|ief|ess))$")
NO_TITLE = lex.PREPOSITIONAL | lex.AUXILIARIES | lex.PRONOUNS | lex.SUBORDINATORS | lex.RELATIVES | known.NOT_NAMES
NO_TITLE |= lex.words("other under never order rather whether either neither over together however")
SHORTENED = lex.words("mr mrs ms mx mme")  # honorifics with a full stop that ends no sentence
INSIDE = lex.words("of the for and &")
POSSESSIVE = re.compile(r"[’']s?$")


def title_before(text: str, end: int, floor: int, named: int) -> tuple[Role | None, str]:
    """The title before a name that begins at ``end``, and an honorific; ``named`` is where the name before ends.

    "Kherson Mayor | Igor Kolikhaev", "campaign manager | Robby Mook", "Mr. | Trump".
    """
    words = list(re.finditer(r"\S+", text[floor:end]))
    if floor and words and not text[floor - 1].isspace():
        words = words[1:]
    if not words or "\n" in text[floor + words[-1].end() : end]:
        return None, ""
    courtesy = ""
    said = words[-1].group()
    if bare(said) in known.HONORIFICS and (said[-1] != "." or bare(said) in SHORTENED):
        courtesy = words.pop().group()
        if words and "\n" in text[floor + words[-1].end() : end]:
            return None, courtesy
    taken: list[re.Match[str]] = []
    for m in reversed(words[-MOST:]):
        if not _in_title(m.group(), taken) or (taken and "\n" in text[floor + m.end() : floor + taken[-1].start()]):
            break
        taken.append(m)
    while taken and bare(taken[-1].group()) in INSIDE:
        taken.pop()
    if not taken:
        return None, courtesy
    start, stop = floor + taken[-1].start(), floor + taken[0].end()
    last = bare(taken[0].group())
    titled = any(bare(m.group()) in known.TITLES for m in taken)
    fresh = named <= floor + taken[0].start() and (taken[0].group()[0].isupper() or OCCUPATION.match(last))
    return (Role(text[start:stop], Span(start, stop)) if titled or fresh else None), courtesy


def _in_title(word: str, taken: Sequence[re.Match[str]]) -> bool:
    """Whether a word may stand in a title, left of those ``taken`` already (the nearest to the name first)."""
    low = bare(word)
    if word[-1] in ',;:.!?)”"' and not (word[-1] == "." and (low in known.SHORT_TITLES or ABBREVIATED.fullmatch(word))):
        return False
    if not word[0].isalpha() or (POSSESSIVE.search(word) and not taken):
        return False
    right = taken[-1].group() if taken else ""
    if low in INSIDE:
        return low != "and" and (right[:1].isupper() or (low != "the" and right == "the"))
    if low in NO_TITLE or (low in lex.VERBS and low not in known.TITLES and word != "State"):
        return False
    if word[0].isupper():
        return True
    if bare(right) in INSIDE:
        return right == "of" and low in known.TITLES
    if not taken:
        return low in known.TITLES or (bool(OCCUPATION.match(low)) and not low.endswith(("ever", "ther")))
    return taken[-1].group()[0].islower() and len(taken) < 3 and not low.endswith(("ed", "ly", "ing", "s"))
