"""What the README says is so: its snippets run, its options exist, the output that it shows is the real one."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
import typer

from rumourx.cli.app import app
from rumourx.pipeline.load import COMPONENTS
from rumourx.pipeline.ner import READING

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
PYTHON = [code for language, code in BLOCKS if language == "python"]
SHELL = [line.partition("#")[0] for language, code in BLOCKS if language == "sh" for line in code.splitlines()]
COMMANDS = sorted({found for line in SHELL for found in re.findall(r"\brumourx [^|&]*[^|&\s]", line)})
MODULES = sorted({found for line in SHELL for found in re.findall(r"python -m ([\w.]+)", line)})
OUTPUTS = re.findall(r"<!-- output: (.*?) -->\n```text\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(("command", "output"), OUTPUTS, ids=[command for command, _ in OUTPUTS])
def test_the_output_shown_is_what_the_command_prints(command: str, output: str) -> None:
    name, *arguments = shlex.split(command)
    assert name == "rumourx"
    done = subprocess.run(
        [sys.executable, "-m", "rumourx", *arguments], capture_output=True, encoding="utf-8", cwd=ROOT, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == output


def test_there_is_an_output_to_check() -> None:
    assert OUTPUTS


class TestCommands:
    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_and_option_exists(self, command: str) -> None:
        words = shlex.split(command)[1:]
        found = typer.main.get_command(app)
        while words and words[0] in getattr(found, "commands", {}):
            found = found.commands[words.pop(0)]  # type: ignore[attr-defined]
        options = {"--help", "-h", "--install-completion"} | {name for option in found.params for name in option.opts}
        used = {word.partition("=")[0] for word in words if word.startswith("-") and word != "-"}
        assert used <= options, command
        if hasattr(found, "commands"):
            assert all(word.startswith("-") for word in words), f"no such command: {command}"

    def test_the_main_job_and_the_tests_are_marked_for_ci(self) -> None:
        for name in ("main job", "tests"):
            assert re.search(rf"<!-- command: {name} -->\n```sh\n.+\n```\n", README), name

    @pytest.mark.parametrize("module", MODULES)
    def test_every_module_that_is_run_exists(self, module: str) -> None:
        runs = ["__main__.py", f"{module.rpartition('.')[2]}.py"]
        folders = [ROOT.joinpath(*module.split(".")), ROOT.joinpath(*module.split(".")[:-1])]
        assert any((folder / name).is_file() for folder, name in zip(folders, runs, strict=True))


class TestPython:
    def test_the_snippet_of_the_api_runs_and_says_what_it_gives(self) -> None:
        (code,) = [code for code in PYTHON if "import rumourx" in code]
        comments = dict(re.findall(r"^(\S.*?) +# ('.*')$", code, re.MULTILINE))
        before_the_loop, loop, behind_it = re.split(r"^(for .*\n    \.\.\..*\n)", code, flags=re.MULTILINE)
        names: dict[str, object] = {}
        exec(before_the_loop, names)
        assert comments
        for expression, value in comments.items():
            assert repr(eval(expression, names)) == value
        names["texts"] = ["Il Parma pensa a Vanoli.", "Il Torino tace."]
        exec(loop + behind_it, names)
        assert names["record"].clubs[0].name == "Torino"  # type: ignore[attr-defined]

    def test_the_snippet_for_other_pipelines_runs(self, news_pipeline: Path, tmp_path: Path) -> None:
        (code,) = [code for code in PYTHON if "spacy.load" in code]
        assert '"it_core_news_lg"' in code
        nlp = spacy.load(news_pipeline)
        nlp.add_pipe("sentencizer", first=True)  # as spaCy's own pipelines, it finds the sentences
        nlp.to_disk(tmp_path / "pipeline")
        names: dict[str, object] = {}
        exec("import spacy\n" + code.replace('"it_core_news_lg"', repr(str(tmp_path / "pipeline"))), names)
        assert names["doc"]._.quotes == [  # type: ignore[attr-defined]
            {"speaker": "Paolo Vanoli", "cue": "ha detto", "start": 1, "end": 16}
        ]

    def test_every_component_is_listed(self) -> None:
        assert set(re.findall(r"`(rumourx_\w+)`", README)) == {
            "rumourx_paragraphs",
            "rumourx_own_names",
            *(change["factory"] for change in READING.values()),
            *COMPONENTS,
        }


def test_every_path_that_it_names_exists() -> None:
    named = re.findall(r"`([\w./]+/[\w./]*)`", README)
    paths = [path for path in named if not path.startswith(("it_", "facts"))]  # a reader's own outputs are facts…
    assert len(paths) > 8
    for path in paths:
        places = [ROOT / path, ROOT / "rumourx" / "pipeline" / path, ROOT / "rumourx" / "gazetteer" / path]
        assert any(place.exists() for place in places), path


def test_every_link_into_the_repository_leads_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert links
    headings = {f"#{title.lower().replace(' ', '-')}" for title in re.findall(r"^#+ (.+)$", README, re.MULTILINE)}
    for link in links:
        assert link in headings if link.startswith("#") else (ROOT / link).exists(), link
