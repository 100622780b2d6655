"""Extractions that were made elsewhere: read from files, and believed only where they name things as this package does.

An identifier is the hash of what it names. A file that could give any identifier could put its own text in the place
of an article that the store holds, or speak of another article's parts.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from kg import ids, interchange
from kg.errors import FormatError, InputError
from kg.ingest.dates import iso
from kg.ingest.urls import canonical
from kg.model import Article, Extraction


def saved_extractions(
    paths: Sequence[str], base: str = ids.BASE, stdin: BinaryIO | None = None, *, to_store: bool = True
) -> Iterator[Extraction | InputError]:
    """The extractions of files and stdin ("-") of ``kg extract``: JSON lines, or one JSON object a ``.json`` file.

    Those that a store may take (``to_store``) have to be our ``own``.
    """
    for path in paths:
        try:
            data = stdin.read() if path == "-" and stdin is not None else Path(path).read_bytes()
            text = data.decode("utf-8-sig")
        except OSError as e:
            yield InputError(path, e.strerror or str(e))
            continue
        except UnicodeDecodeError:
            yield InputError(path, "not UTF-8")
            continue
        lines = [text] if path.endswith(".json") else text.split("\n")  # no other line end: a string may hold U+2028
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    found = interchange.from_line(line, base)
                    yield own(found, base) if to_store else found
                except FormatError as e:
                    yield InputError(path if len(lines) == 1 else f"{path}:{number}", str(e))


def own(extraction: Extraction, base: str = ids.BASE) -> Extraction:
    """The extraction itself; FormatError if an identifier in it is not the one that this package would give.

    Its URL and date must be in the form that ``kg.ingest`` gives them, too: the article's identifier hashes the one.
    """
    article = extraction.article
    _article(article, base)
    seen: Counter[tuple[str, str]] = Counter()
    for e in extraction.entities:
        seen[e.kind, e.name] += 1
        _same(e.iri, ids.entity_iri(article.iri, e.kind, e.name, seen[e.kind, e.name]), f"entity {e.id}")
    for a in extraction.attributions:
        _same(a.iri, ids.attribution_iri(article.iri, a.cue, a.content), f"attribution {a.id}")
    for f in extraction.figures:
        _same(f.iri, ids.figure_iri(article.iri, f.span), f"figure at {f.span.start}")
    for c in extraction.citations:
        _same(c.iri, ids.citation_iri(article.iri, c.span), f"citation at {c.span.start}")
    return extraction


def _article(article: Article, base: str) -> None:
    try:
        if article.url is not None and canonical(article.url) != article.url:
            raise FormatError(f"article.url: write it as {canonical(article.url)}")
        if article.published is not None:
            iso(article.published)
    except ValueError as e:
        raise FormatError(f"article: {e}") from e
    _same(article.iri, ids.article_iri(article.url, article.outlet, article.text, base), "article", key="id")


def _same(given: str, expected: str, what: str, key: str = "iri") -> None:
    if given != expected:
        raise FormatError(f"{what}: its {key} is not that of what it names: leave it out, or write {expected}")
