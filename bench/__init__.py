"""One command for each published figure: ``bin/bench NAME`` runs ``bench/NAME.py``."""
