"""What the words of a source say about whom they name."""

import re
from dataclasses import dataclass

from kg.model import EntityKind, MentionForm, Role, Span
from kg.nlp import names as known
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
from kg.nlp.mentions import Name, names_in, role_in
from kg.nlp.names import bare

PRONOUN = words("he she they it we i you who which him her them that those his its their")
DEFINITE = words("the his her its their this that")
SPOKES = re.compile(r"\bspokes(?:man|woman|person|people)\b", re.IGNORECASE)
SPEAKS_FOR = re.compile(r"\bspokes(?:man|woman|person|people) (?:for|of|at) (?:the )?")
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
REACH = 160  # characters of a source that are looked at


@dataclass(frozen=True, slots=True)
class Described:
    """What the words of a source tell: the form, a name if there is one, the kind, roles, and the head noun.

    ``patron`` is the name of the body that a spokesperson speaks for; ``said`` a nameless description in small
    letters, without its article.
    """

    form: MentionForm
    kind: EntityKind
    head: str
    definite: bool
    name: Name | None = None
    roles: tuple[Role, ...] = ()
    patron: Name | None = None
    gender: str = ""
    said: str = ""


def describe(text: str, source: Span) -> Described:
    """What the words of a source say; a pronoun is form "pronoun", a nameless description "noun" or "role"."""
    words = re.findall(r"[\w’'.-]+", source.of(text)[:REACH])
    first = bare(words[0]) if words else ""
    if len(words) == 1 and first in PRONOUN:
        said = "m" if first in ("he", "his", "him") else "f" if first in ("she", "her") else ""
        return Described("pronoun", "person" if said else "collective", first, True, gender=said)
    end = min(source.end, source.start + REACH)
    head = Span(source.start, _head_end(text, source.start, end))
    last = next((n for n in reversed(names_in(text, head)) if _ends(text, n, head)), None)
    if last is not None and _may_head(text, last, head):
        roles = tuple(r for r in (last.role, _apposed(text, head.end, end)) if r is not None)
        return _named(text, source, last, roles)
    after = names_in(text, Span(head.end, end)) if end > head.end else []
    full = after and after[0].kind == "person" and " " in after[0].text
    if full and text[head.end : after[0].span.start].strip() == ",":
        role = role_in(text, head.start, head.end)
        return _named(text, source, after[0], (role,) if role else ())
    return _nameless(text, source, head)


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


def plural(noun: str) -> bool:
    """Whether a noun in small letters names several people."""
    many = noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s"))
    return many or noun.endswith("men") or noun in known.COLLECTIVE


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


def head_noun(description: str) -> str:
    """The noun that a description is about: "mayor" of "the mayor of Kherson"."""
    core = AFTER_HEAD.split(description)[0]
    words = re.findall(r"[\w’'-]+", core) or re.findall(r"[\w’'-]+", description)
    noun = bare(words[-1]) if words else ""
    noun = known.SHORT_TITLES.get(noun, noun)
    return f"{bare(words[-2])} {noun}" if len(words) > 1 and bare(words[-2]) in ("vice", "deputy") else noun


def _named(text: str, source: Span, name: Name, roles: tuple[Role, ...]) -> Described:
    head = bare(name.text.split()[-1])
    patron = _patron(text, source, name)
    return Described("name", name.kind, head, True, name, roles, patron, name.gender)


def _ends(text: str, name: Name, head: Span) -> bool:
    """Whether nothing follows the name in the phrase but where a person is from."""
    placed = name.kind == "person" and text.startswith(
        (" of ", " from ", " for ", " in ", " on ", " at "), name.span.end
    )
    return placed or name.span.end >= head.end - 3


def _may_head(text: str, name: Name, head: Span) -> bool:
    """Whether the name is the head of the phrase, not the tail of "a student in Kherson"."""
    start = name.span.start if name.role is None else min(name.role.span.start, name.span.start)
    before = text[head.start : start]
    return not AFTER_HEAD.search(before) and not re.match(r"(?i)an? [a-z]", before)


def _head_end(text: str, start: int, end: int) -> int:
    m = END_OF_HEAD.search(text, start + 1, end)
    stop = m.start() if m else end
    while stop > start + 1 and text[stop - 1].isspace():
        stop -= 1
    return stop


def _apposed(text: str, start: int, end: int) -> Role | None:
    """The role in an apposition: "Dmitry Peskov, a Kremlin spokesman"."""
    m = APPOSED.match(text, start, end)
    if m is None or m.group(1)[0].isdigit() or m.group(1).split()[0].lower() in {"who", "of", "which", "in"}:
        return None
    cut = re.search(r" (?:who|which|that)\b", m.group(1))
    role = role_in(text, m.start(1), m.start(1) + cut.start() if cut else m.end(1))
    return role if role is not None and any(c.islower() for c in role.text[:3]) else None


def _patron(text: str, source: Span, named: Name | None) -> Name | None:
    """Whom a spokesperson speaks for: "a spokesman for the ministry of Health", "Kremlin spokesman"."""
    end = min(source.end, source.start + REACH)
    spokes = SPOKES.search(text, source.start, end)
    if spokes is None:
        return None
    speaks = SPEAKS_FOR.search(text, source.start, end)
    if speaks is not None and speaks.end() < end:
        after = names_in(text, Span(speaks.end(), end))
        if after and text[speaks.end() : after[0].span.start].count(" ") <= 4:
            return _as_body(after[0])
    before = names_in(text, Span(source.start, spokes.start())) if spokes.start() > source.start else []
    before = [n for n in before if named is None or n.span != named.span]
    return _as_body(before[-1]) if before else None


def _as_body(name: Name) -> Name:
    if name.kind == "person" and (" " not in name.text or not name.gender):
        return Name(name.span, name.text, "organisation")
    return name


def _nameless(text: str, source: Span, head: Span) -> Described:
    core = AFTER_HEAD.split(head.of(text))[0]
    words = [bare(w) for w in re.findall(r"[\w’'-]+", core) or re.findall(r"[\w’'-]+", head.of(text))] or [""]
    noun, definite = head_noun(head.of(text)), words[0] in DEFINITE
    kind: EntityKind = "unnamed"
    if noun in known.UNNAMED or words[0] in known.UNNAMED or "familiar" in source.of(text):
        kind = "unnamed"
    elif noun in known.DOCUMENTS:
        kind = "document"
    elif noun in known.BODY_NOUNS:
        kind = "organisation"
    elif words[0] in known.COLLECTIVE or plural(noun):
        kind = "collective"
    form: MentionForm = "role" if definite and known.TITLES.intersection(words) else "noun"
    said = " ".join(words[1:] if definite else words)
    patron = _patron(text, source, None)
    return Described(form, kind, noun, definite, None, (), patron, known.gender("", core.strip()), said)
