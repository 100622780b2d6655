"""A stranger's query in a child process: started, waited for, killed at its time limit, its errors given their type."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError, QueryTimeoutError, UsageError
from kg.store.sparql import names_dataset, position, shorten, tokens
from kg.store.terms import sorted_prefixes

MAX_BYTES = 1 << 30
"""The largest answer, in bytes."""

_WORKER = Path(__file__).with_name("worker.py")
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:")
_BASE = re.compile(r"\bbase\b", re.IGNORECASE)
_SYNTAX = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Job:
    """One query with what it runs on: a directory that nobody writes to, a file of N-Quads, or nothing at all."""

    query: str
    prefixes: Mapping[str, str]
    media_type: str
    store: str | None = None
    load: str | None = None


def run(job: Job, timeout: float) -> bytes:
    """The serialised answer; QueryTimeoutError after ``timeout`` seconds, QueryError where the engine gives none.

    The child is gone when this returns or raises, whatever the reason, Ctrl-C included.
    """
    request = json.dumps(
        {
            "store": job.store,
            "load": job.load,
            "query": job.query,
            "prefixes": dict(job.prefixes),
            "union": not names_dataset(job.query),
            "media_type": job.media_type,
            "seconds": timeout,
            "max_bytes": MAX_BYTES,
            "max_memory": _memory_limit(),
        }
    ).encode()
    with subprocess.Popen(  # noqa: S603 - our own script, no shell
        [sys.executable, "-P", str(_WORKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        try:
            body, errors = child.communicate(request, timeout=timeout)
        except subprocess.TimeoutExpired as e:
            raise QueryTimeoutError(
                f"the query was stopped after {timeout:g} s: make it narrower, add LIMIT, or allow more time"
            ) from e
        finally:
            child.kill()
    if child.returncode == 0:
        return sorted_prefixes(body) if job.media_type in ("text/turtle", "application/trig") else body
    raise _error(job.query, child.returncode, errors.decode("utf-8", "replace"), timeout)


def check_media_type(form: str, media_type: str) -> None:
    """UsageError if an answer of that form cannot be written as ``media_type``."""
    if form in ("select", "ask"):
        if ox.QueryResultsFormat.from_media_type(media_type) is None:
            raise UsageError(f"{form.upper()} gives rows, not {media_type}: try text/csv")
    elif ox.RdfFormat.from_media_type(media_type) is None:
        raise UsageError(f"{form.upper()} gives a graph, not {media_type}: try text/turtle")


def syntax_error(query: str, message: str, line: int | None = None, column: int | None = None) -> QueryError:
    """The error of a query that Oxigraph cannot parse: its message, and the place where another parser stopped."""
    for token in tokens(query):
        if token.kind == "iri" and not _ABSOLUTE.match(token.text) and not _BASE.search(query):
            line, column = position(query, token.start)
            text = f"{shorten(token.text)} is no full IRI and no BASE is declared"
            return QueryError(f"line {line}, column {column}: {text}", line, column)
    match = _SYNTAX.match(message)
    if line is None or column is None:
        if match is None:
            return QueryError(f"the query cannot be read: {shorten(message, 200)}")
        reason = match[3].removeprefix("expected ").removeprefix("one of ").removesuffix(", [_]")
        if re.fullmatch(r"[A-Z].* .*[a-z]", reason):
            return QueryError(f"the query cannot be read: {reason}")
        line, column = int(match[1]), int(match[2])
        return QueryError(f"line {line}, column {column}: the query cannot be read up to here", line, column)
    lines = query.splitlines() or [""]
    there = shorten(lines[line - 1][column - 1 :], 30) if line <= len(lines) else ""
    text = f"the query cannot be read from {there!r} on" if there else "the query ends too early"
    return QueryError(f"line {line}, column {column}: {text}", line, column)


def _error(query: str, code: int, errors: str, timeout: float) -> QueryError:
    try:
        report = json.loads(errors.strip().splitlines()[-1])
        kind, message = report["kind"], report["message"]
        line, column = report["line"], report["column"]
    except (ValueError, IndexError, KeyError, TypeError):
        kind, message, line, column = "crash", shorten(errors, 160), None, None
    if kind == "syntax":
        return syntax_error(query, message, line, column)
    if kind == "query":
        return QueryError(f"the query failed: {shorten(message, 200)}")
    if kind == "size":
        return QueryError(f"the answer is larger than {MAX_BYTES >> 20} MB: add LIMIT")
    if kind == "memory" or code == -signal.SIGABRT:
        return QueryError("the query needs more memory than it may have: make it narrower, or add LIMIT")
    if hasattr(signal, "SIGALRM") and code == -signal.SIGALRM:
        return QueryTimeoutError(f"the query was stopped after {timeout:g} s")
    return QueryError(f"the query ended without an answer (exit code {code}): {message or 'is it nested too deep?'}")


def _memory_limit() -> int:
    """Three quarters of the machine's memory, in bytes; 0, no limit, where that is unknown."""
    try:
        import resource  # noqa: F401 - not on every system
    except ImportError:
        return 0
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * 3 // 4
    except (ValueError, OSError):
        return 0
