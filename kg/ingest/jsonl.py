"""JSON lines to articles: one object a line, with ``text`` and what is known of it; read one line at a time."""

import codecs
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.ingest.files import take, take_line
from kg.ingest.metadata import Metadata, article, from_record
from kg.ingest.text import refuse
from kg.model import Article

GIVE_UP = 1 << 30  # bytes of one line


def from_lines(
    stream: BinaryIO, source: str, known: Metadata, max_bytes: int, base: str
) -> Iterator[Article | InputError]:
    """The articles of a stream of JSON lines; an InputError named ``source:line`` for each that is none.

    Memory is bounded by ``max_bytes``, the longest line that is read. ``known`` goes before what a record says.
    """
    number, records = 0, 0
    try:
        for number, line in enumerate(_lines(stream, max_bytes), 1):
            if not line.strip():
                continue
            records += 1
            yield _read(line, f"{source}:{number}", known, max_bytes, base)
            why = _hopeless(line) if records == 1 else None
            if why:
                yield InputError(source, f"{why}; the rest is not read")
                return
    except ValueError as e:
        yield InputError(f"{source}:{number + 1}", str(e))
        return
    if not records:
        yield InputError(source, "empty")


def from_json(
    stream: BinaryIO, source: str, known: Metadata, max_bytes: int, base: str
) -> Iterator[Article | InputError]:
    """The articles of one JSON record or a list of them; an InputError named ``source:number`` for each that is none.

    A file that is several objects, a line each, is read as JSON lines. ``max_bytes`` limits the whole.
    """
    try:
        data = take(stream, max_bytes + 1)
        if len(data) > max_bytes:
            raise ValueError(f"longer than {max_bytes} bytes, the limit")
        data = data.removeprefix(codecs.BOM_UTF8)
        try:
            found = _value(data)
        except ValueError:
            if not _is_object(data.lstrip().split(b"\n", 1)[0]):
                raise
            yield from from_lines(io.BytesIO(data), source, known, max_bytes, base)
            return
        if found == []:
            raise ValueError("empty")
    except ValueError as e:
        yield InputError(source, str(e))
        return
    for number, record in enumerate(found if isinstance(found, list) else [found], 1):
        try:
            yield _record(record, known, base)
        except ValueError as e:
            yield InputError(f"{source}:{number}" if isinstance(found, list) else source, str(e))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(_value(line), dict)
    except ValueError:
        return False


def _lines(stream: BinaryIO, max_bytes: int) -> Iterator[bytes]:
    """The lines, of an over-long one the beginning; ValueError where the stream cannot be read on."""
    first = True
    while line := take_line(stream, max_bytes + 1):
        yield line.removeprefix(codecs.BOM_UTF8) if first else line
        first = False
        if len(line) > max_bytes and not line.endswith(b"\n"):
            _skip_line(stream, max_bytes)


def _hopeless(first: bytes) -> str | None:
    """Why no line can be read, where the first one tells."""
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16, but JSON lines are UTF-8: convert it first"
    if first.strip() in (b"{", b"["):
        return "JSON over several lines, not JSON lines: write one object a line"
    return None


def _skip_line(stream: BinaryIO, max_bytes: int) -> None:
    seen = 0
    while (piece := take_line(stream, 1 << 16)) and not piece.endswith(b"\n"):
        seen += len(piece)
        if seen > max(GIVE_UP, max_bytes):
            raise ValueError("the line before it never ends: the rest is not read")


def _read(line: bytes, source: str, known: Metadata, max_bytes: int, base: str) -> Article | InputError:
    try:
        if len(line.rstrip(b"\r\n")) > max_bytes:
            raise ValueError(f"longer than {max_bytes} bytes, the limit")
        return _record(_value(line), known, base)
    except ValueError as e:
        return InputError(source, str(e))


def _value(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as e:
        raise ValueError(f"not UTF-8 at byte {e.start}: JSON is UTF-8") from e
    except json.JSONDecodeError as e:
        raise ValueError(f"not JSON: {e.msg} at character {e.pos + 1}") from e
    except RecursionError as e:
        raise ValueError("JSON nested too deeply") from e


def _record(data: Any, known: Metadata, base: str) -> Article:
    if not isinstance(data, dict):
        raise ValueError(f'not an article: {_type(data)}, where an object with "text" is needed')
    if "attributions" in data and "article" in data:
        raise ValueError("an extraction: use kg ingest --extractions")
    text = data.get("text")
    if text is None:
        raise ValueError('not an article: it has no "text"')
    if not isinstance(text, str):
        raise ValueError(f"text: a string is needed, not {_type(text)}")
    refuse(text)
    return article(text, known.over(from_record(data)), base)


def _type(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
