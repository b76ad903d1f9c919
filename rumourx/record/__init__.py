"""The record: its types, its JSON Schema, and how it is built from a Doc."""
