"""A person in the making: the mentions that were found to be one person's."""

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from rumourx.gazetteer import fold
from rumourx.pipeline.people.candidates import Candidate


@dataclass
class Cluster:
    """The mentions of one person in the order of the text; `words` is the folded full form, compared with others."""

    words: tuple[str, ...]
    mentions: list[Candidate] = field(default_factory=list)
    name: str = ""
    person_id: str | None = None

    @property
    def is_full(self) -> bool:
        """Whether the person is known by more than a surname."""
        return len(self.words) > 1

    def add(self, mention: Candidate) -> None:
        """File a mention in its place."""
        insort(self.mentions, mention)

    def distance(self, offset: int) -> tuple[bool, int]:
        """Return how near a place the cluster is mentioned: True and the way on where it is mentioned only later."""
        place = bisect_left(self.mentions, (offset,))
        if place:
            return False, offset - self.mentions[place - 1].start
        return True, self.mentions[0].start - offset


def name_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name.

    >>> name_words("S. Inzaghi"), name_words("João  Félix")
    (('s.', 'inzaghi'), ('joao', 'felix'))
    """
    return tuple(fold(text).replace("-", " ").split())
