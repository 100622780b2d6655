"""The SPARQL of the views. Rows come out as plain values; what is counted is counted in the store."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kg.model import Value
from kg.store.contract import Store
from kg.vocab import HS, SCHEMA

SEPARATOR = "\x1f"
KINDS: Mapping[str, str] = MappingProxyType(
    {
        SCHEMA("Person"): "person",
        SCHEMA("Organization"): "organisation",
        SCHEMA("NewsMediaOrganization"): "outlet",
        SCHEMA("Place"): "place",
        SCHEMA("CreativeWork"): "document",
        HS("Collective"): "collective",
        HS("UnnamedSource"): "unnamed",
    }
)
ANY_WITHDRAWN = "ASK { ?anything hs:withdrawn true }"


_REVIEWED = "VALUES ?accepted { hs:Accepted hs:Corrected } ?attribution hs:judgedIn/hs:judgement ?accepted"
_SURE = """FILTER(EXISTS {{ ?attribution hs:confidence ?confidence FILTER(?confidence >= {least}) }}
                         || EXISTS {{ ?attribution prov:wasRevisionOf ?read }})"""
_STANDING = """FILTER NOT EXISTS { ?attribution hs:withdrawn true }
                  FILTER NOT EXISTS { ?attribution hs:speaker/hs:canonicalSpeaker ?another
                                      FILTER(?another != ?speaker) }"""


def attributed(standing: bool, least: float | None, reviewed: bool) -> str:
    """The limit to statements of an attribution that stands (by ?speaker), is sure enough, and that a person accepted.

    What a person corrected is sure. "" where nothing is asked.
    """
    asked = [*_asked(least, reviewed), *([_STANDING] if standing else [])]
    return f"FILTER EXISTS {{ {' '.join(['?attribution hs:attributes ?statement .', *asked])} }}" if asked else ""


def attributions(least: float | None, reviewed: bool) -> str:
    """The attributions that are sure enough, and that a person accepted."""
    found = " ".join(["?attribution hs:attributes ?statement .", *_asked(least, reviewed)])
    return f"SELECT DISTINCT ?attribution WHERE {{ {found} }}"


def _asked(least: float | None, reviewed: bool) -> list[str]:
    sure = [] if least is None else [_SURE.format(least=f"{least:.6f}")]
    return sure + ([_REVIEWED] if reviewed else [])


def with_words(words: Sequence[str]) -> str:
    """The limit to these words (letters and digits, lower case) where they stand together in ?text."""
    wanted = f" {' '.join(words)} "
    plain = r'CONCAT(" ", LCASE(REPLACE(?text, "[^\\p{L}\\p{N}]+", " ")), " ")'
    return f'FILTER(CONTAINS({plain}, "{wanted}"))'


def speakers_quoted(limits: str) -> str:
    """Article, speaker, how many statements, and the first of them (IRI, separator, words)."""
    return f"""
SELECT ?article ?speaker (COUNT(DISTINCT ?statement) AS ?statements)
       (MIN(CONCAT(STR(?statement), "{SEPARATOR}", ?text)) AS ?first) WHERE {{
  ?statement schema:spokenByCharacter ?speaker ; schema:isPartOf ?article ; schema:text ?text .
  {limits}
}} GROUP BY ?article ?speaker"""


def statements_made(limits: str, *, everyone: bool) -> str:
    """Statement, words, type, article and speaker; with ``everyone`` also statements of no known speaker."""
    spoken = "?statement schema:spokenByCharacter ?speaker"
    return f"""
SELECT DISTINCT ?statement ?text (STR(?quote) AS ?type) ?article ?speaker WHERE {{
  ?statement a schema:Quotation ; schema:isPartOf ?article ; schema:text ?text ; hs:quoteType ?quote .
  {f"OPTIONAL {{ {spoken} }}" if everyone else spoken}
  {limits}
}}"""


CITATIONS = """
SELECT ?article ?target (COUNT(DISTINCT ?citation) AS ?citations) (MIN(STR(?as)) AS ?named) WHERE {
  ?citation hs:cites ?target ; schema:isPartOf ?article .
  OPTIONAL { ?citation hs:target ?as }
} GROUP BY ?article ?target"""
OUTLET_NAMES = """
SELECT ?outlet ?name (COUNT(DISTINCT ?graph) AS ?times) WHERE {
  GRAPH ?graph { ?outlet a schema:NewsMediaOrganization ; schema:name ?name .
                 FILTER NOT EXISTS { ?outlet schema:isPartOf ?article } }
} GROUP BY ?outlet ?name"""
SPEAKER_NAMES = """
SELECT ?speaker (MIN(?name) AS ?label) (MIN(STR(?class)) AS ?kind) WHERE {
  { SELECT DISTINCT ?speaker WHERE { ?entity hs:canonicalSpeaker ?speaker } }
  ?speaker schema:name ?name ; a ?class
} GROUP BY ?speaker"""
SPEAKS_FOR = """
SELECT ?speaker ?name (COUNT(DISTINCT ?entity) AS ?times) WHERE {
  ?entity hs:speaksFor ?body ; hs:canonicalSpeaker ?speaker . ?body schema:name ?name
} GROUP BY ?speaker ?name"""
ARTICLES = """
SELECT ?article (MIN(STR(?publisher)) AS ?outlet) (MIN(?headline) AS ?title) (MIN(STR(?address)) AS ?url)
       (MIN(STR(?date)) AS ?published) (MIN(STR(?mark)) AS ?withdrawn) WHERE {
  ?article a schema:NewsArticle .
  OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:url ?address }
  OPTIONAL { ?article schema:datePublished ?date }
  OPTIONAL { ?article hs:withdrawn ?mark }
} GROUP BY ?article"""


def articles_with(limits: str, *, everyone: bool) -> str:
    """The articles with a statement within the limits; with ``everyone`` also of no known speaker."""
    spoken = "?statement schema:spokenByCharacter ?speaker"
    return f"""
SELECT DISTINCT ?article WHERE {{
  ?statement schema:isPartOf ?article ; schema:text ?text .
  {f"OPTIONAL {{ {spoken} }}" if everyone else spoken}
  {limits}
}}"""


def only_speakers(iris: tuple[str, ...]) -> str:
    """The limit to these speakers."""
    return f"VALUES ?speaker {{ {' '.join(f'<{iri}>' for iri in iris)} }}"


def rows(store: Store, query: str) -> list[dict[str, Value]]:
    """The rows of a query that may use the known prefixes."""
    return store.select(query).dicts()


def in_order(found: list[dict[str, Value]], *columns: str) -> list[dict[str, Value]]:
    """The rows by these columns, so that the store's order has no say."""
    return sorted(found, key=lambda row: tuple(str(row[c] or "") for c in columns))
