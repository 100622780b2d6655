"""JSON-LD with the context of the ontology: one node object a subject, in its named graph, streamed and sorted.

rdflib's serialiser holds the whole store in memory and drops a first value that is empty, 0 or false when a second
follows, so the compaction is our own; it knows what our context uses, and the tests read documents back with rdflib.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import IO, Any

from kg.export.quads import Keep, Terms, by_graph
from kg.export.stream import write_lines
from kg.store.contract import Store
from kg.vocab import RDF, XSD, ontology_text

_TYPE = f"<{RDF('type')}>".encode()
_LITERAL = re.compile(r'"(.*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_CANONICAL = re.compile("0|-?[1-9][0-9]{0,14}")


def write_jsonld(store: Store, output: IO[bytes], keep: Keep) -> None:
    """A document with the context in it, so that nothing is fetched; the graphs are kept apart."""
    context = json.loads(ontology_text("context.jsonld"))["@context"]
    write_lines(output, _document(context, by_graph(store, keep)))


class Compactor:
    """Terms of N-Quads as values under a context of prefixes, terms and terms with "@id" and "@type"."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        simple = {key: value for key, value in context.items() if isinstance(value, str) and not key.startswith("@")}
        aliases = {value: key for key, value in simple.items() if value.startswith("@")}
        self.id, self.type = aliases.get("@id", "@id"), aliases.get("@type", "@type")
        self._prefixes = {value: key for key, value in simple.items() if value.endswith(("#", "/"))}
        self._full = {key: iri for iri, key in self._prefixes.items()}
        self._terms: dict[str, tuple[str, str | None]] = {}
        for key, value in sorted(context.items()):
            if isinstance(value, dict):
                coercion = value.get("@type")
                self._terms[self._expand(value["@id"])] = (key, self._expand(coercion) if coercion else None)
            elif key in simple and not value.startswith("@") and value not in self._prefixes:
                self._terms.setdefault(self._expand(value), (key, None))

    def node(self, quads: Iterable[Terms]) -> dict[str, Any]:
        """The node object of quads with one subject; several values of a key are a list in the quads' order."""
        found: dict[str, list[Any]] = {}
        subject = b""
        for quad in quads:
            subject = quad.subject
            if quad.predicate == _TYPE and quad.object.startswith(b"<"):
                found.setdefault(self.type, []).append(self._vocabulary(_iri(quad.object)))
                continue
            key, coercion = self._terms.get(_iri(quad.predicate), (self._curie(_iri(quad.predicate)), None))
            found.setdefault(key, []).append(self._value(quad.object.decode("utf-8"), coercion))
        values = {key: found[key][0] if len(found[key]) == 1 else found[key] for key in sorted(found)}
        return {self.id: _iri(subject), **values}

    def _value(self, term: str, coercion: str | None) -> Any:
        if term.startswith("<"):
            iri = term[1:-1]
            named = {"@id": iri, "@vocab": self._vocabulary(iri)}
            return named.get(coercion or "", {self.id: iri})
        match = _LITERAL.fullmatch(term)
        if match is None:
            raise ValueError(f"not a term: {term}")
        text, language, datatype = _ESCAPE.sub(_unescaped, match[1]), match[2], match[3]
        if language:
            return {"@language": language, "@value": text}
        if datatype is None:
            return text if coercion is None else {"@value": text}
        if datatype == coercion:
            return text
        if coercion is None and datatype == XSD("integer") and _CANONICAL.fullmatch(text):
            return int(text)
        if coercion is None and datatype == XSD("boolean") and text in ("true", "false"):
            return text == "true"
        return {self.type: self._curie(datatype), "@value": text}

    def _vocabulary(self, iri: str) -> str:
        term = self._terms.get(iri)
        return term[0] if term else self._curie(iri)

    def _curie(self, iri: str) -> str:
        end = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:end])
        return f"{prefix}:{iri[end:]}" if prefix and end < len(iri) else iri

    def _expand(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return self._full[prefix] + local if colon and prefix in self._full else name


def _document(context: Mapping[str, Any], quads: Iterable[Terms]) -> Iterator[str]:
    compactor = Compactor(context)
    yield f'{{\n"@context": {_json(context)},\n"@graph": ['
    before = "\n"
    for graph, of_graph in groupby(quads, key=lambda quad: quad.graph):
        yield f'{before}{{"{compactor.id}": {_json(_iri(graph))}, "@graph": ['
        before, between = ",\n", "\n"
        for _, of_subject in groupby(of_graph, key=lambda quad: quad.subject):
            yield between + _json(compactor.node(of_subject))
            between = ",\n"
        yield "\n]}"
    yield "\n]\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _iri(term: bytes) -> str:
    return term[1:-1].decode("utf-8")


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(match[3], match[3])
