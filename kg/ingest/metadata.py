"""What is known of an article beside its text, from the user, from NAME.meta.json, from a record or from the page."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from kg import ids
from kg.ingest import dates, urls
from kg.ingest.names import names, one_line
from kg.model import Article, Link, Original

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of an article; each may be unknown. ``published`` is an ISO 8601 date or date-time."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    language: str | None = None
    source_id: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """These values, and those of ``other`` where these are unknown."""
        return Metadata(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)})

    def checked(self) -> "Metadata":
        """The same in normal form; ValueError names the first value that is wrong."""
        found = replace(
            self,
            title=_line(self.title, "title"),
            outlet=_line(self.outlet, "outlet"),
            authors=tuple(a for x in self.authors if (a := _line(x, "authors"))),
            source_id=_line(self.source_id, "id"),
            language=_line(self.language, "language"),
        )
        return replace(
            found,
            published=_read(dates.iso, self.published, "published"),
            url=_read(urls.canonical, self.url, "url"),
            language=_read(_language, found.language, "language"),
        )


def from_record(data: Mapping[str, Any]) -> Metadata:
    """The metadata of a JSON object; ValueError names the first value that is wrong. Unknown keys are ignored."""
    authors = data.get("authors")
    if isinstance(authors, str):
        authors = names(authors) or [authors]
    if authors is not None and not (isinstance(authors, list) and all(isinstance(a, str) for a in authors)):
        raise ValueError("authors: a string or a list of strings is needed")
    source_id = data.get("id", data.get("source_id"))
    if isinstance(source_id, int) and not isinstance(source_id, bool):
        source_id = str(source_id)
    values = {key: data.get(key) for key in ("title", "outlet", "published", "url", "language")} | {"id": source_id}
    for key, value in values.items():
        if value is not None and not isinstance(value, str):
            raise ValueError(f"{key}: a string is needed, not {json.dumps(value, default=str)[:40]}")
    values["source_id"] = values.pop("id")
    return Metadata(authors=tuple(authors or ()), **values).checked()


def article(
    text: str, known: Metadata, base: str, links: tuple[Link, ...] = (), original: Original | None = None
) -> Article:
    """The article of a text and what is known of it (in normal form)."""
    return Article(
        iri=ids.article_iri(known.url, known.outlet, text, base),
        text=text,
        url=known.url,
        title=known.title,
        outlet=known.outlet,
        authors=known.authors,
        published=known.published,
        language=known.language,
        source_id=known.source_id,
        links=links,
        original=original,
    )


def _line(value: str | None, key: str) -> str | None:
    if value is None:
        return None
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as e:
        raise ValueError(f"{key}: holds half a character (a lone surrogate)") from e
    return one_line(value) or None


def _read(read: Any, value: str | None, key: str) -> str | None:
    if value is None or not value.strip():
        return None
    try:
        return str(read(value))
    except ValueError as e:
        raise ValueError(f"{key}: {e}") from e


def _language(value: str) -> str:
    tag = value.replace("_", "-")
    if not LANGUAGE.fullmatch(tag):
        raise ValueError(f"not a language tag: {value[:40]!r} (write en or en-GB)")
    head, *rest = tag.split("-")
    return "-".join([head.lower(), *(p.upper() if len(p) == 2 else p for p in rest)])
