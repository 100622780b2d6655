"""Who the words of one article mean: full names behind surnames, offices, pronouns, and who spoke last."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.model import EntityKind, MentionForm, Role, Span
from kg.nlp.lexicon import words as listed
from kg.nlp.mentions import Name
from kg.nlp.names import bare
from kg.nlp.sources import Described, describe, head_noun

NEAR = 1_200  # characters back that a pronoun reaches
RECENT = 100  # entities back that a description reaches
ROLES = 400  # characters of roles kept for a name
RIVALS = 8  # full names kept for a last name
FAMILY = listed("jr sr ii iii")
MANY: tuple[EntityKind, ...] = ("collective", "organisation", "unnamed")
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

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self.text = text
        self.names = [n for n in names if n.kind != "collective"]
        self._starts = [n.span.start for n in self.names]
        self._count: dict[str, int] = {}
        self._first: dict[str, int] = {}
        self._full: dict[str, list[str]] = {}  # last names and given names -> full names
        self._given: dict[str, list[str]] = {}
        self._sure: set[str] = set()  # names that are certainly people's
        self._gender: dict[str, str] = {}
        self._office: dict[str, list[str]] = {}  # noun of an office -> full names
        self._roles: dict[str, str] = {}
        self._bodies: dict[str, list[str]] = {}  # last word -> names of bodies
        self._by_key: dict[tuple[str, str, int], Known] = {}
        self._known: list[Known] = []
        self._trail: list[tuple[int, Known]] = []
        self._last: Known | None = None
        for name in self.names:
            self._note(name)
        for name in self.names:
            if name.role is not None and name.kind == "person":
                full = self.fullest(name)[0]
                _add(self._office, head_noun(name.role.text), full)
                self._roles[full] = f"{self._roles.get(full, '')[:ROLES]} {name.role.text.lower()}"

    def _note(self, name: Name) -> None:
        self._count[name.text] = self._count.get(name.text, 0) + 1
        self._first.setdefault(name.text, name.span.start)
        words = _name_words(name.text)
        if name.kind == "organisation" and words:
            _add(self._bodies, words[-1], name.text)
        if name.kind != "person":
            return
        for i in range(1, len(words)):
            _add(self._full, " ".join(words[i:]), name.text)
        if len(words) > 1:
            _add(self._given, words[0], name.text)
        if len(words) > 1 or name.role is not None or name.gender:
            self._sure.add(name.text)
        if name.gender:
            self._gender.setdefault(name.text, name.gender)

    def fullest(self, name: Name) -> list[str]:
        """The full names that a name may stand for, likeliest first; itself when there is no fuller one."""
        words = _name_words(name.text)
        if name.kind != "person" or not words:
            return [name.text]
        longer = [x for x in self._full.get(" ".join(words), []) if x != name.text]
        if not longer and len(words) == 1:
            longer = self._given.get(words[0], [])
        return sorted(longer, key=lambda x: (-self._count[x], x)) or [name.text]

    def running(self) -> Choice:
        """The speaker of a quotation without a source: whoever spoke last."""
        return Choice(self._last, 0.7)

    def resolve(self, source: Span, content: Sequence[Span]) -> Choice:
        """Whom a source means; ``content`` is what it is made to say, in which nobody speaks of himself by name."""
        d = describe(self.text, source)
        if d.form == "pronoun":
            choice = self._pronoun(d, source, content)
        elif d.name is not None:
            choice = self._named(d, d.name)
        else:
            choice = self._nameless(d, source)
        self._last = choice.known
        if choice.known is not None:
            self._trail.append((source.start, choice.known))
        return choice

    def _entity(self, kind: EntityKind, name: str, first: int, apart: int = 0) -> Known:
        key = (kind, name, apart)
        if key not in self._by_key:
            self._by_key[key] = Known(kind, name, first, self._gender.get(name, ""))
            self._known.append(self._by_key[key])
        return self._by_key[key]

    def _person(self, name: str) -> Known:
        return self._entity("person", name, self._first[name])

    def _named(self, d: Described, name: Name) -> Choice:
        kind = next(
            (n.kind for n in self.names[bisect_left(self._starts, name.span.start) :][:1] if n.text == name.text),
            d.kind,
        )
        full = self.fullest(name)
        clear = len(full) == 1 or self._count[full[0]] >= 2 * self._count[full[1]] or _alike(full)
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
            body = self._entity(d.patron.kind, self.fullest(d.patron)[0], d.patron.span.start)
            body.mentions.setdefault(d.patron.span, "name")
            known.patron = body if body is not known else None

    def _nameless(self, d: Described, source: Span) -> Choice:
        """'The mayor': who holds that office; 'a student': somebody new; 'the student': the one met before."""
        if d.definite or d.kind == "organisation":
            fits = self._fitting(d, source.start)
            if len(fits) == 1 or (fits and fits[0] is self._last):
                fits[0].mentions.setdefault(source, d.form)
                return Choice(fits[0], 0.85 if len(fits) == 1 else 0.6, tuple((k, 0.35) for k in fits[1:3]))
            if fits:
                return Choice(None, rivals=_scored(fits[:3]))
        said = re.split(r"[,(;:—–]", source.of(self.text)[:120])[0].strip() or source.of(self.text)[:120].strip()
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
            holders = self._office.get(d.head, [])
            fits = [self._person(x) for x in [x for x in holders if d.said in self._roles[x]] or holders]
            met = [k for k in recent if k.kind in ("person", "unnamed") and k.head == d.head and k not in fits]
            return fits + met
        fits = [k for k in recent if k.kind == d.kind and d.head in (k.head, bare(k.name.split()[-1]))]
        named = [x for x in self._bodies.get(d.head, []) if self._first[x] < at] if d.kind == "organisation" else []
        return fits or [self._entity("organisation", x, self._first[x]) for x in named]

    def _pronoun(self, d: Described, source: Span, content: Sequence[Span]) -> Choice:
        """Who "he", "she", "they" or "it" is: the latest that fits, with the nearest rivals."""
        if d.head in ("i", "we", "you", "that", "those"):
            return Choice(None)
        if d.head == "which":
            near = self.names[bisect_left(self._starts, source.start - 60) : bisect_left(self._starts, source.start)]
            ranked = [self._entity(n.kind, n.text, n.span.start) for n in near if n.kind in THING][-1:]
        elif d.gender or d.head == "who":
            ranked = self._persons(d, source.start, content)
        else:
            kinds = MANY if d.head in ("they", "their", "them") else THING
            fits = [k for _, k in self._recent(source.start) if k.kind in kinds]
            ranked = sorted(fits, key=lambda k: k.kind == "unnamed")[:1]
        if not ranked:
            return Choice(None)
        known = ranked[0]
        known.gender = known.gender or d.gender
        known.mentions.setdefault(source, "pronoun")
        return Choice(known, 0.8 if len(ranked) == 1 else 0.65, tuple((k, 0.3) for k in ranked[1:3]))

    def _persons(self, d: Described, at: int, content: Sequence[Span]) -> list[Known]:
        """People before a pronoun, likeliest first: who spoke in its paragraph, who is first named there, who spoke."""
        start = max(self.text.rfind("\n", max(0, at - NEAR), at) + 1, at - NEAR)
        here: dict[str, Known] = {}
        for name in self.names[bisect_left(self._starts, start) : bisect_left(self._starts, at)]:
            full = self.fullest(name)[0]
            agrees = not d.gender or (name.gender or self._gender.get(full, d.gender)) == d.gender
            if (
                name.kind == "person"
                and full in self._sure
                and agrees
                and not any(c.holds(name.span) for c in content[:2])
            ):
                here.setdefault(full, self._person(full))
        recent = [
            (x, k)
            for x, k in self._recent(at)
            if k.kind in ("person", "unnamed") and (not d.gender or k.gender in ("", d.gender))
        ]
        if d.head == "who":
            return [*here.values()][-1:] or [k for _, k in recent][:1]
        spoke_here = [k for x, k in recent if x >= start][:1]
        return list(dict.fromkeys([*spoke_here, *here.values(), *(k for _, k in recent[:1])]))

    def _recent(self, at: int) -> list[tuple[int, Known]]:
        """Who spoke within reach of a place, the latest first."""
        return [(x, k) for x, k in self._trail[: -RECENT - 1 : -1] if at - x < NEAR]


def _name_words(name: str) -> list[str]:
    return [w for w in map(bare, name.split()) if w not in FAMILY]


def _scored(options: Sequence[Known]) -> tuple[tuple[Known, float], ...]:
    return tuple((k, round(0.6 / (i + 1.5), 2)) for i, k in enumerate(options))


def _alike(full: list[str]) -> bool:
    """Whether two names are one: "Dan Caine" and "Daniel Caine"."""
    return len(full) == 2 and full[0][:3] == full[1][:3]


def _add(table: dict[str, list[str]], key: str, value: str) -> None:
    values = table.setdefault(key, [])
    if len(values) < RIVALS and value not in values:
        values.append(value)
