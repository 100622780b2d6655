"""Marked articles: a text and the attributions that people marked in it."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and its attributions, each a mapping from role to character spans."""

    text: str
    attributions: tuple[dict[str, Spans], ...]


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
    )
