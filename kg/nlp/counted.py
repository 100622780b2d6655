"""What a number counts, and what is said of it: the noun phrase after it, its subject, the verb it depends on.

There is no parser: a phrase is taken only where the words around it leave little choice.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.nlp.counting import (
    AUXILIARY,
    BE,
    BREAKS,
    CHANGES,
    DETERMINERS,
    HEADS,
    MODALS,
    NO_MEASURES,
    NO_NOUNS,
    PARTICLES,
    PLACES,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    REPORTING,
    SKIPPED,
    STATES,
    TIMES,
    UNTIMELY,
    VERBS,
)
from kg.nlp.lexicon import words
from kg.nlp.numbers import SCALE, SMALL

WORD = re.compile(
    r"(?:[A-Z]\.){2,8}|(?:Mrs?|Ms|Dr|Sen|Gov|Rep|Gen|Sens|Reps|St|Prof)\.|[^\W_](?:[\w’'.&-]*[^\W_])?(?:(?<=s)[’'](?= [^\W_]))?|[$£€]|\S"
)
WEAK = words(
    "only just another also not even back the a an his her its their our my your these those combined total estimated "
    "whopping staggering record average additional paltry mere full massive huge reported"
)
LINKING = words("to by at of from with up down")
LEADS = words("lead leads leading led trail trails trailing trailed beat beats beating over defeat defeats edges tops")
SET = words("slated expected projected estimated set likely going designed supposed forecast due")
ADJECTIVAL = (
    "ive",
    "ous",
    "able",
    "ible",
    "ful",
    "less",
    "sure",
    "certain",
    "ic",
    "white",
    "black",
    "male",
    "female",
    "true",
)
MOST_WORDS = 6
REACH = 14
OF = (
    "number",
    "percentage",
    "share",
    "proportion",
    "total",
    "amount",
    "majority",
    "rate",
    "cost",
    "price",
    "value",
    "tally",
)


class Word(NamedTuple):
    """A word of a sentence; ``low`` is in lower case."""

    text: str
    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of a sentence: its words are ``[first, stop)``, the last of the counted noun is ``head``."""

    first: int
    head: int
    stop: int

    def of(self, text: str, words: Sequence[Word]) -> str:
        """Its characters."""
        return text[words[self.first].start : words[self.stop - 1].end]


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words and marks of ``text[start:end]``."""
    return [Word(m[0], m[0].lower(), m.start(), m.end()) for m in WORD.finditer(text, start, end)]


def plural(word: Word) -> bool:
    """Whether a word looks like the plural of a noun."""
    low = word.low
    if low in PLURALS:
        return True
    return (
        low.endswith("s")
        and len(low) > 3
        and low not in NO_NOUNS
        and not low.endswith(("ss", "us", "’s", "'s", "is", "’", "'"))
    )


def phrase(words: Sequence[Word], i: int, *, singular: bool = False) -> Phrase | None:
    """The noun phrase that begins at word ``i``, "of the" put aside: it ends in a plural, or (``singular``) any noun."""
    of = i < len(words) and words[i].low == "of"
    i += of
    while i < len(words) and (words[i].low in SKIPPED or (of and _passed(words, i))):
        i += 1
    first, last = i, None
    for k in range(i, min(i + MOST_WORDS, len(words))):
        if _breaks(words, k) or (last is not None and not plural(words[k])):
            break
        if plural(words[k]):
            last = k
    if last is None and singular:
        last = _singular(words, i, of)
    if last is None:
        return None
    stop = _joined(words, last) + 1
    return Phrase(first, last, _completed(words, stop))


def _passed(words: Sequence[Word], i: int) -> bool:
    """Whether a word after "of" only says which: "the", "nine" in "four of the nine", an owner with a number of his own."""
    if words[i].low in DETERMINERS or _number(words[i]):
        return True
    owner = next(
        (k for k in range(i, min(i + 3, len(words) - 1)) if words[k].text.endswith(("’s", "'s", "s’", "s'"))), None
    )
    return owner is not None and _number(words[owner + 1])


def _breaks(words: Sequence[Word], k: int) -> bool:
    """Whether a noun phrase cannot go on with word ``k``."""
    word = words[k]
    if word.low in ("most", "more", "best", "least") and any(plural(w) for w in _run(words, k + 1, 3)):
        return False  # "the five most populous counties"
    if word.low in BREAKS or not (word.text[0].isalpha()) or word.low in UNTIMELY or word.low.endswith(("’t", "'t")):
        return True
    if word.low.endswith(("ed", "ing", "ly")) or word.low in VERBS:
        return not plural(word) and not any(
            plural(w) for w in _run(words, k + 1, 3)
        )  # "undocumented immigrants", but not "were killed"
    return False


def _run(words: Sequence[Word], start: int, length: int) -> list[Word]:
    out = []
    for w in words[start : start + length]:
        if w.low in BREAKS or not w.text[0].isalpha():
            break
        out.append(w)
    return out


def _singular(words: Sequence[Word], i: int, of: bool) -> int | None:
    """The last word of a run of up to four words that ends in a noun before a break: "35 percent tax on"."""
    k = i
    while (
        k < len(words)
        and k < i + 4
        and ((of and words[k].low in VERBS) or not _breaks(words, k) and words[k].low not in VERBS)
    ):
        k += 1
    after = words[k] if k < len(words) else None
    closed = after is None or not after.text[0].isalnum() or after.low in BREAKS or after.low.endswith("ly")
    if (
        k == i
        or words[k - 1].low.endswith(ADJECTIVAL)
        or not closed
        or (after is not None and after.low in DETERMINERS)
        or words[k - 1].text[0].isupper()
    ):
        return None
    return k - 1


def _joined(words: Sequence[Word], last: int) -> int:
    """The end of "men and women": a second plural that the first is joined with, and nothing after it."""
    if (
        last + 2 < len(words)
        and words[last + 1].low == "and"
        and plural(words[last + 2])
        and words[last + 2].text.islower()
    ):
        after = words[last + 3] if last + 3 < len(words) else None
        if after is None or not after.text[0].isalpha() or after.low in BREAKS:
            return last + 2
    return last


def _completed(words: Sequence[Word], k: int) -> int:
    """The end of a phrase with what belongs to its noun: "of the council", "in Ukraine"."""
    if k + 1 >= len(words) or words[k].low not in PLACES:
        return k
    of, n = words[k].low == "of", k + 1
    while n < len(words) and n < k + 3 and words[n].low in DETERMINERS:
        n += 1
    first = n
    while n < len(words) and n < first + 4 and words[n].text[0].isalpha() and words[n].low not in BREAKS:
        if words[n].low in TIMES or words[n].low in UNTIMELY or words[n].low in HEADS and not of:
            return k
        if not words[n].text[0].isupper() and not of and not words[n - 1].text.endswith(("’s", "'s")):
            if not (n > first and words[n - 1].text.islower() and n < first + 4):
                break
        n += 1
        if of and plural(words[n - 1]):
            break
    return n if n > first else k


def measure_after(words: Sequence[Word], i: int) -> str | None:
    """The verb or state that follows a counted noun: "had been killed", "have fled", "missing", "were black"."""
    k = _to_verb(words, i)
    if k is None:
        return None
    helped = False
    be = False
    while k < len(words) and (words[k].low in AUXILIARY or words[k].low in ("not", "also") or _adverb(words[k])):
        helped = helped or words[k].low in AUXILIARY
        be = words[k].low in BE or (be and words[k].low not in AUXILIARY)
        k += 1
    if k >= len(words):
        return None
    w = words[k]
    if not w.text[0].isalpha() or w.text[0].isupper():
        return None
    if w.low in NO_MEASURES:
        return None
    if w.low in STATES or w.low.endswith("ed") or w.low in VERBS or (w.low.endswith("ing") and len(w.low) > 5):
        return _with_object(words, k)
    if k and words[k - 1].low in ("had", "have", "has", "having") and w.low == "no" and k + 1 < len(words):
        return f"{words[k - 1].low} no {words[k + 1].low}"
    if be and w.low not in BREAKS and w.low not in DETERMINERS and _ends(words, k + 1) and not _number(w):
        return w.low
    return None


def _to_verb(words: Sequence[Word], i: int) -> int | None:
    """The place after a noun where its verb begins; words of place or time and a relative pronoun may stand before."""
    k = i
    if k < len(words) and words[k].low in PREPOSITIONS and words[k].low not in ("to", "for", "than", "as", "like"):
        n = k + 1
        while n < len(words) and n < k + 6 and words[n].text[0].isalnum() and words[n].low not in AUXILIARY:
            if words[n].low in ("who", "that", "which"):
                break
            n += 1
        if n < len(words) and (words[n].low in AUXILIARY or words[n].low in ("who", "that", "which")):
            k = n
        else:
            return None
    if k < len(words) and words[k].low in ("who", "that", "which"):
        k += 1
    return k if k < len(words) else None


def _adverb(word: Word) -> bool:
    return (
        word.low.endswith("ly")
        and len(word.low) > 4
        or word.low in ("already", "still", "now", "ever", "never", "reportedly")
    )


def _ends(words: Sequence[Word], k: int) -> bool:
    return k >= len(words) or not words[k].text[0].isalnum() or words[k].low in BREAKS


def _number(word: Word) -> bool:
    return word.text[0].isdigit() or word.low in SMALL or word.low in SCALE


def _with_object(words: Sequence[Word], k: int) -> str:
    """A verb with what belongs to it, at most six words: "signed up", "want to leave", "laid down their arms"."""
    n = k + 1
    if words[k].low in STATES or words[k].low in ("died", "hurt", "arrested", "detained"):
        return words[k].low
    prepositions = 0
    while n < len(words) and n < k + 7 and _belongs(words, n):
        prepositions += words[n].low in PREPOSITIONS and words[n].low not in PARTICLES
        if prepositions > 1:
            break
        n += 1
    while n > k + 1 and (words[n - 1].low in PREPOSITIONS - PARTICLES or words[n - 1].low in DETERMINERS | {"and"}):
        n -= 1
    return " ".join(w.low if i == 0 else w.text for i, w in enumerate(words[k:n]))


def _belongs(words: Sequence[Word], n: int) -> bool:
    w = words[n]
    if not w.text[0].isalpha() or w.low in TIMES or w.low in UNTIMELY or w.low in REPORTING:
        return False
    if w.low in ("since", "while", "when", "as", "after", "before", "until", "because", "and", "or", "but", "than", "during",
                 "overnight", "last", "this", "next", "compared", "according", "if", "who", "which", "so", "including"):  # fmt: skip
        return False
    follows = words[n + 1].low if n + 1 < len(words) else ""
    return not (
        w.low in PREPOSITIONS
        and (
            follows in TIMES
            or follows in UNTIMELY
            or follows[:1].isdigit()
            or follows in ("last", "this", "recent", "an", "early", "late")
        )
    )


def measure_before(words: Sequence[Word], i: int) -> tuple[str | None, int]:
    """(the verb that the number before word ``i`` depends on, its place): "killed 14", "rose to 34", "raised $5"."""
    k = i - 1
    while k >= 0 and (_adverb(words[k]) or words[k].low in WEAK):
        k -= 1
    if k < 0:
        return None, i
    if words[k].low in LINKING:
        found = _change(words, k, i)
        if found[0] is not None:
            return found
    if words[k].low in PREPOSITIONS and k and _takes(words[k - 1]):
        return f"{words[k - 1].low} {words[k].low}", k - 1
    w = words[k]
    return (w.low, k) if _takes(w) else (None, i)


def _takes(w: Word) -> bool:
    """Whether a word is a verb that may have a number for its object."""
    if w.low in REPORTING or w.low in AUXILIARY or w.low in PREPOSITIONS or w.low in NO_MEASURES:
        return False
    return w.low in VERBS or (w.low.endswith(("ed", "ing")) and len(w.low) > 4 and w.text.islower())


def _change(words: Sequence[Word], k: int, i: int) -> tuple[str | None, int]:
    """The verb of a change with the preposition at ``k``: "rose to", "gone down by", "up", "made up"."""
    first = k
    while first > 0 and k - first < 3 and (words[first - 1].low in CHANGES or words[first - 1].low in PARTICLES):
        first -= 1
    if words[k].low in ("up", "down"):
        if first == k and k and words[k - 1].low in VERBS and words[k - 1].low not in AUXILIARY:
            first = k - 1
        return " ".join(w.low for w in words[first : k + 1]), first
    if (
        first == k
        and words[k].low in ("to", "by", "from")
        and k
        and words[k - 1].low not in NO_MEASURES
        and words[k - 1].low.endswith("ed")
        and words[k - 1].text.islower()
    ):
        first = k - 1
    if words[first].low in PARTICLES and first < k:
        verb = words[first - 1] if first else None
        if verb is None or not (verb.low in VERBS or verb.low.endswith("ed")):
            return None, i
        return f"{verb.low} {words[first].low}", first - 1
    return (None, i) if first == k else (" ".join(w.low for w in words[first : k + 1]), first)


def changed(words: Sequence[Word], i: int) -> tuple[str, Phrase] | None:
    """("raise by", what is raised) before the number at word ``i``: "raise taxes by $15", "cut emissions to 5"."""
    k = i - 1
    if k < 2 or words[k].low not in ("by", "to"):
        return None
    n = k - 1
    while n >= 0 and k - n < 6 and words[n].text[0].isalpha() and words[n].low not in CHANGES:
        if words[n].low in PREPOSITIONS or words[n].low in AUXILIARY or words[n].low in ("and", "or", "that"):
            return None
        n -= 1
    if n < 0 or k - n >= 6 or n == k - 1 or words[n].low not in CHANGES:
        return None
    first = n + 1
    while first < k and words[first].low in DETERMINERS:
        first += 1
    if first == k or words[first].low in PRONOUNS or words[n].low in LEADS:
        return None
    return (f"{words[n].low} {words[k].low}", Phrase(first, k - 1, k))


def rivals(words: Sequence[Word], i: int) -> tuple[Phrase | None, Phrase] | None:
    """(who leads, who is led) where two numbers follow at word ``i``: "Clinton leads Trump 47 percent to 39"."""
    k = i - 1 if i and words[i - 1].low in ("by", ",") else i
    stop = k
    while k > 0 and stop - k < 4 and words[k - 1].text[0].isupper():
        k -= 1
    if k == stop or not k or words[k - 1].low not in LEADS or words[k - 1].low.startswith("trail"):
        return None
    return subject(words, k - 1), Phrase(k, stop - 1, stop)


def among(words: Sequence[Word], i: int) -> Phrase | None:
    """Whom "85 percent support among black voters" is a share of, for the words that follow the number."""
    for k in range(i, min(i + 4, len(words) - 1)):
        if not words[k].text[0].isalpha() or words[k].low in AUXILIARY:
            return None
        if words[k].low in ("among", "of"):
            start = k + 1
            while start < len(words) and words[start].low in DETERMINERS:
                start += 1
            return phrase(words, start, singular=True)
    return None


def subject(words: Sequence[Word], verb: int) -> Phrase | None:
    """The subject before the verb at word ``verb``: "the jobless rate in Ohio fell to" gives "jobless rate"."""
    k = verb
    while k > 0 and (
        _adverb(words[k - 1]) or words[k - 1].low in AUXILIARY | SET | {"also", "not", "since", "now", "to"}
    ):
        k -= 1
    stop, k = k, k
    while k > 0 and stop - k < REACH:
        w = words[k - 1]
        if not w.text[0].isalnum() or w.low in (
            "that",
            "and",
            "but",
            "while",
            "as",
            "when",
            "because",
            "who",
            "which",
            "if",
            "or",
        ):
            break
        if w.low in REPORTING or w.low in AUXILIARY or w.low in PRONOUNS and k == stop:
            break
        k -= 1
    while k < stop and (words[k].low in DETERMINERS or words[k].low in TIMES or _adverb(words[k])):
        k += 1
    if k >= stop or words[k].low in PRONOUNS or words[k].low in PREPOSITIONS:
        return None
    if words[k].low in OF[:7] and k + 2 < stop and words[k + 1].low == "of":
        k += 2
        while k < stop - 1 and words[k].low in DETERMINERS:
            k += 1
    end = k
    while end < stop and end - k < 5 and words[end].low not in PREPOSITIONS and words[end].low not in BREAKS:
        if words[end].low in VERBS and end > k and words[end].low.endswith("ed"):
            break
        end += 1
    if end > k and end + 1 < stop and words[end].low == "of" and words[end - 1].low in OF:
        n = end + 1
        while (
            n < stop and n - end < 5 and words[n].low not in PREPOSITIONS and words[n].low not in BREAKS - DETERMINERS
        ):
            n += 1
        end = n
    return None if end == k or _number(words[k]) else Phrase(k, end - 1, end)
