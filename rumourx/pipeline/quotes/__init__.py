"""The quotes component: words between quotation marks, and who says them."""

from rumourx.pipeline.quotes.component import QuoteExtractor

__all__ = ["QuoteExtractor"]
