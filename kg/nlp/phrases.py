"""Words of a sentence, and the phrases around a verb, found without a parser.

A quotation is one token, so that what is quoted never looks like the article's own words. Positions are indices into a
sentence's tokens, ranges of them (first, last) inclusive; every scan is bounded by ``LONGEST``.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.model import Span
from kg.nlp import lexicon as lex
from kg.nlp.names import TITLES
from kg.nlp.quotes import Quote

LONGEST = 300
REACH = 30  # tokens that a subject or an apposition may span
WORD = re.compile(
    r"(?:[A-Z]\.)+|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|St|Jr|Sr|Prof|Capt|Sgt|Rev|Hon|Inc|Co|Corp|Ltd|Pa|Va|Fla|Mich|Mass|Calif|"
    r"Ill|Wis|Minn|Ariz|Tenn|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|[$€£#@]?\w+(?:(?:[’'´&/@-]|(?<=\d)[.,](?=\d))\w+)*[’']?%?|\.{2,}|[^\w\s]"
)
APOSTROPHES = str.maketrans("’´", "''")
DASHES = frozenset("—–-")
ENDS = DASHES | {",", ".", ";", ":", "…", "...", "and", "but"}
HEAD_STOPS = (
    lex.ADVERBS | lex.SUBORDINATORS | lex.words("in on at after during before by to from about following amid since")
)
NO_NOUN = lex.PREPOSITIONAL | lex.AUXILIARIES | lex.SUBORDINATORS | lex.CONJUNCTIONS | {"to", "there"}

Range = tuple[int, int]


class Token(NamedTuple):
    """A word, a mark of punctuation or a whole quotation; ``low`` is its small form, '"' for a quotation."""

    start: int
    end: int
    low: str
    cap: bool = False
    quote: bool = False


def tokens(text: str, sentence: Span, quotes: Sequence[Quote]) -> Iterator[list[Token]]:
    """The tokens of a sentence, in pieces of bounded length; ``quotes`` are those that lie in it, in order."""
    found: list[Token] = []
    start = sentence.start
    for end, after in [*((q.span.start, q.span.end) for q in quotes), (sentence.end, sentence.end)]:
        matches = WORD.finditer(text, start, max(start, end))
        found += [Token(*m.span(), m.group().lower().translate(APOSTROPHES), m.group()[0].isupper()) for m in matches]
        if after > end:
            found.append(Token(end, after, '"', quote=True))
        start = after
    return (found[i : i + LONGEST] for i in range(0, len(found), LONGEST))


def word(t: Token) -> bool:
    """Whether the token is a word (not punctuation, not a quotation)."""
    return not t.quote and (t.low[0].isalnum() or t.low[0] in "$€£#@")


def low(ts: list[Token], i: int) -> str:
    """The small form of token ``i``; "." beyond either end."""
    return ts[i].low if 0 <= i < len(ts) else "."


def group_start(ts: list[Token], i: int) -> int:
    """The first token of the verb group ("has repeatedly said") whose last verb is ``i``."""
    k = i
    while k > 0:
        before = ts[k - 1].low
        if before in lex.AUXILIARIES | lex.ADVERBS or (
            before.endswith("ly") and not ts[k - 1].cap and before != "family"
        ):
            k -= 1
        elif before == "to" and low(ts, k - 2) in {"on", "continued", "began"} and k > 3:
            k -= 3 if ts[k - 2].low == "on" else 2
        else:
            break
    return k


def noun_left(ts: list[Token], j: int, floor: int = 0) -> int | None:
    """The first token of the noun phrase that ends with token ``j``; None if there is none."""
    if j < floor or not word(ts[j]) or ts[j].low in NO_NOUN:
        return None
    if ts[j].low in lex.PRONOUNS | lex.RELATIVES:
        return j
    k = j
    while k > floor and j - k < REACH and _inside(ts, k - 1):
        k -= 1
    if ts[k].low in {"this", "last"} and low(ts, k + 1) in lex.TIMES:
        k = min(k + 2, j)
    while k < j and (ts[k].low in lex.LEADING or (ts[k].low.endswith("ly") and not ts[k].cap)):
        k += 1
    if k < j and ts[k].low in lex.PREPOSITIONAL | lex.SUBORDINATORS | lex.PRONOUNS:
        return _last_noun(ts, k + 1, j)
    return k


def _inside(ts: list[Token], i: int) -> bool:
    """Whether token ``i`` may belong to the noun phrase that goes on after it."""
    t = ts[i]
    if t.quote:
        return t.end - t.start < 40 and i > 0 and word(ts[i - 1]) and ts[i - 1].low not in lex.VERBS
    if not word(t) or t.low in lex.AUXILIARIES | lex.SUBORDINATORS | {"whom"}:
        return t.low in {"&", "/"}
    if t.low in lex.CONJUNCTIONS:
        left, right = low(ts, i - 1), ts[i + 1]
        both = (ts[i - 1].cap and right.cap) or (left.endswith("s") and right.low.endswith("s"))
        return t.low in {"and", "or"} and i > 0 and (both or (i < 4 and left.endswith(("s", "n"))))
    verb = lex.VERBS.get(t.low)
    return verb is None or verb.form == "base" or t.cap or (verb.form == "s" and low(ts, i - 1) in lex.DETERMINERS)


def _last_noun(ts: list[Token], k: int, j: int) -> int:
    """Where the last noun phrase within k..j begins, as after "On Tuesday" or "In a statement"."""
    i = j
    if ts[j].cap:
        while i > k and (ts[i - 1].cap or ts[i - 1].low in {"of", "&"}) and ts[i - 1].low not in lex.TIMES:
            i -= 1
        while i < j and (not ts[i].cap or ts[i].low in lex.TIMES):
            i += 1
        return i - 1 if ts[i - 1].low in lex.DETERMINERS else i
    while i > k and ts[i].low not in lex.DETERMINERS and not ts[i].low.endswith("'s"):
        i -= 1
    return i if ts[i].low in lex.DETERMINERS else j


def subject_left(ts: list[Token], j: int, floor: int = 0, quoted: bool = False) -> Range | None:
    """The subject whose last token ``j`` stands before a verb group, appositions included; None if there is none.

    With ``quoted``, a name right after a quotation begins it, however many commas follow.
    """
    if j < floor:
        return None
    if ts[j].low not in {",", ")"} | DASHES:
        first = noun_left(ts, j, floor)
        return None if first is None else (_named_before(ts, first, floor), j)
    q = next((q for q in range(j - 1, max(floor - 1, j - REACH), -1) if ts[q].quote), j) if quoted else j
    opens = q < j - 2 and ts[q + 1].cap and ts[q + 1].low not in lex.LEADING and ts[j].low == ","
    if opens and not any(t.low in lex.VERBS for t in ts[q + 1 : j]):
        return q + 1, j - 1
    mark = "(" if ts[j].low == ")" else ts[j].low
    k = next((k for k in range(j - 1, max(floor, j - REACH), -1) if ts[k].low == mark or ts[k].quote), floor)
    if k <= floor or ts[k].quote or k == j - 1:
        return None
    first = noun_left(ts, k - 1, floor)
    if first is None:
        return subject_left(ts, k, floor) if ts[k - 1].low in {",", ")"} else None
    region = ts[k + 1].low
    aside = mark != "," or region in (NO_NOUN - {"of"}) or (region.endswith(("ing", "ed")) and region in lex.VERBS)
    return _named_before(ts, first, floor), k - 1 if aside else j - 1


def _named_before(ts: list[Token], first: int, floor: int) -> int:
    """Takes in the name before an apposition: "Ann Lee, 22, | of Flint"."""
    for _ in range(3):
        if first < floor + 2 or ts[first - 1].low != "," or not ts[first - 2].cap or ts[first - 2].low in lex.LEADING:
            break
        if ts[first].low not in TITLES | {"of", "a", "an", "the"} and not ts[first].low[0].isdigit():
            break
        before = noun_left(ts, first - 2, floor)
        if before is None or low(ts, before - 1) in lex.PREPOSITIONAL:
            break
        first = before
    return first


def noun_right(ts: list[Token], i: int) -> int | None:
    """The last token of the noun phrase, with its appositions, that begins at ``i``; None if there is none."""
    if i >= len(ts) or not word(ts[i]) or ts[i].low in NO_NOUN:
        return None
    k, names, apposition = i, True, False
    while k < min(len(ts), i + 2 * REACH) and ts[i].low not in lex.PRONOUNS:
        t = ts[k]
        if t.low == ",":
            if not _appositive(ts, k + 1):
                break
            apposition = True
        elif _closes_noun(ts, k) or (not apposition and k > i and _ends_noun(ts, k, names)):
            break
        names = names and (t.cap or t.low in lex.DETERMINERS | {"of"})
        k += 1
    return max(i, k - 1)


def _closes_noun(ts: list[Token], k: int) -> bool:
    t = ts[k]
    return low(ts, k - 1) == "," if t.quote else not word(t) and t.low not in "&/()"


def _ends_noun(ts: list[Token], k: int, names: bool) -> bool:
    word_ = ts[k].low
    if names:
        return word_ in HEAD_STOPS or (word_ in lex.TIMES and word_.endswith("day"))
    return word_ in {"on", "in", "at"} and low(ts, k + 1) in lex.TIMES | {"a", "an"}


def _appositive(ts: list[Token], i: int) -> bool:
    """Whether what follows a comma goes on describing the noun before it."""
    if i >= len(ts) or not word(ts[i]):
        return False
    head = ts[i].low
    if head in lex.RELATIVES | lex.DETERMINERS | {"of"} or head[0].isdigit():
        return True
    return not (
        head in NO_NOUN | lex.PRONOUNS | lex.LEADING | lex.ADVERBS or head in lex.VERBS or head.endswith(("ing", "ly"))
    )


def clause_end(ts: list[Token], i: int) -> int:
    """The last token of a clause that begins at ``i``: up to the sentence's end or the next act of attributing."""
    k, depth = i, 0
    while k < len(ts) and depth >= 0 and not (k > i and ts[k].low in ENDS and _next_act(ts, k)):
        depth += (ts[k].low == "(") - (ts[k].low == ")")
        k += 1
    k -= 1 if depth >= 0 else 2
    while k > i and not ts[k].quote and ts[k].low in ENDS:
        k -= 1
    return max(i, k)


def _next_act(ts: list[Token], k: int) -> bool:
    """Whether another attribution begins after token ``k``: ", adding", ", but she said", "and added that"."""
    after, joins = low(ts, k + 1), ts[k].low in {"and", "but"}
    verb = lex.VERBS.get(after)
    if joins and after in {"he", "she", "they"}:
        verb = lex.VERBS.get(low(ts, k + 2))
        return verb is not None and verb.form == "ed" and verb.act != "thought" and verb.frame != "-"
    if joins:
        told = verb is not None and "t" in verb.frame and low(ts, k + 2) in {"that", '"', ","}
        return verb is not None and verb.form == "ed" and (told or "o" in verb.frame)
    if after == "according" or (verb is not None and verb.form in ("ing", "ed") and ts[k].low == ","):
        return True
    start = k + 2 if after in lex.CONJUNCTIONS | {"while", "although", "though"} else k + 1
    for t in ts[start : start + 9] if start > k + 1 or ts[k].low in {";", "."} else []:
        verb = lex.VERBS.get(t.low)
        if not word(t):
            return False
        if verb is not None and verb.form in ("ed", "s") and {"t", "c"} & set(verb.frame):
            return True
    return False
