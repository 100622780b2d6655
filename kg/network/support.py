"""What a claim rests on, as a graph: its statements, the accounts they are taken from, and the origins those name.

Statements make one claim where they report one utterance (hs:reports), where one is taken from another (hs:takenFrom),
or where their words are the same; with ``text`` all that hold those words are one claim.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg import ids
from kg.network import Network, days, short
from kg.resolve.relays import Account
from kg.resolve.sourcing import StoreLibrary
from kg.statements import Statement
from kg.store.contract import Store

TAKEN = "SELECT ?attribution ?from WHERE { ?attribution hs:takenFrom ?from }"
STOPS = "SELECT ?attribution ?outlet WHERE { ?attribution hs:stopsAt ?outlet ; hs:origin ?attribution }"
REPORTED = "SELECT ?statement ?utterance WHERE { ?statement hs:reports ?utterance }"
WORD = re.compile(r"[^\W_]+")
FEWEST = 4  # words that make two statements one claim by being the same


@dataclass(frozen=True, slots=True)
class Accounts:
    """All attributions by IRI, with what is known of each across articles."""

    said: Mapping[str, Statement]
    around: Mapping[str, tuple[Statement, ...]]
    taken: Mapping[str, str]
    stops: Mapping[str, str]
    reported: Mapping[str, str]


def support(
    store: Store,
    *,
    withdrawn: bool = False,
    since: str | None = None,
    until: str | None = None,
    text: str | None = None,
) -> Network:
    """The view ``support``: claim `reports` statement, statement `relays` statement, statement `origin` who said it.

    A statement node has its article, outlet and speaker; one that is passed on inside others is reached through them.
    An origin node has its ``kind``: that of a speaker, "outlet" where a chain stops at one, "unknown" for nobody.
    With a period, articles without a known day are left out. UsageError for a day that is not YYYY-MM-DD. Made from
    the derived graph of relays (``kg copies``).
    """
    known = accounts(store, withdrawn=withdrawn, within=days(since, until))
    graph = Network(name="support")
    for iri, found in claims(known, text):
        claim = f"{iri}#claim"
        fullest = max(found, key=lambda s: len(s.text)).text
        graph.add_node(claim, id=claim, label=short(fullest), type="claim", words=fullest)
        sources = {known.taken[s.attribution] for s in found if s.attribution in known.taken}
        for s in found:
            path = known.around.get(s.attribution, (s,))
            if s.attribution not in sources or s.attribution not in known.taken:
                _edge(graph, claim, "reports", _statement(graph, path[0]))
            for outer, inner in pairwise(path):
                _edge(graph, _statement(graph, outer), "relays", _statement(graph, inner))
            onward = known.taken.get(s.attribution)
            if onward is not None:
                reached = known.around.get(onward, (known.said[onward],))[0]
                _edge(graph, _statement(graph, s), "relays", _statement(graph, reached))
            else:
                node, label, kind = origin(s, known)
                graph.add_node(f"{node}#origin", id=f"{node}#origin", label=label, type="origin", kind=kind)
                _edge(graph, _statement(graph, s), "origin", f"{node}#origin")
    return graph


def _statement(graph: Network, s: Statement) -> str:
    about = {"article": s.article, "title": s.title, "outlet": s.outlet, "speaker": s.name, "speaker_iri": s.speaker}
    known = {key: value for key, value in about.items() if value is not None}
    day = {"start": s.published[:10], "end": s.published[:10]} if s.published else {}
    graph.add_node(s.attribution, id=s.attribution, label=short(s.text), type="statement", **known, **day)
    return s.attribution


def _edge(graph: Network, source: str, kind: str, target: str) -> None:
    key = ids.digest([source, kind, target])
    if not graph.has_edge(source, target, key):
        graph.add_edge(source, target, key=key, id=key, kind=kind, label=kind, weight=1)


def accounts(store: Store, *, withdrawn: bool, within: tuple[str, str] | None) -> Accounts:
    """What the store holds, or what was published ``within`` two days."""
    library = StoreLibrary(store, withdrawn=withdrawn, whole=True)
    kept = [a for a in library.accounts() if within is None or within[0] <= (a.published or "")[:10] <= within[1]]
    said = {s.attribution: s for a in kept for s in a.statements}
    around = {s.attribution: a.around(s) for a in kept for s in a.statements if _is_nested(a, s)}

    def pairs(query: str) -> dict[str, str]:
        rows = sorted((str(a), str(b)) for a, b in store.select(query).rows)
        return dict(reversed(rows))

    taken = {a: b for a, b in pairs(TAKEN).items() if a in said and b in said}
    return Accounts(said, around, taken, pairs(STOPS), pairs(REPORTED))


def claims(known: Accounts, text: str | None = None) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """The claims (IRI of the utterance, else of the first statement) with their statements, by date."""
    if text is not None:
        wanted = f" {' '.join(_words(text))} "
        found = [s for s in known.said.values() if wanted.strip() and wanted in f" {' '.join(_words(s.text))} "]
        if found:
            yield _named(_with_sources(found, known), known)
        return
    groups = _Groups()
    by_words: dict[tuple[str, ...], str] = {}
    for iri, s in known.said.items():
        if (origin := known.taken.get(iri)) is not None:
            groups.join(iri, origin)
        if (utterance := known.reported.get(s.iri)) is not None:
            groups.join(iri, utterance)
        words = tuple(_words(s.text))
        if len(words) >= FEWEST:
            groups.join(iri, by_words.setdefault(words, iri))
    for members in groups.all():
        found = [known.said[iri] for iri in members if iri in known.said]
        if len({s.article for s in found}) > 1:
            yield _named(found, known)


def _with_sources(found: Sequence[Statement], known: Accounts) -> list[Statement]:
    """The statements and all that they are taken from, step by step."""
    out = {s.attribution: s for s in found}
    todo = list(out)
    while todo:
        origin = known.taken.get(todo.pop())
        if origin is not None and origin not in out:
            out[origin] = known.said[origin]
            todo.append(origin)
    return list(out.values())


def _named(found: Sequence[Statement], known: Accounts) -> tuple[str, tuple[Statement, ...]]:
    ordered = tuple(sorted(found, key=lambda s: (s.published or "~", s.article, s.start, s.attribution)))
    utterances = sorted({known.reported[s.iri] for s in ordered if s.iri in known.reported})
    return (utterances or [ordered[0].iri])[0], ordered


def origin(s: Statement, known: Accounts) -> tuple[str, str, str]:
    """(IRI, label, kind) of what stands at the end: who said it, or the outlet where no account of it is stored.

    Those whom nothing joins across articles, and whoever is not named at all, are each one of their own.
    """
    outlet = known.stops.get(s.attribution)
    if outlet is not None or s.kind == "outlet":
        return outlet or str(s.speaker), s.name or "an outlet", "outlet"
    if s.speaker is None:
        return f"{s.attribution}#unknown", "nobody named", "unknown"
    return s.speaker, s.name or s.speaker, s.kind or "unknown"


def _is_nested(account: Account, s: Statement) -> bool:
    return any(inner == s.attribution for inner, _ in account.outer)


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


class _Groups:
    """Disjoint sets (Galler and Fischer, An improved equivalence algorithm, 1964)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        a, b = sorted((self._root(one), self._root(other)))
        self._parent[b] = a

    def all(self) -> list[list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for item in self._parent:
            found[self._root(item)].append(item)
        return [sorted(found[root]) for root in sorted(found)]

    def _root(self, item: str) -> str:
        self._parent.setdefault(item, item)
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item
