"""Marked utterances (CED): were their words found, and is whoever said them called by the right name?"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluate.gold import prediction_for, utterances_of
from kg.evaluate.rates import Share, samples, share
from kg.evaluate.tokens import WORD, plain_words
from kg.model import Attribution, Entity, Extraction, Table, Value

TYPE_ORDER = ("direct", "partially direct", "indirect")
LEAST_F1 = 0.5
LEAST_COVER, MOST_LENGTH = 0.9, 5
MOST_EXTRA_WORDS = 3
HONORIFICS = frozenset(
    re.findall(
        r"\w+",
        """mr mrs ms miss dr sir lord lady prof professor gen general col lt
        president prime minister secretary senator sen rep governor gov judge justice""",
    )
)


@dataclass(frozen=True, slots=True)
class TypeShares:
    """Of the marked utterances of one type: how many were found, and how many found with the right name."""

    type: str
    found: Share
    named: Share


@dataclass(frozen=True, slots=True)
class CedReport:
    """Every figure of the protocol over ``articles``, of which ``missing`` had no prediction at all.

    ``found`` and ``end_to_end`` are shares of the marked utterances; ``named``, ``wrong`` and ``unknown`` of the found
    ones; ``volume`` is the share of the articles' words inside contents, and finding counts for nothing above 60%.
    """

    articles: int
    missing: int
    predictions: int
    found: Share
    named: Share
    wrong: Share
    unknown: Share
    end_to_end: Share
    volume: Share
    types: tuple[TypeShares, ...]

    def to_json(self) -> dict[str, Any]:
        """The figures as plain values."""
        shares = {key: value.to_json() for key, value in self._shares().items()}
        types = {t.type: {"found": t.found.to_json(), "named": t.named.to_json()} for t in self.types}
        counts = {"articles": self.articles, "missing": self.missing, "predictions": self.predictions}
        return {**counts, **shares, "types": types}

    def tables(self) -> dict[str, Table]:
        """The figures as two tables for people: ``scores``, a row a measure, and ``types``, a row a type."""
        scores: list[tuple[Value, ...]] = [
            (key, *(round(x, 1) for x in (s.percent, s.low, s.high)), s.count, s.total)
            for key, s in self._shares().items()
        ]
        types = [(t.type, t.found.total, round(t.found.percent, 1), round(t.named.percent, 1)) for t in self.types]
        return {
            "scores": Table(("measure", "percent", "low", "high", "count", "of"), tuple(scores)),
            "types": Table(("type", "marked", "found", "named"), tuple(types)),
        }

    def _shares(self) -> dict[str, Share]:
        keys = ("found", "named", "wrong", "unknown", "end_to_end", "volume")
        return {key: getattr(self, key) for key in keys}


def ced(gold: Iterable[Mapping[str, Any]], predictions: Mapping[str, Extraction]) -> CedReport:
    """Measures ``predictions`` (by source id or article IRI) against the marked utterances of each article.

    An utterance is found by the prediction whose content fits its words best: by the F1 of the two multisets of plain
    words, from one half on; else by the share of its words that the content holds, from 90% on and if the content has
    at most five times as many words (the marking splits long quotes into sentences). A fit by F1 goes before one by
    share, and the first of equals wins. The name is right by ``same_name``; an unnamed or null speaker is unknown.

    FormatError if a record is not of CED or a prediction is for another text.
    """
    found = [_measure(record, prediction_for(record, predictions)) for record in gold]
    picks = samples(len(found))

    def of(parts: str, wholes: str) -> Share:
        return share([a.count(parts) for a in found], [a.count(wholes) for a in found], picks)

    return CedReport(
        articles=len(found),
        missing=sum(a.missing for a in found),
        predictions=sum(a.predictions for a in found),
        found=of("found", "marked"),
        named=of("named", "found"),
        wrong=of("wrong", "found"),
        unknown=of("unknown", "found"),
        end_to_end=of("named", "marked"),
        volume=share([a.inside for a in found], [a.words for a in found], picks),
        types=tuple(_type_shares(kind, found, picks) for kind in _types(found)),
    )


def same_name(name: str, agent: str) -> bool:
    """Whether an entity's name stands for the marked agent.

    Without honorifics and diacritics it has the same words, or the same last name (of three letters or more), or all of
    the agent's words; in the last two cases with no more than three words beyond the agent's.
    """
    ours = [w for w in plain_words(name) if w not in HONORIFICS]
    theirs = [w for w in plain_words(agent) if w not in HONORIFICS]
    if not ours or not theirs:
        return False
    if set(ours) == set(theirs):
        return True
    if len(set(ours) - set(theirs)) > MOST_EXTRA_WORDS:
        return False
    return (ours[-1] == theirs[-1] and len(theirs[-1]) > 2) or set(theirs) <= set(ours)


@dataclass(frozen=True, slots=True)
class _ArticleFigures:
    """``fates`` has a (type, fate) for each marked utterance; a fate is missed, named, wrong or unknown."""

    missing: bool
    predictions: int
    words: int
    inside: int
    fates: tuple[tuple[str, str], ...]

    def count(self, what: str, kind: str | None = None) -> int:
        fates = [fate for of, fate in self.fates if kind in (None, of)]
        if what == "marked":
            return len(fates)
        return len(fates) - fates.count("missed") if what == "found" else fates.count(what)


def _measure(record: Mapping[str, Any], prediction: Extraction | None) -> _ArticleFigures:
    text: str = record["text"]
    attributions = prediction.attributions if prediction else ()
    entities = {e.id: e for e in prediction.entities} if prediction else {}
    words = [Counter(plain_words(" ".join(span.of(text) for span in a.content))) for a in attributions]
    fates = []
    for utterance in utterances_of(record):
        best = best_fit(Counter(plain_words(utterance["utterance"])), words)
        fate = "missed" if best is None else fate_of(attributions[best], entities, utterance["agent"])
        fates.append((utterance["type"], fate))
    return _ArticleFigures(
        missing=prediction is None,
        predictions=len(attributions),
        words=len(plain_words(text)),
        inside=_words_inside(text, attributions),
        fates=tuple(fates),
    )


def _words_inside(text: str, attributions: Iterable[Attribution]) -> int:
    """How many words (runs of word characters) begin inside a content."""
    spans = [span for a in attributions for span in a.content]
    inside = {at for span in spans for at in range(span.start, span.end)}
    return sum(m.start() in inside for m in WORD.finditer(text))


def best_fit(utterance: Counter[str], contents: Sequence[Counter[str]]) -> int | None:
    """The number of the content that fits the words of the utterance best; None if none does."""
    fits = [_fit(utterance, content) for content in contents]
    best = max(range(len(fits)), key=fits.__getitem__, default=None)
    return best if best is not None and fits[best] > 0 else None


def _fit(utterance: Counter[str], content: Counter[str]) -> float:
    """1 + F1, or the share of the utterance's words, or 0.0 where the content does not fit."""
    shared = (utterance & content).total()
    if not shared:
        return 0.0
    length, size = utterance.total(), content.total()
    f1, cover = 2 * shared / (length + size), shared / length
    if f1 >= LEAST_F1:
        return 1 + f1
    return cover if cover >= LEAST_COVER and size <= MOST_LENGTH * length else 0.0


def fate_of(attribution: Attribution, entities: Mapping[str, Entity], agent: str) -> str:
    """Whether the speaker of an attribution is the marked agent: named, wrong or unknown; ``entities`` by their id."""
    speaker = entities.get(attribution.speaker or "")
    if speaker is None or speaker.kind == "unnamed":
        return "unknown"
    return "named" if same_name(speaker.name, agent) else "wrong"


def _types(found: Iterable[_ArticleFigures]) -> list[str]:
    """The types that occur: those of the corpus in their order, then any others by name."""
    kinds = {kind for article in found for kind, _ in article.fates}
    return sorted(kinds, key=lambda kind: (TYPE_ORDER.index(kind) if kind in TYPE_ORDER else len(TYPE_ORDER), kind))


def _type_shares(kind: str, found: Sequence[_ArticleFigures], picks: Sequence[Sequence[int]]) -> TypeShares:
    marked = [a.count("marked", kind) for a in found]
    return TypeShares(
        type=kind,
        found=share([a.count("found", kind) for a in found], marked, picks),
        named=share([a.count("named", kind) for a in found], marked, picks),
    )
