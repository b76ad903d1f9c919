"""Where commands write: standard output, a file that is only replaced when all went well, and messages."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TextIO

import typer

from rumourx.errors import UsageError
from rumourx.output.terminal import on_one_line

PIPE_CLOSED = 141


def say(message: str) -> None:
    """Print one line on standard error; what it quotes from outside cannot style the terminal."""
    print(f"rumourx: {on_one_line(message)}", file=sys.stderr)


def tolerate_any_letter() -> None:
    """Let letters that the terminal's encoding lacks print as `?`, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def let_go_of_standard_output() -> None:
    """Send what is still buffered nowhere: it would fail again when Python closes the stream at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def standard_output(*, for_programs: bool = False) -> Iterator[TextIO]:
    """Standard output; UTF-8 with plain line feeds `for_programs`. A closed pipe ends the command quietly."""
    if for_programs and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError as error:
        let_go_of_standard_output()
        raise typer.Exit(PIPE_CLOSED) from error


@contextmanager
def output_file(path: Path) -> Iterator[TextIO]:
    """A file to write; it takes its name, or replaces the file of that name, only when the block succeeds.

    Raises UsageError when the file cannot be written.
    """
    if path.exists() and not path.is_file():
        with _writable(path, "w") as stream:
            yield stream
        return
    target = path.resolve()
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _writable(draft, "x", shown=path) as stream:
            yield stream
        if target.exists():
            draft.chmod(target.stat().st_mode)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _writable(path: Path, mode: Literal["w", "x"], shown: Path | None = None) -> TextIO:
    try:
        return path.open(mode, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{shown or path} cannot be written ({error.strerror}); name another file.") from error
