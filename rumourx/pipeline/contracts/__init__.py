"""Contract dates: who is bound to which club, by which event, until when."""

from rumourx.pipeline.contracts.component import ContractExtractor

__all__ = ["ContractExtractor"]
