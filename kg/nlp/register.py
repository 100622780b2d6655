"""The names of one article together: full names behind surnames, who holds which office, what bodies there are."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Role, Span
from kg.nlp.lexicon import words as listed
from kg.nlp.mentions import Name, names_in
from kg.nlp.names import bare
from kg.nlp.sources import head_noun, role_beside

ROLES = 400  # characters of roles kept for a name
RIVALS = 8  # full names kept for a last name
AGED = re.compile(r", (?:aged )?\d{1,3},")
FAMILY = listed("jr sr ii iii")


class Register:
    """Who is named in a text, in its order; a title may tell the given name of a surname."""

    def __init__(self, text: str, names: Sequence[Name], title: str | None = None) -> None:
        self.text = text
        self.names = [n for n in names if n.kind != "collective"]
        self.starts = [n.span.start for n in self.names]
        self.count: dict[str, int] = {}
        self.first: dict[str, int] = {}
        self.full: dict[str, list[str]] = {}  # last names and given names -> full names
        self.given: dict[str, list[str]] = {}
        self.sure: set[str] = set()  # names that are certainly people's
        self.gender: dict[str, str] = {}
        self.office: dict[str, list[str]] = {}  # noun of an office -> full names
        self.roles: dict[str, str] = {}
        self.beside: dict[Span, Role] = {}  # roles that stand beside a name, not in it
        self.bodies: dict[str, list[str]] = {}  # last word -> names of bodies
        for name in self.names:
            self._note(name)
        for name in names_in(title, Span(0, len(title))) if title else ():
            surname = name.text.split()[-1]
            if name.gender and name.text not in self.first and surname in self.first and bare(surname) not in self.full:
                at = self.first[surname]
                self._note(replace(name, span=Span(at, at + len(surname))))
        for i, name in enumerate(self.names):
            full = self.fullest(name)[0]
            role = name.role
            if role is None and full in self.sure:
                role = role_beside(text, name, self.names[i - 1].span.end if i else 0)
                if role is not None:
                    self.beside[name.span] = role
            if role is not None and name.kind == "person":
                _add(self.office, head_noun(role.text), full)
                self.roles[full] = f"{self.roles.get(full, '')[:ROLES]} {role.text.lower()}"

    def _note(self, name: Name) -> None:
        self.count[name.text] = self.count.get(name.text, 0) + 1
        self.first.setdefault(name.text, name.span.start)
        words = _name_words(name.text)
        if name.kind == "organisation" and words:
            _add(self.bodies, words[-1], name.text)
        if name.kind != "person":
            return
        for i in range(1, len(words)):
            _add(self.full, " ".join(words[i:]), name.text)
        if len(words) > 1:
            _add(self.given, words[0], name.text)
        if len(words) > 1 or name.role is not None or name.gender or AGED.match(self.text, name.span.end):
            self.sure.add(name.text)
        if name.gender:
            self.gender.setdefault(name.text, name.gender)

    def fullest(self, name: Name) -> list[str]:
        """The full names that a name may stand for, likeliest first; itself when there is no fuller one."""
        words = _name_words(name.text)
        if name.kind != "person" or not words:
            return [name.text]
        longer = [x for x in self.full.get(" ".join(words), []) if x != name.text]
        if not longer and len(words) == 1:
            longer = self.given.get(words[0], [])
        return sorted(longer, key=lambda x: (-self.count[x], x)) or [name.text]


def _name_words(name: str) -> list[str]:
    return [w for w in map(bare, name.split()) if w not in FAMILY]


def _add(table: dict[str, list[str]], key: str, value: str) -> None:
    values = table.setdefault(key, [])
    if len(values) < RIVALS and value not in values:
        values.append(value)
