"""Text that XML can hold, and that its readers don't change."""

import re

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
JOINER = "\u2060"


def legal(text: str) -> str:
    """The text without what XML 1.0 cannot hold: control characters, lone surrogates, U+FFFE and U+FFFF."""
    return text if text.isprintable() else _ILLEGAL.sub("", text)


def guarded(text: str) -> str:
    """The text with an invisible word joiner (U+2060) in each "INF".

    Gephi turns these letters into "Infinity" anywhere in an attribute's value. The joiner changes nothing that is seen;
    taking U+2060 out gives the text back.
    """
    return text.replace("INF", f"IN{JOINER}F")


def content(text: str) -> str:
    """The text as an element's content; a carriage return stays one."""
    if text.isalnum():
        return text
    plain = text.isprintable()
    if not plain:
        text = _ILLEGAL.sub("", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text if plain else _line_ends(text)


def attribute(text: str) -> str:
    """The text as an attribute's value in double quotes; tabs and line breaks stay what they are."""
    if text.isalnum():
        return text
    plain = text.isprintable()
    if not plain:
        text = _ILLEGAL.sub("", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text if plain else _line_ends(text).replace("\t", "&#9;").replace("\n", "&#10;")


def _line_ends(text: str) -> str:
    """The text with what readers take for a line feed as references; some do what only XML 1.1 asks for."""
    return text.replace("\r", "&#13;").replace("\x85", "&#133;").replace("\u2028", "&#8232;")


def guarded_attribute(text: str) -> str:
    """The text guarded, as an attribute's value."""
    return attribute(guarded(text) if "INF" in text else text)


def guarded_content(text: str) -> str:
    """The text guarded, as an element's content."""
    return content(guarded(text) if "INF" in text else text)
