"""By which word the people of a dataset are looked up."""

from rumourx.mill import person_key


def last_word(name: str) -> str:
    """The last word of a name, folded: two names of one person have it in common, but for a slip in that word.

    >>> last_word("Hakan Çalhanoğlu"), last_word("S.Inzaghi"), last_word("Vanoli")
    ('calhanoglu', 'inzaghi', 'vanoli')
    """
    return person_key(name).rpartition(" ")[2]
