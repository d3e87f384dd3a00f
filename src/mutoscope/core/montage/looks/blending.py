"""How a layer's colours meet those below it: the W3C's compositing formulas, below being seen through
nowhere.

    picture = below + opacity x (blended(below, layer) - below)
"""

from mutoscope.core.montage.looks.wiring import Frame, Wiring
from mutoscope.core.montage.plan import Filter, made

_WORDS = {
    "multiply": "multiply",
    "screen": "screen",
    "overlay": "overlay",
    "add": "addition",
    "darken": "darken",
    "lighten": "lighten",
    "difference": "difference",
}
_LIGHT = "y/255"
_BELOW = "x/255"
_DEEP = f"if(lte({_BELOW},0.25),((16*{_BELOW}-12)*{_BELOW}+4)*{_BELOW},sqrt({_BELOW}))"
_SOFT = (
    f"floor(0.5+255*if(lte({_LIGHT},0.5),{_BELOW}-(1-2*{_LIGHT})*{_BELOW}*(1-{_BELOW}),"
    f"{_BELOW}+(2*{_LIGHT}-1)*({_DEEP}-{_BELOW})))"
)


def blended(wiring: Wiring, below: str, layer: Frame, mode: str) -> str:
    """The pad of ``below`` (``gbrp``) with a layer of the same size on it, which may be clear."""
    if not layer.clear:
        return wiring.through((below, layer.pad), _meeting(mode))
    one, two = wiring.copies(below, 2)
    colours, own = wiring.copies(layer.pad, 2)
    opaque = wiring.through(colours, made("format", pix_fmts="gbrp"))
    over = wiring.through((one, opaque), _meeting(mode))
    alpha = made("extractplanes", planes="a"), made("format", pix_fmts="gbrp")
    return wiring.through((two, over, wiring.through(own, *alpha)), made("maskedmerge"))


def _meeting(mode: str) -> Filter:
    """The first picture is what is below, the second what lies on it."""
    if mode == "normal":
        return made("blend", all_mode="normal", all_opacity=0)
    if mode == "softlight":
        return made("lut2", c0=_SOFT, c1=_SOFT, c2=_SOFT)
    return made("blend", all_mode=_WORDS[mode])
