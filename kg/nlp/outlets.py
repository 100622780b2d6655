"""Names of outlets, and whether the words around one point to it as where something was said or published.

A name is an outlet's because lists or its last word say so ("Harbour Herald"), because a noun beside it does ("the
newspaper Vellska Slovo", "Vell magazine"), or because it is short for one named in full ("the Post"). Only then do the
words around it count: nobody becomes an outlet for being told something.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

from kg.model import Span
from kg.nlp import names as known
from kg.nlp.lexicon import words
from kg.nlp.mentions import Name, names_in
from kg.nlp.names import bare
from kg.nlp.segment import Segment

LISTED = """propublica, politifact, factcheck.org, snopes, fivethirtyeight, business insider, daily caller, daily beast,
washington free beacon, free beacon, drudge report, realclearpolitics, hollywood reporter, talking points memo,
think progress, thinkprogress, the hill, daily signal, national journal, foreign policy, foreign affairs, new
republic, weekly standard, american conservative, christian science monitor, arizona republic, plain dealer,
sacramento bee, des moines register, orange county register, concord monitor, union leader, seattle times, star-
ledger, telesur, bfm tv, bfmtv, cbc, ctv, al arabiya, al-jazeera, sputnik, meduza, le parisien, libération, el
mundo, la repubblica, corriere della sera, süddeutsche zeitung, haaretz, jerusalem post, globe and mail, c-span,
npr, pbs newshour, hbo, siriusxm, fox, fox business, fox business network, fox news channel, fox and friends,
yahoo, yahoo news, vox, mic, tmz, gawker, wired, forbes, fortune, esquire, gq, new york magazine, entertainment
weekly, the root, the nation, buzzfeed news, huffington post, huffpost, bloomberg politics, bloomberg
television, bloomberg news, bloomberg businessweek, time magazine, western journalism, world net daily,
worldnetdaily, newsmax, cnbc, marketwatch, voice of america, radio free europe, itar-tass, unian, ria novosti,
kyiv independent, ukrainska pravda, gma news, rappler, straits times"""
MORE = frozenset(" ".join(name.split()) for name in LISTED.split(","))
SPOKEN_TO = words("people time vogue variety fusion money parade salon self glamour billboard rappler slate")
SHORT = words("times post journal tribune herald globe guardian telegraph hill atlantic independent mail sun star")
TAILS = known.OUTLET_TAIL | words("register monitor leader newshour blade argus sun-times post-dispatch sun-sentinel")
KIND = (
    r"(?:newspaper|daily|weekly|magazine|broadcaster|news agency|newswire|wire service|tabloid|"
    r"news (?:site|website|outlet|service|channel)|website|web site|"
    r"(?:television|TV) (?:channel|station|network|program|show)|radio station|radio|podcast|state media|talk show|"
    r"blog)"
)
KIND_BEFORE = re.compile(rf"\b{KIND} $")
KIND_AFTER = re.compile(rf"(?:[’']s)? {KIND}\b(?! [A-Z])")
DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[’']s |last week[’']s |today[’']s )?"
TOLD = r"told|telling|tells|according to|citing|cited|credited(?: to)?|quoting|interviewed (?:by|on|for)"
WORKS = (
    r"article|column|op-ed|report|story|essay|statement|remarks|comments|piece|editorial|profile|review|letter|"
    r"interviews?|appearance|segment"
)
PUBLISHED = (
    r"published|quoted|cited|posted|printed|reported|reports|obtained|seen|carried|conducted|released|reviewed|"
    r"compiled|aired|broadcast"
)
LEAD = re.compile(
    rf"\b(?:{TOLD}|(?:{WORKS}) (?:in|for|by|to|on|from|with)|(?:{PUBLISHED}) (?:by|in|on)|"
    r"(?:writing|written|wrote) (?:in|for)|(?:speaking|spoke|speaks|talking|talked) (?:to|with|on)|"
    r"appear(?:ed|ing|s|ances?)? (?:in|on)|(?:broadcast|episode|edition|airing|issue) of)\s"
    rf"(?:the |The |a |an )?{DAY}(?:{KIND} )?$"
)
ON = re.compile(
    r"\b(?:sa(?:id|ys|ying)|appear\w*|interview\w*|told|tells|speak\w*|spoke|asked|argued|claimed|admitted|host\w*|"
    r"discuss\w*|comment\w*|\w+day|morning|night|evening|asserted|declared|added|explained|insisted|suggested)\b"
    r"[^.?!\n]{0,60} on (?:the )?$"
)
VERB_AFTER = re.compile(
    r"(?:[’']s?(?: [\w’'.-]+){1,3}| \w+ [A-Z]\w+ [A-Z]\w+)?,? ?"
    r"(?:(?:also|has|had|have|first|later|previously|recently|then|which|\w+day|last week|in \w+|on \w+day) ){0,3}"
    r"(?:reported|reports|report(?= that)|said|says|wrote|writes|revealed|published|cited|cites|quoted|quotes|noted|"
    r"notes|carried|learned|ruled|rated|found|confirmed|obtained|described|calculated|counted|broke|disclosed|asked|"
    r"estimated|uncovered|concluded|editorialized)\b"
)
WORK_AFTER = re.compile(
    r"(?:[’']s?|/[A-Z]\w+)? (?:[a-z-]+ )?(?:report|analysis|story|article|editorial|interview|investigation|column|"
    r"op-ed|exclusive|poll|survey|review|database|tally|profile|account|fact-check)\b"
)
SHOW_AFTER = re.compile(r"(?:[’']s?|,)? (?:[a-z]+ )?(?:“|''|\"|‘)[A-Z0-9]")
BRACKETED = re.compile(r"\[(?:[A-Z][\w’'. -]{2,40}, )?(?:[Tt]he )?$"), re.compile(r"\.?\]")
HEADED = re.compile(r"(?:^|\n)From (?:the )?$"), re.compile(r":")
LISTED_WITH = re.compile(r",? (?:and |or )?(?:the |The )?|, (?:the |The )?")
OF_ROLE = re.compile(
    r"\b(?:hosts?|anchors?|editors?|reporters?|correspondents?|analysts?|contributors?|moderators?) "
    r"(?:of|at|for|with) (?:[Tt]he )?$"
)
REPORTS = re.compile(r" (?:has learned|(?:first |also )?reported|reports)\b")
LONGEST = 5  # words of a name
BACK = 90  # characters before a name that may point to it


def named_outlets(text: str, segments: Sequence[Segment], labelled: Sequence[Name]) -> Mapping[Span, str]:
    """The names of outlets in the bodies, and what each stands for: its fuller name, where one is in the text."""
    regular = list(_regular(text, segments))
    spans = [_of_its_own(text, n.span) for n in labelled if n.kind == "outlet"]
    spans += [n for n in map(partial(_of_its_own, text), regular) if _is_outlet(text, n)]
    found: dict[Span, str] = {}
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not any(span.overlaps(known) for known in found) and not _is_person(text, span):
            found[span] = span.of(text)
    return {**found, **_short(text, regular, found)}


def points_to(text: str, span: Span) -> bool:
    """Whether the words around an outlet's name point to it as where something was said or published."""
    start = max(0, span.start - BACK)
    if OF_ROLE.search(text, start, span.start):
        return False
    if any(b.search(text, start, span.start) and a.match(text, span.end) for b, a in (BRACKETED, HEADED)):
        return True
    lead = LEAD.search(text, start, span.start)
    on = ON.search(text, start, span.start)
    after = min(len(text), span.end + 80)
    rest = (p.match(text, span.end, after) for p in (VERB_AFTER, WORK_AFTER, SHOW_AFTER))
    return bool(lead or on or any(rest))


def pointed_to(text: str, names: Iterable[Span]) -> set[Span]:
    """The names of outlets that the text points to, those included that stand in a list with one."""
    ordered = sorted(names)
    found = {span for span in ordered if points_to(text, span)}
    for before, span in pairwise(ordered):
        gap = text[before.end : span.start]
        if before in found and gap and LISTED_WITH.fullmatch(gap):
            found.add(span)
    return found


def _short(text: str, names: Sequence[Span], full: Mapping[Span, str]) -> dict[Span, str]:
    """Short names, each with the fuller one before it that ends alike: "the Post", of the Washington Post.

    One without such a name stands for itself where it reports: "The Post has learned".
    """
    out: dict[Span, str] = {}
    for span in names:
        said = span.of(text)
        if bare(said) in SHORT and text[max(0, span.start - 4) : span.start].lower() == "the ":
            alike = [s for s, name in full.items() if " " in name and bare(name.split()[-1]) == bare(said)]
            before = [s for s in alike if s.start < span.start]
            if alike:
                out[span] = full[max(before)] if before else full[min(alike)]
            elif REPORTS.match(text, span.end):
                out[span] = said
    return out


def _of_its_own(text: str, span: Span) -> Span:
    """The outlet's part of a name that a person's leads: "Megyn Kelly of | Fox News"."""
    first, _, rest = span.of(text).partition(" of ")
    return Span(span.end - len(rest), span.end) if rest and known.gender(first) else span


def _is_person(text: str, span: Span) -> bool:
    """Whether a name in one word is somebody's in this text: "Mr. Bloomberg"."""
    said = span.of(text)
    return " " not in said and re.search(rf"\b(?:Mr|Mrs|Ms|Mayor|Michael)\.? {re.escape(said)}\b", text) is not None


def _regular(text: str, segments: Sequence[Segment]) -> Iterator[Span]:
    for segment in segments:
        for name in names_in(text, segment.body) if segment.body is not None else ():
            yield name.span


def _is_outlet(text: str, span: Span) -> bool:
    said = span.of(text)
    key = " ".join(bare(w) for w in said.split())
    before = text[max(0, span.start - 40) : span.start]
    if said.count(" ") >= LONGEST:
        return False
    if known.is_outlet(said) or key in MORE or (f"the {key}" in MORE and before.endswith(("the ", "The "))):
        return True
    last = said.split()[-1]
    if " " in said and bare(last) in TAILS and last[0].isupper():
        return True
    if key in SPOKEN_TO:
        whole = not before.endswith(("the ", "The ", "a ")) and not text.startswith(" of ", span.end)
        return whole and LEAD.search(before) is not None
    if known.gender(said) or bare(last) in known.BODIES | known.FIRMS | known.TITLES:
        return False
    return KIND_BEFORE.search(before) is not None or KIND_AFTER.match(text, span.end, span.end + 30) is not None
