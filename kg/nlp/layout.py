"""What the layout tells of quotations that no cue claims: they go on, or the running speaker said them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.model import Span
from kg.nlp.found import Found
from kg.nlp.quotes import Quote
from kg.nlp.segment import Segment

INFERRED = 0.3  # the confidence of what only the layout tells: few of these are marked in corpora
PARAGRAPH = 60  # characters from which a paragraph in quotation marks is somebody's words, whoever is not named
REST = re.compile(r"[^,;:.?!\n“”\"«»„‟]{0,60}[.?!][ \t]+")  # of a sentence after its attribution
SIGNED = 0.8  # the confidence of a quotation with a signature below it
SIGNATURE = re.compile(r"(?P<dash>[–—―]|--?)\s?(?P<name>[^\s“”\"«»„‟].{2,160}?)\s*")
SHORTEST = 20  # characters of a quotation that may hold an attribution, or be one without a cue


def by_segment(
    text: str, segments: Sequence[Segment], found: Sequence[Found]
) -> Iterator[tuple[Segment, list[Found], list[Quote]]]:
    """Each paragraph with its attributions, and with the quotations that none of them claims: one that is told of
    wholly inside a quotation ("... the minister said so too ...") does not claim it.
    """
    ends = [(min((*f.source, *f.cue, *f.content)).start, max(s.end for s in (*f.cue, *f.content)), f) for f in found]
    for segment in segments:
        if segment.body is None:
            continue
        body = segment.body
        here = [f for f in found if body.start <= f.cue[0].start < body.end]
        near = [(start, end, f) for start, end, f in ends if start < body.end and body.start < end]
        loose = [
            q
            for q in segment.quotes
            if not any(
                (start <= q.span.start or q.span.end < end) and any(c.overlaps(q.span) for c in f.content)
                for start, end, f in near
            )
        ]
        yield segment, here, loose


def laid_out(text: str, read: Iterable[tuple[Segment, list[Found], list[Quote]]]) -> tuple[Found, ...]:
    """The attributions of paragraphs, in text order: those found in each, and what its free quotations add to them.

    A quotation that runs over paragraphs is one content with several spans. One that follows a statement, or is all
    that its paragraph holds, is the running speaker's, and marked as inferred.
    """
    found: list[Found] = []
    follows = runs = False  # the paragraph before ended in a statement; its quotation runs on into this one
    for segment, here, loose in read:
        assert segment.body is not None
        first = loose[0] if loose and loose[0].span.start == segment.body.start else None
        leads = first is not None and (follows or _is_paragraph(text, segment.body, first))
        if leads and follows and runs:
            k = max(range(len(found)), key=lambda i: found[i].content[-1].end)
            found[k] = replace(found[k], content=(*found[k].content, loose.pop(0).span))
        elif leads:
            here.append(_inferred(loose.pop(0)))
        for quote in loose:
            if not here or not _stands_alone(text, quote):
                continue
            begun = _interrupted(text, here, quote)
            if begun is None:
                here.append(_inferred(quote))
            else:
                here[begun] = replace(here[begun], content=(*here[begun].content, quote.span))
        found.extend(here)
        follows = bool(here) or leads
        runs = bool(segment.quotes) and segment.quotes[-1].open
    return tuple(sorted(found, key=lambda f: (min((*f.source, *f.cue, *f.content)).start, f.content)))


def signed(text: str, found: Sequence[Found], segments: Sequence[Segment]) -> tuple[Found, ...]:
    """The same attributions; the quotations right above a line such as "– Ann Lee, mayor" are hers, by that dash."""
    out = list(found)
    for above, line in pairwise(segments):
        m = SIGNATURE.fullmatch(text, line.span.start, line.span.end)
        named = m is not None and any(w[0].isupper() for w in m["name"].split()) and ". " not in m["name"]
        named = named and not line.span.of(text).endswith(("-", "–", "—", "―"))  # "- Calls to cancel -": a title
        if m is None or not named or any(c.start < line.span.end for f in found for c in f.cue if c.start >= m.start()):
            continue
        end = above.span.end
        for k in range(len(out) - 1, -1, -1):
            f = out[k]
            if f.inferred and f.content[-1].end <= end and not text[f.content[-1].end : end].strip():
                dash, name = Span(*m.span("dash")), Span(*m.span("name"))
                out[k] = replace(f, source=(name,), cue=(dash,), confidence=SIGNED, inferred=False)
                end = f.content[0].start
    return tuple(out)


def _interrupted(text: str, here: Sequence[Found], quote: Quote) -> int | None:
    """Which attribution a quotation goes on with: one that quotes before its cue and whose sentence ends, with nothing
    that could name another speaker, where the quotation begins (“We waited,” she told us. “We called.”).
    """
    for k, f in enumerate(here):
        end = max(s.end for s in (*f.source, *f.cue, *f.content))
        quotes_first = f.type == "direct" and bool(f.cue) and f.content[-1].end <= f.cue[0].start
        if quotes_first and end <= quote.span.start and REST.fullmatch(text, end, quote.span.start):
            return k
    return None


def _inferred(quote: Quote) -> Found:
    return Found((), (), (quote.span,), "direct", "speech", INFERRED, inferred=True)


def _is_paragraph(text: str, body: Span, quote: Quote) -> bool:
    """Whether a quotation of whole sentences is all that a paragraph holds."""
    inner = quote.span.of(text).strip("“”\"«»„‟`' ")
    return quote.span.end == body.end and len(inner) >= PARAGRAPH and inner[0].isupper() and inner[-1] in ".?!…)"


def _stands_alone(text: str, quote: Quote) -> bool:
    inner = quote.span.of(text)
    before = text[max(0, quote.span.start - 3) : quote.span.start].rstrip()[-1:]
    whole = (
        len(inner) > SHORTEST and inner[1:2].isupper() and inner.rstrip("”\"'’»“‟")[-1:] in (".", "?", "!", "…", ",")
    )
    return whole and before in ("", ".", "?", "!", ":", "”", '"', "’", "'", "»")
