"""Thinking: values in, values out. No Django, clock, dice, network or files."""
