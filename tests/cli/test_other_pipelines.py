"""`rumourx extract --pipeline`: a pipeline that is not ours, by its path and by the name of its package."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy

Run = Callable[..., subprocess.CompletedProcess[str]]


def warning(path: Path | str) -> str:
    return (
        f"rumourx: a spaCy pipeline may run code when it is loaded; use {path} only if you trust whom it comes from.\n"
    )


def check_vanoli(done: subprocess.CompletedProcess[str], said: str = "") -> None:
    assert (done.returncode, done.stderr) == (0, said)
    record = json.loads(done.stdout)
    assert record["pipeline"] == {"name": "it_other_news_sm", "version": "3.8.7"}
    assert [person["name"] for person in record["people"]] == ["Paolo Vanoli"]
    assert [club["name"] for club in record["clubs"]] == ["Parma", "Torino", "Sassuolo"]
    assert [(one["date"], one["club"]) for one in record["contract_dates"]] == [("2026", "Torino")]
    assert [quote["speaker"] for quote in record["quotes"]] == ["Paolo Vanoli"]


def test_by_path(run: Run, article: Path, news_pipeline: Path) -> None:
    done = run("extract", article.name, "--pipeline", str(news_pipeline), "-f", "json")
    check_vanoli(done, said=warning(news_pipeline))


def test_by_the_name_of_an_installed_package(
    run: Run, article: Path, installed_pipeline: Path, environment: dict[str, str]
) -> None:
    path = os.pathsep.join([environment["PYTHONPATH"], str(installed_pipeline)])
    check_vanoli(run("extract", article.name, "--pipeline", "it_other_news_sm", "-f", "json", PYTHONPATH=path))
    listed = [line.split() for line in run("pipelines", PYTHONPATH=path).stdout.splitlines()]
    assert ["it_other_news_sm", "3.8.7"] in listed


@pytest.mark.parametrize("name", ["it_core_news_sm", "it_core_news_lg"])
def test_a_missing_one_names_the_command_that_gets_it(run: Run, article: Path, name: str) -> None:
    if spacy.util.is_package(name):
        pytest.skip(f"{name} is installed here")
    done = run("extract", article.name, "--pipeline", name)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"rumourx pipelines install {name}" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "nope",
            "the pipeline nope is not installed; `rumourx pipelines` lists those that are, or leave out --pipeline "
            "to use the embedded it_rumourx_sm.",
        ),
        ("./nope", "there is no folder ./nope; give the folder of a spaCy pipeline, or its name."),
    ],
)
def test_what_can_be_no_italian_package_suggests_no_download(run: Run, article: Path, name: str, message: str) -> None:
    done = run("extract", article.name, "--pipeline", name)
    assert (done.returncode, done.stdout, done.stderr) == (3, "", f"rumourx: {message}\n")


def test_one_that_cannot_do_it_is_one_sentence(run: Run, article: Path, tmp_path: Path) -> None:
    spacy.blank("it").to_disk(tmp_path / "nameless")
    done = run("extract", article.name, "--pipeline", "nameless")
    assert (done.returncode, done.stdout) == (3, "")
    sentence = done.stderr.removeprefix(warning("nameless"))
    assert "nameless" in sentence
    assert "'ner'" in sentence
    assert len(sentence.splitlines()) == 1


class TestTheWarningOfAFolder:
    """A folder may come from anywhere; what is installed was trusted when it was."""

    def test_is_given_once_however_many_processes_load_it(self, run: Run, tmp_path: Path, news_pipeline: Path) -> None:
        lines = '{"text": "Il Parma pensa a Paolo Vanoli, come riporta Sky Sport."}\n' * 20
        (tmp_path / "news.jsonl").write_text(lines, encoding="utf-8")
        options = ("--jobs", "2", "--block-size", "5", "--quiet", "--pipeline", str(news_pipeline))
        done = run("batch", "news.jsonl", "--output", "facts.jsonl", *options)
        assert (done.returncode, done.stderr) == (0, warning(news_pipeline))

    def test_is_given_where_the_folder_stands_in_the_configuration(
        self, run: Run, article: Path, tmp_path: Path, news_pipeline: Path
    ) -> None:
        (tmp_path / "rumourx.toml").write_text(f"pipeline = '{news_pipeline}'\n", encoding="utf-8")
        assert run("extract", article.name).stderr == warning(news_pipeline)

    @pytest.mark.parametrize("options", [(), ("--pipeline", "it_rumourx_sm")])
    def test_is_not_given_for_the_embedded_pipeline(self, run: Run, article: Path, options: tuple[str, ...]) -> None:
        (article.parent / "it_rumourx_sm").mkdir()
        assert run("extract", article.name, *options).stderr == ""
