"""What an ingest must know of the store while it writes: its articles, outlets and speakers.

Loaded once by a few queries, then kept in step with every article written, so that an article costs no query that
grows with the store.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from kg import ids
from kg.model import Article, Cited, Decision, Entity, Extraction, Identity, Value
from kg.rdf import derived, evidence
from kg.rdf.terms import KIND_OF_CLASS
from kg.resolve.bearers import Bearer
from kg.resolve.citations import outlet_of
from kg.resolve.identity import JOINED, bearers
from kg.resolve.judging import Judged, judgements
from kg.resolve.loading import borne, speakers
from kg.resolve.speakers import Speakers
from kg.store.contract import Quad, Store

ARTICLES = """
SELECT ?article ?hash ?url ?outlet ?name (EXISTS { ?newer hs:previousVersion ?article } AS ?old) WHERE {
  GRAPH ?evidence {  # an outlet has its name in the evidence of each of its articles
    ?article a schema:NewsArticle ; hs:textHash ?hash .
    OPTIONAL { ?article schema:url ?url }
    OPTIONAL { ?article schema:publisher ?outlet . ?outlet schema:name ?name }
  }
} ORDER BY ?article"""

DECISIONS = """
SELECT ?entity ?founder ?score ?reason ?joined ?judgement WHERE {{
  GRAPH <{graph}> {{ ?entity schema:isPartOf <{article}> }}
  ?entity hs:identityDecision ?decision .
  ?decision hs:comparedWith ?founder ; hs:score ?score ; hs:reason ?reason ; hs:joined ?joined .
  OPTIONAL {{ ?decision prov:wasDerivedFrom ?judgement }}
}} ORDER BY ?entity ?decision"""

DESCRIBED = """
SELECT ?entity ?speaker ?class ?name WHERE {{
  GRAPH <{graph}> {{ ?entity schema:isPartOf <{article}> }}
  ?entity hs:canonicalSpeaker ?speaker .
  GRAPH <{identity}> {{ ?speaker a ?class ; schema:name ?name }}
}} ORDER BY ?entity"""


@dataclass(slots=True)
class Known:
    """``urls`` leads to the latest version, ``outlets`` (by host) to (IRI, name)."""

    store: Store
    articles: set[str] = field(default_factory=set)
    urls: dict[str, str] = field(default_factory=dict)
    outlets: dict[str, tuple[str, str]] = field(default_factory=dict)
    old: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    speakers: Speakers = field(default_factory=Speakers)

    @classmethod
    def of(cls, store: Store) -> Self:
        """What ``store`` holds now."""
        known = cls(store)
        for iri, text_hash, url, outlet, name, old in store.select(ARTICLES).rows:
            known.texts.add(str(text_hash))
            known._learn_article(str(iri), _text(url), _text(outlet), _text(name), bool(old))
        known.speakers = speakers(store, Judged.of(judgements(store)), borne(store))
        return known

    def identities(self, extraction: Extraction, before: Mapping[str, Identity]) -> tuple[Identity, ...]:
        """Who each entity is, taken in at once: those of one article may be one speaker.

        An entity that the store holds stays who it is (``before``): what came after it does not change it.
        """
        return self.identified(extraction.entities, bearers(extraction), before)

    def identified(
        self, entities: Iterable[Entity], told: Mapping[str, Bearer], before: Mapping[str, Identity]
    ) -> tuple[Identity, ...]:
        """Who some entities of an article are; ``told`` is what it says of those that may be joined, by their IRI."""
        found = []
        for e in entities:
            identity = before.get(e.iri) or self.speakers.decided(e.iri, e.kind, e.name, told.get(e.iri))
            found.append(identity)
            if e.iri in told and e.iri not in before:
                self.speakers.take(identity, told[e.iri])
        return tuple(found)

    def learn(self, extraction: Extraction) -> None:
        """Takes in the article that was just written."""
        article = extraction.article
        self.texts.add(ids.text_hash(article.text))
        if article.iri not in self.articles:
            name = article.outlet or ids.host(article.url)
            self._learn_article(article.iri, article.url, outlet_of(article), name, False)

    def text_known(self, article: Article) -> bool:
        """Whether another stored article has this very text."""
        return ids.text_hash(article.text) in self.texts

    def previous(self, article: Article) -> str | None:
        """The stored version that ``article`` follows: of an article already stored, the one it followed then."""
        if article.iri in self.articles:
            query = f"SELECT ?old WHERE {{ <{article.iri}> hs:previousVersion ?old }}"
            return next((str(row[0]) for row in self.store.select(query).rows), None)
        return self.urls.get(article.url) if article.url else None

    def attributions(self, article: str) -> list[str]:
        """The attributions of a stored article, as read and as corrected."""
        query = f"SELECT DISTINCT ?a WHERE {{ ?a schema:isPartOf <{article}> ; a hs:Attribution }} ORDER BY ?a"
        return [str(row[0]) for row in self.store.select(query).rows]

    def original(self, article: str) -> str | None:
        """The SHA-256 of the bytes that a stored article was read from; None for plain text."""
        rows = self.store.select(f"SELECT ?hash WHERE {{ <{article}> hs:originalHash ?hash }}").rows
        return str(rows[0][0]) if rows else None

    def now_resolved(self, article: Article) -> tuple[list[Quad], list[Quad]]:
        """The links of stored articles that lead to ``article``, which was not there when they were read.

        (quads to take out: where they led until now; quads to put in.)
        """
        if not article.url:
            return [], []
        query = f"""SELECT DISTINCT ?citation ?citing ?target (EXISTS {{
                ?other schema:isPartOf ?citing ; hs:cites ?target FILTER(?other != ?citation) }} AS ?shared) {{
            ?citation hs:target {_literal(article.url)} ; schema:isPartOf ?citing
            OPTIONAL {{ ?citation hs:cites ?target }}
        }} ORDER BY ?citation"""
        out, into = [], []
        for citation, citing, target, shared in self.store.select(query).rows:
            if citing != article.iri:
                into.append(Cited(str(citation), str(citing), article.iri))
                old = derived.citation_quads([Cited(str(citation), str(citing), str(target))] if target else [])
                out += [q for q in old if not shared or str(q.subject) == f"<{citation}>"]
        return out, list(derived.citation_quads(into))

    def decided(self, article: str, graph: str | None = None) -> dict[str, Identity]:
        """Who the entities of a stored article are, by their IRIs: those of its evidence, or of another graph."""
        graph = graph or ids.evidence_graph(article)
        decisions: dict[str, list[Decision]] = {}
        for entity, founder, score, reason, joined, why in self.store.select(
            DECISIONS.format(graph=graph, article=article)
        ).rows:
            one = Decision(str(founder), float(score or 0), str(reason), bool(joined), _text(why))
            decisions.setdefault(str(entity), []).append(one)
        identity = ids.derived_graph("identity", ids.split(article)[0])
        rows = self.store.select(DESCRIBED.format(graph=graph, article=article, identity=identity)).rows
        return {
            str(e): Identity(str(e), str(s), KIND_OF_CLASS[str(kind)], str(name), tuple(decisions.get(str(e), ())))
            for e, s, kind, name in rows
        }

    def derived_of(self, article: str, before: Mapping[str, Identity]) -> list[Quad]:
        """The derived quads that hang on a stored article, so that reading it again can replace them.

        The description of a canonical speaker stays: other articles may lean on it.
        """
        old = evidence.extraction(self.store.quads(ids.evidence_graph(article)))
        nodes = {f"<{i.speaker}>" for i in before.values()}
        identity = [q for q in derived.identity_quads(old, before.values()) if str(q.subject) not in nodes]
        citations = derived.citation_quads(Cited(c, article, t) for c, t in self._pairs(article, "cites"))
        return [*identity, *citations, *self.withdrawal(article)]

    def forsaken(self, before: Mapping[str, Identity], extraction: Extraction) -> list[Quad]:
        """The descriptions of speakers whom a new reading leaves without an entity."""
        staying = {e.iri for e in extraction.entities}
        gone = [i for i in before.values() if i.entity not in staying]
        left = [i for i in gone if (i.kind not in JOINED or self.speakers.leave(i.speaker))]
        return [q for i in left for q in derived.speaker_quads(i)]

    def withdrawal(self, article: str) -> list[Quad]:
        """The marks on a stored article, and on what it attributes, if a newer version took its place."""
        if article not in self.old:
            return []
        return list(derived.withdrawn_quads([article, *self.attributions(article)], ids.split(article)[0]))

    def _pairs(self, article: str, predicate: str) -> list[tuple[str, str]]:
        query = f"""SELECT DISTINCT ?s ?o WHERE {{
            GRAPH <{ids.evidence_graph(article)}> {{ ?s schema:isPartOf <{article}> }}
            ?s hs:{predicate} ?o }} ORDER BY ?s ?o"""
        return [(str(s), str(o)) for s, o in self.store.select(query).rows]

    def _learn_article(self, iri: str, url: str | None, outlet: str | None, name: str | None, old: bool) -> None:
        self.articles.add(iri)
        if old:
            self.old.add(iri)
        elif url:
            if url in self.urls and self.urls[url] != iri:
                self.old.add(self.urls[url])
            self.urls[url] = iri
        where = ids.host(url)
        if where and outlet and name:
            self.outlets.setdefault(where, (outlet, name))


def _literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r") + '"'


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
