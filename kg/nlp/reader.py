"""The trained reader: a network that proposes cues and reads the paragraph of each once more for source and content.

Runs on onnxruntime, one thread a process, one window at a time: what is read in an article depends on nothing else.
"""

import hashlib
import json
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import onnxruntime

from kg.errors import ModelError
from kg.model import QuoteType, Span
from kg.nlp import acts, kinds
from kg.nlp.decode import CUE_BEGINS, TAGS, Floats, best_tags, distances, parts
from kg.nlp.found import Found
from kg.nlp.guards import greeted, topical
from kg.nlp.kinds import Told
from kg.nlp.labels import Labelled, labelled
from kg.nlp.layout import by_segment, laid_out, signed
from kg.nlp.nesting import inner_segment, relayed, same_cue
from kg.nlp.pieces import Vocabulary
from kg.nlp.quotes import Quote
from kg.nlp.segment import Segment
from kg.nlp.windows import Window, Words, scope, windows, words

MODEL = Path(__file__).parent / "model"
ENCODER, DECODER, VOCABULARY = "encoder.onnx", "decoder.onnx", "vocabulary.txt"
MOST = 40  # candidate cues of one window
TOGETHER = 1500  # words that the decoder reads at once, for however many cues: it bounds the memory
TAGGED = 32  # proposed cues whose tags are found at once
CUT = 1000  # characters from which a content may go on beyond its window


Evidence: TypeAlias = tuple[float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one proposed cue claims: the spans of each role, and the chance that it is an attribution and right.

    ``evidence`` is what that chance is made of: the log-odds that a cue begins there, those that it attributes, these
    again where positive, whether no source is named, the logarithm of the content's length in characters.
    """

    score: float
    evidence: Evidence
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A proposed cue: the words ``around`` it, its place among them, the log-odds that it begins there, the score of
    its being one, and the scores of the words' tags [words, tags].
    """

    around: range
    cue: int
    odds: float
    valid: float
    emitted: Floats


@dataclass(frozen=True, slots=True)
class Reader:
    """A model loaded from its folder; ``settings`` is its model.json."""

    settings: dict[str, Any]
    pieces: Vocabulary
    encoder: onnxruntime.InferenceSession
    decoder: onnxruntime.InferenceSession
    transition: Floats
    start: Floats

    @property
    def version(self) -> str:
        """The name of the model, such as attribution-3."""
        return str(self.settings["version"])

    def read(self, text: str, segments: Sequence[Segment]) -> tuple[tuple[Found, ...], tuple[Labelled, ...], Told]:
        """All attributions and all names of the segments that may hold statements, each in text order; and the kinds of
        those whom descriptions mean.
        """
        found, labels, told = self.accepted(text, segments)
        return signed(text, laid_out(text, by_segment(text, segments, found)), segments), labels, told

    def candidates(self, text: str, segments: Sequence[Segment]) -> tuple[list[Candidate], tuple[Labelled, ...], Told]:
        """Every cue that the network proposes, with what it would claim, every name, in text order, and the kinds."""
        read = words(text, segments, self.pieces)
        seen: list[Seen] = []
        labels: list[Labelled] = []
        scores: list[tuple[Window, Floats]] = []
        for window in windows(read):
            vectors, tags, names, of_kinds = self._encoded(window)
            seen.extend(self._of_window(read, window, vectors, tags))
            labels.extend(labelled(read, window, names))
            scores.append((window, of_kinds))
        out: dict[int, Candidate] = {}
        order = sorted(range(len(seen)), key=lambda i: len(seen[i].around))
        for k in range(0, len(order), TAGGED):
            some = order[k : k + TAGGED]
            out.update(zip(some, self._tagged(read, [seen[i] for i in some]), strict=True))
        return [out[i] for i in range(len(seen))], tuple(labels), kinds.told(read, scores)

    def accepted(self, text: str, segments: Sequence[Segment]) -> tuple[list[Found], tuple[Labelled, ...], Told]:
        """The candidates that are believed, and those that their contents hold in turn ("said that Y had claimed");
        the names; and the kinds.
        """
        candidates, labels, told = self.candidates(text, segments)
        found = outer = self._believed(text, segments, candidates, self.settings["accept"])
        for least in self.settings["accept_inner"]:
            contents = [s for f in outer for span in f.content if (s := inner_segment(text, span)) is not None]
            if not contents:
                break
            outer = []
            inner = self._believed(text, contents, self.candidates(text, contents)[0], least)
            for f in sorted(inner, key=lambda f: -f.confidence):  # contents may overlap
                if relayed(text, f) and not any(same_cue(f, g) for g in (*found, *outer)):
                    outer.append(f)
            found = found + outer
        return found, labels, told

    def _believed(
        self, text: str, segments: Sequence[Segment], candidates: Sequence[Candidate], least: float
    ) -> list[Found]:
        marks = [q for s in segments for q in s.quotes]
        return [
            Found(
                c.source,
                c.cue,
                content,
                quote_type(text, content, marks),
                acts.act(" ".join(s.of(text) for s in c.cue)),
                round(c.score, 3),
            )
            for c in one_a_cue(candidates)
            if c.content and c.score >= least and not greeted(text, c.cue, c.content)
            if not topical(text, c.source, c.cue)
            for content in [_followed(c.content, marks)]
        ]

    def chance(self, evidence: Evidence) -> float:
        """The chance that the evidence amounts to, by a logistic curve fitted on articles kept from training."""
        *weights, constant = self.settings["chance"]
        return 1 / (1 + math.exp(-sum(w * e for w, e in zip(weights, evidence, strict=True)) - constant))

    def _encoded(self, window: Window) -> tuple[Floats, Floats, Floats, Floats]:
        """The vectors of a window's words, and the scores of their tags, labels and kinds."""
        inputs = {"ids": window.ids, "case": window.case, "state": window.state, "at": window.at}
        vectors, tags, names, of_kinds = self.encoder.run(["vectors", "tags", "names", "kinds"], inputs)
        return vectors, tags, names, of_kinds

    def _of_window(self, read: Words, window: Window, vectors: Floats, scores: Floats) -> Iterator[Seen]:
        e = np.exp(scores - scores.max(-1, keepdims=True))
        likely = e[:, CUE_BEGINS] / e.sum(-1)
        first = window.first_word
        proposed = [w for w in window.own if likely[w - first] >= self.settings["propose"]][:MOST]
        for around, cues in groupby(proposed, lambda w: scope(read, window, w)):
            here = vectors[around.start - first : around.stop - first]
            odds = [(w, _log_odds(float(likely[w - first]))) for w in cues]
            most = max(1, TOGETHER // len(around))
            for k in range(0, len(odds), most):
                yield from self._of_scope(here, around, odds[k : k + most])

    def _of_scope(self, vectors: Floats, around: range, cues: Sequence[tuple[int, float]]) -> Iterator[Seen]:
        at = np.array([w - around.start for w, _ in cues], dtype=np.int64)
        away = np.stack([distances(len(around), int(c)) for c in at])
        inputs = {"vectors": vectors, "distance": away, "cue": at}
        emitted, valid = self.decoder.run(["emitted", "valid"], inputs)
        for k, (_, odds) in enumerate(cues):
            yield Seen(around, int(at[k]), odds, float(valid[k]), emitted[k])

    def _tagged(self, read: Words, seen: Sequence[Seen]) -> Iterator[Candidate]:
        """The best tags of each, with what they claim."""
        lengths = [len(s.around) for s in seen]
        emitted = np.zeros((len(seen), max(lengths), len(TAGS)), dtype=np.float32)
        for k, s in enumerate(seen):
            emitted[k, : lengths[k]] = s.emitted
        tagged = best_tags(emitted, lengths, [s.cue for s in seen], self.transition, self.start)
        for s, tags in zip(seen, tagged, strict=True):
            spans = {
                role: tuple(
                    Span(read.spans[s.around.start + a].start, read.spans[s.around.start + b - 1].end) for a, b in runs
                )
                for role, runs in parts(tags).items()
            }
            length = sum(span.end - span.start for span in spans["content"])
            evidence = (s.odds, s.valid, max(s.valid, 0.0), float(not spans["source"]), math.log(length + 1))
            yield Candidate(self.chance(evidence), evidence, spans["source"], spans["cue"], spans["content"])


@cache
def load(folder: Path = MODEL) -> Reader:
    """The model in ``folder``, loaded once a process.

    ModelError if one of its files is missing or is not the one that was written with the others.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with _sound(folder / "model.json") as content:
        settings = json.loads(content)
        transition, start = (np.array(settings[k], dtype=np.float32) for k in ("transition", "start"))
        files = settings["files"]

    def session(name: str) -> onnxruntime.InferenceSession:
        with _sound(folder / name, files[name]) as content:
            return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])

    with _sound(folder / VOCABULARY, files[VOCABULARY]) as listed:
        pieces = Vocabulary(listed.decode().split("\n"))
    return Reader(settings, pieces, session(ENCODER), session(DECODER), transition, start)


@contextmanager
def _sound(path: Path, digest: str | None = None) -> Iterator[bytes]:
    """A file's content, of this SHA-256; says which file could not be read, and what helps."""
    try:
        content = path.read_bytes()
        if digest and hashlib.sha256(content).hexdigest() != digest:
            raise ValueError("it is damaged")
        yield content
    except MemoryError:
        raise
    except Exception as e:
        why = "it is missing" if isinstance(e, FileNotFoundError) else str(e) or type(e).__name__
        raise ModelError(f"{path}: {why}: install Hearsay again, or read with --reader rules") from e


def _followed(content: tuple[Span, ...], marks: Sequence[Quote]) -> tuple[Span, ...]:
    """A content longer than a window can hold, with all of the quotation that it is cut from."""
    if all(s.end - s.start < CUT for s in content):
        return content
    out: list[Span] = []
    for span in content:
        whole = _whole(span, marks) if span.end - span.start >= CUT else span
        if out and whole.start < out[-1].end:
            whole = Span(out.pop().start, max(whole.end, span.end))
        out.append(whole)
    return tuple(out)


def _whole(span: Span, marks: Sequence[Quote]) -> Span:
    holding = [q.span for q in marks if q.span.overlaps(span)]
    start = next((q.start for q in holding if q.start <= span.start < q.end), span.start)
    return Span(start, next((q.end for q in holding if q.start < span.end <= q.end), span.end))


def one_a_cue(found: Sequence[Candidate]) -> list[Candidate]:
    """Of candidates whose cues share characters, the likeliest."""
    kept: list[Candidate] = []
    for c in found:
        if kept and kept[-1].cue[0].overlaps(c.cue[0]):
            if c.score > kept[-1].score:
                kept[-1] = c
        else:
            kept.append(c)
    return kept


def _log_odds(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def quote_type(text: str, content: Sequence[Span], marks: Sequence[Quote]) -> QuoteType:
    """Direct where all words of the content stand in quotations, mixed where some do, else indirect."""
    inside = total = 0
    for span in content:
        total += sum(1 for i in range(span.start, span.end) if text[i].isalnum())
        for q in marks:
            if q.span.overlaps(span):
                low, high = max(q.span.start, span.start), min(q.span.end, span.end)
                inside += sum(1 for i in range(low, high) if text[i].isalnum())
    return "indirect" if not inside else "direct" if inside == total else "mixed"
