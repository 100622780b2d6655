"""Who the sources of one article mean: the options for each, what speaks for them, and the choice."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Span
from kg.nlp.ground import Ground
from kg.nlp.guards import names_nobody
from kg.nlp.kinds import Kinds, listed
from kg.nlp.mentions import Name, certain, names_in
from kg.nlp.options import Option, Options
from kg.nlp.ranking import Ranker
from kg.nlp.register import Known, Register, add_role
from kg.nlp.segment import Segment
from kg.nlp.sources import (
    APPOSED,
    THINGS,
    Described,
    Within,
    apposed,
    body_spoken_for,
    describe,
    role_before,
)
from kg.nlp.turns import Turn, parted, unclosed

SHOWN = 3  # options given as candidates
LEAST = 0.05  # chance of an option that is given as a candidate
REACH = 1_200  # characters over which somebody goes on speaking
ALONE = 0.6  # confidence of the only one whom a pronoun can mean
THEY = 0.4  # chance from which "they" is the only one met whom it can mean: of nine such in training articles six were
SHARED = 0.8  # chance from which one of those who share a surname is named
RUNNING = 0.85  # confidence of one who goes on
LABEL = re.compile(r"(?!CROWD|AUDIENCE|QUESTION|POLL|MODERATOR|REPORTER|PANEL)[A-Z][A-Z’'-]{3,}:")
INTRODUCED = 0.7  # confidence of the one whom an article of quotations is about


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom a source means, how sure that is, and who else it may be; nobody where it is too close to call."""

    known: Known | None
    confidence: float = 0.0
    rivals: tuple[tuple[Known, float], ...] = ()


class People:
    """Resolves the sources of one article in text order; made anew for each article."""

    def __init__(
        self,
        text: str,
        segments: Sequence[Segment],
        register: Register,
        ranker: Ranker,
        published: str | None = None,
        kinds: Kinds = listed,
    ) -> None:
        self.text = text
        self.register = register
        self.ranker = ranker
        self.options = Options(text, register, Ground(register, segments, published), kinds)
        self.kinds = kinds
        self._met: dict[Span, Choice] = {}

    def resolve(self, source: Span | None, content: Sequence[Span], cue: Sequence[Span] = ()) -> Choice:
        """Whom ``source`` means, or who goes on speaking where there is none; ``content`` is what is said.

        The same words mean the same whenever they are asked for.
        """
        start = source.start if source is not None else content[0].start
        choice = self._met.get(source) if source is not None else None
        if choice is None:
            choice = self._chosen(source, content, cue)
            if source is not None:
                self._met[source] = choice
        return self._turn(choice, start if choice.known is not None else content[0].start, content)

    def _chosen(self, source: Span | None, content: Sequence[Span], cue: Sequence[Span]) -> Choice:
        if source is not None and names_nobody(self.text, source):
            return Choice(None)
        described = self.described(source)
        options = self.options.of(source, described, content, cue)
        chances = self.ranker.chances([o.row for o in options])
        order = sorted(range(len(options)), key=lambda i: -chances[i])
        best = order[0]
        lead = chances[best] - (chances[order[1]] if len(order) > 1 else 0.0)
        rivals = [(options[i], chances[i]) for i in order[:SHOWN] if chances[i] >= LEAST]
        pronoun = described is not None and described.form == "pronoun"
        if pronoun and source is not None and len(options) == 2 and self._close(options[0].known, source.start):
            return Choice(self.take(options[0], source, described), max(ALONE, round(chances[0], 2)))
        many = self._many(described, [(options[i], chances[i]) for i in order])
        if many is not None:
            return Choice(
                self.take(many[0], source, described),
                round(many[1], 2),
                self._named([r for r in rivals if r[0] is not many[0]]),
            )
        silent = options[best].kind == "new" and pronoun
        within = options[best].within
        shared = within is not None and len(self.register.meant(within.name)) > 1
        unsure = chances[best] < (SHARED if shared else self.ranker.sure) or lead < self.ranker.apart
        if options[best].kind == "nobody" or silent or (options[best].known is not None and unsure):
            return Choice(None, 0.0, self._named(rivals))
        known = self.take(options[best], source, described)
        return Choice(known, round(chances[best], 2), self._named(rivals[1:]))

    def _many(self, d: Described | None, ranked: Sequence[tuple[Option, float]]) -> tuple[Option, float] | None:
        """The one whom "they" means where only somebody who was not met could be meant as well."""
        found = [(o, c) for o, c in ranked if o.known is not None]
        if d is None or d.form != "pronoun" or d.head != "they" or not found or found[0][1] < THEY:
            return None
        return found[0] if len(found) == 1 or found[1][1] < found[0][1] / 2 else None

    def _close(self, known: Known | None, at: int) -> bool:
        """Whether an entity was met in the paragraph of a place or the one before."""
        met = known.places[bisect_left(known.places, at) - 1] if known is not None and known.places else at
        return met < at and self.options.ground.paragraph(at) - self.options.ground.paragraph(met) <= 1

    def running(self, content: Sequence[Span]) -> Choice:
        """The speaker of a quotation that only the layout gives to somebody: whoever spoke last, near before it; below
        a line that ends in a colon, where nobody has spoken near, the one person whom the article is about.
        """
        start = content[0].start
        last = self.options.turns[-1] if self.options.turns else None
        gap = self.text[last.end : start] if last is not None else ""
        goes_on = last is not None and len(gap) <= REACH and (not parted(gap) or unclosed(self.text, last))
        if last is not None and goes_on:
            return self._turn(Choice(last.known, RUNNING if last.known else 0.0), start, content)
        subject = self._subject() if self.text[:start].rstrip().endswith(":") else None
        return self._turn(Choice(subject, INTRODUCED if subject else 0.0), start, content)

    def _subject(self) -> Known | None:
        """The one person whom the title names; None where it names nobody or several."""
        people = [k for k in self.register.entities if k.kind == "person" and k.titled]
        return people[0] if len(people) == 1 else None

    def described(self, source: Span | None) -> Described | None:
        """What the words of a source tell; None where there is no source."""
        if source is None:
            return None
        if not self.register.inside(source):
            spoken_for = body_spoken_for(self.text, source)
            named = names_in(self.text, source)
            found = [n for n in named if certain(n) or self._introduced(n, source) or self.register.lettered(n)]
            self.register.adopt(found if spoken_for is None else [spoken_for])
        return describe(self.text, source, self.register.inside(source), self.kinds)

    def _introduced(self, name: Name, source: Span) -> bool:
        """Whether a source begins with a full name and tells who that is ("Tor Moll, a palace spokesman"), or is the
        name of a speaker in a transcript ("MOLL: ...").
        """
        if LABEL.match(self.text, source.start, source.end + 1) and name.kind == "person":
            return True
        begins = name.span.start == source.start and " " in name.text
        return begins and APPOSED.match(self.text, name.span.end, source.end) is not None

    def take(self, option: Option, source: Span | None, d: Described | None) -> Known:
        """The entity of an option, made where it is new, with what the source tells of it."""
        if option.known is not None:
            known = option.known
            if known.kind in ("collective", "unnamed") and known not in self.options.nameless:
                self.options.nameless.append(known)
            if source is None or d is None:
                return known
            if option.within is not None:
                self._told(known, option.within, source, d)
            else:
                known.mentions.setdefault(source, d.form if d.form != "name" else "noun")
                known.places.insert(bisect_left(known.places, source.start), source.start)
            if known.kind in ("person", "unnamed") and d.gender and not known.gender:
                known.gender = d.gender
            return known
        assert source is not None and d is not None
        return self._new(source, d)

    def follow(self, known: Known | None, at: int, content: Sequence[Span]) -> None:
        """Notes who spoke, so that what follows may go on from there."""
        self._turn(Choice(known), at, content)

    def _named(self, found: Sequence[tuple[Option, float]]) -> tuple[tuple[Known, float], ...]:
        return tuple((o.known, round(c, 2)) for o, c in found if o.known is not None)

    def _turn(self, choice: Choice, at: int, content: Sequence[Span]) -> Choice:
        inner = self.options.turns and any(c.start <= at < c.end for c in self.options.turns[-1].content)
        if not inner:  # who is quoted inside another's words does not go on
            self.options.turns.append(Turn(at, max([at, *(c.end for c in content)]), choice.known, content))
            if choice.known is not None:
                choice.known.said += 1
        return choice

    def _told(self, known: Known, w: Within, source: Span, d: Described) -> None:
        """Takes in the roles that the words around a name give it, and whom it speaks for."""
        known.gender = known.gender or d.gender
        if w.name.span.start not in known.places:
            known.places.insert(bisect_left(known.places, w.name.span.start), w.name.span.start)
        known.mentions.setdefault(w.name.span, "name")
        if known.kind == "person":
            for role in (role_before(self.text, source, w.name), apposed(self.text, w.name.span.end, source.end)):
                if role is not None and w.name.role is None:
                    add_role(known, role)
        self._speaks(known, d)

    def _speaks(self, known: Known, d: Described) -> None:
        if d.patron is None or known.patron is not None:
            return
        body = next(iter(self.register.meant(d.patron)), None)
        if body is not None and body is not known:
            if body.kind == "person" and " " not in body.name and not body.gender:
                body.kind = "organisation"
            body.mentions.setdefault(d.patron.span, "name")
            known.patron = body

    def _new(self, source: Span, d: Described) -> Known:
        """An entity for a description: one of the article for all that are described alike, but for "a student"."""
        name = re.sub(r"^(?:the|The) (?=\S)", "", d.phrase) if d.kind in THINGS else d.phrase
        kind = d.kind
        known = Known(kind, name, source.start, d.gender, d.gender, d.head, d.plural)
        self._speaks(known, d)
        if kind == "unnamed" and known.patron is not None and known.patron.kind in ("organisation", "outlet", "place"):
            assert d.patron is not None
            full = d.phrase.replace(d.patron.text, known.patron.name)
            known.kind, known.name = "organisation", re.sub(r"^(?:[Tt]he|[Aa]n?) (?=\S)", "", full)
        same = next((k for k in self.options.nameless if (k.kind, k.name) == (known.kind, known.name)), None)
        if same is not None and (d.definite or known.kind != "unnamed"):
            known = same
        else:
            known.apart = source.start + 1 if known.kind == "unnamed" and not d.definite else 0
            self.options.nameless.append(known)
        known.heads.add(d.head)
        known.described.update(d.said.split())
        known.mentions.setdefault(source, "noun")
        known.places.append(source.start)
        return known
