"""Marked articles: a text and the attributions that people marked in it."""

import gzip
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

Spans = list[tuple[int, int]]
NAME = re.compile(r"\b[A-Z][a-z]{2,}(?:[A-Z][a-z]+)?\b(?!\.)")  # a word of a name; no initial, no "Mr."
Name = tuple[int, int, str]  # start, end, one of the network's kinds
SILVER = {"PERSON": "person", "ORGANIZATION": "organization", "LOCATION": "place"}
Edit = tuple[int, int, str]  # start, end, what stands there instead


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and its attributions, each a mapping from role to character spans.

    ``people`` are the first and last words of names in it ("" for the first where a name is one word); ``names`` are
    the names of persons, organisations and places, None where nothing is known of them;
    ``attributed`` is whether people marked its attributions.
    """

    text: str
    attributions: tuple[dict[str, Spans], ...]
    people: tuple[tuple[str, str], ...] = ()
    names: tuple[Name, ...] | None = None
    attributed: bool = True


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The records of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf8") as file:
        return [json.loads(line) for line in file]


def marked(record: dict[str, Any], annotator: int = 0) -> Marked:
    """The text of a PolNeAR record with the attributions of one of its annotators."""
    given = record["annotations"]
    found = given[annotator]["attributions"] if given else []
    return Marked(
        record["text"],
        tuple({role: [(s, e) for s, e in a[role]] for role in ("source", "cue", "content")} for a in found),
        _people(record),
        _names(record),
    )


def _people(record: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """By what the corpus says of entities, which was found by program."""
    entities = (record.get("corenlp") or {}).get("entities") or ()
    names = [NAME.findall(record["text"][start:end]) for start, end, kind in entities if kind == "PERSON"]
    return tuple(sorted({(n[0] if len(n) > 1 else "", n[-1]) for n in names if n}))


def _names(record: dict[str, Any]) -> tuple[Name, ...] | None:
    """By what the corpus says, which was found by program: silver."""
    found = record.get("corenlp")
    if not found:
        return None
    return tuple((start, end, SILVER[kind]) for start, end, kind in found["entities"] if kind in SILVER)


def edited(article: Marked, edits: Sequence[Edit]) -> Marked:
    """The article with the edits made, and its marks where their characters now stand."""
    text = article.text
    out: list[str] = []
    at = 0
    moved = list(range(len(text) + 1))
    length = 0
    for start, end, new in sorted(edits):
        if start < at:
            continue
        for k in range(at, start):
            moved[k] = length + k - at
        out.append(text[at:start])
        length += start - at
        for k in range(start, end):
            moved[k] = length + min(k - start, len(new))
        out.append(new)
        length += len(new)
        at = end
    for k in range(at, len(text) + 1):
        moved[k] = length + k - at
    out.append(text[at:])

    def there(spans: Spans) -> Spans:
        found = [(moved[s], moved[e]) for s, e in spans]
        return [(s, e) for s, e in found if s < e]

    said = tuple({role: there(spans) for role, spans in a.items()} for a in article.attributions)
    kept = tuple(a for a in said if a["cue"] and a["content"])
    names = article.names
    if names is not None:
        names = tuple((moved[s], moved[e], kind) for s, e, kind in names if moved[s] < moved[e])
    return replace(article, text="".join(out), attributions=kept, names=names)
