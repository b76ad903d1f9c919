"""Where commands write: standard output, a file that is only replaced when all went well, and messages."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal, TextIO

import typer

from rumourx.errors import UsageError
from rumourx.output.terminal import on_one_line

PIPE_CLOSED = 141


def say(message: str) -> None:
    """Print one line on standard error; what it quotes from outside cannot style the terminal.

    Where nobody can read it, as when the reader of the pipe has gone, the work goes on.
    """
    with suppress(OSError):
        print(f"rumourx: {on_one_line(message)}", file=sys.stderr)


def occupy_closed_streams() -> None:
    """Let the null device stand where the caller has closed standard input, output or error.

    Else the next file that is opened would take the number, and get what libraries print.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # the lowest number that is free: this one
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)


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
    """Standard output; UTF-8 with plain line feeds `for_programs`. A closed pipe ends the command quietly.

    Raises UsageError when the caller has closed it.
    """
    if sys.stdout is None:
        raise UsageError("standard output is closed; leave it open, or name a file with --output.")
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
    stream = _writable(draft, "x", shown=path)
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())  # or a power cut could leave the name without the content
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
