"""Files written aside and then put in place, so that none is ever half written."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def written_aside(target: Path) -> Iterator[Path]:
    """A path to write to, put in place of ``target`` at the end, and gone if anything was raised.

    A link stays, and what it leads to is replaced. A device or a pipe is written to itself: it must not become a file.
    OSError if the file cannot be put there.
    """
    if target.exists() and not target.is_file():
        yield target
        return
    real = target.resolve()
    aside = real.with_name(f".{real.name}.{os.getpid()}.part")
    try:
        yield aside
        aside.replace(real)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
