"""How much a word tells: what every text is full of tells little of where words come from."""

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.check.spelling import listed

COMMON = listed(
    """
    a about above according across actually after again against ago ahead all almost already also although always am
    among an and another any anybody anyone anything are area around as ask asked at away back bad be became because
    become been before began behind being believe best better between big both bring but by call called came can case
    certain certainly change clear clearly close come comes coming could course day days decision deal did different do
    does doing done down during each early either else end enough even ever every everybody everyone everything expect
    expected fact far feel few first for forward found from full gave general get gets getting give given go goes going
    good got great group had happen happened happening hard has have having he hear heard help her here hers herself
    high him himself his hope how however i if important in including into is issue issues it its itself job just keep
    kind knew know known large last later least leave left less let like likely line little live long look looking lot
    lots made make makes making man many matter may maybe me mean means men might mine month months more morning most
    move much must my myself near need needed needs never new next no nobody none nor not nothing now number of off
    often okay old on once one only open or other others our ours ourselves out over own part people percent perhaps
    place plan point possible probably problem put quite rather real really reason right said same saw say saying says
    see seen sense set several shall she should show side simply since situation so some somebody someone something
    soon sort start started still stop strong such support sure take taken takes taking talk talking tell than thank
    that the their theirs them themselves then there these they thing things think this those though thought through
    time times to today together told too took toward trying tried true try turn two under understand until up upon us
    use used very want wanted wants was way ways we week weeks well went were what whatever when where whether which
    while who whole whom whose why will with within without women work worked working world would year years yes yet
    you young your yours yourself 0 1 2 3 4 5 6 7 8 9 10
    """
)
LIGHT, FULL = 0.25, 1.0
TERMS_VERSION = "1"
"""Changes whenever ``terms`` gives other terms, or a form is another (kg.check.words)."""
_UNSAFE = re.compile(r"[^\w]|_")
_SUFFIXES = ("izations", "ization", "ations", "ation", "nesses", "ness", "ments", "ment", "ings", "ing", "ers", "er",
             "ies", "ied", "ed", "es", "ly", "s", "y", "e")  # fmt: skip


def weight(form: str) -> float:
    """1 for a word that tells something, 0.25 for a common one, 0 for a break."""
    return 0.0 if form == "…" else LIGHT if form in COMMON else FULL


@lru_cache(65536)
def stem(form: str) -> str:
    """What is left of a form without its ending; at least four letters (in the manner of Harman's S stemmer, 1991)."""
    if form[:1].isdigit():
        return form
    for end in _SUFFIXES:
        if form.endswith(end) and len(form) - len(end) >= 4 and not form.endswith("ss"):
            head = form.removesuffix(end)
            return head[:-1] if len(head) > 4 and head[-1] == head[-2] and head[-1] not in "lsz" else head
    return form


def terms(forms: Iterable[str]) -> list[str]:
    """What a text is found by: stems of telling words, common words by threes, and as a whole where nothing else is.

    Each is free of ASCII characters but letters and digits; the commonest words are rare where three follow each
    other (common grams).
    """
    found: list[str] = []
    kept = [form for form in forms if form != "…"]
    for n, form in enumerate(kept):
        if form not in COMMON:
            found.append(_safe(stem(form)))
        three = kept[n : n + 3]
        if len(three) == 3 and all(f in COMMON for f in three):
            found.append(_safe(" ".join(three)))
    return found or ([_safe(" ".join(kept))] if kept else [])


def _safe(text: str) -> str:
    return _UNSAFE.sub("·", text)
