"""Records where analysts work: as data frames, as HTML in notebooks, and for spaCy's displaCy.

| module | does |
| --- | --- |
| `frames` | `to_pandas`, `to_polars`: the tables of facts and of articles |
| `html` | `to_html`: what a notebook shows of a record |
| `displacy` | `to_displacy`: the facts as displaCy's entities and spans |
| `marks` | which stretches of the text the facts stand on |
"""
