"""Speakers who prove to be one once more is known of both."""

from kg import ids
from kg.model import Identity, Verdict
from kg.resolve.gathering import gathered
from kg.resolve.judging import Judged
from kg.resolve.remaking import remade
from kg.resolve.speakers import Speakers
from tests.resolve.test_remaking import borne, judgement, together
from tests.voices import article_of

PRESIDENT = ("Barak Oduya", "President of Velmora")
MISREAD = ("Barak Oduya", "President of Drovnia")
PLAIN = ("Barak Oduya", "President")
COACH = ("Barak Oduya", "football coach")
ODD = [
    article_of("2022-03-01", PRESIDENT),
    article_of("2022-03-02", MISREAD),
    article_of("2022-03-03", PLAIN),
    article_of("2022-03-04", PLAIN, about="snow"),
    article_of("2022-03-05", PLAIN, about="bread"),
]


def made(*articles: object, judged: tuple[Verdict, int, int] | None = None) -> dict[str, Identity]:
    entities = borne(articles)  # type: ignore[arg-type]
    if judged is None:
        return remade(entities, Speakers())
    verdict, one, other = judged
    said = judgement(entities[one].entity, entities[other].entity, verdict)
    return remade(entities, Speakers(Judged.of([said])))


def test_one_who_was_misread_once_is_one_speaker_when_most_others_fit_both() -> None:
    assert len(together(made(*ODD[:2]))) == 2  # of two countries, and nothing else is known
    found = made(*ODD)
    assert len(together(found)) == 1
    first = borne(ODD)[0].entity
    assert {i.speaker for i in found.values()} == {ids.speaker_iri(first)}
    for entity, identity in found.items():
        joined = [d.founder for d in identity.decisions if d.joined]
        assert joined == ([] if entity == first else [first])
        assert first not in [d.founder for d in identity.decisions if not d.joined]


def test_made_again_they_stay_together() -> None:
    found = made(*ODD)
    again = remade(borne(ODD, {e: i.speaker for e, i in found.items()}), Speakers())
    assert again == found


def test_namesakes_of_whom_nobody_fits_both_stay_two() -> None:
    articles = [article_of(f"2022-03-0{n}", who) for n, who in enumerate((PRESIDENT, COACH) * 3, 1)]
    assert sorted(map(len, together(made(*articles)))) == [3, 3]


def test_who_was_judged_to_be_two_stays_two() -> None:
    assert len(together(made(*ODD, judged=("different", 0, 1)))) == 2


def test_only_one_whole_name_makes_two_speakers_one() -> None:
    articles = [
        article_of("2022-03-01", ("Ana Oduya Vik", "President")),
        article_of("2022-03-02", ("Oduya Vik", "president of the choir")),
        article_of("2022-03-03", ("Oduya", "President")),
    ]
    speakers = Speakers()
    remade(borne(articles), speakers)
    for pair in [(a, b) for a in speakers.by_iri for b in speakers.by_iri if a < b]:
        speakers.bridges[pair] = 9
    assert gathered(speakers) == []


def test_only_the_speakers_that_may_go_are_put_into_others() -> None:
    speakers = Speakers()
    remade(borne(ODD[:2]), speakers)
    one, other = sorted(speakers.by_iri)
    speakers.bridges[one, other] = 1
    (found,) = gathered(speakers, {other})
    assert (found.kept, found.gone) == (one, other)
    assert list(speakers.by_iri) == [one] and speakers.by_iri[one].members == 2
    (new,) = borne([article_of("2022-03-09", MISREAD)])
    decided = speakers.decided(new.entity, "person", "Barak Oduya", new.bearer)
    assert decided.speaker == one
