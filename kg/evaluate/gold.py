"""Marked articles: reading and checking them, and finding what was predicted for each."""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg import ids
from kg.errors import FormatError
from kg.model import Article, Extraction

ROLES = ("source", "cue", "content")


def read_gold(path: Path | str) -> list[dict[str, Any]]:
    """The marked articles of a ``.jsonl`` or ``.jsonl.gz`` file, in its order.

    Each is an object with ``id`` and ``text`` and either ``annotations`` (PolNeAR) or ``utterances`` (CED).
    FormatError names the file, the line and what is wrong with it.
    """
    path = Path(path)
    records: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            record = _checked(json.loads(line.decode("utf-8")))
            if record["id"] in records:
                raise FormatError(f"the id {record['id']!r} is there twice")
        except FormatError as e:
            raise FormatError(f"{path}, line {number}: {e}") from e
        except UnicodeDecodeError as e:
            raise FormatError(f"{path}, line {number}: not UTF-8 at byte {e.start + 1}") from e
        except (ValueError, RecursionError) as e:
            raise FormatError(f"{path}, line {number}: not JSON: {e}") from e
        records[record["id"]] = record
    if not records:
        raise FormatError(f"{path}: no marked article in it")
    return list(records.values())


def article_of(record: Mapping[str, Any]) -> Article:
    """The article of a marked record, with the metadata that a reader of it may know."""
    url, outlet, text = record.get("url") or None, record.get("publisher") or None, record["text"]
    return Article(
        iri=ids.article_iri(url, outlet, text),
        text=text,
        url=url,
        title=record.get("title") or None,
        outlet=outlet,
        published=(record.get("published") or "")[:10] or None,
        source_id=record["id"],
    )


def by_source(extractions: Iterable[Extraction]) -> dict[str, Extraction]:
    """Extractions by the id that the input gave their article, or by the article's IRI where it gave none."""
    return {x.article.source_id or x.article.iri: x for x in extractions}


def prediction_for(record: Mapping[str, Any], predictions: Mapping[str, Extraction]) -> Extraction | None:
    """What was predicted for a marked article; FormatError if it was predicted for another text."""
    found = predictions.get(record["id"]) or predictions.get(article_of(record).iri)
    if found is not None and found.article.text != record["text"]:
        raise FormatError(f"{record['id']}: the prediction is for another text than the marked one")
    return found


def attributions_of(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The attributions that the first annotator marked; FormatError if the record is not of PolNeAR."""
    if "annotations" not in record:
        raise FormatError(f"{record['id']}: no annotations, so this is no PolNeAR file")
    annotations = record["annotations"]
    return list(annotations[0]["attributions"]) if annotations else []


def utterances_of(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The marked utterances; FormatError if the record is not of CED."""
    if "utterances" not in record:
        raise FormatError(f"{record['id']}: no utterances, so this is no CED file")
    return list(record["utterances"])


def _lines(path: Path) -> Iterator[bytes]:
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rb") as lines:
            yield from lines
    except (OSError, EOFError, zlib.error) as e:
        raise FormatError(f"{path}: cannot be read: {getattr(e, 'strerror', None) or e}") from e


def _checked(record: Any) -> dict[str, Any]:
    """The record itself, if it is one that the protocol can measure."""
    if not isinstance(record, dict):
        raise FormatError("a marked article is a JSON object")
    for key in ("id", "text"):
        if not isinstance(record.get(key), str) or not record[key]:
            raise FormatError(f"{key}: a string is needed")
    for key in ("title", "publisher", "url", "published"):
        if not isinstance(record.get(key), str | None):
            raise FormatError(f"{key}: a string or null is needed")
    if "annotations" not in record and "utterances" not in record:
        raise FormatError("neither annotations (PolNeAR) nor utterances (CED)")
    for i, annotation in enumerate(_objects(record, "annotations")):
        if "attributions" not in annotation:
            raise FormatError(f"annotations[{i}].attributions: a list of objects is needed")
        for j, attribution in enumerate(_objects(annotation, "attributions")):
            _check_spans(attribution, len(record["text"]), f"annotations[{i}].attributions[{j}]")
    for i, utterance in enumerate(_objects(record, "utterances")):
        for key in ("utterance", "agent", "type"):
            if not isinstance(utterance.get(key), str):
                raise FormatError(f"utterances[{i}].{key}: a string is needed")
    return record


def _objects(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    values = data.get(key, [])
    if not isinstance(values, list) or not all(isinstance(v, dict) for v in values):
        raise FormatError(f"{key}: a list of objects is needed")
    return values


def _check_spans(attribution: Mapping[str, Any], length: int, where: str) -> None:
    for role in ROLES:
        spans = attribution.get(role, [])
        if not isinstance(spans, list) or not all(_is_span(s, length) for s in spans):
            raise FormatError(f"{where}.{role}: a list of [start, end] inside the text (0 to {length}) is needed")


def _is_span(value: Any, length: int) -> bool:
    pair = isinstance(value, list) and len(value) == 2 and all(type(v) is int for v in value)
    return pair and 0 <= value[0] < value[1] <= length
