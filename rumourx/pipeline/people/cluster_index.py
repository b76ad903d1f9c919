"""Looks clusters up by the words of their names, so that a mention is compared with few of them."""

from collections import defaultdict

from rumourx.pipeline.people.cluster import Cluster

_SHORTEST_BEGINNING = 4  # letters
Words = tuple[str, ...]


class ClusterIndex:
    """The clusters of a Doc in the order of their making; every look-up keeps that order."""

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._by_words: dict[Words, list[int]] = defaultdict(list)
        self._by_edge: dict[str, list[int]] = defaultdict(list)
        self._by_slip: dict[str, list[int]] = defaultdict(list)
        self._by_beginning: dict[str, list[int]] = defaultdict(list)

    def add(self, cluster: Cluster) -> None:
        """Take in a new cluster."""
        number = len(self.clusters)
        self.clusters.append(cluster)
        self._by_words[cluster.words].append(number)
        for word in {cluster.words[0], cluster.words[-1]}:
            self._by_edge[word].append(number)
        for form in _shortened(cluster.words[-1]):
            self._by_slip[form].append(number)

        if cluster.is_full:
            for length in range(_SHORTEST_BEGINNING, len(cluster.words[0]) + 1):
                self._by_beginning[cluster.words[0][:length]].append(number)

    def named(self, words: Words) -> list[Cluster]:
        """Return the clusters of exactly these words."""
        return self._at(set(self._by_words.get(words, ())))

    def sharing_edge(self, words: Words) -> list[Cluster]:
        """Return the clusters whose first or last word is the first or last of these."""
        return self._at({number for word in (words[0], words[-1]) for number in self._by_edge.get(word, ())})

    def nearly_surnamed(self, word: str) -> list[Cluster]:
        """Return the clusters whose last word may be this one with a letter wrong, and some that only look so."""
        return self._at({number for form in _shortened(word) for number in self._by_slip.get(form, ())})

    def beginning(self, short: str) -> list[Cluster]:
        """Return the clusters of a full name whose given name begins with a short form ("gian", not "gi")."""
        return self._at(set(self._by_beginning.get(short, ())))

    def _at(self, numbers: set[int]) -> list[Cluster]:
        return [self.clusters[number] for number in sorted(numbers)]


def _shortened(word: str) -> set[str]:
    """Return a word and what is left of it without any one letter: words a letter apart share one of these.

    >>> sorted(_shortened("kane"))
    ['ane', 'kae', 'kan', 'kane', 'kne']
    """
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
