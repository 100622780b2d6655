"""Words are measured, shortened and broken so that they stay in their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.draw.svg import FONT, Style, fit, rectangle, width_of
from kg.draw.svg import text as text_element
from kg.draw.words import clean, lines, measured, shortened
from tests.draw.hostile import HOSTILE
from tests.draw.seen import able_to_render

ANY = st.text(st.characters(), max_size=120) | st.sampled_from(HOSTILE)
SIZES = st.floats(6, 30)


def test_widths_are_those_of_the_font() -> None:
    """DejaVu Sans: the sum of the advances in its hmtx table, at 100 pixels; the table here is rounded up."""
    told = {"Hearsay": 411.67, "1,463 statements": 885.01, "Мэр сказал": 591.46, "“Ça va?”": 440.04}
    for words, width in told.items():
        assert width <= measured(words, 100) <= width * 1.05, words
    assert measured("Hearsay", 100) < measured("Hearsay", 100, bold=True)
    assert measured("東京", 10) == 20


@given(ANY)
def test_a_clean_text_is_one_line_that_xml_can_hold(text: str) -> None:
    shown = clean(text)
    assert clean(shown) == shown
    assert not any(ord(c) < 32 or 0xD800 <= ord(c) < 0xE000 or c in "\x7f\u202e\u2028\ufffe" for c in shown)
    assert shown == " ".join(shown.split())


@given(ANY, st.floats(30, 400), SIZES, st.booleans())
def test_what_is_shortened_fits_and_begins_alike(text: str, width: float, size: float, bold: bool) -> None:
    shown = shortened(clean(text), width, size, bold)
    assert measured(shown, size, bold) <= width or shown == "…"
    assert shown == clean(text) or clean(text).startswith(shown.removesuffix("…"))


@given(ANY, st.floats(40, 400), st.floats(6, 20), st.integers(1, 5))
def test_lines_hold_the_text_in_order_and_fit(text: str, width: float, size: float, most: int) -> None:
    shown = clean(text)
    found = lines(shown, width, size, most)
    assert len(found) <= most
    assert all(measured(line, size) <= width for line in found)
    told = "".join("".join(found).split())
    whole = "".join(shown.split())
    assert told == whole or (told.endswith("…") and whole.startswith(told[:-1]))


def test_words_are_cut_between_words_where_that_keeps_most_of_them() -> None:
    assert shortened("Ministry of Internal Affairs", measured("Ministry of Inter", 13), 13) == "Ministry of…"
    assert shortened("W" * 50, measured("WWWWW", 13), 13).startswith("WWW")


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", [*HOSTILE, "“Ça va?”, Zoë Ōta", "नमस्ते दुनिया", "สวัสดีชาวโลก", "ص ض س ش", "WWW — mmm"])
def test_a_renderer_draws_no_text_wider_than_measured(text: str, bold: bool) -> None:
    """What is drawn beyond the width is seen where a white sheet covers the rest."""
    drawn = able_to_render()
    style = Style(size=20, bold=bold)
    shown = fit(text, 1500, style)
    width = width_of(shown, style)
    sheet = rectangle(0, 0, 2000, 60, "#fff")
    cover = rectangle(0, 0, width + 1, 60, "#fff")
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="60" font-family="{FONT}">'
    label = text_element(0, 40, shown, style)
    blank, ink, beyond = (
        drawn(svg_string=f"{frame}{sheet}{parts}</svg>") for parts in ("", label, label + cover)
    )  # fmt: skip
    assert (blank == ink) is (not shown.strip())
    assert blank == beyond
