"""Figures, citations and relays in 30 articles of PolNeAR's dev part, marked by reading, as ids, spans and numbers.

relayed.jsonl beside this file holds one JSON object a line: "id" (of the article), "part" ("choose" or "report", 15
each; what is reported is measured on "report" alone), "figures", "citations" and "relays". Every third article by id
(the second, the fifth, ...) and then the first and the fourth; no output of Hearsay was looked at. "start" and "end",
and pairs [start, end), are code points of the record's text, so no words of the publisher are kept.

A figure is a quantity of people, things or money, a share or a measurement, in figures or in words; its span has the
hedge and what is counted where it stands next to the number. Dates, ages, times, durations, ordinals, numbers in names,
"one", "zero", "no" and vague words ("several", "many", "most") are none, nor is a number that only refers back ("the
two", "the four loopholes he cited"), nor how many sources spoke. Each occurrence is one, headlines included.
"value" is the number that is written: 45 for "45 percent", 0.5 for "half". "At least", "more than", "over" and "or
more" make it the low end as well, "or less" the high end; "about" and "nearly" do not. "Thousands", "millions" and
their like have no value and twice the unit as low end; a range has no value. "unit" is the head noun as [start, end),
or "percent" or "dollars"; "counted" and "measure" are [start, end) or null; "as_of" is an ISO date, as exact as the
sentence makes it. "attributed" is whether it stands in what somebody is reported to say, write, think or agree to; a
document counts as somebody.

A citation is a place where another publication is pointed to as where something was said or published: its name is
marked, also in "a New York Times report"; "document" is a report, filing, book, memo or statement that is the source or
in which its author is said to have said it; "medium" is a platform, "wire" the agency in a dateline or credit. Outlets
as a topic, photo credits and "follow him on Twitter" are none. "target" is our short name for it; "own" that it is the
article's own outlet ("told The Huffington Post" in The Huffington Post).

A relay is an attribution within another by a different source: outer source and cue, inner source and cue. Intentions
and what a source says of its own beliefs ("he says he hopes") are none, nor what is negated or supposed; a belief of
others is one. With three levels each inner one has its next outer one. With "via" "outlet" the outer source is an
outlet that was told ("told CNN": outer CNN, inner the speaker); the cue is then the same for both, or the word for the
occasion ("interview"). The outer cue of a labelled transcript or a signed comment is its colon or dash.

"doubtful" is what a second reader may well decide otherwise; measure without it, and count a prediction that meets it
neither as right nor as wrong. Doubtful are multiples ("three times the rate"), compounds ("28-nation"), "100 percent"
in the sense of "wholly", a repeated editor's note, "said in a statement", feelings with a content, and relays whose
inner cue is hardly a verb of saying.

How far to trust them: one reader marked all. The agreement of two independent readings was not measured: ten articles
were read again in the same sitting, with the first marks known, which added two doubtful citations and one relay and
took nothing away (there are 83 figures, 31 citations and 28 relays in the ten); that is a check for slips only.
Independent are PolNeAR's annotators, who did not mark attributions within attributions: of the 74 relays first marked
within a text's words, 70 have the inner cue inside a content of theirs, 69 with the same outer source; of the 16
through outlets 15 have the same cue and speaker; 158 of 170 figures are inside a content of theirs just where
"attributed" says so, and four of the other twelve were then set right.
"""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from kg.model import Span

MARKS = Path(__file__).with_suffix(".jsonl")
Part = Literal["choose", "report"]
Kind = Literal["outlet", "wire", "document", "medium"]
Unit = Literal["percent", "dollars"]
PARTS: tuple[Part, ...] = get_args(Part)
KINDS: tuple[Kind, ...] = get_args(Kind)
UNITS: tuple[Unit, ...] = get_args(Unit)


@dataclass(frozen=True, slots=True)
class MarkedFigure:
    """A number in the text; ``low`` and ``high`` where its words bound it, ``as_of`` an ISO date, year or month."""

    span: Span
    value: int | float | None
    low: int | float | None
    high: int | float | None
    unit: Span | Unit | None
    counted: Span | None
    measure: Span | None
    as_of: str | None
    attributed: bool
    doubtful: bool


@dataclass(frozen=True, slots=True)
class MarkedCitation:
    """A pointer to another publication, or with ``own`` to the article's own outlet."""

    span: Span
    kind: Kind
    target: str
    own: bool
    doubtful: bool


@dataclass(frozen=True, slots=True)
class MarkedRelay:
    """An attribution within another; ``via`` is "outlet" where the outer source is the outlet that was told."""

    outer_source: Span
    outer_cue: Span
    inner_source: Span
    inner_cue: Span
    via: Literal["outlet"] | None
    own: bool
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """What is marked in one article, each kind in text order."""

    id: str
    part: Part
    figures: tuple[MarkedFigure, ...]
    citations: tuple[MarkedCitation, ...]
    relays: tuple[MarkedRelay, ...]

    def spans(self) -> tuple[Span, ...]:
        """Every span that is marked, those of units, measures and what is counted included."""
        parts = [[f.span, f.unit, f.counted, f.measure] for f in self.figures]
        parts += [[c.span] for c in self.citations]
        parts += [[r.outer_source, r.outer_cue, r.inner_source, r.inner_cue] for r in self.relays]
        return tuple(sorted(span for group in parts for span in group if isinstance(span, Span)))


def load(part: Part, texts: Mapping[str, str] | None = None, path: Path = MARKS) -> tuple[Marked, ...]:
    """The marked articles of a part, in the file's order; ValueError names the line and what is wrong there.

    With ``texts`` (by id, see ``texts_of``) each article has to be among them and each span inside its text, without
    white space at either end.
    """
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            marked = _marked(json.loads(line))
            if texts is not None:
                _check(marked, texts)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path}, line {number}: {type(error).__name__}: {error}") from error
        found.append(marked)
    return tuple(m for m in found if m.part == part)


def texts_of(data: Path) -> dict[str, str]:
    """The texts of PolNeAR's dev part by id, from the folder that holds the corpora."""
    with gzip.open(data / "polnear" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {record["id"]: record["text"] for record in map(json.loads, lines)}


def _check(marked: Marked, texts: Mapping[str, str]) -> None:
    _require(marked.id in texts, f"{marked.id} is not in the data")
    text = texts[marked.id]
    for span in marked.spans():
        words = span.of(text)
        _require(span.end <= len(text), f"{span} ends beyond the text")
        _require(words == words.strip(), f"{span} begins or ends with white space")


def _marked(data: Mapping[str, Any]) -> Marked:
    _require(data["part"] in PARTS, f"{data['part']!r} is not a part of {PARTS}")
    return Marked(
        data["id"],
        data["part"],
        tuple(map(_figure, data["figures"])),
        tuple(map(_citation, data["citations"])),
        tuple(map(_relay, data["relays"])),
    )


def _figure(data: Mapping[str, Any]) -> MarkedFigure:
    unit = data["unit"]
    _require(not isinstance(unit, str) or unit in UNITS, f"{unit!r} is not a unit of {UNITS}")
    low, high = data["low"], data["high"]
    _require(data["value"] is not None or low is not None or high is not None, "a figure without a number")
    _require(low is None or high is None or low <= high, f"{low} is above {high}")
    return MarkedFigure(
        Span(data["start"], data["end"]),
        data["value"],
        low,
        high,
        unit if isinstance(unit, str) else _span(unit),
        _span(data["counted"]),
        _span(data["measure"]),
        data["as_of"],
        data["attributed"],
        data["doubtful"],
    )


def _citation(data: Mapping[str, Any]) -> MarkedCitation:
    _require(data["kind"] in KINDS, f"{data['kind']!r} is not a kind of {KINDS}")
    return MarkedCitation(Span(data["start"], data["end"]), data["kind"], data["target"], data["own"], data["doubtful"])


def _relay(data: Mapping[str, Any]) -> MarkedRelay:
    _require(data["via"] in ("outlet", None), f"{data['via']!r} is neither outlet nor null")
    outer, outer_cue = Span(*data["outer_source"]), Span(*data["outer_cue"])
    inner, inner_cue = Span(*data["inner_source"]), Span(*data["inner_cue"])
    return MarkedRelay(outer, outer_cue, inner, inner_cue, data["via"], data["own"], data["doubtful"])


def _span(pair: list[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)
