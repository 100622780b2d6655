"""Bytes to characters, without mojibake: what cannot be read with confidence is refused (ValueError, with the reason).

In order: a byte order mark, UTF-8, UTF-16 told by its NULs, what the page declares, Windows-1252 where it reads like
Western print, else what charset-normalizer finds. UTF-8 with damage is refused in text and mended (U+FFFD) in HTML.
"""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

MARKS = (  # the longer first: UTF-32 begins as UTF-16 does
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(
    rb"""(?i)(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})"""
)
CODECS = re.compile(
    r"utf-?8|iso-?8859-?\d{1,2}|latin-?1|us-ascii|(windows|cp)-?(125\d|874)|koi8-[ru]|gb(2312|k|18030)|big5(-hkscs)?|"
    r"shift[_-]?jis|x-sjis|euc-(jp|kr)|iso-2022-jp|ks_c_5601-1987|macintosh|tis-620"
)
READ_AS = {  # WHATWG Encoding Standard: what a label means on the web
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "iso8859-9"), "cp1254"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "shiftjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    **dict.fromkeys(("windows-874", "tis-620"), "cp874"),
}
FEW = 0.03  # of all letters: names in English print
MANY = 0.16  # of all letters: dense French
WESTERN = tuple(
    frozenset(letters)
    for letters in (
        "àâæçéèêëîïôœùûüÿñ",  # French
        "áâãàçéêíóôõúü",  # Portuguese
        "áéíñóúü",  # Spanish
        "äöüßéèàç",  # German
        "àèéìòùíî",  # Italian
        "àçèéíïòóúü",  # Catalan
        "åäöéüàáè",  # Swedish, Finnish
        "æøåéèêóòôäöü",  # Danish, Norwegian
        "éëïöüèêáóíú",  # Dutch
        "áðéíóúýþæö",  # Icelandic
        "áéíóú",  # Irish
    )
)
PRINT_SIGNS = frozenset("‘’“”‚„‹›«»–—…•·€£¥©®™°§¶½¼¾²³¹ºª¿¡†‡×±\xa0\xad´¨")
SAMPLE = 20_000


def decoded(data: bytes) -> str:
    """The characters of a text; ValueError where the encoding cannot be told."""
    found = _known(data)
    return _legacy(data) if found is None else found


def decoded_page(data: bytes) -> str:
    """The characters of an HTML page; ValueError where the encoding cannot be told."""
    found = _known(data)
    if found is not None:
        return found
    label = declared(data)
    if label is not None:
        try:
            return data.decode(label)
        except (UnicodeDecodeError, LookupError):
            pass
    return data.decode("utf-8", "replace") if _damaged_utf8(data) else _legacy(data)


def declared(data: bytes) -> str | None:
    """The codec that the first 4 KB of a page declare, None where they declare none that the web knows."""
    found = DECLARED.search(data[:4096])
    label = found[1].decode("ascii").lower() if found else ""
    return READ_AS.get(label, label) if CODECS.fullmatch(label) else None


def _known(data: bytes) -> str | None:
    marked = _marked(data)
    return _unicode(data) if marked is None else marked


def _marked(data: bytes) -> str | None:
    for mark, codec in MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(codec)
            except UnicodeDecodeError as e:
                raise ValueError(f"marked as {codec.upper()}, but broken at byte {e.start + len(mark)}") from e
    return None


def _unicode(data: bytes) -> str | None:
    if b"\0" in data[:SAMPLE]:
        return _utf16(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _utf16(data: bytes) -> str:
    head = data[: SAMPLE & ~1]
    odd, even = head[1::2].count(0), head[0::2].count(0)
    for codec, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros * 5 >= len(head) // 2 and others * 20 <= zeros:
            try:
                text = data.decode(codec)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return text
    raise ValueError("binary data, not text (it holds NUL bytes)")


def _legacy(data: bytes) -> str:
    if _damaged_utf8(data):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as e:
            raise ValueError(f"broken UTF-8 at byte {e.start}: save it again as UTF-8") from e
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = None
    if text is not None and _reads_western(text):
        return text
    candidates = from_bytes(data)
    best = candidates.best()
    if best is None or (best.coherence == 0 and len(candidates) > 1):  # nothing tells one reading from another
        raise ValueError("its encoding cannot be told: save it as UTF-8")
    try:
        return data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError) as e:
        raise ValueError("its encoding cannot be told: save it as UTF-8") from e


def _damaged_utf8(data: bytes) -> bool:
    """Whether most of what is not ASCII is well-formed UTF-8: chance does not write that."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(not c.isascii() for c in text) - broken
    return broken > 0 and whole > broken


def _reads_western(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    others = [i for i, c in enumerate(text) if not c.isascii()]
    accented = 0
    for i in others:
        if text[i].isalpha() and text[i] not in "ºª":
            accented += 1
            # a capital after a small letter, as in a wrong reading; print has it only in names (McÉ...)
            if text[i].isupper() and i and text[i - 1].islower():
                return False
        elif text[i] not in PRINT_SIGNS or (text[i] in "¹³²¿¡ºª½¼¾¥§" and _inside_word(text, i)):
            return False
    found = {c.lower() for c in (text[i] for i in others) if c.isalpha() and c not in "ºª"}
    one_language = any(found <= language for language in WESTERN)
    return accented <= (MANY if one_language else FEW) * letters or (accented <= 3 and letters > 4 * accented)


def _inside_word(text: str, i: int) -> bool:
    return 0 < i < len(text) - 1 and text[i - 1].isalpha() and unicodedata.category(text[i + 1]) == "Ll"
