"""Names from the network's labels: trimmed, of one kind throughout an article, each with its title."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.model import EntityKind, Span
from kg.nlp import lexicon as lex
from kg.nlp import names as known
from kg.nlp.holders import seats
from kg.nlp.labels import Labelled
from kg.nlp.mentions import ABBREVIATED, DEMONYM, IN_PLACE, MEMBER, OFFICE_ONLY, PEOPLES, VOWEL, Name, certain
from kg.nlp.mentions import names as regular
from kg.nlp.names import bare
from kg.nlp.segment import Segment
from kg.nlp.titles import INSIDE, title_before

BEFORE = 90  # characters before a name that may hold a title
SHORTEST = 3  # letters of a name that is looked for where the network did not see it
LONE = 0.8  # the same for one word that begins a sentence
OFFICIALS = re.compile(
    r" (?:[a-z]+ )?(?:officials?|leaders|residents|authorities|police|people|media|lawmakers|businesses|government|"
    r"army|troops|forces|soldiers|navy|embassy|ministry)\b"
)
OPENS = re.compile(r"(?:^|[.?!\n“\"] ?)$")
DOUBT = 0.55  # chance below which a lone label is not believed
NO_NAME = (
    known.HONORIFICS | known.TITLES | lex.words("first republican democrat democratic republicans democrats the of del")
)
MOST_WORDS = 4  # of a person's name without particles
PARTICLES = lex.words("de van von bin ibn al la le del der den di da el du dos abu bint y e")
PARTICLES_BEFORE = re.compile(r"\b(?:(?:[LD]e|[LD]a|Du|Di|Del|El|Al|Abu|[Vv][ao]n|[Dd]e[rn]|[Bb]in|[Ii]bn)[ -])+$")
INITIAL = re.compile(r"(?:^|[\s.])\w$")
PARTY = re.compile(r"[DRI]-[A-Z][\w.]*")
INITIALS = lex.words("jfk rfk fdr lbj rbg mlk mbs mbz dsk")  # of people
COURTESY = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Mx)\.? $")
JOINTS = frozenset(("-", ". ", "’", "'", " “", "” ", ' "', '" ', " ‘", "’ ", "–"))
BODY_AFTER = re.compile(r" ([A-Z][\w]+)(?![\w’'])")
BODY_OFFICER = re.compile(r"(?:.+ )?(?P<body>\w+) (?P<officer>[A-Z][\w-]+ [A-Z][\w-]+)")
FIRST_WORD = re.compile(r"(?<=[a-z,] )([A-Z][\w’'-]+) $")
GIVEN_NAME = re.compile(r"(?<!\S)([A-Z][\w-]+) $")
FAMILY_NAME = re.compile(r" ([A-Z][\w’'-]+)(?![\w.])")
ONE_OF = re.compile(r"\b(?:[Tt]he|[Aa]n?) $")
OPEN_END = re.compile(r"(?: (?:the )?[A-Z][\w-]+)+")
KIND: dict[str, EntityKind] = {"person": "person", "organization": "organisation", "place": "place"}


def names(text: str, segments: Sequence[Segment], labels: Sequence[Labelled]) -> tuple[Name, ...]:
    """The names in text order; those of persons without titles and honorifics.

    Where a name was labelled once, its other occurrences are found too.
    """
    parts = [part for label in _joined(text, labels) for part in _parted(text, label)]
    trimmed = _apart([t for label in parts if (t := _trimmed(text, label)) is not None])
    kinds = _kinds(text, segments, trimmed)
    spans = dict(_everywhere(text, segments, trimmed, kinds))
    spans.update(_listed(text, segments, spans))
    found = sorted(spans)
    return tuple(_name(text, span, spans[span], found[i - 1].end if i else 0) for i, span in enumerate(found))


def _joined(text: str, labels: Sequence[Labelled]) -> Iterator[Labelled]:
    """The labels, those of one kind made one that only an initial's dot, a hyphen or a nickname's mark parts."""
    held: Labelled | None = None
    for label in labels:
        gap = text[held.span.end : label.span.start] if held is not None and held.span.end <= label.span.start else "?"
        initial = gap != ". " or (held is not None and INITIAL.search(held.span.of(text)) is not None)
        joint = (gap in JOINTS and initial) or (gap == " " and label.kind == "person")
        if held is not None and held.kind == label.kind and joint:
            held = replace(held, span=Span(held.span.start, label.span.end), chance=max(held.chance, label.chance))
            continue
        if held is not None:
            yield held
        held = label
    if held is not None:
        yield held


def _parted(text: str, label: Labelled) -> tuple[Labelled, ...]:
    """Who is named apart, which print does not part: "the Interior Department | Jeremy Carl", "Ana Vik | Says | Tor
    Moll"; of "City of Lanett Mayor | Jamie Heard" the officer.
    """
    if label.kind == "person":
        return tuple(_apart_from_verbs(text, label))
    m = BODY_OFFICER.fullmatch(text, label.span.start, label.span.end) if label.kind == "organization" else None
    if m is None:
        return (label,)
    office = m["body"][0].isupper() and bare(m["body"]) in known.TITLES
    if office and not {bare(w) for w in m["officer"].split()} & (known.BODIES | known.TITLES | known.COMPANIES):
        return (replace(label, span=Span(*m.span("officer")), kind="person"),)
    if bare(m["body"]) not in known.BODIES or not known.gender(m["officer"]):
        return (label,)
    officer = Span(*m.span("officer"))
    body = replace(label, span=Span(label.span.start, m.end("body")))
    return (body, replace(label, span=officer, kind="person"))


def _apart_from_verbs(text: str, label: Labelled) -> Iterator[Labelled]:
    """The people in a headline's capitals, without the verbs of saying between them."""
    start, end = label.span.start, label.span.end
    for m in re.finditer(r"\S+", label.span.of(text)):
        verb = lex.VERBS.get(m.group().lower()) if m.start() and label.span.start + m.end() < end else None
        if verb is not None and verb.act == "speech" and verb.form in ("s", "ed"):
            yield replace(label, span=Span(start, label.span.start + m.start() - 1))
            start = label.span.start + m.end() + 1
    if start < end:
        yield replace(label, span=Span(start, end))


def _listed(text: str, segments: Sequence[Segment], taken: Mapping[Span, EntityKind]) -> dict[Span, EntityKind]:
    """Names that the network passed over and that lists know: outlets, bodies, people with a title or a given name."""
    starts = sorted(taken)
    last = {bare(s.of(text).split()[-1]) for s, kind in taken.items() if kind == "person" and " " in s.of(text)}
    found: dict[Span, EntityKind] = {}
    for name in regular(text, segments):
        i = bisect_left(starts, name.span)
        near = starts[max(0, i - 1) : i + 1]
        shouted = " " not in name.text and name.text.isupper() and bare(name.text) in last
        if (certain(name) or shouted) and not any(s.overlaps(name.span) for s in near):
            found[name.span] = "person" if shouted else name.kind
    return found


def _trimmed(text: str, label: Labelled) -> tuple[Span, str, Labelled] | None:
    """The label without what is no name: marks and possessive endings, articles, honorifics and titles before it."""
    start, end = label.span.start, label.span.end
    while start < end:
        said = text[start:end]
        first = said.split()[0]
        if said[-1] in "’'\"”,;:)-" or (said[-1] == "." and not ABBREVIATED.fullmatch(said.split()[-1])):
            end -= 1
        elif said.endswith(("’s", "'s")):
            end -= 2
        elif said.split()[-1] in INSIDE and (more := _place_end(text, end)) > end:
            end = more
        elif said.split()[-1] in INSIDE or said[-1].isspace():
            end -= len(said.split()[-1]) if not said[-1].isspace() else 1
        elif not said[0].isalnum() or said[0].isspace():
            start += 1
        elif len(first) < len(said) and (_leads(first, label.kind) or _of_place(text, start, said, label.kind)):
            start += len(first)
        else:
            break
    if label.kind == "person":
        start += _office_length(text[start:end])
    said = text[start:end]
    words = {bare(w) for w in said.split()}
    if end - start < 2 or not any(c.isalpha() for c in said) or PARTY.fullmatch(said):
        return None
    if OFFICE_ONLY.fullmatch(said) or (ONE_OF.search(text, max(0, start - 4), start) and MEMBER.fullmatch(said)):
        return None
    if " " not in said and label.chance < LONE and OPENS.search(text, max(0, start - 3), start):
        return None  # a capital that only begins a sentence
    if label.kind == "person" and " " not in said and OFFICIALS.match(text, end):
        return None  # "Local officials", "a senior Velmoran official"
    if words <= NO_NAME and not COURTESY.search(text, max(0, start - 12), start):  # "Mr. King" is a name
        return None
    start, end = _grown(text, start, end, label.kind)
    body = BODY_AFTER.match(text, end)
    if body is not None and bare(body[1]) in known.BODIES:
        label, end = replace(label, kind="organization"), body.end()
    elif label.kind == "person" and len(words) > MOST_WORDS and not words & PARTICLES:
        label = replace(label, kind="organization")
    return Span(start, end), text[start:end], label


def _place_end(text: str, end: int) -> int:
    """Where the capitals after "City of" end: before the title of an officer."""
    m = OPEN_END.match(text, end)
    for word in re.finditer(r"\S+", m.group()) if m else ():
        if bare(word.group()) in known.TITLES:
            break
        if word.group() not in INSIDE:
            end = m.start() + word.end() if m else end
    return end


def _apart(found: Sequence[tuple[Span, str, Labelled]]) -> list[tuple[Span, str, Labelled]]:
    """Of names that share characters, since one was completed from the other, the longer."""
    kept: list[tuple[Span, str, Labelled]] = []
    for t in found:
        if kept and kept[-1][0].overlaps(t[0]):
            kept[-1] = max(kept[-1], t, key=lambda t: len(t[1]))
        else:
            kept.append(t)
    return kept


def _grown(text: str, start: int, end: int, kind: str) -> tuple[int, int]:
    """Where a name of one word begins and ends that the network cut: "Keir | Starmer", "Human | Rights"."""
    if kind == "person" and (particles := PARTICLES_BEFORE.search(text, max(0, start - BEFORE), start)) is not None:
        start = particles.start()
    said = text[start:end]
    if kind == "person" and known.plain(bare(said)) in known.given_names():
        more = FAMILY_NAME.match(text, end)
        if more is not None and bare(more[1]) not in known.NOT_NAMES | known.TITLES | known.BODIES:
            return start, more.end()
    elif kind == "person" and " " not in said:
        more = GIVEN_NAME.search(text, max(0, start - BEFORE), start)
        if more is not None and known.plain(bare(more[1])) in known.given_names():
            return more.start(1), end
    elif kind == "organization" and " " not in said and not known.is_outlet(said) and bare(said) not in known.FIRMS:
        more = FIRST_WORD.search(text, max(0, start - BEFORE), start)
        if more is not None and bare(more[1]) not in known.NOT_NAMES | known.TITLES | known.HONORIFICS:
            return more.start(1), end
    return start, end


def _office_length(said: str) -> int:
    """Characters of the office that a person's name begins with: "Kherson Mayor | Igor Kolikhaev"."""
    words = list(re.finditer(r"\S+", said))
    ends = [k for k, m in enumerate(words[1:-1], 1) if bare(m.group()) in known.TITLES]
    return words[ends[-1] + 1].start() if ends and not known.gender(said) else 0


def _leads(first: str, kind: str) -> bool:
    titled = kind == "person" and bare(first) in known.HONORIFICS | known.TITLES
    return titled or first.lower() in {"the", "a", "an"}  # "A." is an initial


def _of_place(text: str, start: int, said: str, kind: str) -> bool:
    """Whether a person's name begins with the place of an office: "President of | Finland Alexander Stubb"."""
    held = kind == "person" and said.count(" ") > 1 and bare(said.split()[0]) in seats() and not known.gender(said)
    return held and text[max(0, start - 4) : start] == " of "


def _kinds(
    text: str, segments: Sequence[Segment], found: Sequence[tuple[Span, str, Labelled]]
) -> dict[str, EntityKind]:
    """The kind of each wording: what most of its labels say, unless lists or a dateline know better."""
    votes: dict[str, dict[EntityKind, float]] = defaultdict(lambda: defaultdict(float))
    for _, said, label in found:
        votes[said][KIND[label.kind]] += label.chance
    kinds = {said: _kind(said, max(v, key=lambda k: v[k])) for said, v in votes.items() if max(v.values()) >= DOUBT}
    for segment in segments:
        if segment.agency is not None and segment.agency.of(text) in kinds:
            kinds[segment.agency.of(text)] = "outlet"
    people = {bare(w) for said, kind in kinds.items() if kind == "person" and " " in said for w in said.split()}
    alone = {said for said, kind in kinds.items() if kind == "person" and " " not in said and bare(said) not in people}
    inside = Counter(
        s for span, s, _ in found if s in alone and IN_PLACE.search(text, max(0, span.start - 9), span.start)
    )
    kinds.update({said: "place" for said, count in inside.items() if count > 1})
    return {said: "person" if " " not in said and bare(said) in people else kind for said, kind in kinds.items()}


def _kind(said: str, voted: EntityKind) -> EntityKind:
    words = [bare(w) for w in said.split()]
    if voted != "person" and known.is_outlet(said):
        return "outlet"
    if said in known.COUNTRIES:
        return "collective"
    if said in known.PLACES:
        return "place"
    if voted == "person" and len(words) == 1 and said.isupper() and not VOWEL.search(said) and words[0] not in INITIALS:
        return "outlet" if known.is_outlet(said) else "organisation"
    if len(words) <= 2 and voted != "person" and (words[-1].endswith(PEOPLES) or words[-1] in known.COLLECTIVE):
        return "collective"
    return voted


def _everywhere(
    text: str,
    segments: Sequence[Segment],
    found: Sequence[tuple[Span, str, Labelled]],
    kinds: dict[str, EntityKind],
) -> Iterator[tuple[Span, EntityKind]]:
    """The labelled names, and the same words where no label covers them."""
    taken: list[Span] = []
    for span, said, _ in found:
        if said in kinds:
            taken.append(span)
            yield span, kinds[said]
    wordings = {s for s in kinds if len(s) >= SHORTEST and s[0].isupper()}
    wordings |= {s.split()[-1] for s in kinds if kinds[s] == "person" and len(s.split()[-1]) > SHORTEST}
    wordings = {s for s in wordings if bare(s) not in known.NOT_NAMES | known.COMMON | known.TITLES}
    if not wordings:
        return
    listed = "|".join(re.escape(w) for w in sorted(wordings, key=lambda w: (-len(w), w)))
    pattern = re.compile(rf"(?<![\w’'-])(?:{listed})(?![\w-])")
    covered = {i for span in taken for i in range(span.start, span.end)}
    for segment in segments:
        for m in pattern.finditer(text, segment.body.start, segment.body.end) if segment.body else ():
            if m.start() not in covered and m.end() - 1 not in covered:
                yield Span(*m.span()), kinds.get(m.group(), "person")


def _name(text: str, span: Span, kind: EntityKind, floor: int) -> Name:
    said = span.of(text)
    if kind != "person":
        return Name(span, said, kind)
    role, courtesy = title_before(text, span.start, max(0, span.start - BEFORE), floor)
    if " " not in said and DEMONYM.search(said) and role is None and not courtesy and said in known.COUNTRIES:
        kind = "place"
    return Name(span, said, kind, role, known.gender(said, f"{role.text if role else ''} {courtesy}".strip()))
