"""The catalogue of transitions: those of ffmpeg's ``xfade`` whose sums the browser does alike.

Left out are the ones that throw dice by the sine of large numbers, which no two machines do alike, and a
blur over half the picture that no preview could keep up with.
"""

import msgspec

from mutoscope.core.montage.looks.titles import Title
from mutoscope.core.montage.plan import Filter


class Transition(msgspec.Struct, frozen=True):
    """A way from one picture to another."""

    name: str
    title: Title
    word: str
    """What ``xfade`` calls it."""


TRANSITIONS = (
    Transition("fade", Title("Fade", "Fondu"), "fade"),
    Transition("fade_black", Title("Through black", "Par le noir"), "fadeblack"),
    Transition("fade_white", Title("Through white", "Par le blanc"), "fadewhite"),
    Transition("fade_grey", Title("Through grey", "Par le gris"), "fadegrays"),
    Transition("fade_quick", Title("Likeness first", "Le semblable d’abord"), "fadefast"),
    Transition("fade_slow", Title("Likeness last", "Le semblable ensuite"), "fadeslow"),
    Transition("fade_distance", Title("By difference", "Par différence"), "distance"),
    Transition("zoom", Title("Zoom in", "Zoom avant"), "zoomin"),
    Transition("pixels", Title("Pixels", "Pixels"), "pixelize"),
    Transition("slide_left", Title("Slide left", "Glisser à gauche"), "slideleft"),
    Transition("slide_right", Title("Slide right", "Glisser à droite"), "slideright"),
    Transition("slide_up", Title("Slide up", "Glisser vers le haut"), "slideup"),
    Transition("slide_down", Title("Slide down", "Glisser vers le bas"), "slidedown"),
    Transition("cover_left", Title("Cover from the right", "Recouvrir par la droite"), "coverleft"),
    Transition("cover_right", Title("Cover from the left", "Recouvrir par la gauche"), "coverright"),
    Transition("cover_up", Title("Cover from below", "Recouvrir par le bas"), "coverup"),
    Transition("cover_down", Title("Cover from above", "Recouvrir par le haut"), "coverdown"),
    Transition("reveal_left", Title("Pull away left", "Retirer à gauche"), "revealleft"),
    Transition("reveal_right", Title("Pull away right", "Retirer à droite"), "revealright"),
    Transition("reveal_up", Title("Pull away upwards", "Retirer vers le haut"), "revealup"),
    Transition("reveal_down", Title("Pull away downwards", "Retirer vers le bas"), "revealdown"),
    Transition("wipe_left", Title("Wipe left", "Volet à gauche"), "wipeleft"),
    Transition("wipe_right", Title("Wipe right", "Volet à droite"), "wiperight"),
    Transition("wipe_up", Title("Wipe up", "Volet vers le haut"), "wipeup"),
    Transition("wipe_down", Title("Wipe down", "Volet vers le bas"), "wipedown"),
    Transition("corner_top_left", Title("To the top left", "Vers le coin haut gauche"), "wipetl"),
    Transition("corner_top_right", Title("To the top right", "Vers le coin haut droit"), "wipetr"),
    Transition("corner_bottom_left", Title("To the bottom left", "Vers le coin bas gauche"), "wipebl"),
    Transition("corner_bottom_right", Title("To the bottom right", "Vers le coin bas droit"), "wipebr"),
    Transition("soft_left", Title("Soft wipe left", "Volet doux à gauche"), "smoothleft"),
    Transition("soft_right", Title("Soft wipe right", "Volet doux à droite"), "smoothright"),
    Transition("soft_up", Title("Soft wipe up", "Volet doux vers le haut"), "smoothup"),
    Transition("soft_down", Title("Soft wipe down", "Volet doux vers le bas"), "smoothdown"),
    Transition("diagonal_top_left", Title("Diagonal, top left", "Diagonale, haut gauche"), "diagtl"),
    Transition("diagonal_top_right", Title("Diagonal, top right", "Diagonale, haut droite"), "diagtr"),
    Transition("diagonal_bottom_left", Title("Diagonal, bottom left", "Diagonale, bas gauche"), "diagbl"),
    Transition("diagonal_bottom_right", Title("Diagonal, bottom right", "Diagonale, bas droite"), "diagbr"),
    Transition("circle_open", Title("Circle opens", "Cercle ouvert"), "circleopen"),
    Transition("circle_close", Title("Circle closes", "Cercle fermé"), "circleclose"),
    Transition("iris", Title("Iris", "Iris"), "circlecrop"),
    Transition("window", Title("Window", "Fenêtre"), "rectcrop"),
    Transition("clock", Title("Clock hand", "Aiguille"), "radial"),
    Transition("doors_open", Title("Doors open", "Portes ouvertes"), "vertopen"),
    Transition("doors_close", Title("Doors close", "Portes fermées"), "vertclose"),
    Transition("shutters_open", Title("Shutters open", "Volets ouverts"), "horzopen"),
    Transition("shutters_close", Title("Shutters close", "Volets fermés"), "horzclose"),
    Transition("slices_left", Title("Slices from the left", "Tranches par la gauche"), "hlslice"),
    Transition("slices_right", Title("Slices from the right", "Tranches par la droite"), "hrslice"),
    Transition("slices_up", Title("Slices from above", "Tranches par le haut"), "vuslice"),
    Transition("slices_down", Title("Slices from below", "Tranches par le bas"), "vdslice"),
    Transition("squeeze_flat", Title("Squeeze flat", "Aplatir"), "squeezeh"),
    Transition("squeeze_thin", Title("Squeeze thin", "Amincir"), "squeezev"),
)
BY_NAME = {transition.name: transition for transition in TRANSITIONS}


def mixing(kind: str, length: int, first: int, fps: int) -> Filter:
    """The filter for two streams of R'G'B', one picture a picture of the join, in ticks of 1/(2 fps). A
    kind that is unknown fades.

    ``length`` is the join's, ``first`` the first of its pictures that is there. Where something can be
    seen through, the streams are to be premultiplied before, and what comes out undone again: else what is
    hidden would shine through as black. Half a picture is told as offset, because progress is that of a
    picture's middle.
    """
    options = {
        "transition": BY_NAME.get(kind, TRANSITIONS[0]).word,
        "duration": f"{length / fps:.9f}",
        "offset": f"{-(first + 0.5) / fps:.9f}",
    }
    return Filter("xfade", tuple(options.items()))
