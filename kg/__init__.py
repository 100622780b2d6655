"""Hearsay: who said what, in which words, in which article, and who merely repeated it.

with kg.open("hearsay.kg") as store:
    store.select("SELECT ?name {?s a schema:Quotation ; schema:spokenByCharacter/schema:name ?name}")
    store.graph          # the same as an rdflib Graph
"""

from typing import TYPE_CHECKING

from kg.version import __version__

if TYPE_CHECKING:
    from kg.store.contract import Store

__all__ = ["__version__", "open"]


def open(location: str, *, create: bool = False, read_only: bool = False) -> "Store":
    """The store in a directory, or at a SPARQL endpoint (http:// or https://); StoreError if there is none.

    ``read_only`` gives a snapshot that never stands in the way of a writer.
    """
    from kg.store import open_store

    return open_store(location, create=create, read_only=read_only)
