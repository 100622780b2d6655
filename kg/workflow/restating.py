"""The derived graphs of status and corrections made again: of one article, or of all that judgements are about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg import ids
from kg.model import Extraction, Identity
from kg.rdf import derived, evidence
from kg.rdf import terms as t
from kg.rdf.judged import AttributionJudgement
from kg.resolve.identity import bearers
from kg.resolve.judging import Judged, judgements
from kg.resolve.known import Known
from kg.resolve.loading import borne, speakers
from kg.review.effects import Effects, effects
from kg.review.loading import Judgements, attribution_judgements
from kg.store.contract import Quad, Store

FEW = 100
"""Places that a query names; for more, all articles are looked at."""

MARKS = """
SELECT DISTINCT ?attribution ?judgement ?withdrawn WHERE {{
  ?attribution schema:isPartOf <{article}>
  {{ GRAPH <{status}> {{ ?attribution hs:judgedIn ?judgement }} }}
  UNION {{ GRAPH <{status}> {{ ?attribution hs:withdrawn ?withdrawn }} ?attribution a hs:Attribution }}
}}"""
VERSIONS = """
SELECT DISTINCT ?article ?place (EXISTS {{ ?newer hs:previousVersion ?article }} AS ?old) WHERE {{
  {places} ?article a schema:NewsArticle ; hs:textHash ?hash
}} ORDER BY ?article"""
ALL_PLACES = (
    "?article hs:textHash ?h OPTIONAL { ?article schema:url ?url } BIND(STR(COALESCE(?url, ?article)) AS ?place)"
)
SOME_PLACES = """
  {{ VALUES ?url {{ {urls} }} ?article schema:url ?url BIND(STR(?url) AS ?place) }}
  UNION {{ VALUES ?article {{ {articles} }} BIND(STR(?article) AS ?place) }}"""
OTHERS = "SELECT DISTINCT ?entity WHERE {{ ?entity hs:canonicalSpeaker <{speaker}> }}"
CANONICAL = "SELECT ?entity ?speaker WHERE {{ VALUES ?entity {{ {entities} }} ?entity hs:canonicalSpeaker ?speaker }}"
OLD = """
SELECT DISTINCT ?x WHERE {
  { ?newer hs:previousVersion ?x }
  UNION { ?newer hs:previousVersion ?article . ?x schema:isPartOf ?article ; a hs:Attribution }
} ORDER BY ?x"""
CORRECTED = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?corrected prov:wasRevisionOf ?read ; a hs:Attribution } }"


@dataclass(slots=True)
class Restated:
    """What to write so that an article is as its judgements say; ``lost`` are those that found no place in it.

    ``named`` counts the entities that came or went with a correction.
    """

    add: list[Quad] = field(default_factory=list)
    remove: list[Quad] = field(default_factory=list)
    replace: list[str] = field(default_factory=list)
    lost: list[tuple[AttributionJudgement, str]] = field(default_factory=list)
    named: int = 0

    def plus(self, other: "Restated") -> None:
        """Takes in what is to be written for another article."""
        self.add += other.add
        self.remove += other.remove
        self.replace += other.replace
        self.lost += other.lost
        self.named += other.named


def restated(
    known: Known,
    extraction: Extraction,
    given: Sequence[AttributionJudgement],
    *,
    old: bool,
    stored: bool = True,
    decided: Sequence[Identity] | None = None,
) -> Restated:
    """What follows from the judgements ``given`` of an article; what they made of it until now is taken out.

    ``old`` if a newer version took its place; ``stored`` if the store holds it; ``decided`` is who its entities are,
    None where the store knows. The marks of an older version on what was read are the caller's where not ``stored``.
    """
    found = effects(extraction, given)
    out = Restated(add=[*found.status(old=old), *found.corrections()], lost=list(found.lost))
    article, graph = extraction.article.iri, ids.corrections_graph(extraction.article.iri)
    before = known.decided(article, graph) if stored else {}
    if stored:
        out.remove += _marks(known.store, article)
        if old:
            marked = [article, *(a.iri for a in extraction.attributions)]
            out.add += derived.withdrawn_quads(marked, known.store.base)
        present = list(known.store.quads(graph))
        out.replace += [graph] if present else []
        out.remove += _identity(known.store, present, before)
    identities = _identities(known, found, before)
    coming = {i.entity for i in identities}
    going = [i for e, i in before.items() if e not in coming]
    out.remove += _forsaken(known, going)
    out.named = len(going) + sum(i.entity not in before for i in identities)
    speaking = _speaking(known.store, found, decided) if decided is not None or found.corrected else {}
    speaking |= {i.entity: i.speaker for i in identities}
    spoken = [(s, speaking[e]) for s, e in found.spoken() if e in speaking]
    out.add += derived.identified_quads(identities, (), known.store.base)
    out.add += derived.spoken_quads(spoken, known.store.base)
    return out


def everything_restated(store: Store) -> int:
    """Makes the whole status graph and all corrections again, and writes what differs in one transaction.

    The number of judgements that hold and found no place in the latest version of their article.
    """
    given = attribution_judgements(store)
    held = Judgements.of(given)
    known, whole, graphs = Known(store), Restated(), set()
    for article, old in versions(store, {j.url or j.article for j in given}):
        extraction = evidence.extraction(store.quads(ids.evidence_graph(article)))
        about = held.about(extraction.article)
        if effects(extraction, about).entities and not known.speakers.by_iri:
            known = _with_speakers(store)
        graphs.add(ids.corrections_graph(article))
        one = restated(known, extraction, about, old=old)
        whole.plus(replace(one, lost=[]) if old else one)
    present = {str(g) for (g,) in store.select(CORRECTED).rows}
    stale = {g for g in present - graphs if g.startswith(ids.derived_graph("corrections/", store.base))}
    for graph in sorted(stale):
        whole.remove += _identity(store, list(store.quads(graph)), {})
    whole.replace += sorted(stale)
    whole.add += derived.withdrawn_quads([str(x) for (x,) in store.select(OLD).rows], store.base)
    _write(store, whole)
    return len(whole.lost)


def judged_again(store: Store, extraction: Extraction, judged: Sequence[AttributionJudgement]) -> Restated:
    """What follows for all versions of an article when ``judged`` are all the judgements of attributions."""
    held = Judgements.of(judged)
    known, whole = Known(store), Restated()
    for article, old in versions(store, {extraction.article.url or extraction.article.iri}):
        one = extraction
        if article != extraction.article.iri:
            one = evidence.extraction(store.quads(ids.evidence_graph(article)))
        about = held.about(one.article)
        if effects(one, about).entities and not known.speakers.by_iri:
            known = _with_speakers(store)
        whole.plus(restated(known, one, about, old=old))
    return whole


def versions(store: Store, places: Iterable[str]) -> list[tuple[str, bool]]:
    """The stored articles of these places (URL, or IRI where there is none), and whether a newer version followed."""
    wanted = sorted(set(places))
    if not wanted:
        return []
    limit = ALL_PLACES
    if len(wanted) <= FEW:
        ours = [place for place in wanted if re.fullmatch(re.escape(store.base) + "article/[0-9a-f]{20}", place)]
        urls = " ".join(f"{_literal(place)}^^xsd:anyURI" for place in wanted if place not in ours)
        limit = SOME_PLACES.format(urls=urls, articles=" ".join(f"<{iri}>" for iri in ours))
    found = set(wanted)
    rows = store.select(VERSIONS.format(places=limit)).rows
    return [(str(article), bool(old)) for article, place, old in rows if place in found]


def _write(store: Store, whole: Restated) -> None:
    """Writes what differs from the store in the status graph, the corrections and what identity says of these."""
    want = dict.fromkeys(whole.add)
    made_anew = [ids.derived_graph("status", store.base), *dict.fromkeys(whole.replace)]
    have = dict.fromkeys(q for graph in made_anew for q in store.quads(graph))
    gone = [q for q in dict.fromkeys((*have, *whole.remove)) if q not in want]
    have |= dict.fromkeys(store.quads(ids.derived_graph("identity", store.base)) if whole.replace else ())
    new = [q for q in want if q not in have]
    if new or gone:
        store.write(new, remove=gone)
        store.flush()


def _marks(store: Store, article: str) -> list[Quad]:
    status = ids.derived_graph("status", store.base)
    rows = store.select(MARKS.format(article=article, status=status)).rows
    pairs = [(str(a), str(j)) for a, j, _ in rows if j is not None]
    gone = [str(a) for a, j, _ in rows if j is None]
    return [*derived.judged_quads(pairs, store.base), *derived.withdrawn_quads(gone, store.base)]


def _identity(store: Store, corrections: Sequence[Quad], before: dict[str, Identity]) -> list[Quad]:
    """What the identity graph says of the statements and entities of a graph of corrections; descriptions stay."""
    statements = [q.subject for q in corrections if q.predicate == t.A and q.object == t.QUOTATION]
    listed = " ".join(map(str, statements))
    query = f"SELECT ?s ?speaker WHERE {{ VALUES ?s {{ {listed} }} ?s schema:spokenByCharacter ?speaker }}"
    rows = store.select(query).rows if statements else ()
    nodes = {f"<{i.speaker}>" for i in before.values()}
    of_entities = derived.identified_quads(before.values(), (), store.base)
    return [
        *derived.spoken_quads([(str(s), str(o)) for s, o in rows], store.base),
        *(q for q in of_entities if str(q.subject) not in nodes),
    ]


def _identities(known: Known, found: Effects, before: dict[str, Identity]) -> tuple[Identity, ...]:
    return known.identified(found.entities, bearers(found.whole()), before)


def _forsaken(known: Known, going: Sequence[Identity]) -> list[Quad]:
    """The descriptions of speakers whom a correction that is gone leaves without an entity."""
    leaving = {i.entity for i in going}
    out: list[Quad] = []
    for i in going:
        known.speakers.leave(i.speaker)
        rows = known.store.select(OTHERS.format(speaker=i.speaker)).rows
        if {str(e) for (e,) in rows} <= leaving:
            out += derived.speaker_quads(i)
    return out


def _speaking(store: Store, found: Effects, decided: Sequence[Identity] | None) -> dict[str, str]:
    if decided is not None:
        return {i.entity: i.speaker for i in decided}
    entities = " ".join(f"<{e}>" for _, e in found.spoken())
    return {str(e): str(s) for e, s in store.select(CANONICAL.format(entities=entities)).rows} if entities else {}


def _with_speakers(store: Store) -> Known:
    return Known(store, speakers=speakers(store, Judged.of(judgements(store)), borne(store)))


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
