"""Who people say is speaking (training/speakers.jsonl), and whether an answer agrees with them.

A line of the file is an object: "id" (of an article of PolNeAR), "part" and "speakers", a list of [attribution, spans,
kind, form]. The attribution is the number of one that the first annotator marked; the spans are [start, end) of the
fullest naming of its speaker in the text, null for nobody, two where two markers gave different ones; the kind is one
of ``KINDS`` (null for nobody), the form one of ``FORMS``: how the source names the speaker.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from kg.evaluate.tokens import plain_words
from kg.evaluate.utterances import HONORIFICS, same_name
from kg.model import Extraction, Span
from kg.nlp.lexicon import words

MARKS = Path(__file__).resolve().parent.parent / "training" / "speakers.jsonl"
Part = Literal["choose", "report", "train"]
Fate = Literal["right", "wrong", "spurious", "unknown"]
FATES: tuple[Fate, ...] = get_args(Fate)
PARTS: tuple[Part, ...] = get_args(Part)
KINDS = ("person", "organisation", "place", "outlet", "collective", "document", "unnamed", "author")
FORMS = ("name", "surname", "role", "pronoun", "none")
NAMED = frozenset(("person", "organisation", "place", "outlet"))
VAGUE = frozenset(("unnamed", "collective", "document"))
ARTICLE = re.compile(r"(?:the|an?) ")
THIRD = words("he she they it")
PRONOUNS = THIRD | words(
    "i we you me us him her them my our his hers their theirs its myself ourselves himself herself itself themselves "
    "who whom whose which that this"
)
SMALL = words("the a an of some many who that")


@dataclass(frozen=True, slots=True)
class Mark:
    """Who speaks in one attribution: one or two ``speakers`` (None: nobody is named), their kind, the source's form."""

    attribution: int
    speakers: tuple[Span | None, ...]
    kind: str | None
    form: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Who a system says is speaking: an entity's kind and name, and where it is named or described, not by pronoun."""

    kind: str
    name: str
    mentions: tuple[Span, ...] = ()


def load(parts: Sequence[str], path: Path = MARKS) -> dict[str, tuple[Mark, ...]]:
    """The marks of the articles of these parts, by article; ValueError with path, line and what is wrong there."""
    found: dict[str, tuple[Mark, ...]] = {}
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            data = json.loads(line)
            _require(isinstance(data, dict) and set(data) == {"id", "part", "speakers"}, "not an id, a part, speakers")
            key, part = data["id"], data["part"]
            _require(isinstance(key, str) and part in PARTS, f"{part!r} is not a part of {PARTS}, or no id")
            _require(isinstance(data["speakers"], list), "the speakers are no list")
            _require(key not in found, f"{key} occurs twice")
            if part in parts:
                found[key] = tuple(map(_mark, data["speakers"]))
        except ValueError as error:
            raise ValueError(f"{path}, line {number}: {error}") from error
    return found


def answers(extraction: Extraction) -> dict[str, Answer]:
    """The entities of an extraction as answers, by their ids."""
    places: dict[str, list[Span]] = {}
    for mention in extraction.mentions:
        if mention.form != "pronoun":
            places.setdefault(mention.entity, []).append(mention.span)
    return {e.id: Answer(e.kind, e.name, tuple(places.get(e.id, ()))) for e in extraction.entities}


def judged(text: str, mark: Mark, answer: Answer | None, sourced: bool) -> Fate:
    """What an answer is worth; ``sourced`` is whether words of the text are marked as the source.

    Of two markings one is enough. Where one is named (``NAMED``), the answer is right by ``same_bearer``, unknown if it
    is nobody or somebody unnamed. Where a group, a document or somebody unnamed is marked, a person is wrong, and
    anything else right if it has a word of the naming. Where nobody is, somebody is spurious, unless there are no words
    for a source and the answer has no name either.
    """
    fates = [_judged(text, mark.kind, gold, answer, sourced) for gold in mark.speakers]
    return "right" if "right" in fates else fates[0]


def same_bearer(text: str, gold: Span, answer: Answer) -> bool:
    """Whether the answer bears the name marked: by ``same_name``, but for two first names ("Ann Lee", "Bo Lee")."""
    theirs = gold.of(text)
    if _plain(theirs) == _plain(answer.name) or any(m.overlaps(gold) for m in answer.mentions):
        return True
    return same_name(answer.name, theirs) and not (answer.kind == "person" and _relatives(answer.name, theirs))


def _judged(text: str, kind: str | None, gold: Span | None, answer: Answer | None, sourced: bool) -> Fate:
    if gold is None:
        return "right" if answer is None or (answer.kind in VAGUE and not sourced) else "spurious"
    if answer is None:
        return "unknown"
    if kind in NAMED:
        if answer.kind == "unnamed":
            return "unknown"
        return "right" if same_bearer(text, gold, answer) else "wrong"
    if answer.kind == "person":
        return "wrong"
    said = {answer.name, *(m.of(text) for m in answer.mentions)}
    if _words(gold.of(text)) & set().union(*map(_words, said)):
        return "right"
    return "unknown" if answer.kind == "unnamed" else "wrong"


def _relatives(one: str, other: str) -> bool:
    """Whether two names of several words have no word in common before the last, in two spellings or as an initial."""
    a, b = ([w for w in plain_words(name) if w not in HONORIFICS][:-1] for name in (one, other))
    return bool(a and b) and not any(_one_name(x, y) for x in a for y in b)


def _one_name(one: str, other: str) -> bool:
    short = 1 if min(len(one), len(other)) == 1 else 3
    return one[:short] == other[:short]


def _plain(name: str) -> str:
    return ARTICLE.sub("", name.casefold(), count=1)


def _words(phrase: str) -> set[str]:
    said = set(plain_words(phrase))
    return said - SMALL or said


def _mark(entry: Any) -> Mark:
    _require(isinstance(entry, list) and len(entry) == 4, f"{entry!r} is not [attribution, spans, kind, form]")
    number, spans, kind, form = entry
    _require(type(number) is int and number >= 0, f"{number!r} is not the number of an attribution")
    _require(kind is None or kind in KINDS, f"{kind!r} is not a kind of {KINDS}")
    _require(form in FORMS, f"{form!r} is not a form of {FORMS}")
    _require(isinstance(spans, list) and len(spans) in (1, 2), f"{spans!r} is not one span or two")
    return Mark(number, tuple(map(_span, spans)), kind, form)


def _span(pair: Any) -> Span | None:
    if pair is None:
        return None
    whole = isinstance(pair, list) and len(pair) == 2 and all(type(x) is int for x in pair)
    _require(whole, f"{pair!r} is not [start, end]")
    return Span(*pair)


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)


def by_article(records: Sequence[Mapping[str, Any]], marks: Mapping[str, Sequence[Mark]]) -> list[Mapping[str, Any]]:
    """The records that are marked, in their order; ValueError if one is missing or has not what is marked in it."""
    kept = [r for r in records if r["id"] in marks]
    missing = sorted(marks.keys() - {r["id"] for r in kept})
    _require(not missing, f"{len(missing)} marked articles are not in the data: {', '.join(missing[:3])}")
    for record in kept:
        given = record["annotations"][0]["attributions"] if record.get("annotations") else []
        last = max((m.attribution for m in marks[record["id"]]), default=-1)
        _require(last < len(given), f"{record['id']}: attribution {last} is marked, {len(given)} are there")
        ends = [s.end for m in marks[record["id"]] for s in m.speakers if s is not None]
        _require(max(ends, default=0) <= len(record["text"]), f"{record['id']}: a speaker is marked beyond its end")
    return kept
