"""Addresses: a real web server, and folders as an object store has them."""

import gzip
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import fsspec
import pytest

from rumourx.errors import UsageError
from rumourx.reading.sources import Loaded, ReadingOptions, Task, Unread, iter_tasks, read_task

TEXT = "Il Parma pensa a Paolo Vanoli."
PAGE = f"<!DOCTYPE html><html><title>Pista Vanoli</title><body><article>{f'<p>{TEXT}</p>' * 9}</article></body></html>"


class Handler(SimpleHTTPRequestHandler):
    """Serves files without a word; /busy is a fault of the server, /secret needs a login."""

    def send_head(self):  # type: ignore[no-untyped-def]
        codes = {"/busy.txt": 503, "/secret.txt": 403}
        if self.path in codes:
            self.send_error(codes[self.path])
            return None
        return super().send_head()

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a web server that serves `tmp_path`."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def store() -> Iterator[str]:
    """The address of a folder in a store in memory, with its filesystem filled."""
    filesystem = fsspec.filesystem("memory")
    for name in ("b.txt", "a/2.txt", "a/1.txt", "a/.hidden", "c.md"):
        filesystem.pipe(f"/news/{name}", TEXT.encode())
    yield "memory:///news"
    filesystem.rm("/news", recursive=True)


def load(*addresses: str, **options: object) -> dict[str, Loaded | Unread]:
    chosen = ReadingOptions(**options)  # type: ignore[arg-type]
    tasks = iter_tasks(addresses, chosen)
    return {task.source: read_task(task, chosen) if isinstance(task, Task) else task for task in tasks}


def texts(*addresses: str, **options: object) -> dict[str, str]:
    loaded = load(*addresses, **options)
    return {source: one.article.text if isinstance(one, Loaded) else one.reason for source, one in loaded.items()}


class TestWeb:
    def test_a_text_a_page_and_a_compressed_one(self, site: str, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
        (tmp_path / "news").mkdir()
        (tmp_path / "news" / "index.html").write_text(PAGE, encoding="utf-8")
        (tmp_path / "b.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
        found = load(f"{site}/a.txt", f"{site}/news/", f"{site}/b.txt.gz?from=here")
        articles = [one.article for one in found.values() if isinstance(one, Loaded)]
        assert [article.source for article in articles] == list(found)
        assert list(found) == [f"{site}/a.txt", f"{site}/news/", f"{site}/b.txt.gz?from=here"]
        assert [article.text.splitlines()[-1] for article in articles] == [TEXT, TEXT, TEXT]
        assert articles[1].title == "Pista Vanoli"

    @pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
    def test_json_lines_of_several_megabytes(self, site: str, tmp_path: Path, suffix: str) -> None:
        lines = "".join(json.dumps({"text": f"{TEXT} {number}", "n": "x" * 900}) + "\n" for number in range(7000))
        data = lines.encode()
        (tmp_path / f"all{suffix}").write_bytes(gzip.compress(data) if suffix.endswith(".gz") else data)
        tasks = list(iter_tasks([f"{site}/all{suffix}"], ReadingOptions()))
        assert [task.source for task in tasks] == [f"{site}/all{suffix}:{number}" for number in range(1, 7001)]
        assert [task.data for task in tasks if isinstance(task, Task)] == data.splitlines()

    def test_what_cannot_be_read_is_told(self, site: str) -> None:
        assert texts(f"{site}/none.txt", f"{site}/none.jsonl") == {
            f"{site}/{name}": f"{site}/{name} does not exist; check its name and folder."
            for name in ("none.txt", "none.jsonl")
        }
        told = texts(f"{site}/busy.txt", f"{site}/secret.txt", "http://127.0.0.1:9/a.txt")
        assert "cannot be read (503" in told[f"{site}/busy.txt"]
        assert "cannot be read (403" in told[f"{site}/secret.txt"]
        assert told["http://127.0.0.1:9/a.txt"].endswith("check the address.")

    @pytest.mark.parametrize("name", ["b.jsonl", "b.txt", "b.html.gz"])
    def test_an_address_that_is_none_is_told(self, name: str) -> None:
        address = f"http://[a/{name}"
        assert texts(address) == {address: f"{address} cannot be read (Invalid IPv6 URL); check the address."}

    def test_a_password_stays_out_of_records_and_messages(self, site: str, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
        locked = site.replace("http://", "http://me:geheim@")
        found = load(f"{locked}/a.txt", f"{locked}/none.txt")
        assert list(found) == [f"{site}/a.txt", f"{site}/none.txt"]
        assert isinstance(found[f"{site}/a.txt"], Loaded)
        assert "geheim" not in str(found)


class TestStore:
    def test_a_folder_is_read_like_one_on_disk(self, store: str) -> None:
        names = ["a/1.txt", "a/2.txt", "b.txt", "c.md"]
        assert texts(store) == {f"{store}/{name}": TEXT for name in names}
        assert list(texts(f"{store}/", glob="*.txt", skip=(f"{store}/b.txt",))) == [
            f"{store}/{name}" for name in names[:2]
        ]
        assert list(texts(f"{store}/b.txt", glob="*.md")) == [f"{store}/b.txt"]

    def test_one_that_does_not_exist_is_told(self, store: str) -> None:
        assert texts(f"{store}/none.txt") == {
            f"{store}/none.txt": f"{store}/none.txt does not exist; check its name and folder."
        }


class TestWhatIsMissing:
    @pytest.mark.parametrize(
        ("address", "module", "extra"),
        [("s3://b/a.txt", "s3fs", "s3"), ("gs://b/a.txt", "gcsfs", "gs"), ("https://a.it/a.txt", "aiohttp", "http")],
    )
    def test_the_package_to_install_is_named(self, address: str, module: str, extra: str) -> None:
        code = (
            f"import sys; sys.modules[{module!r}] = None\n"
            "from rumourx.reading.sources import *\n"
            f"try: list(iter_tasks([{address!r}], ReadingOptions()))\n"
            "except Exception as error: print(type(error).__name__, error)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout == (
            f"UsageError {address} needs a package that is not installed; "
            f"get it with `pip install 'rumourx[{extra}]'`.\n"
        )

    def test_an_unknown_kind_of_address(self) -> None:
        with pytest.raises(UsageError, match="begins with xyz://, which is no known kind of address; https://"):
            list(iter_tasks(["xyz://a/b.txt"], ReadingOptions()))
