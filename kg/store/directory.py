"""The directory of an embedded store: what lies in it, how it is recognised, and the snapshots that readers use.

DIR/FORMAT          a JSON object: the version of the layout and the base of the identifiers
DIR/graph/          Oxigraph
DIR/originals/      the bytes that articles were read from
DIR/index/          what is made from the graph and can be made again (kg.store.beside)
DIR/snapshots/      hard links to the graph's files, one folder a reader, named by its process
"""

import json
import os
import shutil
import time
from itertools import count
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreBusyError, StoreError

FORMAT = 1
INDEX = "index"
SNAPSHOTS = "snapshots"
_PATIENCE = 3.0
_numbers = count(1)


def prepare(directory: Path, *, create: bool, base: str) -> str:
    """The base of the store in ``directory``, which is made if ``create`` says so; StoreError if it is no store."""
    marker = directory / "FORMAT"
    try:
        if marker.is_file():
            return _base(directory, marker.read_text("utf-8"))
        if directory.exists() and not directory.is_dir():
            raise StoreError(f"{directory} is not a Hearsay store: it is a file")
        if directory.is_dir() and any(not p.name.startswith(".FORMAT") for p in directory.iterdir()):
            raise StoreError(f"{directory} is not a Hearsay store: give another directory with --store")
        if not create:
            raise StoreError(f"no store at {directory}: run kg ingest first, or give --store")
        directory.mkdir(parents=True, exist_ok=True)
        aside = directory / f".FORMAT.{os.getpid()}"
        aside.write_text(json.dumps({"hearsay-store": FORMAT, "base": base}) + "\n", "utf-8")
        aside.replace(marker)
    except OSError as e:
        raise StoreError(f"cannot open {directory}: {e.strerror or e}") from e
    return base


def open_graph(directory: Path, *, patience: float = 0.0) -> ox.Store:
    """The graph, for reading and writing; StoreBusyError if another process still has it after ``patience`` seconds."""
    deadline = time.monotonic() + patience
    while True:
        try:
            return ox.Store(str(directory / "graph"))
        except OSError as e:
            if "lock" not in str(e).lower():
                raise StoreError(f"cannot open {directory}: {' '.join(str(e).split())}") from e
            if time.monotonic() >= deadline:
                raise StoreBusyError(
                    f"{directory} is in use by another process: wait until it is done, or stop it"
                ) from e
        time.sleep(0.05)


def snapshot(directory: Path, graph: ox.Store | None = None) -> Path:
    """A copy of the graph by hard links, for this process to read and to remove; no space until the graph changes.

    Without ``graph``, the store is opened for a moment; StoreBusyError where that cannot be had within three seconds.
    On a read-only file system, where nothing can change, it is the graph itself.
    """
    if _unchanging(directory):
        return directory / "graph"
    folder = directory / SNAPSHOTS
    target = folder / f"{os.getpid()}-{next(_numbers)}"
    try:
        folder.mkdir(exist_ok=True)
        _sweep(folder)
        if target.exists():
            remove(target)
        whole = open_graph(directory, patience=_PATIENCE) if graph is None else graph
        whole.backup(str(target))
    except OSError as e:
        raise StoreError(f"cannot make a snapshot in {folder}: {' '.join(str(e).split())}") from e
    return target


def remove(path: Path) -> None:
    """Takes a snapshot away, and its folder if it was the last; what another process took first is no error."""
    if path.parent.name == SNAPSHOTS:
        shutil.rmtree(path, ignore_errors=True)


def _unchanging(directory: Path) -> bool:
    return hasattr(os, "statvfs") and bool(os.statvfs(directory).f_flag & os.ST_RDONLY)


def _sweep(folder: Path) -> None:
    """Removes the snapshots of processes that are no more."""
    for path in sorted(folder.iterdir()):
        owner = path.name.partition("-")[0]
        if owner.isdecimal() and not _alive(int(owner)):
            remove(path)


def _alive(process: int) -> bool:
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _base(directory: Path, text: str) -> str:
    try:
        data = json.loads(text)
        version, base = data["hearsay-store"], data["base"]
    except (ValueError, KeyError, TypeError) as e:
        raise StoreError(f"{directory} is not a Hearsay store: give another directory with --store") from e
    if version != FORMAT:
        raise StoreError(f"{directory} is of format {version}; this version reads {FORMAT}: install a newer kg")
    return str(base)
