"""A text as what decides whether it is true: its words with their polarity and mood, its names, numbers and times.

Lexical and shallow on purpose: it finds what agrees and what differs, and says which; a person judges. Scopes end at
punctuation and at words that open another clause.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from kg.check.claims.quantities import DAYS, MONTHS, Quantity, measured
from kg.check.claims.sameness import EMPTY
from kg.check.claims.stems import IRREGULAR, stem
from kg.nlp.lexicon import words as listed

Mood = Literal["", "past", "future", "possible", "wish"]

LONGEST = 5_000
"""Characters of a text that are looked at."""
MOST_SENTENCES = 12
SENTENCE = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+(?=[\"“‘«(]?[A-ZÀ-ÞŁŚŻ])|\n+|\s…\s")
TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[,;:.!?…—–()]|(?<=\w)-(?=\w)")
BARRED = (
    r"bar(?:s|red|ring)?|prevent\w*|block\w*|stop(?:s|ped|ping)?|ban(?:s|ned|ning)?|prohibit\w*|keep(?:s|ing)?|kept"
)
PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (r"\bno longer\b", "not"), (r"\b(?:run|runs|ran|running) out of\b", "not have"), (r"\bno[ -]one\b", "nobody"),
        (r"\bstep(?:s|ped|ping)? down\b", "resign"), (r"\bvot(?:e|es|ed|ing) against\b", "voted not"),
        (r"\b(?:fail|fails|failed|failing|refuse|refuses|refused|refusing|decline|declines|declined) to\b", "did not"),
        (r"\bnon[ -]?exist\w+", "not exist"),
        (r"(?:n['’]t|\bnot) (?:just|only|merely|simply)\b", ""), (r"\b(?:of course|no doubt)\b", ""),
        (r"\b(?:going|plans?|planned|planning|promis\w+|pledg\w+|vow\w*) to\b", "will"), (r"\bwithout\b", "not"),
        (rf"\b(?:{BARRED})\b(?=[^.,;]{{0,60}}\bfrom \w+ing\b)", "not allow"),
        (r"\b(?:shutdown|ban|halt|freeze) (?:of|on|to)\b", "not allow"),
        (r"\bset on purpose\b", "deliberately"), (r"\bon purpose\b", "deliberately"),
    )
)  # fmt: skip
NEGATORS = listed("not no never none nobody nothing neither nor cannot nowhere hardly barely denied denies deny")
ENDS = frozenset(",;:.!?…—–()") | listed(
    "but because although though while which who before after until if when since unless"
)
CLAUSE = 3
"""Words that must follow a "that" for it to open a clause."""
MOODS: dict[str, Mood] = {
    **dict.fromkeys(listed("will shall would 'll"), "future"),
    **dict.fromkeys(listed("may might could possibly perhaps maybe"), "possible"),
    **dict.fromkeys(listed("should must ought wants want hopes hope wishes urged let's"), "wish"),
}
PAST = listed("was were had has have did been") | IRREGULAR.keys()
QUANTIFIERS = {"all": "all", "every": "all", "each": "all", "most": "most", "many": "many", "some": "some",
               "several": "some", "few": "few"}  # fmt: skip
FIRST = listed("i we my our me us mine ours myself ourselves i'm i've we've i'd we're we'll i'll")
ROLES = listed(
    """
    president minister prime mayor governor senator chancellor king queen secretary general colonel
    captain major mr mrs ms dr sir professor judge bishop pope chief director the a an in on mr.
    congressman congresswoman rep sen gov
    """
)
NO_CLAUSE = listed("to about of for with against by on in from how whether if what why who his her its their")
PRONOUNS = listed("i we he she they it you there nobody")
SUBJECTS = PRONOUNS | listed(
    """
    is are was were am has have had will would can could should must may might do does did isn aren wasn
    weren won wouldn can couldn don doesn didn hasn haven hadn cannot
    """
)
BY = re.compile(r"\b(?:was|were|been|being|is|are|be)\b(?:\s\w+){0,2}\s\w+\sby\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: its stem, whether it is a name (None: at the beginning of a sentence, where all are capitals).

    ``clause`` numbers the clauses of the text; ``negated`` and ``mood`` are those of the clause; ``done`` if it is the
    past form of a verb.
    """

    stem: str
    text: str
    name: bool | None = False
    negated: bool = False
    mood: Mood = ""
    quantifier: str = ""
    clause: int = 0
    done: bool = False


@dataclass(frozen=True, slots=True)
class Proposition:
    """One sentence, or a whole text, as what decides whether it is true."""

    text: str
    words: tuple[Word, ...]
    quantities: tuple[Quantity, ...]
    times: frozenset[tuple[str, str]]
    first_person: bool
    passive: bool
    question: bool
    asserted: bool


@lru_cache(maxsize=1 << 15)
def proposition(text: str) -> Proposition:
    """The proposition of a text, read as one."""
    text = text[:LONGEST]
    for pattern, instead in PHRASES:
        text = pattern.sub(instead, text)
    found = measured(text)
    tokens = [(m[0], m.start()) for m in TOKEN.finditer(found.rest)]
    lower = [t.casefold().replace("’", "'") for t, _ in tokens]
    small = [w if t[:1].islower() else "" for w, (t, _) in zip(lower, tokens, strict=True)]  # "United" is no past form
    shouting = text.isupper()
    words: list[Word] = []
    for number, clause in enumerate(_clauses(lower)):
        mood = _mood([lower[i] for i in clause], [small[i] for i in clause])
        words += _words(tokens, lower, clause, number, mood, shouting)
    return Proposition(
        text, tuple(words), found.quantities, found.times, not FIRST.isdisjoint(lower),
        BY.search(text) is not None, text.rstrip(" \"”’»").endswith("?"), _asserted(lower, small),
    )  # fmt: skip


def _asserted(lower: list[str], small: list[str]) -> bool:
    """Whether the words are a clause with a subject and a verb, as far as can be told, and no condition."""
    first = next((w for w in lower if w.isalpha()), "")
    if not first or first in NO_CLAUSE or "whether" in lower or first.endswith("ing") or len(lower) < CLAUSE:
        return False
    done = any(map(_is_past, small[lower.index(first) + 1 :]))
    return first == "that" or done or not SUBJECTS.isdisjoint(w.partition("'")[0] for w in lower)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, and the text itself first where it has several."""
    parts = [p.strip() for p in SENTENCE.split(text[:LONGEST]) if p and p.strip()]
    return (text[:LONGEST],) if len(parts) < 2 else (text[:LONGEST], *parts[:MOST_SENTENCES])


def _clauses(lower: list[str]) -> list[range]:
    marks = [i for i, w in enumerate(lower) if w in ENDS]
    for i, w in enumerate(lower):
        after = lower[i + 1 : i + 1 + CLAUSE]
        whole = len(after) == CLAUSE and ENDS.isdisjoint(after)
        opens = (
            w == "that" and whole and after[0] not in SUBJECTS - PRONOUNS
        )  # else "emails that were": no clause of its own
        if opens or (w == "and" and after and (_is_past(after[0]) or after[0] in (MOODS.keys() | FIRST | NEGATORS))):
            marks.append(i)
    return [range(a + 1, b) for a, b in pairwise([-1, *sorted(marks), len(lower)]) if b > a + 1]


def _is_past(word: str) -> bool:
    return word in PAST or (word.endswith("ed") and len(word) > 4)


def _words(
    tokens: list[tuple[str, int]], lower: list[str], clause: range, number: int, mood: Mood, shouting: bool
) -> list[Word]:
    """The content words of a clause; a negator or a modal holds for all of it."""
    negators = [lower[i] for i in clause if lower[i] in NEGATORS or lower[i].endswith("n't")]
    negated = (len(negators) - ("nor" in negators[1:])) % 2 == 1
    quantifier = ""
    found = []
    for i in clause:
        word, low = tokens[i][0], lower[i]
        quantifier = QUANTIFIERS.get(low, quantifier)
        if low.partition("'")[0] in EMPTY or low in ENDS | NEGATORS or low in QUANTIFIERS or len(low) < 2:
            continue
        if low.endswith("n't"):
            continue
        if low in DAYS or (low in MONTHS and word[0].isupper()):
            continue
        named: bool | None = word[0].isupper() and not shouting and low not in ROLES
        if named and (i == 0 or lower[i - 1] in ".!?…"):
            named = None
        found.append(Word(stem(low), word, named, negated, mood, quantifier, number, not named and _is_past(low)))
        quantifier = ""
    return found


def _mood(clause: list[str], small: list[str]) -> Mood:
    for i, word in enumerate(clause):
        mood = "future" if word.endswith("'ll") else MOODS.get(word)
        if mood == "future" and clause[i + 1 : i + 2] == ["have"]:
            return "possible"  # "would have": what did not happen
        if mood:
            return mood
    return "past" if any(map(_is_past, small)) else ""
