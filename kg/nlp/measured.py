"""What is said of a number: the verb or state that it depends on, and the subject of that verb."""

from collections.abc import Sequence

from kg.nlp.counted import Phrase, Word, numeric, phrase
from kg.nlp.counting import (
    AUXILIARY,
    BE,
    BREAKS,
    CHANGES,
    DETERMINERS,
    NO_MEASURES,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    REPORTING,
    STATES,
    TIMES,
    UNTIMELY,
    VERBS,
    adverb,
)
from kg.nlp.lexicon import words

WEAK = words(
    "only just another also not even back the a an his her its their our my your these those combined total estimated "
    "whopping staggering record average additional paltry mere full massive huge reported"
)
LINKING = words("to by at of from with up down")
LEADS = words("lead leads leading led trail trails trailing trailed beat beats beating over defeat defeats edges tops")
SET = words("slated expected projected estimated set likely going designed supposed forecast due")
APART = words(
    "since while when as after before until because and or but than during overnight last this next compared according "
    "if who which so including"
)
REACH = 14
NUMBER_OF = words("number percentage share proportion total amount majority")
OF = NUMBER_OF | words("rate cost price value tally")
JOINING = words("that and but while as when because who which if or")
HELPING = AUXILIARY | SET | words("also not since now to")


def measure_after(words: Sequence[Word], i: int) -> str | None:
    """The verb or state that follows a counted noun: "had been killed", "have fled", "missing", "were black"."""
    k = _to_verb(words, i)
    if k is None:
        return None
    helped = False
    be = False
    while k < len(words) and (words[k].low in AUXILIARY or words[k].low in ("not", "also") or adverb(words[k].low)):
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
    if be and w.low not in BREAKS and w.low not in DETERMINERS and _ends(words, k + 1) and not numeric(w):
        return w.low
    return None


def measure_before(words: Sequence[Word], i: int) -> tuple[str | None, int]:
    """(the verb that the number before word ``i`` depends on, its place): "killed 14", "rose to 34", "raised $5"."""
    k = i - 1
    while k >= 0 and (adverb(words[k].low) or words[k].low in WEAK):
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
    stop = verb
    while stop > 0 and (adverb(words[stop - 1].low) or words[stop - 1].low in HELPING):
        stop -= 1
    k = stop
    while k > 0 and stop - k < REACH and not _before_subject(words[k - 1], first=k == stop):
        k -= 1
    while k < stop and (words[k].low in DETERMINERS or words[k].low in TIMES or adverb(words[k].low)):
        k += 1
    if k >= stop or words[k].low in PRONOUNS or words[k].low in PREPOSITIONS:
        return None
    if words[k].low in NUMBER_OF and k + 2 < stop and words[k + 1].low == "of":
        k += 2
        while k < stop - 1 and words[k].low in DETERMINERS:
            k += 1
    end = _subject_end(words, k, stop)
    mere = end == k + 1 and words[k].low.endswith(("ed", "ing"))
    return None if end == k or mere or numeric(words[k]) else Phrase(k, end - 1, end)


def _before_subject(word: Word, *, first: bool) -> bool:
    """Whether a subject cannot reach back over a word; ``first`` if it stands next to the verb."""
    if not word.text[0].isalnum() or word.low in JOINING or word.low in REPORTING or word.low in AUXILIARY:
        return True
    return first and word.low in PRONOUNS


def _subject_end(words: Sequence[Word], k: int, stop: int) -> int:
    """The end of a subject that begins at word ``k``, with "of ..." where its noun needs it: "cost of the wall"."""
    end = k
    while end < stop and end - k < 5 and words[end].low not in PREPOSITIONS and words[end].low not in BREAKS:
        if words[end].low in VERBS and end > k and words[end].low.endswith("ed"):
            break
        end += 1
    if end == k or end + 1 >= stop or words[end].low != "of" or words[end - 1].low not in OF:
        return end
    n = end + 1
    while n < stop and n - end < 5 and words[n].low not in PREPOSITIONS and words[n].low not in BREAKS - DETERMINERS:
        n += 1
    return n


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


def _ends(words: Sequence[Word], k: int) -> bool:
    return k >= len(words) or not words[k].text[0].isalnum() or words[k].low in BREAKS


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
    if w.low in APART:
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
