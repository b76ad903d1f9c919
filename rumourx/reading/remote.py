"""Addresses: what `s3://`, `gs://`, `https://` and the others that fsspec knows lead to."""

from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from rumourx.errors import ArticleError, UsageError
from rumourx.reading.files import explained, shown
from rumourx.reading.folders import is_hidden, matches
from rumourx.reading.task import ReadingOptions, Unread

EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gs", "gcs": "gs"}
"""Which of our extras brings the package for a kind of address; http where none is named."""


def open_address(address: str) -> BinaryIO:
    """The bytes behind an address. Raises UsageError when a package is missing, else as the library does."""
    filesystem, path = _filesystem(address)
    # From a web server as it comes: not all can hand out parts of a file. A size, whichever, saves asking for it.
    options = {"block_size": 0, "size": 1} if _is_web(address) else {}
    return cast(BinaryIO, filesystem.open(path, "rb", **options))


def files_at(address: str, options: ReadingOptions) -> Iterator[str | Unread]:
    """The addresses of the files behind one: itself, or sorted by name those below it where it is a folder.

    Raises UsageError when the kind of address is unknown or its package is not installed.
    """
    filesystem, path = _filesystem(address)
    if _is_web(address):
        yield address
        return
    try:
        with explained(shown(address)):
            is_folder = filesystem.isdir(path)
    except ArticleError as error:
        yield Unread(shown(address), str(error))
        return
    if is_folder:
        yield from _files_below(filesystem, path.rstrip("/"), (), options)
    else:
        yield address


def _is_web(address: str) -> bool:
    """Is it a page or file of a web server? These have no folders that could be listed."""
    return address.lower().startswith(("http://", "https://"))


def _files_below(
    filesystem: Any, folder: str, parts: tuple[str, ...], options: ReadingOptions
) -> Iterator[str | Unread]:
    address = filesystem.unstrip_protocol(folder)
    try:
        with explained(shown(address)):
            entries = {entry["name"].rstrip("/"): entry["type"] for entry in filesystem.ls(folder, detail=True)}
    except ArticleError as error:
        yield Unread(shown(address), str(error))
        return
    for path in sorted(entries):
        name = path.rpartition("/")[2]
        # Object stores list a folder's own marker among what is in it.
        if is_hidden(name) or path == folder or filesystem.unstrip_protocol(path) in options.skip:
            continue
        if entries[path] == "directory":
            yield from _files_below(filesystem, path, (*parts, name), options)
        elif matches((*parts, name), options.glob):
            yield filesystem.unstrip_protocol(path)


def _filesystem(address: str) -> tuple[Any, str]:
    scheme = address.partition("://")[0].lower()
    try:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped]

        # A listing that is kept would hold the name of every file of the run.
        filesystem, path = url_to_fs(address, use_listings_cache=False)
    except ImportError as error:
        extra = EXTRAS.get(scheme, "http")
        raise UsageError(
            f"{shown(address)} needs a package that is not installed; get it with `pip install 'rumourx[{extra}]'`."
        ) from error
    except ValueError as error:
        raise UsageError(
            f"{shown(address)} begins with {scheme}://, which is no known kind of address; https://, s3:// and "
            "gs:// are."
        ) from error
    return filesystem, path
