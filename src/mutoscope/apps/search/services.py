"""The verbs of search."""

from mutoscope.apps.search.mending import mend, tidy_terms
from mutoscope.apps.search.trends import count as count_trends

__all__ = ["count_trends", "mend", "tidy_terms"]
