"""Who spoke when: the attributions of an article as turns, and what lies between two of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Span
from kg.nlp.register import Known

OPENING = ("“", '"', "‘", "'", "«", "„")
CLOSING = ("”", '"', "’", "'", "»", "“")


@dataclass(slots=True)
class Turn:
    """One attribution that was resolved: where, who spoke, and its content."""

    at: int
    end: int
    known: Known | None
    content: Sequence[Span]


def unclosed(text: str, turn: Turn) -> bool:
    """Whether a turn's quotation was never closed, so that the paragraph after it may be a part of it."""
    said = text[turn.content[-1].start : turn.end]
    return said[:1] in OPENING and not said.endswith(CLOSING) and text[turn.end : turn.end + 1] not in CLOSING


def parted(gap: str) -> bool:
    """Whether a paragraph stands in what lies between two quotations."""
    return "\n" in gap.strip() and bool(gap[gap.index("\n") :].strip())
