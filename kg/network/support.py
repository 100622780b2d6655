"""What a claim rests on, as a graph: its statements, the accounts they are taken from, and the origins those name.

Statements make one claim where they report one utterance (hs:reports), where one is taken from another (hs:takenFrom),
or where their words are the same; with a text all that hold those words are one claim.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Value
from kg.network.draft import Draft, short
from kg.network.scope import Scope, outlet_names, words
from kg.resolve.relays import Account
from kg.resolve.sourcing import StoreLibrary
from kg.statements import Statement
from kg.store.contract import Store

TAKEN = "SELECT ?attribution ?from WHERE { ?attribution hs:takenFrom ?from }"
STOPS = "SELECT ?attribution ?outlet WHERE { ?attribution hs:stopsAt ?outlet ; hs:origin ?attribution }"
REPORTED = "SELECT ?statement ?utterance WHERE { ?statement hs:reports ?utterance }"
FEWEST = 4  # words that make two statements one claim by being the same


@dataclass(frozen=True, slots=True)
class Accounts:
    """All attributions by IRI, with what is known of each across articles."""

    said: Mapping[str, Statement]
    around: Mapping[str, tuple[Statement, ...]]
    taken: Mapping[str, str]
    stops: Mapping[str, str]
    reported: Mapping[str, str]


def support_view(store: Store, scope: Scope) -> Draft:
    """Claim `reports` statement, statement `relays` statement, statement `origin` who said it; each weighs 1.

    A statement node has its article, outlet and speaker; one that is passed on inside others is reached through them.
    An origin node has its ``kind``: that of a speaker, "outlet" where a chain stops at one, "unknown" for nobody. An
    outlet and a speaker pick the claims that one of its accounts has from them; such a claim is shown whole. Made from
    the derived graphs of relays (``kg copies``) and variants.
    """
    known = accounts(store, scope)
    draft, outlets = Draft(), outlet_names(store)
    for iri, found in claims(known, scope.text):
        if not any(_is_asked_for(s, scope) for s in found):
            continue
        claim = f"{iri}#claim"
        fullest = max(found, key=lambda s: len(s.text)).text
        sources = {known.taken[s.attribution] for s in found if s.attribution in known.taken}
        for s in found:
            draft.node(claim, "claim", short(fullest), _day(s, scope), words=fullest)
            path = known.around.get(s.attribution, (s,))
            for passed in path:
                _statement(draft, passed, scope, outlets)
            if s.attribution not in sources or s.attribution not in known.taken:
                draft.edge(claim, "reports", path[0].attribution, 1, _day(s, scope))
            for outer, inner in pairwise(path):
                draft.edge(outer.attribution, "relays", inner.attribution, 1, _day(s, scope))
            _onward(draft, s, known, scope, outlets)
    for data in draft.edges.values():
        data["weight"] = 1
    return draft


def _onward(draft: Draft, s: Statement, known: Accounts, scope: Scope, outlets: Mapping[str, str]) -> None:
    """The edge to the account that a statement is taken from, else to who said it."""
    onward = known.taken.get(s.attribution)
    if onward is not None:
        reached = known.around.get(onward, (known.said[onward],))[0]
        _statement(draft, reached, scope, outlets)
        draft.edge(s.attribution, "relays", reached.attribution, 1, _day(s, scope))
        return
    node, label, kind = origin(s, known)
    draft.node(f"{node}#origin", "origin", label, None, kind=kind)
    draft.edge(s.attribution, "origin", f"{node}#origin", 1, _day(s, scope))


def _is_asked_for(s: Statement, scope: Scope) -> bool:
    return s.article in scope.articles and (scope.speakers is None or s.speaker in scope.speakers)


def _statement(draft: Draft, s: Statement, scope: Scope, outlets: Mapping[str, str]) -> None:
    outlet = scope.known[s.article]["outlet"]
    draft.node(
        s.attribution, "statement", short(s.text), _day(s, scope), article=s.article, title=s.title, speaker=s.name,
        outlet=outlets.get(str(outlet)) or s.outlet, outlet_iri=outlet, speaker_iri=s.speaker, published=s.published,
    )  # fmt: skip


def _day(s: Statement, scope: Scope) -> Value:
    return scope.known[s.article]["day"]


def accounts(store: Store, scope: Scope) -> Accounts:
    """What the store holds of the articles, and of the attributions, in the scope."""
    library = StoreLibrary(store, withdrawn=scope.withdrawn, whole=True)
    sure = scope.attributions
    kept = [(a, s) for a in library.accounts() if a.article in scope.dated for s in a.statements
            if sure is None or s.attribution in sure]  # fmt: skip
    said = {s.attribution: s for _, s in kept}
    around = {s.attribution: a.around(s) for a, s in kept if _is_nested(a, s)}

    def pairs(query: str) -> dict[str, str]:
        rows = sorted((str(a), str(b)) for a, b in store.select(query).rows)
        return dict(reversed(rows))

    taken = {a: b for a, b in pairs(TAKEN).items() if a in said and b in said}
    return Accounts(said, around, taken, pairs(STOPS), pairs(REPORTED))


def claims(known: Accounts, text: str | None = None) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """The claims (IRI of the utterance, else of the first statement) with their statements, by date."""
    if text is not None:
        wanted = f" {' '.join(words(text))} "
        found = [s for s in known.said.values() if wanted in f" {' '.join(words(s.text))} "]
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
        same = tuple(words(s.text))
        if len(same) >= FEWEST:
            groups.join(iri, by_words.setdefault(same, iri))
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
