"""Whether the words that attribute a statement deny it: who denied that homes were hit did not say that they were."""

import re
from dataclasses import replace

from kg.check.comparison import Comparison
from kg.model import QuoteType

DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|refut(?:e|es|ed|ing)|disput(?:e|es|ed|ing)|disclaim(?:s|ed|ing)?|disavow(?:s|ed|ing)?"
    r"|reject(?:s|ed|ing)?|not|never|without)\b|n[’']t\b",
    re.IGNORECASE,
)


def denied(cue: str, type_: QuoteType) -> bool:
    """Whether the cue of a statement in the reporter's words takes it back; of a direct quote the words are its own."""
    return type_ != "direct" and DENYING.search(cue) is not None


def turned(comparison: Comparison) -> Comparison:
    """The comparison of a quote with words that were denied: as if a "not" had been left out."""
    if comparison.kind not in ("verbatim", "cut", "altered"):
        return comparison
    return replace(comparison, kind="altered", flags=comparison.flags | {"negation-changed"})
