"""What a store holds, and whether it works as it must."""

from kg.model import Table, Value
from kg.store.contract import Store
from kg.version import __version__

COUNTS = {
    "articles": "?x a schema:NewsArticle",
    "older versions": "?newer hs:previousVersion ?x",
    "outlets": "?article schema:publisher ?x",
    "attributions": "?x a hs:Attribution",
    "withdrawn attributions": "?x a hs:Attribution ; hs:withdrawn true",
    "statements": "?x a schema:Quotation",
    "speakers": "?statement schema:spokenByCharacter ?x",
    "figures": "?x a schema:Observation",
    "citations": "?x a hs:Citation",
    "claims": "?x a schema:Claim",
    "reviews": "?x a schema:ClaimReview",
}


def status(store: Store) -> tuple[Table, bool]:
    """What the store holds and which versions read it, as (item, value) rows; and whether it works as it must."""
    rows: list[tuple[Value, ...]] = [("store", store.location), ("base", store.base), ("software", __version__)]
    for name, pattern in COUNTS.items():
        rows.append((name, store.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}").rows[0][0]))
    rows.append(("triples", store.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }").rows[0][0]))
    days = store.select(
        "SELECT (MIN(STR(?d)) AS ?a) (MAX(STR(?d)) AS ?b) WHERE { ?x a schema:NewsArticle ; schema:datePublished ?d }"
    ).rows
    rows += [("first published", days[0][0]), ("last published", days[0][1])] if days else []
    readers = "SELECT ?m (COUNT(?r) AS ?n) WHERE { ?r hs:modelVersion ?m } GROUP BY ?m ORDER BY ?m"
    rows += [(f"articles read by {model}", n) for model, n in store.select(readers).rows]
    checks = store.checks()
    rows += [(c.name, {True: "yes", False: f"NO: {c.message}", None: "not known yet"}[c.passed]) for c in checks]
    return Table(("item", "value"), tuple(rows)), all(c.passed is not False for c in checks)


def coverage(store: Store) -> str:
    """How much an answer looked at: "12 articles of 5 outlets, 2022-03-01 to 2022-03-07"."""
    query = """SELECT (COUNT(DISTINCT ?a) AS ?articles) (COUNT(DISTINCT ?o) AS ?outlets)
        (MIN(COALESCE(STR(?d), "~")) AS ?first) (MAX(COALESCE(STR(?d), "")) AS ?last) {
        ?a a schema:NewsArticle OPTIONAL { ?a schema:publisher ?o } OPTIONAL { ?a schema:datePublished ?d } }"""
    ((articles, outlets, first, last),) = store.select(query).rows
    days = f", {str(first)[:10]} to {str(last)[:10]}" if last else ""
    return f"{counted(articles, 'article')} of {counted(outlets, 'outlet')}{days}"


def counted(number: Value, noun: str) -> str:
    """ "1 outlet", "2 outlets"."""
    return f"{number} {noun}" + ("" if number == 1 else "s")
