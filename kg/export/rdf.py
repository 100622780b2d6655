"""Turtle, TriG and N-Quads: sorted, so that two exports of a store are the same bytes and diffs show what changed."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO

from kg.export.quads import Keep, Terms, by_graph, by_subject
from kg.export.stream import write_lines
from kg.store.contract import Store
from kg.vocab import PREFIXES, RDF, XSD

KINDS = ("article", "outlet", "attribution", "statement", "entity", "figure", "citation", "span", "speaker", "run")
_TYPE = f"<{RDF('type')}>"
_LITERAL = re.compile(r'"(?P<text>.*)"\^\^<(?P<type>[^>]*)>', re.DOTALL)
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_BARE = {
    XSD("integer"): re.compile(r"[+-]?[0-9]+"),
    XSD("decimal"): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD("boolean"): re.compile("true|false"),
}


class Shortener:
    """Terms as Turtle writes them, with the prefixes that every query may use and one for each kind of identifier."""

    def __init__(self, base: str) -> None:
        self.prefixes = {**PREFIXES, **{kind: f"{base}{kind}/" for kind in KINDS}}
        self._by_iri = {iri: prefix for prefix, iri in self.prefixes.items()}

    def head(self) -> Iterator[str]:
        """The declarations."""
        return (f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(self.prefixes.items()))

    def term(self, term: bytes) -> str:
        """A term of N-Quads, shortened where Turtle can."""
        text = term.decode("utf-8")
        if text.startswith("<"):
            return self._iri(text)
        found = _LITERAL.fullmatch(text)
        if found is None:
            return text
        bare = _BARE.get(found["type"])
        if bare is not None and bare.fullmatch(found["text"]):
            return found["text"]
        return f'"{found["text"]}"^^{self._iri("<" + found["type"] + ">")}'

    def verb(self, term: bytes) -> str:
        """A predicate: ``a`` for rdf:type."""
        text = term.decode("utf-8")
        return "a" if text == _TYPE else self._iri(text)

    def _iri(self, text: str) -> str:
        end = max(text.rfind("/"), text.rfind("#")) + 1
        prefix = self._by_iri.get(text[1:end])
        local = text[end:-1]
        return f"{prefix}:{local}" if prefix is not None and _LOCAL.fullmatch(local) else text


def write_nquads(store: Store, output: IO[bytes], keep: Keep) -> None:
    """One line a quad, by graph, subject, predicate and object."""
    for quad in by_graph(store, keep):
        output.write(b"%b %b %b %b .\n" % (quad.subject, quad.predicate, quad.object, quad.graph))


def write_turtle(store: Store, output: IO[bytes], keep: Keep) -> None:
    """The union of the graphs: which graph a triple stands in is not told; TriG tells it."""
    short = Shortener(store.base)
    write_lines(output, short.head())
    write_lines(output, _subjects(by_subject(store, keep), short))


def write_trig(store: Store, output: IO[bytes], keep: Keep) -> None:
    """The graphs, by IRI."""
    short = Shortener(store.base)
    write_lines(output, short.head())
    for graph, quads in groupby(by_graph(store, keep), key=lambda quad: quad.graph):
        write_lines(output, [f"\n{short.term(graph)} {{\n"])
        write_lines(output, _subjects(quads, short))
        write_lines(output, ["}\n"])


def _subjects(quads: Iterable[Terms], short: Shortener) -> Iterator[str]:
    for subject, of_subject in groupby(quads, key=lambda quad: quad.subject):
        by_verb = {
            short.verb(verb): [short.term(quad.object) for quad in of_verb]
            for verb, of_verb in groupby(of_subject, key=lambda quad: quad.predicate)
        }
        verbs = sorted(by_verb, key=lambda verb: (verb != "a", verb))
        lines = " ;\n    ".join(f"{verb} {', '.join(by_verb[verb])}" for verb in verbs)
        yield f"\n{short.term(subject)} {lines} .\n"
