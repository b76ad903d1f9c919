"""Watching a folder: what arrives is extracted, appended to a dataset, and what it changes is told at once.

    folder → arrivals → records → dataset (OUT.jsonl) → changes

| module | does |
| --- | --- |
| `arrivals` | which files have settled and hold something that was not read |
| `dataset` | the output and its list of errors: what they hold, and one article more |
| `lines` | a file of JSON Lines that only grows, and only by whole lines |
| `names` | the word by which people are looked up in the dataset |
| `changes` | what an article's rumours change: new ones, stages that moved, contradictions |
| `telling` | how changes are printed |
| `run` | the watch from its start to the signal that ends it |
"""
