"""Batches of quads as large as an article's; imported by the writers that are killed, so it imports little."""

from pyoxigraph import Literal, NamedNode, Quad


def quads(graph: int, count: int) -> list[Quad]:
    name = NamedNode(f"https://example.org/graph/{graph}")
    subject = NamedNode(f"https://example.org/{graph}")
    return [
        Quad(subject, NamedNode(f"https://example.org/p{i % 20}"), Literal(f"some words, number {i}"), name)
        for i in range(count)
    ]
