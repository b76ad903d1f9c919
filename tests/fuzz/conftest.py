"""How Hypothesis searches here: the same examples in every run, however long one takes on a busy machine."""

from hypothesis import HealthCheck, settings

settings.register_profile("fuzz", deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
hostile = settings(settings.get_profile("fuzz"))

collect_ignore = ["coverage.py"]
"""It runs by itself, with atheris, which the tests do without."""
