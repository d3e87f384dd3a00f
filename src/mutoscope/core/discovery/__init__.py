"""Candidates to page, with a trace; online learning."""
