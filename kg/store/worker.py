"""Runs one query in a process of its own, so that it can be killed; started as a script, never imported by Hearsay.

Oxigraph cannot stop a query: neither an alarm nor Ctrl-C is heard while one runs. A JSON object on stdin says what to
do: ``store`` (a directory that nobody writes to) or ``load`` (N-Quads) or neither (an empty store: only the syntax
counts), ``query``, ``prefixes``, ``union`` (false: the query says FROM itself), ``media_type``, ``seconds``,
``max_bytes``, ``max_memory``. The answer goes to stdout; where there is none, a JSON object
``{"kind", "message", "line", "column"}`` to stderr and the exit code is 1.
"""

import json
import signal
import sys
from typing import Any, BinaryIO

import pyoxigraph as ox


class _TooLargeError(Exception):
    pass


class _Counted:
    """A binary output that refuses to grow beyond ``limit`` bytes."""

    def __init__(self, output: BinaryIO, limit: int) -> None:
        self._output, self._left = output, limit

    def write(self, data: bytes) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise _TooLargeError
        return self._output.write(data)

    def flush(self) -> None:
        self._output.flush()


def main() -> int:
    request = json.load(sys.stdin.buffer)
    _limit(request)
    try:
        _answer(request)
    except SyntaxError as e:
        return _fail("syntax", str(e), *_locate(request["query"]))
    except _TooLargeError:
        return _fail("size", "")
    except MemoryError:
        return _fail("memory", "")
    except (ValueError, OSError, RuntimeError) as e:
        return _fail("query", str(e))
    return 0


def _limit(request: dict[str, Any]) -> None:
    """Ends with the terminal's Ctrl-C, with its time (should the parent be gone) and with its memory."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, request["seconds"] + 5)
    if request["max_memory"]:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (request["max_memory"], resource.RLIM_INFINITY))


def _answer(request: dict[str, Any]) -> None:
    store = ox.Store.read_only(request["store"]) if request["store"] else ox.Store()
    if request["load"]:
        store.bulk_load(path=request["load"], format=ox.RdfFormat.N_QUADS)
    prefixes = request["prefixes"]
    result = store.query(request["query"], prefixes=prefixes, use_default_graph_as_union=request["union"])
    output: Any = _Counted(sys.stdout.buffer, request["max_bytes"])
    if isinstance(result, ox.QueryTriples):
        graph_format = ox.RdfFormat.from_media_type(request["media_type"])
        if graph_format is None:
            raise ValueError(f"a CONSTRUCT or DESCRIBE gives a graph, not {request['media_type']}")
        ox.serialize(dict.fromkeys(result), output, graph_format, prefixes=prefixes)
    else:
        row_format = ox.QueryResultsFormat.from_media_type(request["media_type"])
        if row_format is None:
            raise ValueError(f"a SELECT or ASK gives rows, not {request['media_type']}")
        result.serialize(output, row_format)
    sys.stdout.buffer.flush()


def _locate(query: str) -> tuple[int | None, int | None]:
    """Where rdflib's parser stops: Oxigraph's own position lies behind the mistake by up to a keyword's length."""
    if len(query) > 20_000 or max(query.count("{"), query.count("(")) > 40:
        return None, None
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parseQuery(query)
    except ParseException as e:
        return e.lineno, e.column
    except Exception:  # whatever it stumbles on: the error is known, only its place is not
        return None, None
    return None, None


def _fail(kind: str, message: str, line: int | None = None, column: int | None = None) -> int:
    print(json.dumps({"kind": kind, "message": message, "line": line, "column": column}), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
