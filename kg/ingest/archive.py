"""A zip archive from a stranger: looked at before it is read, never unpacked to disk."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from kg.errors import InputError

MOST_FILES = 100_000
MOST_BYTES = 4 * 2**30
LONGEST = 64 * 2**20
"""Bytes of a line, and of a file that is read whole."""
RATIO, SMALL = 200, 2**20
"""How many times its packed size a file may have, if it is larger than a mebibyte."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


class Archive:
    """The files of an archive by name; every way to read one raises InputError for what is wrong with it."""

    def __init__(self, source: str, file: zipfile.ZipFile) -> None:
        self._source, self._file = source, file
        self.names = frozenset(file.namelist())

    def read(self, name: str) -> bytes:
        """A whole file of at most 64 MiB."""
        with self._open(name) as stream:
            data = stream.read(LONGEST + 1)
        if len(data) > LONGEST:
            raise InputError(self._source, f"{name}: more than {LONGEST // 2**20} MiB")
        return data

    def lines(self, name: str) -> Iterator[str]:
        """The lines of a file of JSON lines, without those that are blank."""
        with self._open(name) as stream:
            while line := stream.readline(LONGEST + 1):
                if len(line) > LONGEST:
                    raise InputError(self._source, f"{name}: a line of more than {LONGEST // 2**20} MiB")
                try:
                    text = line.decode("utf-8")
                except UnicodeDecodeError as e:
                    raise InputError(self._source, f"{name}: not UTF-8") from e
                if text.strip():
                    yield text

    @contextmanager
    def _open(self, name: str) -> Iterator[IO[bytes]]:
        try:
            with self._file.open(name) as stream:
                yield stream
        except _DAMAGED as e:
            raise InputError(self._source, f"{name}: damaged ({e})") from e


@contextmanager
def opened(path: str) -> Iterator[Archive]:
    """The archive at ``path``, if it is harmless; InputError for one that is damaged or not what a case would be."""
    try:
        file = zipfile.ZipFile(path)
    except zipfile.BadZipFile as e:
        raise InputError(path, "not a zip archive, or a damaged one") from e
    except (OSError, NotImplementedError, ValueError) as e:
        raise InputError(path, getattr(e, "strerror", None) or str(e)) from e
    with file:
        wrong = _wrong(file.infolist())
        if wrong is not None:
            raise InputError(path, f"refused: {wrong}")
        try:
            damaged = file.testzip()
        except _DAMAGED as e:
            raise InputError(path, f"damaged: {e}") from e
        if damaged is not None:
            raise InputError(path, f"damaged: {damaged}")
        yield Archive(path, file)


def _wrong(files: list[zipfile.ZipInfo]) -> str | None:
    """What makes an archive one that is not read."""
    if len(files) > MOST_FILES:
        return f"{len(files)} files, more than {MOST_FILES}"
    if sum(file.file_size for file in files) > MOST_BYTES:
        return f"more than {MOST_BYTES // 2**30} GiB unpacked"
    seen: set[str] = set()
    for file in files:
        name = file.orig_filename
        parts = name.rstrip("/").split("/")
        if not name.isprintable() or "\\" in name or ":" in name or any(part in ("", ".", "..") for part in parts):
            return f"the file name {name!a}"
        if name.casefold() in seen:
            return f"two files named {name}"
        seen.add(name.casefold())
        if stat.S_IFMT(file.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            return f"{name} is a link or a device, not a file"
        if file.flag_bits & 0x1:
            return f"{name} is encrypted"
        if file.file_size > max(SMALL, RATIO * file.compress_size):
            return f"{name} would be {file.file_size // max(1, file.compress_size)} times its packed size"
    return None
