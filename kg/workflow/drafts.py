"""Many quotes at once: those of a batch file, and those that a draft article makes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import InputError
from kg.model import Attribution, Extraction, Span, statement_text
from kg.nlp.quotes import quotes

FEWEST = 3
"""Words that quoted words must have to be checked: shorter ones are titles and scare quotes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A quote to be checked, with its identifier, who is said to have said it, and the article that it stands in."""

    identifier: str | int
    quote: str
    speaker: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """A quote of a draft: its words, where they stand (characters ``[start, end)``), and whose they are said to be."""

    quote: str
    start: int
    end: int
    speaker: str | None = None


def batch(data: bytes, source: str) -> Iterator[Asked | InputError]:
    """The quotes of JSON lines {"id", "quote", "speaker"?}; an InputError in the place of a line that is none."""
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            yield _asked(line, f"{source}:{number}")


def _asked(line: bytes, where: str) -> Asked | InputError:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return InputError(where, "not UTF-8")
    except (ValueError, RecursionError) as e:
        return InputError(where, f"not JSON: {getattr(e, 'msg', 'nested too deep')}")
    if not isinstance(value, dict):
        return InputError(where, 'not an object {"id", "quote", "speaker"?}')
    identifier, quote, speaker = value.get("id"), value.get("quote"), value.get("speaker")
    if isinstance(identifier, bool) or not isinstance(identifier, str | int):
        return InputError(where, '"id" is neither a string nor a number')
    if not isinstance(quote, str):
        return InputError(where, f'{identifier}: "quote" is no string')
    if speaker is not None and not isinstance(speaker, str):
        return InputError(where, f'{identifier}: "speaker" is no string')
    if isinstance(identifier, str) and any("\ud800" <= c <= "\udfff" for c in identifier):
        return InputError(where, '"id" holds a lone surrogate')
    return Asked(identifier, quote, speaker)


def drafted(extraction: Extraction) -> tuple[Drafted, ...]:
    """The quotes of a draft, in text order: direct statements whole, and all other words in quotation marks.

    Whose they are is what the draft says, where it names somebody.
    """
    text = extraction.article.text
    names = {e.id: e.name for e in extraction.entities if e.kind != "unnamed"}
    found: list[Drafted] = []
    taken: list[Span] = []
    for a in extraction.attributions:
        if a.type == "direct":
            taken += a.content
            speaker = names.get(a.speaker or "")
            found.append(Drafted(statement_text(text, a.content), a.content[0].start, a.content[-1].end, speaker))
    for span in _marked(text):
        if not any(span.overlaps(t) for t in taken):
            around = [a for a in extraction.attributions if any(c.holds(span) for c in a.content)]
            found.append(Drafted(span.of(text), span.start, span.end, _speaker(around, names)))
    long = (d for d in found if len(d.quote.split()) >= FEWEST)
    return tuple(sorted(long, key=lambda d: (d.start, d.end)))


def _speaker(around: list[Attribution], names: dict[str, str]) -> str | None:
    """Of the innermost attribution."""
    inner = min(around, key=lambda a: sum(c.end - c.start for c in a.content), default=None)
    return None if inner is None else names.get(inner.speaker or "")


def _marked(text: str) -> Iterator[Span]:
    start = 0
    for paragraph in text.split("\n"):
        for quote in quotes(text, start, start + len(paragraph.rstrip())):
            yield quote.span
        start += len(paragraph) + 1
