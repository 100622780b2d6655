"""Phrases within running text: kept from being dropped, and cards that only a pointer opens taken out.

trafilatura discards elements for words in their class, id, role or style ("link", "related", "share"), and some for
their name. On a block that is page furniture; on a phrase inside a sentence it is a silent loss of words.
"""

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

TYPE = {"a", "b", "big", "code", "em", "font", "i", "kbd", "mark", "small", "span", "strike", "strong", "tt", "u"}
SENSE = {"abbr", "acronym", "bdi", "bdo", "cite", "data", "del", "dfn", "ins", "nobr", "q", "s", "samp", "sub", "sup"}
PHRASES = frozenset(TYPE | SENSE | {"time", "var"})
BLOCKS = frozenset({"p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt"})
LAYOUT = frozenset({"div", "section", "article", "main", "td"})  # hold running text at times, labels more often
LAYOUT_WORDS = 8
RENAMED = frozenset({"time", "code", "samp", "kbd", "tt", "var", "q"})  # discarded or made a block of their own
JUDGED = ("class", "id", "role", "style", "data-component", "data-lp-replacement-content")
HIDDEN_CLASS = re.compile(
    r"(^|[\s_-])(visually-?hidden|sr-only|screen-?reader|offscreen)|(^|\s)(hidden|hide|invisible|no-?print)([\s-]|$)",
    re.I,
)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
CARD = re.compile(
    r"(^|\s)(tool-?tip|pop-?over|hover-?card|roll-?over)([-_]+\w+)*?[-_]*(text|content|inner|body|box|block|card)(\s|$)",
    re.I,
)
WORD = re.compile(r"\w+")
ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")
TAIL = 16  # characters
QUOTED = re.compile(r"[\"'“”„‘’«»‹›]")


@dataclass(slots=True)
class _Run:
    """The text of a block outside of blocks within it, in pieces, and its phrases: [element, first piece, end].

    Of the pieces before the n-th: ``words[n]``, ``solid[n]`` (those that are not blank) and ``last[n]`` (the end of
    the last of these).
    """

    words: list[int] = field(default_factory=lambda: [0])
    solid: list[int] = field(default_factory=lambda: [0])
    last: list[str] = field(default_factory=lambda: [""])
    phrases: list[tuple[HtmlElement, int, int]] = field(default_factory=list)

    def add(self, text: str | None) -> None:
        text = text or ""
        self.words.append(self.words[-1] + sum(1 for _ in WORD.finditer(text)))
        self.solid.append(self.solid[-1] + (not text.isspace() and bool(text)))
        self.last.append(text.rstrip()[-TAIL:] or self.last[-1])

    def in_sentence(self, start: int, end: int, fewest: int) -> bool:
        """Whether the pieces from ``start`` to ``end`` belong to a sentence, not to a label beside ``fewest`` words."""
        others = self.words[start] + self.words[-1] - self.words[end]
        if self.solid[start] == self.solid[end] or others < fewest:
            return False
        follows = self.solid[end] < self.solid[-1]
        return follows or not ENDED.search(self.last[start]) or ENDED.search(self.last[end]) is not None


MOST_PHRASES = 5_000  # trafilatura takes time quadratic in them


def keep_phrases(tree: HtmlElement) -> None:
    """Takes from the phrases in running text what trafilatura would discard them for; ``tree`` is changed.

    Running text: a paragraph, list item, quotation or heading with other words than the phrase's, or a layout
    element with 8 of them. As they are stay what is hidden from readers, and a label after the last sentence.
    ValueError if a paragraph holds more phrases than any newspaper prints.
    """
    _drop_cards(tree)
    for spacer in [e for e in tree.iter("div") if not len(e) and not (e.text or "").strip()]:
        if any(e.tag in BLOCKS for e in spacer.iterancestors()):
            spacer.drop_tag()  # trafilatura takes the words after it for its own
    for layout in list(tree.iter(*sorted(LAYOUT))):
        _wrap_runs(layout)
    for block in list(tree.iter(*sorted(BLOCKS | LAYOUT))):
        run = _Run()
        _walk(block, run)
        if len(run.phrases) > MOST_PHRASES:
            raise ValueError(f"more than {MOST_PHRASES} elements in one paragraph: no page of a newspaper")
        fewest = LAYOUT_WORDS if block.tag in LAYOUT else 1
        for phrase, start, end in run.phrases:
            if run.in_sentence(start, end, fewest):
                for name in JUDGED:
                    phrase.attrib.pop(name, None)
                if phrase.tag in RENAMED:
                    _rename(phrase)


def _drop_cards(tree: HtmlElement) -> None:
    for element in list(tree.iter()):
        opened = element.get("role") == "tooltip" or (element.tag in PHRASES and CARD.search(element.get("class", "")))
        if opened and element.getparent() is not None:
            element.drop_tree()


def _wrap_runs(layout: HtmlElement) -> None:
    """Makes paragraphs of the running text that stands in a layout element itself: of such text trafilatura keeps
    what follows the first phrase."""
    lead: HtmlElement | None = None
    run: list[HtmlElement] = []
    for child in [*layout, None]:
        if child is not None and (child.tag in PHRASES or child.tag == "br") and not _hidden(child):
            run.append(child)
            continue
        text = (layout.text if lead is None else lead.tail) or ""
        own = " ".join([text, *(e.tail or "" for e in run)])
        if any(e.tag != "br" for e in run) and sum(1 for _ in WORD.finditer(own)) >= LAYOUT_WORDS:
            if layout.tag == "div" and len(run) == len(layout):
                layout.tag = "p"
                return
            paragraph = layout.makeelement("p")
            paragraph.text = text
            if lead is None:
                layout.text = None
            else:
                lead.tail = None
            run[0].addprevious(paragraph)
            paragraph.extend(run)
        lead, run = child, []


def _walk(element: HtmlElement, run: _Run) -> None:
    run.add(element.text)
    for child in element:
        if child.tag in PHRASES and not _hidden(child):
            start = len(run.words) - 1
            _walk(child, run)
            run.phrases.append((child, start, len(run.words) - 1))
        run.add(child.tail)


def _hidden(element: HtmlElement) -> bool:
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden", "").lower() == "true"
        or HIDDEN_CLASS.search(element.get("class", "")) is not None
        or HIDDEN_STYLE.search(element.get("style", "")) is not None
    )


def _rename(phrase: HtmlElement) -> None:
    if phrase.tag == "q" and not QUOTED.match(phrase.text_content().strip()):
        phrase.text = "“" + (phrase.text or "")
        if len(phrase):
            phrase[-1].tail = (phrase[-1].tail or "") + "”"
        else:
            phrase.text += "”"
    phrase.tag = "span"
