"""The bytes of a file or an address, decompressed where it is gzip; what goes wrong is an ArticleError."""

import gzip
import os
import re
import stat
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePath
from typing import BinaryIO, Literal, cast

from rumourx.errors import ArticleError, RumourXError
from rumourx.reading.task import Kind

MAX_FILE_BYTES = 10_000_000  # one article, decompressed, with all that a page or a JSON object has around it
CHUNK = 1 << 20  # bytes
MAX_GROWTH = 200  # times: text shrinks to a third or a tenth; what is made to fill a memory shrinks to a thousandth
GROWTH_FREE_BYTES = 20_000_000  # below it any growth is harmless
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
QUERY = re.compile("[?#]")
PASSWORD = re.compile(r"^([^:/]+://)[^/?#]*@")
MAX_REASON = 200  # characters of what a library says about an error
SUFFIXES: dict[str, Kind | Literal["lines"]] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "line",
    ".jsonl": "lines",
    ".ndjson": "lines",
}


def is_address(location: str) -> bool:
    """Does it name something elsewhere, as `https://…` or `s3://…`, not a path?

    >>> is_address("https://example.org/a.html"), is_address("news/a.html")
    (True, False)
    """
    return ADDRESS.match(location) is not None


def is_gzip(location: str) -> bool:
    """Does its name say that it is compressed?"""
    return _name(location).endswith(".gz")


def kind_of(location: str) -> Kind | Literal["lines"]:
    """How a file is read, by its name: `lines` holds many articles, the others are kinds of task.

    >>> [kind_of(name) for name in ("a.txt", "A.HTM.GZ", "a.ndjson", "https://example.org/a.html?page=2")]
    ['text', 'html', 'lines', 'html']
    """
    return SUFFIXES.get(PurePath(_name(location).removesuffix(".gz")).suffix, "text")


def shown(location: str) -> str:
    """A path or an address as records and messages call it: printable, and without a password.

    >>> shown("https://me:secret@example.org/a.html")
    'https://example.org/a.html'
    """
    if not is_address(location):
        return os.fsencode(location).decode("utf-8", "replace")
    return PASSWORD.sub(r"\1", location)


def read_file(location: str) -> bytes:
    """All bytes of a file or address, decompressed; what is longer than an article may be is cut off just behind.

    Raises ArticleError when it cannot be read.
    """
    data = bytearray()
    with closing(chunks(location)) as pieces:
        for piece in pieces:
            data += piece
            if len(data) > MAX_FILE_BYTES:
                break
    return bytes(data[: MAX_FILE_BYTES + 1])


def chunks(location: str) -> Generator[bytes, None, None]:
    """The bytes of a file or address, decompressed, in pieces that fit into memory.

    Raises ArticleError when it cannot be read, or grows without end.
    """
    with explained(shown(location)), _open(location) as stream:
        if is_gzip(location):
            yield from _inflated(stream, shown(location))
        else:
            yield from iter(lambda: stream.read(CHUNK), b"")


def is_device(location: str) -> bool:
    """Is it a device of this machine, such as /dev/zero, which may never end?"""
    try:
        mode = Path(location).stat().st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISCHR(mode) or stat.S_ISBLK(mode)


@contextmanager
def explained(name: str) -> Iterator[None]:
    """What goes wrong in reading `name`, as an ArticleError that a person understands."""
    try:
        yield
    except (RumourXError, MemoryError):
        raise
    except FileNotFoundError as error:
        raise ArticleError(f"{name} does not exist; check its name and folder.") from error
    except IsADirectoryError as error:
        raise ArticleError(f"{name} is a folder; name the articles in it, for example {name}/*.txt.") from error
    except PermissionError as error:
        raise ArticleError(f"{name} may not be read; give yourself permission to read it.") from error
    except EOFError as error:
        raise ArticleError(f"{name} is cut off: its gzip data end too early; copy or compress it again.") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise ArticleError(f"{name} is no gzip file, or a damaged one; copy or compress it again.") from error
    except Exception as error:  # what is behind an address fails in ways of its own, one for each library
        reason = (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
        thing = "address" if is_address(name) else "file"
        raise ArticleError(f"{name} cannot be read ({reason[:MAX_REASON]}); check the {thing}.") from error


class _Counted:
    """A stream that counts the bytes read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


def _inflated(stream: BinaryIO, name: str) -> Iterator[bytes]:
    counted = _Counted(stream)
    total = 0
    with gzip.GzipFile(fileobj=cast(BinaryIO, counted), mode="rb") as inflated:
        # read1 hands out what was read before the damage; read would lose it.
        while piece := inflated.read1(CHUNK):
            total += len(piece)
            if total > max(GROWTH_FREE_BYTES, MAX_GROWTH * counted.count):
                raise ArticleError(
                    f"{name} grows to more than {MAX_GROWTH} times its size when it is decompressed, as no text "
                    "does; the rest of it was not read."
                )
            yield piece


def _open(location: str) -> BinaryIO:
    if is_address(location):
        from rumourx.reading.remote import open_address

        return open_address(location)
    return Path(location).open("rb")


def _name(location: str) -> str:
    """A path, or what stands behind an address's host and before its query, in small letters."""
    if is_address(location):
        location = QUERY.split(location.partition("://")[2].partition("/")[2], maxsplit=1)[0]
    return location.lower()
