"""The verbs of search."""

from mutoscope.apps.search.mending import mend, tidy_terms

__all__ = ["mend", "tidy_terms"]
