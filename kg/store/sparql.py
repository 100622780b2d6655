"""What can be said of a query without running it: its form, its prefixes, and whether it may run at all.

The tokens are those of SPARQL 1.1, section 19.8. Engines disagree about a few of them (a ``<`` that may open an IRI or
mean "less than", keywords that touch what follows), and SERVICE makes the engine send requests to any address. So the
check fails closed: it looks at the text as written and with code point escapes decoded, takes any bare word that
contains "service" for the keyword, and refuses a ``<`` that can be read in two ways that matter.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.errors import QueryError, QueryRefusedError

MAX_CHARACTERS = 1_000_000
FORMS = ("select", "ask", "construct", "describe")
UPDATES = ("insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add", "with")

_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<comment>\#[^\r\n]*)
    | (?P<string>'''(?:'{0,2}(?:[^'\\]|\\.))*''' | \"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\"
               | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*")
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    | (?P<blank>_:\w+)
    | (?P<name>(?:[^\W\d_](?:[\w.\-·‌‍‿⁀]*[\w\-·‌‍‿⁀])?)?:
               (?:(?:[\w:\-·‌‍‿⁀]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])|\.+(?=[\w:\-%\\]))*)
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<number>\d+)
    | (?P<word>[^\W\d]\w*)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SCHEME = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")


@dataclass(frozen=True, slots=True)
class Token:
    """A token that is neither white space nor comment: its kind (a group of the grammar above), text and offset."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of ``text``; a character that starts none is a token of kind "other"."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind not in ("space", "comment"):
            yield Token(kind, match[0], match.start())


def query_form(sparql: str) -> str:
    """ "select", "ask", "construct" or "describe"; QueryRefusedError for an update, QueryError for anything else."""
    skip = False
    for token in tokens(sparql):
        word = token.text.lower()
        if skip or word in ("prefix", "base", "version"):
            skip = word == "prefix"
            continue
        if token.kind in ("iri", "name", "string"):
            continue
        if word in FORMS:
            return word
        if word in UPDATES:
            raise QueryRefusedError(
                f"{word.upper()} changes the store: only SELECT, ASK, CONSTRUCT and DESCRIBE are run"
            )
        line, column = position(sparql, token.start)
        raise QueryError(
            f"line {line}, column {column}: SELECT, ASK, CONSTRUCT or DESCRIBE is expected, not {shorten(token.text)}",
            line,
            column,
        )
    raise QueryError("the query is empty: give a SELECT, ASK, CONSTRUCT or DESCRIBE")


def check(sparql: str, prefixes: Mapping[str, str], *, allow_service: bool = False) -> str:
    """The form of a query that may run; QueryRefusedError if it may not, QueryError where that can be seen already.

    Every prefix that the query uses must be declared in it or stand in ``prefixes``.
    """
    if len(sparql) > MAX_CHARACTERS:
        raise QueryRefusedError(f"the query has {len(sparql):,} characters: {MAX_CHARACTERS:,} are allowed")
    try:
        sparql.encode("utf-8")
    except UnicodeEncodeError as e:
        line, column = position(sparql, e.start)
        raise QueryError(f"line {line}, column {column}: a character that is no Unicode text", line, column) from e
    form = query_form(sparql)
    if not allow_service:
        for text in _readings(sparql):
            _refuse_service(text)
    declared = declared_prefixes(sparql)
    for token in tokens(sparql):
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix not in declared and prefix not in prefixes:
            line, column = position(sparql, token.start)
            known = ", ".join(f"{p}:" for p in sorted({*declared, *prefixes}))
            message = f"line {line}, column {column}: the prefix {prefix}: is not declared (known: {known})"
            raise QueryError(message, line, column)
    return form


def declared_prefixes(sparql: str) -> frozenset[str]:
    """The prefixes that the text declares itself."""
    before, found = "", set()
    for token in tokens(sparql):
        if token.kind == "name" and before == "prefix" and token.text.endswith(":"):
            found.add(token.text[:-1])
        before = token.text.lower() if token.kind == "word" else ""
    return frozenset(found)


def names_dataset(sparql: str) -> bool:
    """Whether the query says itself which graphs it reads (FROM, FROM NAMED)."""
    before = ""
    for token in tokens(sparql):
        if before == "from" and (token.kind in ("iri", "name") or token.text.lower() == "named"):
            return True
        before = token.text.lower() if token.kind == "word" else ""
    return False


def with_prefixes(sparql: str, prefixes: Mapping[str, str]) -> str:
    """The text with a declaration of each of ``prefixes`` that it uses and does not declare, on its first line."""
    declared = declared_prefixes(sparql)
    used = {t.text.partition(":")[0] for t in tokens(sparql) if t.kind == "name"}
    return "".join(f"PREFIX {p}: <{prefixes[p]}> " for p in sorted((used & prefixes.keys()) - declared)) + sparql


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def shorten(text: str, limit: int = 40) -> str:
    """The text on one line, cut at ``limit`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _readings(sparql: str) -> Iterator[str]:
    """The text as written, then with code point escapes decoded, again and again while that changes it."""
    for _ in range(5):
        yield sparql
        decoded = _ESCAPE.sub(lambda m: _character(m[1] or m[2]), sparql)
        if decoded == sparql:
            return
        sparql = decoded
    raise QueryRefusedError("code point escapes inside code point escapes: write the characters themselves")


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else "�"


def _refuse_service(text: str) -> None:
    for token in tokens(text):
        folded = token.text.casefold()
        prefix, _, local = folded.partition(":")
        if (token.kind == "word" and "service" in folded) or (
            token.kind == "name" and ("service" in prefix or ".service" in local)
        ):
            line, column = position(text, token.start)
            raise QueryRefusedError(
                f"line {line}, column {column}: SERVICE sends requests to other servers and is not allowed here",
                line,
                column,
            )
        if token.kind == "iri" and re.search("['#]", token.text) and not _SCHEME.match(token.text):
            line, column = position(text, token.start)
            raise QueryRefusedError(
                f"line {line}, column {column}: {shorten(token.text)} may be an IRI or a comparison: declare a prefix"
                " for the IRI, or write a space after <",
                line,
                column,
            )
