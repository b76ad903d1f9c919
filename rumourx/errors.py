"""What can go wrong for a user, each with the exit code that the command line gives.

| exit code | meaning |
| --- | --- |
| 0 | everything was extracted |
| 1 | one article or more could not be read; the others were extracted |
| 2 | the command was called wrongly (an option, a date, a format) |
| 3 | the pipeline could not be found or loaded |
| 74 | the system refused to read or write, as on a full disk, or gave no memory |
"""

SYSTEM_FAULT = 74


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


class RefusedError(RumourXError):
    """The system refused to read or write, as on a full disk."""

    exit_code = SYSTEM_FAULT


def refusal(error: OSError) -> str:
    """What the system refused, as the beginning of a sentence.

    >>> refusal(FileNotFoundError(2, "No such file or directory", "facts.jsonl"))
    'the system refused: No such file or directory (facts.jsonl)'
    """
    reason = error.strerror or str(error) or type(error).__name__
    return f"the system refused: {reason}" + (f" ({error.filename})" if isinstance(error.filename, str) else "")


def lacks_memory(error: BaseException) -> bool:
    """Tell whether it was memory that was missing: for values, or for a library that was to be loaded.

    >>> lacks_memory(MemoryError()), lacks_memory(ImportError("a.so: failed to map segment from shared object"))
    (True, True)
    """
    return isinstance(error, MemoryError) or (isinstance(error, ImportError) and "failed to map segment" in str(error))
