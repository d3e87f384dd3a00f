"""The catalogues of fonts, styles and movements as the web client has them."""

import msgspec

from mutoscope.core.montage.words.lettering import Lettering
from mutoscope.core.montage.words.moving import MOVEMENTS
from mutoscope.core.montage.words.styles import PRESETS


def catalogue_text(lettering: Lettering) -> bytes:
    """JSON with ``fonts``, ``presets`` and ``movements``, in the order they are shown."""
    fonts = [
        {"name": font.name, "label": font.label, "manner": font.manner} for font in lettering.fonts.values()
    ]
    told = {"fonts": fonts, "presets": [*PRESETS.values()], "movements": [*MOVEMENTS.values()]}
    return msgspec.json.format(msgspec.json.encode(told), indent=0) + b"\n"
