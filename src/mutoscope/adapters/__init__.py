"""Reaching out: one folder per outside thing, no Django."""
