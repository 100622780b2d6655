"""How fast articles are read, and in how much memory, beside spaCy and textacy's quote finder on one core.

    python benchmarks/reading_speed.py ARTICLES [--articles N] [--rounds N] [--batch N] [--reader NAME ...]

ARTICLES is JSON lines, gzipped or not, one object with a "text" a line (PolNeAR's format has it; "url", "publisher",
"title" and "published" are used where they are there). The peers come with the extra ``bench``. Five readers:

    model    the whole of Hearsay's reading with the trained reader: attributions, speakers, figures, citations
    alone    the attributions alone, by the same reader
    rules    the whole with the rules
    spacy    a CNN pipeline with tagger, parser and NER of the size of spaCy's small English model
    textacy  the same pipeline and textacy's ``direct_quotations`` on its documents

The pipeline is built here with random weights: the layers, widths and tables of ``en_core_web_sm`` 3.0, with 50 tags,
45 dependency labels and 18 kinds of entity. Random weights can lead the state machines of the parser and of the NER by
other paths than trained ones would. Their number of steps hardly changes (one a token in the NER, about two in the
parser), but what is found means nothing, and every token becomes a sentence. The quote finder takes longer the more
sentences there are, so it gets documents in which simple rules stand in for a trained parser: sentences, verbs of
saying, their lemmas and subjects. Their time is not counted, and the attribute ruler and the lemmatizer of the small
model, on which the finder depends too, are left out. Both favour the peer, as does the batch: 16 articles at a time
were read faster than the 256 which that model sets, and in less memory.

Each round starts every reader in a process of its own, in turns, on the same core, with one thread. A process loads
what it needs and reads one article that does not count, then N others (100); only the CPU time of these is measured.
Prints, for each reader, the median and the range over the rounds (5) of words (between white space) per CPU second;
how many articles were read and what was found in them (attributions, entities, quotations); the peak resident memory
of the process, the largest of the rounds; how many times as fast as each peer Hearsay is, by medians. The quote finder
refuses articles with an odd number of quotation marks; their words count all the same.
"""

import argparse
import gzip
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Nothing large is imported here: on Linux the peak of a process begins with that of the one that started it.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
READERS = {
    "model": "Hearsay, model",
    "alone": "its attributions alone",
    "rules": "Hearsay, rules",
    "spacy": "spaCy: tagger, parser, NER",
    "textacy": "the same and textacy's quotes",
}
OURS, PEERS = ("model", "alone", "rules"), ("spacy", "textacy")
WIDTH = 96
EMBEDDING = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": WIDTH,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": [5000, 2500, 2500, 2500],
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": WIDTH,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH}
TRANSITIONS = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
}
TAGS, DEPENDENCIES, KINDS = 50, 45, 18
LEFT, RIGHT = 2, 3  # the parser's moves that carry a label
SAYING = {"said": "say", "says": "say", "told": "tell", "asked": "ask", "added": "add", "wrote": "write"}

Record: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one article: how much was found, None if the reader refused it, and seconds spent on what does not count."""

    found: int | None
    aside: float = 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One process: CPU seconds, words and articles given, articles not refused, what was found, peak memory in MiB."""

    seconds: float
    words: int
    articles: int
    read: int
    found: int
    peak: float

    @property
    def speed(self) -> float:
        """Words per CPU second."""
        return self.words / self.seconds


Reader: TypeAlias = Callable[[Sequence[Record]], Iterator[Outcome]]


def hearsay(name: Literal["model", "rules"]) -> Reader:
    """All that the product reads in an article."""
    from kg import ids
    from kg.model import Article
    from kg.nlp import pipeline

    def read(records: Sequence[Record]) -> Iterator[Outcome]:
        for r in records:
            url, outlet, text = r.get("url") or None, r.get("publisher") or None, r["text"]
            title, published = r.get("title") or None, (r.get("published") or "")[:10] or None
            article = Article(ids.article_iri(url, outlet, text), text, url, title, outlet, published=published)
            yield Outcome(len(pipeline.extract(article, name).attributions))

    return read


def attributions_alone() -> Reader:
    """What the network finds, without names and speakers."""
    from kg.nlp import reader
    from kg.nlp.segment import segments

    trained = reader.load()

    def read(records: Sequence[Record]) -> Iterator[Outcome]:
        for r in records:
            yield Outcome(len(trained.read(r["text"], segments(r["text"]))[0]))

    return read


def spacy_alone(folder: Path, batch: int) -> Reader:
    """The pipeline in ``folder``."""
    import spacy

    nlp = spacy.load(folder)

    def read(records: Sequence[Record]) -> Iterator[Outcome]:
        for doc in nlp.pipe((r["text"] for r in records), batch_size=batch):
            yield Outcome(len(doc.ents))

    return read


def with_quotes(folder: Path, batch: int) -> Reader:
    """The pipeline in ``folder``, then the quote finder."""
    import spacy
    from textacy.extract.triples import direct_quotations

    nlp = spacy.load(folder)

    def read(records: Sequence[Record]) -> Iterator[Outcome]:
        for doc in nlp.pipe((r["text"] for r in records), batch_size=batch):
            start = time.process_time()
            parsed = as_if_trained(doc)
            aside = time.process_time() - start
            try:
                yield Outcome(sum(1 for _ in direct_quotations(parsed)), aside)
            except ValueError:
                yield Outcome(None, aside)

    return read


def as_if_trained(doc: "Doc") -> "Doc":
    """The tokens of ``doc`` with sentences of usual length; in each, all hang on the first verb of saying."""
    from spacy.pipeline import Sentencizer
    from spacy.tokens import Doc

    words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
    heads: list[int] = []
    deps: list[str] = []
    for sentence in Sentencizer()(Doc(doc.vocab, words, spaces)).sents:
        verb = next((t.i for t in sentence if t.lower_ in SAYING), sentence.start)
        heads.extend([verb] * len(sentence))
        deps.extend("ROOT" if t.i == verb else "nsubj" if abs(t.i - verb) == 1 else "dep" for t in sentence)
    pos = ["VERB" if w.lower() in SAYING else "NOUN" for w in words]
    lemmas = [SAYING.get(w.lower(), w.lower()) for w in words]
    return Doc(doc.vocab, words, spaces, heads=heads, deps=deps, pos=pos, lemmas=lemmas)


def build(folder: Path) -> None:
    """Writes the pipeline with random weights, the same each time."""
    import spacy
    from thinc.api import fix_random_seed

    fix_random_seed(0)
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": EMBEDDING})
    tagger: Any = nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER}})
    parser: Any = nlp.add_pipe("parser", config={"model": {**TRANSITIONS, "state_type": "parser", "tok2vec": LISTENER}})
    entities: Any = nlp.add_pipe("ner", config={"model": {**TRANSITIONS, "state_type": "ner", "tok2vec": EMBEDDING}})
    for i in range(TAGS):
        tagger.add_label(f"tag{i}")
    for i in range(DEPENDENCIES):
        for move in (LEFT, RIGHT):  # ``add_label`` would give the label to the other moves too
            parser.moves.add_action(move, f"dep{i}")
    for i in range(KINDS):
        entities.add_label(f"kind{i}")
    nlp.initialize()
    nlp.to_disk(folder)


def measured(read: Reader, records: Sequence[Record]) -> Measured:
    """Reads the first article for warmth, and the rest by the clock."""
    for _ in read(records[:1]):
        pass
    counted = records[1:]
    start = time.process_time()
    outcomes = list(read(counted))
    seconds = time.process_time() - start - sum(o.aside for o in outcomes)
    found = [o.found for o in outcomes if o.found is not None]
    words = sum(len(r["text"].split()) for r in counted)
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
    return Measured(seconds, words, len(counted), len(found), sum(found), peak)


def child(name: str, given: argparse.Namespace) -> None:
    """What a process of its own does: builds the pipeline, or reads and prints what was measured as JSON."""
    folder = given.pipeline
    if name == "build":
        build(folder)
        return
    opened = gzip.open if given.file.suffix == ".gz" else open
    with opened(given.file, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, given.articles + 1)]
    if len(records) < 2:
        raise SystemExit(f"{given.file}: two articles are the least, one does not count")
    readers: dict[str, Callable[[], Reader]] = {
        "model": lambda: hearsay("model"),
        "alone": attributions_alone,
        "rules": lambda: hearsay("rules"),
        "spacy": lambda: spacy_alone(folder, given.batch),
        "textacy": lambda: with_quotes(folder, given.batch),
    }
    print(json.dumps(asdict(measured(readers[name](), records))))


def started(name: str, folder: Path) -> str:
    """The last line that this script prints as a child with this name; SystemExit with the child's last words."""
    command = [sys.executable, __file__, *sys.argv[1:], f"--child={name}", f"--pipeline={folder}"]
    done = subprocess.run(command, env={**os.environ, **dict.fromkeys(THREADS, "1")}, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{name}: {(done.stderr.strip() or f'exit {done.returncode}').splitlines()[-1]}")
    return done.stdout.strip().rpartition("\n")[2]


def table(rounds: dict[str, list[Measured]]) -> Iterator[str]:
    """A line for each reader."""
    speed = {name: statistics.median(m.speed for m in ms) for name, ms in rounds.items()}
    peers = [p for p in PEERS if p in rounds]
    heads = "".join(f"{f'x {p}':>11}" for p in peers)
    yield f"{'':30}{'words/s':>8}{'range':>17}{'articles':>12}{'found':>8}{'peak MiB':>10}{heads}"
    for name, ms in rounds.items():
        low, high = min(m.speed for m in ms), max(m.speed for m in ms)
        ratios = "".join(f"{speed[name] / speed[p]:11.2f}" for p in peers) if name in OURS else ""
        yield (
            f"{READERS[name]:30}{speed[name]:8.0f}{f'{low:.0f} to {high:.0f}':>17}"
            f"{f'{ms[0].read} of {ms[0].articles}':>12}{ms[0].found:8}{max(m.peak for m in ms):10.0f}{ratios}"
        )


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="ARTICLES")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--reader", action="append", choices=READERS, help="may be repeated; all, if none is named")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--pipeline", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        child(given.child, given)
        return
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    rounds: dict[str, list[Measured]] = {name: [] for name in READERS if name in (given.reader or READERS)}
    peers = [p for p in PEERS if p in rounds]
    with tempfile.TemporaryDirectory() as name:
        if peers:
            started("build", Path(name))
        for _ in range(max(1, given.rounds)):
            for reader, kept in rounds.items():
                kept.append(Measured(**json.loads(started(reader, Path(name)))))
    first = next(iter(rounds.values()))
    versions = "".join(f", {p} {version(p)}" for p in peers)
    print(f"words: {first[0].words}, rounds: {len(first)}, Python {platform.python_version()}{versions}")
    print("\n".join(table(rounds)))


if __name__ == "__main__":
    main()
