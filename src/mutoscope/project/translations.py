"""Catalogues of translated sentences, compiled when they changed, without gettext's own tools."""

import contextlib
import os
from pathlib import Path


def compile_catalogues(folder: Path) -> None:
    """Make each ``django.mo`` below ``folder`` that is older than its ``django.po``; cheap when none is.

    A folder that may not be written keeps what it has: an installed package brings its own.
    """
    for source in folder.glob("*/LC_MESSAGES/django.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        import polib  # only here: most starts compile nothing

        draft = compiled.with_name(f".django.mo.{os.getpid()}")
        with contextlib.suppress(PermissionError):
            polib.pofile(str(source)).save_as_mofile(str(draft))
            draft.replace(compiled)
