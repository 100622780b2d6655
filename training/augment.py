"""Changes to marked texts that leave the marks true: print styles, lost marks, letter case, misreading, names."""

import random
import re
from collections.abc import Callable
from dataclasses import replace

from training.marked import Marked, edited
from training.renaming import renamed

Change = Callable[[Marked, random.Random], Marked]

COMMON = re.compile(r"[“”\"]")  # the double quotation marks that training changes
DOUBLE = re.compile(r"``|''|[“”„«»\"]")  # all that articles use
OPENING = frozenset(("“", "„", "«", "``"))
CLOSING = frozenset(("”", "»"))
CONFUSED = {
    "l": "1",
    "I": "l",
    "O": "0",
    "o": "c",
    "e": "c",
    "rn": "m",
    "m": "rn",
    "h": "b",
    "S": "5",
    "a": "o",
    "t": "f",
    "i": "j",
}
REMAINS = ("&nbsp;", "<br>", "&amp;", "</p>", "&#8217;", "<b>", "[1]", "\u00ad")


def styled(opening: str, closing: str, marks: re.Pattern[str] = COMMON) -> Change:
    """Writes all ``marks`` as ``opening`` and ``closing``; what stands before a straight mark decides which it is."""

    def change(article: Marked, rng: random.Random) -> Marked:
        found = marks.finditer(article.text)
        return edited(article, [(*m.span(), opening if _opens(article.text, m) else closing) for m in found])

    return change


def without_quotes(article: Marked, rng: random.Random) -> Marked:
    """Leaves out all double quotation marks, or a part of them."""
    share = rng.choice((0.3, 1.0, 1.0))
    return edited(article, [(*m.span(), "") for m in COMMON.finditer(article.text) if rng.random() < share])


def in_capitals(article: Marked, rng: random.Random) -> Marked:
    """Writes the text in capitals, or in small letters, where that keeps each character in its place."""
    return recased(article, rng.choice((str.upper, str.upper, str.lower)))


def recased(article: Marked, change: Callable[[str], str]) -> Marked:
    """Changes the case of the characters that stay single ones."""
    text = "".join(c if len(change(c)) != 1 else change(c) for c in article.text)
    return replace(article, text=text)


def scanned(article: Marked, rng: random.Random) -> Marked:
    """Misreads a few letters as a scanner does."""
    return misread(article, rng, rng.uniform(0.003, 0.02))


def misread(article: Marked, rng: random.Random, share: float) -> Marked:
    """Misreads ``share`` of the letters that look like others, and overlooks a quarter as many of the spaces."""
    letters = re.finditer(r"rn|[lIOoemhSati]", article.text)
    edits = [(*m.span(), CONFUSED[m.group()]) for m in letters if rng.random() < share]
    spaces = re.finditer(r"(?<=\w) (?=\w)", article.text)
    edits.extend((*m.span(), "") for m in spaces if rng.random() < share / 4)
    return edited(article, edits)


def with_remains(article: Marked, rng: random.Random) -> Marked:
    """Leaves a few pieces of mark-up between words."""
    spaces = re.finditer(" ", article.text)
    return edited(article, [(*m.span(), f" {rng.choice(REMAINS)} ") for m in spaces if rng.random() < 0.01])


CHANGES: tuple[tuple[Change, int], ...] = (
    (styled('"', '"'), 8),
    (styled("«", "»"), 2),
    (styled("„", "“"), 2),
    (styled("``", "''"), 1),
    (styled("‘", "’"), 3),
    (without_quotes, 6),
    (in_capitals, 3),
    (scanned, 4),
    (with_remains, 2),
)
"""The changes of training, with their weights."""

NAMED: dict[str, Change] = {
    "straight": styled('"', '"', DOUBLE),
    "curly": styled("“", "”", DOUBLE),
    "french": styled("«", "»", DOUBLE),
    "german": styled("„", "“", DOUBLE),
    "doubled": styled("``", "''", DOUBLE),
    "single": styled("‘", "’", DOUBLE),
    "missing": styled("", "", DOUBLE),
    "upper": lambda article, rng: recased(article, str.upper),
    "ocr": lambda article, rng: misread(article, rng, 0.01),
    "html": with_remains,
}
"""The changes of measuring, each at one strength."""


def augmented(article: Marked, rng: random.Random) -> Marked:
    """The article with other names, with one change chosen by weight, or with both."""
    names, marks = rng.choice(((True, False), (False, True), (False, True), (True, True)))
    if names:
        article = renamed(article, rng)
    if marks:
        (change,) = rng.choices([c for c, _ in CHANGES], [weight for _, weight in CHANGES])
        article = change(article, rng)
    return article


def _opens(text: str, m: re.Match[str]) -> bool:
    if m.group() in OPENING:
        return True
    if m.group() in CLOSING:
        return False
    before = text[m.start() - 1 : m.start()]
    return not before or before.isspace() or before in "([—-"
