"""The title of an article: its first line, when that is set apart from what follows."""

import re

MAX_TITLE_LENGTH = 200  # characters
MAX_WRAPPED_WIDTH = 100  # characters: lines broken by an editor are no longer than this
LINE_BREAK = re.compile(r"\r\n|\r|\n")
ENDS_LIKE_TEXT = re.compile(r"""(?<!\.)\.["'”»’)\]]*$|[,;:]$""")

ENDS_A_SENTENCE = re.compile(r"""[.!?…]["'”»’)\]]*$""")


def find_title(body: str) -> str | None:
    """The first line of `body` without its blanks, or None when it is text like the lines after it.

    A title is at most 200 characters long, has text after it and does not end in a full stop, comma,
    semicolon or colon. Where no empty line follows, the lines up to the next empty one must not look like
    one paragraph: one that runs on in lower case to the end of a sentence, or is broken at a fixed width.

    >>> find_title("Parma, la pista Vanoli\\n\\nIl Parma pensa a Paolo Vanoli.")
    'Parma, la pista Vanoli'
    >>> find_title("Il Parma pensa a Paolo Vanoli.\\nIl tecnico piace anche al Sassuolo.") is None
    True
    """
    title, *rest = [line.strip() for line in LINE_BREAK.split(body.lstrip())]
    if not any(rest) or len(title) > MAX_TITLE_LENGTH or ENDS_LIKE_TEXT.search(title):
        return None
    if rest[0] and _is_one_paragraph([title, *rest[: rest.index("") if "" in rest else None]]):
        return None
    return title


def _is_one_paragraph(lines: list[str]) -> bool:
    """Do these lines, with no empty one among them, belong to one paragraph?"""
    continues = lines[1][0].islower() and bool(ENDS_A_SENTENCE.search(lines[-1]))
    wrapped = len(lines) > 2 and max(map(len, lines)) <= MAX_WRAPPED_WIDTH
    return continues or wrapped
