"""`rumourx/it_rumourx_sm` is a spaCy pipeline of its own, small, with its licence beside the weights."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import rumourx
from rumourx.pipeline.load import EMBEDDED_PATH

PACKAGE = Path(rumourx.__file__).parent

OPEN_IT = """
import json, sys
sys.path += sys.argv[2:]
import spacy

try:
    import rumourx
except ImportError:
    pass
else:
    raise SystemExit("rumourx can be imported, so that this would show nothing")

nlp = spacy.load(sys.argv[1])
doc = nlp("Il Parma pensa a Paolo Vanoli. L'ex-Milan vive a Roma.")
print(json.dumps({
    "lang": nlp.lang,
    "labels": sorted(nlp.get_pipe("ner").labels),
    "sentences": [sentence.text for sentence in doc.sents],
    "people": [entity.text for entity in doc.ents if entity.label_ == "PER"],
    "tokens": [token.text for token in doc],
}))
"""


@pytest.fixture
def site_packages(tmp_path: Path) -> Path:
    """All installed packages but rumourx, and no .pth file that leads to it; spaCy finds no factory of it there."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    for installed in map(Path, sys.path):
        if installed.name in ("site-packages", "dist-packages") and installed.is_dir():
            for path in installed.iterdir():
                if "rumourx" not in path.name and path.suffix != ".pth" and not (folder / path.name).exists():
                    (folder / path.name).symlink_to(path)
    return folder


def size(folder: Path) -> int:
    """Return the bytes of all files in a folder, without what Python caches."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def test_spacy_opens_it_where_rumourx_is_not_installed(site_packages: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", OPEN_IT, str(EMBEDDED_PATH), str(site_packages)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    seen = json.loads(done.stdout)
    assert (seen["lang"], seen["labels"]) == ("it", ["LOC", "MISC", "ORG", "PER"])
    assert seen["sentences"] == ["Il Parma pensa a Paolo Vanoli.", "L'ex-Milan vive a Roma."]
    assert seen["people"] == ["Paolo Vanoli"]
    assert seen["tokens"][7:11] == ["L'", "ex", "-", "Milan"]


def test_its_metadata_say_what_it_is() -> None:
    meta = json.loads((EMBEDDED_PATH / "meta.json").read_text(encoding="utf-8"))
    assert (meta["lang"], meta["name"], meta["version"]) == ("it", "rumourx_sm", rumourx.__version__)
    assert meta["license"] == "CC BY-NC-SA 4.0"
    assert all(source["name"] and source["license"] for source in meta["sources"])


def test_the_licence_and_every_source_stand_beside_the_weights() -> None:
    licence = (EMBEDDED_PATH / "LICENSE").read_text(encoding="utf-8")
    for part in ("CC BY-NC-SA 4.0", "KIND", "WikiNEural"):
        assert part in licence


def test_nothing_of_the_machine_that_trained_it_is_left() -> None:
    for name in ("config.cfg", "meta.json"):
        text = (EMBEDDED_PATH / name).read_text(encoding="utf-8")
        assert "/tmp" not in text
        assert "rumourx." not in text  # no function of this package


@pytest.mark.parametrize(("folder", "megabytes"), [(EMBEDDED_PATH, 15), (PACKAGE, 30)], ids=["weights", "package"])
def test_it_is_small(folder: Path, megabytes: int) -> None:
    assert 1_000_000 < size(folder) <= megabytes * 1_000_000
