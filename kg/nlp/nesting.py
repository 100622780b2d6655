"""Attributions inside attributions: which contents may hold one, and which found in them pass on another's words."""

import re

from kg.model import Span
from kg.nlp import lexicon as lex
from kg.nlp.found import Found
from kg.nlp.names import BODIES, bare
from kg.nlp.quotes import quotes
from kg.nlp.segment import Segment, trimmed
from kg.nlp.windows import WORD

MARKED = frozenset("“”\"‘’'«»„‟")
OFTEN_NONE = lex.words(  # of 149 contents of training articles with no other word of CUES two held an attribution
    "state states see saw seen attack attacks point points find found long question questions post posts counter "
    "seeking seek reason push put welcome show shows speak speaking email emails call calls continue continued known "
    "expected tweets mention"
)
CUES = (frozenset(lex.VERBS) - OFTEN_NONE) | lex.words(
    "according claim claims accusation statement belief warning denial report reports"
)
THAT = re.compile(r"(?:that|whether|if|how) (?=\S)", re.IGNORECASE)
DONE = lex.words(
    "want intend seek wish prefer decide hope find show learn understand assume support oppose expect refuse decline "
    "remember see threaten challenge attack put plead beg shout scream yell thank welcome salute push label brand "
    "detail continue point worry know"
)
NOT_SAID = lex.words("not never failed fails fail cannot without")
NEGATED = re.compile(r"n[’']t\b", re.IGNORECASE)
SAYING = lex.words(
    "according claim claims accusation accusations statement belief warning denial account quote quoting quotes quoted "
    "ordered orders speculated speculates words thought saying allegation allegations testimony disagree disagrees "
    "disagreed"
)
PROVEN = re.compile(r"\b(?:has|have|had)(?: \w+)? (?:shown|proved|proven|demonstrated)$")
OWN = lex.words("i we you it that which who my our us me this")


def inner_segment(text: str, content: Span) -> Segment | None:
    """A content to be read as a paragraph of its own; None where no word of it could attribute anything."""
    inner = trimmed(text, content.start, content.end)
    if inner is not None and text[inner.start] in MARKED:
        inner = trimmed(text, inner.start + 1, inner.end - (text[inner.end - 1] in MARKED))
    if inner is not None and (that := THAT.match(text, inner.start, inner.end)):
        inner = Span(that.end(), inner.end)
    if inner is None or not any(w.group().lower() in CUES for w in WORD.finditer(text, inner.start, inner.end)):
        return None
    return Segment(inner, "body", inner, quotes=quotes(text, inner.start, inner.end))


def relayed(text: str, found: Found) -> bool:
    """Whether an attribution inside a content passes on another's words: not "I think", nor one without a source, nor
    what somebody has shown by deeds.
    """
    said = found.source[0].of(text) if found.source else ""
    deeds = bool(found.cue) and PROVEN.search(found.cue[-1].of(text)) is not None and said.split()[-1:] != []
    acted = deeds and (said.split()[-1][0].isupper() or bare(said.split()[-1]) in BODIES)
    return bool(said) and said.lower() not in OWN and not acted


def passes_on(cue: str) -> bool:
    """Whether a cue inside a content reports what somebody says, writes or believes.

    Not what somebody wants, decides or does, nor what is not said: the outer source passes on nobody's words then.
    """
    spelled = [w.lower() for w in WORD.findall(cue)]
    if NEGATED.search(cue) or NOT_SAID.intersection(spelled):
        return False
    verbs = [lex.VERBS[w] for w in spelled if w in lex.VERBS]
    if any(v.lemma not in DONE for v in verbs):
        return True
    return any(w in SAYING for w in spelled)


def same_cue(f: Found, g: Found) -> bool:
    """Whether the cues of two share characters."""
    return any(a.overlaps(b) for a in f.cue for b in g.cue)
