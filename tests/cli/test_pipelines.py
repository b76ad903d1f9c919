"""`rumourx pipelines`: what is installed, and installing one more."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def a_package(tmp_path: Path) -> Path:
    """A folder of installed packages that holds the metadata of one Italian and one English pipeline."""
    for name in ("it_club_news_sm", "en_club_news_sm"):
        info = tmp_path / "packages" / f"{name}-3.8.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 3.8.0\n")
        (info / "entry_points.txt").write_text(f"[spacy_models]\n{name} = {name}\n")
    return tmp_path / "packages"


def test_the_embedded_pipeline_comes_first_as_the_default(run: Run) -> None:
    done = run("pipelines")
    assert done.returncode == 0
    name, _version, note = done.stdout.splitlines()[0].split()
    assert (name, note) == ("it_rumourx_sm", "(default)")


def test_installed_italian_pipelines_are_listed(run: Run, a_package: Path, environment: dict[str, str]) -> None:
    path = os.pathsep.join([environment["PYTHONPATH"], str(a_package)])
    lines = [line.split() for line in run("pipelines", PYTHONPATH=path).stdout.splitlines()]
    assert ["it_club_news_sm", "3.8.0"] in lines
    assert not [line for line in lines if line[0].startswith("en_")]


def test_installing_without_a_network_says_so_in_one_sentence(run: Run) -> None:
    nowhere = "http://127.0.0.1:9"
    done = run(
        "pipelines",
        "install",
        "it_core_news_sm",
        HTTPS_PROXY=nowhere,
        https_proxy=nowhere,
        NO_PROXY="",
        no_proxy="",
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines() == [
        "rumourx: downloading it_core_news_sm; a large pipeline takes some minutes.",
        "rumourx: it_core_news_sm could not be installed (there is no network, or it does not reach GitHub); "
        "the embedded it_rumourx_sm needs no download.",
    ]


@pytest.mark.parametrize("name", ["en_core_web_sm", "--help-me", "it_core;rm", "../it_x"])
def test_a_name_that_is_no_italian_pipelines_is_refused(run: Run, name: str) -> None:
    done = run("pipelines", "install", "--", name)
    assert done.returncode == 2
    assert done.stderr.startswith(f"rumourx: “{name}” names no Italian pipeline")
