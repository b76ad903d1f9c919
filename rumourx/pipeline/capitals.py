"""Capitals: those that come from where a word stands, and texts without them."""

from functools import lru_cache


def starts_sentence(text: str, offset: int) -> bool:
    """Tell whether the word at `offset` has its capital from where it stands: a line, sentence or quote begins.

    >>> starts_sentence("Fine. “Bisogna vincere”", 7), starts_sentence("con Conte", 4)
    (True, False)
    """
    before = text[max(0, offset - 8) : offset].rstrip(" \t")
    opened = before.rstrip("“”\"«‘'’(-–—•* ")
    return not opened or opened[-1] in ".!?…:\n\r" or (before != opened and before[-1] not in "’'")


@lru_cache(maxsize=4)
def in_small_letters(text: str) -> str:
    """Return a text without capitals, each character at its place; patterns of small letters search it fastest.

    >>> in_small_letters("È in SCADENZA"), len(in_small_letters("İstanbul"))
    ('è in scadenza', 8)
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
