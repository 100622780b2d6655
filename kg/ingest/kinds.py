"""What some bytes are: by their first ones, as libmagic does, for what is worth a sentence of its own."""

import re
from pathlib import Path

NOT_TEXT: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF, not text: convert it first (pdftotext)"),
    (b"PK\x03\x04", "a ZIP archive or office document (docx, odt, epub), not text: convert it first"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document (doc, xls), not text: convert it first"),
    (b"{\\rtf", "an RTF document, not plain text: convert it first"),
    (b"%!PS", "PostScript, not text: convert it first"),
    (b"\x89PNG", "a PNG image, not text"),
    (b"\xff\xd8\xff", "a JPEG image, not text"),
    (b"GIF8", "a GIF image, not text"),
    (b"II*\0", "a TIFF image, not text"),
    (b"MM\0*", "a TIFF image, not text"),
    (b"RIFF", "an image, sound or film (RIFF), not text"),
    (b"ID3", "sound (MP3), not text"),
    (b"OggS", "sound or film (Ogg), not text"),
    (b"\x1f\x8b", "gzip within gzip: unpack it first"),
    (b"BZh", "a bzip2 archive: unpack it first"),
    (b"\xfd7zXZ", "an xz archive: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive: unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"SQLite format 3\0", "an SQLite database, not text"),
    (b"\x7fELF", "a program (ELF), not text"),
    (b"PAR1", "a Parquet file, not text"),
    (b"WARC/1.", "a web archive (WARC): take the pages out of it first"),
)
TURTLE = "Turtle (RDF), not an article"
SPARQL = "a SPARQL query, not an article"
TABLE = "a table, not an article: give JSON lines with a text in each"
NO_ARTICLE = {  # by suffix
    **dict.fromkeys((".ttl", ".n3"), f"a file of {TURTLE}"),
    **dict.fromkeys((".nt", ".nq"), "N-Triples or N-Quads (RDF), not an article"),
    ".trig": "a TriG file (RDF), not an article",
    ".rdf": "an RDF/XML file, not an article",
    ".owl": "an OWL ontology, not an article",
    ".jsonld": "a JSON-LD file (RDF), not an article",
    ".gexf": "a GEXF graph, not an article",
    ".graphml": "a GraphML graph, not an article",
    ".gml": "a GML graph, not an article",
    **dict.fromkeys((".csv", ".tsv", ".xlsx", ".xls", ".ods"), TABLE),
    **dict.fromkeys((".rq", ".sparql"), SPARQL),
    ".sql": "SQL, not an article",
    ".css": "a style sheet, not an article",
    **dict.fromkeys((".js", ".py", ".sh"), "a program, not an article"),
    **dict.fromkeys((".yaml", ".yml", ".toml", ".ini"), "a settings file, not an article"),
    ".log": "a log, not an article",
    ".bib": "a bibliography (BibTeX), not an article",
    ".tex": "TeX, not an article: convert it first",
    ".svg": "an SVG image, not text",
}
CONTENT = (  # by how it begins, blanks and comments put aside
    (re.compile(r"@prefix\s+[\w.-]*:\s*<|@base\s+<"), TURTLE),
    (
        re.compile(
            r"((PREFIX\s+[\w.-]*:|BASE)\s*<[^>]*>\s*)+(#[^\n]*\n\s*)*"
            r"(SELECT|ASK|CONSTRUCT|DESCRIBE|INSERT|DELETE|WITH|LOAD)\b",
            re.IGNORECASE,
        ),
        SPARQL,
    ),
    (re.compile(r"PREFIX\s+[\w.-]*:\s*<\S*>|BASE\s+<\S*>", re.IGNORECASE), "RDF (Turtle or SPARQL), not an article"),
    (
        re.compile(r"<[a-z][a-z0-9+.-]*:[^>\s]*>\s+<[a-z][a-z0-9+.-]*:[^>\s]*>\s+[<_\"]", re.I),
        "N-Triples (RDF), not an article",
    ),
)
GRAPHS = (
    (re.compile(r"<gexf[\s>]", re.IGNORECASE), "a GEXF graph, not an article"),
    (re.compile(r"<graphml[\s>]", re.IGNORECASE), "a GraphML graph, not an article"),
    (re.compile(r"<(rdf:)?RDF[\s>]"), "an RDF/XML file, not an article"),
    (re.compile(r"<svg[\s>]"), "an SVG image, not text"),
)
PROLOGUE = re.compile(r"(\s|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE\s[^>\[]*(\[[^\]]*\]\s*)?>)*", re.DOTALL | re.IGNORECASE)
HTML = re.compile(
    r"<!doctype\s+html|<(html|head|body|meta|title|article|div|p|h1|main|section|script)[\s>/]", re.IGNORECASE
)
XML = re.compile(r"<\?xml|<(rss|feed|urlset|sitemapindex|rdf:rdf|nitf|newsml)[\s>]", re.IGNORECASE)


def named(path: str) -> str | None:
    """What a file's suffix (``.gz`` put aside) says that it is, where that is no article; else None."""
    return NO_ARTICLE.get(Path(Path(path).name.lower().removesuffix(".gz")).suffix)


def data(head: bytes) -> str | None:
    """What the first characters show to be a graph or query written as text; else None."""
    text = _characters(head)
    lines = re.sub(r"^(\s*#[^\n]*\n)*\s*", "", text)
    found = next((what for pattern, what in CONTENT if pattern.match(lines)), None)
    start = PROLOGUE.match(text)
    xml = text[start.end() :] if start else text
    return found or next((what for pattern, what in GRAPHS if pattern.match(xml)), None)


def _characters(head: bytes) -> str:
    text = head.decode("utf-8", "replace") if b"\0" not in head else head.replace(b"\0", b"").decode("latin-1")
    return re.sub(r"^(?:\s|\ufeff|[þÿ]|<!--.*?-->)*", "", text, flags=re.DOTALL)


def not_text(head: bytes) -> str | None:
    """What ``head`` (the first bytes) shows the data to be, where that is no text; else None."""
    for magic, what in NOT_TEXT:
        if head.startswith(magic):
            return what
    if head[4:8] == b"ftyp":
        return "a film or image (MP4, HEIC), not text"
    return None


def sniffed(head: bytes) -> str:
    """The format ("text", "html", "jsonl") that the first bytes look like; ValueError, with what it is, for XML."""
    text = _characters(head)
    if re.match(r'\{\s*("|\}|$)', text) or re.match(r"\[\s*(\{|\]|$)", text):
        return "jsonl"
    if HTML.match(text) or (text.startswith(("<?xml", "<!")) and re.search(r"<html[\s>]", text, re.IGNORECASE)):
        return "html"
    if XML.match(text):
        raise ValueError("XML (a feed, sitemap or data), not an article")
    return "text"
