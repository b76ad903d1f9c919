"""`rumourx schema`: the record's JSON Schema."""

import json

from rumourx.cli.streams import standard_output


def schema() -> None:
    """Print the JSON Schema of a record.

    Records are what `extract --format json` writes.

    \b
    Example:
      rumourx schema > record.schema.json
    """
    from rumourx.record.types import Record

    document = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    document |= Record.model_json_schema()
    with standard_output(for_programs=True) as stream:
        stream.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
