"""Text from outside, made safe to print on a terminal."""

import re

UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
LINE_BREAK = re.compile("\r\n|[\r\u2028\u2029]")


def printable(text: str) -> str:
    r"""The text with its control characters, text-direction marks and lone surrogates spelt out as escapes.

    Line breaks become ``\n``, and a tab a blank.

    >>> printable("\x1b[31mrosso\x07")
    '\\x1b[31mrosso\\x07'
    """
    text = LINE_BREAK.sub("\n", text).replace("\t", " ")
    return UNSAFE.sub(lambda match: ascii(match[0])[1:-1], text)


def on_one_line(text: str) -> str:
    r"""The printable text with every stretch of blanks and line breaks as one blank.

    >>> on_one_line("Paolo\n  Vanoli")
    'Paolo Vanoli'
    """
    return " ".join(printable(text).split())
