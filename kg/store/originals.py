"""The original bytes of articles, kept beside the graph: named by their hash, compressed, written once."""

import gzip
import hashlib
import os
import re
from pathlib import Path

from kg.errors import StoreError
from kg.model import Original

_HASH = re.compile(r"[0-9a-f]{64}\Z")


class Originals:
    """A folder of ``HA/HASH.gz``, or memory where there is no folder."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._memory: dict[str, bytes] = {}

    def keep(self, original: Original) -> None:
        """Keeps the bytes; does nothing where they are kept already. StoreError if they are not those of the hash."""
        if hashlib.sha256(original.body).hexdigest() != original.sha256:
            raise StoreError(f"the original is not what its hash says: {original.sha256}")
        if self._folder is None:
            self._memory[original.sha256] = original.body
            return
        path = self._path(self._folder, original.sha256)
        if path.exists():
            return
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with aside.open("wb") as file:
                file.write(gzip.compress(original.body, mtime=0))
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        except OSError as e:
            aside.unlink(missing_ok=True)
            raise StoreError(f"cannot keep an original in {self._folder}: {e.strerror or e}") from e

    def read(self, sha256: str) -> bytes | None:
        """The bytes of that hash, None where they were never kept; StoreError where they cannot be read."""
        if not _HASH.match(sha256):
            raise StoreError(f"not a SHA-256 in hexadecimal: {sha256!r}")
        if self._folder is None:
            return self._memory.get(sha256)
        path = self._path(self._folder, sha256)
        try:
            return gzip.decompress(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, EOFError) as e:
            raise StoreError(f"cannot read {path}: {e}") from e

    @staticmethod
    def _path(folder: Path, sha256: str) -> Path:
        return folder / sha256[:2] / f"{sha256}.gz"
