"""Where the citations of an article lead: to a stored article by its URL, else to an outlet by its name or host."""

from collections.abc import Mapping

from kg import ids
from kg.model import Article, Citation, Cited, Extraction


def outlet_of(article: Article) -> str | None:
    """The IRI of the outlet that published ``article``: of its name, else of the host of its URL."""
    name = article.outlet or ids.host(article.url)
    return ids.outlet_iri(name, ids.split(article.iri)[0]) if name else None


def cited(
    extraction: Extraction, articles: Mapping[str, str], outlets: Mapping[str, tuple[str, str]]
) -> tuple[Cited, ...]:
    """The targets of the article's citations, in their order.

    ``articles`` leads from a URL to the stored article, ``outlets`` from a host to the IRI and name of the outlet
    that publishes there. Documents, and an outlet that names itself, lead nowhere.
    """
    article = extraction.article
    own = {article.iri, outlet_of(article)}
    targets = (_target(c, article, articles, outlets) for c in extraction.citations)
    return tuple(t for t in targets if t and t.target not in own)


def _target(
    citation: Citation, article: Article, articles: Mapping[str, str], outlets: Mapping[str, tuple[str, str]]
) -> Cited | None:
    base = ids.split(article.iri)[0]
    if citation.kind in ("outlet", "wire"):
        return Cited(citation.iri, article.iri, ids.outlet_iri(citation.target, base), citation.target)
    if citation.kind != "link":
        return None
    if citation.target in articles:
        return Cited(citation.iri, article.iri, articles[citation.target])
    name = ids.host(citation.target)
    if name is None or name == ids.host(article.url):
        return None
    iri, label = outlets.get(name) or (ids.outlet_iri(name, base), name)
    return Cited(citation.iri, article.iri, iri, label)
