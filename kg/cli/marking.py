"""How the words of two wordings differ, on one line: what one [-leaves out-] and {+adds+}."""

from collections.abc import Iterable, Mapping
from typing import Any

from kg.cli import output

LONGEST = 16
"""Words of an unchanged stretch that are shown."""


def marked(steps: Iterable[Mapping[str, Any]]) -> str:
    """The steps from one wording to another (``kg.resolve.differences.listed``)."""
    parts = []
    for step in steps:
        if step["op"] == "equal":
            parts.append(_cut(step["a_text"]))
            continue
        parts += [f"[-{_cut(step['a_text'])}-]"] if step["a_text"] else []
        parts += [f"{{+{_cut(step['b_text'])}+}}"] if step["b_text"] else []
    return output.plain(" ".join(parts))


def _cut(text: str) -> str:
    words = text.split()
    return text if len(words) <= LONGEST else " ".join([*words[: LONGEST // 2], "…", *words[-LONGEST // 2 + 1 :]])
