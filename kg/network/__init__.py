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
from kg.network.queries import (
    ANY_WITHDRAWN,
    ARTICLES,
    CITATIONS,
    KINDS,
    OUTLET_NAMES,
    SEPARATOR,
    SPEAKER_NAMES,
    STANDING,
    articles_quoting,
    only_speakers,
    rows,
    speakers_quoted,
    statements_made,
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

    def node(self, iri: str, type_: str, label: Value, day: Value, **more: Value) -> None:
        new: dict[str, Value] = {"id": iri, "label": label or iri, "type": type_}
        _add(self.nodes.setdefault(iri, new), day, more)

    def edge(self, source: str, kind: str, target: str, weight: int, day: Value, **more: Value) -> dict[str, Value]:
        known = self.edges.get((source, target, kind))
        if known is None:
            known = {"id": ids.digest([source, kind, target]), "kind": kind, "label": kind, "weight": 0}
            self.edges[source, target, kind] = known
        known["weight"] = int(known["weight"] or 0) + weight
        _add(known, day, more)
        return known

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
class Scope:
    """What a view shows: the articles, by IRI, with what is known of each; all of them are in ``known``.

    ``speakers`` are the IRIs that it is limited to (None: everybody); ``limits`` is SPARQL for which ?statement counts.
    """

    articles: Mapping[str, Mapping[str, Value]]
    known: Mapping[str, Mapping[str, Value]]
    speakers: tuple[str, ...] | None
    limits: str


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
    first, last = _day(since, "since"), _day(until, "until")
    outlets = None if outlet is None else _outlets(store, outlet)
    speakers = None if speaker is None else _speakers(store, speaker)
    known = _articles(store)
    shown = {
        iri: about
        for iri, about in known.items()
        if (withdrawn or about["withdrawn"] != "true")
        and (outlets is None or about["outlet"] in outlets)
        and (first is None or str(about["day"] or "") >= first)
        and (last is None or str(about["day"] or "~") <= last)
    }
    limits = [] if withdrawn or store.select(ANY_WITHDRAWN).rows[0][0] is False else [STANDING]
    limits += [] if speakers is None else [only_speakers(speakers)]
    return VIEWS[name].build(store, Scope(shown, known, speakers, "\n".join(limits))).graph(name)


def _speakers_view(store: Store, scope: Scope) -> _Draft:
    draft, outlets, speakers = _Draft(), _outlet_names(store), _speaker_names(store)
    found = [row for row in rows(store, speakers_quoted(scope.limits)) if row["article"] in scope.articles]
    found.sort(key=lambda row: (str(scope.articles[str(row["article"])]["day"] or "~"), str(row["first"])))
    for row in found:
        speaker, number, about = str(row["speaker"]), int(row["statements"] or 0), scope.articles[str(row["article"])]
        day, outlet = about["day"], about["outlet"]
        label, kind = speakers.get(speaker, (None, None))
        draft.node(speaker, "speaker", label, day, kind=kind)
        draft.count(speaker, "statements", number)
        if outlet is None:
            continue
        outlet = str(outlet)
        draft.node(outlet, "outlet", outlets.get(outlet), day)
        draft.count(outlet, "statements", number)
        words = str(row["first"]).partition(SEPARATOR)[2]
        edge = draft.edge(outlet, "quotes", speaker, number, day, first_article=about["title"], first_words=words)
        edge["articles"] = int(edge.get("articles") or 0) + 1
    return draft


def _statements_view(store: Store, scope: Scope) -> _Draft:
    draft, outlets, speakers = _Draft(), _outlet_names(store), _speaker_names(store)
    query = statements_made(scope.limits, everyone=scope.speakers is None)
    for row in _sorted(rows(store, query), "statement", "speaker", "type", "text"):
        statement, article, words = str(row["statement"]), str(row["article"]), str(row["text"])
        if article not in scope.articles:
            continue
        about = scope.articles[article]
        day, outlet, title = about["day"], about["outlet"], about["title"]
        name = outlets.get(str(outlet))
        if statement not in draft.nodes:
            draft.node(
                statement, "statement", short(words), day, words=words, outlet=name, article=title, url=about["url"],
                quote_type=str(row["type"]).rpartition("#")[2].lower(),
            )  # fmt: skip
            _article_node(draft, article, about, name)
            draft.count(article, "statements", 1)
            draft.edge(article, "carries", statement, 1, day)
        if outlet is not None and (str(outlet), article, "published") not in draft.edges:
            draft.node(str(outlet), "outlet", name, day)
            draft.edge(str(outlet), "published", article, 1, day)
        if row["speaker"] is not None and (str(row["speaker"]), statement, "said") not in draft.edges:
            speaker = str(row["speaker"])
            label, kind = speakers.get(speaker, (None, None))
            draft.node(speaker, "speaker", label, day, kind=kind)
            draft.count(speaker, "statements", 1)
            draft.edge(speaker, "said", statement, 1, day, article=title, outlet=name)
    return draft


def _citations_view(store: Store, scope: Scope) -> _Draft:
    draft, outlets, articles = _Draft(), _outlet_names(store), scope.known
    shown = set(scope.articles)
    if scope.speakers is not None:
        shown &= {str(row["article"]) for row in rows(store, articles_quoting(scope.limits))}
    for row in _sorted(rows(store, CITATIONS), "article", "target"):
        article, target, number = str(row["article"]), str(row["target"]), int(row["citations"] or 0)
        if article not in shown:
            continue
        about, named = articles[article], row["named"]
        day, outlet = about["day"], about["outlet"]
        _article_node(draft, article, about, outlets.get(str(outlet)))
        cited = target
        if target in articles:
            _article_node(draft, target, articles[target], outlets.get(str(articles[target]["outlet"])))
            cited = str(articles[target]["outlet"] or "")
        if cited:
            draft.node(cited, "outlet", outlets.get(cited) or (named if cited == target else None), day)
        draft.edge(article, "cites", target, number, day, cited_as=named, article=about["title"])
        if outlet is not None:
            draft.node(str(outlet), "outlet", outlets.get(str(outlet)), day)
            if cited and cited != outlet:
                draft.edge(str(outlet), "cites", cited, number, day, cited_as=named, article=about["title"])
    return draft


VIEWS: Mapping[str, View] = MappingProxyType(
    {
        "speakers": View("Which outlet quotes which speaker, how often, from when to when.", _speakers_view),
        "statements": View("Who said which statement, and which article of which outlet carries it.", _statements_view),
        "citations": View("Which article or outlet cites which outlet or article.", _citations_view),
    }
)


def _article_node(draft: _Draft, iri: str, about: Mapping[str, Value], outlet: Value) -> None:
    label, day = about["title"] or about["url"], about["day"]
    draft.node(iri, "article", label, day, url=about["url"], outlet=outlet, published=about["published"])


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


def short(words: str) -> str:
    """The words as a label."""
    line = " ".join(words.split())
    return line if len(line) <= LABEL_LENGTH else line[: LABEL_LENGTH - 1].rstrip() + "…"


def _day(given: str | None, name: str) -> str | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as e:
        raise UsageError(f"{name}: {given!r} is no day; write it as YYYY-MM-DD") from e


def days(since: str | None, until: str | None) -> tuple[str, str] | None:
    """The first and the last day of a period, None for all; UsageError for what is no day."""
    first, last = _day(since, "since"), _day(until, "until")
    return None if first is None and last is None else (first or "0000-00-00", last or "9999-99-99")


def _first_ten(published: Value) -> str | None:
    """The day of a date or date-time as written there; None where it is none."""
    day = str(published or "")[:10]
    try:
        return date.fromisoformat(day).isoformat() if len(day) == 10 else None
    except ValueError:
        return None


def _add(known: dict[str, Value], day: Value, more: Mapping[str, Value]) -> None:
    """Adds what is not known yet, and widens the days."""
    known.update({key: value for key, value in more.items() if value is not None and key not in known})
    if day is not None:
        known["start"] = min(str(known.get("start", day)), str(day))
        known["end"] = max(str(known.get("end", day)), str(day))
