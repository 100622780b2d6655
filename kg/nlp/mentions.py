"""Names in a text, each with its kind and the title written before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import EntityKind, Role, Span
from kg.nlp import names as known
from kg.nlp.lexicon import words
from kg.nlp.names import bare
from kg.nlp.segment import Segment

LINKS = words("of the for and &")
IN_PLACE = re.compile(r"\b(?:in|near|outside|across) $", re.IGNORECASE)
DEMONYM = re.compile(r"(?:ian|ean|ish|ese|ern)$")
OFFICE_ONLY = re.compile(r"PM|MP|MEP|MSP|CEO|CFO|VP|AG|DA")
MEMBER = re.compile(r"Republican|Democrat|Conservative|Tory|Briton|Scot|Pole|Dane|Swede|Turk|\w+ian|\w+can")
PEOPLES = ("ians", "icans", "crats", "ists")
ABBREVIATED = re.compile(r"(?:[A-Z]\.)+|(?:St|Jr|Sr|Wm|Ft|Mt)\.")
OFFICE = re.compile(r"(?:\b[A-Z][\w’'.&-]*(?: [A-Z][\w’'.&-]*){0,3} )?(?:\b[a-z-]+ ){0,2}\b([a-z-]+) $")
SMALL_WORDS = re.compile(
    r"(?:(?:But|And|The|A|An|the|a|an|his|her|its|their|as|by|to|with|from|of|that|when|while|said|says|told|and|in)\s+)+"
)
VOWEL = re.compile(r"[AEIOUY]")
BEFORE = 80  # characters before a name that may hold a title

OF_BODY = re.compile(
    r", which\b|[’']s (?:ceo|chief executive|chairman|chairwoman|spokes\w+|shares|stock|headquarters)\b"
    r"|, (?:the|an?) (?:[\w’'-]+ ){0,3}(?:company|firm|(?:car|auto)?maker|retailer|start-?up|bank|publisher|airline)\b"
    r"| (?:has |also )?(?:said|says|announced|reported)(?: \w+day)?,? (?:that )?its\b"
    r"| (?:shares|stock|spokes\w+|executives?|CEO)\b| (?:said|says) it (?:plans|expects|hopes|wants|intends|aims)\b",
    re.IGNORECASE,
)

Word = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in the text, honorifics and titles left out, with the role written before it."""

    span: Span
    text: str
    kind: EntityKind
    role: Role | None = None
    gender: str = ""


def names(text: str, segments: Sequence[Segment]) -> tuple[Name, ...]:
    """The names in the bodies of the segments, in text order.

    A dateline tells kinds too: its agency is an outlet, its places are places.
    """
    found: list[Name] = []
    kinds: dict[str, EntityKind] = {}
    for segment in segments:
        if segment.body is not None:
            found.extend(names_in(text, segment.body))
        if segment.dateline is not None:
            places = re.split(r"[,(–—-]", segment.dateline.of(text))[:2]
            kinds.update((p.strip().title(), "place") for p in places if p.strip())
        if segment.agency is not None:
            kinds[segment.agency.of(text)] = "outlet"
    kinds.update((n.text, n.kind) for n in found if n.kind in ("organisation", "outlet"))
    kinds.update((company, "organisation") for company in sorted(_companies(text, found)))
    kinds.update((place, "place") for place in sorted(_places(text, found)))
    titled = {n.text for n in found if n.role is not None}
    return tuple(n if n.text in titled else replace(n, kind=kinds.get(n.text, n.kind)) for n in found)


def _places(text: str, found: list[Name]) -> set[str]:
    """Names that stand after "in" or "near", and never with a title or a given name."""
    last = {bare(n.text.split()[-1]) for n in found if " " in n.text}
    people = {n.text for n in found if n.role or n.gender}
    unknown = [n for n in found if n.kind == "person" and n.text not in people]
    near = {n.text for n in unknown if IN_PLACE.search(text, max(0, n.span.start - 9), n.span.start)}
    return {x for x in near if " " in x or bare(x) not in last}


def _companies(text: str, found: list[Name]) -> set[str]:
    """Single names that the text treats as a body's ("Vell, which", "Vell's chief executive"), never as a person's."""
    last = {bare(w) for n in found if " " in n.text for w in n.text.split()}
    people = {n.text for n in found if n.role or n.gender}
    unknown = {n.text: n for n in found if n.kind == "person" and n.text not in people and " " not in n.text}
    return {n.text for n in found if n.text in unknown and bare(n.text) not in last and OF_BODY.match(text, n.span.end)}


def certain(name: Name) -> bool:
    """Whether lists vouch for a name: an outlet, a body, a person with a title or a known given name."""
    if OFFICE_ONLY.fullmatch(name.text) or MEMBER.fullmatch(name.text):
        return False
    return name.kind in ("organisation", "outlet") or (" " in name.text and bool(name.role or name.gender))


def names_in(text: str, span: Span) -> list[Name]:
    """The names inside ``span``, in order."""
    found: list[Name] = []
    for m in known.NAME.finditer(text, span.start, span.end):
        words = [(w.start(), w.end(), w.group()) for w in re.finditer(r"\S+", text[m.start() : m.end()])]
        placed = [(start + m.start(), end + m.start(), w) for start, end, w in words]
        found.extend(n for part in _parts(placed) if (n := _name(text, part, span.start)) is not None)
    return found


def role_in(text: str, start: int, end: int) -> Role | None:
    """The role that the words say, without articles and the small words before them; None if nothing is left."""
    lead = SMALL_WORDS.match(text, start, end)
    start = lead.end() if lead else start
    while start < end and text[end - 1] in " ,":
        end -= 1
    return Role(text[start:end], Span(start, end)) if end - start > 1 else None


def _parts(words: list[Word]) -> list[list[Word]]:
    """A run of capitalised words cut at possessives ("Russia’s Defense Ministry" stays: a body follows) and "and"."""
    out: list[list[Word]] = []
    part: list[Word] = []
    for i, (_, _, w) in enumerate(words):
        if w in ("and", "&", "for") and not any(bare(x[2]) in known.BODIES for x in part):
            out.append(part)
            part = []
            continue
        part.append(words[i])
        possessive = w.replace("’", "'").endswith("'s")
        owns = possessive and not any(bare(x[2]) in known.BODIES for x in words[i + 1 :])
        ends = w.endswith(".") and not ABBREVIATED.fullmatch(w) and bare(w) not in known.TITLES | known.HONORIFICS
        if owns or ends:
            out.append(part)
            part = []
    return [p for p in (*out, part) if p]


def _name(text: str, words: list[Word], floor: int) -> Name | None:
    """A run of capitalised words as a name: leading small words dropped, titles and honorifics set apart."""
    while words and bare(words[0][2]) in known.NOT_NAMES | LINKS:
        words = words[1:]
    while words and (words[-1][2].lower() in LINKS or bare(words[-1][2]) in known.NOT_NAMES - {"may", "will"}):
        words = words[:-1]
    if not words or bare(words[-1][2]) in known.TITLES | {"republican", "democrat", "conservative"}:
        return None  # nothing, or an office without a name
    if len(words) == 1 and bare(words[0][2]) in known.COMMON:
        return None  # a common noun that begins a sentence
    role, courtesy = None, ""
    if not known.is_outlet(" ".join(w[2] for w in words)) and bare(words[-1][2]) not in known.BODIES:
        words, role, courtesy = _titled(text, words, floor)
        if words[0][2] in LINKS:
            return None  # the rest of an office: "Commissioner | for Human Rights"
    elif _office(words):
        return None  # "the Director of the Harbour Agency"
    first, last = words[0][0], _last(text, words[0][0], words[-1][1])
    titled = role is not None or courtesy != ""
    if _kind(text[first:last], titled) == "person":
        last = first + len(re.split(r" (?:of|for) ", text[first:last])[0])
    said = text[first:last]
    if last - first < 2 or (" " not in said and (said in known.COUNTRIES or (DEMONYM.search(said) and not titled))):
        return None
    kind = _kind(said, titled) if titled else _described_kind(text, first, floor) or _kind(said, titled)
    title = f"{role.text if role else ''} {courtesy}".strip()
    return Name(Span(first, last), said, kind, role, known.gender(said, title))


def _office(words: list[Word]) -> bool:
    """Whether a name that ends like a body's is an office in it: "Director of the Harbour Agency"."""
    said = [bare(w[2]) for w in words]
    k = next((i for i, w in enumerate(said) if w in LINKS), 0)
    return k > 0 and said[k - 1] in known.TITLES and not known.BODIES.intersection(said[: k - 1])


def _last(text: str, first: int, last: int) -> int:
    """Where a name ends: without a possessive ending and punctuation, but with the dot of an initial."""
    if text[first:last].replace("’", "'").endswith("'s"):
        last -= 2
    while last > first and text[last - 1] in ".'’-" and not re.search(r"(?:\b[A-Z]|Jr|Sr)\.$", text[first:last]):
        last -= 1
    return last


def _titled(text: str, words: list[Word], floor: int) -> tuple[list[Word], Role | None, str]:
    """Splits "Kherson Mayor Igor Kolikhaev" and takes in "Kremlin spokesman" before a name."""
    titles = [i for i, w in enumerate(words[:-1]) if bare(w[2]) in known.TITLES]
    last = titles[-1] if titles else -1
    if titles:  # "Assistant Secretary of the Interior Department Jeremy Carl"
        last = max([last, *(i for i, w in enumerate(words[:-1]) if i > last and bare(w[2]) in known.BODIES)])
    named, courtesy = words[last + 1 :], ""
    while len(named) > 1 and bare(named[0][2]) in known.HONORIFICS:
        courtesy, named = named[0][2], named[1:]
    begin = words[0][0]
    given = 3 if len(named) > 4 and re.fullmatch(r"[A-Z]\.", named[-2][2]) else 2
    if named[0][2] in LINKS and len(named) > given + 1 and named[-given - 1][2] not in LINKS:
        last, named = len(words) - given - 1, named[-given:]  # "Secretary of State | Ann Lee"
    if titles:
        return named, role_in(text, begin, words[last][1]), courtesy
    before = OFFICE.search(text, max(floor, begin - BEFORE), begin)
    if before is not None and bare(before.group(1)) in known.TITLES:
        return named, role_in(text, before.start(), begin - 1), courtesy
    return named, None, courtesy


def _described_kind(text: str, first: int, floor: int) -> EntityKind | None:
    """The kind that a noun before the name tells: "the aid agency Lantern Aid", "the newspaper Vrij"."""
    before = OFFICE.search(text, max(floor, first - BEFORE), first)
    noun = before.group(1) if before is not None else ""
    return "outlet" if noun in known.OUTLET_NOUNS else "organisation" if noun in known.BODY_NOUNS else None


def _kind(name: str, titled: bool) -> EntityKind:
    words = [bare(w) for w in name.split()] or [""]
    if titled and words[-1] not in known.BODIES:
        return "person"
    if known.is_outlet(name):
        return "outlet"
    if name in known.PLACES or words[-1] == "states":
        return "place"
    if len(words) <= 2 and (words[-1].endswith(PEOPLES) or words[-1] in known.COLLECTIVE):
        return "collective"
    capitals = all(w.isupper() and (not VOWEL.search(w) or w.lower() in known.OUTLETS) for w in name.split())
    if len(words) > 1 and (capitals or words[-1] in known.COMPANIES):
        return "organisation"
    if name.lower() in known.FIRMS:
        return "organisation"
    letters = len(words) == 1 and name.isupper() and 2 <= len(name) <= 6
    if letters or words[-1] == "nations" or known.BODIES.intersection(words):
        return "organisation"
    return "person"
