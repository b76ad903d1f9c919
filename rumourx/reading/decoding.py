"""Bytes to text: which encoding, and whether that was known or guessed.

A byte order mark, or bytes that are valid UTF-8, settle the encoding. UTF-16 without a mark and the one-byte
encodings can only be guessed. The text is decoded as it stands: a byte order mark is dropped, and line
breaks are not translated, so that `\\r\\n` counts as two characters in every offset.
"""

import codecs
from dataclasses import dataclass

from rumourx.errors import ArticleError

BYTE_ORDER_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ONE_BYTE_ENCODINGS = ("cp1252", "mac_roman")
ENCODING_NAMES = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "utf-16-le": "UTF-16 (little-endian)",
    "utf-16-be": "UTF-16 (big-endian)",
}
TEXT_CONTROLS = "\t\n\v\f\r\x1b"
MAX_CONTROL_SHARE = 0.05  # random bytes hold twice as much
UTF16_ZERO_SHARE = 0.5  # of the high bytes, which are zero for every Latin letter, digit and space


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that it was read in; `guessed` when nothing in the bytes settles it."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes, name: str) -> Decoded:
    """Decode an article's bytes; `name` is how an error calls it.

    Raises ArticleError when the bytes are no text.

    >>> decode("perché".encode(), "a.txt")
    Decoded(text='perché', encoding='utf-8', guessed=False)
    >>> decode("perché è così".encode("cp1252"), "a.txt")
    Decoded(text='perché è così', encoding='Windows-1252', guessed=True)
    """
    decoded = _decode_marked(data, name) or _decode_unmarked(data)
    if decoded is None or not _is_text(decoded.text):
        raise ArticleError(f"{name} is not text but binary data; save the article as plain text in UTF-8.")
    return decoded


def _decode_marked(data: bytes, name: str) -> Decoded | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding, guessed=False)
            except UnicodeDecodeError as error:
                raise ArticleError(
                    f"{name} begins as {encoding.upper()} text but is damaged at byte "
                    f"{len(mark) + error.start}; save it again as plain text in UTF-8."
                ) from error
    return None


def _decode_unmarked(data: bytes) -> Decoded | None:
    if encoding := _evident_utf16(data):
        return _decode_as(data, encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", guessed=False)
    except UnicodeDecodeError:
        return _decode_one_byte(data)


def _evident_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: in Italian text one byte of nearly every pair is zero, always the same one."""
    pairs = len(data) // 2
    if pairs == 0 or len(data) % 2:
        return None
    first, second = data[0::2].count(0) / pairs, data[1::2].count(0) / pairs
    if second > UTF16_ZERO_SHARE and first == 0:
        return "utf-16-le"
    if first > UTF16_ZERO_SHARE and second == 0:
        return "utf-16-be"
    return None


def _decode_one_byte(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(ONE_BYTE_ENCODINGS)).best()
    return _decode_as(data, best.encoding if best else "cp1252")


def _decode_as(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), ENCODING_NAMES.get(encoding, encoding), guessed=True)
    except UnicodeDecodeError:
        return None


def _is_text(text: str) -> bool:
    if "\0" in text:
        return False
    controls = sum(1 for char in text if (char < " " or char == "\x7f") and char not in TEXT_CONTROLS)
    return controls <= MAX_CONTROL_SHARE * len(text)
