"""Quotes made from statements by program, each with the verdict that is right: what benchmarks/verify.py measures on.

A maker gives (quote, speaker or None), or None where the statement does not lend itself to that change. Half of the
kinds, HELD_OUT, were never looked at while the verifier was made.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.check.spelling import listed
from kg.statements import Statement

AUXILIARY = listed("is are was were will would can could should has have had must do does did")
NEGATION = listed("not never no nobody nothing")
CUES = NEGATION | listed(
    """none neither nor without if unless whether until except only but however although though may might could perhaps
    maybe possibly probably likely unlikely seem seems seemed appear appears appeared suggest suggests believe believes
    believed think thinks thought hope hopes doubt deny denies denied refuse refused fail failed almost nearly hardly
    allegedly reportedly apparently guess suspect suspected about around least most more less than over under up up
    false lack lacks some potentially rarely seldom barely"""
)
BORING = listed("that this with from have been were they their which would about there could should")


@dataclass(frozen=True, slots=True)
class Material:
    """A statement to be changed, with others to take words from and the random numbers of its own."""

    statement: Statement
    others: list[Statement]
    names: list[str]
    chance: random.Random

    @property
    def words(self) -> list[str]:
        """The words as they are separated by spaces."""
        return self.statement.text.split()


Made = tuple[str, str | None] | None


@dataclass(frozen=True, slots=True)
class Kind:
    """How a quote is made; ``verdict`` is right, and ``grave`` says whether it must be (None: it may)."""

    name: str
    make: Callable[[Material], Made]
    verdict: str
    grave: bool | None


def bare(word: str) -> str:
    """A word without case and what is around it."""
    return re.sub(r"^\W+|\W+$", "", word).casefold()


def telling(words: list[str]) -> int:
    """How many words are not of the commonest."""
    return sum(len(bare(w)) > 4 and bare(w) not in BORING for w in words)


def whole(m: Material) -> Made:
    return m.statement.text, None


def restyled(m: Material) -> Made:
    """Another case, other quotation marks, dashes, spaces and end."""
    text = m.statement.text.strip("“”\"'.,;!? ")
    text = m.chance.choice((str.upper, str.lower, str.title, str))(text)
    for old, new in (("“", '"'), ("”", '"'), ("’", "'"), ("—", " - "), (",", ""), ("  ", " ")):
        text = text.replace(old, new)
    return f"  «{text.replace(' ', '  ')}» ", None


def swapped(m: Material) -> Made:
    """One telling word put in the place of another."""
    words = m.words
    places = [n for n in range(2, len(words) - 2) if words[n].isalpha() and words[n].islower() and len(words[n]) > 4]
    if not places:
        return None
    place = m.chance.choice(places)
    other = m.chance.choice(["umbrella", "lantern", "orchard", "violin", "granite", "saddle"])
    return " ".join([*words[:place], other, *words[place + 1 :]]), None


def negated(m: Material) -> Made:
    """With "not" after an auxiliary."""
    words = m.words
    places = [n for n in range(1, len(words) - 3) if words[n] in AUXILIARY and bare(words[n + 1]) not in NEGATION]
    if not places:
        return None
    place = m.chance.choice(places)
    return " ".join([*words[: place + 1], "not", *words[place + 1 :]]), None


def affirmed(m: Material) -> Made:
    """Without a negation."""
    words = m.words
    for n in range(2, len(words) - 3):
        if words[n] in NEGATION:
            return " ".join([*words[:n], *words[n + 1 :]]), None
    return None


def uncontracted(m: Material) -> Made:
    """With "do" for "don't"."""
    words = m.words
    for n in range(2, len(words) - 3):
        short = re.fullmatch(r"(do|does|did|is|are|was|were|would|could|should|has|have|had)n[’']t", words[n])
        if short:
            return " ".join([*words[:n], short[1], *words[n + 1 :]]), None
    return None


def renumbered(m: Material) -> Made:
    """With another number."""
    words = m.words
    places = [n for n in range(1, len(words) - 1) if re.fullmatch(r"\$?\d[\d,]*(\.\d+)?%?", words[n])]
    if not places:
        return None
    place = m.chance.choice(places)
    changed = re.sub(r"\d", lambda d: str((int(d[0]) + 1) % 9 + 1), words[place], count=1)
    return " ".join([*words[:place], changed, *words[place + 1 :]]), None


def renamed(m: Material) -> Made:
    """With another name inside a sentence."""
    words = m.words
    places = [n for n in range(2, len(words) - 1)
              if words[n].isalpha() and words[n].istitle() and len(words[n]) > 2 and words[n - 1].islower()
              and words[n - 1].isalpha()]  # fmt: skip
    if not places:
        return None
    place = m.chance.choice(places)
    other = m.chance.choice([n for n in ("Wolverton", "Ostrel", "Karsholm", "Ferrant", "Ilmarsk") if n != words[place]])
    return " ".join([*words[:place], other, *words[place + 1 :]]), None


def cut_middle(m: Material) -> Made:
    """Two to five words left out, with four or more on either side."""
    words = m.words
    if len(words) < 13:
        return None
    size = m.chance.randint(2, min(5, len(words) - 8))
    start = m.chance.randint(4, len(words) - 4 - size)
    mark = m.chance.choice(["", "", "…", "[...]"])
    return " ".join([*words[:start], *([mark] if mark else []), *words[start + size :]]), None


def cut_start(m: Material) -> Made:
    """The first words left out, where nothing hangs on them; six or more stay."""
    words = m.words
    sizes = [n for n in range(1, len(words) - 6) if not CUES & set(map(bare, words[:n])) and "n’t" not in words[n - 1]]
    sizes = [n for n in sizes if not any("n't" in w or "n’t" in w or w[-1] in "-–—" for w in words[:n])]
    if not sizes:
        return None
    size = m.chance.choice(sizes)
    return " ".join(words[size:]), None


def cut_end(m: Material) -> Made:
    """The last words left out, where nothing hangs on them; six or more stay."""
    words = m.words
    sizes = [n for n in range(1, len(words) - 6) if not CUES & set(map(bare, words[-n:]))]
    sizes = [n for n in sizes if not any("n't" in w or "n’t" in w for w in words[-n:])]
    if not sizes:
        return None
    size = m.chance.choice(sizes)
    return " ".join(words[:-size]), None


def cut_negation(m: Material) -> Made:
    """A start left out that ends in a negation or a condition: the rest says what was not said."""
    words = m.words
    for n in range(1, len(words) - 6):
        if bare(words[n - 1]) in ("not", "never", "if", "unless") and words[n - 1].isalpha():
            return " ".join(words[n:]), None
    return None


def cut_condition(m: Material) -> Made:
    """An end left out that begins with a condition or a contrast in the same sentence."""
    words = m.words
    for n in range(6, len(words) - 2):
        if words[n] in ("if", "unless", "but") and words[n - 1][-1] not in ".!?":
            return " ".join(words[:n]), None
    return None


def joined(m: Material) -> Made:
    """Two statements of different articles as one."""
    other = m.chance.choice(m.others)
    if other.article == m.statement.article or len(other.text.split()) < 6 or telling(other.text.split()) < 3:
        return None
    return f"{m.statement.text.strip('“”.,')} {other.text.strip('“”.,')}", None


def joined_parts(m: Material) -> Made:
    """The first half of one statement and the second of another."""
    other = m.chance.choice(m.others)
    head, tail = m.words[: len(m.words) // 2], other.text.split()
    tail = tail[len(tail) // 2 :]
    if other.article == m.statement.article or min(len(head), len(tail)) < 6 or min(telling(head), telling(tail)) < 3:
        return None
    return " ".join(head + tail), None


def misattributed(m: Material) -> Made:
    """The words as they are, credited to somebody else."""
    return (m.statement.text, m.chance.choice(m.names)) if m.statement.name else None


def misattributed_changed(m: Material) -> Made:
    """The words with one swapped, credited to somebody else."""
    made = swapped(m)
    return (made[0], m.chance.choice(m.names)) if made and m.statement.name else None


KINDS = (
    Kind("case and punctuation", restyled, "verbatim", False),
    Kind("word swapped", swapped, "altered", None),
    Kind("negation added", negated, "altered", True),
    Kind("cut in the middle", cut_middle, "cut", None),
    Kind("two joined", joined, "conflated", None),
    Kind("start cut: negation lost", cut_negation, "cut", True),
    Kind("word swapped, other speaker", misattributed_changed, "misattributed", None),
)
HELD_OUT = (
    Kind("whole", whole, "verbatim", False),
    Kind("number changed", renumbered, "altered", True),
    Kind("name changed", renamed, "altered", True),
    Kind("negation dropped", affirmed, "cut", True),
    Kind("negation of a contraction dropped", uncontracted, "altered", True),
    Kind("cut at the start", cut_start, "verbatim", False),
    Kind("cut at the end", cut_end, "verbatim", False),
    Kind("end cut: condition lost", cut_condition, "cut", True),
    Kind("halves joined", joined_parts, "conflated", None),
    Kind("other speaker", misattributed, "misattributed", None),
)
