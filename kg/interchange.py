"""An extraction as the JSON of ``kg extract`` and back: one object an article, every key present.

The format is described in docs/extraction.schema.json. ``from_json`` ignores keys that it does not know and raises
``FormatError`` with the path of what is wrong.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

from kg import ids
from kg.errors import FormatError
from kg.model import (
    ACTS,
    CITATION_KINDS,
    ENTITY_KINDS,
    MENTION_FORMS,
    QUOTE_TYPES,
    Article,
    Attribution,
    Candidate,
    Citation,
    Entity,
    Extraction,
    Figure,
    Mention,
    Role,
    Span,
)

FORMAT = 1
_SURROGATE = re.compile("[\ud800-\udfff]")

T = TypeVar("T")


def to_json(extraction: Extraction) -> dict[str, Any]:
    """The object that ``kg extract`` prints for one article."""
    a = extraction.article
    return {
        "format": FORMAT,
        "article": {
            "id": a.iri,
            "source_id": a.source_id,
            "url": a.url,
            "title": a.title,
            "outlet": a.outlet,
            "authors": list(a.authors),
            "published": a.published,
            "language": a.language,
            "text": a.text,
        },
        "entities": [_entity_json(e) for e in extraction.entities],
        "mentions": [
            {"start": m.span.start, "end": m.span.end, "entity": m.entity, "form": m.form} for m in extraction.mentions
        ],
        "attributions": [_attribution_json(x) for x in extraction.attributions],
        "figures": [_figure_json(f) for f in extraction.figures],
        "citations": [_citation_json(c) for c in extraction.citations],
    }


def to_line(extraction: Extraction) -> str:
    """The same as one line of JSON, without the line end."""
    return json.dumps(to_json(extraction), ensure_ascii=False, separators=(", ", ": "))


def from_line(line: str, base: str = ids.BASE) -> Extraction:
    """The extraction that a line of JSON holds; FormatError if it holds none."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as e:
        raise FormatError(f"not JSON: {e}") from e
    return from_json(data, base)


def from_json(data: Any, base: str = ids.BASE) -> Extraction:
    """The extraction of an object of ``kg extract``; FormatError names the first key that is wrong.

    Missing ``iri`` keys are computed, that of the article on ``base``; spans must lie inside the text and references
    must name what exists.
    """
    if not isinstance(data, Mapping):
        raise FormatError("an extraction is a JSON object")
    if data.get("format", FORMAT) != FORMAT:
        raise FormatError(f"format {data['format']!r}: this version reads format {FORMAT}")
    raw = _mapping(data, "article")
    try:
        article = _article(raw, base)
    except FormatError as e:
        raise FormatError(f"article.{e}") from e
    seen: Counter[tuple[str, str]] = Counter()
    extraction = Extraction(
        article,
        _each(data, "entities", lambda x: _entity(x, article, seen)),
        _each(data, "mentions", lambda x: _mention(x, article)),
        _each(data, "attributions", lambda x: _attribution(x, article)),
        _each(data, "figures", lambda x: _figure(x, article)),
        _each(data, "citations", lambda x: _citation(x, article)),
    )
    check_references(extraction)
    return extraction


def check_references(extraction: Extraction) -> None:
    """FormatError unless ids are unique and every reference names an entity or attribution of the extraction."""
    entities = _unique([e.id for e in extraction.entities], "entities")
    attributions = _unique([a.id for a in extraction.attributions], "attributions")
    for e in extraction.entities:
        _known(e.speaks_for, entities, f"entity {e.id} speaks_for")
    for m in extraction.mentions:
        _known(m.entity, entities, f"mention at {m.span.start}")
    for a in extraction.attributions:
        _known(a.speaker, entities, f"attribution {a.id} speaker")
        _known(a.within, attributions, f"attribution {a.id} within")
        for c in a.candidates:
            _known(c.entity, entities, f"attribution {a.id} candidate")
    for f in extraction.figures:
        _known(f.attribution, attributions, f"figure at {f.span.start}")
    for x in extraction.citations:
        _known(x.attribution, attributions, f"citation at {x.span.start}")


def _unique(values: list[str], what: str) -> set[str]:
    found = set(values)
    if len(found) != len(values):
        raise FormatError(f"{what}: the same id twice")
    return found


def _known(value: str | None, known: set[str], what: str) -> None:
    if value is not None and value not in known:
        raise FormatError(f"{what}: no {value!r} in the extraction")


def _spans_json(spans: Iterable[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _entity_json(e: Entity) -> dict[str, Any]:
    return {
        "id": e.id,
        "iri": e.iri,
        "kind": e.kind,
        "name": e.name,
        "stands_for": e.stands_for,
        "roles": [{"text": r.text, "span": [r.span.start, r.span.end]} for r in e.roles],
        "speaks_for": e.speaks_for,
        "same_as": e.same_as,
    }


def _attribution_json(a: Attribution) -> dict[str, Any]:
    return {
        "id": a.id,
        "iri": a.iri,
        "source": _spans_json(a.source),
        "cue": _spans_json(a.cue),
        "content": _spans_json(a.content),
        "type": a.type,
        "act": a.act,
        "speaker": a.speaker,
        "speaker_confidence": a.speaker_confidence,
        "candidates": [{"entity": c.entity, "score": c.score} for c in a.candidates],
        "source_inferred": a.source_inferred,
        "medium": a.medium,
        "said_on": a.said_on,
        "within": a.within,
        "confidence": a.confidence,
    }


def _figure_json(f: Figure) -> dict[str, Any]:
    return {
        "iri": f.iri,
        "start": f.span.start,
        "end": f.span.end,
        "value": f.value,
        "low": f.low,
        "high": f.high,
        "unit": f.unit,
        "measure": f.measure,
        "counted": f.counted,
        "as_of": f.as_of,
        "attribution": f.attribution,
    }


def _citation_json(c: Citation) -> dict[str, Any]:
    return {
        "iri": c.iri,
        "start": c.span.start,
        "end": c.span.end,
        "kind": c.kind,
        "target": c.target,
        "attribution": c.attribution,
    }


def _mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    if not isinstance(value, Mapping):
        raise FormatError(f"{key}: an object is needed")
    return value


def _each(data: Mapping[str, Any], key: str, read: Callable[[Mapping[str, Any]], T]) -> tuple[T, ...]:
    values = data.get(key) or []
    if not isinstance(values, list) or not all(isinstance(v, Mapping) for v in values):
        raise FormatError(f"{key}: a list of objects is needed")
    out = []
    for i, value in enumerate(values):
        try:
            out.append(read(value))
        except FormatError as e:
            raise FormatError(f"{key}[{i}].{e}") from e
    return tuple(out)


def _text(data: Mapping[str, Any], key: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise FormatError(f"{key}: a string or null is needed")
    if value and _SURROGATE.search(value):
        raise FormatError(f"{key}: half of a surrogate pair is no character")
    return value


def _required(data: Mapping[str, Any], key: str) -> str:
    value = _text(data, key)
    if not value:
        raise FormatError(f"{key}: a string is needed")
    return value


def _choice(data: Mapping[str, Any], key: str, choices: tuple[str, ...], default: str | None = None) -> Any:
    value = data.get(key, default)
    if value not in choices:
        raise FormatError(f"{key}: {value!r} is none of {', '.join(choices)}")
    return value


def _number(data: Mapping[str, Any], key: str) -> int | float | None:
    value = data.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise FormatError(f"{key}: a number or null is needed")
    if isinstance(value, float) and not math.isfinite(value):
        raise FormatError(f"{key}: {value} is no finite number")
    return value


def _span(start: Any, end: Any, text: str, key: str) -> Span:
    if not (type(start) is int and type(end) is int and 0 <= start < end <= len(text)):
        raise FormatError(f"{key}: [{start}, {end}) is no span of the text (0 to {len(text)})")
    return Span(start, end)


def _spans(data: Mapping[str, Any], key: str, text: str) -> tuple[Span, ...]:
    value = data.get(key) or []
    if not isinstance(value, list) or not all(isinstance(p, list) and len(p) == 2 for p in value):
        raise FormatError(f"{key}: a list of [start, end] is needed")
    return tuple(sorted({_span(s, e, text, key) for s, e in value}))


def _article(data: Mapping[str, Any], base: str) -> Article:
    text = _required(data, "text")
    authors = data.get("authors") or []
    if not isinstance(authors, list) or not all(_text({"authors": x}, "authors") for x in authors):
        raise FormatError("authors: a list of strings is needed")
    url, outlet = _text(data, "url"), _text(data, "outlet")
    return Article(
        iri=_text(data, "id") or ids.article_iri(url, outlet, text, base),
        text=text,
        url=url,
        title=_text(data, "title"),
        outlet=outlet,
        authors=tuple(authors),
        published=_text(data, "published"),
        language=_text(data, "language"),
        source_id=_text(data, "source_id"),
    )


def _entity(data: Mapping[str, Any], article: Article, seen: Counter[tuple[str, str]]) -> Entity:
    kind, name = _choice(data, "kind", ENTITY_KINDS), _required(data, "name")
    seen[kind, name] += 1

    def role(x: Mapping[str, Any]) -> Role:
        (span,) = _spans({"span": [x.get("span")]}, "span", article.text)
        return Role(_text(x, "text") or span.of(article.text), span)

    return Entity(
        id=_required(data, "id"),
        iri=_text(data, "iri") or ids.entity_iri(article.iri, kind, name, seen[kind, name]),
        kind=kind,
        name=name,
        stands_for=_text(data, "stands_for"),
        roles=_each(data, "roles", role),
        speaks_for=_text(data, "speaks_for"),
        same_as=_text(data, "same_as"),
    )


def _mention(data: Mapping[str, Any], article: Article) -> Mention:
    span = _span(data.get("start"), data.get("end"), article.text, "start")
    return Mention(span, _required(data, "entity"), _choice(data, "form", MENTION_FORMS))


def _attribution(data: Mapping[str, Any], article: Article) -> Attribution:
    source, cue, content = (_spans(data, key, article.text) for key in ("source", "cue", "content"))
    if not content:
        raise FormatError("content: at least one span is needed")
    return Attribution(
        id=_required(data, "id"),
        iri=_text(data, "iri") or ids.attribution_iri(article.iri, cue, content),
        source=source,
        cue=cue,
        content=content,
        type=_choice(data, "type", QUOTE_TYPES),
        act=_choice(data, "act", ACTS, "speech"),
        speaker=_text(data, "speaker"),
        speaker_confidence=_number(data, "speaker_confidence"),
        candidates=_each(
            data,
            "candidates",
            lambda x: Candidate(_required(x, "entity"), cast(float, _number(x, "score") or 0.0)),
        ),
        source_inferred=bool(data.get("source_inferred")),
        medium=_text(data, "medium"),
        said_on=_text(data, "said_on"),
        within=_text(data, "within"),
        confidence=_number(data, "confidence"),
    )


def _figure(data: Mapping[str, Any], article: Article) -> Figure:
    span = _span(data.get("start"), data.get("end"), article.text, "start")
    return Figure(
        iri=_text(data, "iri") or ids.figure_iri(article.iri, span),
        span=span,
        value=_number(data, "value"),
        low=_number(data, "low"),
        high=_number(data, "high"),
        unit=_text(data, "unit"),
        measure=_text(data, "measure"),
        counted=_text(data, "counted"),
        as_of=_text(data, "as_of"),
        attribution=_text(data, "attribution"),
    )


def _citation(data: Mapping[str, Any], article: Article) -> Citation:
    span = _span(data.get("start"), data.get("end"), article.text, "start")
    return Citation(
        iri=_text(data, "iri") or ids.citation_iri(article.iri, span),
        span=span,
        kind=_choice(data, "kind", CITATION_KINDS),
        target=_required(data, "target"),
        attribution=_text(data, "attribution"),
    )
