"""Mutoscope: an open, self-hosted short-video network."""

__version__ = "0.1.0"
