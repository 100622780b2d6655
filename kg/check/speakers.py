"""Whether a statement is one of somebody who is named by a person: the same words, or a name of the same bearer."""

from functools import lru_cache

from kg.ids import outlet_key
from kg.resolve.likeness import bodies, people
from kg.resolve.wording import body, person
from kg.statements import Statement

FITTING = frozenset({"full", "short", "bare"})


def spoken_by(statement: Statement, asked: str) -> bool | None:
    """Whether ``asked`` (a name, or the IRI of a speaker) is credited with a statement; None where nobody is.

    An unnamed speaker ("an official") is another, though it may be the same person: nobody says so.
    """
    if statement.speaker is not None and statement.speaker == asked:
        return True
    if statement.name is None:
        return None
    return _named_alike(statement.name, asked) or _fits(statement.name, asked, statement.kind == "person")


def one_speaker(a: Statement, b: Statement) -> bool | None:
    """Whether two statements have one speaker; None where one has none that is known."""
    if a.speaker is None or b.speaker is None:
        return None
    if a.speaker == b.speaker:
        return True
    if "unnamed" in (a.kind, b.kind) or a.name is None or b.name is None:
        return None
    return a.kind == b.kind and _fits(a.name, b.name, a.kind == "person")


@lru_cache(8192)
def _named_alike(name: str, asked: str) -> bool:
    mine, theirs = outlet_key(asked), outlet_key(name)
    return bool(mine) and (mine == theirs or f" {mine} " in f" {theirs} ")


@lru_cache(8192)
def _fits(a: str, b: str, of_person: bool) -> bool:
    alike = people(person(a), person(b)) if of_person else bodies(body(a), body(b))
    return alike.extent in FITTING
