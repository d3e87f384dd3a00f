"""Writes the catalogue to standard output, see ``catalogue``."""

import sys

from mutoscope.core.montage.looks.catalogue import catalogue_text

sys.stdout.buffer.write(catalogue_text())
