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
Edit = tuple[int, int, str]  # start, end, what stands there instead


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and its attributions, each a mapping from role to character spans.

    ``people`` are the first and last words of names in it ("" for the first where a name is one word).
    """

    text: str
    attributions: tuple[dict[str, Spans], ...]
    people: tuple[tuple[str, str], ...] = ()


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
    )


def _people(record: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """By what the corpus says of entities, which was found by program."""
    entities = (record.get("corenlp") or {}).get("entities") or ()
    names = [NAME.findall(record["text"][start:end]) for start, end, kind in entities if kind == "PERSON"]
    return tuple(sorted({(n[0] if len(n) > 1 else "", n[-1]) for n in names if n}))


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
    return replace(article, text="".join(out), attributions=tuple(a for a in said if a["cue"] and a["content"]))
