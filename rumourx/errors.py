"""What can go wrong for a user, each with the exit code that the command line gives.

| exit code | meaning |
| --- | --- |
| 0 | everything was extracted |
| 1 | one article or more could not be read; the others were extracted |
| 2 | the command was called wrongly (an option, a date, a format) |
| 3 | the pipeline could not be found or loaded |
"""


class RumourXError(Exception):
    """A problem that a user can mend; its text is one sentence that names the thing and says what to do."""

    exit_code = 1


class ArticleError(RumourXError):
    """An article cannot be read: missing, a folder, empty, not text, not Italian."""

    exit_code = 1


class UsageError(RumourXError):
    """An option's value makes no sense, such as a date that is no date."""

    exit_code = 2


class PipelineError(RumourXError):
    """A spaCy pipeline is unknown, not installed, or lacks what the components need."""

    exit_code = 3
