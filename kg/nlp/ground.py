"""Where things stand in the text of one article: its paragraphs, sentences and quotations."""

from bisect import bisect_right
from collections.abc import Sequence

from kg.nlp.register import Known, Register
from kg.nlp.segment import Segment


class Ground:
    """Where the paragraphs and sentences of a text begin, who is named in it, and when it was published."""

    def __init__(self, register: Register, segments: Sequence[Segment], published: str | None = None) -> None:
        self.register = register
        self.published = published
        self._bodies = [s.body.start for s in segments if s.body is not None]
        self._sentences = [x.start for s in segments for x in s.sentences]
        self._total = max(1, len(register.names))
        self._quoted = [q.span for s in segments for q in s.quotes]
        self._opened = [q.start for q in self._quoted]

    def paragraph(self, at: int) -> int:
        """The number of the paragraph in which a place is."""
        return bisect_right(self._bodies, at) - 1

    def sentence(self, at: int) -> int:
        """The number of the sentence in which a place is."""
        return bisect_right(self._sentences, at) - 1

    def begins(self, number: int) -> int:
        """Where a sentence begins; -1 where there is none of this number."""
        return self._sentences[number] if 0 <= number < len(self._sentences) else -1

    def quoted(self, places: Sequence[int]) -> float:
        """The share of places that lie in quotation marks; 0.0 of none."""
        inside = 0
        for at in places:
            i = bisect_right(self._opened, at) - 1
            inside += i >= 0 and at < self._quoted[i].end
        return inside / len(places) if places else 0.0

    def share(self, known: Known) -> float:
        """How much of the article's naming is of this entity."""
        return len(known.places) / self._total
