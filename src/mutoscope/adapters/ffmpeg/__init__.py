"""ffmpeg and PyAV, only ever inside the jail.

``probe`` says what a file is, ``run`` carries out a render plan, ``self_test`` tries to break out. Plans come
from ``core.montage.ladder``. Refusals mean the file is to blame, ``Fault`` that the world is.
"""

from mutoscope.adapters.ffmpeg.faults import Fault
from mutoscope.adapters.ffmpeg.jail import accept_no_jail
from mutoscope.adapters.ffmpeg.probe import probe
from mutoscope.adapters.ffmpeg.run import OutputInfo, RunReport, run

__all__ = ["Fault", "OutputInfo", "RunReport", "accept_no_jail", "probe", "run"]
