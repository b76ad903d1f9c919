"""Capitals that come from where a word stands, not from its being a name."""


def starts_sentence(text: str, offset: int) -> bool:
    """Tell whether the word at `offset` has its capital from where it stands: a line, sentence or quote begins.

    >>> starts_sentence("Fine. “Bisogna vincere”", 7), starts_sentence("con Conte", 4)
    (True, False)
    """
    before = text[max(0, offset - 8) : offset].rstrip(" \t")
    opened = before.rstrip("“”\"«‘'’(-–—•* ")
    return not opened or opened[-1] in ".!?…:\n\r" or (before != opened and before[-1] not in "’'")
