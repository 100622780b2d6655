"""Pronouns that speak: whom the product takes them for, and whom CoreNLP's coreference does, on the same ones."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.speaker_cases import Case, Report, read, shares
from benchmarks.speaker_marks import FATES, NAMED, PRONOUNS, THIRD, Answer, Fate, Mark, answers, judged
from kg import ids
from kg.model import Article, Span, Table, Value
from kg.nlp import pipeline
from kg.nlp.lexicon import VERBS, words
from training import gum

GROUPS = {
    "he, she": words("he she him her his"),
    "they": words("they them their"),
    "it": words("it its"),
    "who, which, that": words("who which that whose whom"),
}
OTHERS = "others"
SILVER = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place"}
GOLD = {"person": "person", "organization": "organisation", "place": "place"}
LEAST_OVERLAP = 0.5


def polnear(
    records: Sequence[Mapping[str, Any]], marks: Mapping[str, Sequence[Mark]], reader: pipeline.ReaderName
) -> Report:
    """The attributions of the records that are marked as a pronoun's: of the product and of CoreNLP's chains.

    Both are counted on the attributions that the product reads in articles that have chains; the last row is CoreNLP
    on all of them, read or not.
    """
    pairs: list[tuple[Case, Fate]] = []
    for record in records:
        wanted = [m for m in marks[record["id"]] if m.form == "pronoun"]
        if wanted and record.get("corenlp"):
            cases = read(record, wanted, reader)
            pairs += [(c, judged(record["text"], c.mark, silver(record, c.mark), True)) for c in cases]
    both = [(c, other) for c, other in pairs if c.fate is not None]
    rows: list[tuple[Value, ...]] = []
    for group in (*GROUPS, OTHERS, "all"):
        inside = [(c, other) for c, other in both if group in (_group(c.source), "all")]
        ours, theirs = shares(c.fate for c, _ in inside), shares(other for _, other in inside)
        rows.append((group, len(inside), *ours, *theirs))
    rows.append(("all, read or not", len(pairs), *[None] * len(FATES), *shares(other for _, other in pairs)))
    errors = tuple(f"{c.line()}; CoreNLP {other}" for c, other in both if c.fate != "right")
    columns = ("pronoun", "number", *FATES, *(f"CoreNLP {f}" for f in FATES))
    return Report({"PolNeAR": Table(columns, tuple(rows))}, errors)


def silver(record: Mapping[str, Any], mark: Mark) -> Answer | None:
    """Whom CoreNLP takes a source for: the longest person's name in the source's chain, else another's, else words.

    A name counts where it is the head of a mention: at its end, or before a comma.
    """
    text, found = record["text"], record["corenlp"]
    source = record["annotations"][0]["attributions"][mark.attribution].get("source", ())
    chain = _chain([Span(*s) for s in source], found["coreference"])
    mentions = [Span(*m) for m in chain if text[m[0] : m[1]].lower() not in PRONOUNS]
    entities = [(Span(start, end), SILVER[kind]) for start, end, kind in found["entities"] if kind in SILVER]
    heads = [(name, kind) for name, kind in entities if any(_heads(text, name, m) for m in mentions)]
    if heads:
        name, kind = max(heads, key=lambda n: (n[1] == "person", n[0].end - n[0].start, -n[0].start))
        return Answer(kind, name.of(text), tuple(mentions))
    longest = max(mentions, key=lambda m: (m.end - m.start, -m.start), default=None)
    return Answer("unnamed", longest.of(text), tuple(mentions)) if longest else None


def spoken(documents: Iterable[gum.Text], reader: pipeline.ReaderName) -> Report:
    """GUM's third-person pronouns that are subjects of verbs of saying, where the product reads them as sources."""
    counts: dict[str, list[Fate]] = {"named in its chain": [], "not named": []}
    subjects, errors = 0, []
    for document in documents:
        wanted = list(subjects_of_speech(document))
        subjects += len(wanted)
        article = Article(ids.article_iri(None, None, document.text), document.text)
        extraction = pipeline.extract(article, reader)
        known = answers(extraction)
        for pronoun, mark in wanted:
            said = next((a for a in extraction.attributions if any(pronoun.overlaps(s) for s in a.source)), None)
            if said is None:
                continue
            answer = known.get(said.speaker or "")
            fate = judged(document.text, mark, answer, True)
            counts["named in its chain" if mark.kind in NAMED else "not named"].append(fate)
            if fate != "right":
                named = mark.speakers[0].of(document.text) if mark.speakers[0] else None
                errors.append(Case(document.key, mark, named, pronoun.of(document.text), fate, answer).line())
    counts["all"] = [f for fates in counts.values() for f in fates]
    rows: list[tuple[Value, ...]] = [(group, len(fates), *shares(fates)) for group, fates in counts.items()]
    table = Table(("pronoun", "read as a source", *FATES), tuple(rows))
    marked = Table(("subjects of verbs of saying",), ((subjects,),))
    return Report({"GUM": table, "GUM, marked": marked}, tuple(errors))


def subjects_of_speech(document: gum.Text) -> Iterable[tuple[Span, Mark]]:
    """The pronouns with their chain's longest name, or else longest description; nobody where it has neither."""
    chains: dict[str, list[gum.Entity]] = {}
    alone: dict[int, gum.Entity] = {}
    for e in document.entities:
        chains.setdefault(e.chain, []).append(e)
        if e.end - e.first == 1:
            alone[e.first] = e
    for i, token in enumerate(document.tokens):
        verb = document.tokens[token.head].form.lower() if token.head >= 0 else ""
        if token.form.lower() in THIRD and token.relation.startswith("nsubj") and verb in VERBS and i in alone:
            speaker, kind = _gold(document, chains[alone[i].chain])
            yield Span(token.start, token.end), Mark(i, (speaker,), kind, "pronoun")


def _gold(document: gum.Text, chain: Sequence[gum.Entity]) -> tuple[Span | None, str | None]:
    names = [name for e in chain if (name := gum.name_of(document, e)) is not None]
    if names:
        start, end, kind = max(names, key=lambda n: (n[1] - n[0], -n[0]))
        return Span(start, end), GOLD[kind]
    tokens = document.tokens
    described = [Span(tokens[e.first].start, tokens[e.end - 1].end) for e in chain]
    described = [s for s in described if s.of(document.text).lower() not in PRONOUNS]
    longest = max(described, key=lambda s: (s.end - s.start, -s.start), default=None)
    return (longest, "collective") if longest else (None, None)


def _chain(source: Sequence[Span], chains: Sequence[Sequence[Sequence[int]]]) -> Sequence[Sequence[int]]:
    """The chain with the mention that overlaps the source best, by half or more of the two; empty if none does."""
    best: tuple[float, Sequence[Sequence[int]]] = (0.0, ())
    for chain in chains:
        for start, end in chain:
            for s in source:
                shared = min(end, s.end) - max(start, s.start)
                overlap = shared / (max(end, s.end) - min(start, s.start))
                if overlap >= LEAST_OVERLAP and overlap > best[0]:
                    best = overlap, chain
    return best[1]


def _heads(text: str, name: Span, mention: Span) -> bool:
    """Whether a name is the head of a mention: it ends it, but for a possessive, or an apposition follows."""
    rest = text[name.end : mention.end]
    return mention.holds(name) and (rest in ("", "'s", "’s", "'", "’") or rest.startswith((",", " (")))


def _group(source: str) -> str:
    said = source.lower()
    return next((group for group, members in GROUPS.items() if said in members), OTHERS)
