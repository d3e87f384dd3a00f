"""ffmpeg and PyAV, only ever inside the jail.

``probe`` says what a file is, ``run`` carries out a render plan, ``self_test`` tries to break out. Plans come
from ``core.montage.ladder``. Refusals mean the file is to blame, ``Fault`` that the world is.
"""

from mutoscope.adapters.ffmpeg.faults import Fault
from mutoscope.adapters.ffmpeg.image import Photo, photo
from mutoscope.adapters.ffmpeg.jail import Control, Quiet, accept_no_jail, keep_spares, keep_spares_soon
from mutoscope.adapters.ffmpeg.probe import listen, probe
from mutoscope.adapters.ffmpeg.run import OutputInfo, RunReport, run
from mutoscope.adapters.ffmpeg.self_test import JailReport, self_test, tool
from mutoscope.adapters.ffmpeg.stills import TELLING, Pdq, Picture, blurhash, distance, frames, pdq, poster

__all__ = [
    "TELLING",
    "Control",
    "Fault",
    "JailReport",
    "OutputInfo",
    "Pdq",
    "Photo",
    "Picture",
    "Quiet",
    "RunReport",
    "accept_no_jail",
    "blurhash",
    "distance",
    "frames",
    "keep_spares",
    "keep_spares_soon",
    "listen",
    "pdq",
    "photo",
    "poster",
    "probe",
    "run",
    "self_test",
    "tool",
]
