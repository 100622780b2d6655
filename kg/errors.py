"""The exceptions of Hearsay.

    KgError
    ├── InputError          a file or record that cannot be read as an article; names it and the reason
    ├── FormatError         an extraction (JSON lines) that is not of the format
    ├── UsageError          wrong use: an unknown question, view, format or parameter
    ├── NotFoundError       an identifier that names nothing, or more than one thing
    ├── StoreError          a store that cannot be opened, read or written
    │   └── StoreBusyError  another process has it open
    ├── ServiceError        a reconciliation service that cannot be reached or does not answer as one
    ├── ModelError          the trained reader's files are missing or damaged
    ├── WorkerError         a worker process that ended before its work was done
    └── QueryError          SPARQL that cannot be parsed, with line and column where known
        ├── QueryRefusedError   SPARQL that is not allowed here: an update, LOAD, SERVICE
        └── QueryTimeoutError   a query stopped at its time limit

Every message is one line that says what to do. Only ``kg.cli`` catches ``KgError``.
"""


class KgError(Exception):
    """The root: anything that Hearsay says went wrong."""


class InputError(KgError):
    """A file or record that cannot be read as an article.

    ``source`` is the file name (with a record number where it has records), ``reason`` one line.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class FormatError(KgError):
    """An extraction that is not of the format of ``kg extract``."""


class UsageError(KgError):
    """Wrong use: an unknown question, view, format or parameter."""


class NotFoundError(KgError):
    """An identifier that names nothing, or more than one thing."""


class StoreError(KgError):
    """A store that cannot be opened, read or written."""


class StoreBusyError(StoreError):
    """Another process has the store open."""


class ServiceError(KgError):
    """A reconciliation service that cannot be reached or does not answer as one."""


class ModelError(KgError):
    """The trained reader's files are missing or damaged."""


class WorkerError(KgError):
    """A worker process that ended before its work was done."""


class QueryError(KgError):
    """SPARQL that cannot be parsed or evaluated; ``line`` and ``column`` count from 1 where known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryRefusedError(QueryError):
    """SPARQL that is not allowed here: an update, LOAD or SERVICE."""


class QueryTimeoutError(QueryError):
    """A query that was stopped at its time limit."""
