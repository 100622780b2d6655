"""Bylines to persons' names: "By Ann Writer and Bob Scribe, Staff Reporters" to Ann Writer, Bob Scribe."""

import re
import unicodedata

LONGEST = 60
BY = re.compile(r"(?i)^(?:(?:written|reported|posted|story|text|words|edited|published)\s+)?(?:by|von|par|por)\b[:\s]+")
ADDRESS = re.compile(r"\S+@\S+|@\w+|https?://\S+|www\.\S+")
REST = re.compile(r"\s+[|•·—–]\s+.*|\s+[-/]\s+.*|\s*\(.*|\s+\|.*|\|.*|,?\s+(?:for|of|at|in|via)\s+(?:the\s+)?[A-Z].*")
BETWEEN = re.compile(r"\s*(?:[,;&]|\band\b|\bwith\b|\bund\b|\bet\b)\s*", re.IGNORECASE)
CREDENTIAL = re.compile(
    r"(?i)[,\s]+(M\.?D|Ph\.?D|R\.?D\.?N?|M\.?S|M\.?A|M\.?P\.?H|J\.?D|LL\.?[BM]|MBA|RN|CPT|CSCS)\b\.?(?=\s*(,|;|$|\band\b))"
)
GENERATION = re.compile(r"(?i),\s*(Jr|Sr|II|III|IV)\b")
NO_PERSON = re.compile(
    r"(?i)\b(staff|news|newsroom|press|media|writer|reporter|reporters|editor|editors|editorial|correspondent|contributor|contributors|"
    r"columnist|team|desk|bureau|agency|agencies|service|services|wire|admin|administrator|guest|author|blog|magazine|"
    r"times|post|tribune|herald|gazette|journal|reuters|afp|ap|bbc|cnn|upi|associated|board|company|inc|llc|ltd|group|"
    r"network|university|institute|department|ministry|digital|studio|online|website|redaktion|updated|published|"
    r"sports|weekly|daily|today|radio|tv|television|international|com|org|net)\b"
)
WORD = re.compile(r"[^\W\d_][^\W\d_.'’‑-]*(?:[.'’‑-][^\W\d_]*)*\.?")


def one_line(text: str) -> str:
    """``text`` without control characters, runs of white space as one space: what a title or name looks like."""
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs"))
    return " ".join("".join(kept).split())


def names(byline: str) -> list[str]:
    """The persons named in a byline, as written and in its order; [] where none is."""
    text = ADDRESS.sub(" ", one_line(byline)[:400])
    text = GENERATION.sub(r" \1", BY.sub("", text.strip()))
    for _ in range(4):  # "MS, RD": the last goes first
        text = CREDENTIAL.sub("", text)
    found: list[str] = []
    for part in BETWEEN.split(text):
        name = REST.sub("", BY.sub("", part.strip())).strip(" -–—|,.;:*")
        if person(name) and name not in found:
            found.append(name)
    return found


def person(name: str) -> bool:
    """Whether ``name`` looks like the name of one person: up to six capitalised words, no organisation's."""
    words = name.split()
    return (
        0 < len(words) <= 6
        and len(name) <= LONGEST
        and not NO_PERSON.search(name)
        and all(WORD.fullmatch(w) for w in words)
        and name[0] == name[0].upper()
        and (len(words) > 1 or (len(name) > 2 and not name.isupper()))
    )
