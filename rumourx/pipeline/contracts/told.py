"""What a date tells of a contract, before its person and club are known."""

import re
from typing import NamedTuple

from rumourx.record.types import ContractEvent

TO_THE_END = re.compile(r"\s+(?:dalla|alla)\s+(?:naturale\s+)?(?:scadenza|fine)\b", re.IGNORECASE)
"""What stands behind the time left: "a sei mesi dalla scadenza"."""


class Told(NamedTuple):
    """An event with the words that tell it; `names_end` and `shared` as in `Clause`."""

    event: ContractEvent
    start: int
    end: int
    names_end: bool = False
    shared: bool = False
