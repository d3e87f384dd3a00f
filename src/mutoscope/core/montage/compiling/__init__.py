"""From a montage to a render plan.

``compile_montage(montage, materials, target)`` is the door; ``adapters.ffmpeg.run`` carries the plan out.

foretold   what can be said of a film before it is compiled
dividing   long films in reels, one after the other
budget     how much one compilation may ask for
graph      the filter graph while it grows
moments    which of a film's pictures stand where on the grid
footage    a clip's content as a stream of pictures
geometry   sizes and places
layers     one clip, ready to be laid on what is below
stack      all that is seen
sound      all that is heard
"""

from mutoscope.core.montage.compiling.dividing import reels
from mutoscope.core.montage.compiling.foretold import check_materials, foretold_cost
from mutoscope.core.montage.compiling.targets import (
    Chunk,
    Film,
    Listen,
    MaterialInfo,
    PhotoInfo,
    Reel,
    Spliced,
    Still,
    Target,
    size_of,
)
from mutoscope.core.montage.compiling.whole import compile_montage

__all__ = [
    "Chunk",
    "Film",
    "Listen",
    "MaterialInfo",
    "PhotoInfo",
    "Reel",
    "Spliced",
    "Still",
    "Target",
    "check_materials",
    "compile_montage",
    "foretold_cost",
    "reels",
    "size_of",
]
