"""Which files a path means, and their bytes: within limits, from regular files only, never a wait."""

import gzip
import io
import os
import stat
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
META = ".meta.json"
NO_INPUT = (META, ".kg")
"""Metadata of other files, and stores."""
KINDS = (
    (stat.S_ISFIFO, "a pipe, not a file: give its content on standard input, as -"),
    (stat.S_ISSOCK, "a socket, not a file"),
    (stat.S_ISCHR, "a device, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
    (stat.S_ISDIR, "a folder, not a file"),
)
GZIP = b"\x1f\x8b"
HEAD = 8192


def shown(name: str) -> str:
    """A file name as one printable line, never empty."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name) or '""'


def format_of(path: str) -> str | None:
    """The format that the suffix stands for (``.gz`` put aside), None for an unknown one."""
    name = Path(path).name.lower().removesuffix(".gz")
    return SUFFIXES.get(Path(name).suffix)


def is_json(path: str) -> bool:
    """Whether the suffix says JSON: read where it is named, left alone in folders, which hold data of all sorts."""
    return path.lower().removesuffix(".gz").endswith(".json")


def sources(paths: Sequence[str], on_skipped: Callable[[str], None] = lambda path: None) -> Iterator[str | InputError]:
    """The files that ``paths`` mean: each file that is named, and what a folder holds, sorted, folders in depth.

    A folder gives the files of a known suffix; ``on_skipped`` is told the others. Hidden files and ``*.meta.json`` are
    left out. A folder that cannot be listed is an InputError in its place. No folder is entered twice.
    """
    entered: set[tuple[int, int]] = set()
    for path in paths:
        if path == "-" or not _is_folder(path):
            yield path
        else:
            yield from _in_folder(path, entered, on_skipped)


def _is_folder(path: str) -> bool:
    try:
        return bool(path) and stat.S_ISDIR(Path(path).stat().st_mode)
    except (OSError, ValueError):
        return False  # reading it will say why


def _in_folder(
    folder: str, entered: set[tuple[int, int]], on_skipped: Callable[[str], None]
) -> Iterator[str | InputError]:
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            state = Path(path).stat()
            if not stat.S_ISDIR(state.st_mode):
                if format_of(path) is None:
                    on_skipped(path)
                else:
                    yield path
                continue
            if (state.st_dev, state.st_ino) in entered:
                if path != folder:
                    yield InputError(shown(path), "leads to a folder that was read already (a symbolic link)")
                continue
            entered.add((state.st_dev, state.st_ino))
            children = sorted(Path(path).iterdir(), reverse=True)
        except OSError as e:
            yield InputError(shown(path), reason(e))
            continue
        waiting += [str(c) for c in children if not c.name.startswith(".") and not c.name.lower().endswith(NO_INPUT)]


def reason(error: OSError) -> str:
    """Why the system refused, in one line."""
    return shown(error.strerror or str(error) or type(error).__name__)


def opened(path: str) -> BinaryIO:
    """A regular file, open for reading; ValueError, with the reason, for anything else. Never waits for a writer."""
    if not path:
        raise ValueError("no file is named")
    try:
        _refuse(Path(path).stat().st_mode)
        stream = open(path, "rb", opener=_open_now)  # noqa: SIM115
        try:
            _refuse(os.fstat(stream.fileno()).st_mode)
        except ValueError:
            stream.close()
            raise
    except OSError as e:
        raise ValueError(reason(e)) from e
    return stream


def _open_now(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _refuse(mode: int) -> None:
    for is_kind, why in KINDS:
        if is_kind(mode):
            raise ValueError(why)


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were read already: those, then the rest. Closing it leaves the stream open."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        if self._head:
            data, self._head = self._head[: len(view)], self._head[len(view) :]
        else:
            data = self._rest.read(len(view))
        view[: len(data)] = data
        return len(data)


def beginning(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, gzip undone, and a stream of all of it; ValueError if it cannot be read."""
    head, stream = _peeked(stream)
    if head.startswith(GZIP):
        head, stream = _peeked(gzip.GzipFile(fileobj=stream, mode="rb"))  # type: ignore[arg-type]
    return head, stream


def _peeked(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    head = take(stream, HEAD)
    return head, io.BufferedReader(_Rejoined(head, stream), 1 << 16)


def take(stream: BinaryIO, size: int) -> bytes:
    """Up to ``size`` bytes, fewer only at the end; ValueError if they cannot be read."""
    return _guarded(lambda: stream.read(size))


def take_line(stream: BinaryIO, size: int) -> bytes:
    """The next line with its end, or its first ``size`` bytes; b"" at the end; ValueError if it cannot be read."""
    return _guarded(lambda: stream.readline(size))


def _guarded(read: Callable[[], bytes]) -> bytes:
    try:
        return read()
    except EOFError as e:
        raise ValueError("the gzip data end too early: the file is cut off") from e
    except (gzip.BadGzipFile, zlib.error) as e:
        raise ValueError("broken gzip data") from e
    except OSError as e:
        raise ValueError(reason(e)) from e
