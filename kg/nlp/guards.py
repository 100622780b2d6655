"""What looks like an attribution and is none: denied and supposed acts, sources that name nobody, bare dates.

Counts of PolNeAR's training articles decide what is dropped: of the cues with "not" or "never" a third to a half is
marked there, of those after "if" or "whether" a third; "when" and "declined to" are marked nearly always and stay.
"""

import re
from collections.abc import Sequence

from kg.model import QuoteType, Span
from kg.nlp import lexicon as lex
from kg.nlp.phrases import Range, Token, low

SHOWN = 200  # characters of a source that are looked at
GREETINGS = lex.words("goodbye goodbyes good-bye farewell farewells hello hi grace mass prayers thanks")
DENIALS = lex.words("not never")
SUPPOSED = lex.words("if whether unless")
LONE = lex.words("the a an one no then there twice com s highly strongly") | lex.TIMES | lex.LEADING
ALSO_NAMES = lex.words("early late may march april june august here")
OWNED_BY_NOBODY = re.compile(r"s[ \u00a0](?=\w)")
WORDS = re.compile(r"[\w’'-]+|[^\w\s]")
DETERMINED = lex.ARTICLES | lex.words("us me him them to with two three this these those")
HELD = lex.BE | lex.words("have has had which who to")
GERUNDIAL = lex.BE | lex.words("by while before after without when")
PARTICLES = lex.words("out up off down back into with")
OPENERS = lex.words("according leading acting including regarding")
FINITE = lex.words("is are was were has had will would can could does did tried paved hit owns runs let")
TOPIC = re.compile(r"(?:On|About|Regarding|Concerning|As for|In response to|Asked about|Asked whether) ")
MARKS = frozenset("“”\"‘’'")
ASIDE = lex.words("in of from at with where by as")
DATE = re.compile(
    r"\W*(?>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
    r"|\d{1,4}|on|[A-Z]{3,}|\((?:Reuters|AP|AFP|UPI)\)|[\s,.–—-])++\W*"
)


def unsaid(ts: list[Token], source: Range, cue: Range) -> bool:
    """Whether a cue with its source claims no words for it, as far as the sentence around them tells."""
    return denied(ts, cue) or supposed(ts, source, cue) or labelled(ts, source, cue)


def denied(ts: list[Token], cue: Range) -> bool:
    """Whether a verb group says that something was not said: "did not say", "never told"."""
    return any(t.low in DENIALS or t.low.endswith("n't") for t in ts[cue[0] : cue[1]])


def supposed(ts: list[Token], source: Range, cue: Range) -> bool:
    """Whether a clause only supposes ("if they agree") or goes on while one writes ("as I write this")."""
    before, verb = low(ts, source[0] - 1), lex.VERBS.get(ts[cue[1]].low)
    writing = verb is not None and verb.form == "base" and low(ts, source[0]) == "i"
    return before in SUPPOSED or (before in {"as", "when", "while"} and writing)


def labelled(ts: list[Token], source: Range, cue: Range) -> bool:
    """Whether "called" only tells what something is called: "a firm called Vell Cranes"."""
    first = ts[source[0]]
    some = (first.low in {"a", "an", "one", "another"} and low(ts, source[0] + 1) != "of") or (
        first.low.endswith("ing") and not first.cap
    )
    return cue[0] == cue[1] and ts[cue[1]].low in {"called", "dubbed", "labeled", "labelled", "branded"} and some


def hollow(text: str, source: Sequence[Span], content: Sequence[Span], kind: QuoteType) -> bool:
    """Whether an attribution says nothing: a bare date, or the article's own words given to a fragment."""
    alone = len(content) == 1 and is_date(content[0].of(text))
    return alone or (kind == "indirect" and bool(source) and names_nobody(text, source[0]))


def greeted(text: str, cue: Sequence[Span], content: Sequence[Span]) -> bool:
    """Whether "said" stands before words that are no statement: "said goodbye", "say grace"."""
    if not cue or not content or content[0].start < cue[-1].end:
        return False
    verb = lex.VERBS.get(cue[-1].of(text).split()[-1].lower())
    first = WORDS.match(text, content[0].start, content[0].end)
    return verb is not None and verb.lemma == "say" and first is not None and first.group().lower() in GREETINGS


def topical(text: str, source: Sequence[Span], cue: Sequence[Span]) -> bool:
    """Whether a line before a colon tells what is spoken of and not who speaks: "On her plans: “...”"."""
    return bool(source) and [c.of(text) for c in cue] == [":"] and TOPIC.match(text, source[0].start) is not None


def is_date(said: str) -> bool:
    """Whether a content is nothing but a date or a dateline."""
    dated = "day" in said or any(c.isdigit() for c in said)
    return dated and len(said) < SHOWN and DATE.fullmatch(said) is not None


def names_nobody(text: str, source: Span) -> bool:
    """Whether the words of a source are a fragment: an article alone, a weekday, the rest of a possessive, a clause."""
    said = source.of(text)[:SHOWN]
    words = WORDS.findall(said)
    small = [w.lower().replace("’", "'") for w in words]
    if not words or OWNED_BY_NOBODY.match(said) or (len(words) > 2 and words[-1] == "MORE"):
        return True
    if len(words) == 1:
        contracted = small[0].partition("'")[0] in lex.PRONOUNS and small[0].endswith(("'re", "'ll", "'ve", "'m", "'d"))
        return contracted or (small[0] in LONE and not (small[0] in ALSO_NAMES and words[0].istitle()))
    return _begins_midway(text, source, small) or _is_clause(words, small)


def _begins_midway(text: str, source: Span, small: list[str]) -> bool:
    """'created the most', 'giving us a glimpse', '(to have) signed treaties': a verb is the first word."""
    first, second = small[:2]
    if not first.endswith(("ed", "ing")) or first in OPENERS or not source.of(text)[0].islower():
        return False
    before = re.findall(r"[\w’']+", text[max(0, source.start - 12) : source.start].lower())[-1:]
    held = before != [] and before[0] in (HELD if first.endswith("ed") else GERUNDIAL)
    return held or second in DETERMINED | PARTICLES


def _is_clause(words: list[str], small: list[str]) -> bool:
    """Whether the words before any aside have a finite verb of their own."""
    aside = False
    for i, w in enumerate(small[1:], 1):
        if w in lex.RELATIVES or w == "that" or (not w[0].isalnum() and w not in MARKS):
            return False
        aside = aside or w in ASIDE
        after = small[i + 1] if i + 1 < len(small) else ""
        past = not aside and w.endswith("ed") and words[i].islower() and after in lex.ARTICLES | {"to", "two", "three"}
        if (w in FINITE and words[i].islower()) or past:
            return True
    return small[0] in FINITE
