"""spaCy without its own commands, which can be had back."""

import subprocess
import sys

import pytest


def run(code: str) -> str:
    before = "from rumourx.spacy_commands import defer_spacy_commands; defer_spacy_commands(); import sys, spacy\n"
    done = subprocess.run([sys.executable, "-c", before + code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_importing_spacy_imports_no_library_for_downloads() -> None:
    assert run("print([name for name in ('requests', 'jinja2', 'weasel') if name in sys.modules])") == "[]"


@pytest.mark.parametrize(
    "code",
    [
        "import spacy.cli; print(spacy.cli.download.__name__)",
        "from spacy.cli.download import download; print(download.__name__)",
        "from spacy.cli import download; print(download.__name__)",
    ],
)
def test_its_commands_can_be_restored(code: str) -> None:
    restore = "from rumourx.spacy_commands import restore_spacy_commands; restore_spacy_commands()\n"
    assert run(restore + code) == "download"


def test_its_function_info_works() -> None:
    assert run("print(spacy.info(silent=True)['spacy_version'] == spacy.__version__)") == "True"


def test_where_spacy_is_imported_already_nothing_changes() -> None:
    code = (
        "import spacy, sys; before = sys.modules['spacy.cli']\n"
        "from rumourx.spacy_commands import defer_spacy_commands; defer_spacy_commands()\n"
        "print(sys.modules['spacy.cli'] is before)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "True\n"
