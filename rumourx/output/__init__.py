"""Output: records become a table, JSON, JSON Lines or CSV, one module a format."""

from rumourx.output.formats import FORMATS, Format, format_for_file
from rumourx.output.layout import Layout

__all__ = ["FORMATS", "Format", "Layout", "format_for_file"]
