"""Web pages: main text, title and date."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from rumourx.reading.sources import Loaded, ReadingOptions, Task, Unread, iter_tasks, read_task

PAGE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>Parma, la pista Vanoli | Il Giornale</title>
<meta property="og:title" content="Parma, la pista Vanoli">
<meta property="article:published_time" content="2025-05-12T08:30:00+02:00"></head>
<body><nav><a href="/">Home</a> <a href="/serie-a">Serie A</a></nav>
<main><article>{heading}
<p>Il Parma pensa a Paolo Vanoli: la società è convinta, come riporta Sky Sport.</p>
<p>Il tecnico del Torino ha un contratto in scadenza nel 2026 e piace anche al Sassuolo.</p>
</article></main>
<aside><h3>Leggi anche</h3><ul><li><a href="/milan">Milan, le ultime</a></li></ul></aside>
<footer>© 2019 Il Giornale. Tutti i diritti riservati</footer></body></html>
"""
TEXT = """Parma, la pista Vanoli

Il Parma pensa a Paolo Vanoli: la società è convinta, come riporta Sky Sport.

Il tecnico del Torino ha un contratto in scadenza nel 2026 e piace anche al Sassuolo."""


def page(charset: str = "utf-8", heading: str = "<h1>Parma, la pista Vanoli</h1>") -> bytes:
    return PAGE.format(charset=charset, heading=heading).encode("utf-8" if charset == "utf-8" else "cp1252")


def load(path: Path, data: bytes, **options: str) -> Loaded | Unread:
    path.write_bytes(data)
    chosen = ReadingOptions(**options)  # type: ignore[arg-type]
    (task,) = iter_tasks([str(path)], chosen)
    assert isinstance(task, Task)
    return read_task(task, chosen)


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml", "a.txt", "page"])
@pytest.mark.parametrize("heading", ["<h1>Parma, la pista Vanoli</h1>", ""])
def test_a_page_gives_title_main_text_and_date(tmp_path: Path, name: str, heading: str) -> None:
    loaded = load(tmp_path / name, page(heading=heading), date="2020")
    assert isinstance(loaded, Loaded)
    article = loaded.article
    assert article.text == TEXT
    assert article.date
    assert (article.title, article.date.date, article.date.origin) == (
        "Parma, la pista Vanoli",
        "2025-05-12",
        "metadata",
    )
    assert (article.source, loaded.fields) == (str(tmp_path / name), {})


def test_the_date_given_is_used_where_the_page_has_none(tmp_path: Path) -> None:
    data = page().replace(b"2025-05-12T08:30:00+02:00", b"")
    loaded = load(tmp_path / "a.html", data, date="2020")
    assert isinstance(loaded, Loaded)
    assert loaded.article.date
    assert (loaded.article.date.date, loaded.article.date.origin) == ("2020", "option")


@pytest.mark.parametrize(
    ("charset", "guessed"), [("iso-8859-1", None), ("windows-1252", None), ("none-such", "Windows-1252")]
)
def test_the_page_says_its_encoding(tmp_path: Path, charset: str, guessed: str | None) -> None:
    loaded = load(tmp_path / "a.html", page(charset))
    assert isinstance(loaded, Loaded)
    assert (loaded.article.text, loaded.article.guessed_encoding) == (TEXT, guessed)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<html><body></body></html>", "is a web page without an article's text; save the page of an article."),
        (b"", "is a web page without an article's text; save the page of an article."),
        (b"<html>" + b"<div>" * 30_000, "is a web page without an article's text; save the page of an article."),
        (
            b"<html>" + b"<p>x</p>" * 20_001,
            "has more than 40,000 tags, as no article does; save the page of one article.",
        ),
        (
            b"<html><p " + b" ".join(b'a%d="x"' % n for n in range(500)) + b">x",
            "has a tag whose attributes alone are longer than 2,000 bytes, as no article does; save the page of one "
            "article.",
        ),
        (b"<html>" + b" " * 10_000_000, "is longer than 10,000,000 bytes; save the page of one article."),
        (bytes(range(256)) * 9, "is not text but binary data; save the article as plain text in UTF-8."),
    ],
    ids=["nothing in it", "empty", "deep", "many tags", "many attributes", "blanks", "binary"],
)
def test_a_page_without_an_article_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    assert load(tmp_path / "a.html", data) == Unread(f"{tmp_path}/a.html", f"{tmp_path}/a.html {told}")


def test_what_stands_in_quotes_does_not_count_as_attributes(tmp_path: Path) -> None:
    image = b'<img src="data:image/png;base64,' + b"A b='c' " * 10_000 + b"\" alt='" + b'x > y="z" ' * 10_000 + b"'>"
    loaded = load(tmp_path / "a.html", page().replace(b"</main>", image + b"</main>"))
    assert isinstance(loaded, Loaded)
    assert loaded.article.text == TEXT


def test_the_largest_page_that_is_read_takes_seconds(tmp_path: Path) -> None:
    tag = b"<p %s>x</p>" % b" ".join(b"a%d" % n for n in range(400))
    started = time.process_time()
    load(tmp_path / "a.html", b"<html><body>" + tag * 200 + b"<p>x</p>" * 15_000)
    assert time.process_time() - started < 20


def test_a_page_in_another_language_is_told(tmp_path: Path) -> None:
    words = "The manager of the club has a contract that ends next year, and he said that nobody had called him yet."
    unread = load(tmp_path / "a.html", f"<html><body><article>{f'<p>{words}</p>' * 4}</article></body></html>".encode())
    assert isinstance(unread, Unread)
    assert unread.reason.endswith("seems to be in English; RumourX reads Italian articles only.")


def test_without_trafilatura_the_package_to_install_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page())
    # An entry of None in sys.modules is how Python itself marks a module that cannot be imported.
    code = (
        "import sys; sys.modules['trafilatura'] = None\n"
        "from rumourx.reading.sources import *\n"
        f"print(read_task(Task('a.html', 'html', {str(tmp_path / 'a.html')!r}), ReadingOptions()).reason)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "a.html is a web page; to read it, `pip install 'rumourx[batch]'`.\n"
