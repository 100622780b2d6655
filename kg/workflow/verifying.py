"""Quotes checked against a store: its text index brought up to date, candidates found, compared and judged."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from kg.check.comparison import Comparison, Flag, compared
from kg.check.denials import denied, turned
from kg.check.pasted import quoted_part
from kg.check.rewording import differences
from kg.check.verdicts import WEAKER, Match, Verification, stretches, uncovered, verified
from kg.check.weights import TERMS_VERSION, terms
from kg.check.words import BREAK, words
from kg.errors import UsageError
from kg.nlp import embedding
from kg.statements import published, statements_named, wordings
from kg.store.beside import fingerprints
from kg.store.contract import Store
from kg.store.index import Coverage, Entry, IndexedArticle, TextIndex
from kg.workflow.naming import speaker_iri
from kg.workflow.rephrasing import Rephrasings

COMPARED = 24
"""Different wordings that a quote is compared with, the most alike first."""
BY_MEANING = 150
"""Statements of which those of the speaker are compared by meaning, the most alike first."""
PARAPHRASES = 20
"""Statements that may say the same in other words, looked at where none has the words."""
AS_GIVEN = frozenset({"misattributed", "verbatim"})
"""The verdicts on words that are there as they were given."""
MAX_CHARACTERS = 20_000
"""Of a quote; a longer text is no quote."""
CUES = """
SELECT ?attribution ?cue WHERE {
  VALUES ?attribution { %s }
  ?attribution hs:cue ?span . ?span oa:hasSelector ?quote . ?quote oa:exact ?cue
}"""
WITHDRAWN_ARTICLES = "SELECT DISTINCT ?a WHERE { ?a hs:withdrawn true ; a schema:NewsArticle }"


@dataclass(slots=True)
class Verifier:
    """A store with its text index, for any number of quotes. Made by ``open``."""

    store: Store
    index: TextIndex
    withdrawn: bool = False
    rephrasings: Rephrasings | None = None

    @classmethod
    def open(
        cls,
        store: Store,
        *,
        withdrawn: bool = False,
        by_meaning: bool | None = None,
        on_articles: Callable[[int], None] = lambda number: None,
    ) -> Self:
        """The verifier of what the store holds now; the index takes in first what it lacks (``on_articles`` counts).

        ``withdrawn``: also what was rejected or belongs to an older version. ``by_meaning``: whether what is not found
        is looked for by meaning; None: if the extra for it is installed.
        """
        index = text_index(store)
        try:
            index.catch_up(fingerprints(store), _reader(store), on_articles)
        except BaseException:
            index.close()
            raise
        if by_meaning is None:
            by_meaning = embedding.available()
        return cls(store, index, withdrawn, Rephrasings(store, withdrawn) if by_meaning else None)

    def verify(self, quote: str, speaker: str | None = None, *, apart_from: str | None = None) -> Verification:
        """The verdict on a quote, which ``speaker`` (a name, an IRI or the digits of its hash) is said to have said.

        ``apart_from`` is an article (IRI) that does not count: the one that the quote stands in. UsageError for a quote
        without words, and for one that is too long to be one; NotFoundError for digits that begin several hashes.
        Words that only credit the quote ("..., said Ann Lee") are put aside where the rest is found without them.
        """
        if len(quote) > MAX_CHARACTERS:
            raise UsageError(f"a quote of {len(quote)} characters: give at most {MAX_CHARACTERS}")
        if any("\ud800" <= c <= "\udfff" for c in quote + (speaker or "")):
            raise UsageError("the quote, or its speaker, is not UTF-8")
        if not _forms(quote):
            raise UsageError("the quote has no words")
        if speaker is not None and not speaker.strip():
            raise UsageError("the speaker has no name")
        if speaker is not None:
            speaker = speaker_iri(self.store, speaker.strip())
        whole = self._worded(quote, speaker, apart_from)
        part = quoted_part(quote) if whole.verdict not in AS_GIVEN and not whole.grave else None
        inside = self._worded(part, speaker, apart_from) if part is not None and part != quote else None
        told = inside if inside and (inside.verdict in AS_GIVEN or whole.verdict == "not-found") else whole
        if told.verdict == "not-found" and self.rephrasings is not None:
            return self._rephrased(told, self.rephrasings, apart_from)
        return told

    def _worded(self, quote: str, speaker: str | None, apart_from: str | None) -> Verification:
        """The verdict by words alone."""
        found = self._matches(quote, _forms(quote), apart_from)
        seen = {m.statement.iri for m in found}
        for run in uncovered(quote, found):
            found += [m for m in self._matches(quote, run, apart_from) if m.statement.iri not in seen]
        return verified(quote, found, speaker)

    def _rephrased(self, told: Verification, by: Rephrasings, apart_from: str | None) -> Verification:
        """The verdict on what was not found by words: a paraphrase, if one is found by meaning."""
        alike = [entry.iri for entry in self.index.alike(terms(_forms(told.quote)), BY_MEANING)]
        found = by.found(told.quote, alike, told.speaker, apart_from)
        near = () if told.nearest is None else (told.nearest,)
        found_now = verified(told.quote, [*self._as_said(found, told.quote), *near], told.speaker)
        return replace(found_now, basis="meaning")

    def _as_said(self, matches: Sequence[Match], quote: str) -> list[Match]:
        """The matches as their articles mean them: their cues may deny the words, and name who says them."""
        said = cues(self.store, {m.statement.attribution for m in matches if m.statement.type != "direct"})
        return [_meant(m, said.get(m.statement.attribution, ""), quote) for m in matches]

    def coverage(self) -> Coverage:
        """How much there is to look in."""
        gone = [] if self.withdrawn else [str(iri) for (iri,) in self.store.select(WITHDRAWN_ARTICLES).rows]
        return self.index.coverage(gone)

    def close(self) -> None:
        """Lets the index go; the store stays open."""
        self.index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _matches(self, quote: str, forms: Sequence[str], apart_from: str | None) -> list[Match]:
        """The statements that share words with a quote, as the store has them now.

        The closest first, and the others only where none of these stands any more.
        """
        found: dict[str, Comparison] = {}
        by_text: dict[str, Comparison] = {}
        for entry in self.index.alike(terms(forms)):
            if entry.text not in by_text:
                if len(by_text) >= COMPARED:
                    continue
                by_text[entry.text] = compared(entry.text, quote)
            found[entry.iri] = by_text[entry.text]
        while found:
            wanted = _closest(found)
            live = statements_named(self.store, wanted, withdrawn=self.withdrawn)
            if any(s.article != apart_from for s in live):
                return self._as_said([Match(s, found[s.iri]) for s in live if s.article != apart_from], quote)
            found = {iri: c for iri, c in found.items() if iri not in wanted}
        return []


def _meant(m: Match, cue: str, quote: str) -> Match:
    no, s = denied(cue, m.statement.type), m.statement
    if m.comparison.kind == "paraphrase":
        flags = frozenset[Flag](differences(s.text, quote, s.name, denied=no))
        return replace(m, comparison=replace(m.comparison, flags=flags), denied=cue if no else "")
    return replace(m, comparison=turned(m.comparison), denied=cue) if no else m


def _forms(quote: str) -> list[str]:
    return [w.form for w in words(quote) if w.form != BREAK]


def _closest(found: Mapping[str, Comparison]) -> list[str]:
    """The statements that can bear a verdict beside the best of them, and those that have a stretch that it lacks."""
    best = max(found.values(), key=lambda c: (bool(c.kind), c.kind != "paraphrase", c.score))
    if best.kind == "paraphrase":
        alike = sorted((iri for iri, c in found.items() if c.kind), key=lambda iri: (-found[iri].score, iri))
        return [*alike[:PARAPHRASES], *(iri for iri in found if stretches(found[iri], ()))]
    return [
        iri
        for iri, c in found.items()
        if (c.kind and c.score >= WEAKER * best.score) or c is best or stretches(c, best.covered)
    ]


def cues(store: Store, attributions: Iterable[str]) -> dict[str, str]:
    """The words that attribute, of each of some attributions (IRIs) that the store holds."""
    named = " ".join(f"<{iri}>" for iri in sorted(attributions))
    found: dict[str, list[str]] = {}
    for attribution, cue in store.select(CUES % named).rows if named else ():
        found.setdefault(str(attribution), []).append(str(cue))
    return {attribution: " ".join(sorted(texts)) for attribution, texts in found.items()}


def text_index(store: Store) -> TextIndex:
    """The text index of a store as it was left."""
    return TextIndex.open(store, _terms, TERMS_VERSION)


def reindex_text(store: Store, on_articles: Callable[[int], None] = lambda number: None) -> int:
    """Makes the text index of a store anew, from all of its articles: how many there are."""
    with text_index(store) as index:
        index.empty()
        return index.catch_up(fingerprints(store), _reader(store), on_articles)


def _terms(text: str) -> list[str]:
    return terms(w.form for w in words(text))


def _reader(store: Store) -> Callable[[Sequence[str]], Iterable[IndexedArticle]]:
    def read(articles: Sequence[str]) -> Iterator[IndexedArticle]:
        entries: dict[str, dict[str, str]] = {article: {} for article in articles}
        for article, iri, text in wordings(store, articles):
            entries[article][iri] = text
        known = published(store, articles)
        for article, found in entries.items():
            _, outlet, date = known.get(article, (None, None, None))
            yield IndexedArticle(article, outlet, date and date[:10], tuple(Entry(*e) for e in sorted(found.items())))

    return read
