"""Reviews of claims into the store, statements matched to them, and what people decide about the matches."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg import ids
from kg.check.claims import loading
from kg.check.claims.contradictions import Contradiction, contradictions
from kg.check.claims.matching import ClaimIndex, Match, Said, all_matches
from kg.claims import Review
from kg.errors import FormatError, InputError
from kg.rdf.claims import CLAIMS, CONTRADICTIONS, contradiction_quads, match_quads, review_iri, review_quads
from kg.resolve.variant_loading import states
from kg.statements import Statement, statements
from kg.store.beside import Beside
from kg.store.contract import Quad, Store
from kg.workflow.matched import Row, accepted_rows, judged_matches
from kg.workflow.placing import placed_pairs

MATCHED = "claims"
BATCH = 500
"""Reviews of one transaction."""
MOST_MATCHES = 3
"""Claims that one statement is a candidate for; the best."""


@dataclass(slots=True)
class ImportReport:
    """Numbers of reviews: new, there before, with a rating that has no place on the scale; and of errors."""

    new: int = 0
    again: int = 0
    unrated: int = 0
    errors: int = 0


@dataclass(slots=True)
class MatchReport:
    """Numbers: statements and claims looked at, matches (of them accepted), possible contradictions."""

    statements: int = 0
    claims: int = 0
    matches: int = 0
    accepted: int = 0
    contradictions: int = 0


def import_reviews(
    store: Store, items: Iterable[Review | InputError], on_item: Callable[[Review | InputError], None]
) -> ImportReport:
    """Stores reviews, those of one address in one graph, which takes the place of what it held before.

    Of a review only a short hash is kept in memory. One that differs from an earlier one of the same address, claim and
    reviewer in the same import is an error, and left out.
    """
    known = {str(iri) for (iri,) in store.select("SELECT ?review WHERE { ?review a schema:ClaimReview }").rows}
    report, seen, emptied = ImportReport(), dict[str, str](), set[str]()
    add: list[Quad] = []
    replace: list[str] = []
    count = 0
    for item in items:
        if isinstance(item, Review):
            try:
                quads = _new_quads(item, store.base, seen)
            except FormatError as e:
                item = InputError(item.url, str(e))
        if isinstance(item, InputError):
            report.errors += 1
            on_item(item)
            continue
        on_item(item)
        if not quads:
            continue
        graph = ids.reviews_graph(item.url, store.base)
        if graph not in emptied:
            emptied.add(graph)
            replace.append(graph)
        add += quads
        iri = review_iri(item, store.base)
        report.new += iri not in known
        report.again += iri in known
        report.unrated += item.rating.normalised is None
        count += 1
        if count % BATCH == 0:
            store.write(add, replace=replace)
            add, replace = [], []
    if add:
        store.write(add, replace=replace)
    store.flush()
    return report


def _new_quads(review: Review, base: str, seen: dict[str, str]) -> list[Quad]:
    """The quads of a review; none where it was there already. FormatError where another stood in its place."""
    iri, content = review_iri(review, base), ids.digest([repr(review)])
    quads = list(review_quads(review, base))
    if seen.get(iri, content) != content:
        raise FormatError("the same review again, with another rating or date: left out")
    if iri in seen:
        return []
    seen[iri] = content
    return quads


def match(store: Store, step: Callable[[str], None] = lambda label: None) -> MatchReport:
    """Makes the candidates anew: claims that statements (and other claims) may make, and possible contradictions.

    What was withdrawn is matched as well; whoever reads the candidates leaves it out. What the store held then is noted
    beside it, for ``are_current``.
    """
    now = states(store)
    found = statements(store, withdrawn=True)
    known = loading.claims(store)
    denied, asked = loading.manners(store)
    report = MatchReport(statements=len(found), claims=len(known))
    matched = _matches(store, found, known, denied, asked, step)
    wanted: set[Quad] = set()
    for subject, rows in matched.items():
        wanted.update(match_quads(subject, rows, store.base))
        report.matches += len(rows)
        report.accepted += sum(judgement is not None for *_, judgement in rows)
    _put(store, CLAIMS, wanted)
    by_later: defaultdict[str, list[Contradiction]] = defaultdict(list)
    for c in contradictions(found, denied, asked, loading.figures(store)):
        by_later[c.later.iri].append(c)
        report.contradictions += 1
    wanted = set()
    for later, of_it in by_later.items():
        rows_of = [(c.earlier.iri, c.score, c.reason) for c in of_it]
        wanted.update(contradiction_quads(later, rows_of, store.base))
    _put(store, CONTRADICTIONS, wanted)
    with Beside.open(store, MATCHED, "") as beside:
        beside.note(now)
    return report


def are_current(store: Store) -> bool:
    """Whether candidates were looked for in the store as it is now: its articles, speakers and judgements."""
    with Beside.open(store, MATCHED, "") as beside:
        pending = beside.pending(states(store))
    return not (pending.changed or pending.gone)


def _matches(
    store: Store, found: Sequence[Statement], known: tuple[Said, ...], denied: frozenset[str], asked: frozenset[str],
    step: Callable[[str], None],
) -> Mapping[str, list[Row]]:  # fmt: skip
    """The claims of each statement and claim (IRIs): accepted ones first, then the best; none that was rejected."""
    around = _contexts(found)
    said = [
        Said(s.iri, s.text, s.name, s.attribution in denied, around[s.article])
        for s in found
        if s.attribution not in asked
    ]
    index = ClaimIndex.of(known, sorted({s.text for s in said}))
    pairs = placed_pairs(store)
    judged = judged_matches(pairs)
    best: defaultdict[str, dict[str, Match]] = defaultdict(dict)
    for m in _stepped(all_matches(index, [*said, *known]), step):
        old = best[m.statement].get(m.claim)
        if old is None or m.score > old.score:
            best[m.statement][m.claim] = m
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    there = {s.iri for s in said} | {c.iri for c in known}
    rows |= {one: of_it for one, of_it in accepted_rows(store, pairs).items() if one in there}
    for subject in sorted(best):
        free = [m for c, m in best[subject].items() if frozenset((subject, c)) not in judged]
        free.sort(key=lambda m: (-m.score, m.claim))
        rows[subject] += [(m.claim, m.score, m.reason, None) for m in free[:MOST_MATCHES]]
    return {subject: of_it for subject, of_it in rows.items() if of_it}


def _contexts(found: Sequence[Statement]) -> Mapping[str, str]:
    """Of each article, its headline and all its statements."""
    parts: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for s in found:
        parts[s.article] |= dict.fromkeys((s.title or "", s.text))
    return {article: "\n".join(of_it) for article, of_it in parts.items()}


def _stepped(found: Iterator[Match], step: Callable[[str], None]) -> Iterator[Match]:
    for m in found:
        step(m.statement)
        yield m


def _put(store: Store, kind: str, wanted: set[Quad]) -> None:
    graph = ids.derived_graph(kind, store.base)
    present = set(store.quads(graph))
    if wanted != present:
        store.write(sorted(wanted - present, key=str), remove=sorted(present - wanted, key=str))
        store.flush()
