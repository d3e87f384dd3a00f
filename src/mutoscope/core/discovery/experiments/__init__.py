"""Trying changes of the feed on some viewers first, and taking back what does harm."""
