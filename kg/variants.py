"""The values of variants: statements that report one utterance, each with how its words differ."""

from dataclasses import dataclass
from typing import Literal, get_args

Difference = Literal["same", "cut", "altered", "paraphrase"]

DIFFERENCES: tuple[Difference, ...] = get_args(Difference)


@dataclass(frozen=True, slots=True)
class Variant:
    """That a statement (IRI) reports an utterance, as found by comparing it with another statement (IRI) of it.

    That is the fullest wording, or one whose words it shares more of. ``difference`` is from that one: the same words,
    words left out only, words altered, or the content in other words. ``judgement`` is the IRI of the judgement that
    decided, None where the comparison alone did.
    """

    statement: str
    compared_with: str
    score: float
    reason: str
    difference: Difference
    judgement: str | None = None


@dataclass(frozen=True, slots=True)
class VariantGroup:
    """The statements (IRIs) that report one utterance (IRI): the ``fullest`` wording, and how the ``others`` fit."""

    utterance: str
    fullest: str
    others: tuple[Variant, ...]

    @property
    def statements(self) -> tuple[str, ...]:
        """All of them, the fullest first."""
        return (self.fullest, *(v.statement for v in self.others))
