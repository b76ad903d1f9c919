"""A folder that is watched: what arrives, in whichever way, is in the dataset once and told once."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rumourx.errors import UsageError
from rumourx.reading.task import ReadingOptions
from rumourx.watch.changes import Change
from rumourx.watch.run import Counts, Settings, watch_folder

from .conftest import article_text, drop, read_lines, sources, wait_until


class Watch(threading.Thread):
    """A watch in a thread, and all that it tells."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.articles: int | None = None
        self.changes: list[Change] = []
        self.reasons: list[str] = []
        self.counts: Counts | None = None
        self.failure: Exception | None = None
        self._stop_asked = threading.Event()
        self.start()

    def run(self) -> None:
        try:
            self.counts = watch_folder(self.settings, self._stop_asked, self)
        except Exception as error:
            self.failure = error

    def ready(self, articles: int) -> None:
        self.articles = articles

    def changed(self, change: Change) -> None:
        self.changes.append(change)

    def unread(self, reason: str) -> None:
        self.reasons.append(reason)

    def stop(self) -> Counts:
        self._stop_asked.set()
        self.join(timeout=60)
        assert self.failure is None
        assert self.counts is not None
        return self.counts


@pytest.fixture
def output(tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the dataset is; the working folder is the one that it is in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "facts.jsonl"


@pytest.fixture
def watch(output: Path) -> Iterator[Callable[..., Watch]]:
    """Watch `news` with these settings."""
    started: list[Watch] = []

    def watch(**changes: object) -> Watch:
        settings: dict[str, object] = {"folder": "news", "output": "facts.jsonl", "reading": ReadingOptions()}
        started.append(Watch(Settings(**settings | {"settle": 0.3} | changes)))  # type: ignore[arg-type]
        return started[-1]

    yield watch
    for one in started:
        one._stop_asked.set()
        one.join(timeout=60)


def arrived(output: Path, *names: str) -> Callable[[], bool]:
    return lambda: output.exists() and set(names) <= {Path(source).name for source in sources(output)}


class TestArriving:
    def test_what_is_there_and_what_comes_is_read_once(
        self, watch: Callable[..., Watch], news: Path, output: Path
    ) -> None:
        drop(news / "a.txt", article_text(1))
        watching = watch()
        wait_until(arrived(output, "a.txt"))
        drop(news / "b.txt", article_text(2))
        (news / "2025").mkdir()
        drop(news / "2025" / "c.txt", article_text(3))
        wait_until(arrived(output, "b.txt", "c.txt"))
        assert (watching.stop().added, watching.articles) == (3, 0)
        assert sorted(sources(output)) == ["news/2025/c.txt", "news/a.txt", "news/b.txt"]

    def test_a_file_that_is_written_slowly_is_read_when_it_is_whole(
        self, watch: Callable[..., Watch], news: Path, output: Path
    ) -> None:
        watching = watch()
        wait_until(lambda: watching.articles is not None)
        sentences = [f"Il Parma pensa a Paolo Vanoli per la partita {number}. " for number in range(8)]
        with (news / "a.txt").open("w", encoding="utf-8") as stream:
            for sentence in (*sentences, "Il Genoa pensa a Fabio Grosso."):
                stream.write(sentence)
                stream.flush()
                time.sleep(0.1)
        wait_until(arrived(output, "a.txt"))
        watching.stop()
        (record,) = read_lines(output)
        assert "Fabio Grosso" in {person["name"] for person in record["people"]}

    def test_a_folder_that_is_moved_in_is_read(self, watch: Callable[..., Watch], news: Path, output: Path) -> None:
        watching = watch()
        wait_until(lambda: watching.articles is not None)
        (news.parent / "batch" / "deep").mkdir(parents=True)
        for number in range(5):
            (news.parent / "batch" / "deep" / f"{number}.txt").write_text(article_text(number), encoding="utf-8")
        (news.parent / "batch").rename(news / "batch")
        wait_until(arrived(output, *(f"{number}.txt" for number in range(5))))
        assert watching.stop().added == 5

    def test_pages_and_lines_of_json_are_read_as_by_a_batch(
        self, watch: Callable[..., Watch], news: Path, output: Path
    ) -> None:
        lines = news / "feed.jsonl"
        lines.write_text(json.dumps({"body": article_text(1), "author": "Rossi"}) + "\n", encoding="utf-8")
        paragraphs = "".join(
            f"<p>{article_text(number)} È quanto si legge oggi sui giornali.</p>" for number in range(9)
        )
        drop(news / "page.html", f"<html><body><article><h1>Panchina Parma</h1>{paragraphs}</article></body></html>")
        watching = watch(reading=ReadingOptions(text_field="body"))
        wait_until(arrived(output, "feed.jsonl:1", "page.html"))
        with lines.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"body": article_text(2)}) + "\n")
        wait_until(arrived(output, "feed.jsonl:2"))
        assert watching.stop().added == 3
        by_source = {record["source"]: record for record in read_lines(output)}
        assert by_source["news/feed.jsonl:1"]["fields"] == {"author": "Rossi"}
        assert by_source["news/page.html"]["title"] == "Panchina Parma"

    def test_only_the_files_that_are_asked_for(self, watch: Callable[..., Watch], news: Path, output: Path) -> None:
        watching = watch(reading=ReadingOptions(glob="*.txt", date="2025-05-30"))
        drop(news / "a.md", article_text(1))
        drop(news / "b.txt", "Il Parma pensa a Paolo Vanoli.")
        wait_until(arrived(output, "b.txt"))
        watching.stop()
        (record,) = read_lines(output)
        assert record["article_date"] == {"date": "2025-05-30", "precision": "day", "origin": "option"}

    def test_the_dataset_may_lie_in_the_folder(self, watch: Callable[..., Watch], news: Path) -> None:
        drop(news / "a.txt", "")
        drop(news / "b.txt", article_text(1))
        watching = watch(output="news/facts.jsonl")
        wait_until(arrived(news / "facts.jsonl", "b.txt"))
        wait_until(lambda: watching.reasons)
        time.sleep(1)
        assert watching.stop().added == 1
        assert watching.reasons == ["news/a.txt is empty; give it the text of an article."]


class TestTelling:
    def test_changes_are_told_as_they_happen(self, watch: Callable[..., Watch], news: Path) -> None:
        watching = watch()
        stories = (
            ("new", "date 2025-05-12 Il Parma pensa a Paolo Vanoli."),
            ("stage", "date 2025-05-14 Il Parma tratta con Paolo Vanoli."),
            ("contradiction", "date 2025-05-16 Il Parma ha smentito ogni contatto con Paolo Vanoli."),
        )
        for count, (_, story) in enumerate(stories, start=1):
            drop(news / f"{count}.txt", story)
            wait_until(lambda count=count: len(watching.changes) >= count)
        watching.stop()
        assert [change.kind for change in watching.changes] == [kind for kind, _ in stories]
        assert {(change.person, change.move, change.club) for change in watching.changes} == {
            ("Paolo Vanoli", "join", "Parma")
        }

    def test_what_was_told_before_a_restart_is_known(
        self, watch: Callable[..., Watch], news: Path, output: Path
    ) -> None:
        drop(news / "a.txt", "date 2025-05-12 Il Parma pensa a Paolo Vanoli.")
        first = watch()
        wait_until(lambda: first.changes)
        first.stop()
        drop(news / "b.txt", "date 2025-05-14 Il Parma tratta con Paolo Vanoli.")
        second = watch()
        wait_until(lambda: second.changes)
        second.stop()
        assert second.articles == 1
        assert [(change.kind, change.earlier_stage) for change in second.changes] == [("stage", "interest")]
        assert sources(output) == ["news/a.txt", "news/b.txt"]


class TestErrors:
    def test_what_cannot_be_read_is_listed_and_the_watch_goes_on(
        self, watch: Callable[..., Watch], news: Path, output: Path
    ) -> None:
        drop(news / "a.txt", "The manager has a contract that ends next year. " * 4)
        (news / "b.txt").symlink_to("nothing.txt")
        watching = watch()
        wait_until(lambda: len(watching.reasons) == 2)
        drop(news / "c.txt", article_text(1))
        wait_until(arrived(output, "c.txt"))
        counts = watching.stop()
        assert (counts.added, counts.errors) == (1, 2)
        listed = read_lines(output.with_name("facts.jsonl.errors.jsonl"))
        assert {error["source"]: error["reason"] for error in listed} == dict(
            zip(["news/a.txt", "news/b.txt"], sorted(watching.reasons), strict=True)
        )

    def test_a_file_that_is_mended_is_read(self, watch: Callable[..., Watch], news: Path, output: Path) -> None:
        drop(news / "a.txt", "")
        watching = watch()
        wait_until(lambda: watching.reasons)
        (news / "a.txt").write_text(article_text(1), encoding="utf-8")
        wait_until(arrived(output, "a.txt"))
        counts = watching.stop()
        assert (counts.added, counts.errors) == (1, 1)

    def test_an_error_is_not_told_again_after_a_restart(
        self, watch: Callable[..., Watch], news: Path, output: Path
    ) -> None:
        drop(news / "a.txt", "")
        first = watch()
        wait_until(lambda: first.reasons)
        first.stop()
        drop(news / "b.txt", article_text(1))
        second = watch()
        wait_until(arrived(output, "b.txt"))
        second.stop()
        assert second.reasons == []
        assert len(read_lines(output.with_name("facts.jsonl.errors.jsonl"))) == 1

    def test_a_folder_that_goes_away_ends_the_watch(self, watch: Callable[..., Watch], news: Path) -> None:
        watching = watch()
        wait_until(lambda: watching.articles is not None)
        news.rename(news.with_name("old"))
        watching.join(timeout=90)
        assert isinstance(watching.failure, UsageError)
        assert "there is no folder news" in str(watching.failure)

    def test_a_dataset_that_is_taken_away_ends_the_watch(
        self, watch: Callable[..., Watch], news: Path, output: Path
    ) -> None:
        watching = watch()
        wait_until(lambda: watching.articles is not None)
        output.rename(output.with_name("yesterday.jsonl"))
        drop(news / "a.txt", article_text(1))
        watching.join(timeout=60)
        assert isinstance(watching.failure, UsageError)
        assert "facts.jsonl was moved or replaced" in str(watching.failure)


def test_names_of_the_user_may_change_while_it_watches(watch: Callable[..., Watch], news: Path, output: Path) -> None:
    names = output.with_name("names.toml")
    names.write_text('[[clubs]]\nname = "Vigor Fontanasecca"\n', encoding="utf-8")
    watching = watch(gazetteer=(str(names),))
    drop(news / "a.txt", "La Vigor Fontanasecca e la Rocchettese Altavilla pensano a Paolo Vanoli.")
    wait_until(arrived(output, "a.txt"))
    names.write_text(
        '[[clubs]]\nname = "Vigor Fontanasecca"\n[[clubs]]\nname = "Rocchettese"\nforms = ["Rocchettese Altavilla"]\n',
        encoding="utf-8",
    )
    drop(news / "b.txt", "La Vigor Fontanasecca e la Rocchettese Altavilla pensano a Paolo Vanoli.")
    wait_until(arrived(output, "b.txt"))
    watching.stop()
    before, after = (sorted(club["name"] for club in record["clubs"]) for record in read_lines(output))
    assert "Rocchettese" not in before
    assert after == ["Rocchettese", "Vigor Fontanasecca"]
