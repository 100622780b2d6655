"""Pages of our own invention, and how the tests read bytes."""

import io
import json

from kg import ingest
from kg.errors import InputError
from kg.ingest import Metadata
from kg.model import Article

UNKNOWN = Metadata()
PARAGRAPHS = (
    "The ferry to Marrow Point will not run on Sunday, the harbour office said, because the wind is still rising.",
    "“We have turned back twice already,” said Ada Quill, who has steered the boat for eleven years.",
    "The office will decide again at noon. Bread and medicine for the island lie ready in the customs shed.",
)


def page(head: str = "", body: str = "", attributes: str = ' lang="en-GB"') -> bytes:
    """A page with an article of three paragraphs, or with ``body``."""
    inside = body or "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    head = f"<meta charset='utf-8'>{head}"
    return (
        f"<!doctype html><html{attributes}><head>{head}</head><body><article>{inside}</article></body></html>".encode()
    )


def linked(**node: object) -> str:
    """A script element with one schema.org NewsArticle."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **node}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def read_all(data: bytes, metadata: Metadata = UNKNOWN, max_bytes: int = 5_000_000) -> list[Article | InputError]:
    """What comes of ``data`` on standard input."""
    return list(ingest.articles("-", stdin=io.BytesIO(data), metadata=metadata, max_bytes=max_bytes))


def read(data: bytes, metadata: Metadata = UNKNOWN) -> Article:
    """The one article in ``data``."""
    (found,) = read_all(data, metadata)
    assert isinstance(found, Article), found
    return found
