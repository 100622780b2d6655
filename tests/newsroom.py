"""A small store for the tests of views, analyses and exports: three outlets and three speakers, by hand as TriG."""

import pyoxigraph as ox

from kg.ids import BASE
from kg.store.embedded import EmbeddedStore

PREFIXES = f"""
@prefix hs: <https://w3id.org/hearsay#> . @prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix cito: <http://purl.org/spar/cito/> .
@prefix article: <{BASE}article/> . @prefix outlet: <{BASE}outlet/> . @prefix speaker: <{BASE}speaker/> .
@prefix statement: <{BASE}statement/> . @prefix attribution: <{BASE}attribution/> . @prefix entity: <{BASE}entity/> .
@prefix citation: <{BASE}citation/> . @prefix evidence: <{BASE}graph/evidence/> .
@prefix derived: <{BASE}graph/derived/> .
"""


def iri(kind: str, digit: str) -> str:
    """The identifier of that kind, of one digit repeated."""
    return f"{BASE}{kind}/{digit * 20}"


def statement(number: str, article: str, speaker: str | None, words: str, name: str = "", kind: str = "Person") -> str:
    """The evidence and identity of a statement, which the entity with its number makes."""
    s, a = number * 20, article * 20
    out = f"""
    evidence:{a} {{ attribution:{s} a hs:Attribution ; schema:isPartOf article:{a} ; hs:attributes statement:{s} .
      statement:{s} a schema:Quotation ; hs:quoteType hs:Direct ; schema:isPartOf article:{a} ;
        schema:text "{words}" . }}"""
    if speaker is not None:
        x = speaker * 20
        out += f"""
    derived:identity {{ speaker:{x} a schema:{kind} ; schema:name "{name}" .
      entity:{s} hs:canonicalSpeaker speaker:{x} .
      statement:{s} schema:spokenByCharacter speaker:{x} . }}"""
    return out


def article(digit: str, outlet: str | None, name: str, title: str, published: str | None) -> str:
    """The evidence of an article; ``published`` is a Turtle literal."""
    a = digit * 20
    out = f'article:{a} a schema:NewsArticle ; schema:headline "{title}" .'
    out += f" article:{a} schema:datePublished {published} ." if published else ""
    if outlet:
        o = outlet * 20
        out += f" article:{a} schema:publisher outlet:{o} ."
        out += f' outlet:{o} a schema:NewsMediaOrganization ; schema:name "{name}" .'
    return f"evidence:{a} {{ {out} }}\n"


def citation(digit: str, of: str, target: str, named: str) -> str:
    """A citation; ``target`` is a prefixed name."""
    c, a = digit * 20, of * 20
    return f"""
    evidence:{a} {{ citation:{c} a hs:Citation ; schema:isPartOf article:{a} ; hs:target "{named}" . }}
    derived:citations {{ citation:{c} hs:cites {target} . article:{a} cito:citesAsEvidence {target} . }}"""


NEWSROOM = "".join(
    [
        article("a", "1", "The Port Post", "Ships wait", '"2022-03-01"^^xsd:date'),
        article("b", "1", "Port Post", "Ships sail", '"2022-03-03T10:00:00Z"^^xsd:dateTime'),
        article("c", "1", "Port Post", "Ships return", None),
        article("d", "2", "Ledger", "What the INF Treaty says", '"2022-03-02"^^xsd:date'),
        article("e", None, "", "Without an outlet", '"last week"'),
        statement("1", "a", "f", "We hold the port.", "Ann Reed"),
        statement("2", "a", "f", "Nobody leaves.", "Ann Reed"),
        statement("3", "b", "f", "We left.", "Ann Reed"),
        statement("4", "d", "f", "The INF Treaty is dead.", "Ann Reed"),
        statement("5", "d", "e", "No comment.", "Ministry", "Organization"),
        statement("6", "e", "d", "Rain is coming.", "Ole Lund"),
        statement("7", "c", None, "It was quiet."),
        citation("1", "a", f"outlet:{'2' * 20}", "the Ledger"),
        citation("2", "a", f"outlet:{'2' * 20}", "Ledger"),
        citation("3", "d", f"article:{'b' * 20}", "https://post.example/b"),
        citation("4", "d", f"outlet:{'3' * 20}", "Radio Ostrel"),
    ]
)
WITHDRAWN = f"derived:status {{ article:{'a' * 20} hs:withdrawn true . attribution:{'5' * 20} hs:withdrawn true . }}"


def newsroom(extra: str = "") -> EmbeddedStore:
    """The store in memory; ``extra`` is more TriG."""
    store = EmbeddedStore.memory()
    text = PREFIXES + NEWSROOM + extra
    store.write(list(ox.parse(text.encode(), format=ox.RdfFormat.TRIG)))
    return store
