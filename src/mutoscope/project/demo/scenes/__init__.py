"""Moving pictures out of numbers: each scene yields frames, the same ones for the same seed.

A scene is given a generator of random numbers, how many frames at 30 per second, and the name of a palette;
it yields arrays of shape (height, width, 3), uint8, portrait 9:16, at the size that suits it (the renderer
scales up). Scenes cost a fraction of real time on one core.
"""

from collections.abc import Callable, Iterator

import numpy as np

from mutoscope.project.demo.scenes import automata, fields, particles, shapes
from mutoscope.project.demo.scenes.canvas import Frame

Scene = Callable[[np.random.Generator, int, str], Iterator[Frame]]

SCENES: dict[str, Scene] = {
    "silk": fields.silk,
    "julia": fields.julia,
    "kaleidoscope": fields.kaleidoscope,
    "lava": fields.lava,
    "contours": fields.contours,
    "ripples": fields.ripples,
    "aurora": fields.aurora,
    "stars": particles.stars,
    "currents": particles.currents,
    "bokeh": particles.bokeh,
    "pendulums": particles.pendulums,
    "sunflower": particles.sunflower,
    "harmonograph": particles.harmonograph,
    "snow": particles.snow,
    "ridges": shapes.ridges,
    "tiles": shapes.tiles,
    "sorting": shapes.sorting,
    "rings": shapes.rings,
    "skyline": shapes.skyline,
    "sunset": shapes.sunset,
    "spirals": automata.spirals,
    "life": automata.life,
    "coral": automata.coral,
}
