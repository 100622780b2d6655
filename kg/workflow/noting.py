"""What all judgements share: notes and names that are text, and identifiers as people read them."""

from kg import ids
from kg.errors import UsageError
from kg.review.saved import LONGEST, NO_TEXT


def checked(*texts: str | None) -> None:
    """UsageError for a note or a name that is too long or holds what is no text."""
    for text in texts:
        if text is not None and len(text) > LONGEST:
            raise UsageError(f"a note or name of {len(text):,} characters: {LONGEST:,} are allowed")
        if text is not None and NO_TEXT.search(text):
            raise UsageError("the note or the name holds a character that is no text")


def names(iri: str, text: str) -> bool:
    """Whether a person who types ``text`` may mean this judgement: its IRI, or six or more digits of its hash."""
    digits = text.removeprefix("judgement/")
    return text == iri or (len(digits) >= 6 and iri.rpartition("/judgement/")[2].startswith(digits))


def short(iri: str) -> str:
    """An identifier by its kind and the first eight digits of its hash, as the tables show it."""
    try:
        _, kind, digits = ids.split(iri)
    except ValueError:
        return iri
    return f"{kind}/{digits[:8]}"
