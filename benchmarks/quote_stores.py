"""The stores that the quotes of ``benchmarks.quotes`` are asked of, and the words of quotes kept as ids and spans."""

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.quote_marks import EXAMPLES, POLNEAR, Place, Quote
from kg import ids, interchange
from kg.model import Extraction, Span

TRUTH = Path(__file__).resolve().parent.parent / "examples" / "truth"
LEAST_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Asked:
    """A quote as it is asked, with the statements of the store that each it rests on is.

    ``read`` if the store has one of them, or it rests on none.
    """

    id: str
    text: str
    speaker: str | None
    rests: tuple[frozenset[str], ...]

    @property
    def read(self) -> bool:
        return not self.rests or any(self.rests)

    @property
    def line(self) -> str:
        """The line of a batch for ``kg verify``."""
        asked = {"id": self.id, "quote": self.text} | ({"speaker": self.speaker} if self.speaker else {})
        return json.dumps(asked, ensure_ascii=False)

    def rank(self, answer: Mapping[str, Any]) -> int | None:
        """The place of the first match that is a statement that the quote rests on; None if none is."""
        of = frozenset[str]().union(*self.rests)
        return next((i for i, match in enumerate(answer["matches"]) if match["statement"] in of), None)


@dataclass(frozen=True)
class Stores:
    """Stores made with ``kg ingest`` in ``folder`` from the truth of examples/ and from extractions of PolNeAR.

    One that the folder holds already, of the same extractions, is used again.
    """

    folder: Path
    data: Path
    extractions: Path | None
    kg: Sequence[str]

    @cached_property
    def truth(self) -> dict[str, Extraction]:
        return {path.stem: interchange.from_line(path.read_text(encoding="utf-8")) for path in sorted(TRUTH.iterdir())}

    @cached_property
    def read(self) -> dict[str, Extraction]:
        """The extractions of PolNeAR by the corpus's own ids of the articles."""
        assert self.extractions is not None
        lines = self.extractions.read_text(encoding="utf-8").split("\n")
        found = [interchange.from_line(line) for line in lines if line]
        return {x.article.source_id: x for x in found if x.article.source_id}

    @cached_property
    def texts(self) -> dict[str, str]:
        return texts(self.data)

    def batches(self, quotes: Iterable[Quote]) -> Iterator[tuple[Path, tuple[Asked, ...]]]:
        """Stores with the quotes that are asked of them.

        PolNeAR's quotes are put in as few groups as they need: the store of a group lacks the articles of all its
        quotes, and has each article that one of them rests on.
        """
        given = list(quotes)
        of_truth = [q for q in given if q.store == EXAMPLES]
        if of_truth:
            yield self._store(self.truth.values()), tuple(self._of_truth(q) for q in of_truth)
        for group in groups(q for q in given if q.store == POLNEAR):
            left_out = {source(q) for q in group}
            kept = [x for key, x in self.read.items() if key not in left_out]
            yield self._store(kept), tuple(self._of_polnear(q) for q in group)

    def _store(self, extractions: Iterable[Extraction]) -> Path:
        lines = [interchange.to_line(x) for x in extractions]
        store = self.folder / f"{ids.digest(lines)}.kg"
        if not store.exists():
            part, given = store.with_suffix(".part"), store.with_suffix(".jsonl")
            shutil.rmtree(part, ignore_errors=True)
            given.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            subprocess.run([*self.kg, "ingest", "--extractions", str(given), "--store", str(part), "-q"], check=True)
            part.rename(store)
        return store

    def _of_truth(self, quote: Quote) -> Asked:
        assert isinstance(quote.words, str)
        rests = []
        for place in quote.statements:
            x = self.truth[place.article]
            content = next(a.content for a in x.attributions if a.id == place.attribution)
            rests.append(frozenset((ids.statement_iri(x.article.iri, content),)))
        return Asked(quote.id, quote.words, quote.speaker, tuple(rests))

    def _of_polnear(self, quote: Quote) -> Asked:
        rests = tuple(same(self.read[p.article], p.spans) for p in quote.statements)
        return Asked(quote.id, text(quote, self.texts), quote.speaker, rests)


def same(extraction: Extraction, marked: Collection[Span]) -> frozenset[str]:
    """The statements that share half of their words, or of those marked, with the marked spans; by identifier."""
    of = _words(extraction.article.text, marked)
    out = set()
    for a in extraction.attributions:
        found = _words(extraction.article.text, a.content)
        if found and len(of & found) >= LEAST_OVERLAP * min(len(of), len(found)):
            out.add(ids.statement_iri(extraction.article.iri, a.content))
    return frozenset(out)


def _words(of: str, spans: Iterable[Span]) -> set[int]:
    return {m.start() + span.start for span in spans for m in re.finditer(r"\w+", of[span.start : span.end])}


def groups(quotes: Iterable[Quote]) -> tuple[tuple[Quote, ...], ...]:
    """The quotes in groups of which none leaves out an article that one of its quotes rests on; first fit."""
    out: list[list[Quote]] = []
    for quote in quotes:
        rests = {p.article for p in quote.statements}
        for group in out:
            left_out = {source(q) for q in group}
            needed = {p.article for q in group for p in q.statements}
            if not rests & left_out and source(quote) not in needed:
                group.append(quote)
                break
        else:
            out.append([quote])
    return tuple(tuple(group) for group in out)


def source(quote: Quote) -> str:
    """The article that the words of a quote of PolNeAR are taken from."""
    assert not isinstance(quote.words, str)
    return quote.words.article


def text(quote: Quote, of: Mapping[str, str]) -> str:
    """The words of a quote; ``of`` gives the texts of PolNeAR by id."""
    return quote.words if isinstance(quote.words, str) else words(quote.words, of)


def words(place: Place, of: Mapping[str, str]) -> str:
    """The stretches of a place, joined by a space."""
    return " ".join(of[place.article][span.start : span.end] for span in place.spans)


def texts(data: Path) -> dict[str, str]:
    """The texts of PolNeAR's training part by id; ``data`` is the folder with polnear/."""
    with gzip.open(data / "polnear" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {record["id"]: record["text"] for record in map(json.loads, lines)}
