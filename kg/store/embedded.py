"""The graph in a directory of its own (Oxigraph on disk), or in memory."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

import pyoxigraph as ox

from kg import ids
from kg.errors import KgError, QueryError, StoreError, UsageError
from kg.model import Original, Table
from kg.store import directory as layout
from kg.store import terms
from kg.store.contract import Check
from kg.store.originals import Originals
from kg.store.process import Job, check_media_type, run, syntax_error
from kg.store.sparql import check
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    import rdflib


class EmbeddedStore:
    """Oxigraph in this process. Made by ``memory``, ``open`` or ``snapshot``."""

    def __init__(
        self, inner: ox.Store, location: str, base: str, *, directory: Path | None, snapshot: Path | None = None
    ) -> None:
        self.location, self.base = location, base
        self._inner: ox.Store | None = inner
        self._directory, self._snapshot = directory, snapshot
        self.beside = directory / layout.INDEX if directory else None
        self._originals = Originals(directory / "originals" if directory else None)

    @classmethod
    def memory(cls, base: str = ids.BASE) -> Self:
        """A store that is gone when it is closed."""
        return cls(ox.Store(), "memory", base, directory=None)

    @classmethod
    def open(cls, directory: Path, *, create: bool = False, base: str = ids.BASE) -> Self:
        """The store in a directory, for reading and writing; no other process has it meanwhile (StoreBusyError)."""
        base = layout.prepare(directory, create=create, base=base)
        return cls(layout.open_graph(directory), str(directory), base, directory=directory)

    @classmethod
    def snapshot(cls, directory: Path, base: str = ids.BASE) -> Self:
        """The store in a directory as it is now, for reading; others may write to the store meanwhile."""
        base = layout.prepare(directory, create=False, base=base)
        copy = layout.snapshot(directory)
        try:
            inner = ox.Store.read_only(str(copy))
        except OSError as e:
            layout.remove(copy)
            raise StoreError(f"cannot read {directory}: {' '.join(str(e).split())}") from e
        return cls(inner, str(directory), base, directory=directory, snapshot=copy)

    @property
    def inner(self) -> ox.Store:
        """The engine itself; StoreError when closed."""
        if self._inner is None:
            raise StoreError(f"{self.location} is closed")
        return self._inner

    def write(self, add: Iterable[ox.Quad], *, replace: Sequence[str] = (), remove: Iterable[ox.Quad] = ()) -> None:
        """See ``Store.write``."""
        self._writable()
        added, removed = terms.checked(add), terms.checked(remove)
        try:
            if replace or removed:
                self.inner.update(terms.update(added, replace, removed))
            elif added:
                self.inner.extend(added)
        except (OSError, SyntaxError, ValueError) as e:
            raise StoreError(f"cannot write to {self.location}: {' '.join(str(e).split())}") from e

    def flush(self) -> None:
        """See ``Store.flush``."""
        if self._directory is None or self._snapshot is not None:
            return
        try:
            self.inner.flush()
        except OSError as e:
            raise StoreError(f"cannot write to {self.location}: {e}") from e

    def select(self, sparql: str) -> Table:
        """See ``Store.select``."""
        try:
            return terms.table(self.inner.query(sparql, prefixes=dict(PREFIXES), use_default_graph_as_union=True))
        except SyntaxError as e:
            raise syntax_error(sparql, str(e)) from e
        except (OSError, ValueError, RuntimeError) as e:
            raise QueryError(f"the query failed: {' '.join(str(e).split())}") from e

    def answer(self, sparql: str, media_type: str, *, timeout: float, allow_service: bool = False) -> bytes:
        """See ``Store.answer``; a child process reads a snapshot, or a copy in a temporary file of a memory store."""
        check_media_type(check(sparql, PREFIXES, allow_service=allow_service), media_type)
        inner = self.inner
        if self._snapshot is not None:
            return run(Job(sparql, PREFIXES, media_type, store=str(self._snapshot)), timeout)
        if self._directory is not None:
            copy = layout.snapshot(self._directory, inner)
            try:
                return run(Job(sparql, PREFIXES, media_type, store=str(copy)), timeout)
            finally:
                layout.remove(copy)
        with tempfile.TemporaryDirectory(prefix="hearsay-") as folder:
            copy = Path(folder) / "store.nq"
            inner.dump(copy, ox.RdfFormat.N_QUADS)
            return run(Job(sparql, PREFIXES, media_type, load=str(copy)), timeout)

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """See ``Store.quads``."""
        return self.inner.quads_for_pattern(None, None, None, None if graph is None else ox.NamedNode(graph))

    def dump(self, output: BinaryIO, media_type: str, *, graph: str | None = None) -> None:
        """See ``Store.dump``."""
        form = dump_format(media_type, graph)
        found = self.quads(graph)
        header = terms.SortedPrefixes(output)
        items = found if form.supports_datasets else (quad.triple for quad in found)
        try:
            ox.serialize(items, header, form, prefixes=dict(PREFIXES))  # type: ignore[arg-type]
            header.flush()
        except OSError as e:
            raise StoreError(f"cannot write the dump of {self.location}: {e}") from e

    @property
    def graph(self) -> "rdflib.Graph":
        """See ``Store.graph``."""
        from kg.store.rdflibgraph import union_graph

        return union_graph(self)

    def keep_original(self, original: Original) -> None:
        """See ``Store.keep_original``."""
        self._writable()
        self._originals.keep(original)

    def original(self, sha256: str) -> bytes | None:
        """See ``Store.original``."""
        return self._originals.read(sha256)

    def checks(self) -> tuple[Check, ...]:
        """See ``Store.checks``: an embedded store that opens has what it needs."""
        return (Check("opens", self._inner is not None, self.location),)

    def close(self) -> None:
        """Lets the directory go; a snapshot is removed. Closing twice does nothing."""
        self._inner = None
        if self._snapshot is not None:
            layout.remove(self._snapshot)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            with suppress(KgError):
                self.close()

    def _writable(self) -> None:
        if self._snapshot is not None:
            raise StoreError(f"{self.location} is open for reading only")


def dump_format(media_type: str, graph: str | None) -> ox.RdfFormat:
    """The format of a media type; UsageError if there is none, or if it cannot hold named graphs and must."""
    form = ox.RdfFormat.from_media_type(media_type)
    if form is None:
        raise UsageError(f"{media_type} is no format of RDF: try application/n-quads or text/turtle")
    if graph is None and not form.supports_datasets:
        raise UsageError(f"{media_type} cannot hold named graphs: name one, or try application/n-quads")
    return form
