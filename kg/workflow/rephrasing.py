"""Statements that say a quote in other words, found by meaning: the extra of ``kg verify``."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from kg.check.comparison import Comparison, compared
from kg.check.rewording import CLOSE, CLOSE_OF_FEW, closeness
from kg.check.speakers import spoken_by
from kg.check.verdicts import Match
from kg.check.words import words
from kg.nlp import embedding
from kg.statements import Statement, statements_named
from kg.store.contract import Store
from kg.workflow.naming import is_ours

FEW = 30
"""Of a speaker with no more statements all are looked at."""
RANKED = 40
"""Different wordings whose meaning is compared with that of a quote."""
REMEMBERED = 20_000
"""Wordings whose vectors a process keeps."""
NAMED = """
SELECT DISTINCT ?speaker WHERE { VALUES ?name { %s } ?entity schema:name ?name ; hs:canonicalSpeaker ?speaker }"""
SAID = """
SELECT DISTINCT ?statement WHERE { VALUES ?speaker { %s } ?statement schema:spokenByCharacter ?speaker } LIMIT %d"""


@dataclass(slots=True)
class Rephrasings:
    """What is asked by meaning of one store; vectors of wordings are remembered."""

    store: Store
    withdrawn: bool = False
    _vectors: dict[str, NDArray[np.float32]] = field(default_factory=dict)

    def found(self, quote: str, candidates: Sequence[str], speaker: str | None, apart_from: str | None) -> list[Match]:
        """The statements that are close to a quote, of ``candidates`` (IRIs, the most alike first).

        Whether numbers, names and negations agree is not looked at. With a ``speaker`` (a name or IRI): only theirs,
        and of one with few statements all of them.
        """
        read = self._read(candidates, speaker, apart_from)
        own = [] if speaker is None else self._own(speaker, {s.speaker for s in read if s.speaker})
        known = {s.iri for s in read}
        kept = [*read, *self._read([iri for iri in own if iri not in known], speaker, apart_from)]
        texts = list(dict.fromkeys(s.text for s in kept))[:RANKED]
        least = CLOSE_OF_FEW if own else CLOSE
        close = {text: score for text, score in self._closest(quote, texts) if score >= least}
        return [Match(s, _rephrased(s.text, quote, close[s.text])) for s in kept if s.text in close]

    def _closest(self, quote: str, texts: Sequence[str]) -> Iterator[tuple[str, float]]:
        if not texts:
            return
        vectors = self._encoded([quote, *texts])
        for text, cosine in zip(texts, vectors[1:] @ vectors[0], strict=True):
            yield text, closeness(float(cosine), words(text), words(quote))

    def _encoded(self, texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if len(self._vectors) + len(new) > REMEMBERED:
            self._vectors.clear()
            new = list(dict.fromkeys(texts))
        self._vectors.update(zip(new, embedding.load()(new), strict=True))
        return np.array([self._vectors[text] for text in texts])

    def _read(self, iris: Sequence[str], speaker: str | None, apart_from: str | None) -> list[Statement]:
        """Of some statements (IRIs) those that count, in their order."""
        place = {iri: n for n, iri in enumerate(iris)}
        read = statements_named(self.store, iris, withdrawn=self.withdrawn)
        counts = (s for s in read if s.article != apart_from and (speaker is None or spoken_by(s, speaker)))
        return sorted(counts, key=lambda s: place[s.iri])

    def _own(self, speaker: str, known: set[str]) -> list[str]:
        """The statements (IRIs) of a speaker of few, by the name as it is given or the IRIs that are ``known``.

        None of one who has many. A name in other letters is not looked for among all names: they are too many.
        """
        if is_ours(self.store, speaker, "speaker"):
            speakers = {speaker}
        else:
            named = self.store.select(NAMED % json.dumps(speaker, ensure_ascii=False)).rows
            speakers = known | {str(iri) for (iri,) in named}
        if not speakers:
            return []
        rows = self.store.select(SAID % (" ".join(f"<{iri}>" for iri in sorted(speakers)), FEW + 1)).rows
        return sorted(str(iri) for (iri,) in rows) if len(rows) <= FEW else []


def _rephrased(said: str, quote: str, close: float) -> Comparison:
    return replace(compared(said, quote), kind="paraphrase", score=close, flags=frozenset(), basis="meaning")
