"""Views: networkx graphs made from the store for one purpose; sorted, and the same each time.

A node's key is its IRI; its attributes are ``id`` (the key again), ``label``, ``type`` and, where known, ``start`` and
``end`` (ISO dates), with more for people to read. An edge's key is its ``id``, a hash of source, kind and target; its
attributes are ``id``, ``kind``, ``label``, ``weight`` (> 0) and, where known, ``start`` and ``end``. An attribute that
is not known is left out: nothing is invented. The counting is done in SPARQL.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

import networkx as nx

from kg import ids
from kg.errors import UsageError
from kg.model import Value
from kg.network_sparql import (
    ARTICLES,
    CITATIONS,
    KINDS,
    NEVER,
    OUTLET_NAMES,
    SEPARATOR,
    SPEAKER_NAMES,
    SPEAKERS,
    STATEMENTS,
    Scope,
    rows,
)
from kg.store.contract import Store

LABEL_LENGTH = 80

if TYPE_CHECKING:
    Network = nx.MultiDiGraph[str]
else:
    Network = nx.MultiDiGraph


@dataclass(frozen=True, slots=True)
class _Draft:
    """Nodes and edges while they are collected; the days of an element widen to hold each new one."""

    nodes: dict[str, dict[str, Value]] = field(default_factory=dict)
    edges: dict[tuple[str, str, str], dict[str, Value]] = field(default_factory=dict)

    def node(self, iri: str, type_: str, label: Value, start: Value = None, end: Value = None, **more: Value) -> None:
        new: dict[str, Value] = {"id": iri, "label": label or iri, "type": type_}
        known = self.nodes.setdefault(iri, new)
        known.update({key: value for key, value in more.items() if value is not None and key not in known})
        _widen(known, start, end)

    def edge(
        self, source: str, kind: str, target: str, weight: int, start: Value = None, end: Value = None, **more: Value
    ) -> None:
        new: dict[str, Value] = {"id": ids.digest([source, kind, target]), "kind": kind, "label": kind, "weight": 0}
        known = self.edges.setdefault((source, target, kind), new)
        known["weight"] = int(known["weight"] or 0) + weight
        known.update({key: value for key, value in more.items() if value is not None and key not in known})
        _widen(known, start, end)

    def count(self, iri: str, name: str, number: int) -> None:
        self.nodes[iri][name] = int(self.nodes[iri].get(name) or 0) + number

    def graph(self, name: str) -> Network:
        out = Network(name=name)
        out.add_nodes_from((iri, self.nodes[iri]) for iri in sorted(self.nodes))
        for source, target, kind in sorted(self.edges):
            data = self.edges[source, target, kind]
            out.add_edge(source, target, key=str(data["id"]), **data)
        return out


@dataclass(frozen=True, slots=True)
class View:
    """A view: one sentence on what it shows, and the function that makes its graph."""

    description: str
    build: Callable[[Store, Scope], "_Draft"]


def view(
    store: Store,
    name: str,
    *,
    withdrawn: bool = False,
    since: str | None = None,
    until: str | None = None,
    outlet: str | None = None,
    speaker: str | None = None,
) -> Network:
    """The graph of a view; with a period, articles without a known day are left out.

    ``outlet`` is a name (case and "The" put aside) or IRI, ``speaker`` an IRI or a part of a name in whole words.
    UsageError for an unknown view or a day that is not YYYY-MM-DD.
    """
    if name not in VIEWS:
        raise UsageError(f"no view {name!r}: the views are {', '.join(VIEWS)}")
    scope = Scope(
        withdrawn,
        _day(since, "since"),
        _day(until, "until"),
        None if outlet is None else _outlets(store, outlet),
        None if speaker is None else _speakers(store, speaker),
    )
    return VIEWS[name].build(store, scope).graph(name)


def _speakers_view(store: Store, scope: Scope) -> _Draft:
    draft, outlets, speakers = _Draft(), _outlet_names(store), _speaker_names(store)
    for row in _sorted(scope.rows(store, SPEAKERS), "speaker", "outlet"):
        speaker, number = str(row["speaker"]), int(row["statements"] or 0)
        start, end = _known(row["start"]), _known(row["end"])
        label, kind = speakers.get(speaker, (None, None))
        draft.node(speaker, "speaker", label, start, end, kind=kind)
        draft.count(speaker, "statements", number)
        if row["outlet"] is None:
            continue
        outlet = str(row["outlet"])
        draft.node(outlet, "outlet", outlets.get(outlet), start, end)
        draft.count(outlet, "statements", number)
        _, _, title, words = str(row["first"]).split(SEPARATOR, 3)
        draft.edge(
            outlet, "quotes", speaker, number, start, end,
            articles=row["articles"], first_article=title or None, first_words=words,
        )  # fmt: skip
    return draft


def _statements_view(store: Store, scope: Scope) -> _Draft:
    draft, outlets, speakers = _Draft(), _outlet_names(store), _speaker_names(store)
    articles = _articles(store)
    for row in _sorted(scope.rows(store, STATEMENTS), "statement", "speaker", "type", "text"):
        statement, article, words = str(row["statement"]), str(row["article"]), str(row["text"])
        about = articles[article]
        day, outlet, title = _known(about["day"]), about["outlet"], about["title"]
        name = outlets.get(str(outlet))
        quote_type = str(row["type"]).rpartition("#")[2].lower()
        if statement not in draft.nodes:
            draft.node(
                statement, "statement", _short(words), day, day, words=words, quote_type=quote_type, outlet=name,
                article=title, url=about["url"],
            )  # fmt: skip
            _article_node(draft, article, about, name)
            draft.count(article, "statements", 1)
            draft.edge(article, "carries", statement, 1, day, day)
        if outlet is not None and (str(outlet), article, "published") not in draft.edges:
            draft.node(str(outlet), "outlet", name, day, day)
            draft.edge(str(outlet), "published", article, 1, day, day)
        if row["speaker"] is not None and (str(row["speaker"]), statement, "said") not in draft.edges:
            speaker = str(row["speaker"])
            label, kind = speakers.get(speaker, (None, None))
            draft.node(speaker, "speaker", label, day, day, kind=kind)
            draft.count(speaker, "statements", 1)
            draft.edge(speaker, "said", statement, 1, day, day, article=title, outlet=name)
    return draft


def _citations_view(store: Store, scope: Scope) -> _Draft:
    draft, outlets, articles = _Draft(), _outlet_names(store), _articles(store)
    for row in _sorted(scope.rows(store, CITATIONS, quoting=True), "article", "target"):
        article, target, number = str(row["article"]), str(row["target"]), int(row["citations"] or 0)
        about, named = articles[article], row["named"]
        day, outlet = _known(about["day"]), about["outlet"]
        _article_node(draft, article, about, outlets.get(str(outlet)))
        cited = target
        if target in articles:
            _article_node(draft, target, articles[target], outlets.get(str(articles[target]["outlet"])))
            cited = str(articles[target]["outlet"] or "")
        if cited:
            draft.node(cited, "outlet", outlets.get(cited) or (named if cited == target else None), day, day)
        draft.edge(article, "cites", target, number, day, day, cited_as=named, article=about["title"])
        if outlet is not None:
            draft.node(str(outlet), "outlet", outlets.get(str(outlet)), day, day)
            if cited and cited != outlet:
                draft.edge(str(outlet), "cites", cited, number, day, day, cited_as=named, article=about["title"])
    return draft


VIEWS: Mapping[str, View] = MappingProxyType(
    {
        "speakers": View("Which outlet quotes which speaker, how often, from when to when.", _speakers_view),
        "statements": View("Who said which statement, and which article of which outlet carries it.", _statements_view),
        "citations": View("Which article or outlet cites which outlet or article.", _citations_view),
    }
)


def _article_node(draft: _Draft, iri: str, about: Mapping[str, Value], outlet: Value) -> None:
    day = _known(about["day"])
    label = about["title"] or about["url"]
    draft.node(iri, "article", label, day, day, url=about["url"], outlet=outlet, published=about["published"])


def _articles(store: Store) -> dict[str, dict[str, Value]]:
    return {str(row["article"]): {**row, "day": _first_ten(row["published"])} for row in rows(store, ARTICLES)}


def _outlet_names(store: Store) -> dict[str, str]:
    """The name that most articles give an outlet; of equally frequent ones the first in the alphabet."""
    found = rows(store, OUTLET_NAMES)
    best = sorted((str(r["outlet"]), -int(r["times"] or 0), str(r["name"])) for r in found)
    return {outlet: name for outlet, _, name in reversed(best)}


def _speaker_names(store: Store) -> dict[str, tuple[str, str | None]]:
    found = rows(store, SPEAKER_NAMES)
    return {str(r["speaker"]): (str(r["label"]), KINDS.get(str(r["kind"]))) for r in found}


def _outlets(store: Store, wanted: str) -> tuple[str, ...]:
    names = {(str(r["outlet"]), str(r["name"])) for r in rows(store, OUTLET_NAMES)}
    key = ids.outlet_key(wanted)
    return tuple(sorted({iri for iri, name in names if wanted == iri or ids.outlet_key(name) == key}))


def _speakers(store: Store, wanted: str) -> tuple[str, ...]:
    words = set(_words(wanted))
    names = _speaker_names(store).items()
    return tuple(sorted(iri for iri, (name, _) in names if iri == wanted or (words and words <= set(_words(name)))))


def _words(name: str) -> list[str]:
    return unicodedata.normalize("NFKC", name).casefold().split()


def _sorted(found: list[dict[str, Value]], *columns: str) -> list[dict[str, Value]]:
    return sorted(found, key=lambda row: tuple(str(row[c] or "") for c in columns))


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LABEL_LENGTH else line[: LABEL_LENGTH - 1].rstrip() + "…"


def _day(given: str | None, name: str) -> str | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as e:
        raise UsageError(f"{name}: {given!r} is no day; write it as YYYY-MM-DD") from e


def _first_ten(published: Value) -> str | None:
    """The day of a date or date-time as written there; None where it is none."""
    day = str(published or "")[:10]
    try:
        return date.fromisoformat(day).isoformat() if len(day) == 10 else None
    except ValueError:
        return None


def _known(day: Value) -> str | None:
    return None if day in (None, "", NEVER) else str(day)


def _widen(known: dict[str, Value], start: Value, end: Value) -> None:
    if start is not None:
        known["start"] = min(str(known.get("start", start)), str(start))
    if end is not None:
        known["end"] = max(str(known.get("end", end)), str(end))
