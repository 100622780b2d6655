"""The trained reader on texts of our own: what must hold whatever its figures are."""

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from kg import ids
from kg.errors import ModelError
from kg.model import Article, Attribution, Extraction, Span
from kg.nlp import reader
from kg.nlp.found import Found
from kg.nlp.pipeline import extract
from kg.nlp.segment import Segment, segments

SAID = "Maria Chen, a spokeswoman for the port, said that the old pier would stay closed until the spring."
BETWEEN = "Rain fell on the quay for most of the week."


def read(text: str) -> Extraction:
    return extract(Article(ids.article_iri(None, None, text), text))


def parts(text: str) -> Iterator[tuple[str, str, str, Attribution]]:
    for a in read(text).attributions:
        source, cue, content = (" | ".join(s.of(text) for s in spans) for spans in (a.source, a.cue, a.content))
        yield source, cue, content, a


def test_source_cue_and_content_of_a_plain_statement() -> None:
    ((source, cue, content, a),) = parts(SAID)
    assert source == "Maria Chen, a spokeswoman for the port,"
    assert cue == "said"
    assert content == "that the old pier would stay closed until the spring"
    assert (a.type, a.act) == ("indirect", "speech")
    assert a.confidence is not None
    assert a.confidence > 0.6


def test_an_interrupted_quotation_is_one_content_in_two_pieces() -> None:
    text = "“We have waited nine years,” said Amina Diallo, who runs the clinic. “We will not wait for a tenth.”"
    ((source, cue, _, a),) = parts(text)
    assert "Amina Diallo" in source
    assert cue == "said"
    assert [s.of(text) for s in a.content] == ["“We have waited nine years,”", "“We will not wait for a tenth.”"]
    assert a.type == "direct"


def test_a_quotation_that_runs_over_paragraphs_is_one_content() -> None:
    text = (
        "“The bridge was never safe,” Tomas Brandt told the committee. “We wrote to the ministry twice.\n\n"
        "“Both letters came back unopened, with a stamp on them that none of us could read.”\n\n" + BETWEEN
    )
    (a,) = read(text).attributions
    assert a.content[-1].of(text).endswith("could read.”")


def test_a_quotation_without_a_source_is_the_running_speakers_and_says_so() -> None:
    text = (
        "“The old names were all wrong,” Leilani Akana said at the hearing on Tuesday.\n\n"
        "“They were told on a Friday night, by a letter that was pushed under the door.”\n\n" + BETWEEN
    )
    first, second = read(text).attributions
    assert not first.source_inferred
    assert second.source_inferred
    assert second.speaker == first.speaker is not None


def test_what_one_source_says_of_another_is_within() -> None:
    text = "The prosecutor said on Friday that the defendant had told investigators that he never opened the safe."
    found = list(parts(text))
    assert [source for source, *_ in found] == ["The prosecutor", "the defendant"]
    assert [a.within for *_, a in found] == [None, "a1"]


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ines Okafor / Coast Press",
        "By Ines Okafor and Tomas Brandt",
        "Read more: what the harbour master said",
        "Copyright © 2031 Coast Press. All rights reserved.",
        "Additional reporting by Amina Diallo in Port Vell",
    ],
)
def test_credits_bylines_and_promotions_yield_nothing(line: str) -> None:
    text = f"{SAID}\n\n{line}\n\n{BETWEEN}"
    assert [a.cue[0].of(text) for a in read(text).attributions] == ["said"]


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“"])
def test_the_style_of_quotation_marks_changes_nothing(marks: str) -> None:
    plain = "“The well is dry,” said Yusuf Demir, a farmer. He added that the village “cannot go on like this”."
    text = plain.replace("“", marks[0]).replace("”", marks[1])
    assert [(a.source, a.cue, a.content, a.type) for a in read(text).attributions] == [
        (a.source, a.cue, a.content, a.type) for a in read(plain).attributions
    ]


def test_what_stands_in_another_article_changes_nothing() -> None:
    model = reader.load()
    alone = model.candidates(SAID, segments(SAID))
    other = f"{BETWEEN}\n\nThe mayor of Sund, Per Moll, denied it."
    model.candidates(other, segments(other))
    assert model.candidates(SAID, segments(SAID)) == alone


def test_a_farewell_is_no_statement() -> None:
    text = f"{SAID}\n\nThe crew said goodbye to their families on Tuesday at the old pier."
    assert [a.cue[0].start for a in read(text).attributions] == [text.index("said that")]


def test_a_very_long_paragraph_is_read_from_its_beginning_to_its_end() -> None:
    filler = " ".join([BETWEEN] * 400)
    text = f"{SAID} {filler} {SAID} {filler} {SAID}"
    found = [a for a in read(text).attributions if "Maria Chen" in a.source[0].of(text)]
    assert [a.cue[0].start for a in found] == [i for i in range(len(text)) if text.startswith("said that the old", i)]
    assert all(a.content[0].of(text).endswith("until the spring") for a in found)


def test_a_quotation_longer_than_a_window_is_followed_to_its_end() -> None:
    speech = " ".join(f"In the year {1900 + k} the river rose again and took the lower street." for k in range(60))
    text = f"“{speech}” said Oskar Lindqvist, the town's archivist."
    contents = [a.content for a in read(text).attributions if a.source and "Lindqvist" in a.source[0].of(text)]
    assert [(c[0].start, c[-1].end) for c in contents] == [(0, text.index("” said") + 1)]


def test_a_long_word_and_an_empty_text_are_read() -> None:
    assert read("").attributions == ()
    assert read("said " + "x" * 20_000).article.text.endswith("x")


def test_the_model_is_small_and_of_one_version() -> None:
    size = sum(p.stat().st_size for p in reader.MODEL.iterdir() if p.is_file())
    assert size < 40_000_000
    card = (Path(__file__).parents[2] / "docs" / "model-card.md").read_text(encoding="utf8")
    assert card.startswith(f"# Model card: {reader.load().version}\n")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The model in a folder of its own."""
    return Path(shutil.copytree(reader.MODEL, tmp_path / "model"))


FILES = ("model.json", reader.VOCABULARY, reader.ENCODER, reader.DECODER)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_of_the_model_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelError, match=rf"{re.escape(name)}: it is missing: .*--reader rules"):
        reader.load(copied)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", [lambda b: b[: len(b) // 2], lambda b: b"", lambda b: b"\0" + b[1:]])
def test_a_damaged_file_of_the_model_is_named_in_one_line(
    copied: Path, name: str, damage: Callable[[bytes], bytes]
) -> None:
    path = copied / name
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ModelError) as raised:
        reader.load(copied)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_paragraph_that_is_all_quotation_is_somebodys_words() -> None:
    text = (
        "The director's yearly letter to the staff came out on Monday.\n\nOn the canteen:\n\n"
        "“Nobody should have to eat standing up. The new hall will open in March, whatever it costs.”\n\n" + BETWEEN
    )
    contents = [s.of(text) for a in read(text).attributions for s in a.content]
    assert "“Nobody should have to eat standing up. The new hall will open in March, whatever it costs.”" in contents


@pytest.mark.parametrize(
    "line", ["“The Last Harbour”", "“until the spring, and perhaps for longer than that, or so it went”"]
)
def test_a_title_or_a_fragment_alone_in_quotation_marks_is_nobodys(line: str) -> None:
    text = f"{BETWEEN}\n\n{line}\n\n{BETWEEN}"
    assert not read(text).attributions


def test_what_two_contents_hold_is_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "Maria Chen said and Tomas Brandt confirmed that the mayor had promised to keep the pier closed. "
        "The owner told investigators that he was away."
    )
    model, real = reader.load(), reader.Reader._believed
    said, confirmed, content = (
        Span(text.index(words), text.index(words) + len(words))
        for words in ("said", "confirmed", text[text.index("that the mayor") : -1])
    )
    outer = [Found((), (cue,), (content,), "indirect", "speech", 0.9) for cue in (said, confirmed)]

    def believed(
        self: reader.Reader,
        text: str,
        segments: Sequence[Segment],
        candidates: Sequence[reader.Candidate],
        least: float,
    ) -> list[Found]:
        whole = segments[0].role == "body" and segments[0].span.start == 0
        return outer if whole else real(self, text, segments, candidates, least)

    monkeypatch.setattr(reader.Reader, "_believed", believed)
    found, _, _ = model.accepted(text, segments(text))
    cues = sorted(f.cue[0].of(text) for f in found)
    assert cues == ["confirmed", "had promised", "said", "told"]
