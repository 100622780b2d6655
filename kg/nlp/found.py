"""An attribution as a reader finds it."""

from dataclasses import dataclass

from kg.model import Act, QuoteType, Span


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution before its speaker is known; without ``source`` and ``cue`` where only the layout tells."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    type: QuoteType
    act: Act
    confidence: float
    inferred: bool = False
