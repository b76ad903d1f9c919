"""What every format is told about the records that it writes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """Which of the record's lists to write, in this order, and whether several articles were asked for."""

    kinds: tuple[str, ...]
    several: bool = False
