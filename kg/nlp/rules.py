"""Attributions by rules: a cue, who stands beside it, and what they are made to say.

This is the baseline beside the trained reader. Conventions follow PolNeAR: "that" belongs to the content, auxiliaries
to the cue, appositions to the source, the last full stop to nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import Act, QuoteType, Span
from kg.nlp import lexicon as lex
from kg.nlp.found import Found
from kg.nlp.guards import unsaid
from kg.nlp.layout import SHORTEST, laid_out, signed
from kg.nlp.phrases import (
    DASHES,
    Range,
    Token,
    clause_end,
    group_start,
    low,
    noun_left,
    noun_right,
    subject_left,
    tokens,
    word,
)
from kg.nlp.quotes import Quote, quotes
from kg.nlp.segment import Segment, sentences, trimmed

VERSION = "rules-1"
CLAUSE = lex.words("that whether if how why what when who where which")
STOPS = DASHES | {",", ".", ";", "?", "!", ")"}
OBLIQUE = lex.words("about for to of in on during at")  # what may follow an addressee
BEFORE_PARTICIPLE = DASHES | lex.words("by in after before while when ,")


@dataclass(frozen=True, slots=True)
class Match:
    """What one cue claims of a sentence's tokens."""

    source: Range
    cue: Range
    content: tuple[Range, ...]
    act: Act
    confidence: float


Content = tuple[tuple[Range, ...], float] | None  # ranges and confidence


def attributions(text: str, segments: Sequence[Segment]) -> tuple[Found, ...]:
    """All attributions of the segments that may hold statements, in text order."""
    read = ((s, *_paragraph(text, s)) for s in segments if s.body is not None)
    return signed(text, laid_out(text, read), segments)


def _paragraph(text: str, segment: Segment) -> tuple[list[Found], list[Quote]]:
    """The attributions with a cue, and the quotations that none of them took."""
    found: list[Found] = []
    loose: list[Quote] = []
    rest = list(segment.quotes)
    for sentence in segment.sentences:
        count = sum(1 for _ in _until(rest, sentence.end))
        inside, rest = rest[:count], rest[count:]
        here = [_finish(piece, m) for piece in tokens(text, sentence, inside) for m in _matches(piece)]
        found.extend(here)
        for quote in inside:
            if any(c.overlaps(quote.span) for f in here for c in f.content):
                continue
            k = None if loose else _continued(text, sentence, found, quote)
            if k is None:
                loose.append(quote)
            else:
                found[k] = replace(found[k], content=(*found[k].content, quote.span))
    return found + [f for q in segment.quotes for f in _nested(text, q)], loose


def _until(marks: list[Quote], end: int) -> list[Quote]:
    k = 0
    while k < len(marks) and marks[k].span.start < end:
        k += 1
    return marks[:k]


def _continued(text: str, sentence: Span, found: list[Found], quote: Quote) -> int | None:
    """'"A," she said. "B."': which quoted statement a quotation that begins a sentence goes on with."""
    if quote.span.start != sentence.start and not text[sentence.start : quote.span.start].rstrip().endswith("."):
        return None
    for k in range(len(found) - 1, max(-1, len(found) - 4), -1):
        end = found[k].content[-1].end
        if found[k].type != "indirect" and end <= quote.span.start:
            return k
    return None


def _nested(text: str, quote: Quote) -> list[Found]:
    """Attributions inside a quotation: somebody else's words that its speaker passes on."""
    inner = trimmed(text, quote.span.start + 1, quote.span.end - (not quote.open))
    if inner is None or inner.end - inner.start < SHORTEST:
        return []
    marks = [q for q in quotes(text, inner.start, inner.end) if not q.open]
    pieces = [p for s in sentences(text, inner) for p in tokens(text, s, [q for q in marks if s.holds(q.span)])]
    return [_finish(piece, m) for piece in pieces for m in _matches(piece) if _relayed(piece, m)]


def _relayed(ts: list[Token], m: Match) -> bool:
    own = ts[m.source[0]].low in lex.words("i we you my our who it")
    return not own and m.act != "thought" and m.confidence >= 0.8 and m.content[0][0] > m.cue[0]


def _matches(ts: list[Token]) -> list[Match]:
    found: list[Match] = []
    for i, t in enumerate(ts):
        verb = None if t.cap and i > 0 else lex.VERBS.get(t.low)
        accords = t.low == "according" and low(ts, i + 1) == "to"
        match = _according(ts, i) if accords else _verb_match(ts, i, verb, found) if verb is not None else None
        if match is not None and match.content:
            found.append(match)
    return [m for m in found if not unsaid(ts, m.source, m.cue)]


def _according(ts: list[Token], i: int) -> Match | None:
    """'X, according to Y' and 'According to Y, X'."""
    last = noun_right(ts[: _comma(ts)] if i == 0 else ts, i + 2)
    if last is None:
        return None
    content = _before(ts, i - 1, 0)
    if not content and low(ts, last + 1) == "," and last + 2 < len(ts):
        content = ((last + 2, clause_end(ts, last + 2)),)
    return Match((i + 2, last), (i, i + 1), content, "speech", 0.85)


def _comma(ts: list[Token]) -> int:
    return next((k for k, t in enumerate(ts) if t.low == ","), len(ts))


def _verb_match(ts: list[Token], i: int, verb: lex.Verb, found: list[Match]) -> Match | None:
    g = group_start(ts, i)
    be = any(t.low in lex.BE for t in ts[g:i])
    said = low(ts, i + 2) if low(ts, i + 1) in lex.ARTICLES else low(ts, i + 1)
    if (verb.form == "ed" and be) or (verb.lemma == "say" and said in lex.NOT_SAID):
        return None
    if verb.lemma == "want" and not (
        ts[g - 1].cap or low(ts, g - 1) in lex.PRONOUNS | lex.RELATIVES | lex.CONJUNCTIONS
    ):
        return None  # "people want to leave" tells of a wish, not of somebody's words
    if verb.form == "ing" and not be:
        return _participle(ts, i, g, verb, found)
    if not _verbal(ts, g, i, verb):
        return None
    floor = next((k for k in range(g) if ts[k].low not in {",", ";", "and", "but"}), g)
    source = _inverted(ts, i, g, verb)
    if source is not None:
        return Match(source, (g, i), _before(ts, g - 1, floor) + _goes_on(ts, source[1] + 1), verb.act, 0.9)
    if low(ts, g - 1) in lex.ARTICLES | lex.PREPOSITIONAL:
        return None
    joined = low(ts, g - 1) in lex.CONJUNCTIONS
    source = _subject(ts, g, found) if joined else subject_left(ts, g - 1, floor, quoted=True)
    if source is None or (verb.form != "ed" and low(ts, g - 1).endswith("'s")):
        return None
    content = _content(ts, i, len(ts) if joined else source[0], verb, floor)
    return None if content is None else Match(source, (g, i), content[0], verb.act, content[1])


def _verbal(ts: list[Token], g: int, i: int, verb: lex.Verb) -> bool:
    """Whether what may be a noun ("claims") or adjective ("pledged") is a verb, as far as its neighbours tell."""
    helped = any(t.low in lex.AUXILIARIES for t in ts[g:i])
    if helped or g == 0:
        return helped or verb.form != "base"
    before = ts[g - 1]
    if verb.form == "ed":
        return not (before.low[0].isdigit() and low(ts, i + 1).endswith("s"))
    many = before.low in lex.PLURALS or (before.low.endswith("s") and not before.low.endswith(("'s", "ss")))
    if verb.lemma in lex.NOUNLIKE and not (before.cap or before.low in lex.PRONOUNS | lex.RELATIVES | {",", ")", '"'}):
        return low(ts, i + 1) in {"that", "to"} and (verb.form == "s" or many)
    return verb.form != "base" or many or low(ts, i - 1) == "to"


def _inverted(ts: list[Token], i: int, g: int, verb: lex.Verb) -> Range | None:
    """'"...," said the mayor': the source, when it follows the verb."""
    quoted = i > 0 and ts[i - 1].quote
    if (
        "q" not in verb.frame
        or g != i
        or not (quoted or ("o" not in verb.frame and low(ts, i - 1) in DASHES | {",", "."}))
    ):
        return None
    last = None if low(ts, i + 1) in CLAUSE or (i == 0 and not ts[min(1, len(ts) - 1)].cap) else noun_right(ts, i + 1)
    if last is None or quoted:
        return None if last is None else (i + 1, last)
    plain = all(t.low not in lex.AUXILIARIES | lex.PRONOUNS for t in ts[i + 1 : min(last + 2, i + 8)])
    return (i + 1, last) if plain and (low(ts, last + 1) in STOPS | lex.PREPOSITIONAL | {":", '"'}) else None


def _before(ts: list[Token], j: int, floor: int) -> tuple[Range, ...]:
    """Content that ends before a cue or its subject: a quotation with what leads up to it, or a clause."""
    while j > floor and ts[j].low in DASHES | {","}:
        j -= 1
    first = j
    while first > floor and ts[j].quote and ts[first - 1].quote:
        first -= 1
    if j < floor or not (ts[j].quote or j > floor):
        return ()
    alone = ts[j].quote and low(ts, first - 1) in {":", "."}
    return ((first if alone else floor, j),)


def _goes_on(ts: list[Token], k: int) -> tuple[Range, ...]:
    """A quotation that goes on after the cue: '"A," said X, "B."'."""
    for j in range(k, min(len(ts), k + 20)):
        if ts[j].quote:
            return ((j, j),) if low(ts, j - 1) in DASHES | {",", ":"} else ()
        if ts[j].low in lex.VERBS or ts[j].low in {";", "."}:
            break
    return ()


def _content(ts: list[Token], i: int, subject: int, verb: lex.Verb, floor: int) -> Content:
    """The content of a verb whose subject begins at ``subject``, and how sure that is; None if it is no attribution."""
    k = _after_addressee(ts, i, verb)
    while low(ts, k) in lex.TIMES:
        k += 1
    nxt, quotable = low(ts, k), "q" in verb.frame
    behind = _before(ts, subject - 1, floor) if 0 < subject < len(ts) and ts[subject - 1].quote else ()
    if nxt in {",", ":"} and low(ts, k + 1) == '"':
        return (*(behind if nxt == "," else ()), (k + 1, k + 1)), 0.95
    if behind:
        return behind + _goes_on(ts, k), 0.95
    if quotable and nxt in STOPS:
        return _parenthetical(ts, k, subject, floor)
    if nxt == '"' and verb.frame[0] == "q":
        return ((k, clause_end(ts, k) if k + 1 < len(ts) and word(ts[k + 1]) else k),), 0.9
    if k >= len(ts) or not (word(ts[k]) or ts[k].quote):
        return None
    if nxt in lex.PREPOSITIONS.get(verb.lemma, ()) and k + 1 < len(ts):
        return ((k + 1, clause_end(ts, k + 1)),), 0.55
    if (nxt in CLAUSE and {"t", "c"} & set(verb.frame)) or (nxt == "to" and "i" in verb.frame):
        return ((k, clause_end(ts, k)),), 0.6 if nxt == "to" else 0.9
    if nxt in lex.PREPOSITIONAL and quotable:
        return _after_phrase(ts, k, subject, floor)
    if nxt in lex.PREPOSITIONAL | lex.AUXILIARIES:
        return None
    if verb.lemma == "put" and low(ts, k + 1) in lex.COUNTS:
        return ((k, clause_end(ts, k)),), 0.7
    if "c" in verb.frame:
        return ((k, clause_end(ts, k)),), 0.85
    return (((i + 1, clause_end(ts, i + 1)),), 0.55) if "n" in verb.frame else None


def _after_addressee(ts: list[Token], i: int, verb: lex.Verb) -> int:
    """Where the content may begin after a verb: after "reporters on Monday" in "told reporters on Monday that"."""
    k = i + 1
    if "o" not in verb.frame or low(ts, k) in CLAUSE | OBLIQUE:
        return k
    stops = CLAUSE | OBLIQUE | lex.AUXILIARIES | (lex.PRONOUNS - {"it", "you"})
    while k < min(len(ts), i + 11) and word(ts[k]) and ts[k].low not in stops:
        k += 1
        if ts[k - 1].low in lex.words("him her them me us") or (k > i + 2 and low(ts, k) in lex.DETERMINERS):
            break
    return k


def _parenthetical(ts: list[Token], k: int, subject: int, floor: int) -> Content:
    """'X, she said.' and 'X, she said, Y': content before the source, and after it when the clause goes on."""
    behind = _before(ts, subject - 1, floor) if floor < subject < len(ts) else ()
    if not behind or not (ts[subject - 1].quote or ts[subject - 1].low in DASHES | {",", "?", "!"}):
        return None
    goes_on = low(ts, k) in DASHES | {","} and k + 1 < len(ts) and word(ts[k + 1])
    if goes_on and not (ts[k + 1].low.endswith("ing") or clause_end(ts, k) == k):
        return (*behind, (k + 1, clause_end(ts, k + 1))), 0.8
    return behind, 0.85


def _after_phrase(ts: list[Token], k: int, subject: int, floor: int) -> Content:
    """'wrote on Facebook that ...', 'said in a statement.': what follows or precedes a phrase after the verb."""
    j = next(
        (j for j in range(k, min(len(ts), k + 14)) if ts[j].quote or ts[j].low in {"that", ",", ":", ";", "."}), len(ts)
    )
    if low(ts, j) == "that":
        return ((j, clause_end(ts, j)),), 0.8
    if low(ts, j) in {",", ":"} and low(ts, j + 1) == '"':
        return ((j + 1, j + 1),), 0.9
    return _parenthetical(ts, j, subject, floor)


def _subject(ts: list[Token], stop: int, found: list[Match]) -> Range | None:
    """Who 'X arrived and said' or '..., adding' speaks of: the source before, else how the sentence begins."""
    if found:
        return found[-1].source
    i = next((k for k in range(stop) if word(ts[k]) and ts[k].low not in lex.CONJUNCTIONS), stop)
    if low(ts, i) in lex.PREPOSITIONAL | lex.SUBORDINATORS | {"likewise", "meanwhile"}:
        i = next((k + 1 for k in range(i, min(stop, i + 20)) if ts[k].low == ","), stop)
    k = i
    while k < min(stop, i + 10) and word(ts[k]) and not _verb_like(ts, k, i):
        k += 1
    return (i, k - 1) if k > i else None


def _verb_like(ts: list[Token], k: int, first: int) -> bool:
    if k == first or ts[k].cap:
        return ts[k].low in lex.AUXILIARIES
    after_name = ts[k - 1].cap and not (
        ts[k].low in lex.PREPOSITIONAL | lex.CONJUNCTIONS or low(ts, k - 1) in lex.DETERMINERS or "'s" in ts[k - 1].low
    )
    return after_name or ts[k].low in lex.AUXILIARIES | lex.VERBS.keys() or ts[k].low.endswith(("ed", "ly"))


def _participle(ts: list[Token], i: int, g: int, verb: lex.Verb, found: list[Match]) -> Match | None:
    """', adding that ...', 'a statement saying ...', 'was quoted as saying ...'."""
    source: Range | None = None
    quoted = next((k for k in range(g - 2, max(-1, g - 9), -1) if ts[k].low.startswith("quot")), None)
    if low(ts, g - 1) == "as" and quoted is not None:
        first = group_start(ts, quoted)
        passive = any(t.low in lex.BE for t in ts[first:quoted])
        source = subject_left(ts, first - 1) if passive else (quoted + 1, g - 2) if quoted < g - 2 else None
        g = first if passive else g - 1
    elif low(ts, g - 1) in BEFORE_PARTICIPLE:
        source = _subject(ts, g - 1, found)
    elif verb.lemma in {"say", "state", "claim", "warn", "announce"} and (first_ := noun_left(ts, g - 1)) is not None:
        source = (first_, g - 1)
    content = None if source is None else _content(ts, i, len(ts), verb, len(ts))
    if source is None or content is None:
        return None
    return Match(source, (g, i), content[0], verb.act, min(content[1], 0.8))


def _finish(ts: list[Token], m: Match) -> Found:
    content = tuple(Span(ts[first].start, ts[last].end) for first, last in m.content)
    quoted = [t.quote for first, last in m.content for t in ts[first : last + 1] if t.quote or word(t)]
    kind: QuoteType = "direct" if all(quoted) else "mixed" if any(quoted) else "indirect"
    source, cue = (Span(ts[r[0]].start, ts[r[1]].end) for r in (m.source, m.cue))
    return Found((source,), (cue,), content, kind, m.act, m.confidence)
