"""Bytes to articles: plain text, HTML, JSON lines; from files, folders and standard input.

What cannot be read as an article comes out as an ``InputError`` value in its place, so that the others go on.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from kg import ids
from kg.errors import InputError
from kg.ingest import beside, files, kinds
from kg.ingest.files import sources
from kg.ingest.html import from_page
from kg.ingest.jsonl import from_json, from_lines
from kg.ingest.metadata import Metadata
from kg.ingest.text import from_text
from kg.model import Article

__all__ = ["FORMATS", "MAX_BYTES", "Metadata", "articles", "sources"]

MAX_BYTES = 5_000_000
STDIN = "standard input"

Reader = Callable[[BinaryIO, str, Metadata, int, str], Iterator[Article | InputError]]


def articles(
    path: str,
    *,
    stdin: BinaryIO | None = None,
    metadata: Metadata = Metadata(),  # noqa: B008 (frozen)
    max_bytes: int = MAX_BYTES,
    base: str = ids.BASE,
) -> Iterator[Article | InputError]:
    """The articles of a file, or of ``stdin`` where ``path`` is "-"; an InputError for each thing that is none.

    The format is told by the suffix, else by the content; gzip is undone. ``metadata`` goes before NAME.meta.json, and
    that before what the article says of itself. ``max_bytes`` limits each article (unpacked; of JSON lines
    each record).
    """
    source = STDIN if path == "-" else files.shown(path)
    with contextlib.ExitStack() as stack:
        try:
            known = metadata.checked()
            if path == "-":
                if stdin is None:
                    raise ValueError("nothing is connected to it")
                stream = stdin
            else:
                if path.lower().endswith(files.META):
                    raise ValueError("metadata of another file, not an article")
                stream = stack.enter_context(files.opened(path))
                known = known.over(beside.metadata(path))
            head, stream = files.beginning(stream)
            if not head:
                raise ValueError("empty")
            what = kinds.not_text(head) or kinds.named(path) or kinds.data(head)
            if what:
                raise ValueError(what)
            name = files.format_of(path) or ("json" if files.is_json(path) else kinds.sniffed(head))
        except ValueError as e:
            yield InputError(source, str(e))
            return
        yield from FORMATS[name](stream, source, known, max_bytes, base)


def _whole(read: Callable[[bytes, Metadata, str], Article]) -> Reader:
    def reader(
        stream: BinaryIO, source: str, known: Metadata, max_bytes: int, base: str
    ) -> Iterator[Article | InputError]:
        try:
            data = files.take(stream, max_bytes + 1)
            if len(data) > max_bytes:
                raise ValueError(f"longer than {max_bytes} bytes, the limit")
            found: Article | InputError = read(data, known, base)
        except ValueError as e:
            found = InputError(source, str(e))
        yield found

    return reader


FORMATS: dict[str, Reader] = {
    "text": _whole(from_text),
    "html": _whole(from_page),
    "jsonl": from_lines,
    "json": from_json,
}
