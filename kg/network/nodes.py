"""The nodes that several views share."""

from collections.abc import Mapping

from kg.model import Value
from kg.network.draft import Draft


def article_node(draft: Draft, iri: str, about: Mapping[str, Value], outlet: Value) -> None:
    """An article, called by its title, else its URL; ``outlet`` is a name."""
    label, day = about["title"] or about["url"], about["day"]
    draft.node(iri, "article", label, day, url=about["url"], outlet=outlet, published=about["published"])


def speaker_node(draft: Draft, iri: str, known: Mapping[str, Mapping[str, str | None]], day: Value) -> None:
    """A speaker with its kind and, where known, whom it speaks for."""
    about = known.get(iri, {})
    more = {key: value for key, value in about.items() if key != "label"}
    draft.node(iri, "speaker", about.get("label"), day, **more)
