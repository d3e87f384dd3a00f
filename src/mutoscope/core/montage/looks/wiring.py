"""What looks ask of the filter graph that they become part of."""

from typing import NamedTuple, Protocol

from mutoscope.core.montage.looks.planes import Drawing
from mutoscope.core.montage.plan import Filter


class Wiring(Protocol):
    """A filter graph while it grows."""

    @property
    def fps(self) -> int:
        """Pictures a second of the project's grid."""
        ...

    def through(self, pads: str | tuple[str, ...], *filters: Filter) -> str:
        """The pad behind ``filters``, which take ``pads``."""
        ...

    def copies(self, pad: str, count: int) -> tuple[str, ...]:
        """``count`` pads with what ``pad`` has."""
        ...

    def joined(self, pads: tuple[str, ...]) -> str:
        """One after the other, counted anew."""
        ...

    def file(self, name: str, data: bytes) -> str:
        """Keep ``data`` beside the graph; the name under which filters find it."""
        ...

    def drawn(self, drawing: Drawing) -> str:
        """The pad of the pictures that we drew, RGBA, one a grid picture counted from 0."""
        ...


class Frame(NamedTuple):
    """Pictures of a clip somewhere in the graph: R'G'B' in planes, one a grid picture, counted from 0 in
    ticks of 1/fps."""

    pad: str
    width: int
    height: int
    clear: bool = False
    """Whether they can be seen through: ``gbrap`` instead of ``gbrp``."""

    @property
    def form(self) -> str:
        return "gbrap" if self.clear else "gbrp"
