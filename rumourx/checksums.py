"""Tells whether the weights and lists that the pipeline loads are those that this version was made with.

`weights.sha256` beside this module holds the SHA-256 of each, in the format of the command `sha256sum`. What builds
one of the files renews it; `python -m rumourx.checksums` does nothing else.
"""

import hashlib
from functools import cache
from pathlib import Path

from rumourx.errors import PipelineError

PACKAGE = Path(__file__).resolve().parent
MANIFEST = "weights.sha256"

FOLDER = "it_rumourx_sm"
FILES = (
    "gazetteer/gazetteer.msgpack",
    "pipeline/lexicons/confidence.json",
    "pipeline/lexicons/rumour_weights.msgpack",
)
"""What is built and is loaded with each pipeline, beside the files of FOLDER."""


@cache
def check_weights(package: Path = PACKAGE) -> None:
    """Compare the files with the manifest, once a process: 14 MB, which takes some hundredths of a second.

    Raises PipelineError when one is missing or not what it was.
    """
    for name, expected in _read_manifest(package / MANIFEST).items():
        path = package / name
        try:
            found = _sha256(path)
        except OSError as error:
            raise PipelineError(_again(f"{path} cannot be read ({error.strerror})")) from error
        if found != expected:
            raise PipelineError(_again(f"{path} is damaged: it is not the file of this version (by its SHA-256)"))


def renew_manifest(written: Path, package: Path = PACKAGE) -> None:
    """Write the manifest of the files as they are now, if `written`, a new file or folder, is of the package."""
    if written.resolve().is_relative_to(package):
        lines = [f"{_sha256(package / name)}  {name}\n" for name in _names(package)]
        (package / MANIFEST).write_text("".join(lines), encoding="ascii", newline="\n")


def _names(package: Path) -> list[str]:
    in_folder = (path for path in (package / FOLDER).rglob("*") if path.is_file() and path.name != "LICENSE")
    return sorted([*(path.relative_to(package).as_posix() for path in in_folder), *FILES])


def _read_manifest(path: Path) -> dict[str, str]:
    """Return the SHA-256 of each file by its name; the manifest is damaged where it ends before the last of FILES."""
    try:
        rows = [line.split("  ", 1) for line in path.read_text(encoding="ascii").splitlines()]
        listed = {name: checksum for checksum, name in rows}
    except (OSError, ValueError) as error:
        raise PipelineError(_again(f"{path} is missing or damaged")) from error
    if not listed.keys() >= set(FILES):
        raise PipelineError(_again(f"{path} is missing or damaged"))
    return listed


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _again(problem: str) -> str:
    return f"{problem}; install rumourx again."


if __name__ == "__main__":
    renew_manifest(PACKAGE)
