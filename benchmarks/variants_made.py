"""Planted groups of variants, and distractors, made by program from the statements of a store.

A group is a statement with what other outlets might have made of it within two days. Each kind of change and each
group is for choosing or, with ``kept``, for reporting only. Distractors are statements of their own: of the same
speaker on the same days about something else, of others in the same article, frames of a sentence filled otherwise,
polls with other numbers, and what everybody says.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

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
SYNONYMS = {
    "big": "large", "great": "excellent", "need": "require", "people": "men and women", "start": "begin", "help": "aid",
    "want": "wish", "country": "nation", "president": "head of state", "job": "post", "jobs": "posts", "money": "funds",
    "many": "a lot of", "very": "extremely", "think": "believe", "believe": "think", "win": "prevail",
    "because": "since", "about": "around", "also": "too", "should": "ought to", "must": "has to", "stop": "halt",
    "show": "demonstrate", "made": "created", "make": "create", "bad": "poor", "good": "fine", "get": "obtain",
    "support": "back", "supports": "backs", "voters": "the electorate", "state": "region", "new": "fresh",
}  # fmt: skip
REPORTED = {
    "i": "he", "we": "they", "my": "his", "our": "their", "me": "him", "us": "them", "am": "was", "are": "were",
    "is": "was", "will": "would", "can": "could", "have": "had", "has": "had", "do": "did", "i'm": "he was",
    "we're": "they were", "i've": "he had", "we've": "they had", "it's": "it was", "don't": "did not",
}  # fmt: skip
SPELLED = {"color": "colour", "labor": "labour", "favor": "favour", "center": "centre", "percent": "per cent"}


@dataclass(frozen=True, slots=True)
class Planted:
    """A statement with the group it belongs to, the kind of change, and whether it is kept for reporting."""

    statement: Statement
    group: str
    kind: str
    kept: bool


Change = Callable[[Sequence[str], random.Random], Sequence[str]]


def _swapped(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    at = rng.randrange(len(words))
    return [*words[:at], rng.choice(["really", "always", "perhaps", "their", "this"]), *words[at + 1 :]]


def _cut_end(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    return words[: max(6, round(len(words) * rng.uniform(0.45, 0.8)))]


def _cut_start(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    return words[-max(6, round(len(words) * rng.uniform(0.45, 0.8))) :]


def _cut_middle(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    start = rng.randrange(2, max(3, len(words) - 5))
    return [*words[:start], "…", *words[start + rng.randrange(1, max(2, len(words) // 3)) :]]


def _spelled(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    return [SPELLED.get(w.lower(), w.upper() if rng.random() < 0.1 else w) for w in words if w not in ("-", "--")]


def _three_words(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    for _ in range(min(3, len(words) // 5)):
        words = _swapped(words, rng)
    return words


def _reported(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    return ["that", *(REPORTED.get(w.lower(), w) for w in words)]


def _retold(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    told = _reported(_cut_end(words, rng) if rng.random() < 0.5 else words, rng)
    return [SYNONYMS.get(w.lower(), w) if rng.random() < 0.7 else w for w in told]


CHANGES: dict[str, tuple[Change, bool, bool]] = {
    "one word": (_swapped, False, False),
    "cut at the end": (_cut_end, False, False),
    "spelling": (_spelled, False, False),
    "reported": (_reported, True, False),
    "cut at the start": (_cut_start, False, True),
    "cut in the middle": (_cut_middle, False, True),
    "three words": (_three_words, False, True),
    "retold": (_retold, True, True),
}
"""Each kind: how it is made, whether it is indirect, whether it is kept for reporting."""


def planted(statements: Iterable[Statement], seed: int = 5) -> list[Planted]:
    """Groups and distractors, the same for a seed."""
    rng = random.Random(seed)
    by_article: defaultdict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        if s.published and s.speaker and s.kind in ("person", "organisation") and LEAST <= len(s.text.split()) <= MOST:
            by_article[s.article].append(s)
    bases = _bases(by_article, rng)
    found: list[Planted] = []
    used = {base.iri for base in bases}
    for number, base in enumerate(bases):
        found += _group(base, f"group-{number}", number % 2 == 1, rng)
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


def _group(base: Statement, group: str, kept: bool, rng: random.Random) -> Iterator[Planted]:
    yield Planted(base, group, "as it was", kept)
    kinds = [k for k, (_, _, of_kept) in CHANGES.items() if of_kept == kept]
    for n, kind in enumerate(rng.sample(kinds, rng.randint(1, 3))):
        change, indirect, _ = CHANGES[kind]
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
