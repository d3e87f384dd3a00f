"""Other people's videos as raw material: each of these is an ordinary montage with a place for one's own
film.

beside      duet: both at once, side by side, one over the other, or one in a corner of the other
after       stitch: some of theirs, then one's own; green screen: one's own before theirs
alone       one's own film to somebody's sound, or as an answer to somebody's words
putting_in  one's own film into the place, the rest ending with it

Whether theirs may be used is not asked here: ``lineage`` knows, and the studio asks it when a project is made
and when it is rendered.
"""

from mutoscope.core.montage.recombine.after import green_screen, stitch
from mutoscope.core.montage.recombine.alone import answer, use_sound
from mutoscope.core.montage.recombine.beside import Layout, duet
from mutoscope.core.montage.recombine.parts import OWN, Theirs
from mutoscope.core.montage.recombine.putting_in import put_own

__all__ = ["OWN", "Layout", "Theirs", "answer", "duet", "green_screen", "put_own", "stitch", "use_sound"]
