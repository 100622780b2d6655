"""Plain text: the characters stay, whatever the encoding; what cannot be told is refused."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ids, ingest
from kg.errors import InputError
from kg.ingest import Metadata
from kg.ingest.encoding import decoded
from kg.ingest.metadata import article
from kg.ingest.text import from_text
from kg.model import Article
from tests.ingest.pages import read

ENGLISH = "“We won’t leave,” the mayor said — and she didn’t.\r\nIt cost £5… Café owner José agreed.\n\n\tEnd \n"
SAMPLES = {
    "cp1252": ENGLISH,
    "cp1250": "Starosta v úterý řekl, že přístav zůstane otevřený pro všechny lodě. Lidé se bojí, že pomoc nepřijde.",
    "cp1251": "Мэр города заявил во вторник, что порт останется открытым для всех судов. Жители ждут помощи.",
    "koi8-r": "Мэр города заявил во вторник, что порт останется открытым. Жители опасаются обстрелов и ждут помощи.",
    "cp1253": "Ο δήμαρχος δήλωσε την Τρίτη ότι το λιμάνι θα παραμείνει ανοιχτό για όλα τα πλοία.",
    "cp1254": "Belediye başkanı salı günü limanın tüm gemilere açık kalacağını söyledi. Halk yardım bekliyor.",
}
WESTERN = {
    "fr": "Le maire a répondu que « le port resterait ouvert » jusqu’à l’été, où la pêche reprendra ; la fête, non.",
    "de": "Die Bürgermeisterin sagte, die Häfen blieben „für alle Schiffe“ geöffnet. Zur Größe äußerte sie nichts.",
    "pt": "A presidente da câmara disse que o porto não fechará e que as informações virão amanhã às três horas.",
    "es": "La alcaldesa señaló que el puerto no cerrará. ¿Qué pasará mañana? Según Núñez, habrá más información.",
}


@pytest.mark.parametrize(("codec", "text"), [*SAMPLES.items(), *(("cp1252", t) for t in WESTERN.values())])
def test_legacy_encodings_are_told(codec: str, text: str) -> None:
    assert decoded(text.encode(codec)) == text


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_mark_tells_the_encoding_and_is_no_text(codec: str) -> None:
    assert read(("\ufeff" + ENGLISH).encode(codec)).text == ENGLISH


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(codec: str) -> None:
    assert decoded(ENGLISH.encode(codec)) == ENGLISH


def test_damaged_utf_8_is_refused_and_not_read_as_something_else() -> None:
    data = ("“Quoted,” she said, “twice.” " * 5).encode()
    with pytest.raises(ValueError, match="broken UTF-8 at byte 50"):
        decoded(data[:50] + b"\xff" + data[51:])


def test_a_reading_that_nothing_speaks_for_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be told"):
        decoded("市長は火曜日、港はすべての船に開かれたままだと述べた。".encode("euc-jp"))


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=50),
    st.sampled_from(["\n", "\r\n", "\r", "\t", " "]),
)
def test_the_text_is_unchanged(text: str, space: str) -> None:
    text = f"a{space}{text}{space}{space}b "
    found = from_text(text.encode(), Metadata(), ids.BASE)
    assert found == article(text, Metadata(), ids.BASE)
    assert found.text == text
    assert found.iri == ids.article_iri(None, None, text)


def test_gzip_is_undone_and_the_suffix_behind_it_counts(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt.gz"
    path.write_bytes(gzip.compress(b"<p>not a page: a text</p>"))
    (found,) = ingest.articles(str(path))
    assert isinstance(found, Article)
    assert found.text == "<p>not a page: a text</p>"


def test_the_options_are_the_metadata_of_a_text() -> None:
    known = Metadata(
        "The\n ferry", " Post ", ("Ada Quill",), "2024-05-01", "HTTPS://Post.Example:443/a?utm_source=x#y", "EN_gb", "7"
    )
    found = read(b"The ferry waits.", known)
    assert found == Article(
        iri=ids.article_iri("https://post.example/a", "Post", "The ferry waits."),
        text="The ferry waits.",
        url="https://post.example/a",
        title="The ferry",
        outlet="Post",
        authors=("Ada Quill",),
        published="2024-05-01",
        language="en-GB",
        source_id="7",
    )


def test_the_base_is_that_of_the_iri(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The ferry waits.", encoding="utf-8")
    (found,) = ingest.articles(str(path), base="https://post.example/id/")
    assert not isinstance(found, InputError)
    assert found.iri.startswith("https://post.example/id/article/")
