"""A source that was taught what usually follows: a small transformer over what a viewer watched lately.

``network`` and ``loss`` are the arithmetic, ``training`` teaches, ``retriever`` serves, ``judging`` ranks in
full, and ``lesson`` makes of viewers' facts what is taught and what is judged. Optional: an engine without
trained weights has every other source. docs/algorithms/retriever.md has the formulas.
"""
