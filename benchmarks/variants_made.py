"""Planted groups of variants, and distractors, made by program from the statements of a store.

A group is a statement with what other outlets might have made of it within two days. Each kind of change and each
group is for choosing or, with ``kept``, for reporting only; a second set, of other kinds and articles, is all for
choosing. Distractors are statements of their own: of the same speaker on the same days about something else, of others
in the same article, frames of a sentence filled otherwise, polls with other numbers, and what everybody says.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.variants_kinds import CHOOSING, KEPT, SECOND, Kind
from kg import ids
from kg.nlp.rarity import bits
from kg.statements import Statement

GROUPS = 300
LEAST, MOST = 9, 60
"""Words of a statement that is planted."""
FRAME = 9.3
"""Bits of the words that hold a sentence together."""
OUTLETS = ("Alder Post", "Birch Times", "Cedar News", "Elm Herald", "Fir Gazette")
EVERYBODY = (
    "“We will win.”", "“I have no comment.”", "“That is not true.”", "“We need to do better.”",
    "“Thank you very much.”",
    "it did not respond to a request for comment", "that the election would be close", "“I do not know.”",
    "“This is a great day for our country.”", "he would not comment on the matter", "“It is what it is.”",
    "“We are going to make a decision very soon.”", "that the campaign was going well", "“I love this country.”",
)  # fmt: skip
AS_IT_WAS = "as it was"


@dataclass(frozen=True, slots=True)
class Planted:
    """A statement with the group it belongs to, the kind of change, and whether it is kept for reporting."""

    statement: Statement
    group: str
    kind: str
    kept: bool


def planted(statements: Sequence[Statement], seed: int = 5, second: bool = False) -> list[Planted]:
    """Groups and distractors, the same for a seed; the ``second`` set is of articles that the first leaves out."""
    first = _planted(statements, seed, (CHOOSING, KEPT))
    if not second:
        return first
    used = {p.statement.article for p in first if p.kind == AS_IT_WAS}
    rest = [s for s in statements if s.article not in used]
    return [replace(p, kept=False) for p in _planted(rest, seed, (SECOND, SECOND))]


def _planted(statements: Iterable[Statement], seed: int, kinds: Sequence[Mapping[str, Kind]]) -> list[Planted]:
    """Groups in turn of the kinds for choosing and of those that are kept."""
    rng = random.Random(seed)
    by_article: defaultdict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        if s.published and s.speaker and s.kind in ("person", "organisation") and LEAST <= len(s.text.split()) <= MOST:
            by_article[s.article].append(s)
    bases = _bases(by_article, rng)
    found: list[Planted] = []
    used = {base.iri for base in bases}
    for number, base in enumerate(bases):
        found += _group(base, f"group-{number}", number % 2 == 1, kinds[number % 2], rng)
        others = [s for s in by_article[base.article] if s.iri not in used and not _shares(s, base)]
        for n, other in enumerate(rng.sample(others, min(2, len(others)))):
            if n == 0 or not _shares(other, found[-1].statement):
                used.add(other.iri)
                found.append(_alone(_elsewhere(other, base, n, rng), f"topic-{number}-{n}", "same topic", number))
        found.append(_alone(_filled(base, rng.choice(bases), rng), f"frame-{number}", "same frame", number))
    found += _same_speaker(bases, by_article, used, rng)
    found += [_alone(_poll(base, rng), f"poll-{n}", "other numbers", n) for n, base in enumerate(bases[:60])]
    return [*found, *_everybody(bases, rng)]


def _bases(by_article: dict[str, list[Statement]], rng: random.Random) -> list[Statement]:
    """One statement an article; none shares a stretch of five words with one before it."""
    seen: set[tuple[str, ...]] = set()
    found = []
    for article in rng.sample(sorted(by_article), len(by_article)):
        base = rng.choice(by_article[article])
        words = re.findall(r"\w+", base.text.lower())
        stretches = {tuple(words[i : i + 5]) for i in range(len(words) - 4)}
        if not stretches & seen and len(found) < GROUPS:
            seen |= stretches
            found.append(base)
    return found


def _group(base: Statement, group: str, kept: bool, kinds: Mapping[str, Kind], rng: random.Random) -> Iterator[Planted]:
    yield Planted(base, group, AS_IT_WAS, kept)
    for n, kind in enumerate(rng.sample(list(kinds), rng.randint(1, 3))):
        change, indirect = kinds[kind]
        body = " ".join(change(re.sub(r"[“”\"«»]", "", base.text).split(), rng))
        text = body if indirect or base.type == "indirect" else f"“{body}”"
        type_ = "indirect" if indirect else base.type
        who = {"speaker": None, "name": None, "kind": None} if rng.random() < 0.1 else {}
        yield Planted(_as(base, f"{group}-{n}", text, type_, n, rng, **who), group, kind, kept)


def _as(base: Statement, slug: str, text: str, type_: str, n: int, rng: random.Random, **more: object) -> Statement:
    day = date.fromisoformat((base.published or "")[:10]) + timedelta(days=rng.randint(0, 2))
    made = {
        "iri": f"{ids.BASE}statement/{ids.digest([slug])}",
        "attribution": f"{ids.BASE}attribution/{ids.digest([slug])}",
        "article": f"{ids.BASE}article/{ids.digest([slug])}", "text": text, "type": type_, "outlet": OUTLETS[n],
        "published": day.isoformat(), "start": 0, "end": len(text),
    }  # fmt: skip
    return replace(base, **made, **more)  # type: ignore[arg-type]


def _alone(statement: Statement, group: str, kind: str, number: int) -> Planted:
    return Planted(statement, group, kind, number % 2 == 1)


def _elsewhere(other: Statement, base: Statement, n: int, rng: random.Random) -> Statement:
    return _as(replace(other, published=base.published), f"{base.iri[-8:]}-t{n}", other.text, other.type, n, rng)


def _filled(base: Statement, other: Statement, rng: random.Random) -> Statement:
    """The commonest words of one with the other words of another: the frame of a sentence."""
    telling = [w for w in re.findall(r"\w+", other.text) if bits(w.lower()) > FRAME] or ["something"]
    words = [w if bits(w.lower()) <= FRAME else rng.choice(telling) for w in re.findall(r"\w+", base.text)]
    return _as(base, f"{base.iri[-8:]}-f", " ".join(words), base.type, 3, rng)


def _same_speaker(
    bases: Sequence[Statement], by_article: dict[str, list[Statement]], used: set[str], rng: random.Random
) -> Iterator[Planted]:
    of: defaultdict[str | None, list[Statement]] = defaultdict(list)
    for statements in by_article.values():
        for s in statements:
            of[s.speaker].append(s)
    for number, base in enumerate(bases):
        day = date.fromisoformat((base.published or "")[:10])
        far = [s for s in of[base.speaker] if s.iri not in used and _far(s, day) and not _shares(s, base)]
        if far:
            other = rng.choice(far)
            used.add(other.iri)
            yield _alone(_elsewhere(other, base, 4, rng), f"speaker-{number}", "same speaker", number)


def _far(s: Statement, day: date) -> bool:
    return abs((date.fromisoformat((s.published or "")[:10]) - day).days) > 30


def _shares(one: Statement, other: Statement) -> bool:
    first, second = (re.findall(r"\w+", s.text.lower()) for s in (one, other))
    return bool(
        {tuple(first[i : i + 4]) for i in range(len(first))} & {tuple(second[i : i + 4]) for i in range(len(second))}
    )


def _poll(base: Statement, rng: random.Random) -> Statement:
    share = rng.randint(21, 79)
    text = f"that {share} percent of likely voters in the state had an unfavorable view of the Senate candidate"
    name = f"{base.iri[-8:]}-p"
    day = date(2016, 3, 1) + timedelta(days=rng.randint(0, 200))
    poll = replace(base, speaker=f"https://example.org/speaker/{name}", name=f"{name} poll", kind="organisation",
                   published=day.isoformat())  # fmt: skip
    return _as(poll, name, text, "indirect", 0, rng)


def _everybody(bases: Sequence[Statement], rng: random.Random) -> Iterator[Planted]:
    for n, base in enumerate(rng.sample(list(bases), min(120, len(bases)))):
        text = EVERYBODY[n % len(EVERYBODY)]
        type_ = "direct" if text.startswith("“") else "indirect"
        yield _alone(_as(base, f"{base.iri[-8:]}-e", text, type_, 1, rng), f"everybody-{n}", "what everybody says", n)
