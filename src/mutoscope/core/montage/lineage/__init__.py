"""What a montage is made of: whose material it uses and how, what of it is lent, the graph of who was made of
whom, and how it looks once a part of it was taken down."""

from mutoscope.core.montage.lineage.graph import Edge, Grant, above, below, link, parts_gone
from mutoscope.core.montage.lineage.lending import Lent, lending, lent_to_remix, lent_with_template
from mutoscope.core.montage.lineage.placeholders import without
from mutoscope.core.montage.lineage.roles import STITCH_MS, fitting
from mutoscope.core.montage.lineage.uses import Used, uses_of

__all__ = [
    "STITCH_MS",
    "Edge",
    "Grant",
    "Lent",
    "Used",
    "above",
    "below",
    "fitting",
    "lending",
    "lent_to_remix",
    "lent_with_template",
    "link",
    "parts_gone",
    "uses_of",
    "without",
]
