"""Lines to bytes in portions, and a body written before its head, so that memory stays flat."""

import shutil
from collections.abc import Iterable
from itertools import islice
from typing import IO

PORTION = 2_000


def write_lines(output: IO[bytes], lines: Iterable[str]) -> None:
    """Writes text as UTF-8; each line brings its own line end."""
    stream = iter(lines)
    while portion := list(islice(stream, PORTION)):
        output.write("".join(portion).encode("utf-8"))


def write_anew(output: IO[bytes], lines: Iterable[str]) -> None:
    """Writes text in the place of what a file holds."""
    output.seek(0)
    output.truncate()
    write_lines(output, lines)


def append(output: IO[bytes], body: IO[bytes]) -> None:
    """Copies a body that was written aside, from its beginning."""
    body.seek(0)
    shutil.copyfileobj(body, output, 1 << 20)
