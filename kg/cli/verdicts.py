"""A verdict as a person reads it at a glance: the verdict first, then the words with what was changed marked in them.

Without colours as wdiff has it: [-left out-] {+put in+}; what the statement says before and after the quote stands in
‹ ›. With colours red and struck through, green, and dim.
"""

import re
from collections.abc import Iterator

from kg.check.report import pieces
from kg.check.verdicts import Match, Verification
from kg.cli import output
from kg.nlp.embedding import INSTALL
from kg.statements import Statement

AROUND = 60
"""Characters of the statement that are shown before and after the quote."""
COLOURS = {"verbatim": "32;1", "not-found": "33;1", "paraphrase": "33;1"}
TOLD = {
    "misattributed": "said by others only",
    "verbatim": "the same words",
    "conflated": "put together of several statements",
    "cut": "words left out",
    "altered": "other words",
    "paraphrase": "said in other words; {basis}",
    "not-found": "in no statement of these articles",
}
BASIS = {"words": "by the rare words that both share", "meaning": "by meaning"}
HINT = f"other words are looked for by shared words only; also by meaning with the extra: {INSTALL}"


def lines(
    found: Verification, coverage: str, limit: int, styled: bool, width: int, hint: str | None = None
) -> Iterator[str]:
    """The lines for one quote; ``coverage`` says how much was looked in, ``hint`` how more is found."""
    grave = output.style(" GRAVE", "31;1", styled) if found.grave else ""
    flags = f": {', '.join(found.flags)}" if found.flags else ""
    head = output.style(found.verdict.upper(), COLOURS.get(found.verdict, "31;1"), styled)
    yield f"{head}{grave}{flags} ({TOLD[found.verdict].format(basis=BASIS[found.basis])})"
    if found.speaker is not None:
        yield f"  asked for {output.one_line(found.speaker)}{_mine(found)}"
    yield from output.wrapped(f"quote  {output.one_line(found.quote)}", width - 2, "  ")
    for number, m in enumerate(found.matches[:limit], 1):
        yield ""
        yield from _match(number, m, found.quote, styled, width)
    if len(found.matches) > limit:
        yield f"\n  {len(found.matches) - limit} more (--limit N)"
    if found.matches:
        yield ""
    if found.nearest is not None:
        yield from _nearest(found.nearest, styled, width)
    if found.first is not None and found.verdict != "conflated":
        yield f"  first  {_where(found.first)}"
    if len(found.outlets) > 1:
        yield from output.wrapped(f"in     {output.one_line(', '.join(found.outlets))}", width - 2, "  ")
    if hint is not None:
        yield from output.wrapped(hint, width - 2, "  ")
    yield f"  looked in {coverage}"


def _mine(found: Verification) -> str:
    if not found.matches or found.mine:
        return ""
    return ": who said it is not known" if found.mine is None and found.verdict != "conflated" else ""


def _match(number: int, m: Match, quote: str, styled: bool, width: int) -> Iterator[str]:
    s, c = m.statement, m.comparison
    name = output.style(output.one_line(s.name or "(speaker unknown)"), "1", styled)
    yield f"  {number}. {name}  {s.type}, {c.kind or 'part'} {output.plain(c.score)}"
    worded = output.one_line(s.text) if c.kind == "paraphrase" else _marked(m, quote, styled)
    yield from _worded(worded, m, width)


def _nearest(m: Match, styled: bool, width: int) -> Iterator[str]:
    """What is close to a quote that was not found, and why it is not the same."""
    s, c = m.statement, m.comparison
    name = output.style(output.one_line(s.name or "(speaker unknown)"), "1", styled)
    why = f"not the same: {', '.join(sorted(c.flags))}"
    yield ""
    yield f"  nearest  {name}  {s.type}, {output.plain(c.score)} {BASIS[c.basis]}; {why}"
    yield from _worded(output.one_line(s.text), m, width)
    yield ""


def _worded(worded: str, m: Match, width: int) -> Iterator[str]:
    s = m.statement
    yield from output.wrapped(worded, width - 5, "     ")
    if m.denied:
        yield f"     the article says: {output.one_line(m.denied)}"
    title = f"“{output.one_line(s.title)}”  " if s.title else ""
    where = f"{_where(s)}  {title}[{s.start}:{s.end}]  {output.plain_iri(s.article)}  {output.plain_iri(s.iri)}"
    yield from output.wrapped(where, width - 5, "     ")


def _where(s: Statement) -> str:
    return f"{output.one_line(s.outlet or 'outlet unknown')}, {output.one_line(s.published or 'date unknown')}"


def _marked(m: Match, quote: str, styled: bool) -> str:
    found = pieces(m, quote)
    parts = []
    for n, piece in enumerate(found):
        said, quoted = output.one_line(piece.said), output.one_line(piece.quoted)
        if piece.op == "equal":
            parts.append(said)
        elif piece.op == "delete" and n in (0, len(found) - 1):
            parts.append(output.style(f"‹{_shortened(said, at_start=n == 0)}›", "2", styled))
        else:
            parts += [output.style(said if styled else f"[-{said}-]", "31;9", styled)] if said else []
            parts += [output.style(quoted if styled else f"{{+{quoted}+}}", "32", styled)] if quoted else []
    return " ".join(parts)


def _shortened(text: str, *, at_start: bool) -> str:
    if len(text) <= AROUND:
        return text
    if at_start:
        return "… " + re.sub(r"^\S*\s", "", text[-AROUND:])
    return re.sub(r"\s\S*$", "", text[:AROUND]) + " …"
