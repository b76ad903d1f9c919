"""Evaluation: gold articles in an editable markup, and the scores of records against them."""
