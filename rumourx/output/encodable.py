"""Values without what UTF-8 cannot hold, for the formats that have no escapes for it."""

import re
from typing import Any

SURROGATE = re.compile("[\ud800-\udfff]")  # alone: half of a letter beyond the first 65,536
REPLACEMENT = "\ufffd"  # of the same length, so that offsets stay right


def encodable(value: Any) -> Any:
    """The value without lone surrogates in its texts.

    >>> encodable(["Perch\\ud800", 1])
    ['Perch\ufffd', 1]
    """
    if isinstance(value, str):
        return value if value.isascii() else SURROGATE.sub(REPLACEMENT, value)
    if isinstance(value, dict):
        return {name: encodable(one) for name, one in value.items()}
    return [encodable(one) for one in value] if isinstance(value, list) else value
