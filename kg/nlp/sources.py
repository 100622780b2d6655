"""What the words of a source say about whom they name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import EntityKind, MentionForm, Role, Span
from kg.nlp import names as known
from kg.nlp.kinds import DescribedKind, Kinds, listed
from kg.nlp.lexicon import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONAL,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    VERBS,
    words,
)
from kg.nlp.mentions import Name, role_in
from kg.nlp.names import bare, plural

THINGS: frozenset[EntityKind] = frozenset({"organisation", "outlet", "place", "document"})
PRONOUN = words("he she they it we i you who which him her them that those his its their")
DEFINITE = words("the his her its their this that")
SPOKES = re.compile(r"\bspokes(?:man|woman|person|people)\b", re.IGNORECASE)
SPEAKS_FOR = re.compile(r"\bspokes(?:man|woman|person|people) (?:for|of|at) (?:the )?")
BODY_SPOKES = re.compile(
    r"\b((?!(?:The|An?) )[A-Z][\w&.-]*(?: (?:[A-Z][\w&.-]*|\d+))*) spokes(?:man|woman|person|people)\b"
)
APPOSED = re.compile(r", (?:(?:aged )?\d{1,3}, )?(?:an? |the |its |his |her |their |whose )?([^,.;:“”\"()\n]{3,80})")
AFTER_HEAD = re.compile(r"\b(?:in|of|at|from|for|with|on|near|by|to|living|familiar|close|involved|who|that|which)\b")
END_OF_HEAD = re.compile(r",(?!\d)|[(;:—–“\"]| - | who | whose | which ")
AGE = r"(?:, (?:aged )?\d{1,3}(?=,))?"
OFFICE = r"(?P<role>[\w’'-]+(?: [\w’'-]+){0,5}?)"
HOLDS = re.compile(
    rf"{AGE},? (?:who )?(?:is|was|has been|became|remains) (?:an?|the) {OFFICE}(?=[,.;]| (?:and|who|since|until|when) )"
)
BESIDE = re.compile(rf"{AGE}, (?:an?|the|its|his|her|their) {OFFICE}(?=[,;]| who )")
AHEAD = re.compile(rf"(?:^|[.?!“\n(]|\b(?:by|to|with|from|and|for) )\s*(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) {OFFICE}, $")
PAST = words("came went left met began took struck gathered kept stood sat ran held gave grew got lost won fell rose")
SINGULAR = words("is was has does isn't wasn't hasn't doesn't")
ABSTRACT = re.compile(r"(?:ment|tion|sion|ure|ing|ness|itie|ance|ence|ism|age|poll|result|word|month|year|day)s$")
OPENING = 6  # words in which a sentence's subject is looked for
REACH = 240  # characters of a source that are looked at
AROUND = 40  # characters after a name that tell how it stands
LONGEST_PHRASE = 120  # characters of a description
HONORIFIC_END = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Sir|Lord|Lady|Dame)\.? ?$")
ENDS = re.compile(r"[,;:(—–-]| (?:of|from|for|in|on|at|who)\b")
MODIFIES = re.compile(r" (?!(?:of|from|for|in|on|at|who|and|or)\b)[a-z]")
NOT_TITLES = PREPOSITIONAL - {"of"} | RELATIVES | AUXILIARIES | words("and or that supporters critics allies aides")
ANONYMOUS = re.compile(r"\banonym|\bnot authori[sz]ed\b|\bnot (?:be|to be) (?:named|identified)|\bdeclined to be")
KIN = words(
    "aide wife husband son daughter brother sister mother father parent niece nephew cousin uncle aunt partner friend "
    "girlfriend boyfriend fiance fiancee fiancé fiancée widow widower ally supporter critic rival predecessor "
    "successor opponent counterpart boss neighbor neighbour lawyer assistant colleague"
)
LEADS = words("the a an but and so then yet his her its their our my")


@dataclass(frozen=True, slots=True)
class Within:
    """A name in the words of a source and how it stands there.

    ``leads``: nothing but an article and its own title stands before it; ``ends``: nothing but where a person is from
    stands after it in its phrase; ``governed``: a preposition is before it; ``apposed``: a comma is; ``owns``: it is a
    possessive; ``modifies``: a noun in small letters follows.
    """

    name: Name
    leads: bool
    ends: bool
    governed: bool
    apposed: bool
    owns: bool
    modifies: bool


@dataclass(frozen=True, slots=True)
class Described:
    """What the words of a source tell: the form, the kind where no name tells it, the head noun, and the names in them.

    ``patron`` is the name of the body that a spokesperson speaks for; ``said`` the description in small letters,
    without its article, ``phrase`` the same as written; ``fresh``: "a student", somebody not met before; ``longer``:
    more than the phrase is said of whoever it is; ``anonymous``: also that the name is kept back.
    """

    form: MentionForm
    kind: EntityKind
    head: str
    definite: bool
    within: tuple[Within, ...] = ()
    patron: Name | None = None
    gender: str = ""
    plural: bool = False
    said: str = ""
    phrase: str = ""
    fresh: bool = False
    longer: bool = False
    anonymous: bool = False


def describe(text: str, source: Span, names: Sequence[Name], kinds: Kinds = listed) -> Described:
    """What the words of a source say; ``names`` are those inside it.

    A pronoun is form "pronoun", a phrase with a name that may be meant "name", another one "noun" or "role".
    """
    words = re.findall(r"[\w’'.-]+", source.of(text)[:REACH])
    first = bare(words[0]) if words else ""
    if len(words) == 1 and first in PRONOUN:
        said = "m" if first in ("he", "his", "him") else "f" if first in ("she", "her") else ""
        many = first in ("they", "we", "them", "their", "those")
        return Described("pronoun", "person" if said else "collective", first, True, gender=said, plural=many)
    head = described_head(text, source)
    within = tuple(_within(text, source, head, n) for n in names)
    return _nameless(text, source, head, within, kinds)


def _within(text: str, source: Span, head: Span, name: Name) -> Within:
    start = min(name.span.start, name.role.span.start if name.role else name.span.start)
    before = HONORIFIC_END.sub("", text[source.start : start]) if start > source.start else ""
    after = text[name.span.end : min(source.end, name.span.end + AROUND)]
    lead = before.split()
    last = next((w for w in map(bare, reversed(lead)) if w not in DETERMINERS), "")
    return Within(
        name,
        leads=all(bare(w) in LEADS for w in lead) or (name.kind == "person" and _only_titles(lead)),
        ends=name.span.end >= source.end - 1 or ENDS.match(after.lstrip("’'s")) is not None,
        governed=last in PREPOSITIONAL and not before.rstrip().endswith(","),
        apposed=before.rstrip().endswith((",", ":", "—", "–")),
        owns=after.startswith(("’s ", "'s ", "’ ", "' ")),
        modifies=MODIFIES.match(after) is not None,
    )


def _only_titles(lead: Sequence[str]) -> bool:
    """Whether the words before a person's name can all be a title: "Fox News' | Megyn Kelly", "critic | Ann Lee"."""
    return not any(w.endswith((",", ":", "—")) or bare(w) in NOT_TITLES for w in lead)


def role_before(text: str, source: Span, name: Name) -> Role | None:
    """The role that the words of a source give the name after them: "the minister, | Sergei Lavrov"."""
    before = text[source.start : name.span.start].rstrip() if name.span.start > source.start else ""
    if not before.endswith((",", ":", "—", "–")):
        return None
    cut = re.split(r",(?!\d)|[(;:—–]", before)[0]
    return role_in(text, source.start, source.start + len(cut)) if cut.strip() else None


def role_beside(text: str, name: Name, floor: int) -> Role | None:
    """The office that an apposition or predicate beside a name gives: "Ann Lee, 58, the harbour pilot, waited"."""
    start, end = name.span.end, name.span.end + REACH
    after = HOLDS.match(text, start, end) or BESIDE.match(text, start, end)
    before = AHEAD.search(text, max(floor, name.span.start - REACH), name.span.start)
    if after is not None:
        start, end = after.span("role")
    elif before is not None and text[name.span.end : name.span.end + 1] in (",", "."):
        start, end = before.span("role")
    else:
        return None
    core = AFTER_HEAD.split(text[start:end])[0].split()
    verbal = any(w in AUXILIARIES or w in VERBS or w.endswith(("ed", "ly", "ing")) for w in core)
    return None if verbal or not core or not core[-1].islower() else Role(text[start:end], Span(start, end))


def plural_subject(text: str, sentence: Span) -> Span | None:
    """The plural noun phrase that a sentence begins with, up to its head: "Diplomats in the region were ..."."""
    marks = list(re.finditer(r"[\w’'-]+|[^\w\s]", text[sentence.start : min(sentence.end, sentence.start + REACH)]))
    while marks and marks[0].group().lower() in CONJUNCTIONS:
        del marks[0]
    said = [m.group().lower().replace("’", "'") for m in marks[: OPENING + 1]] + ["."]
    for i, w in enumerate(said[: min(OPENING, len(marks))]):
        if w in PREPOSITIONAL | AUXILIARIES | SUBORDINATORS | PRONOUNS | RELATIVES or not w[0].isalnum():
            return None
        after = said[i + 1]
        closed = after in PREPOSITIONAL | AUXILIARIES | RELATIVES | VERBS.keys() | PAST or after.endswith(("ed", "ly"))
        if plural(w) and closed and after not in SINGULAR and w not in DETERMINERS and not ABSTRACT.search(w):
            return Span(sentence.start + marks[0].start(), sentence.start + marks[i].end())
    return None


def noun_before(text: str, at: int) -> Span | None:
    """The words before a relative pronoun that name people by a noun: "three members | who", "a farmer, | who"."""
    marks = list(re.finditer(r"[\w’'-]+|[^\w\s]", text[max(0, at - REACH // 2) : at]))
    if marks and marks[-1].group() == ",":
        marks.pop()
    taken: list[re.Match[str]] = []
    for m in reversed(marks[-OPENING:]):
        low = m.group().lower()
        stop = PREPOSITIONAL | AUXILIARIES | SUBORDINATORS | PRONOUNS | RELATIVES | CONJUNCTIONS | VERBS.keys() | PAST
        if low in stop or not low[0].isalnum() or low.endswith("ly"):
            break
        taken.insert(0, m)
        if low in DETERMINERS:
            break
    if not taken:
        return None
    noun, first = taken[-1].group(), taken[0].group().lower()
    if not noun.islower() or not (plural(noun) or first in ("a", "an", "one", "another")) or noun in DETERMINERS:
        return None
    start = max(0, at - REACH // 2)
    return Span(start + taken[0].start(), start + taken[-1].end())


def core_of(description: str) -> list[re.Match[str]]:
    """The words of a description up to its head noun: "the mayor" of "the mayor of Kherson"."""
    core = AFTER_HEAD.split(description)[0]
    return list(re.finditer(r"[\w’'-]+", core)) or list(re.finditer(r"[\w’'-]+", description))


def kind_of(text: str, description: Span, kinds: Kinds) -> DescribedKind:
    """The kind of source that a description in a text means."""
    core = core_of(description.of(text))
    if not core:
        return "unnamed"
    start = description.start
    return kinds(Span(start + core[-1].start(), start + core[-1].end()), " ".join(w.group() for w in core))


def head_noun(description: str) -> str:
    """The noun that a description is about: "mayor" of "the mayor of Kherson"."""
    words = [w.group() for w in core_of(description)]
    noun = bare(words[-1]) if words else ""
    noun = known.SHORT_TITLES.get(noun, noun)
    return f"{bare(words[-2])} {noun}" if len(words) > 1 and bare(words[-2]) in ("vice", "deputy") else noun


def described_head(text: str, source: Span) -> Span:
    """The words of a source up to the first comma, dash or relative pronoun."""
    start, end = source.start, min(source.end, source.start + REACH)
    m = END_OF_HEAD.search(text, start + 1, end)
    stop = m.start() if m else end
    while stop > start + 1 and text[stop - 1].isspace():
        stop -= 1
    return Span(start, stop)


def apposed(text: str, start: int, end: int) -> Role | None:
    """The role in an apposition that begins at ``start``: "Dmitry Peskov | , a Kremlin spokesman"."""
    m = APPOSED.match(text, start, end)
    if m is None or m.group(1)[0].isdigit() or m.group(1).split()[0].lower() in {"who", "of", "which", "in"}:
        return None
    cut = re.search(r" (?:who|which|that)\b", m.group(1))
    role = role_in(text, m.start(1), m.start(1) + cut.start() if cut else m.end(1))
    return role if role is not None and any(c.islower() for c in role.text[:3]) else None


def _patron(text: str, source: Span, names: Sequence[Name]) -> Name | None:
    """Whom a spokesperson speaks for: "a spokesman for the ministry of Health", "a Kremlin spokesman"."""
    end = min(source.end, source.start + REACH)
    spokes = SPOKES.search(text, source.start, end)
    if spokes is None:
        return None
    speaks = SPEAKS_FOR.search(text, source.start, end)
    after = next((n for n in names if speaks is not None and n.span.start >= speaks.end()), None)
    if speaks is not None and after is not None and text[speaks.end() : after.span.start].count(" ") <= 4:
        return after
    before = (n for n in reversed(names) if n.span.end <= spokes.start())
    return next((n for n in before if "," not in text[n.span.end : spokes.start()]), None)


def body_spoken_for(text: str, source: Span) -> Name | None:
    """The capitals before a spokesperson's noun, which name a body: "a Number 10 | spokesperson"."""
    m = BODY_SPOKES.search(text, source.start, min(source.end, source.start + REACH))
    return Name(Span(*m.span(1)), m.group(1), "organisation") if m is not None else None


def officer(w: Within, head: str) -> bool:
    """Whether a name only tells whose officer is meant: "the U.S. president", "the minister of Health"."""
    return head in known.TITLES and (w.governed or w.owns or (w.modifies and w.name.kind in THINGS))


def _nameless(text: str, source: Span, head: Span, within: tuple[Within, ...], kinds: Kinds) -> Described:
    core = core_of(head.of(text))
    words = [bare(w.group()) for w in core] or [""]
    noun, definite = head_noun(head.of(text)), words[0] in DEFINITE
    kind = kind_of(text, head, kinds)
    form: MentionForm = "role" if definite and known.TITLES.intersection([*words, noun]) else "noun"
    said = " ".join(words[1:] if definite else words)
    patron = _patron(text, source, [w.name for w in within])
    meant = any((w.leads or w.apposed) and not officer(w, noun) for w in within)
    gender = known.gender("", " ".join(w.group() for w in core))
    form = "name" if meant else form
    fresh = kind == "unnamed" and words[0] in ("a", "an", "another", "one") and not plural(noun)
    called = phrase(text, source)
    longer, anonymous = len(source.of(text)) > len(called) + 2, ANONYMOUS.search(text, source.start, source.end)
    return Described(
        form, kind, noun, definite, within, patron, gender, plural(noun), said, called, fresh, longer, bool(anonymous)
    )


def phrase(text: str, source: Span) -> str:
    """How somebody without a name is called: the words up to the first comma or bracket."""
    said = source.of(text)[:LONGEST_PHRASE]
    return re.split(r",(?!\d)|[(;:—–]| -(?= |$)", said)[0].strip() or said.strip()
