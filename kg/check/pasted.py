"""What a person pastes with a quote: the words that credit it, a handle, tags."""

import re

from kg.nlp.quotes import quotes

FEWEST = 3
"""Words that stand between the marks."""
MOST = 16
"""Words that may stand around them."""
SAYS = r"(?:said|says|told|tells|added|adds|wrote|writes|noted|asked|replied|tweeted|posted|insisted|explained|warned)"
WHO = (
    r"(?:(?:[Hh]e|[Ss]he|[Tt]hey)|(?:[Tt]he )?(?:[\w.’'-]+ ){0,5}?[A-Z][\w.’'-]+(?:, [^,“”\"]{2,60},)?|[Tt]he [\w’'-]+)"
)
AFTER = re.compile(rf"\s*(?:{WHO} (?:\w+ly |also )?{SAYS}\b|{SAYS} )")
BEFORE = re.compile(rf"{WHO} (?:\w+ly |also |has )?{SAYS}(?: [\w ]{{2,30}})?(?:[:,]| that)?")
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
    around = [POSTED.sub(" ", text[ends[i] : ends[i + 1]]) for i in range(0, len(ends), 2)]
    rest = " ".join(part.strip() for part in around).strip()
    inside = sum(len(WORD.findall(span.of(text))) for span in marks)
    credited = AFTER.match(around[1]) or BEFORE.fullmatch(around[0].strip() if not around[-1].strip(" .") else "")
    posted = POSTED.search(text) is not None and not WORD.search(rest)
    if inside < FEWEST or not (posted or (credited and len(WORD.findall(rest)) <= MOST)):
        return None
    return " … ".join(span.of(text) for span in marks)
