"""CED's utterances by the form of the source: named right, wrong, or unknown, and what the errors are."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from benchmarks.speaker_cases import Report
from benchmarks.speaker_marks import PRONOUNS
from kg import evaluate
from kg.evaluate.rates import percent
from kg.evaluate.tokens import plain_words
from kg.evaluate.utterances import best_fit, fate_of
from kg.model import Attribution, Extraction, Span, Table, Value
from kg.nlp import pipeline
from kg.nlp.names import BODY_NOUNS, COLLECTIVE, DOCUMENTS, TITLES, UNNAMED, bare

Form = Literal["name", "pronoun", "organisation noun", "role noun", "none"]
FORMS: tuple[Form, ...] = get_args(Form)
NOUNS = BODY_NOUNS | COLLECTIVE | DOCUMENTS | TITLES | UNNAMED  # with a capital at the beginning of a sentence
HEAD_ENDS = re.compile(r"[,;:(—–“\"]| (?:who|which|whose|that|of|from|in|at|for|on|with|by|to)\b")


@dataclass(frozen=True, slots=True)
class Uttered:
    """A marked utterance that was found: by which attribution, and whether its speaker is named, wrong or unknown."""

    article: str
    agent: str
    fate: str
    form: Form
    source: str
    answer: str
    attribution: Attribution

    def line(self) -> str:
        """The case for a list of errors."""
        return f"{self.article[:30]}: {self.fate}, {self.form} {self.source!r} is {self.agent!r}, not {self.answer}"


def measured(records: Sequence[Mapping[str, Any]], reader: pipeline.ReaderName) -> Report:
    """The figures of the protocol, those of each form, and the errors by form."""
    read = {r["id"]: pipeline.extract(evaluate.article_of(r), reader) for r in records}
    cases = [case for r in records for case in uttered(r, read[r["id"]])]
    errors = sorted((c for c in cases if c.fate != "named"), key=lambda c: FORMS.index(c.form))
    scores = evaluate.ced(records, read).tables()["scores"]
    return Report({"scores": scores, "by form": _forms(cases)}, tuple(c.line() for c in errors))


def uttered(record: Mapping[str, Any], extraction: Extraction) -> list[Uttered]:
    """The utterances of a record that were found, in its order, as ``kg.evaluate.ced`` finds and judges them."""
    text = record["text"]
    entities = {e.id: e for e in extraction.entities}
    words = [Counter(plain_words(" ".join(s.of(text) for s in a.content))) for a in extraction.attributions]
    cases = []
    for utterance in evaluate.gold.utterances_of(record):
        best = best_fit(Counter(plain_words(utterance["utterance"])), words)
        if best is None:
            continue
        a = extraction.attributions[best]
        speaker = entities.get(a.speaker or "")
        fate, source = fate_of(a, entities, utterance["agent"]), " … ".join(s.of(text) for s in a.source)
        answer = f"{speaker.kind} {speaker.name!r}" if speaker else "nobody"
        cases.append(Uttered(record["id"], utterance["agent"], fate, form(text, a.source), source, answer, a))
    return cases


def form(text: str, source: Sequence[Span]) -> Form:
    """How a source begins, by the last word before a comma, a preposition or a relative; no resolver has a say."""
    if not source:
        return "none"
    said = source[0].of(text)
    if said.lower() in PRONOUNS:
        return "pronoun"
    head = re.findall(r"[\w’'.-]+", HEAD_ENDS.split(said)[0]) or [said]
    noun = bare(head[-1])
    if head[-1][0].isupper():
        return "role noun" if noun in (TITLES if len(head) > 1 else NOUNS) else "name"
    return "organisation noun" if noun in BODY_NOUNS else "role noun"


def _forms(cases: Sequence[Uttered]) -> Table:
    rows: list[tuple[Value, ...]] = []
    for name in (*FORMS, "all"):
        fates = [c.fate for c in cases if name in (c.form, "all")]
        shares = [round(percent(fates.count(f), len(fates)), 2) for f in ("named", "wrong", "unknown")]
        rows.append((name, len(fates), *shares, fates.count("wrong"), fates.count("unknown")))
    columns = ("source", "found", "named", "wrong", "unknown", "number wrong", "number unknown")
    return Table(columns, tuple(rows))
