"""Who bears a name, as one article or several present them: what the matching of names across articles looks at."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import EntityKind

MOST_WORDINGS = 16
MOST_BESIDE = 64


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears a name.

    ``name`` is the name at its fullest, ``aliases`` are other ways in which it is written, ``roles`` are as worded
    ("Kherson Mayor", "president of Ukraine"), ``organisations`` are whom the bearer speaks for or belongs to,
    ``beside`` holds the names of the other speakers in the same articles, and ``years`` are the first and the last
    year of publication.
    """

    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    beside: frozenset[str] = frozenset()
    years: tuple[int, int] | None = None

    def merged(self, other: "Bearer") -> "Bearer":
        """What both tell, under the name of ``self``; at most 16 aliases, roles, organisations and 64 beside.

        What is over a bound is left out: of the wordings those of ``other`` that come last, of ``beside`` the last in
        the alphabet, so that the result is the same in each run.
        """
        return Bearer(
            self.kind,
            self.name,
            _together(a for a in (*self.aliases, other.name, *other.aliases) if a != self.name),
            _together((*self.roles, *other.roles)),
            _together((*self.organisations, *other.organisations)),
            frozenset(sorted(self.beside | other.beside)[:MOST_BESIDE]),
            _span(self.years, other.years),
        )


def _together(wordings: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(wordings))[:MOST_WORDINGS]


def _span(a: tuple[int, int] | None, b: tuple[int, int] | None) -> tuple[int, int] | None:
    if a is None or b is None:
        return a or b
    return min(a[0], b[0]), max(a[1], b[1])
