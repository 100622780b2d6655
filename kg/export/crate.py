"""What is in a case, for people (README) and for programs (RO-Crate 1.1, https://w3id.org/ro/crate/1.1)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from kg import ids
from kg.model import Article, Judgement
from kg.rdf.judged import AttributionJudgement
from kg.statements import Statement

DESCRIBED, README = "ro-crate-metadata.json", "README.md"
EXTRACTIONS, JUDGEMENTS, GRAPHS = "extractions.jsonl", "judgements.jsonl", "graphs.trig"
FILES: Mapping[str, tuple[str, str]] = {
    README: ("text/markdown", "What this is, and how to read it"),
    EXTRACTIONS: ("application/jsonl", "All that was read in the articles, one a line, as kg extract prints it"),
    JUDGEMENTS: ("application/jsonl", "What people decided about it, one judgement a line"),
    GRAPHS: ("application/trig", "Evidence and judgements as RDF, each graph apart"),
    "tables/statements.csv": ("text/csv", "The chosen statements"),
    "tables/articles.csv": ("text/csv", "The articles"),
    "tables/judgements.csv": ("text/csv", "The judgements"),
}
ABOUT = "What news articles attribute to whom, in which exact characters, and what people decided about it."
RIGHTS = "The words of the articles belong to their authors and publishers; they are here as evidence."
TEXT = """# A case of Hearsay

{statements}, by {speakers}, in {articles} ({days}); {judgements}.

A statement says that an article attributes words to somebody. It never says that the words are true, or that
they were said: open the article at the characters that are named, and read.

| file | holds |
|---|---|
| tables/statements.csv | the chosen statements: who, which words, where (start and end count characters) |
| tables/articles.csv | the articles, with their addresses |
| tables/judgements.csv | what people decided about what was read in these articles |
| articles/ | the text of each article, as it was read; a file has the last part of the article's identifier |
| originals/ | the pages as they were fetched, named by their SHA-256, where they were kept |
| {extractions} | all that was read in the articles: every attribution, name and figure, not only the chosen ones |
| {judged} | the judgements, for `kg ingest` |
| {graphs} | the same as RDF, for any tool that reads TriG |
| {described} | this list for programs (RO-Crate 1.1) |

To take it into a store of your own: `kg ingest case.zip`. It names everything as it is named here, leaves what you
have as it is, and keeps each judgement as that of the person who made it. A second time changes nothing.

{rights}
"""

Judged = AttributionJudgement | Judgement


def text_name(article: Article) -> str:
    """The file of an article's text."""
    return f"articles/{ids.split(article.iri)[2]}.txt"


def original_name(sha256: str) -> str:
    """The file of an original."""
    return f"originals/{sha256}.html"


def explained(found: Sequence[Statement], articles: Sequence[Article], judged: Sequence[Judged]) -> str:
    """The README."""
    dated = sorted(a.published[:10] for a in articles if a.published)
    return TEXT.format(
        statements=_counted(len(found), "statement"),
        speakers=_counted(len({s.speaker for s in found}), "speaker"),
        articles=_counted(len(articles), "article"),
        days=" to ".join(dict.fromkeys((dated[0], dated[-1]))) if dated else "undated",
        judgements=_counted(len(judged), "judgement"),
        extractions=EXTRACTIONS,
        judged=JUDGEMENTS,
        graphs=GRAPHS,
        described=DESCRIBED,
        rights=RIGHTS,
    )


def described(sizes: Mapping[str, int], articles: Sequence[Article], date: str) -> str:
    """The metadata file; ``sizes`` are the bytes of the other files, ``date`` that of the latest thing in them."""
    texts = {text_name(article): article for article in articles}
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": "A case of Hearsay",
        "description": ABOUT,
        "datePublished": date,
        "license": {"@id": "#rights"},
        "hasPart": [{"@id": name} for name in sorted(sizes)],
        "mentions": [{"@id": article.iri} for article in articles],
    }
    about = {"@id": DESCRIBED, "@type": "CreativeWork", "about": {"@id": "./"}}
    about["conformsTo"] = {"@id": "https://w3id.org/ro/crate/1.1"}
    rights = {"@id": "#rights", "@type": "CreativeWork", "name": "Rights", "description": RIGHTS}
    files = [_file(name, size, texts.get(name)) for name, size in sorted(sizes.items())]
    graph = [about, root, *files, *map(_article, articles), rights]
    return json.dumps(
        {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}, ensure_ascii=False, indent=1
    )


def _file(name: str, size: int, article: Article | None) -> dict[str, Any]:
    if article is not None:
        media_type, told = "text/plain", "The text as it was read"
    else:
        media_type, told = FILES.get(name, ("text/html", "The page as it was fetched"))
    made = {"@id": name, "@type": "File", "name": told, "encodingFormat": media_type, "contentSize": str(size)}
    return made | ({"about": {"@id": article.iri}} if article is not None else {})


def _article(article: Article) -> dict[str, Any]:
    found = {
        "name": article.title or article.url or article.iri,
        "headline": article.title,
        "url": article.url,
        "datePublished": article.published,
        "inLanguage": article.language,
        "author": list(article.authors) or None,
        "publisher": article.outlet,
    }
    return {"@id": article.iri, "@type": "NewsArticle"} | {key: x for key, x in found.items() if x is not None}


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
