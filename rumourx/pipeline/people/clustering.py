"""Clustering of mentions: full name, surname, initial, nickname, accents and slips of one person become one entry."""

from collections import Counter

from rumourx.gazetteer import Gazetteer, KnownPerson, fold
from rumourx.pipeline.people.candidates import Candidate
from rumourx.pipeline.people.cluster import Cluster, name_words
from rumourx.pipeline.people.cluster_index import ClusterIndex

_SLIP_LENGTH = 6
"""Shorter words than this differ by a letter too often while being two names (Rossi, Russi)."""


def cluster_names(candidates: list[Candidate], known: Gazetteer) -> list[Cluster]:
    """Return the people behind the candidates, in the order of their first mention."""
    index = ClusterIndex()
    full = [one for one in candidates if not one.nickname and len(name_words(one.text)) > 1]
    short = [one for one in candidates if not one.nickname and len(name_words(one.text)) == 1]
    for candidate in [*sorted(full, key=_fullest_first), *short]:
        _add(candidate, index, known)
    for candidate in candidates:
        if candidate.nickname:
            _add_nickname(candidate, index, known)
    for cluster in index.clusters:
        _name_cluster(cluster, known)
    return _merge_same_names(sorted(index.clusters, key=lambda cluster: cluster.mentions[0].start))


def _fullest_first(candidate: Candidate) -> tuple[int, bool, int]:
    """Order names so that "Simone Inzaghi" makes the entry that "S. Inzaghi" joins, whichever comes first."""
    return -len(name_words(candidate.text)), _is_abbreviated(candidate.text), candidate.start


def _is_abbreviated(name: str) -> bool:
    return any(word.endswith(".") for word in name.split()[:-1])


def _add(candidate: Candidate, index: ClusterIndex, known: Gazetteer) -> None:
    words = name_words(candidate.text)
    fitting = index.named(words)
    if not fitting:
        alike = index.sharing_edge(words)
        fitting = [cluster for cluster in alike if _part_of(words, cluster.words)]
        if not fitting:
            alike = alike if len(words) > 1 else index.nearly_surnamed(words[0])
            fitting = [cluster for cluster in alike if _slip_of(words, cluster.words, known)]
    if fitting:
        _nearest(candidate, fitting).add(candidate)
    else:
        index.add(Cluster(words, [candidate]))


def _nearest(candidate: Candidate, clusters: list[Cluster]) -> Cluster:
    """Return the cluster that was mentioned last before the candidate, else the first one after it."""
    return min(clusters, key=lambda cluster: cluster.distance(candidate.start))


def _part_of(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether `words` are a surname, a given name or initials with the surname of the longer `other`."""
    if len(other) == 1 or len(words) > len(other):
        return False
    if len(words) == len(other):
        return words[-1] == other[-1] and _initials(words[:-1], other[:-1])
    if other[-len(words) :] == words or other[: len(words)] == words:
        return True
    if len(words) > 1 and words[-1] == other[-1] and _initials(words[:1], other[:1]):
        return True
    return len(words) > 1 and words[0] == other[0] and words[-1] == other[-1]


def _initials(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether each word equals the other's, or is its initial."""
    return all(
        word == full or (word.endswith(".") and full.startswith(word.rstrip(".")))
        for word, full in zip(words, other, strict=True)
    )


def _slip_of(words: tuple[str, ...], other: tuple[str, ...], known: Gazetteer) -> bool:
    """Tell whether `words` are the other's name, or its surname, with one letter wrong."""
    if len(words) == len(other) > 1:
        pairs = [(word, full) for word, full in zip(words, other, strict=True) if word != full]
        return len(pairs) == 1 and _one_letter_apart(*pairs[0], known, least=5)
    return len(words) == 1 and _one_letter_apart(words[0], other[-1], known, least=_SLIP_LENGTH)


def _one_letter_apart(word: str, full: str, known: Gazetteer, least: int) -> bool:
    if min(len(word), len(full)) < least or word[0] != full[0] or not is_one_edit(word, full):
        return False
    # Two names that both exist are two names, not a slip.
    both_surnames = known.is_surname(word) and known.is_surname(full)
    return not both_surnames and not (known.is_forename(word) and known.is_forename(full))


def is_one_edit(first: str, second: str) -> bool:
    """Tell whether one letter added, left out, changed or swapped with its neighbour makes one word the other.

    >>> is_one_edit("amatino", "amantino"), is_one_edit("vlahovic", "vlahvoic"), is_one_edit("rossi", "verdi")
    (True, True, False)
    """
    if len(first) > len(second):
        first, second = second, first
    if len(second) - len(first) > 1 or first == second:
        return False
    start = next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), len(first))
    if len(first) < len(second):
        return first[start:] == second[start + 1 :]
    if first[start + 1 :] == second[start + 1 :]:
        return True
    return first[start : start + 2] == second[start : start + 2][::-1] and first[start + 2 :] == second[start + 2 :]


def _add_nickname(candidate: Candidate, index: ClusterIndex, known: Gazetteer) -> None:
    """File a nickname with its owner: a person whose given name it shortens or whose it is, else the likeliest one."""
    owners = known.people(candidate.text)
    alike = index.beginning(fold(candidate.text))
    if alike:
        _nearest(candidate, alike).add(candidate)
        return
    for owner in owners:
        words = name_words(owner.name)
        for cluster in index.sharing_edge(words):
            if cluster.words == words or _part_of(cluster.words, words):
                cluster.add(candidate)
                return
    if owners:
        index.add(Cluster(name_words(owners[0].name), [candidate], name=owners[0].name))


def _name_cluster(cluster: Cluster, known: Gazetteer) -> None:
    """Choose the fullest printed form, the most frequent of these; nicknames alone give the known name."""
    if not cluster.name:
        forms = Counter(one.text for one in cluster.mentions if not one.nickname)
        longest = max(len(name_words(form)) for form in forms)
        cluster.name = max(
            (form for form in forms if len(name_words(form)) == longest),
            key=lambda form: (not _is_abbreviated(form), forms[form], not form.isupper(), bool(known.people(form))),
        )
        if cluster.name.isupper() and len(cluster.name) > 3:
            cluster.name = cluster.name.title()
    cluster.person_id = identify(known.people(cluster.name)) if cluster.is_full else None


def identify(owners: tuple[KnownPerson, ...]) -> str | None:
    """Return the id of the one player of a name whose birth date the gazetteer knows; None when it is undecided."""
    dated = {owner.id for owner in owners if owner.role == "player" and owner.born and len(owner.born) == 10}
    return dated.pop() if len(dated) == len(owners) == 1 else None


def _merge_same_names(clusters: list[Cluster]) -> list[Cluster]:
    """Join clusters that came to bear one name, so that a name stands for one person in a Doc."""
    by_name: dict[str, Cluster] = {}
    for cluster in clusters:
        if cluster.name in by_name:
            by_name[cluster.name].mentions = sorted([*by_name[cluster.name].mentions, *cluster.mentions])
        else:
            by_name[cluster.name] = cluster
    return list(by_name.values())
