"""Quotes made by hand with what a careful reader says of them (quotes.jsonl beside this file).

One JSON object a line: "id"; "kind" (one of ``KINDS``); "quote", its text, or {"article", "spans"} of PolNeAR, whose
stretches are joined by a space; "speaker", if one is given; "store" (one of ``STORES``); "verdict", which is right, and
"or", others that can be defended; "flags" that have to be raised, "not_flags" that must not; "grave"; "statement", the
statements that it rests on: {"article" (a file of examples/truth), "attribution"} or {"article", "spans"}; "why", in a
line. A conflated quote rests on all of them, any other on each.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from kg.check.comparison import Flag
from kg.model import Span

EXAMPLES = "examples"
POLNEAR = "polnear-train minus the quote's article"
STORES = (EXAMPLES, POLNEAR)
QUOTES = Path(__file__).with_name("quotes.jsonl")
Verdict = Literal["misattributed", "verbatim", "conflated", "cut", "altered", "paraphrase", "not-found"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
FLAGS: tuple[Flag, ...] = get_args(Flag)
GRAVE = frozenset(FLAGS[:4])
KINDS = {
    "whole": "a whole statement",
    "stretch": "an unbroken stretch of six or more words",
    "short": "what stood between quotation marks, of fewer than six words",
    "punctuation": "other case, marks, dashes or spaces",
    "spelling": "British against American",
    "typo": "a slip of the keyboard",
    "brackets": "a gloss or [sic]",
    "attribution": "pasted with the words that credit it",
    "speaker-form": "the speaker named by the body that they speak for",
    "tense": "another tense",
    "synonym": "a word for another",
    "reordered": "words in another order",
    "number": "another number",
    "number-form": "the same number, written otherwise",
    "name": "another name",
    "negation": "a negation added or dropped",
    "contraction": "contracted",
    "other-wording": "a wording that others were credited with, near to one that the speaker was",
    "ellipsis": "cut, with dots",
    "silent-cut": "cut, without dots",
    "grave-cut": "cut inside so that the sense is lost",
    "grave-end": "cut at an end so that the sense is lost",
    "joined": "two statements joined",
    "joined-dots": "two statements joined by dots",
    "other-speaker": "given to somebody who did not say it",
    "reworded": "the same content in other words",
    "cue-negates": "the negation is in the verb of saying",
    "lookalike": "the same topic or words, other content",
    "wrong-speaker": "a paraphrase of what somebody else said",
    "narration": "the article's own words",
    "page": "on the page, not in the article",
    "invention": "plausible and never said",
    "two-outlets": "one outlet's words for what another reports too",
    "made-by-spans": "changed by leaving characters of an article out",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A statement or the words of a quote, in an article of either store, by attribution or by spans."""

    article: str
    attribution: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote with what a careful reader says of it; ``words`` is its text, or where it is."""

    id: str
    kind: str
    words: str | Place
    speaker: str | None
    store: str
    verdict: str
    defensible: frozenset[str]
    flags: frozenset[str]
    not_flags: frozenset[str]
    grave: bool
    statements: tuple[Place, ...]
    why: str


def load(path: Path = QUOTES) -> tuple[Quote, ...]:
    """The quotes of a file in the format above; ValueError names the line that is not in it."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            out.append(_quote(json.loads(line)))
        except (KeyError, TypeError, ValueError) as e:
            raise ValueError(f"{path}:{number}: {e!r}") from e
    return tuple(out)


def _quote(given: Mapping[str, Any]) -> Quote:
    words = given["quote"]
    return Quote(
        given["id"],
        given["kind"],
        words if isinstance(words, str) else _place(words),
        given.get("speaker"),
        given["store"],
        given["verdict"],
        frozenset(given.get("or", ())),
        frozenset(given["flags"]),
        frozenset(given["not_flags"]),
        given["grave"],
        tuple(_place(p) for p in given["statement"]),
        given["why"],
    )


def _place(given: Mapping[str, Any]) -> Place:
    return Place(given["article"], given.get("attribution"), tuple(Span(s, e) for s, e in given.get("spans", ())))
