"""What stops a montage from being made, in sentences for the person whose montage it is."""

from mutoscope.core.units import Refusal

_SENTENCES = {
    "material": "Something that was put into this project is not here any more. Please put it in again.",
    "picture": "One of the clips has sound but no picture. Please put it on a sound track.",
    "table": "The table of colours of one of the clips is not here any more. Please choose another.",
    "something": "There is nothing in this project yet. Please put a clip in first.",
}


def lacking(clip: str, what: str) -> Refusal:
    """``what`` of ``_SENTENCES`` is missing, for the clip with this id."""
    return Refusal(f"lacks_{what}", _SENTENCES[what], fields={"clip": clip}, status=422)


_BEYOND = {
    "drawings": "This project asks for more than can be drawn: its looks, masks and effects change too much. "
    "Please use fewer of them, for instance in clip «%(clip)s».",
    "steps": "This project asks for more than can be drawn: too many effects and changes at once. "
    "Please use fewer of them, for instance in clip «%(clip)s».",
    "sources": "This project asks for more than can be drawn: too many clips and moving effects. "
    "Please use fewer of them, for instance in clip «%(clip)s».",
    "letters": "This project asks for more than can be drawn: its words move or change too much. "
    "Please let fewer of them move, for instance in clip «%(clip)s».",
    "ink": "This project asks for more than can be drawn: in clip «%(clip)s» there are too many letters "
    "for their size. Please use fewer or smaller ones.",
    "sums": "This project asks for more than can be drawn: its clips move too much. "
    "Please let them move less, for instance clip «%(clip)s».",
    "stretches": "This project asks for more than can be heard: its speed changes too often. "
    "Please use fewer points of speed, for instance in clip «%(clip)s».",
}
_BEYOND["strokes"] = _BEYOND["drawings"]


def too_demanding(what: str, clip: str) -> Refusal:
    """More of ``what`` (a key of ``_BEYOND``) than one plan may hold, from the clip with this id on."""
    return Refusal("project_too_demanding", _BEYOND[what], fields={"clip": clip or "·"}, status=422)
