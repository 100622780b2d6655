"""Who and what is named in one article: an entity for each bearer, with every place where the text names it."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import EntityKind, MentionForm, Role, Span
from kg.nlp import lexicon as lex
from kg.nlp.mentions import Name, names_in
from kg.nlp.names import BODIES, bare, given_names, plain
from kg.nlp.sources import PAST, head_noun, role_beside

RIVALS = 6  # full names kept for a last name
LONGEST = 9  # words of a name that are compared
AFTER = 160  # characters after a name in which a pronoun may tell a gender
MODIFIES = re.compile(r"[’']s\b|[’'] | (?!(?:of|from|for|in|on|at|who|and|or|as)\b)([a-z]+)")
TOLD = 120  # characters of an apposition
BETWEEN = re.compile(r",(?: (?:aged )?\d{1,3},)? (?:an?|the|its|his|her|their|now|then) [^,.;:?!“”\"()\n]{3,100},? ?")
AGE = re.compile(r", (?:aged )?(\d{1,3})(?=[,.; ])")
PRONOUN = re.compile(r"\b(?:he|his|him|she|her)\b", re.IGNORECASE)
GENDERS = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
FAMILY = lex.words("jr sr ii iii iv")
SMALL = lex.words("of the and for & in de la del")
ACRONYM = re.compile(r"[A-Z][A-Z&.]{1,7}[a-z]?")


@dataclass(slots=True, eq=False)
class Known:
    """An entity while its article is read; ``first`` is where it is first met, ``head`` the noun that describes it.

    ``places`` are the starts of its mentions, in order, those by name from the beginning.
    """

    kind: EntityKind
    name: str
    first: int
    gender: str = ""
    told: str = ""  # the gender where a title or given name tells it
    head: str = ""
    plural: bool = False
    apart: int = 0
    roles: dict[Span, Role] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    offices: set[tuple[str, str]] = field(default_factory=set)  # the word before each head ("" if none), and the head
    described: set[str] = field(default_factory=set)
    mentions: dict[Span, MentionForm] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)
    patron: "Known | None" = None
    said: int = 0
    titled: bool = False


class Register:
    """The named entities of a text, and those that each name may stand for."""

    def __init__(self, text: str, names: Sequence[Name], title: str | None = None) -> None:
        self.text = text
        self.names = [n for n in names if n.kind != "collective"]
        self.starts = [n.span.start for n in self.names]
        self._keys: dict[tuple[EntityKind, tuple[str, ...]], Known] = {}
        self._short: dict[str, list[Known]] = defaultdict(list)
        self._ends = {n.span.end: n for n in self.names}
        self._options: dict[Span, tuple[Known, ...]] = {}
        self._count = Counter(n.text for n in self.names)
        self._introduce(self._titles(title))
        self._point()
        self._offices()
        self._genders()
        self._spell()
        said = set(re.findall(r"[\w’'-]+", (title or "").lower()))
        for known in self.entities:
            known.titled = bare(known.name.split()[-1]) in said
        self.entities.sort(key=lambda k: (k.first, k.name))

    @property
    def entities(self) -> list[Known]:
        """All named entities, in the order in which they are first met."""
        return self._entities

    def meant(self, name: Name) -> tuple[Known, ...]:
        """Whom a name may stand for, likeliest first."""
        return self._options.get(name.span, ())

    def lettered(self, name: Name) -> bool:
        """Whether a name is the letters of a body that is named in full: "the FDA"."""
        return ACRONYM.fullmatch(name.text) is not None and any(k.kind != "person" for k in self._found(name))

    def adopt(self, names: Iterable[Name]) -> None:
        """Takes in names that were passed over."""
        for name in names:
            known = next(iter(self._found(name)), None) or self._entity(name)
            i = bisect_left(self.starts, name.span.start)
            self.starts.insert(i, name.span.start)
            self.names.insert(i, name)
            self._options[name.span] = (known,)
            known.places.insert(bisect_left(known.places, name.span.start), name.span.start)
            if name.role is not None:
                add_role(known, name.role)

    def before(self, at: int) -> Known | None:
        """Whom the name means that stands right before a place, with or without a comma or an apposition between."""
        for end in range(at, max(-1, at - 3), -1):
            if end in self._ends:
                return next(iter(self.meant(self._ends[end])), None)
        i = bisect_left(self.starts, at) - 1
        end = self.names[i].span.end if i >= 0 else at
        told = end < at <= end + TOLD and BETWEEN.fullmatch(self.text, end, at) is not None
        return next(iter(self.meant(self.names[i])), None) if told else None

    def inside(self, span: Span) -> list[Name]:
        """The names that lie in ``span``."""
        i = bisect_left(self.starts, span.start)
        out = []
        while i < len(self.names) and self.starts[i] < span.end:
            if self.names[i].span.end <= span.end:
                out.append(self.names[i])
            i += 1
        return out

    def _titles(self, title: str | None) -> Iterator[Name]:
        """Full names in the title whose last name alone is in the text."""
        last = {bare(n.text.split()[-1]): n for n in self.names if n.kind == "person"}
        full = {bare(n.text.split()[-1]) for n in self.names if " " in n.text}
        for name in names_in(title, Span(0, len(title))) if title else ():
            there = last.get(bare(name.text.split()[-1]))
            if name.gender and " " in name.text and there is not None and bare(there.text) not in full:
                yield Name(there.span, name.text, "person", None, name.gender)

    def _introduce(self, titles: Iterator[Name]) -> None:
        """An entity for each name that no fuller one explains: those of most words first."""
        self._entities: list[Known] = []
        firsts: dict[tuple[str, EntityKind], Name] = {}
        for name in (*self.names, *titles):
            firsts.setdefault((name.text, name.kind), name)
        for name in sorted(firsts.values(), key=lambda n: (-len(_words(n.text)), -len(n.text), n.span.start)):
            if not self._found(name):
                self._entity(name)

    def _entity(self, name: Name) -> Known:
        words = _words(name.text)
        known = Known(name.kind, name.text, name.span.start, name.gender, name.gender)
        self._entities.append(known)
        self._keys[name.kind, words] = known
        if name.kind == "person":
            keys = {" ".join(words[i:]) for i in range(1, len(words))} | set(words[:1] if len(words) > 1 else ())
        else:
            first = [w[0] for w in words if w not in SMALL]
            keys = {"".join(first), "".join(w[0] for w in words), "".join(first[1:] if len(first) > 3 else ())}
            keys |= {" ".join(words[:i]) for i in range(1, len(words)) if words[i] in BODIES}
            keys |= {" ".join(words[1:])} if len(words) > 2 and words[-1] in BODIES else set()
        for key in keys - {""}:
            if len(self._short[key]) < RIVALS:
                self._short[key].append(known)
        return known

    def _found(self, name: Name) -> tuple[Known, ...]:
        """The entities that a name may stand for by its words."""
        words = _words(name.text)
        same = self._keys.get((name.kind, words))
        if same is not None:
            return (same,)
        key = " ".join(words)
        options = [k for k in self._short.get(key, ()) if (k.kind == "person") == (name.kind == "person")]
        if name.kind == "person" and not options and len(words) > 1:
            last = [k for k in self._short.get(words[-1], ()) if k.kind == "person"]
            options = [k for k in last if _alike(_words(k.name), words)]
        if name.kind != "person" and len(words) == 1 and not ACRONYM.fullmatch(name.text) and len(key) < 6:
            options = [k for k in options if key in _words(k.name)]
        if name.gender and len(options) > 1:
            options = [k for k in options if k.gender in ("", name.gender)] or options
        return tuple(options)

    def _point(self) -> None:
        """Leads every name to its entities, the most named first, and every entity to its places."""
        shares = Counter(k for name in self.names for k in [self._found(name)] if len(k) == 1)
        weight: Counter[Known] = Counter()
        for (known,), count in shares.items():
            weight[known] += count
        for name in self.names:
            options = sorted(self._found(name), key=lambda k: (-weight[k], k.first))
            if not options:
                continue
            self._options[name.span] = tuple(options)
            known = options[0]
            known.gender = known.told = known.told or name.gender
            known.first = min(known.first, name.span.start)
            known.places.append(name.span.start)

    def _genders(self) -> None:
        """The likely gender of those whose title and given name tell none, by the pronouns after their name."""
        votes: dict[Known, Counter[str]] = defaultdict(Counter)
        people = [n for n in self.names if n.kind == "person" and self.meant(n)]
        for i, name in enumerate(people):
            known = self.meant(name)[0]
            if known.gender:
                continue
            stop = min(name.span.end + AFTER, people[i + 1].span.start if i + 1 < len(people) else len(self.text))
            modifies = MODIFIES.match(self.text, name.span.end, stop)
            if modifies is not None and modifies[1] not in lex.VERBS.keys() | lex.AUXILIARIES | PAST:
                continue  # "Trump policies, she wrote"
            if (m := PRONOUN.search(self.text, name.span.end, stop)) is not None:
                votes[known][GENDERS[m.group().lower()]] += 1
            elif (likely := given_names().get(plain(bare(known.name)))) is not None:
                votes[known][likely] += 1
            elif " " in known.name and bare(known.name.split()[0]).endswith("a"):
                votes[known]["f"] += 1
        for known, found in votes.items():
            (likely, count), *others = found.most_common()
            if not others or count >= 2 * others[0][1]:
                known.gender = likely

    def _spell(self) -> None:
        """Names bodies in full that the text calls by letters: "the department of state health services (DSHS)"."""
        for name in self.names:
            known = next(iter(self.meant(name)), None)
            if (
                known is not None
                and known.name == name.text
                and known.kind != "person"
                and ACRONYM.fullmatch(name.text)
            ):
                known.name = _spelt(self.text, name) or known.name

    def _offices(self) -> None:
        for i, name in enumerate(self.names):
            options = self.meant(name)
            if name.kind != "person" or not options:
                continue
            role = name.role or role_beside(self.text, name, self.names[i - 1].span.end if i else 0)
            if role is not None:
                add_role(options[0], role)
            if (age := AGE.match(self.text, name.span.end)) is not None:
                options[0].described.add(f"{age[1]}-year-old")


def add_role(known: Known, role: Role) -> None:
    """Notes that the text gives an entity this role."""
    known.roles.setdefault(role.span, role)
    head = head_noun(role.text)
    written = role.text.split()
    said = [bare(w) for w in written]
    at = said.index(head) if head in said else 0
    known.heads.add(head)
    known.offices.add((written[at - 1] if at else "", head))
    known.described.update(bare(w) for w in role.text.split())


def _words(name: str) -> tuple[str, ...]:
    return tuple(w for w in map(bare, name.replace("-", " ").split()[:LONGEST]) if w not in FAMILY | {"the", ""})


def _spelt(text: str, name: Name) -> str | None:
    """The words before "(DSHS)" whose first letters are its own; None where there are none."""
    if text[name.span.start - 1 : name.span.start] != "(" or text[name.span.end : name.span.end + 1] != ")":
        return None
    letters = [c.lower() for c in name.text if c.isalpha()]
    before = re.findall(r"[\w’'-]+|[^\w\s]", text[max(0, name.span.start - AFTER) : name.span.start - 1])
    taken: list[str] = []
    for word in reversed(before):
        if not letters or not word[0].isalnum():
            break
        if word[0].lower() == letters[-1]:
            letters.pop()
        elif word.lower() not in SMALL:
            break
        taken.insert(0, word)
    return " ".join(taken) if not letters and taken[0][0].isalpha() else None


def _alike(full: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of the same last word are one: "Daniel J. Caine", "Dan Caine", "D. Caine"."""
    a, b = full[0], other[0]
    return a[:3] == b[:3] or (len(b) == 1 and a.startswith(b)) or (len(a) == 1 and b.startswith(a))
