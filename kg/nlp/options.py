"""Everybody whom a source may mean, with the features by which they are weighed."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Span
from kg.nlp.ground import Ground
from kg.nlp.kinds import Kinds, listed
from kg.nlp.names import plural
from kg.nlp.register import Known, Register
from kg.nlp.scene import Scene, may_be_meant, may_mean
from kg.nlp.sources import Described, Within, head_noun, kind_of, noun_before, plural_subject
from kg.nlp.turns import Turn

FEW = 16  # entities met last that are options
MAIN = 8  # entities named most that are options
NEXT = 3  # entities named first after a source that are options
SPOKEN = 10  # entities without a name that are options
FRONTED = re.compile(
    r"(?:(?:But|And|Yet|Later|Then|When|While|After|Before|In|By)(?: later)? )?"
    r"(?i:asked|pressed|questioned|quizzed|[a-z]{3,}ing) "
    r"[^.;:?!“”\"\n]{3,200}, $"
)


@dataclass(frozen=True, slots=True)
class Option:
    """Somebody a source may mean; ``known`` is None for somebody new, or nobody (``kind`` tells which)."""

    known: Known | None
    kind: str
    row: list[float]
    within: Within | None = None


class Options:
    """Whom the sources of one article may mean: those named in it, those met without a name, and who has spoken."""

    def __init__(self, text: str, register: Register, ground: Ground, kinds: Kinds = listed) -> None:
        self.text = text
        self.kinds = kinds
        self.register = register
        self.ground = ground
        self.main = sorted(register.entities, key=lambda k: (-len(k.places), k.first))[:MAIN]
        self.nameless: list[Known] = []
        self.turns: list[Turn] = []

    def of(
        self, source: Span | None, d: Described | None, content: Sequence[Span], cue: Sequence[Span] = ()
    ) -> list[Option]:
        """Everybody whom a source may mean, each with its features, and at last somebody new or nobody."""
        at = source.start if source is not None else content[0].start
        within = {w.name.span: w for w in d.within} if d is not None else {}
        inside: dict[Known, tuple[Within, int, int]] = {}
        barred: set[Known] = set()
        for w in within.values():
            if d is not None and not may_be_meant(d, w):
                barred.update(self.register.meant(w.name))
                continue
            meant = self.register.meant(w.name)
            for n, known in enumerate(meant):
                inside.setdefault(known, (w, n, len(meant)))
        named_only = d is not None and (d.form == "name" or d.fresh)
        found = list(inside) if named_only else list(dict.fromkeys([*inside, *self._near(at), *self._before(at, d)]))
        if d is not None:
            barred -= inside.keys()
            barred.update(self._fronted(source))
            barred.update(self.register.meant(d.patron) if d.patron is not None else ())
            found = [k for k in found if k not in barred and (k in inside or may_mean(d, k))]
        scene = Scene(self.ground, self.turns, d, content, at, found, cue[0].of(self.text) if cue else "")
        out = [Option(k, k.kind, scene.row(k, inside.get(k)), inside[k][0] if k in inside else None) for k in found]
        new = "nobody" if d is None else "new"
        return [*out, Option(None, new, scene.nobody(new))]

    def _fronted(self, source: Span | None) -> Iterator[Known]:
        """Whom the source cannot mean, as the clause before it is its own: "Asked about Ms Lee, | she said"."""
        start = self.ground.begins(self.ground.sentence(source.start)) if source is not None else -1
        clause = FRONTED.match(self.text, start, source.start) if source is not None and start >= 0 else None
        for name in self.register.inside(Span(*clause.span())) if clause is not None else ():
            if not self.text.startswith(("’s", "'s"), name.span.end):
                yield from self.register.meant(name)[:1]

    def _before(self, at: int, d: Described | None) -> list[Known]:
        """Whom a pronoun may mean beside those met: "they" the plural subject of the sentence before, or of their own,
        "who" the words right before it.
        """
        if d is not None and d.form == "pronoun" and d.head in ("who", "whom") and not self.register.before(at):
            span = noun_before(self.text, at)
            return [self._nobody(span)] if span is not None and not self.register.inside(span) else []
        if d is None or not (d.form == "pronoun" and d.plural):
            return []
        here = self.ground.sentence(at)
        for n in (here, here - 1):
            start, stop = self.ground.begins(n), self.ground.begins(n + 1)
            end = min(at, stop) if stop > start else at
            subject = plural_subject(self.text, Span(start, end)) if 0 <= start < end else None
            if subject is not None and not self.register.inside(subject):
                return [self._nobody(subject)]
        return []

    def _nobody(self, span: Span) -> Known:
        """Who is called by a noun: one that was met, or somebody new."""
        said, head = span.of(self.text), head_noun(span.of(self.text))
        met = next((k for k in self.nameless if span in k.mentions or (k.plural and k.name == said)), None)
        if met is not None:
            return met
        many = plural(head)
        kind = kind_of(self.text, span, self.kinds)
        fresh = Known(kind, said, span.start, "", "", head, many, heads={head})
        fresh.mentions[span] = "noun"
        fresh.places.append(span.start)
        return fresh

    def _near(self, at: int) -> list[Known]:
        """The options that no name in the source gives: the latest met, the most named, the next to come, who spoke."""
        register = self.register
        i = bisect_left(register.starts, at)
        out: dict[Known, None] = {}
        for n in range(i - 1, max(-1, i - 60), -1):
            if len(out) >= FEW:
                break
            for known in register.meant(register.names[n])[:1]:
                out[known] = None
        for name in register.names[i : i + NEXT]:
            for known in register.meant(name)[:1]:
                out[known] = None
        out.update(dict.fromkeys(self.main))
        out.update(dict.fromkeys(t.known for t in self.turns[-6:] if t.known is not None))
        out.update(dict.fromkeys(self.nameless[-SPOKEN:]))
        return list(out)
