"""Judgements as JSON, one a line, to be handed on; and back, believed only where they name things as this package does.

A judgement's identifier is the hash of what it decides, by whom, and of what it revises; what it says of an article
must be the words that stand there.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, cast, get_args

from kg import ids
from kg.errors import FormatError
from kg.model import QUOTE_TYPES, Article, AttributionVerdict, EntityKind, Judgement, QuoteType, Span, Verdict
from kg.rdf.judged import AttributionJudgement, Correction, Passage, attribution_judgement_iri
from kg.rdf.judgements import judgement_iri
from kg.rdf.literals import moment_text
from kg.rdf.terms import CLASS_OF_KIND

LONGEST = 10_000
"""Characters of a note or a name."""
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def to_line(judgement: AttributionJudgement | Judgement) -> str:
    """A judgement as one line of JSON, without the line end."""
    return json.dumps(asdict(judgement), ensure_ascii=False)


def from_line(line: str, articles: Mapping[str, Article], base: str) -> AttributionJudgement | Judgement:
    """The judgement of a line; FormatError unless it is one, is named by its hash, and quotes ``articles`` (by IRI)."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as e:
        raise FormatError(f"not JSON: {e}") from e
    if not isinstance(data, dict):
        raise FormatError("a judgement is a JSON object")
    made = _attribution(data, articles, base) if "attribution" in data else _identity(data, base)
    if made.iri != data.get("iri"):
        raise FormatError(f"its iri is not that of what it says: {made.iri}")
    return made


def _identity(data: Mapping[str, Any], base: str) -> Judgement:
    one, other = _iri(data, "one", "entity", base), _iri(data, "other", "entity", base)
    if one >= other:
        raise FormatError("one and other: two entities in the order of their IRIs are needed")
    verdict = cast(Verdict, _choice(data, "verdict", get_args(Verdict)))
    note, by, created, revises = _said(data, base)
    return Judgement(
        judgement_iri(one, other, verdict, note, by, revises), one, other, verdict, note, by, created, revises
    )


def _attribution(data: Mapping[str, Any], articles: Mapping[str, Article], base: str) -> AttributionJudgement:
    attribution = _iri(data, "attribution", "attribution", base)
    article = articles.get(str(data.get("article")))
    if article is None:
        raise FormatError("article: it is not in the case")
    verdict = cast(AttributionVerdict, _choice(data, "verdict", get_args(AttributionVerdict)))
    note, by, created, revises = _said(data, base)
    passages = _passages(data, "passages", article)
    if not passages:
        raise FormatError("passages: the words that were judged are needed")
    given = data.get("correction")
    if (given is not None) != (verdict == "corrected"):
        raise FormatError("correction: it goes with the verdict corrected, and only with it")
    correction = None if given is None else _correction(given, article, base)
    iri = attribution_judgement_iri(attribution, verdict, note, by, revises, correction)
    return AttributionJudgement(
        iri, attribution, article.iri, article.url, passages, verdict, note, by, created, revises, correction
    )


def _correction(data: Any, article: Article, base: str) -> Correction:
    if not isinstance(data, dict):
        raise FormatError("correction: an object is needed")
    content = _passages(data, "content", article)
    if not content:
        raise FormatError("correction.content: at least one passage is needed")
    type_ = cast(QuoteType, _choice(data, "type", QUOTE_TYPES))
    source = _passages(data, "source", article)
    if data.get("speaker") is None:
        return Correction(source, content, type_)
    kind = cast(EntityKind, _choice(data, "kind", tuple(CLASS_OF_KIND)))
    name = _text(data, "name")
    if not name:
        raise FormatError("correction.name: a string is needed")
    return Correction(source, content, type_, _iri(data, "speaker", "entity", base), kind, name)


def _passages(data: Mapping[str, Any], key: str, article: Article) -> tuple[Passage, ...]:
    found = data.get(key)
    if not isinstance(found, list):
        raise FormatError(f"{key}: a list is needed")
    return tuple(_passage(x, key, article.text) for x in found)


def _passage(data: Any, key: str, text: str) -> Passage:
    span = data.get("span") if isinstance(data, dict) else None
    start, end = (span.get("start"), span.get("end")) if isinstance(span, dict) else (None, None)
    if not (type(start) is int and type(end) is int and 0 <= start < end <= len(text)):
        raise FormatError(f"{key}: [{start}, {end}) is no span of the article")
    made = Passage.of(text, Span(start, end))
    if asdict(made) != data:
        raise FormatError(f"{key}: the words at [{start}, {end}) of the article are others")
    return made


def _said(data: Mapping[str, Any], base: str) -> tuple[str | None, str | None, str, str | None]:
    """The note, who judged, when, and what is revised."""
    created = _text(data, "created")
    if not created or moment_text(created) != created or "T" not in created:
        raise FormatError("created: a date-time such as 2022-03-01T10:00:00Z is needed")
    revises = None if data.get("revises") is None else _iri(data, "revises", "judgement", base)
    return _text(data, "note"), _text(data, "by"), created, revises


def _iri(data: Mapping[str, Any], key: str, kind: str, base: str) -> str:
    value = _text(data, key) or ""
    digits = value.removeprefix(f"{base}{kind}/")
    if len(digits) != ids.DIGITS or set(digits) - set("0123456789abcdef"):
        raise FormatError(f"{key}: an identifier that begins with {base}{kind}/ is needed")
    return value


def _choice(data: Mapping[str, Any], key: str, choices: tuple[str, ...]) -> str:
    value = data.get(key)
    if value not in choices:
        raise FormatError(f"{key}: {value!r:.60} is none of {', '.join(choices)}")
    return str(value)


def _text(data: Mapping[str, Any], key: str) -> str | None:
    value = data.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > LONGEST or NO_TEXT.search(value):
        raise FormatError(f"{key}: a text of at most {LONGEST:,} characters or null is needed")
    return value or None
