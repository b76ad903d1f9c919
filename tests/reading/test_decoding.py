"""Bytes to text: every encoding that an Italian article may come in."""

import random

import pytest

from rumourx.errors import ArticleError
from rumourx.reading import read_article

TEXT = "L’allenatore dell’Inter: “Non è così” – poi l’addio… la società però c’è già"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_an_encoding_that_the_bytes_tell_is_not_a_guess(encoding: str) -> None:
    article = read_article(TEXT.encode(encoding))
    assert (article.text, article.guessed_encoding) == (TEXT, None)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1252", "Windows-1252"),
        ("utf-16-le", "UTF-16 (little-endian)"),
        ("utf-16-be", "UTF-16 (big-endian)"),
    ],
)
def test_an_encoding_without_a_mark_is_named_as_a_guess(encoding: str, name: str) -> None:
    article = read_article(TEXT.encode(encoding))
    assert (article.text, article.guessed_encoding) == (TEXT, name)


@pytest.mark.parametrize("text", ["È", "Perché no", "Il Parma è già più su", "«Qui no». Città"])
def test_a_few_words_are_enough_for_windows_1252(text: str) -> None:
    assert read_article(text.encode("cp1252")).text == text


def test_a_byte_order_mark_is_not_part_of_the_text() -> None:
    article = read_article("\ufeffIl Parma pensa a Vanoli".encode())
    assert article.text.index("Parma") == 3


def test_line_breaks_are_kept_so_that_offsets_count_both_characters() -> None:
    article = read_article(b"Parma, pista Vanoli\r\n\r\nIl Parma pensa a Vanoli.")
    assert article.text[article.text.index("Il") :] == "Il Parma pensa a Vanoli."
    assert article.text.index("Il") == 23


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(bytes(range(256)) * 4, id="every byte"),
        pytest.param(random.Random(1).randbytes(3000), id="random bytes"),
        pytest.param(b"Il Parma\x00pensa a Vanoli", id="a zero byte"),
        pytest.param(b"\x01\x02\x03\x04" * 30, id="control characters"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", id="an image"),
    ],
)
def test_bytes_that_are_not_text_are_refused(data: bytes) -> None:
    with pytest.raises(ArticleError, match=r"foto\.txt is not text but binary data; save"):
        read_article(data, "foto.txt")


def test_a_damaged_text_that_begins_with_a_mark_says_where() -> None:
    with pytest.raises(ArticleError, match=r"a\.txt begins as UTF-8 text but is damaged at byte 10"):
        read_article(b"\xef\xbb\xbfIl Parm\xff", "a.txt")


def test_a_text_may_hold_terminal_escapes() -> None:
    assert read_article(b"Il \x1b[31mParma\x1b[0m").text == "Il \x1b[31mParma\x1b[0m"
