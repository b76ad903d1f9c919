"""The command line: one module a command; the work is done in the other rooms.

Importing it is cheap: neither spaCy nor pydantic is loaded before a command needs it.

Exit codes beside those of `rumourx.errors`: 130 when interrupted, 141 when the reader of a pipe has gone, 74
when the system refuses a read or write (a full disk), 70 for a fault of RumourX's own. In the last two cases
RUMOURX_TRACEBACK=1 in the environment shows where.
"""

import os
import sys

from rumourx.cli.app import app
from rumourx.cli.streams import PIPE_CLOSED, let_go_of_standard_output, say, tolerate_any_letter
from rumourx.errors import RumourXError

INTERRUPTED = 130
SYSTEM_FAULT = 74
OWN_FAULT = 70


def main() -> None:
    """Run the command that `sys.argv` holds and exit; a problem is one sentence on standard error."""
    tolerate_any_letter()
    try:
        app(prog_name="rumourx")
    except RumourXError as error:
        say(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except SystemExit as leaving:
        # Click and rich print help themselves, and leave with code 1 when its reader has gone.
        if not isinstance(leaving.__context__, BrokenPipeError):
            raise
        let_go_of_standard_output()
        sys.exit(PIPE_CLOSED)
    except Exception as error:
        if os.environ.get("RUMOURX_TRACEBACK"):
            raise
        if isinstance(error, OSError):
            say(f"the system refused: {error}.")
            sys.exit(SYSTEM_FAULT)
        say(f"a fault of RumourX's own: {type(error).__name__}: {error}; please report it.")
        sys.exit(OWN_FAULT)
