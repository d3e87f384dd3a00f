"""Projects to and from other editing programs, as OpenTimelineIO.

writing    a montage as a timeline that others can open, with all of ours beside what they know
reading    a timeline of ours again, exactly; of another program what can be, and what could not be by name
"""

from mutoscope.core.montage.interchange.reading import Imported, read_otio
from mutoscope.core.montage.interchange.writing import write_otio

__all__ = ["Imported", "read_otio", "write_otio"]
