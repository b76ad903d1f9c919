"""The command line: one module a command; the work is done in the other rooms.

Importing it is cheap: neither spaCy nor pydantic is loaded before a command needs it.

Exit codes beside those of `rumourx.errors`: 129, 130 and 143 when a signal ends it (SIGHUP, SIGINT, SIGTERM), 141
when the reader of a pipe has gone, 70 for a fault of RumourX's own. For that one, and for 74, RUMOURX_TRACEBACK=1
in the environment shows where.
"""

import os
import sys

from rumourx.errors import SYSTEM_FAULT, RumourXError, lacks_memory, refusal
from rumourx.process import prepare_process

INTERRUPTED = 130
OWN_FAULT = 70


def main() -> None:
    """Run the command that `sys.argv` holds and exit; a problem is one sentence on standard error."""
    try:
        # Imported here, so that from the first moment an interrupt is no traceback.
        from rumourx.cli.signals import end_at_signals

        end_at_signals()
        _run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _run() -> None:
    from rumourx.cli.streams import (
        PIPE_CLOSED,
        let_go_of_standard_output,
        occupy_closed_streams,
        say,
        tolerate_any_letter,
    )

    occupy_closed_streams()
    tolerate_any_letter()
    prepare_process()
    try:
        from rumourx.cli.app import app

        app(prog_name="rumourx")
    except RumourXError as error:
        say(str(error))
        sys.exit(error.exit_code)
    except SystemExit as leaving:
        # Click and rich print help themselves, and leave with code 1 when its reader has gone.
        if not isinstance(leaving.__context__, BrokenPipeError):
            raise
        let_go_of_standard_output()
        sys.exit(PIPE_CLOSED)
    except Exception as error:
        if os.environ.get("RUMOURX_TRACEBACK"):
            raise
        code, sentence = _explained(error)
        say(sentence)
        sys.exit(code)


def _explained(error: Exception) -> tuple[int, str]:
    """The exit code and the sentence for what no command foresaw."""
    if isinstance(error, OSError):
        return SYSTEM_FAULT, f"{refusal(error)}."
    if lacks_memory(error):
        return SYSTEM_FAULT, "there is not enough memory; free some, or read fewer articles at a time."
    return OWN_FAULT, f"a fault of RumourX's own: {type(error).__name__}: {error}; please report it."
