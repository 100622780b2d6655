"""Phrases inside a sentence are kept whatever their attributes; what is hidden or only on hover is not read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.pages import PARAGRAPHS, page, read

AROUND = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
NAMES = ("link", "related-link", "share-x", "tags", "sponsor message", "comment", "bar", "meta", "author", "newsletter")
TAGS = ("span", "a", "em", "strong", "b", "i", "u", "mark", "abbr", "time", "sub", "small", "font", "cite", "code")
PLAIN = "The harbour master has reported that the wind will drop before noon."


def last(markup: str) -> list[str]:
    """The lines that come of ``markup`` after three paragraphs."""
    return read(page(body=AROUND + markup)).text.split("\n")[len(PARAGRAPHS) :]


@given(tag=st.sampled_from(TAGS), name=st.sampled_from(NAMES), where=st.sampled_from(["class", "id"]))
@settings(max_examples=60, deadline=None)
def test_a_phrase_in_a_sentence_is_kept(tag: str, name: str, where: str) -> None:
    phrase = f"<{tag} {where}='{name}' href='/x'>the wind will drop</{tag}>"
    assert last(f"<p>{PLAIN.replace('the wind will drop', phrase)}</p>") == [PLAIN]


@pytest.mark.parametrize("attribute", ["class=link", "role=navigation", "style='border:0'", "data-component=tags"])
def test_a_phrase_at_either_end_of_a_sentence_is_kept(attribute: str) -> None:
    first = f"<p><span {attribute}><a href='/x'>The harbour master</a></span> has reported that it is calm.</p>"
    assert last(first) == ["The harbour master has reported that it is calm."]
    final = f"<p>It is calm, reported <em><span {attribute}>the harbour master</span></em>.</p>"
    assert last(final) == ["It is calm, reported the harbour master."]


def test_links_in_a_kept_phrase_select_their_words() -> None:
    markup = (
        "<p>She has said that <span class=link><a href='https://a.example/b'>the wind will drop</a></span> soon.</p>"
    )
    found = read(page(body=AROUND + markup))
    assert [link.span.of(found.text) for link in found.links] == ["the wind will drop"]


def test_a_label_after_the_last_sentence_is_left_out() -> None:
    assert last("<p>The wind will drop before noon. <span class='share-button'>Share this</span></p>") == [
        "The wind will drop before noon."
    ]


@pytest.mark.parametrize("hidden", ["aria-hidden=true", "style='display:none'", "class='x hidden'"])
def test_hidden_phrases_stay_out(hidden: str) -> None:
    assert "secret" not in " ".join(last(f"<p>The wind <span {hidden}>secret words</span> will drop before noon.</p>"))


@pytest.mark.parametrize("card", ["class='rollover-people-block'", "class='tooltiptext'", "role=tooltip"])
def test_cards_on_hover_stay_out(card: str) -> None:
    markup = f"<p>Governor <span>Ada Quill<span {card}>Ada Quill: other stories MORE</span></span> (R) has spoken.</p>"
    assert last(markup) == ["Governor Ada Quill (R) has spoken."]
    assert last("<p>The <span class=tooltip title='x'>wind</span> will drop before noon.</p>") == [
        "The wind will drop before noon."
    ]


def test_quoted_phrases_have_their_marks() -> None:
    assert last("<p>She said <q>the wind <em>drops</em></q> at noon.</p>") == ["She said “the wind drops” at noon."]
    assert last("<p>She said <q>‘the wind’</q> at noon today.</p>") == ["She said ‘the wind’ at noon today."]


def test_running_text_in_a_layout_element_is_whole() -> None:
    markup = f"<div>{PLAIN.replace('has reported', '<a href=/x>has reported</a>')}</div>"
    assert last(markup) == [PLAIN]
    assert last(f"<div>{PLAIN} <b>So</b> it is.<p>{PARAGRAPHS[0]}</p>{PLAIN} <i>Or</i> not.</div>") == [
        f"{PLAIN} So it is.", PARAGRAPHS[0], f"{PLAIN} Or not.",
    ]  # fmt: skip


def test_an_empty_spacer_in_a_heading_loses_no_words() -> None:
    assert last(f"<h2><b><div class=s></div>Five ways</b> to wait</h2><p>{PLAIN}</p>") == ["Five ways to wait", PLAIN]
