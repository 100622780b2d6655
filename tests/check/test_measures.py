"""When two figures are of the same thing, in whatever words."""

import pytest

from kg.check.measures import thing

Words = tuple[str | None, str | None, str | None]


@pytest.mark.parametrize(
    "group",
    [
        [("Russian soldiers", "killed", None), ("Russian troops", "died", None), ("Russian fighters", "lost", "")],
        [("Drovnian soldiers", "killed", "soldiers"), ("soldiers of Drovnia", "dead", None)],
        [("death toll", "rose to", None), ("people", "killed", "people"), ("deaths", None, "deaths")],
        [("unemployment rate", None, "percent"), ("Unemployment", "fell to", "percent"), ("jobless rate", "", "share")],
        [("Latino voters", "support Mr. Vell", "percent"), ("Latino voters", "would vote for Vell", "share")],
        [("bread", "supply", "days"), ("bread", "supply", "weeks")],
        [("wounded", None, None), ("people", "injured", "people")],
    ],
)  # fmt: skip
def test_one_thing(group: list[Words]) -> None:
    assert len({thing(*words) for words in group}) == 1
    assert thing(*group[0]) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Russian soldiers", "killed", None), ("Ukrainian soldiers", "killed", None)),
        (("Russian soldiers", "killed", None), ("Russian soldiers", "wounded", None)),
        (("Russian soldiers", "killed", None), ("Russian tanks", "lost", None)),
        (("people", "killed", None), ("casualties", None, None)),
        (("Latino voters", "support Vell", "percent"), ("Latino voters", "support Orm", "percent")),
        (("Latino voters", "support Vell", "percent"), ("Latino voters", "would not support Vell", "percent")),
        (("unemployment", "fell to", "percent"), ("unemployment", "fell by", "percent")),
        (("debt of Drovnia", "is", "dollars"), ("debt of Drovnia", "is", "percent")),
    ],
)
def test_two_things(one: Words, other: Words) -> None:
    assert thing(*one) != thing(*other)


@pytest.mark.parametrize(
    "words",
    [(None, None, None), (None, "raised", "dollars"), ("states", None, None), ("people", None, "people"), ("", "", "")],
)
def test_too_little_is_told(words: Words) -> None:
    assert thing(*words) is None


def test_a_share_needs_what_its_people_do() -> None:
    assert thing("Latino voters", None, "percent", "40 percent of Latino voters") is None
    assert thing("Latino voters", "support Vell", "percent", "40 percent of Latino voters") is not None
