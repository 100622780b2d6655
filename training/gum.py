"""GUM (Zeldes 2017): texts whose entities people marked, in CoNLL-U with ``Entity=`` in the last column.

The annotation of entities: https://gucorpling.org/gum/ (format: group-type-infstat-salience-centering-minspan-link).
"""

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.nlp.labels import KINDS
from training.marked import Marked, Name

OPENED = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")
ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
TITLE = "nmod:desc"  # how "Professor" hangs on "Eastman"
WITHIN = frozenset(("of", "and", "&", "the", "for", "de", "la", "van", "von", "al", "bin", "-"))


@dataclass(slots=True)
class Token:
    """A word, where it stands, and its place in the sentence's tree (``head`` counts tokens of the text; -1: none);
    whether it is a common or a proper noun, and a plural.
    """

    form: str
    start: int
    end: int
    common: bool
    proper: bool
    plural: bool
    head: int
    relation: str


@dataclass(slots=True)
class Entity:
    """A mention: the chain that it belongs to, its type, tokens [first, end) and its central tokens."""

    chain: str
    kind: str
    first: int
    end: int
    central: tuple[int, ...]


@dataclass(slots=True)
class Text:
    """A document as it grows; ``key`` is its id ("GUM_news_iodine")."""

    key: str = ""
    text: str = ""
    tokens: list[Token] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    opened: dict[str, list[Entity]] = field(default_factory=dict)

    @property
    def genre(self) -> str:
        """What its id says: "news", "interview"."""
        return self.key.removeprefix("GUM_").partition("_")[0]


def texts(path: Path) -> Iterator[Marked]:
    """The documents of a gzipped file, with the names of persons, organisations and places in them."""
    for document in documents(path):
        found = names(document)
        people = [document.text[start:end].split() for start, end, kind in found if kind == "person"]
        pairs = sorted({(words[0] if len(words) > 1 else "", words[-1]) for words in people})
        yield Marked(document.text, (), tuple(pairs), found, attributed=False)


def documents(path: Path) -> Iterator[Text]:
    """The documents of a gzipped file."""
    document: Text | None = None
    with gzip.open(path, "rt", encoding="utf8") as lines:
        sentence: list[list[str]] = []
        for line in lines:
            if line.startswith("# newdoc id"):
                if document:
                    yield _ended(document)
                document = Text(line.partition("=")[2].strip())
            elif document is None:
                continue
            elif line.startswith("# newpar\n"):
                document.text = document.text.rstrip() + "\n\n" if document.text else ""
            elif line[0].isdigit():
                sentence.append(line.rstrip("\n").split("\t"))
            elif not line.strip() and sentence:
                _add(document, sentence)
                sentence = []
    if document:
        yield _ended(document)


def _ended(document: Text) -> Text:
    document.text = document.text.rstrip()
    return document


def _add(document: Text, sentence: Sequence[Sequence[str]]) -> None:
    """Adds the words of a sentence; those of a contraction share its characters."""
    base = len(document.tokens)
    joined, left = "", 0
    for number, form, _, upos, xpos, features, head, relation, _, more in sentence:
        spaced = "SpaceAfter=No" not in more
        if "-" in number:
            first, last = map(int, number.split("-"))
            joined, left = form, last - first + 1
            start = len(document.text)
            document.text += form + " " * spaced
            continue
        if "." in number:
            continue
        if left:
            end = start + (len(joined) if left == 1 else min(len(form), len(joined)))
            joined, left = joined[end - start :], left - 1
        else:
            start = len(document.text)
            end = start + len(form)
            document.text += form + " " * spaced
        common, proper = upos in ("NOUN", "ADJ", "NUM"), upos == "PROPN" or xpos.startswith("NNP")
        plural = "Number=Plur" in features
        above = int(head) - 1 + base if head != "0" else -1
        document.tokens.append(Token(form, start, end, common, proper, plural, above, relation))
        start = end
        if found := ENTITY.search(more):
            _mark(document, found[1])


def _mark(document: Text, marks: str) -> None:
    """Opens and closes entities at the last token."""
    here = len(document.tokens) - 1
    for m in OPENED.finditer(marks):
        if m[3]:
            if waiting := document.opened.get(m[3]):
                entity = waiting.pop()
                entity.end = here + 1
                document.entities.append(entity)
            continue
        parts = m[1].split("-")
        central = tuple(int(x) - 1 + here for x in parts[5].split(",") if x.isdigit()) if len(parts) > 5 else ()
        entity = Entity(parts[0], parts[1] if len(parts) > 1 else "", here, here + 1, central)
        if m[2]:
            document.entities.append(entity)
        else:
            document.opened.setdefault(parts[0], []).append(entity)


def names(document: Text) -> tuple[Name, ...]:
    """The proper names among the entities; of names that overlap the longest."""
    found = {name for e in document.entities if (name := name_of(document, e)) is not None}
    kept: list[Name] = []
    for name in sorted(found, key=lambda n: (n[0] - n[1], n)):
        if not any(name[0] < end and start < name[1] for start, end, _ in kept):
            kept.append(name)
    return tuple(sorted(kept))


def name_of(document: Text, e: Entity) -> Name | None:
    """The proper name that a mention of a person, an organisation or a place is, if it is one."""
    tokens = document.tokens
    heads = [i for i in e.central if i < e.end and tokens[i].proper and tokens[i].relation != TITLE]
    if e.kind not in KINDS or not heads:
        return None
    first, last = (_person if e.kind == "person" else _proper)(tokens, e, heads[0])
    return tokens[first].start, tokens[last].end, e.kind


def _person(tokens: Sequence[Token], e: Entity, head: int) -> tuple[int, int]:
    """First name to last: what hangs on the head as a part of the name; titles stand before it."""
    parts = [i for i in range(head, e.end) if tokens[i].head == head and tokens[i].relation.startswith("flat")]
    return head, max([head, *parts])


def _proper(tokens: Sequence[Token], e: Entity, head: int) -> tuple[int, int]:
    """The run of proper names around the head, with "of", "and" and the like between them."""

    def run(step: int) -> int:
        at = reach = head
        while e.first <= at + step < e.end and (tokens[at + step].proper or tokens[at + step].form.lower() in WITHIN):
            at += step
            reach = at if tokens[at].proper else reach
        return reach

    return run(-1), run(1)
