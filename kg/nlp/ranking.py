"""How likely an entity is whom a source means: a mention-ranking network over what the text around both shows.

Mention ranking with a learned score for each candidate antecedent (Denis & Baldridge 2008; Clark & Manning 2016), here
for sources of attributions only. The weights are trained by training/speaking.py and lie beside the reader's graphs.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.errors import ModelError

FORMS = ("name", "he", "she", "they", "it", "who", "speaker", "role", "definite", "noun", "none")
KINDS = ("person", "organisation", "outlet", "place", "collective", "unnamed", "document", "new", "nobody")
FACTS = (
    # a name in the source, and how it stands there
    "inside", "leads", "ends", "governed", "apposed", "owns", "modifies", "lone", "last", "several", "office",
    "first_option", "options", "aged", "modified", "longer", "anonymous", "participle", "passive",
    # the words of both
    "same_gender", "likely_gender", "other_gender", "no_gender", "plural", "same_head", "all_words", "some_words",
    "has_role", "other_role", "title_word", "abroad", "holds", "patron",
    # where the entity was mentioned
    "touching", "near", "same_sentence", "same_paragraph", "paragraph_before", "rank", "rank_first", "none_before",
    "after", "own_content", "quoted", "only_quoted", "begins_sentence", "begins_before", "began_last",
    # what it has in the article
    "share", "count", "headline", "early", "spoke", "spoke_last", "spoke_before_last", "last_same_paragraph",
    "last_near", "last_same_sentence", "speakers_between", "only_fit",
)  # fmt: skip
WIDTH = len(FORMS) + len(KINDS) + len(FACTS)
MODEL = Path(__file__).parent / "model"
SPEAKERS = "speakers.json"

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ranker:
    """A network of one hidden layer; ``sure`` and ``apart`` are the chance and the lead from which it decides."""

    inner: Floats  # [width, hidden]
    inner_bias: Floats
    outer: Floats  # [hidden]
    warmth: float
    sure: float
    apart: float

    def chances(self, options: Sequence[Sequence[float]]) -> list[float]:
        """The chance of each option, of features [options, WIDTH]; they sum to 1."""
        x = np.asarray(options, dtype=np.float32)
        scores = np.maximum(x @ self.inner + self.inner_bias, 0) @ self.outer / self.warmth
        e = np.exp(scores - scores.max())
        found: list[float] = (e / e.sum()).tolist()
        return found


@cache
def load(folder: Path = MODEL) -> Ranker:
    """The weights in ``folder``; ModelError if they are missing or damaged."""
    path = folder / SPEAKERS
    try:
        found = json.loads(path.read_text(encoding="utf8"))
        inner, bias, outer = (np.array(found[k], dtype=np.float32) for k in ("inner", "inner_bias", "outer"))
        if inner.shape != (WIDTH, len(bias)) or bias.shape != outer.shape:
            raise ValueError("it is damaged")
        return Ranker(inner, bias, outer, float(found["warmth"]), float(found["sure"]), float(found["apart"]))
    except (OSError, ValueError, KeyError, TypeError) as e:
        why = "it is missing" if isinstance(e, FileNotFoundError) else "it is damaged"
        raise ModelError(f"{path}: {why}: install Hearsay again") from e


def features(form: str, kind: str, facts: dict[str, float]) -> list[float]:
    """One row: the form and the kind as 0 or 1 each, then the facts, those not given as 0."""
    get = facts.get
    return [
        *(1.0 if form == f else 0.0 for f in FORMS),
        *(1.0 if kind == k else 0.0 for k in KINDS),
        *(get(name, 0.0) for name in FACTS),
    ]


def faded(distance: float, scale: float) -> float:
    """1 for nothing, towards 0 with distance."""
    return math.exp(-max(distance, 0.0) / scale)
