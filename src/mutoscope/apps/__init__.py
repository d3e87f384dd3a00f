"""Acting: one Django app per word that people say."""
