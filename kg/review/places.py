"""What a person types for words of an article ("120-180", or the words), and for a speaker, as spans and entities."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kg.errors import NotFoundError, UsageError
from kg.model import Entity, EntityKind, Extraction, Span

SHOWN = 5
_OFFSETS = re.compile(r"([0-9]{1,9})\s*[-:–]\s*([0-9]{1,9})")
_WORD = re.compile(r"[^\W_]+")


def spans_of(text: str, typed: Iterable[str], near: Span) -> tuple[Span, ...]:
    """The spans of ``text`` that a person means, in text order, without white space at their ends.

    Each is "start-end" (code points, half open) or words that stand there. Words that stand there several times are
    those within ``near``, if these are there once. NotFoundError for words that are not there; UsageError for
    several, with their places, for what is no place in the text, and for spans that overlap.
    """
    found = sorted(_span(text, one, near) for one in typed)
    if any(a.overlaps(b) for a, b in pairwise(found)):
        raise UsageError("the spans overlap: give each word once")
    return tuple(found)


def entity_of(extraction: Extraction, typed: str, kind: EntityKind | None) -> tuple[Entity | None, str]:
    """The entity of the article that a person means, else None: a new name; and the name, without outer spaces.

    ``typed`` is an IRI, the name of an entity, or whole words of the only such name; with ``kind`` only entities of
    that kind are meant. UsageError for a name that means several, and for none.
    """
    name = " ".join(typed.split())
    if not _WORD.search(name):
        raise UsageError(f"{typed!r} is no name")
    entities = [e for e in extraction.entities if kind is None or e.kind == kind]
    exact = [e for e in extraction.entities if e.iri == name] or [e for e in entities if _words(e.name) == _words(name)]
    found = exact or [e for e in entities if _words(name) in _words(e.name)]
    if len(found) > 1:
        raise UsageError(f"{name!r} means {len(found)} in this article, give an IRI: {_listed(found)}")
    if not found and "://" in name:
        raise NotFoundError(f"{name} is no entity of this article")
    return (found[0], found[0].name) if found else (None, name)


def _span(text: str, typed: str, near: Span) -> Span:
    offsets = _OFFSETS.fullmatch(typed.strip())
    if offsets:
        return _trimmed(text, int(offsets[1]), int(offsets[2]), typed.strip())
    words = typed.strip()
    if not words:
        raise UsageError("no words: give start-end, or words of the article")
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [Span(m.start(), m.end()) for m in re.finditer(pattern, text)]
    inside = [s for s in found if near.holds(s)]
    if not found:
        raise NotFoundError(f"{_short(words)!r} does not stand in the article: its words must be just as there")
    if len(found) > 1 and len(inside) != 1:
        places = ", ".join(f"{s.start}-{s.end}" for s in found[:SHOWN]) + (", ..." if len(found) > SHOWN else "")
        raise UsageError(f"{_short(words)!r} stands in the article {len(found)} times, give one place: {places}")
    return inside[0] if len(found) > 1 else found[0]


def _trimmed(text: str, start: int, end: int, typed: str) -> Span:
    if not 0 <= start < end <= len(text):
        raise UsageError(f"{typed} is no place in a text of {len(text)} characters: start-end, start before end")
    words = text[start:end]
    if not words.strip():
        raise UsageError(f"{typed} holds white space only")
    return Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))


def _listed(entities: Sequence[Entity]) -> str:
    shown = [f"{e.name} ({e.kind}) {e.iri}" for e in entities[:SHOWN]]
    return "; ".join(shown)


def _words(text: str) -> str:
    return " ".join(["", *_WORD.findall(text.casefold()), ""])


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
