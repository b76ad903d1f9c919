"""Which articles tell the same story: near-duplicates, as when ten sites print one agency's report.

An article is compared by the runs of five words in it, without case, accents and punctuation. Two articles tell
the same story when they share half of all the runs that either of them has (a Jaccard similarity of 0.5), by the
estimate of a MinHash of 128 values, whose standard error there is 0.044; so do articles that a chain of such
pairs joins. Pairs are looked for among articles that agree in one of 32 bands of 4 values, which meets 87 % of
the pairs at 0.5, 99 % of those at 0.6, and practically all above.

Memory does not hold the signatures: they lie in temporary files, 768 bytes an article, and about 40 bytes an
article are in memory.
"""

import os
import re
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import cache
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from rumourx.errors import UsageError
from rumourx.gazetteer import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RUN = 5  # words
VALUES = 128  # of a signature
SIGNATURE_BYTES = 4 * VALUES
BAND = 4  # values
SAME_STORY = 0.5
CHUNK = 1024  # signatures that are in memory at a time
MAX_ROUNDS = 64  # of comparing the articles that agree in a band: if more are needed, it is a form, not a story
MIXER = 0x9E3779B97F4A7C15  # odd, so that nothing is lost by multiplying with it
WORD = re.compile(r"\w+")


def signature(text: str) -> str:
    """What a text is compared by, in base64; empty for a text without words.

    Raises UsageError when datasketch is not installed.

    >>> signature("Il Parma pensa a Vanoli: è fatta.") == signature("IL PARMA PENSA A VANOLI. E FATTA")
    True
    """
    words = WORD.findall(fold(text))
    if not words:
        return ""
    runs = {" ".join(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1))}
    sketch = _empty_sketch().copy()
    sketch.update_batch([run.encode("utf-8", "surrogatepass") for run in runs])
    return b64encode(sketch.hashvalues.astype("<u4").tobytes()).decode("ascii")


def clusters(signatures: Iterable[tuple[int, str]], folder: Path | None = None) -> Mapping[int, int]:
    """The number of the first article of the same story, for each article of a story that is told more than once.

    `signatures` are articles' numbers, ascending, each with its signature; they are read once. The temporary
    files lie in `folder`, in the system's place for them if None, and are gone when this returns.

    >>> found = clusters(enumerate(map(signature, ["Il Parma ci pensa", "Altro", "IL PARMA CI PENSA!"])))
    >>> dict(found)
    {0: 0, 2: 0}
    """
    with ExitStack() as stack:
        shelf = _Shelf(stack, folder)
        shelf.keep((number, one) for number, one in signatures if one)
        stories = _Stories(shelf)
        for band in range(VALUES // BAND):
            for members in _agreeing(shelf.keys(band)):
                stories.join_alike(members)
        return stories.told_again()


class Clusters(Mapping[int, int]):
    """The first article of the story of each article that shares one, in 16 bytes for each of these."""

    def __init__(self, numbers: "NDArray[np.int64]", firsts: "NDArray[np.int64]") -> None:
        """Take the articles' numbers, ascending, and the number of each one's first."""
        self._numbers = numbers
        self._firsts = firsts

    def __getitem__(self, number: int) -> int:
        """Return the number of the first article of the same story; KeyError for a story told once."""
        place = int(self._numbers.searchsorted(number))
        if place == len(self._numbers) or self._numbers[place] != number:
            raise KeyError(number)
        return int(self._firsts[place])

    def __iter__(self) -> Iterator[int]:
        return map(int, self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


class _Shelf:
    """The signatures in a file, and a file for each band with a key of every signature's values in it."""

    def __init__(self, stack: ExitStack, folder: Path | None) -> None:
        import numpy as np

        self._signatures = _scratch_file(stack, folder)
        self._bands = [_scratch_file(stack, folder) for _ in range(VALUES // BAND)]
        self.numbers: NDArray[np.int64] = np.empty(0, np.int64)

    def keep(self, signatures: Iterable[tuple[int, str]]) -> None:
        """Put the signatures on the shelf, a chunk at a time."""
        import numpy as np

        numbers = [self.numbers]
        waiting = iter(signatures)
        while chunk := list(islice(waiting, CHUNK)):
            numbers.append(np.fromiter((number for number, _ in chunk), np.int64, len(chunk)))
            packed = b"".join(b64decode(one) for _, one in chunk)
            self._signatures.write(packed)
            values = np.frombuffer(packed, "<u4").reshape(len(chunk), VALUES)
            for band, file in enumerate(self._bands):
                file.write(_keys(values[:, band * BAND : (band + 1) * BAND]).tobytes())
        self.numbers = np.concatenate(numbers)
        self._signatures.flush()

    def keys(self, band: int) -> "NDArray[np.uint64]":
        """The key of each signature in a band: equal where all values of the band are."""
        import numpy as np

        self._bands[band].seek(0)
        return np.fromfile(self._bands[band], np.uint64)

    def values(self, places: "NDArray[np.int64]") -> "NDArray[np.uint32]":
        """The signatures at these places, a row each."""
        import numpy as np

        file = self._signatures.fileno()
        rows = (os.pread(file, SIGNATURE_BYTES, int(place) * SIGNATURE_BYTES) for place in places)
        return np.frombuffer(b"".join(rows), "<u4").reshape(len(places), VALUES)


class _Stories:
    """Which signatures belong to one story, as a forest whose roots are the stories' first ones."""

    def __init__(self, shelf: _Shelf) -> None:
        import numpy as np

        self._shelf = shelf
        self._above = np.arange(len(shelf.numbers), dtype=np.int64)

    def join_alike(self, members: "NDArray[np.int64]") -> None:
        """Compare signatures that agree in a band, and join those that are alike enough."""
        for _ in range(MAX_ROUNDS):
            if len(members) < 2:
                return
            first, others = members[0], members[1:]
            story = self._root(first)
            strangers = others[[self._root(other) != story for other in others]]
            alike = self._alike(first, strangers)
            for other in strangers[alike]:
                self._join(first, other)
            members = strangers[~alike]

    def told_again(self) -> Clusters:
        """The stories of two articles or more."""
        import numpy as np

        roots = np.fromiter((self._root(place) for place in range(len(self._above))), np.int64, len(self._above))
        shared = np.bincount(roots)[roots] > 1 if len(roots) else np.zeros(0, np.bool_)
        return Clusters(self._shelf.numbers[shared], self._shelf.numbers[roots[shared]])

    def _alike(self, first: "np.int64", others: "NDArray[np.int64]") -> "NDArray[np.bool_]":
        import numpy as np

        own = self._shelf.values(np.array([first]))
        chunks = (others[start : start + CHUNK] for start in range(0, len(others), CHUNK))
        alike = [(self._shelf.values(chunk) == own).mean(axis=1) >= SAME_STORY for chunk in chunks]
        return np.concatenate(alike) if alike else np.zeros(0, np.bool_)

    def _root(self, place: "np.int64 | int") -> int:
        above = self._above
        while (parent := above[place]) != place:
            above[place] = above[parent]
            place = parent
        return int(place)

    def _join(self, one: "np.int64", other: "np.int64") -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._above[second] = first


def _agreeing(keys: "NDArray[np.uint64]") -> Iterator["NDArray[np.int64]"]:
    """Yield the places of equal keys, ascending, for each key that stands at several."""
    import numpy as np

    order = np.argsort(keys, kind="stable")
    same_as_next = np.concatenate(([False], keys[order[1:]] == keys[order[:-1]], [False]))
    (edges,) = np.nonzero(same_as_next[1:] != same_as_next[:-1])
    for start, end in edges.reshape(-1, 2):
        yield order[start : end + 1]


def _keys(values: "NDArray[np.uint32]") -> "NDArray[np.uint64]":
    """One number for each row."""
    import numpy as np

    keys = np.zeros(len(values), np.uint64)
    for column in values.T:
        keys = (keys ^ column) * np.uint64(MIXER)
        keys ^= keys >> np.uint64(32)
    return keys


def _scratch_file(stack: ExitStack, folder: Path | None) -> IO[bytes]:
    return stack.enter_context(tempfile.TemporaryFile(dir=folder))


@cache
def _empty_sketch() -> Any:
    try:
        from datasketch import MinHash  # type: ignore[import-untyped]
    except ModuleNotFoundError as error:
        raise UsageError(
            "finding duplicates needs a package that is not installed; get it with `pip install 'rumourx[batch]'`, "
            "or leave them with --duplicates ignore."
        ) from error
    return MinHash(VALUES, seed=1, scheme="affine32")
