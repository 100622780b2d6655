"""Quads by subject and predicate, for reading them back."""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import FormatError
from kg.model import Span
from kg.rdf import terms as t
from kg.rdf.literals import moment_text, number_of


class Node:
    """One subject: its IRI and its objects by predicate, in the order of the quads."""

    __slots__ = ("iri", "objects")

    def __init__(self, iri: str) -> None:
        self.iri = iri
        self.objects: dict[NamedNode, list[NamedNode | Literal]] = {}

    def all(self, predicate: NamedNode) -> list[str]:
        """The values of every object: IRIs and the text of literals."""
        return [o.value for o in self.objects.get(predicate, ())]

    def text(self, predicate: NamedNode) -> str | None:
        """The value of the only object, or None; FormatError if there are several."""
        found = self.objects.get(predicate, ())
        if len(found) > 1:
            raise FormatError(f"<{self.iri}> has {len(found)} values of <{predicate.value}>")
        return found[0].value if found else None

    def need(self, predicate: NamedNode) -> str:
        """The value of the only object; FormatError if there is none or more than one."""
        value = self.text(predicate)
        if value is None:
            raise FormatError(f"<{self.iri}> has no <{predicate.value}>")
        return value

    def number(self, predicate: NamedNode) -> int | float | None:
        """The number that the only object is, or None."""
        if self.text(predicate) is None:
            return None
        literal = self.objects[predicate][0]
        if not isinstance(literal, Literal):
            raise FormatError(f"<{self.iri}>: <{predicate.value}> is no literal")
        return number_of(literal)

    def moment(self, predicate: NamedNode) -> str | None:
        """The date or time that the only object is, or None."""
        value = self.text(predicate)
        return None if value is None else moment_text(value)


class Index:
    """The nodes of a graph by IRI and by class."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.nodes: dict[str, Node] = {}
        for q in quads:
            if not isinstance(q.subject, NamedNode) or not isinstance(q.object, NamedNode | Literal):
                raise FormatError("an evidence graph holds IRIs and literals only")
            node = self.nodes.setdefault(q.subject.value, Node(q.subject.value))
            objects = node.objects.setdefault(q.predicate, [])
            if q.object not in objects:
                objects.append(q.object)

    def of_class(self, class_: NamedNode) -> list[Node]:
        """The nodes of a class, by IRI."""
        return sorted((n for n in self.nodes.values() if class_ in n.objects.get(t.A, ())), key=lambda n: n.iri)

    def only(self, class_: NamedNode) -> Node:
        """The only node of a class; FormatError if there is none or more than one."""
        found = self.of_class(class_)
        if len(found) != 1:
            raise FormatError(f"{len(found)} nodes of class <{class_.value}> where one evidence graph has one")
        return found[0]

    def node(self, iri: str) -> Node:
        """The node of an IRI; FormatError if the graph says nothing of it."""
        if iri not in self.nodes:
            raise FormatError(f"nothing is said of <{iri}>")
        return self.nodes[iri]

    def span(self, iri: str) -> Span:
        """The characters that a span node selects."""
        for selector in self.node(iri).all(t.HAS_SELECTOR):
            node = self.node(selector)
            start, end = node.number(t.START), node.number(t.END)
            if isinstance(start, int) and isinstance(end, int):
                return _span(start, end, iri)
        raise FormatError(f"<{iri}> has no position")

    def spans(self, node: Node, predicate: NamedNode) -> tuple[Span, ...]:
        """The spans that a node points to, in text order."""
        return tuple(sorted(self.span(iri) for iri in node.all(predicate)))


def _span(start: int, end: int, iri: str) -> Span:
    try:
        return Span(start, end)
    except ValueError as e:
        raise FormatError(f"<{iri}>: {e}") from e
