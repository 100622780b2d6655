"""Plain text to an article: the text stays as it is, character for character; a byte order mark is no part of it."""

import re

from kg.ingest.encoding import decoded
from kg.ingest.metadata import Metadata, article
from kg.model import Article

CONTROL = re.compile(r"[\x01-\x08\x0e-\x19\x1c-\x1f\x7f-\x84\x86-\x9f]")
MOST_CONTROLS = 0.01  # of the characters


def from_text(data: bytes, known: Metadata, base: str) -> Article:
    """The article of a plain text; ValueError, with the reason, if it is none."""
    text = decoded(data)
    refuse(text)
    return article(text, known, base)


def refuse(text: str) -> None:
    """ValueError, with the reason, unless ``text`` can be an article's."""
    if not text:
        raise ValueError("empty")
    if text.isspace() or not any(c.isprintable() and not c.isspace() for c in text):
        raise ValueError("only white space")
    if "\0" in text:
        raise ValueError("binary data, not text (it holds NUL characters)")
    if len(CONTROL.findall(text)) > MOST_CONTROLS * len(text):
        raise ValueError("binary data, not text (it is full of control characters)")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as e:
        raise ValueError(f"half a character (a lone surrogate) at {e.start}") from e
    if not any(c.isalpha() for c in text):
        raise ValueError("no words in it")
