"""An item of the queue with all that a person needs to decide it: the words in their context, who, when, how sure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from kg.model import Article, Attribution, Entity, Extraction, Span, statement_text
from kg.rdf.judged import AttributionJudgement
from kg.review.queue import Waiting

AROUND = 200
"""Characters of the article that are shown before and after."""
GAP = 240
"""More characters than these between two marks are left out."""
ROLES = ("source", "cue", "content", "name")


@dataclass(frozen=True, slots=True)
class Part:
    """Some characters of an article, from ``start``; ``role`` is one of ROLES, or None between the marks.

    A gap, where characters are left out, is a part without text.
    """

    text: str
    start: int
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage of an article: its parts in text order, and where it comes from."""

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """What is asked, of whom (of two entities: their names), about which words where, and what else is known of it."""

    kind: str
    id: str
    confidence: float | None
    asks: str
    speaker: str | None
    words: str
    passages: tuple[Shown, ...]
    told: Mapping[str, Any]

    def plain(self) -> dict[str, Any]:
        """The item as JSON has it: the fields, with marks as spans of the article's text."""
        passages = [
            {
                "article": p.article, "title": p.title, "outlet": p.outlet, "published": p.published,
                "context": "".join(part.text or " … " for part in p.parts),
                "marks": [
                    {"role": part.role, "start": part.start, "end": part.start + len(part.text)}
                    for part in p.parts if part.role
                ],
            }
            for p in self.passages
        ]  # fmt: skip
        return {
            "kind": self.kind, "id": self.id, "confidence": self.confidence, "asks": self.asks,
            "speaker": self.speaker, "words": self.words, **self.told, "passages": passages,
        }  # fmt: skip


def attribution_item(
    waiting: Waiting, extraction: Extraction, a: Attribution, held: AttributionJudgement | None
) -> Item:
    """An attribution as a person sees it; ``held`` is the judgement that holds for it, such as a note."""
    names = {e.id: e for e in extraction.entities}
    speaker = names[a.speaker] if a.speaker else None
    marks = [(s, role) for role in ("source", "cue", "content") for s in getattr(a, role)]
    said = "write" if a.act == "writing" else "think" if a.act == "thought" else "say"
    told = {
        "speaker_kind": speaker.kind if speaker else None,
        "candidates": [{"name": names[c.entity].name, "entity": names[c.entity].iri, "score": c.score}
                       for c in a.candidates],
        "type": a.type,
        "confidence_of_words": a.confidence,
        "confidence_of_speaker": a.speaker_confidence,
        "note": held.note if held else None,
    }  # fmt: skip
    return Item(
        "attributions",
        waiting.id,
        waiting.confidence,
        f"Does {speaker.name if speaker else 'nobody known'} {said} this?",
        speaker.name if speaker else None,
        statement_text(extraction.article.text, a.content),
        (shown(extraction.article, marks),),
        told,
    )


def identity_item(waiting: Waiting, sides: Sequence[tuple[Extraction, Entity]]) -> Item:
    """Two entities that may be one speaker, each where it is first named."""
    names = [e.name for _, e in sides]
    return Item(
        "identities",
        waiting.id,
        waiting.confidence,
        f"Are {' and '.join(names)} one speaker?",
        names[0],
        names[1],
        tuple(shown(x.article, _mentions(x, e)) for x, e in sides),
        {
            "likeness": None if waiting.confidence is None else round(1 - waiting.confidence, 4),
            "reason": waiting.reason,
            "roles": [[r.text for r in e.roles] for _, e in sides],
        },
    )


@dataclass(frozen=True, slots=True)
class Worded:
    """One of two that are judged together: its words, whose they are, and where they stand; a claim stands nowhere."""

    words: str
    speaker: str | None
    passage: Shown | None = None

    @classmethod
    def of(cls, extraction: Extraction, a: Attribution) -> Self:
        """The statement of an attribution."""
        speaker = next((e.name for e in extraction.entities if e.id == a.speaker), None)
        marks = [(s, role) for role in ("source", "cue", "content") for s in getattr(a, role)]
        return cls(statement_text(extraction.article.text, a.content), speaker, shown(extraction.article, marks))


def variant_item(
    waiting: Waiting, one: Worded, other: Worded, diff: Sequence[Mapping[str, Any]], note: str | None
) -> Item:
    """Two statements that may report one utterance; ``diff`` leads from the words of one to those of the other."""
    return _pair_item(
        "variants", waiting, one, other, "Do both report the same utterance?", {"diff": diff, "note": note}
    )


def match_item(waiting: Waiting, one: Worded, claim: Worded, note: str | None) -> Item:
    """A statement, or a claim in other words, that may make a claim."""
    this = "this" if one.passage else f"“{one.words}”"
    whose = f" of {claim.speaker}" if claim.speaker else ""
    return _pair_item(
        "matches", waiting, one, claim, f"Does {this} make the claim{whose}: “{claim.words}”?", {"note": note}
    )


def _pair_item(kind: str, waiting: Waiting, one: Worded, other: Worded, asks: str, told: Mapping[str, Any]) -> Item:
    return Item(
        kind,
        waiting.id,
        waiting.confidence,
        asks,
        one.speaker,
        one.words,
        tuple(w.passage for w in (one, other) if w.passage),
        {"other": other.words, "other_speaker": other.speaker, "reason": waiting.reason, **told},
    )


def shown(article: Article, marks: Iterable[tuple[Span, str]]) -> Shown:
    """The marked spans in their context; where marks overlap, the one named first has the characters."""
    free: list[tuple[Span, str]] = []
    for span, role in marks:
        free += [(piece, role) for piece in _without(span, [s for s, _ in free])]
    free.sort()
    parts: list[Part] = []
    at = max(0, free[0][0].start - AROUND) if free else 0
    parts += [Part("", at)] if at else []
    for span, role in free:
        parts += _between(article.text, at, span.start)
        parts.append(Part(span.of(article.text), span.start, role))
        at = span.end
    end = min(len(article.text), at + AROUND)
    parts += [Part(article.text[at:end], at)] if end > at else []
    parts += [Part("", end)] if end < len(article.text) else []
    return Shown(article.iri, article.title, article.outlet, article.published, tuple(parts))


def _between(text: str, start: int, end: int) -> list[Part]:
    if end <= start:
        return []
    if end - start <= GAP:
        return [Part(text[start:end], start)]
    half = GAP // 2
    return [Part(text[start : start + half], start), Part("", start + half), Part(text[end - half : end], end - half)]


def _without(span: Span, taken: Iterable[Span]) -> list[Span]:
    pieces = [span]
    for other in taken:
        cut = []
        for p in pieces:
            if not p.overlaps(other):
                cut.append(p)
                continue
            cut += [Span(p.start, other.start)] if p.start < other.start else []
            cut += [Span(other.end, p.end)] if other.end < p.end else []
        pieces = cut
    return pieces


def _mentions(extraction: Extraction, entity: Entity) -> list[tuple[Span, str]]:
    """Where an entity is first named, else first met; with its roles nearby."""
    found = sorted((m.form != "name", m.span) for m in extraction.mentions if m.entity == entity.id)
    spans = [found[0][1]] if found else []
    near = [r.span for r in entity.roles if not spans or abs(r.span.start - spans[0].start) < AROUND]
    return [*((s, "name") for s in spans), *((s, "source") for s in near)]
