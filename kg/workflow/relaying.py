"""Copies, relays and chains of a store: found again where articles are new, written as derived graphs, walked."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kg import ids
from kg.check.chains import Chain, chains_from, chains_of
from kg.errors import NotFoundError
from kg.model import Table, Value
from kg.rdf.relays import Passage, SharedText, Traced, copy_quads, relay_quads
from kg.resolve import copyindex
from kg.resolve.copies import Copy, Text, sources, text, turned
from kg.resolve.sourcing import StoreLibrary
from kg.resolve.variant_loading import apart, states
from kg.store.beside import Beside, fingerprints
from kg.store.contract import Quad, Store
from kg.workflow.naming import full_iri, is_ours

NAME, TRACED = "copies", "relays"
PARTED = "variants that people parted"
BODIES = """
SELECT ?article ?body ?outlet ?date WHERE {{
  VALUES ?article {{ {articles} }}
  GRAPH ?evidence {{
    ?article schema:articleBody ?body .
    OPTIONAL {{ ?article schema:publisher ?publisher . ?publisher schema:name ?outlet }}
    OPTIONAL {{ ?article schema:datePublished ?date }}
  }}
}} ORDER BY ?article ?outlet ?date"""
WIRES = """
SELECT DISTINCT ?article ?agency WHERE {{
  VALUES ?article {{ {articles} }}
  ?citation schema:isPartOf ?article ; hs:citationKind hs:WireCitation ; hs:target ?agency
}}"""
OLD = "SELECT DISTINCT ?article WHERE { ?article a schema:NewsArticle ; hs:withdrawn true }"
ABOUT = """
SELECT ?article ?title ?outlet ?date WHERE {{
  VALUES ?article {{ {articles} }}
  GRAPH ?evidence {{
    ?article a schema:NewsArticle .
    OPTIONAL {{ ?article schema:headline ?title }}
    OPTIONAL {{ ?article schema:publisher ?publisher . ?publisher schema:name ?outlet }}
    OPTIONAL {{ ?article schema:datePublished ?date }}
  }}
}} ORDER BY ?article ?title ?outlet ?date"""
SAID_AT = "SELECT DISTINCT ?article WHERE {{ ?attribution hs:attributes <{iri}> ; schema:isPartOf ?article }}"
ARTICLE_OF = "SELECT ?article WHERE {{ <{iri}> hs:attributes ?statement ; schema:isPartOf ?article }}"
COPY_COLUMNS = (
    *("outlet", "published", "title", "order", "other_outlet", "other_published", "other_title"),
    *("share", "share_of_other", "reason", "article", "other"),
)


@dataclass(frozen=True, slots=True)
class Relayed:
    """What was found, in numbers: articles compared now, pairs that share a text, copies, statements taken from others.

    ``ends`` counts the chains of more than one step, and those that stop at an outlet, by what stands at their end.
    """

    compared: int
    pairs: int
    copies: int
    taken: int
    ends: Mapping[str, int]


def found_copies(store: Store, on_articles: Callable[[int], None] = lambda number: None) -> tuple[Copy, ...]:
    """The pairs of articles that share a text; what is new or changed since the last time is compared now."""
    return _caught_up(store, on_articles)[0]


def renewed(store: Store, on_articles: Callable[[int], None] = lambda number: None) -> Relayed:
    """Writes the derived graphs ``copies`` and ``relays`` as the store now demands, in one transaction.

    What the store held then is noted beside it, for ``are_current``.
    """
    now = _states(store)
    copies, compared = _caught_up(store, on_articles)
    copied = sources(copies)
    library = StoreLibrary(store, copies, whole=True)
    passages: dict[str, Passage] = {}
    traced: dict[str, Traced] = {}
    ends: Counter[str] = Counter()
    for account in library.accounts():
        for c in chains_of(account, library, hearing=False):
            passages |= {p.attribution: p for p in _passages(c)}
            traced |= {t.attribution: t for t in _traced(c, library)}
            ends[c.ends] += len(c.steps) > 1 or c.ends == "outlet"
    leaning = _leaning(library, copied)
    told = sorted((_from_copy(c, copied) for c in copies), key=lambda c: (c.article, c.other))
    pairs = [SharedText(c.article, c.other, c.score, c.reason) for c in told]
    quads = [
        *copy_quads(pairs, [(a, c.other) for a, c in copied.items()], store.base),
        *relay_quads(passages.values(), traced.values(), sorted(leaning), store.base),
    ]
    _replace(store, quads)
    with Beside.open(store, TRACED, "") as beside:
        beside.note(now)
    return Relayed(compared, len(copies), len(copied), len(passages), dict(sorted(ends.items())))


def are_current(store: Store) -> bool:
    """Whether relays were looked for in the store as it is now: its articles, speakers and judgements."""
    with Beside.open(store, TRACED, "") as beside:
        pending = beside.pending(_states(store))
    return not (pending.changed or pending.gone)


def chains(store: Store, text: str, *, withdrawn: bool = False) -> tuple[Chain, ...]:
    """The chains of a statement, an attribution or an article, named by its IRI or the beginning of its hash.

    NotFoundError where it is none of them, or withdrawn.
    """
    iri = full_iri(store, text, "attribution", "statement", "article")
    kind = iri.removeprefix(store.base).partition("/")[0]
    if not is_ours(store, iri, "attribution", "statement", "article"):
        raise NotFoundError(f"{text} names no statement, attribution or article: kg statements shows their identifiers")
    library = StoreLibrary(store, found_copies(store), withdrawn=withdrawn)
    if kind == "article":
        account = library.account(iri)
        if account is None:
            raise NotFoundError(f"no article {text} in {store.location}, or it was withdrawn")
        return chains_of(account, library)
    query = SAID_AT if kind == "statement" else ARTICLE_OF
    articles = {str(row[-1]) for row in store.select(query.format(iri=iri)).rows}
    said = [s for a in sorted(articles) if (account := library.account(a)) for s in account.statements]
    asked = [s for s in said if iri in (s.attribution, s.iri)]
    if not asked:
        raise NotFoundError(f"no {kind} {text} in {store.location}, or it was withdrawn")
    return tuple(c for s in asked for c in chains_from(s, library))


def copies_table(store: Store, copies: Sequence[Copy]) -> Table:
    """A row for each pair, the later article first where that is known."""
    latest_first = [c if c.order != "earlier" else turned(c) for c in copies]
    about = _about(store, {iri for c in latest_first for iri in (c.article, c.other)})
    rows = []
    for c in latest_first:
        (title, outlet, date), (other_title, other_outlet, other_date) = about[c.article], about[c.other]
        named = (outlet, date, title, c.order, other_outlet, other_date, other_title)
        rows.append((*named, c.of_article, c.of_other, c.reason, c.article, c.other))
    return Table(COPY_COLUMNS, tuple(sorted(rows, key=lambda r: (str(r[1] or "~"), str(r[10]), str(r[11])))))


def _states(store: Store) -> dict[str, str]:
    """What tells the store from any other that relays would differ in: its articles, and what people parted."""
    parted = sorted(map(sorted, apart(store)))
    return {**states(store), **({PARTED: ids.digest(parted)} if parted else {})}


def _from_copy(c: Copy, copied: Mapping[str, Copy]) -> Copy:
    """A pair told from the side of the copy, else of the later article, else of the one whose IRI comes first: the same
    whichever of them was compared last.
    """
    for one in (c, turned(c)):
        if one.article in copied and copied[one.article].other == one.other:
            return one
    if c.order in ("earlier", "later"):
        return c if c.order == "later" else turned(c)
    return min(c, turned(c), key=lambda one: one.article)


def _caught_up(store: Store, on_articles: Callable[[int], None]) -> tuple[tuple[Copy, ...], int]:
    """The pairs, and how many articles were compared for it; older versions of articles do not count."""
    now = fingerprints(store)
    for (old,) in store.select(OLD).rows:
        now.pop(str(old), None)

    def put(database: sqlite3.Connection, articles: Sequence[str]) -> None:
        copyindex.put(database, articles, lambda wanted: _texts(store, wanted))

    with Beside.open(store, NAME, copyindex.TABLES) as beside:
        pending = beside.catch_up(now, put, copyindex.drop, on_articles)
        return copyindex.copies(beside.connection), len(pending.changed)


def _texts(store: Store, articles: Sequence[str]) -> dict[str, Text]:
    if not articles:
        return {}
    named = " ".join(f"<{iri}>" for iri in articles)
    wires: dict[str, set[str]] = {}
    for article, agency in store.select(WIRES.format(articles=named)).rows:
        wires.setdefault(str(article), set()).add(str(agency))
    found: dict[str, Text] = {}
    for article, body, outlet, date in store.select(BODIES.format(articles=named)).rows:
        iri = str(article)
        if iri not in found:
            found[iri] = text(iri, str(body), _text(outlet), _text(date), wires.get(iri, ()))
    return found


def _passages(c: Chain) -> list[Passage]:
    by_iri = {step.statement.attribution: step.statement for step in c.steps}
    found = []
    for r in c.relays:
        s, of = by_iri[r.attribution], by_iri[r.taken_from]
        quoted = r.verbatim and s.type != "indirect" and of.type != "indirect"
        found.append(Passage(s.attribution, s.iri, of.attribution, of.iri, quoted, r.score, r.reason))
    return found


def _traced(c: Chain, library: StoreLibrary) -> list[Traced]:
    """The end of the chain for what was asked, and for what that wholly passes on in the same article."""
    if len(c.steps) == 1 and c.ends != "outlet":
        return []
    inside = [step.statement for step in c.steps if step.statement.article == c.asked.article]
    inside = inside[inside.index(c.asked) :]
    stops_at = c.at if c.ends == "outlet" and "/outlet/" in (c.at or "") else None
    heard = c.last.iri if len(c.steps) > 1 and c.ends != "outlet" and library.heard(c.last) else None
    return [
        Traced(s.attribution, s.iri, c.last.attribution, stops_at, heard if s.iri != heard else None) for s in inside
    ]


def _leaning(library: StoreLibrary, copied: Mapping[str, Copy]) -> list[tuple[str, str]]:
    """The outlets (IRIs) that cite, link to or copy others."""
    found = set()
    for account in library.accounts():
        origin = copied.get(account.article)
        for target in [*(p.leads for p in account.pointers), origin and origin.other]:
            cited = library.account(target) if target else None
            on = cited.publisher if cited else target
            if account.publisher and on and on != account.publisher and "/outlet/" in on:
                found.add((account.publisher, on))
    return sorted(found)


def _replace(store: Store, quads: Sequence[Quad]) -> None:
    graphs = [ids.derived_graph(kind, store.base) for kind in ("copies", "relays")]
    wanted = dict.fromkeys(quads)
    held = dict.fromkeys(q for graph in graphs for q in store.quads(graph))
    add, remove = [q for q in wanted if q not in held], [q for q in held if q not in wanted]
    if add or remove:
        store.write(add, remove=remove)
        store.flush()


def _about(store: Store, articles: set[str]) -> dict[str, tuple[Value, Value, Value]]:
    if not articles:
        return {}
    named = " ".join(f"<{iri}>" for iri in sorted(articles))
    found: dict[str, tuple[Value, Value, Value]] = {}
    for article, title, outlet, date in store.select(ABOUT.format(articles=named)).rows:
        found.setdefault(str(article), (title, outlet, date))
    return found


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
