"""What people decided about pairs of statements: which report one utterance, and which do not, whatever words tell."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

Pair = frozenset[str]
Bond = tuple[str, str, str]
"""A statement (IRI), the one that it is bound to, and the judgement."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What people decided about pairs of statements (IRIs), with the judgement's IRI: it goes before any match."""

    together: Mapping[Pair, str] = field(default_factory=dict)
    apart: Mapping[Pair, str] = field(default_factory=dict)

    def blocks(self, statements: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The statements that are never parted, by the first of each, in the order given; most are a block alone.

        Where judgements cannot hold together, what is to be apart is apart: no block has such a pair.
        """
        rank = {iri: n for n, iri in enumerate(statements)}
        block: dict[str, tuple[str, ...]] = {iri: (iri,) for iri in statements}
        for one, other in sorted(sorted(pair, key=lambda iri: rank.get(iri, -1)) for pair in self.together):
            if one not in rank or other not in rank or block[one] is block[other]:
                continue
            if not self.parts(block[one], block[other]):
                both = tuple(sorted((*block[one], *block[other]), key=rank.__getitem__))
                block |= dict.fromkeys(both, both)
        return {iri: block[iri] for iri in statements if block[iri][0] == iri}

    def parts(self, some: Iterable[str], others: Sequence[str]) -> bool:
        """Whether one of these and one of those are to be apart."""
        return bool(self.apart) and any(frozenset((a, b)) in self.apart for a in some for b in others)

    def bonds(self, first: str, block: Sequence[str]) -> Iterator[Bond]:
        """How the others of a block hang together with its ``first``: each once, bound to one before it."""
        left, waiting = set(block) - {first}, deque([first])
        while waiting:
            here = waiting.popleft()
            for other in sorted(left):
                judgement = self.together.get(frozenset((here, other)))
                if judgement is not None:
                    left.discard(other)
                    waiting.append(other)
                    yield other, here, judgement


NOTHING = Judged()
"""Nobody decided anything."""
