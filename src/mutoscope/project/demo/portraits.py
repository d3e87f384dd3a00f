"""Portraits of the demo creators: a round of their own scene with their initials."""

import io

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from mutoscope.project.demo.catalogue import Creator
from mutoscope.project.demo.render import FONTS
from mutoscope.project.demo.scenes import SCENES

_SIDE = 256


def portrait(creator: Creator) -> bytes:
    """A square PNG."""
    frames = SCENES[creator.motif](np.random.default_rng(len(creator.name)), 24, creator.palette)
    *_, frame = frames
    height, width = frame.shape[:2]
    top = (height - width) // 2
    picture = Image.fromarray(frame[top : top + width]).resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    pen = ImageDraw.Draw(picture)
    initials = "".join(word[0] for word in creator.name.split()[:2]).upper()
    font = ImageFont.truetype(str(FONTS / "Sora-ExtraBold.otf"), 104)
    pen.text((_SIDE / 2, _SIDE / 2), initials, "white", font, "mm", stroke_width=5, stroke_fill=(20, 12, 24))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
