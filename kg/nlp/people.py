"""Who the words of one article mean: full names behind surnames, offices, pronouns, and who spoke last."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.model import EntityKind, MentionForm, Role, Span
from kg.nlp.guards import names_nobody
from kg.nlp.lexicon import DETERMINERS
from kg.nlp.mentions import Name
from kg.nlp.names import bare
from kg.nlp.quotes import quotes
from kg.nlp.register import Register
from kg.nlp.segment import sentences
from kg.nlp.sources import Described, describe, head_noun, plural, plural_subject

NEAR = 1_200  # characters back that a pronoun reaches
RECENT = 100  # entities back that a description reaches
THING: tuple[EntityKind, ...] = ("organisation", "place", "document", "outlet")


@dataclass(slots=True, eq=False)
class Known:
    """An entity while its article is read; ``first`` is where it was first met, ``head`` the noun of its office."""

    kind: EntityKind
    name: str
    first: int
    gender: str = ""
    head: str = ""
    roles: dict[Span, Role] = field(default_factory=dict)
    mentions: dict[Span, MentionForm] = field(default_factory=dict)
    patron: "Known | None" = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom a source means, how sure that is, and who else it may be; nobody where two are too close."""

    known: Known | None
    confidence: float = 0.0
    rivals: tuple[tuple[Known, float], ...] = ()


class People:
    """Resolves the sources of one article, in text order; made anew for each article."""

    def __init__(self, text: str, names: Sequence[Name], title: str | None = None) -> None:
        self.text = text
        self.register = Register(text, names, title)
        self._by_key: dict[tuple[str, str, int], Known] = {}
        self._known: list[Known] = []
        self._trail: list[tuple[int, Known]] = []
        self._last: Known | None = None
        self._said: Sequence[Span] = ()

    def running(self, content: Sequence[Span]) -> Choice:
        """The speaker of a quotation without a source: whoever spoke last, in its paragraph or the one before."""
        before = self._said[-1].end if self._said else content[0].start
        if content[0].start - before > NEAR:
            return Choice(None)
        gap = self.text[before : content[0].start]
        if "\n" in gap.strip() and gap[gap.index("\n") :].strip():
            return Choice(None)
        self._said = content
        return Choice(self._last, 0.7)

    def resolve(self, source: Span, content: Sequence[Span]) -> Choice:
        """Whom a source means; ``content`` is what it is made to say, in which nobody speaks of himself by name."""
        d = describe(self.text, source)
        if names_nobody(self.text, source):
            choice = Choice(None)
        elif d.form == "pronoun":
            choice = self._pronoun(d, source, content)
        elif d.name is not None:
            choice = self._named(d, d.name)
        else:
            choice = self._nameless(d, source)
        if not any(c.holds(source) for c in self._said):  # who is quoted inside another's words does not go on
            self._last = choice.known
            self._said = content
        if choice.known is not None:
            self._trail.append((source.start, choice.known))
        return choice

    def _entity(self, kind: EntityKind, name: str, first: int, apart: int = 0) -> Known:
        key = (kind, name, apart)
        if key not in self._by_key:
            self._by_key[key] = Known(kind, name, first, self.register.gender.get(name, ""))
            self._known.append(self._by_key[key])
        return self._by_key[key]

    def _person(self, name: str) -> Known:
        return self._entity("person", name, self.register.first[name])

    def _named(self, d: Described, name: Name) -> Choice:
        kind = next(
            (
                n.kind
                for n in self.register.names[bisect_left(self.register.starts, name.span.start) :][:1]
                if n.text == name.text
            ),
            d.kind,
        )
        full = self.register.fullest(name)
        clear = len(full) == 1 or self.register.count[full[0]] >= 2 * self.register.count[full[1]] or _alike(full)
        options = [self._entity(kind, x, name.span.start) for x in full[: 1 if clear else 3]]
        if not clear:
            recent = [k for _, k in self._trail[-RECENT:] if k in options][-1:]
            if not recent:
                return Choice(None, rivals=_scored(options))
            options = recent + [k for k in options if k is not recent[0]]
        known = options[0]
        known.gender = known.gender or d.gender
        known.head = known.head or (head_noun(d.roles[0].text) if d.roles else "")
        known.mentions.setdefault(name.span, "name")
        known.roles.update((role.span, role) for role in d.roles)
        self._speaks(known, d)
        return Choice(known, 0.95 if clear else 0.6, tuple((k, 0.35) for k in options[1:]))

    def _speaks(self, known: Known, d: Described) -> None:
        if d.patron is not None and known.patron is None:
            body = self._entity(d.patron.kind, self.register.fullest(d.patron)[0], d.patron.span.start)
            body.mentions.setdefault(d.patron.span, "name")
            known.patron = body if body is not known else None

    def _nameless(self, d: Described, source: Span) -> Choice:
        """'The mayor': who holds that office; 'a student': somebody new; 'the student': the one met before."""
        if d.definite or d.kind == "organisation":
            fits = self._fitting(d, source.start)
            spoke = [k for _, k in self._recent(source.start) if k in fits][:1]
            fits = list(dict.fromkeys([*spoke, *fits]))
            if len(fits) == 1 or spoke:
                fits[0].mentions.setdefault(source, d.form)
                return Choice(fits[0], 0.85 if len(fits) == 1 else 0.6, tuple((k, 0.35) for k in fits[1:3]))
            if fits:
                return Choice(None, rivals=_scored(fits[:3]))
        said = re.split(r",(?!\d)|[(;:—–]", source.of(self.text)[:120])[0].strip() or source.of(self.text)[:120].strip()
        if d.kind in ("organisation", "document"):
            said = re.sub(r"^(?:the|The) (?=\S)", "", said)
        again = d.definite or d.kind in ("collective", "organisation", "document")
        known = self._entity(d.kind, said, source.start, 0 if again else source.start + 1)
        known.head, known.gender = d.head, known.gender or d.gender
        known.mentions.setdefault(source, "noun")
        self._speaks(known, d)
        return Choice(known, 0.8)

    def _fitting(self, d: Described, at: int) -> list[Known]:
        """Entities that a description can mean, the latest met first."""
        recent = self._known[: -RECENT - 1 : -1]
        if d.kind == "unnamed" or d.form == "role":
            holders = self.register.office.get(d.head, [])
            said, alone = set(d.said.split()), len(d.said.split()) == 1
            roles = {x: set(self.register.roles[x].split()) for x in holders}
            exact = [x for x in holders if said <= roles[x]]
            fits = [self._person(x) for x in exact or [x for x in holders if alone or len(roles[x]) == 1]]
            met = [k for k in recent if k.kind in ("person", "unnamed") and k.head == d.head and k not in fits]
            return fits + met
        fits = [k for k in recent if k.kind == d.kind and d.head in (k.head, bare(k.name.split()[-1]))]
        named = (
            [x for x in self.register.bodies.get(d.head, []) if self.register.first[x] < at]
            if d.kind == "organisation"
            else []
        )
        return fits or [self._entity("organisation", x, self.register.first[x]) for x in named]

    def _pronoun(self, d: Described, source: Span, content: Sequence[Span]) -> Choice:
        """Who "he", "she", "they" or "it" is: the latest that fits, with the nearest rivals."""
        if d.head in ("i", "we", "you", "that", "those"):
            return Choice(None)
        if d.head == "which":
            near = self.register.names[
                bisect_left(self.register.starts, source.start - 60) : bisect_left(self.register.starts, source.start)
            ]
            ranked = [self._entity(n.kind, n.text, n.span.start) for n in near if n.kind in THING][-1:]
        elif d.gender or d.head == "who":
            ranked = self._persons(d, source.start, content)
        elif d.head in ("they", "their", "them"):
            ranked, doubtful = self._several(source.start)
            if doubtful:
                return Choice(None, rivals=_scored(ranked[:3]))
        else:
            ranked = [k for _, k in self._recent(source.start) if k.kind in THING][:1]
        if not ranked:
            return Choice(None)
        known = ranked[0]
        known.gender = known.gender or d.gender
        known.mentions.setdefault(source, "pronoun")
        return Choice(known, 0.8 if len(ranked) == 1 else 0.65, tuple((k, 0.3) for k in ranked[1:3]))

    def _several(self, at: int) -> tuple[list[Known], bool]:
        """Who "they" are, likeliest first, and whether that is in doubt: nobody spoke or began a sentence nearby."""
        recent = [(x, k) for x, k in self._recent(at) if _many(k)]
        start = self._paragraph_before(at)
        near = [(x, k) for x, k in recent if x >= start]
        begins = self._beginning(start, at)
        nearest = sorted([*near[:1], *begins], key=lambda found: -found[0])
        ranked = list(dict.fromkeys(k for _, k in [*nearest, *recent]))
        return ranked, not nearest and len(ranked) > 1

    def _paragraph_before(self, at: int) -> int:
        """Where the paragraph before that of ``at`` begins, within reach."""
        floor = max(0, at - NEAR)
        line = max(self.text.rfind("\n", floor, at), floor)
        while line > floor and self.text[line - 1].isspace():
            line -= 1
        return max(self.text.rfind("\n", floor, line) + 1, floor)

    def _beginning(self, start: int, at: int) -> list[tuple[int, Known]]:
        """The plural subject of the sentence before ``at``, or of its own, with its place."""
        before = sentences(self.text, Span(start, at))[-2:] if start < at else ()
        quoted = quotes(self.text, start, at) if before else ()
        for sentence in reversed(before):
            if any(q.span.start < sentence.start < q.span.end for q in quoted):
                continue
            i = bisect_left(self.register.starts, sentence.start)
            name = (
                self.register.names[i]
                if i < len(self.register.names) and self.register.names[i].span.start <= sentence.start + 4
                else None
            )
            if name is not None and name.kind == "person" and self.register.fullest(name)[0] in self.register.sure:
                continue
            subject = plural_subject(self.text, sentence)
            if subject is not None and (name is None or subject.end != name.span.end):
                d = Described("noun", "collective", head_noun(subject.of(self.text)), False)
                known = self._nameless(d, subject).known
                return [(sentence.start, known)] if known is not None else []
            if name is not None and name.kind == "organisation":
                return [(name.span.start, self._entity("organisation", name.text, name.span.start))]
        return []

    def _persons(self, d: Described, at: int, content: Sequence[Span]) -> list[Known]:
        """People before a pronoun, likeliest first: who spoke in its paragraph, who is first named there, who spoke."""
        start = max(self.text.rfind("\n", max(0, at - NEAR), at) + 1, at - NEAR)
        here: dict[str, Known] = {}
        for name in self.register.names[
            bisect_left(self.register.starts, start) : bisect_left(self.register.starts, at)
        ]:
            full = self.register.fullest(name)[0]
            agrees = not d.gender or (name.gender or self.register.gender.get(full, d.gender)) == d.gender
            if (
                name.kind == "person"
                and full in self.register.sure
                and agrees
                and not any(c.holds(name.span) for c in content[:2])
            ):
                here.setdefault(full, self._person(full))
        recent = [(x, k) for x, k in self._recent(at) if _one(k) and (not d.gender or k.gender in ("", d.gender))]
        if d.head == "who":
            return [*here.values()][-1:] or [k for _, k in recent][:1]
        spoke_here = [k for x, k in recent if x >= start][:1]
        return list(dict.fromkeys([*spoke_here, *here.values(), *(k for _, k in recent[:1])]))

    def _recent(self, at: int) -> list[tuple[int, Known]]:
        """Who spoke within reach of a place, the latest first."""
        return [(x, k) for x, k in self._trail[: -RECENT - 1 : -1] if at - x < NEAR]


def _many(k: Known) -> bool:
    return k.kind in ("collective", "organisation") or (k.kind == "unnamed" and plural(k.head))


def _one(k: Known) -> bool:
    """Whether "he" or "she" may mean it: a person, named or described ("a student", "the mayor")."""
    described = k.kind == "unnamed" and k.name.split()[0].lower() in DETERMINERS and not plural(k.head)
    return k.kind == "person" or described


def _scored(options: Sequence[Known]) -> tuple[tuple[Known, float], ...]:
    return tuple((k, round(0.6 / (i + 1.5), 2)) for i, k in enumerate(options))


def _alike(full: list[str]) -> bool:
    """Whether two names are one: "Dan Caine" and "Daniel Caine"."""
    return len(full) == 2 and full[0][:3] == full[1][:3]
