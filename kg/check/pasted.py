"""What a person pastes with a quote: the words that credit it, a handle, tags."""

import re

from kg.nlp.lexicon import VERBS
from kg.nlp.quotes import quotes

FEWEST = 3
"""Words that stand between the marks."""
MOST = 25
"""Words that may stand around them."""
POSTED = re.compile(r"(?:\b(?:RT|via) )?@\w+:?|#\w+|https?://\S+")
WORD = re.compile(r"[\w’'-]+")
DOUBLE = ("“", "”", '"', "«", "„", "‟", "``")


def quoted_part(text: str) -> str | None:
    """The words between the quotation marks of a text whose other words only credit them; None for any other text.

    Or a post without its handles, tags and links.

    '“It rains,” said Ann Lee. “It pours.”' gives '“It rains,” … “It pours.”'; of '“armed visitors” had entered' all
    words are the quote.
    """
    marks = [q.span for q in quotes(text, 0, len(text)) if q.span.of(text).startswith(DOUBLE)]
    if not marks:
        plain = " ".join(POSTED.sub(" ", text).split())
        return plain if POSTED.search(text) and len(WORD.findall(plain)) >= FEWEST else None
    ends = [0, *(x for span in marks for x in (span.start, span.end)), len(text)]
    around = [text[ends[i] : ends[i + 1]] for i in range(0, len(ends), 2)]
    rest = WORD.findall(" ".join(POSTED.sub(" ", part) for part in around))
    posted = any(POSTED.search(part) for part in around)
    crediting = any(w.lower() in VERBS for w in rest) and len(rest) <= MOST
    inside = sum(len(WORD.findall(span.of(text))) for span in marks)
    if inside < FEWEST or not (crediting or (posted and not rest)):
        return None
    return " … ".join(span.of(text) for span in marks)
