"""What is around a source: whom its words can mean at all, and what the features of an option tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.model import Span
from kg.nlp import holders
from kg.nlp.ground import Ground
from kg.nlp.mentions import names
from kg.nlp.ranking import FACTS, FORMS, KINDS
from kg.nlp.register import Known, Register
from kg.nlp.scene import Scene, may_mean
from kg.nlp.segment import segments
from kg.nlp.sources import Described, describe
from kg.nlp.turns import Turn

BEFORE = len(FORMS) + len(KINDS)
WHO = {"Ana": "Ana Vik", "Tomas": "Tomas Lund", "Marta": "Marta Quill", "Union": "Dock Union"}


def told(row: Sequence[float]) -> dict[str, float]:
    """The facts of a row, by name."""
    return dict(zip(FACTS, row[BEFORE:], strict=True))


def meant(words: str) -> Described:
    """What the words of a source tell, where they name nobody."""
    return describe(words, Span(0, len(words)), [])


def holder(office: str) -> Known:
    """Ana Vik, of whom an article has told an office."""
    text = f"{office} Ana Vik waited." if office[0].isupper() else f"Ana Vik, the {office}, waited."
    (known,) = Register(text, names(text, segments(text))).entities
    return known


@dataclass
class Stage:
    """One text, whom it names, and who has spoken in it."""

    text: str
    title: str | None = None
    published: str | None = None

    def __post_init__(self) -> None:
        parts = segments(self.text)
        self.register = Register(self.text, names(self.text, parts), self.title)
        self.ground = Ground(self.register, parts, self.published)
        self.turns: list[Turn] = []

    def span(self, words: str) -> Span:
        return Span(self.text.rindex(words), self.text.rindex(words) + len(words))

    def known(self, first: str) -> Known:
        return next(k for k in self.register.entities if k.name == WHO[first])

    def says(self, first: str, words: str) -> "Stage":
        """Somebody has said these words."""
        span = self.span(words)
        self.turns.append(Turn(span.start, span.end, self.known(first), (span,)))
        self.known(first).said += 1
        return self

    def scene(self, source: str, content: str = "", found: Sequence[str] = ()) -> Scene:
        """What surrounds the last place of these words; all entities are options unless ``found`` are given."""
        span = self.span(source)
        d = describe(self.text, span, self.register.inside(span))
        options = [self.known(x) for x in found] or self.register.entities
        return Scene(self.ground, self.turns, d, [self.span(content)] if content else [], span.start, options)

    def facts(self, source: str, first: str, content: str = "", found: Sequence[str] = ()) -> dict[str, float]:
        """The facts of one option of a source, by name."""
        return told(self.scene(source, content, found).row(self.known(first), None))


CAST = {
    "woman": Known("person", "Ana Vik", 0, "f", "f"),
    "man": Known("person", "Tomas Lund", 0, "m", "m"),
    "likely man": Known("person", "Moll", 0, "m"),
    "person": Known("person", "Quill", 0),
    "nurse": Known("unnamed", "a nurse", 0),
    "nurses": Known("unnamed", "nine nurses", 0, plural=True),
    "union": Known("organisation", "Dock Union", 0),
    "crews": Known("collective", "crews", 0, plural=True),
    "report": Known("document", "a report", 0),
}
THINGS = ["union", "crews", "report"]


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        ("she", ["woman", "likely man", "person", "nurse"]),  # what is only likely forbids nothing
        ("he", ["man", "likely man", "person", "nurse"]),
        ("they", ["nurses", *THINGS]),
        ("it", ["nurse", "nurses", *THINGS]),
        *((words, list(CAST)) for words in ("who", "we", "the mayor")),
        *((words, ["nurse", "nurses", *THINGS]) for words in ("the agency", "the report", "residents")),
    ],
)
def test_number_gender_and_kind_forbid(words: str, allowed: list[str]) -> None:
    assert [x for x, known in CAST.items() if may_mean(meant(words), known)] == allowed


@pytest.mark.parametrize(
    ("office", "words", "allowed"),
    [
        ("harbour pilot", ["the pilot", "the harbour pilot", "the former pilot"], True),
        ("harbour pilot", ["the airline pilot"], False),
        ("pilot", ["the harbour pilot"], True),
        ("deputy mayor", ["the deputy mayor"], True),
        ("deputy mayor", ["the mayor"], False),
        ("Sund Mayor", ["the mayor", "the Vell mayor"], True),  # capitals may be another word for the place
        ("Sund Mayor", ["the judge", "the senator"], False),
    ],
)
def test_an_office_of_other_words_forbids(office: str, words: list[str], allowed: bool) -> None:
    assert [may_mean(meant(x), holder(office)) for x in words] == [allowed] * len(words)


FORM_OF = {"the mayor": "role", "the nurse": "definite", "a nurse": "noun", "Ana Vik": "name", "we": "speaker"}


@pytest.mark.parametrize("words", ["he", "she", "they", "it", "who", *FORM_OF])
def test_the_form_of_a_source(words: str) -> None:
    row = Stage(f"Ana Vik waited. Then {words} spoke.").scene(words).nobody("new")
    assert [name for name, x in zip((*FORMS, *KINDS), row, strict=False) if x] == [FORM_OF.get(words, words), "new"]


def test_only_a_gender_that_is_told_is_the_same() -> None:
    text = "Ms Vik waited. Quill lost her hat. Mr Lund left. Moll lost his hat. Brandt stood in the rain."
    stage = Stage(text + " It fell on the quay for days." * 6 + " She spoke.")
    scene = stage.scene("She")
    facts = {k.name: told(scene.row(k, None)) for k in stage.register.entities}
    names_of = ("same_gender", "likely_gender", "other_gender", "no_gender")
    assert {x: [n for n in names_of if f[n]] for x, f in facts.items()} == {
        "Vik": ["same_gender"],
        "Quill": ["likely_gender"],
        "Lund": ["other_gender"],
        "Moll": ["other_gender"],
        "Brandt": ["no_gender"],
    }


THREE = "Marta Quill came. Ana Vik came. Tomas Lund came. The Dock Union came. "


def test_who_was_met_last_ranks_first_among_those_whom_the_form_allows() -> None:
    stage = Stage(f"{THREE}She spoke.")
    ranks = {x: stage.facts("She", x)["rank"] for x in WHO}
    assert ranks == {"Ana": 1, "Marta": 1 / 2, "Tomas": 0, "Union": 0}
    assert [stage.facts("She", x)["rank_first"] for x in ("Ana", "Marta", "Union")] == [1, 0, 0]


@pytest.mark.parametrize(
    ("source", "only"), [("He", "Tomas"), ("It", "Union"), ("They", "Union"), ("She", None), ("The nurse", None)]
)
def test_the_only_one_whom_a_form_allows(source: str, only: str | None) -> None:
    stage = Stage(f"{THREE}{source} spoke.")
    assert [x for x in WHO if stage.facts(source, x)["only_fit"]] == ([only] if only else [])
    assert stage.facts(source, "Ana", found=["Ana", "Tomas"])["only_fit"] == (source == "She")


def test_a_place_in_the_last_content_is_quoted() -> None:
    text = "Ana Vik said that Tomas Lund was late. Marta Quill left. He spoke."
    stage = Stage(text).says("Ana", "that Tomas Lund was late")
    assert [x for x in ("Ana", "Tomas", "Marta") if stage.facts("He", x)["quoted"]] == ["Tomas"]
    again = Stage(text.replace("left.", "met Tomas Lund.")).says("Ana", "that Tomas Lund was late")
    assert again.facts("He", "Tomas")["quoted"] == 0


def test_who_is_named_in_the_content_itself() -> None:
    stage = Stage("Ana Vik waited. Tomas Lund is late, she said. Marta Quill left.")
    own = {x: stage.facts("she", x, "Tomas Lund is late")["own_content"] for x in ("Ana", "Tomas", "Marta")}
    assert own == {"Ana": 0, "Tomas": 1, "Marta": 0}


@pytest.mark.parametrize(("between", "same"), [("", 1), ("Rain fell. ", 1), ("\n\n", 0)])
def test_who_spoke_last_in_the_same_paragraph(between: str, same: float) -> None:
    stage = Stage(f"Tomas Lund waited. “We wait,” Ana Vik said. {between}“We go,” she said.").says("Ana", "“We wait,”")
    assert stage.facts("she", "Ana")["last_same_paragraph"] == same
    assert stage.facts("she", "Tomas")["last_same_paragraph"] == 0
    assert told(stage.scene("she").nobody("new"))["last_same_paragraph"] == same


def test_who_spoke_last_before_and_between() -> None:
    text = "“We wait,” Marta Quill said. “We go,” Ana Vik said. Tomas Lund left. “We do,” she said."
    stage = Stage(text).says("Marta", "“We wait,”").says("Ana", "“We go,”")
    facts = {x: stage.facts("she", x) for x in ("Marta", "Ana", "Tomas")}
    for name, whose in (("spoke_last", "Ana"), ("spoke_before_last", "Marta"), ("speakers_between", "Marta")):
        assert [x for x, f in facts.items() if f[name]] == [whose], name
    assert [facts[x]["spoke"] for x in ("Marta", "Ana", "Tomas")] == [1 / 6, 1 / 6, 0]
    assert facts["Ana"]["last_near"] > 0 == facts["Marta"]["last_near"]


def test_the_speaker_before_the_last_is_another_one() -> None:
    text = "“We wait,” Marta Quill said. “We go,” Ana Vik said. “We do,” Vik said. “Yes,” she said."
    stage = Stage(text).says("Marta", "“We wait,”").says("Ana", "“We go,”").says("Ana", "“We do,”")
    assert [x for x in ("Marta", "Ana") if stage.facts("she", x)["spoke_before_last"]] == ["Marta"]


def test_where_somebody_was_met() -> None:
    text = "Tomas Lund came.\n\nIn the rain came Marta Quill. Ana Vik waited, and she spoke to the Dock Union."
    stage = Stage(text)
    facts = {x: stage.facts("she", x) for x in WHO}
    for name, whose in (
        ("same_sentence", ["Ana"]),
        ("same_paragraph", ["Ana", "Marta"]),
        ("paragraph_before", ["Tomas"]),
        ("begins_sentence", ["Ana"]),
        ("began_last", ["Ana", "Tomas"]),
        ("none_before", ["Union"]),
    ):
        assert [x for x in WHO if facts[x].get(name)] == whose, name
    assert facts["Ana"]["near"] > facts["Marta"]["near"] > facts["Tomas"]["near"] > 0 == facts["Union"]["near"]
    assert facts["Union"]["after"] > 0 == facts["Ana"]["after"]


def test_a_relative_pronoun_touches_whom_it_follows() -> None:
    stage = Stage("Tomas Lund met Ana Vik, who spoke.")
    assert [x for x in ("Ana", "Tomas") if stage.facts("who", x)["touching"]] == ["Ana"]
    assert Stage("Tomas Lund met Ana Vik, she spoke.").facts("she", "Ana")["touching"] == 0


def test_the_article_s_own_subject() -> None:
    stage = Stage("Ana Vik came. Vik sat. Tomas Lund left. She spoke.", title="Nobody waits for Vik")
    ana, tomas = stage.facts("She", "Ana"), stage.facts("She", "Tomas")
    assert (ana["headline"], tomas["headline"]) == (1, 0)
    assert (ana["count"], tomas["count"]) == (2 / 20, 1 / 20)
    assert (ana["share"], tomas["share"]) == (2 / 3, 1 / 3)
    assert ana["early"] > tomas["early"]


def test_how_a_name_stands_in_its_source() -> None:
    stage = Stage("The critics of Ana Vik and Tomas Lund’s nurse spoke.")
    scene = stage.scene("The critics of Ana Vik and Tomas Lund’s nurse")
    assert scene.d is not None
    by_name = {w.name.text: w for w in scene.d.within}
    ana, tomas = (told(scene.row(stage.known(x), (by_name[WHO[x]], 0, 1))) for x in ("Ana", "Tomas"))
    assert [(f["inside"], f["several"], f["leads"]) for f in (ana, tomas)] == [(1, 1, 0), (1, 1, 0)]
    assert [(f["governed"], f["owns"]) for f in (ana, tomas)] == [(1, 0), (0, 1)]


OFFICES = """office,of,holder,since,until
mayor,Sund,Ana Vik,2020-05-01,2024-05-01
mayor,Vell,Tomas Lund,2020-05-01,
"""


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A list of invented holders of office, read where the package's own is."""
    (tmp_path / "holders.csv").write_text(OFFICES, encoding="utf8")
    monkeypatch.setattr(holders, "LISTED", tmp_path / "holders.csv")
    for cached in (holders.seats, holders._listed):
        cached.cache_clear()
    yield
    for cached in (holders.seats, holders._listed):
        cached.cache_clear()


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    ("source", "published", "who"),
    [
        ("The mayor", "2022-01-01", ["Ana", "Tomas"]),
        ("The Sund mayor", "2022-01-01", ["Ana"]),
        ("The mayor of Vell", "2022-01-01", ["Tomas"]),
        ("The mayor", "2024-06-30", ["Ana", "Tomas"]),  # who has just left
        ("The mayor", "2025-01-01", ["Tomas"]),
        ("The mayor", "2019-01-01", []),
        ("The mayor", None, ["Ana", "Tomas"]),
        ("The minister", "2022-01-01", []),
        ("A mayor", "2022-01-01", []),
    ],
)
def test_who_held_the_office_at_the_time(source: str, published: str | None, who: list[str]) -> None:
    stage = Stage(f"Ana Vik met Tomas Lund. {source} spoke.", published=published)
    assert [x for x in ("Ana", "Tomas") if stage.facts(source, x)["holds"]] == who


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(("source", "abroad"), [("The mayor", 1), ("The Vell mayor", 0), ("The nurse", 0)])
def test_an_office_of_another_place_is_abroad(source: str, abroad: float) -> None:
    stage = Stage(f"Vell Mayor Tomas Lund met Ana Vik. {source} spoke.")
    assert stage.facts(source, "Tomas")["abroad"] == abroad
    assert stage.facts(source, "Ana")["abroad"] == 0


def test_the_words_of_a_description() -> None:
    stage = Stage("Ana Vik, the harbour pilot, met Tomas Lund and Marta Quill, a nurse, there. The harbour pilot left.")
    facts = {x: stage.facts("The harbour pilot", x) for x in ("Ana", "Tomas", "Marta")}
    assert {x: (f["same_head"], f["all_words"], f["some_words"], f["has_role"]) for x, f in facts.items()} == {
        "Ana": (1, 1, 1, 1),
        "Tomas": (0, 0, 0, 0),
        "Marta": (0, 0, 0, 1),
    }


def test_who_is_named_in_quotation_marks_alone_is_known_by_that() -> None:
    stage = Stage("Ana Vik waited. “I met Tomas Lund,” she said. She left.")
    assert stage.facts("She", "Tomas")["only_quoted"] == 1.0
    assert stage.facts("She", "Ana")["only_quoted"] == 0.0


@pytest.mark.parametrize(
    ("cue", "participle", "passive"), [("saying", 1, 0), ("also adding", 1, 0), ("was told", 0, 1)]
)
def test_a_cue_without_a_source_tells_whose_it_is(cue: str, participle: int, passive: int) -> None:
    stage = Stage("Ana Vik waited, saying that it rained.")
    scene = Scene(stage.ground, [], None, [stage.span("it rained")], stage.span("it rained").start, [], cue)
    for row in (scene.nobody("nobody"), scene.row(stage.known("Ana"), None)):
        assert (told(row)["participle"], told(row)["passive"]) == (participle, passive)


@pytest.mark.parametrize(
    ("words", "aged", "modified", "anonymous"),
    [
        ("the 63-year-old retiree", 1, 1, 0),
        ("the pilot", 0, 0, 0),
        ("the official, who was not authorised to speak", 0, 0, 1),
    ],
)
def test_what_a_description_tells_beside_its_noun(words: str, aged: int, modified: int, anonymous: int) -> None:
    stage = Stage(f"Ana Vik waited. It rained, said {words}.")
    facts = stage.facts(words, "Ana")
    assert (facts["aged"], facts["modified"], facts["anonymous"]) == (aged, modified, anonymous)
