"""NAME.meta.json: what somebody wrote down about the file beside it."""

import json
import os
from pathlib import Path

from kg.ingest import files
from kg.ingest.metadata import Metadata, from_record

LARGEST = 1_000_000


def metadata(path: str) -> Metadata:
    """The metadata in ``FILE.meta.json`` or ``NAME.meta.json`` (NAME: the file's without its suffix), if there is one.

    ValueError, naming that file and the reason, if it cannot be read.
    """
    for place in places(path):
        if not os.path.lexists(place):
            continue
        try:
            return _read(place)
        except ValueError as e:
            raise ValueError(f"{files.shown(Path(place).name)}: {e}") from e
    return Metadata()


def places(path: str) -> list[str]:
    """Where the metadata of ``path`` may lie, the more exact name first."""
    bare = path[:-3] if path.lower().endswith(".gz") else path
    stem = bare.removesuffix(Path(bare).suffix)
    return list(dict.fromkeys(name + files.META for name in (path, bare, stem)))


def _read(place: str) -> Metadata:
    with files.opened(place) as stream:
        data = files.take(stream, LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError(f"longer than {LARGEST} bytes, the limit")
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as e:
        raise ValueError(f"not UTF-8 at byte {e.start}") from e
    except json.JSONDecodeError as e:
        raise ValueError(f"not JSON: {e.msg} in line {e.lineno}, column {e.colno}") from e
    except RecursionError as e:
        raise ValueError("JSON nested too deeply") from e
    if not isinstance(found, dict):
        raise ValueError("a JSON object is needed")
    return from_record(found)
