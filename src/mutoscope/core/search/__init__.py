"""Finding by words: how text becomes words, how near two words are, and which find comes first."""
