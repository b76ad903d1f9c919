"""The report: articles and what was read in them, as one HTML file that needs no network.

Inputs become `ReportArticle`s (`inputs`, which looks up the texts of records by `texts`), these the page's data
(`data`), and the data the page (`page`), whose scripts, styles and template are in `assets/`.
"""
