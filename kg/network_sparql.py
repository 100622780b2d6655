"""The SPARQL of the views: templates, and the scope that narrows them. Rows come out as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.model import Value
from kg.store.contract import Store
from kg.vocab import HS, PREFIXES, SCHEMA

NEVER = "9999-99-99"
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
ARTICLE = """
  OPTIONAL {{ ?article schema:publisher ?outlet }}
  OPTIONAL {{ ?article schema:datePublished ?published .
             FILTER(REGEX(STR(?published), "^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}"))
             BIND(SUBSTR(STR(?published), 1, 10) AS ?day) }}
  {filters}"""
STATEMENT = (
    """
  ?statement a schema:Quotation ; schema:isPartOf ?article .
  FILTER EXISTS {{ ?attribution hs:attributes ?statement . {standing} }}"""
    + ARTICLE
)
STANDING = "FILTER NOT EXISTS { ?attribution hs:withdrawn true }"
SPEAKERS = (
    """
SELECT ?outlet ?speaker (COUNT(DISTINCT ?statement) AS ?statements) (COUNT(DISTINCT ?article) AS ?articles)
       (MIN(?early) AS ?start) (MAX(?late) AS ?end) (MIN(?shown) AS ?first) WHERE {{"""
    + STATEMENT
    + """
  ?statement schema:spokenByCharacter ?speaker ; schema:text ?text .
  OPTIONAL {{ ?article schema:headline ?title }}
  BIND(COALESCE(?day, "{never}") AS ?early) BIND(COALESCE(?day, "") AS ?late)
  BIND(CONCAT(?early, "{separator}", STR(?statement), "{separator}", COALESCE(?title, ""),
              "{separator}", ?text) AS ?shown)
}} GROUP BY ?outlet ?speaker"""
)
STATEMENTS = (
    """
SELECT DISTINCT ?statement ?text (STR(?quote) AS ?type) ?article ?speaker WHERE {{"""
    + STATEMENT
    + """
  ?statement schema:text ?text ; hs:quoteType ?quote .
  {spoken}
}}"""
)
CITATIONS = (
    """
SELECT ?article ?target (COUNT(DISTINCT ?citation) AS ?citations) (MIN(STR(?as)) AS ?named) WHERE {{
  ?citation hs:cites ?target ; schema:isPartOf ?article .
  FILTER NOT EXISTS {{ ?citation hs:withdrawn true }}
  OPTIONAL {{ ?citation hs:target ?as }}"""
    + ARTICLE
    + """
}} GROUP BY ?article ?target"""
)
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
ARTICLES = """
SELECT ?article (MIN(?outlet_) AS ?outlet) (MIN(?title_) AS ?title) (MIN(STR(?url_)) AS ?url)
       (MIN(STR(?published_)) AS ?published) WHERE {
  ?article a schema:NewsArticle .
  OPTIONAL { ?article schema:publisher ?publisher . BIND(STR(?publisher) AS ?outlet_) }
  OPTIONAL { ?article schema:headline ?title_ }
  OPTIONAL { ?article schema:url ?url_ }
  OPTIONAL { ?article schema:datePublished ?published_ }
} GROUP BY ?article"""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a view is limited to: days (inclusive), and the IRIs of outlets and speakers (None: all of them)."""

    withdrawn: bool
    since: str | None
    until: str | None
    outlets: tuple[str, ...] | None
    speakers: tuple[str, ...] | None

    def filters(self, quoting: bool = False) -> str:
        """The SPARQL that narrows ?article, ?day, ?outlet and ?speaker; ``quoting``: articles that quote ?speaker."""
        parts = [] if self.withdrawn else ["FILTER NOT EXISTS { ?article hs:withdrawn true }"]
        parts += [f'FILTER(?day >= "{self.since}")'] if self.since else []
        parts += [f'FILTER(?day <= "{self.until}")'] if self.until else []
        if self.outlets is not None:
            parts.append(f"FILTER(?outlet IN ({iris(self.outlets, ', ')}))")
        if self.speakers is not None:
            values = f"VALUES ?speaker {{ {iris(self.speakers)} }}"
            said = "?said schema:isPartOf ?article ; schema:spokenByCharacter ?speaker"
            parts.append(f"FILTER EXISTS {{ {values} {said} }}" if quoting else values)
        return "\n  ".join(parts)

    def rows(self, store: Store, template: str, *, quoting: bool = False) -> list[dict[str, Value]]:
        """The rows of one of the queries above, narrowed to this scope."""
        everyone = "" if self.speakers is not None else "OPTIONAL"
        query = template.format(
            filters=self.filters(quoting),
            standing="" if self.withdrawn else STANDING,
            spoken=f"{everyone} {{ ?statement schema:spokenByCharacter ?speaker }}",
            never=NEVER,
            separator=SEPARATOR,
        )
        return rows(store, query)


def rows(store: Store, query: str) -> list[dict[str, Value]]:
    """The rows of a query that may use the known prefixes."""
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(PREFIXES.items()))
    return store.select(head + query).dicts()


def iris(values: tuple[str, ...], separator: str = " ") -> str:
    """IRIs as SPARQL writes them."""
    return separator.join(f"<{value}>" for value in values)
