"""What is one word, however it is spelled: British and American, contracted, with accents, a number in letters."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache


def listed(text: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(text.split())


HIDDEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´＇"))

_NOT = {
    "cant": "can", "cannot": "can", "wont": "will", "shant": "shall", "aint": "is",
    "dont": "do", "doesnt": "does", "didnt": "did", "isnt": "is", "arent": "are", "wasnt": "was", "werent": "were",
    "couldnt": "could", "shouldnt": "should", "wouldnt": "would", "mustnt": "must", "neednt": "need",
    "hasnt": "has", "havent": "have", "hadnt": "had", "mightnt": "might",
}  # fmt: skip
_ENDINGS = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}
_BEFORE_IS = listed("he she it that there what who where here how when")
_CONTRACTED = re.compile(r"(\w+)['’‘ʼ`´＇](m|re|ve|ll|d|s)", re.IGNORECASE)

_LISTED = {
    "centre": "center", "theatre": "theater", "metre": "meter", "litre": "liter", "fibre": "fiber",
    "calibre": "caliber", "spectre": "specter", "sombre": "somber", "meagre": "meager", "kilometre": "kilometer",
    "catalogue": "catalog", "dialogue": "dialog", "analogue": "analog",
    "defence": "defense", "offence": "offense", "licence": "license", "pretence": "pretense", "practise": "practice",
    "jewellery": "jewelry", "marvellous": "marvelous", "fulfil": "fulfill", "enrol": "enroll", "skilful": "skillful",
    "wilful": "willful", "instalment": "installment", "counsellor": "counselor", "councillor": "councilor",
    "programme": "program", "grey": "gray", "kerb": "curb", "plough": "plow", "sceptic": "skeptic",
    "sceptical": "skeptical", "mould": "mold", "pyjamas": "pajamas", "aluminium": "aluminum", "mum": "mom",
    "aeroplane": "airplane", "ageing": "aging", "judgement": "judgment", "acknowledgement": "acknowledgment",
    "manoeuvre": "maneuver", "paediatric": "pediatric", "anaesthetic": "anesthetic", "foetus": "fetus",
    "encyclopaedia": "encyclopedia", "storey": "story", "towards": "toward", "afterwards": "afterward", "ok": "okay",
    "cheque": "check", "cosy": "cozy", "whilst": "while", "%": "percent", "&": "and",
    "learnt": "learned", "burnt": "burned", "spelt": "spelled",
}  # fmt: skip
_OUR = re.compile(r"(?<=\w\w)our(s|ed|ing|able|ite|hood|er|ers|ful|ly|ism|al)?$")
_ISE = re.compile(r"(?<=\w\w\w)(i|y)s(e|ed|es|er|ers|ing|ation|ations|able)$")
_LL = re.compile(r"(?<=[aeiou])ll(ed|ing|er|ers|ist|ists)$")
_VOWELS = re.compile(r"[aeiouy]+")

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: n for n, word in enumerate(_UNITS.split())} | {word: 10 * n for n, word in enumerate(_TENS.split(), 2)}
LARGE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
FRACTIONS = listed("half halves third thirds quarter quarters fifth fifths tenth tenths double triple twice")
AMOUNTS = frozenset({"dozen", "dozens", "percent", "$", "£", "€", "¥", *FRACTIONS})
_DIGITS = re.compile(r"\d[\d.]*")
_NUMBER = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")


@lru_cache(65536)
def forms(written: str) -> tuple[str, ...]:
    """The forms of a word as written, which are equal for two spellings of one word; a contraction has two."""
    found = _CONTRACTED.fullmatch(written)
    if found:
        head, tail = plain(found[1]), found[2].casefold()
        if tail in _ENDINGS:
            return form(head), _ENDINGS[tail]
        if tail == "s" and head in _BEFORE_IS:
            return form(head), "is"
        if tail == "s" and head == "let":
            return "let", "us"
    whole = plain(written)
    return (_NOT[whole], "not") if whole in _NOT else (form(whole),)


@lru_cache(65536)
def plain(written: str) -> str:
    """A word without case, apostrophes and characters that cannot be seen; digits without what groups them."""
    text = unicodedata.normalize("NFKC", written).translate(HIDDEN).translate(APOSTROPHES).casefold()
    return text.replace(",", "") if _NUMBER.fullmatch(text) else text


@lru_cache(65536)
def form(word: str) -> str:
    """One spelling for all spellings of a ``plain`` word; most are not words of any dictionary."""
    text = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)) or word
    if text in SMALL:
        return str(SMALL[text])
    for end in ("", "s", "d"):
        if text.endswith(end) and text.removesuffix(end) in _LISTED:
            return _LISTED[text.removesuffix(end)] + end
    text = _ISE.sub(r"\1z\2", _OUR.sub(r"or\1", text))
    if _LL.search(text) and len(_VOWELS.findall(_LL.sub("", text))) > 1:
        text = _LL.sub(r"l\1", text)
    return text


def is_number(form: str) -> bool:
    """Whether a form counts or measures: digits, "million", "dozens", "half", a currency sign, "percent"."""
    return form[:1].isdigit() or form in LARGE or form in AMOUNTS


def value(words: Sequence[str]) -> float | None:
    """The number that some forms make ("5", "thousand": 5000; "20", "5": 25); None where they make none."""
    total, part = 0.0, None
    for word in words:
        if word in LARGE:
            if word == "hundred" or LARGE[word] > total > 0:
                part = (1.0 if part is None else part) * LARGE[word]
            else:
                total, part = total + (1.0 if part is None else part) * LARGE[word], None
        elif _DIGITS.fullmatch(word) and word.count(".") < 2:
            number = float(word)
            if part is not None and not (part % 10 == 0 and part >= 20 and number < min(part, 100)):
                return None
            part = (part or 0.0) + number
        elif word != "and":
            return None
    return None if not words or (part is None and not total) else total + (part or 0.0)


def one_spelling(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two runs of forms are one but for spaces ("health care"), a number's digits, or "harbour's" for "is"."""
    if not some or not others:
        return False
    if "".join(some) == "".join(others):
        return not (is_number(some[0]) and is_number(others[0]))
    if _apart(some, others) or _apart(others, some):
        return True
    number = value(some)
    return number is not None and number == value(others)


def _apart(some: Sequence[str], others: Sequence[str]) -> bool:
    return len(some) == 1 and len(others) == 2 and others[1] in ("is", "has") and some[0] == f"{others[0]}s"
