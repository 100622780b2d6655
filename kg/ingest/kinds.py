"""What some bytes are: by their first ones, as libmagic does, for what is worth a sentence of its own."""

import re

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
HTML = re.compile(
    r"<!doctype\s+html|<(html|head|body|meta|title|article|div|p|h1|main|section|script)[\s>/]", re.IGNORECASE
)
XML = re.compile(r"<\?xml|<(rss|feed|urlset|sitemapindex|rdf:rdf|nitf|newsml)[\s>]", re.IGNORECASE)


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
    text = head.decode("utf-8", "replace") if b"\0" not in head else head.replace(b"\0", b"").decode("latin-1")
    text = re.sub(r"^(?:\s|\ufeff|[þÿ]|<!--.*?-->)*", "", text, flags=re.DOTALL)
    if re.match(r'\{\s*("|\}|$)', text) or re.match(r"\[\s*(\{|\]|$)", text):
        return "jsonl"
    if HTML.match(text) or (text.startswith(("<?xml", "<!")) and re.search(r"<html[\s>]", text, re.IGNORECASE)):
        return "html"
    if XML.match(text):
        raise ValueError("XML (a feed, sitemap or data), not an article")
    return "text"
