"""Scenarios that Python and the browser's code both run."""
