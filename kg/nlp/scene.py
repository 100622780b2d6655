"""What surrounds a source: the features by which options are weighed."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.model import Span
from kg.nlp.ground import Ground
from kg.nlp.holders import holds, seats
from kg.nlp.lexicon import BE, words
from kg.nlp.names import HONORIFICS, OUTLET_NOUNS, TITLES, bare
from kg.nlp.ranking import faded, features
from kg.nlp.register import Known
from kg.nlp.sources import KIN, THINGS, Described, Within, officer
from kg.nlp.turns import Turn

SPEAKING = words("i we you me us my our")
SAYS_LITTLE = words("the of a an former new then current late outgoing longtime senior top") | HONORIFICS
EXCLUSIVE = words("president governor senator mayor judge king queen pope premier chancellor sheriff")
PARTICIPLE = re.compile(r"^(?:[a-z]+ly |also |then |later )?[a-z]{2,}ing\b")


def may_mean(d: Described, k: Known) -> bool:
    """Whether a description or pronoun can mean an entity at all: number, gender and office do not forbid it."""
    if d.form == "pronoun":
        if d.gender:
            return k.kind in ("person", "unnamed") and not k.plural and k.told in ("", d.gender)
        if d.plural and d.head not in SPEAKING:
            return k.kind != "person" and (k.kind != "unnamed" or k.plural)
        return d.head not in ("it", "its") or k.kind != "person"
    if d.kind != "unnamed" and k.kind == "person":
        return False
    if d.head in EXCLUSIVE and k.kind == "person" and k.heads & EXCLUSIVE - {d.head} and d.head not in k.heads:
        return False
    if d.head in k.heads:
        others = {m for m, h in k.offices if h == d.head}
        own = _modifier(d.phrase, d.head)
        known = not own.islower() or own in others or own in k.described or own in SAYS_LITTLE
        return known or not others or not all(m.islower() for m in others)
    return not any(h.endswith(f" {d.head}") for h in k.heads)


def may_be_meant(d: Described, w: Within) -> bool:
    """Whether a name in a source may be whom the source means: not the one whose officer or aide it is."""
    return not officer(w, d.head) and not (w.owns and (d.head in KIN or d.head in TITLES))


def _passive(cue: str) -> bool:
    """Whether somebody is told or something is said in a cue, and nobody says it: "was told", "is expected"."""
    said = cue.lower().split()
    return bool(BE.intersection(said[:-1])) and said[-1].endswith(("ed", "en", "ld", "wn", "id"))


def _modifier(phrase: str, head: str) -> str:
    """The word before the noun of an office, as written: "airline" of "the airline pilot"."""
    written = phrase.split()
    said = [bare(w) for w in written]
    i = said.index(head) if head in said else 0
    return written[i - 1] if i else ""


class Scene:
    """What surrounds one source: features of the options are read off it."""

    def __init__(
        self,
        ground: Ground,
        turns: Sequence[Turn],
        d: Described | None,
        content: Sequence[Span],
        at: int,
        found: Sequence[Known],
        cue: str = "",
    ) -> None:
        self.ground, self.d, self.content, self.at, self.cue = ground, d, content, at, cue
        self.form = _form(d)
        self.paragraph, self.sentence = ground.paragraph(at), ground.sentence(at)
        self.last = turns[-1] if turns else None
        self.before = next((t for t in reversed(turns[:-1]) if self.last and t.known is not self.last.known), None)
        fits = [k for k in found if self._fits(k)]
        self.only = fits[0] if len(fits) == 1 else None
        order = sorted(fits, key=lambda k: -self._latest(k))
        self.rank = {k: n for n, k in enumerate(order)}
        self.base = self._source_facts()
        self.touching = ground.register.before(at) if self.form == "who" else None

    def row(self, k: Known, inside: tuple[Within, int, int] | None) -> list[float]:
        """The features of one entity."""
        facts = dict(self.base) if inside is None else {**self.base, **self._inside(*inside)}
        facts.update(self._words(k))
        facts.update(self._place(k))
        facts.update(self._standing(k))
        return features(self.form, k.kind, facts)

    def nobody(self, kind: str) -> list[float]:
        """The features of somebody new, or nobody."""
        facts = dict(self.base)
        d = self.d
        if d is not None:
            facts["plural"] = float(d.plural)
            facts["same_head"] = float(d.kind == "document")
            facts["other_role"] = float(d.kind == "organisation")
            facts["all_words"] = float(not d.definite)
            facts["title_word"] = float(d.form == "role")
            facts["patron"] = float(d.patron is not None)
        facts["last_near"] = faded(self.at - self.last.end, 100) if self.last else 0.0
        facts["last_same_paragraph"] = float(
            self.last is not None and self.ground.paragraph(self.last.at) == self.paragraph
        )
        facts["last_same_sentence"] = float(
            self.last is not None and self.ground.sentence(self.last.at) == self.sentence
        )
        facts["spoke_last"] = float(self.last is not None and self.last.known is not None)
        return features(self.form, kind, facts)

    def _source_facts(self) -> dict[str, float]:
        d = self.d
        if d is None:
            return {"participle": float(PARTICIPLE.search(self.cue) is not None), "passive": float(_passive(self.cue))}
        people = [w for w in d.within if w.name.kind == "person"]
        modified = d.form != "pronoun" and d.definite and " " in d.said
        return {
            "several": float(len(people) > 1),
            "lone": float(len(d.within) == 1),
            "aged": float("-year-old" in d.said),
            "modified": float(modified),
            "longer": float(d.longer),
            "anonymous": float(d.anonymous),
        }

    def _inside(self, w: Within, number: int, count: int) -> dict[str, float]:
        assert self.d is not None
        persons = [x for x in self.d.within if x.name.kind == "person"]
        return {
            "inside": 1.0,
            "leads": float(w.leads),
            "ends": float(w.ends),
            "governed": float(w.governed),
            "apposed": float(w.apposed),
            "owns": float(w.owns),
            "modifies": float(w.modifies),
            "last": float(persons == [w]),
            "office": float(w.name.role is not None),
            "first_option": float(number == 0),
            "options": float(count > 1),
            "patron": float(self.d.patron is not None and self.d.patron.span == w.name.span),
        }

    def _fits(self, k: Known) -> bool:
        """Whether nothing in the form speaks against it."""
        d = self.d
        if d is None:
            return k.kind == "person"
        if d.form == "pronoun" and d.gender:
            return k.kind in ("person", "unnamed") and k.gender in ("", d.gender) and not k.plural
        if d.form == "pronoun" and d.plural:
            return k.kind in ("collective", "organisation", "outlet") or k.plural
        if d.form == "pronoun":
            return k.kind in THINGS
        if d.kind != "unnamed":
            return k.kind == d.kind or (d.kind == "organisation" and k.kind == "outlet")
        return k.kind in ("person", "unnamed")

    def _words(self, k: Known) -> dict[str, float]:
        d = self.d
        if d is None:
            return {"no_gender": float(not k.gender), "has_role": float(bool(k.heads))}
        said = set(d.said.split()) - SAYS_LITTLE
        names = {bare(w) for w in k.name.split()}
        known = k.described | names
        common = said & known
        held = k.kind == "person" and d.definite and holds(k.name, d.phrase, self.ground.published)
        return {
            "same_gender": float(bool(d.gender) and d.gender == k.told),
            "likely_gender": float(bool(d.gender) and d.gender == k.gender and not k.told),
            "other_gender": float(bool(d.gender) and bool(k.gender) and d.gender != k.gender),
            "no_gender": float(not k.gender),
            "plural": float(k.plural or k.kind == "collective"),
            "same_head": float(d.head in k.heads or held or (d.head in names and k.kind != "person")),
            "all_words": float(bool(said) and said <= known),
            "some_words": len(common) / max(1, len(said)),
            "has_role": float(bool(k.heads)),
            "other_role": float(d.head in TITLES and bool(k.heads) and d.head not in k.heads),
            "title_word": float(_apt(d, k)),
            "abroad": float(self._abroad(d, k)),
            "holds": float(held),
        }

    def _abroad(self, d: Described, k: Known) -> bool:
        """Whether an entity is known as "Russian President" where only "the president" is written."""
        places = {bare(m) for m, h in k.offices if h == d.head and bare(m) in seats()}
        return bool(places) and not places & set(d.said.split())

    def _latest(self, k: Known) -> int:
        i = bisect_left(k.places, self.at)
        return k.places[i - 1] if i else -1

    def _place(self, k: Known) -> dict[str, float]:
        ground, at = self.ground, self.at
        i = bisect_left(k.places, at)
        rank = self.rank.get(k)
        facts = {
            "touching": float(k is self.touching or self._touched(k)),
            "none_before": float(i == 0),
            "rank": 1 / (1 + rank) if rank is not None else 0.0,
            "rank_first": float(rank == 0),
            "own_content": float(self._in_content(k.places[max(0, i - 4) : i + 4])),
        }
        if i:
            last = k.places[i - 1]
            sentence, paragraph = ground.sentence(last), ground.paragraph(last)
            facts["near"] = faded(at - last, 250)
            facts["only_quoted"] = ground.quoted(k.places[max(0, i - 8) : i])
            facts["quoted"] = float(self.last is not None and any(c.start <= last < c.end for c in self.last.content))
            facts["same_sentence"] = float(sentence == self.sentence)
            facts["same_paragraph"] = float(paragraph == self.paragraph)
            facts["paragraph_before"] = float(paragraph == self.paragraph - 1)
            here, before = ground.begins(self.sentence), ground.begins(self.sentence - 1)
            facts["begins_sentence"] = float(any(0 <= p - here <= 12 for p in k.places[max(0, i - 5) : i]))
            facts["begins_before"] = float(any(0 <= p - before <= 12 for p in k.places[max(0, i - 8) : i]))
            start = ground.begins(sentence)
            facts["began_last"] = float(0 <= last - start <= 12)
        if i < len(k.places):
            facts["after"] = faded(k.places[i] - at, 200)
        return facts

    def _touched(self, k: Known) -> bool:
        """Whether the words right before a relative pronoun are this entity's."""
        return self.form == "who" and any(0 <= self.at - m.end <= 2 for m in k.mentions)

    def _in_content(self, places: Sequence[int]) -> bool:
        return any(c.start <= p < c.end for c in self.content for p in places)

    def _standing(self, k: Known) -> dict[str, float]:
        last, before = self.last, self.before
        return {
            "share": self.ground.share(k),
            "count": min(len(k.places), 20) / 20,
            "headline": float(k.titled),
            "early": faded(k.first, 600),
            "spoke": min(k.said, 6) / 6,
            "spoke_last": float(last is not None and last.known is k),
            "spoke_before_last": float(before is not None and before.known is k),
            "last_same_paragraph": float(
                last is not None and last.known is k and self.ground.paragraph(last.at) == self.paragraph
            ),
            "last_near": faded(self.at - last.end, 100) if last is not None and last.known is k else 0.0,
            "last_same_sentence": float(
                last is not None and last.known is k and self.ground.sentence(last.at) == self.sentence
            ),
            "speakers_between": float(last is not None and last.known is not k and k.said > 0),
            "only_fit": float(k is self.only),
        }


def _form(d: Described | None) -> str:
    """The form of a source among ranking.FORMS."""
    if d is None:
        return "none"
    if d.form == "pronoun":
        if d.head in SPEAKING:
            return "speaker"
        if d.gender:
            return "she" if d.gender == "f" else "he"
        return "they" if d.plural else "who" if d.head in ("who", "which", "that", "whom") else "it"
    if d.form == "name":
        return "name"
    return "role" if d.form == "role" else "definite" if d.definite else "noun"


def _apt(d: Described, k: Known) -> bool:
    """Whether the kind of an entity is one that a description tells of."""
    if d.head in OUTLET_NOUNS:
        return k.kind == "outlet"
    if d.kind in ("document", "organisation", "place"):
        return k.kind == d.kind
    return d.head in TITLES and k.kind == "person" and not k.heads
