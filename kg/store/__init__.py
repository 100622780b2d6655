"""Where the graph lives: one contract, kept by an embedded store and by any SPARQL endpoint."""

from pathlib import Path

from kg import ids
from kg.errors import UsageError
from kg.store.contract import Check, Store
from kg.store.embedded import EmbeddedStore
from kg.store.sparql import query_form

__all__ = ["Check", "EmbeddedStore", "Store", "open_store", "query_form"]


def open_store(location: str, *, create: bool = False, read_only: bool = False, base: str = ids.BASE) -> Store:
    """The store at a directory, or at the query endpoint of a SPARQL server ("http(s)://...").

    A directory is made only if ``create`` says so; ``read_only`` reads a snapshot, so that others may write meanwhile.
    ``base`` is that of the identifiers of a store that is made; an existing directory knows its own.
    """
    if location.startswith(("http://", "https://")):
        from kg.store.remote import RemoteStore

        return RemoteStore(location, base=base, read_only=read_only)
    if "://" in location:
        raise UsageError(f"{location}: a store is a folder, or an endpoint that begins with http:// or https://")
    if read_only:
        return EmbeddedStore.snapshot(Path(location))
    return EmbeddedStore.open(Path(location), create=create, base=base)
