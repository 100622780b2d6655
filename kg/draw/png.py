"""PNG from SVG, through resvg-py, which the extra ``draw`` installs."""

import importlib
import re
from functools import cache
from typing import Any

from kg.draw.svg import FONT
from kg.errors import UsageError

SCALE = 2
"""Pixels of the PNG a unit of the picture, so that it is sharp in print."""
SIZE = re.compile(r' width="([\d.]+)" height="([\d.]+)"')
LARGEST = 16_000
"""Pixels at most on a side: a longer picture is made smaller."""
WORDLESS = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"></svg>'
WORD = WORDLESS.replace("></", f'><text y="16" font-family="{FONT}">n</text></')


def png(picture: str) -> bytes:
    """A picture of ours as PNG; UsageError where the extra is not installed or the machine has no font."""
    drawn = renderer()
    found = SIZE.search(picture)
    assert found is not None
    zoom = min(SCALE, LARGEST / max(map(float, found.groups())))
    return bytes(drawn(svg_string=picture, zoom=zoom))


@cache
def renderer() -> Any:
    """What turns SVG into PNG; UsageError as for ``png``."""
    try:
        drawn = importlib.import_module("resvg_py").svg_to_bytes
    except ImportError as e:
        raise UsageError("PNG needs one more package: pip install 'hearsay-kg[draw]', or write .svg") from e
    if bytes(drawn(svg_string=WORD)) == bytes(drawn(svg_string=WORDLESS)):
        raise UsageError("PNG needs a font and this machine has none: install DejaVu Sans, or write .svg")
    return drawn
