"""What a figure counts, normalised: when two figures are of the same thing, however each source words it.

"498 Russian soldiers were killed", "300 Russian troops died" and "they lost 47 Russian servicemen" all count deaths
of soldiers; whose they are is told by the names beside the noun ("Russian", "of Russia"). What cannot be put aside with
certainty (an adjective, the object of a verb) is kept, so that it parts figures rather than joins them.
"""

import re
from dataclasses import dataclass

from kg.nlp.counting import CHANGES, VERBS, adverb
from kg.nlp.lexicon import ADVERBS, AUXILIARIES, TIMES, words
from kg.resolve.places import placed

PERSON, FORCES, DEAD = "people", "soldiers", "killed"
NOUNS = {
    PERSON: "people person civilian resident inhabitant individual victim life other human citizen local bystander",
    FORCES: "soldier troop serviceman servicemen fighter trooper combatant personnel soldiery serviceperson forces",
    "police": "police policeman policemen officer",
    "children": "child children kid minor youngster",
    "dollars": "dollar money",
    "voters": "voter electorate",
    "respondents": "respondent",
    "refugees": "refugee asylum-seeker",
    "houses": "house home household dwelling",
    "jobs": "job position",
}
NOUN = {word: head for head, listed in NOUNS.items() for word in listed.split()}
OUTCOMES = {
    DEAD: "killed dead died die slain slaughtered massacred perished perish murdered murder deaths death fatalities "
    "fatality kill killing dying slay",
    "wounded": "wounded injured hurt injuries injury wound injure",
    "casualties": "casualties casualty losses",
    "displaced": "displaced uprooted",
    "fled": "fled flee fleeing",
    "evacuated": "evacuated evacuate evacuees",
    "arrested": "arrested detained arrests arrest detain detainees detentions jailed imprisoned",
    "captured": "captured capture prisoners taken",
    "missing": "missing unaccounted disappeared",
    "unemployed": "unemployed jobless unemployment joblessness",
    "homeless": "homeless homelessness",
    "supply": "supply",
    "infected": "infected infections infection",
    "support": "support supported supporting supports back backed backs favor favored favors favour favoured favours "
    "prefer preferred prefers choose chose vote voted backing",
    "oppose": "oppose opposed opposes disapprove disapproved disapproves disapproval opposition",
}
OUTCOME = {word: outcome for outcome, listed in OUTCOMES.items() for word in listed.split()}
COMMON = {w: f"{w} " for w in ("states", "us", "turkey", "china", "polish")}  # no places in lower case
NEGATED = words("not no never none neither nor cannot without")
LOST = words("lost lose loses losing")
LEVEL = words(
    "to at of from is was are were be been stand stands stood reach reached hit total totals totaled "
    "totalled remain remains"
)
EMPTY = (
    words(
        "the a an of in at on by to for from and or his her its their our some all more other additional new "
        "total number toll rate figure count tally share percentage as with into that who which would had "
        "since per up down out off i you he she it we they them us him me mr mrs ms dr sen gov rep president "
        "said say says think believe"
    )
    | AUXILIARIES
    | ADVERBS
    | TIMES
)
MONEY = re.compile(
    r"(?:dollars|pounds|euros|cents|yen|yuan|roubles|rubles|rupees|pesos|hryvnias?|francs)\b(?P<rate>.*)"
)
TOKEN = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
MOST = 24  # words of a wording that are looked at


@dataclass(frozen=True, slots=True)
class Thing:
    """What a figure is of: the head ``noun``, whose (``names``), which (``kinds``), what of it (``measure``), its unit.

    Two figures are of the same thing if all of it is equal. ``vague`` if nothing but noun and measure is told: then
    only what else their articles share can say whether they speak of the same event.
    """

    noun: str
    measure: str
    unit: str
    names: frozenset[str]
    kinds: frozenset[str]

    @property
    def vague(self) -> bool:
        """Whether neither a name nor a kind narrows it down."""
        return not self.names and not self.kinds

    @property
    def told(self) -> bool:
        """Whether enough is told for figures to be compared at all: what happened, whose, or the rate of what."""
        if not self.noun:
            return bool(self.names and self.measure)
        if self.measure in OUTCOMES or self.names:
            return True
        if self.unit == "percent" and not self.measure:
            return self.noun not in NOUNS
        return bool(self.measure and self.measure != "change" and self.kinds)

    @property
    def label(self) -> str:
        """The thing in a few words, for a table: "russia soldiers, killed"."""
        what = " ".join([*sorted(self.names), *sorted(self.kinds), self.noun]).strip()
        return ", ".join(part for part in (what, self.measure, self.unit) if part)


def thing(counted: str | None, measure: str | None, unit: str | None, shown: str = "") -> Thing | None:
    """What a figure with these words is of; None where they tell too little to compare it.

    ``shown`` are its own words, the number with its noun: of "40 percent of voters" it must be told what they do.
    """
    said = TOKEN.findall(counted or "")[:MOST]
    names, rest = _names(said)
    noun, kinds, outcome = _noun(rest)
    of, more, object_ = _measure(measure or "", noun)
    told = f"{outcome} {of}".strip() if of == "change" else outcome or of
    kind_of_unit = _unit(unit)
    if told == DEAD and not noun:
        noun = PERSON
    found = Thing(noun, told, kind_of_unit, names | more, frozenset(kinds) | object_)
    share_of = (
        kind_of_unit == "percent" and bool(counted) and (counted or "") in shown
    )  # "40 percent of voters": who do what?
    return found if found.told and (told or not share_of) else None


def everybody(counted: str | None) -> bool:
    """Whether people as such are counted, not civilians, residents or others that are some of them."""
    return bool(
        {w.lower() for w in TOKEN.findall(counted or "")} & {"people", "persons", "person", "deaths", "toll", "dead"}
    )


def _names(said: list[str]) -> tuple[frozenset[str], list[str]]:
    """(the places and names among the words, as one spelling each; the other words in lower case)."""
    low = [w.lower().removesuffix("’s").removesuffix("'s") for w in said]
    countries, rest = placed([w if said[i][0].isupper() else COMMON.get(w, w) for i, w in enumerate(low)])
    capital = {
        w.lower().removesuffix("’s").removesuffix("'s")
        for i, w in enumerate(said)
        if w[0].isupper() and (i or not _common(w))
    }
    named = {demonym(w) for w in rest if w in capital}
    return countries | {n for n in named if n not in EMPTY}, [w.strip() for w in rest if w not in capital]


def empty(word: str) -> bool:
    """Whether a word says nothing of what is counted."""
    return word in EMPTY or adverb(word)


def _common(word: str) -> bool:
    """Whether a capital at the beginning may be that of a sentence."""
    low = word.lower()
    return low in EMPTY or low in NOUN or low in OUTCOME or lemma(low) in NOUN or low in VERBS


def demonym(word: str) -> str:
    """A place and its adjective as one: "drovnian" and "drovnia", "velmoran" and "velmora"."""
    for ending in ("ians", "ian", "ans", "an", "ia", "a", "ese", "ish"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def lemma(word: str) -> str:
    """A noun or verb without its commonest endings."""
    low = word.lower().removesuffix("’s").removesuffix("'s")
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "xes", "ches", "shes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        return low[:-1]
    return low


def _noun(rest: list[str]) -> tuple[str, set[str], str]:
    """(the head noun, the words that narrow it down, the outcome that the noun itself tells: "deaths")."""
    telling = [w for w in rest if not empty(w) or w in ("toll", "rate")]
    if not telling:
        return "", set(), ""
    cut = next(
        (i for i, w in enumerate(rest) if i and w in ("of", "in", "from", "at", "on", "across", "outside", "near")),
        len(rest),
    )
    first = [w for w in rest[:cut] if w in telling] or telling
    head, others = first[-1], [w for w in telling if w != first[-1]]
    if head in ("toll", "rate", "number") and others:
        head, others = others[0], others[1:]
    outcome = next((OUTCOME[w] for w in (head, *others) if w in OUTCOME and OUTCOME[w] != "support"), "")
    if head in OUTCOME:
        people = next((w for w in others if lemma(w) in NOUN), "")
        return NOUN.get(lemma(people), PERSON), {lemma(w) for w in others if w != people}, outcome
    noun = NOUN.get(lemma(head), NOUN.get(head, lemma(head)))
    return noun, {lemma(w) for w in others if w not in OUTCOME}, outcome


def _measure(measure: str, noun: str) -> tuple[str, frozenset[str], frozenset[str]]:
    """(what of it is measured, the places and names in the words of the measure, its other words)."""
    said = TOKEN.findall(measure)[:MOST]
    if not said:
        return "", frozenset(), frozenset()
    first = said[0].lower()
    if first in LOST and noun in (PERSON, FORCES, "police", "children"):
        return DEAD, frozenset(), frozenset()
    changes = first in CHANGES or said[-1].lower() in LEVEL
    if changes and first not in OUTCOME and not (first in VERBS and first not in CHANGES):
        by = said[-1].lower() == "by" or first in ("up", "down")
        return ("change" if by else ""), frozenset(), frozenset()
    names, rest = _names(said)
    low = [w for w in rest if not empty(w)]
    if not low:
        return "", names, frozenset()
    outcome = next((OUTCOME[w] for w in low if w in OUTCOME), "")
    if NEGATED & {w.lower() for w in said}:
        outcome, low = "", ["not", *low]
    head = outcome or stem(low[0])
    others = {lemma(w) for w in low if w not in OUTCOME and w != low[0]}
    return head, names, frozenset() if outcome in (DEAD, "wounded", "missing") else frozenset(others)


def stem(verb: str) -> str:
    """A verb by its beginning: "raised", "raise" and "raising" are one."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if verb.endswith(ending) and len(verb) - len(ending) >= 3:
            return verb.removesuffix(ending)
    return verb


def _unit(unit: str | None) -> str:
    if unit in ("percent", "share"):
        return "percent"
    if unit in ("point", "percentage points"):
        return "points"
    money = MONEY.fullmatch(unit or "")
    return (unit or "") if money else "times" if unit == "times" else ""
