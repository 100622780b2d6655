"""Whether ``kg verify`` judges quotes as a careful reader does, on 200 quotes made by hand.

    python -m benchmarks.quotes DATA [--extractions FILE] [--part examples|polnear] [--half 0|1] [--words]
                                [--stores FOLDER] [--json]

quotes.jsonl beside this file holds them (``benchmarks.quote_marks`` says how), made by somebody who had not seen the
verifier: 120 are asked of the newsroom in examples/ (its truth), 80 of PolNeAR's training part, of which only ids and
spans are kept. DATA is the folder with polnear/; FILE is what ``kg extract`` printed for polnear/train.jsonl.gz, and
without it only the newsroom is measured; the stores are kept in FOLDER, if one is given, for the next time. Those 80
are words of one outlet, asked of a store without the article that they come from.

A second marking of 60, by the same hand a little later, gave the same verdict for 59 and the same flags for all; of two
that it put in doubt, one was replaced and one was given its speaker.

What decides about paraphrases was chosen on half 0 of the quotes (by a hash of their ids); half 1 tells how good it is.
``--words``: without the extra that looks for other words by meaning, though it is installed.

Prints the recall per verdict (also with the defensible ones taken as right), the flags that were raised of those that
had to be and of those that must not be, how many are rightly grave or not, whether a statement that the quote rests on
is the first match, and each error. A quote of PolNeAR whose statement the extraction lacks is marked "not read".
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.quote_marks import EXAMPLES, FLAGS, POLNEAR, VERDICTS, Quote, load
from benchmarks.quote_stores import Asked, Stores


@dataclass(frozen=True, slots=True)
class Judged:
    """A quote with the line that ``kg verify --batch`` gave for it; ``rank`` is of the first match that it rests on."""

    quote: Quote
    asked: Asked
    answer: Mapping[str, Any]
    rank: int | None

    @property
    def right(self) -> bool:
        return bool(self.answer["verdict"] == self.quote.verdict)

    @property
    def defensible(self) -> bool:
        return self.right or self.answer["verdict"] in self.quote.defensible

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with the answer, in words; empty if nothing is."""
        raised, q = frozenset(self.answer["flags"]), self.quote
        out = [] if self.right else [f"{q.verdict} -> {self.answer['verdict']}{' (defensible)' * self.defensible}"]
        out += [f"{flag} missing" for flag in sorted(q.flags - raised)]
        out += [f"{flag} wrong" for flag in sorted(q.not_flags & raised)]
        if q.verdict != "not-found" and self.answer["grave"] != q.grave:
            out.append("grave missing" if q.grave else "grave wrong")
        return tuple(out)


def judged(quotes: Iterable[Quote], stores: Stores, kg: Sequence[str]) -> tuple[Judged, ...]:
    """Asks ``kg verify --batch`` of the store that each quote is for; CalledProcessError if it could not run."""
    of = {quote.id: quote for quote in quotes}
    out = []
    for store, asked in stores.batches(of.values()):
        answers = _answers([a.line for a in asked], store, kg)
        out += [Judged(of[a.id], a, answers[a.id], a.rank(answers[a.id])) for a in asked]
    return tuple(sorted(out, key=lambda j: j.quote.id))


def half(quote: Quote) -> int:
    """Which half of the quotes it is in."""
    return int(hashlib.sha256(quote.id.encode()).hexdigest(), 16) % 2


def _answers(lines: Sequence[str], store: Path, kg: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        batch = Path(folder) / "batch.jsonl"
        batch.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        command = [*kg, "verify", "--batch", str(batch), "--store", str(store)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, 1):
        raise subprocess.CalledProcessError(done.returncode, command)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    answers = {answer["id"]: answer for answer in found}
    if len(answers) != len(lines):
        raise ValueError(f"{len(lines)} quotes, {len(answers)} answers")
    return answers


def figures(of: Sequence[Judged]) -> dict[str, Any]:
    """The counts that are printed, by their names."""
    flags = [(flag, frozenset(j.answer["flags"]), j.quote) for flag in FLAGS for j in of]
    resting = [j for j in of if j.quote.statements and j.asked.read]
    return {
        "quotes": len(of),
        "verdicts": {v: _verdict([j for j in of if j.quote.verdict == v]) for v in VERDICTS},
        "given": dict(sorted(Counter(str(j.answer["verdict"]) for j in of).items())),
        "flags": {
            flag: {
                "required": sum(f == flag and flag in q.flags for f, _, q in flags),
                "raised": sum(f == flag and flag in q.flags & raised for f, raised, q in flags),
                "forbidden": sum(f == flag and flag in q.not_flags for f, _, q in flags),
                "wrong": sum(f == flag and flag in q.not_flags & raised for f, raised, q in flags),
            }
            for flag in FLAGS
        },
        "grave": sum(j.quote.grave for j in of),
        "grave_found": sum(j.quote.grave and bool(j.answer["grave"]) for j in of),
        "grave_verbatim": sum(j.quote.grave and j.answer["verdict"] == "verbatim" for j in of),
        "resting": len(resting),
        "first": sum(j.rank == 0 for j in resting),
        "among": sum(j.rank is not None for j in resting),
        "not_read": sum(not j.asked.read for j in of),
    }


def _verdict(of: Sequence[Judged]) -> dict[str, int]:
    return {
        "asked": len(of),
        "right": sum(j.right for j in of),
        "defensible": sum(j.defensible for j in of),
        "not_read": sum(not j.asked.read for j in of),
    }


def _printed(of: Sequence[Judged]) -> Iterable[str]:
    found = figures(of)
    yield f"{found['quotes']} quotes; verdict: asked, right, right or defensible, recall"
    for verdict, n in found["verdicts"].items():
        recall = 100 * n["right"] / max(1, n["asked"])
        unread = f" ({n['not_read']} not read)" if n["not_read"] else ""
        yield f"  {verdict:14}{n['asked']:4}{n['right']:5}{n['defensible']:5}{recall:7.1f} %{unread}"
    yield "flag: required, raised; forbidden, raised wrongly"
    for flag, n in found["flags"].items():
        yield f"  {flag:24}{n['required']:4}{n['raised']:5}{n['forbidden']:7}{n['wrong']:5}"
    yield f"grave: {found['grave_found']} of {found['grave']} found, {found['grave_verbatim']} called verbatim"
    yield f"statement: of {found['resting']}, {found['first']} the first match, {found['among']} among the matches"
    for j in of:
        if j.faults:
            unread = "" if j.asked.read else " [not read]"
            speaker = f" [{j.quote.speaker}]" if j.quote.speaker else ""
            yield f"{j.quote.id} {j.quote.kind}{unread}: {'; '.join(j.faults)}"
            yield f"     {j.asked.text}{speaker}: {j.quote.why}"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure kg verify on quotes made by hand.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--extractions", type=Path)
    parser.add_argument("--part", choices=("examples", "polnear"))
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--words", action="store_true", help="without the extra")
    parser.add_argument("--stores", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    parts = [EXAMPLES, *([POLNEAR] if given.extractions else [])]
    if given.part:
        parts = [EXAMPLES if given.part == "examples" else POLNEAR]
    if POLNEAR in parts and not given.extractions:
        parser.error("PolNeAR needs --extractions")
    without = "from kg.nlp import embedding; embedding.PACKAGE = 'left_out'; " if given.words else ""
    kg = [sys.executable, "-c", f"{without}from kg.cli.main import main; main()"]
    quotes = [q for q in load() if q.store in parts and given.half in (None, half(q))]
    if given.stores:
        given.stores.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        stores = Stores(given.stores or Path(folder), given.data, given.extractions, kg)
        of = judged(quotes, stores, kg)
    print(json.dumps(figures(of), indent=1) if given.json else "\n".join(_printed(of)))


if __name__ == "__main__":
    main()
