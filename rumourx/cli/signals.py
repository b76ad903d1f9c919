"""Signals end a command in good order: what it has begun to write is removed, and there is no traceback."""

import signal
import sys
from types import FrameType
from typing import NoReturn


def end_at_signals() -> None:
    """Let Ctrl-C, SIGTERM and SIGHUP end the command; a second one ends it at once.

    A signal that the process was started to ignore, as by `nohup`, stays ignored.
    """
    usual = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL, signal.SIGHUP: signal.SIG_DFL}
    for number, handler in usual.items():
        if signal.getsignal(number) == handler:
            signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(128 + number)
