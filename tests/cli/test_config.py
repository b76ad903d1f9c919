"""The configuration file, environment variables and flags: which one wins, and what is refused."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rumourx.cli.batch import batch
from rumourx.cli.config import configured_defaults, find_config
from rumourx.cli.evaluate import evaluate
from rumourx.cli.extract import extract
from rumourx.errors import UsageError

Run = Callable[..., subprocess.CompletedProcess[str]]
COMMANDS = {"extract": extract, "batch": batch, "evaluate": evaluate}
NAMES = '[[clubs]]\nname = "Vigor Fontanasecca"\nnicknames = ["Rospi"]\n'
ROSPI = "La squadra è in ritiro da ieri. I Rospi pensano a Paolo Vanoli, che ha un contratto fino al 2027.\n"


@pytest.fixture
def config(tmp_path: Path) -> Callable[[str], Path]:
    """Write a rumourx.toml in the folder where the command runs."""

    def config(text: str) -> Path:
        path = tmp_path / "rumourx.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return config


class TestWhatWins:
    def test_the_file_sets_an_option(self, run: Run, article: Path, config: Callable[[str], Path]) -> None:
        config('[extract]\nformat = "jsonl"\nonly = "clubs"\n')
        done = run("extract", article.name)
        assert (done.returncode, done.stderr) == (0, "")
        record = json.loads(done.stdout)
        assert "clubs" in record
        assert "people" not in record

    def test_the_environment_wins_over_the_file_and_a_flag_over_both(
        self, run: Run, article: Path, config: Callable[[str], Path]
    ) -> None:
        config('[extract]\nformat = "jsonl"\n')
        from_environment = run("extract", article.name, RUMOURX_EXTRACT_FORMAT="csv")
        assert from_environment.stdout.startswith("source,title,")
        from_flag = run("extract", article.name, "--format", "json", RUMOURX_EXTRACT_FORMAT="csv")
        assert from_flag.stdout.startswith("{\n")

    def test_a_flag_of_the_file_is_turned_off_by_the_environment(
        self, run: Run, article: Path, config: Callable[[str], Path]
    ) -> None:
        config('[batch]\nquiet = true\noutput = "facts.jsonl"\noverwrite = true\n')
        assert run("batch", article.name).stderr == ""
        assert run("batch", article.name, RUMOURX_BATCH_QUIET="0").stderr != ""

    def test_a_table_wins_over_the_keys_before_it(self, config: Callable[[str], Path], tmp_path: Path) -> None:
        config('pipeline = "it_core_news_sm"\n[batch]\npipeline = "it_core_news_lg"\n')
        defaults = configured_defaults(COMMANDS, tmp_path)
        assert defaults["extract"] == {"pipeline": "it_core_news_sm"}
        assert defaults["batch"] == {"pipeline": "it_core_news_lg"}

    def test_without_a_file_nothing_is_set(self, tmp_path: Path) -> None:
        assert configured_defaults(COMMANDS, tmp_path) == {}


class TestWhereItIs:
    def test_the_nearest_file_wins(self, config: Callable[[str], Path], tmp_path: Path) -> None:
        far = config('[extract]\nformat = "csv"\n')
        folder = tmp_path / "inner" / "deeper"
        folder.mkdir(parents=True)
        assert configured_defaults(COMMANDS, folder)["extract"] == {"format": "csv"}
        near = tmp_path / "inner" / "rumourx.toml"
        near.write_text('[extract]\nonly = "clubs"\n', encoding="utf-8")
        assert configured_defaults(COMMANDS, folder)["extract"] == {"only": "clubs"}
        found = find_config(folder)
        assert found is not None and found.path == near != far

    def test_it_may_be_a_table_of_pyproject(self, run: Run, article: Path, tmp_path: Path) -> None:
        text = '[project]\nname = "x"\n\n[tool.rumourx.extract]\nformat = "csv"\n'
        (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
        assert run("extract", article.name).stdout.startswith("source,title,")

    def test_a_pyproject_that_is_silent_on_rumourx_is_passed_over(
        self, config: Callable[[str], Path], tmp_path: Path
    ) -> None:
        config('[extract]\nformat = "csv"\n')
        folder = tmp_path / "project"
        folder.mkdir()
        (folder / "pyproject.toml").write_text("[project\nis not TOML, and none of our business", encoding="utf-8")
        assert configured_defaults(COMMANDS, folder)["extract"] == {"format": "csv"}

    def test_rumourx_toml_comes_before_pyproject(self, config: Callable[[str], Path], tmp_path: Path) -> None:
        path = config("")
        (tmp_path / "pyproject.toml").write_text('[tool.rumourx.extract]\nformat = "csv"\n', encoding="utf-8")
        found = find_config(tmp_path)
        assert found is not None and found.path == path

    def test_paths_stand_from_its_folder(
        self, run: Run, config: Callable[[str], Path], tmp_path: Path, environment: dict[str, str]
    ) -> None:
        config('gazetteer = "lists/names.toml"\n[extract]\nformat = "jsonl"\noutput = "facts.jsonl"\n')
        (tmp_path / "lists").mkdir()
        (tmp_path / "lists" / "names.toml").write_text(NAMES, encoding="utf-8")
        folder = tmp_path / "articles"
        folder.mkdir()
        (folder / "rospi.txt").write_text(ROSPI, encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", "rumourx", "extract", "rospi.txt"], cwd=folder, env=environment, check=True
        )
        record = json.loads((tmp_path / "facts.jsonl").read_text(encoding="utf-8"))
        assert [club["name"] for club in record["clubs"]] == ["Vigor Fontanasecca"]

    @pytest.mark.parametrize(
        ("key", "value", "expected"),
        [
            ("pipeline", "it_core_news_sm", "it_core_news_sm"),
            ("pipeline", "models/mine", "{folder}/models/mine"),
            ("output", "out/", "{folder}/out/"),
            ("output", "/data/facts.jsonl", "/data/facts.jsonl"),
            ("output", "s3://bucket/facts.jsonl", "s3://bucket/facts.jsonl"),
            ("glob", "*.html", "*.html"),
        ],
    )
    def test_only_paths_do(
        self, config: Callable[[str], Path], tmp_path: Path, key: str, value: str, expected: str
    ) -> None:
        config(f'[batch]\n{key} = "{value}"\n')
        assert configured_defaults(COMMANDS, tmp_path)["batch"] == {key: expected.format(folder=tmp_path)}


class TestWhatItMayHold:
    def test_values_of_every_type(self, config: Callable[[str], Path], tmp_path: Path) -> None:
        config(
            'gazetteer = ["/a.toml", "/b.toml"]\n[batch]\njobs = 4\nfail-fast = true\nduplicates = "drop"\n'
            'block_size = 8\ndate = 2025-05-12\n[extract]\ngazetteer = "/c.toml"\n'
        )
        defaults = configured_defaults(COMMANDS, tmp_path)
        assert defaults["batch"] == {
            "gazetteer": ["/a.toml", "/b.toml"],
            "jobs": 4,
            "fail_fast": True,
            "duplicates": "drop",
            "block_size": 8,
            "date": "2025-05-12",
        }
        assert defaults["extract"] == {"gazetteer": ["/c.toml"]}

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("[extract\n", "is not TOML: "),
            ("jobs = 3\n", "has the unknown key “jobs”; the known ones are gazetteer, pipeline, [extract], [batch], "),
            ("[extrakt]\n", "has the unknown key “extrakt”; the known ones are "),
            ("extract = 3\n", "extract must be a table, [extract], of options of rumourx extract."),
            ("[extract]\njobs = 3\n", "[extract] has the unknown key “jobs”; the known ones are format, output, "),
            ("[extract]\nformat = 'xml'\n", "[extract] format must be one of table, json, jsonl, csv, not “xml”."),
            ("[extract]\nonly = ['clubs']\n", "[extract] only must be text in quotes, not a list."),
            ("[batch]\njobs = 'two'\n", "[batch] jobs must be a whole number at least 1, not “two”."),
            ("[batch]\njobs = 0\n", "[batch] jobs must be a whole number at least 1, not 0."),
            ("[batch]\njobs = true\n", "[batch] jobs must be a whole number at least 1, not true."),
            ("[batch]\nquiet = 1\n", "[batch] quiet must be true or false, not 1."),
            ("[batch]\nblock-size = 1\nblock_size = 2\n", "[batch] sets block-size twice; keep one of the two."),
            ("gazetteer = 3\n", "gazetteer must be text in quotes, or a list of such texts, not 3."),
            ("gazetteer = ['a', 3]\n", "gazetteer must be text in quotes, or a list of such texts, not 3."),
        ],
    )
    def test_what_is_wrong_is_one_sentence_that_names_the_file(
        self, config: Callable[[str], Path], tmp_path: Path, text: str, sentence: str
    ) -> None:
        path = config(text)
        with pytest.raises(UsageError) as error:
            configured_defaults(COMMANDS, tmp_path)
        assert str(error.value).startswith(str(path))
        assert sentence in str(error.value)
        assert "\n" not in str(error.value)

    def test_a_wrong_file_ends_the_command(self, run: Run, article: Path, config: Callable[[str], Path]) -> None:
        path = config("[extract]\nverbose = true\n")
        done = run("extract", article.name)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"rumourx: {path}: [extract] has the unknown key “verbose”;")

    def test_a_wrong_table_of_pyproject_names_that_file(self, tmp_path: Path) -> None:
        (tmp_path / "pyproject.toml").write_text("[tool.rumourx]\nx = 1\n", encoding="utf-8")
        with pytest.raises(UsageError, match=r"pyproject\.toml has the unknown key “x”"):
            configured_defaults(COMMANDS, tmp_path)

    def test_a_file_that_is_no_text(self, tmp_path: Path) -> None:
        (tmp_path / "rumourx.toml").write_bytes(b"\xff\xfe\x00\x01")
        with pytest.raises(UsageError, match=r"rumourx\.toml cannot be read \(it is not UTF-8\)"):
            configured_defaults(COMMANDS, tmp_path)


class TestOwnNames:
    @pytest.fixture
    def rospi(self, tmp_path: Path) -> Path:
        (tmp_path / "names.toml").write_text(NAMES, encoding="utf-8")
        path = tmp_path / "rospi.txt"
        path.write_text(ROSPI, encoding="utf-8")
        return path

    def test_extract_reads_with_them(self, run: Run, rospi: Path) -> None:
        done = run("extract", rospi.name, "--gazetteer", "names.toml", "--format", "jsonl")
        assert (done.returncode, done.stderr) == (0, "")
        assert [club["name"] for club in json.loads(done.stdout)["clubs"]] == ["Vigor Fontanasecca"]

    def test_several_files_by_flags_or_by_the_environment(self, run: Run, rospi: Path, tmp_path: Path) -> None:
        more = '[[outlets]]\nname = "Il Pungolo"\n'
        (tmp_path / "more.toml").write_text(more, encoding="utf-8")
        rospi.write_text(ROSPI + "Lo riporta il Pungolo.\n", encoding="utf-8")
        options = ("--format", "jsonl", "--only", "clubs,outlets")
        by_flags = run("extract", rospi.name, *options, "--gazetteer", "names.toml", "--gazetteer", "more.toml")
        by_variable = run("extract", rospi.name, *options, RUMOURX_EXTRACT_GAZETTEER="names.toml:more.toml")
        record = json.loads(by_flags.stdout)
        assert [one["name"] for one in (*record["clubs"], *record["outlets"])] == ["Vigor Fontanasecca", "Il Pungolo"]
        assert by_variable.stdout == by_flags.stdout

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_batch_reads_with_them_in_every_process(self, run: Run, rospi: Path, tmp_path: Path, jobs: str) -> None:
        (tmp_path / "second.txt").write_text(ROSPI, encoding="utf-8")
        options = ("--jobs", jobs, "--block-size", "1", "--quiet", "--duplicates", "ignore")
        done = run("batch", rospi.name, "second.txt", "-o", "facts.jsonl", "--gazetteer", "names.toml", *options)
        assert (done.returncode, done.stderr) == (0, "")
        lines = (tmp_path / "facts.jsonl").read_text(encoding="utf-8").splitlines()
        assert [[club["name"] for club in json.loads(line)["clubs"]] for line in lines] == [["Vigor Fontanasecca"]] * 2

    def test_evaluate_scores_with_them(self, run: Run, rospi: Path, tmp_path: Path) -> None:
        gold = tmp_path / "gold"
        gold.mkdir()
        text = ROSPI.replace("Rospi", "{C Vigor Fontanasecca|Rospi}").replace("Paolo Vanoli", "{P Paolo Vanoli}")
        facts = "--- people\nPaolo Vanoli: null\n--- clubs\nVigor Fontanasecca: club\n"
        empty = "--- quotes\n--- contracts\n--- rumours\n"
        (gold / "rospi.txt").write_text(f"voice: agency\n--- text\n{text}{facts}{empty}", encoding="utf-8")
        scored = [
            json.loads(run("evaluate", "gold", "--format", "json", *more).stdout)
            for more in ([], ["--gazetteer", "names.toml"])
        ]
        assert scored[0] != scored[1]

    def test_a_wrong_file_ends_the_command_before_any_article_is_read(
        self, run: Run, rospi: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "names.toml").write_text('[[clubs]]\nnames = "Vigor"\n', encoding="utf-8")
        for command in (("extract",), ("batch", "--output", "facts.jsonl")):
            done = run(*command, rospi.name, "--gazetteer", "names.toml")
            assert (done.returncode, done.stdout) == (2, "")
            assert done.stderr.startswith("rumourx: names.toml: [[clubs]] 1 ")
        assert not (tmp_path / "facts.jsonl.parts").exists()


class TestHelp:
    @pytest.mark.parametrize(
        ("command", "variables"),
        [
            ("extract", ["RUMOURX_EXTRACT_FORMAT", "RUMOURX_EXTRACT_GAZETTEER"]),
            ("batch", ["RUMOURX_BATCH_JOBS", "RUMOURX_BATCH_GAZETTEER"]),
            ("evaluate", ["RUMOURX_EVALUATE_PIPELINE"]),
        ],
    )
    def test_it_shows_the_environment_variables(self, run: Run, command: str, variables: list[str]) -> None:
        done = run(command, "--help", COLUMNS="200")
        assert done.returncode == 0
        for variable in variables:
            assert variable in done.stdout

    def test_no_variable_prints_the_version(self, run: Run, article: Path) -> None:
        done = run("extract", article.name, "--only", "clubs", RUMOURX_VERSION="1")
        assert "Parma" in done.stdout


def test_reading_the_file_loads_no_heavy_library(config: Callable[[str], Path], environment: dict[str, str]) -> None:
    path = config('gazetteer = "names.toml"\n[extract]\nformat = "jsonl"\n[batch]\njobs = 2\n')
    code = (
        "import sys\n"
        "from rumourx.cli.app import COMMANDS, configured_defaults\n"
        "read = configured_defaults({command.__name__: command for command in COMMANDS})\n"
        "heavy = ('spacy', 'pydantic', 'numpy', 'rumourx.gazetteer')\n"
        "print(read['batch']['jobs'], [name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=path.parent, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "2 []\n"
