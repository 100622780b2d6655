"""Which quads stay when what was withdrawn is left out."""

from kg import ids
from kg.export.quads import Keep, Terms
from kg.store.contract import Store

HIDDEN = """
SELECT DISTINCT ?hidden WHERE {
  { ?hidden hs:withdrawn true }
  UNION { ?article a schema:NewsArticle ; hs:withdrawn true . ?hidden schema:isPartOf ?article }
  UNION { ?attribution hs:withdrawn true ; hs:attributes ?hidden .
          FILTER NOT EXISTS { ?other hs:attributes ?hidden . FILTER NOT EXISTS { ?other hs:withdrawn true } } }
}"""


def everything(_: Terms) -> bool:
    """Keeps every quad."""
    return True


def standing(store: Store) -> Keep:
    """Keeps what was not withdrawn, and every judgement.

    Left out are the evidence and corrections of withdrawn articles, what any graph says of them and of their parts,
    withdrawn attributions with the statements that only they make, and what points to these; hs:previousVersion may
    still point to an article that is left out.
    """
    hidden = {str(row[0]) for row in store.select(HIDDEN).rows}
    if not hidden:
        return everything
    subjects = {f"<{iri}".encode() for iri in hidden}
    parts = {f"<{iri}>".encode() for iri in hidden if _kind(iri) != "article"}
    articles = [iri for iri in hidden if _kind(iri) == "article"]
    graphs = {f"<{of(iri)}>".encode() for of in (ids.evidence_graph, ids.corrections_graph) for iri in articles}
    judgements = f"<{ids.judgements_graph(store.base)}>".encode()

    def keep(quad: Terms) -> bool:
        if quad.graph == judgements:
            return True
        subject = quad.subject.rstrip(b">").partition(b"#")[0]
        return quad.graph not in graphs and subject not in subjects and quad.object not in parts

    return keep


def _kind(iri: str) -> str:
    try:
        return ids.split(iri)[1]
    except ValueError:
        return ""
