"""Evaluates a folder of gold articles: reads each with a pipeline, or takes records made before."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from rumourx.errors import ArticleError
from rumourx.evaluation.markup import GoldArticle, read_gold
from rumourx.evaluation.scoring import Scores, score_article
from rumourx.gazetteer.user import UserFiles
from rumourx.record.types import Record


def read_gold_folder(folder: Path) -> dict[str, GoldArticle]:
    """Return the gold articles of a folder (`NAME.txt`) by name.

    Raises:
        ArticleError: the folder is missing or holds none, or a file is not a gold article.
    """
    if not folder.is_dir():
        wrong = "is a file" if folder.exists() else "does not exist"
        raise ArticleError(f"{folder} {wrong}; name a folder of gold articles (NAME.txt).")
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise ArticleError(f"{folder} holds no gold articles (NAME.txt); name a folder that does.")
    return {path.stem: read_gold(path) for path in paths}


def read_records(folder: Path, names: list[str]) -> Iterator[Record]:
    """Yield the record `NAME.json` of each name.

    Raises:
        ArticleError: a file is missing or is not a record.
    """
    for name in names:
        path = folder / f"{name}.json"
        try:
            yield Record.model_validate_json(path.read_bytes())
        except OSError as error:
            raise ArticleError(f"{path} cannot be read ({error.strerror}); --records needs one for {name}.") from error
        except ValidationError as error:
            raise ArticleError(f"{path} is not a record of RumourX: {error.errors()[0]['msg']}.") from error


def extract_records(
    articles: dict[str, GoldArticle], pipeline: str | None = None, gazetteer: UserFiles = ()
) -> Iterator[Record]:
    """Yield the record that a pipeline reads in each article, with the user's own names of `gazetteer`."""
    from rumourx import extract_many

    return extract_many((article.text for article in articles.values()), pipeline=pipeline, gazetteer=gazetteer)


def evaluate(articles: dict[str, GoldArticle], records: Iterator[Record]) -> Scores:
    """Return the scores of records against gold articles, both in the same order."""
    total = Scores()
    for (name, article), record in zip(articles.items(), records, strict=True):
        total.add(score_article(article, record), name)
    return total
