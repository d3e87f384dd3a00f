"""Which of a film's pictures stand where on the grid, told to ffmpeg as the time that each is given.

The grid's picture j wants the last picture that has begun at its middle. ``setpts`` gives each picture of the
film its place on the grid, a real number, and ``fps`` keeps for each j the last one that lies before j + 1/2:

    film     |  a  |  b  |  c  |  d  |         places by the curve of speed, turned round
    grid     |0       |1       |2       |
                 b        c        d
"""

from mutoscope.core.montage.compiling.series import number
from mutoscope.core.montage.document import Clip, Footage
from mutoscope.core.montage.plan import Filter, made
from mutoscope.core.montage.timing import Pace, begins_at, pace_of, source_at, speed_of

_TICKS = 600_000
"""Ticks a second: whole for each of our rates, fine enough for every container's."""
_LATE_S = 0.001
"""Containers round times to milliseconds: a picture that begins this much too late has begun."""


def seek_ms(clip: Clip, fps: int, first: int, end: int, most_ms: int) -> int:
    """Where in its film to begin reading for pictures ``first`` to before ``end`` of ``clip``."""
    earliest = min(source_at(clip, first), source_at(clip, end - 1))
    return max(0, min(int(earliest * 1000 / fps), most_ms))


def placed(clip: Clip, fps: int, first: int, end: int, seek: int) -> tuple[Filter, ...]:
    """Filters from a film read from ``seek`` ms on to pictures ``first`` to before ``end``.

    They come counted from 0, in order of the film: the last first, where the clip runs backwards. Where the
    film has no more the last one stays.
    """
    content = clip.content
    assert isinstance(content, Footage)
    count = 1 if content.frozen else end - first
    return (
        made("settb", expr=f"1/{_TICKS}"),
        made("setpts", expr=_place(clip, fps, first, end, seek)),
        made("fps", fps=fps, start_time=0, eof_action="pass"),
        made("tpad", stop=-1, stop_mode="clone"),
        made("trim", end_frame=count),
    )


def _place(clip: Clip, fps: int, first: int, end: int, seek: int) -> str:
    """The place of a picture that begins at T seconds after ``seek``, in ticks."""
    content = clip.content
    assert isinstance(content, Footage)
    tick = _TICKS // fps
    late = round(_LATE_S * _TICKS)
    begins = begins_at(content)
    used = f"(T*{fps}+{number(seek * fps / 1000 - begins)})"
    if content.frozen:
        return f"{used}*{tick}-{late}"
    pace = pace_of(speed_of(content), clip.length)
    if not content.backwards:
        return f"({_seen(pace, used)}-{first})*{tick}-{late}"
    whole = pace.used(clip.length)
    return f"({end}-{_seen(pace, f'({number(whole)}-{used})')})*{tick}-{late}"


def _seen(pace: Pace, used: str) -> str:
    """``pace.seen`` as an expression of ``used``."""
    if all(piece.gain == 0 and piece.rate == 1 for piece in pace.pieces):
        return used
    return f"(st(0,{used})*0+{_chosen(pace, 0, len(pace.pieces))})"  # worked out once, kept as ld(0)


def _chosen(pace: Pace, low: int, high: int) -> str:
    """The place where ``ld(0)`` has been used up, by one of the pieces from ``low`` to before ``high``."""
    if high - low > 1:
        middle = (low + high) // 2
        below, above = _chosen(pace, low, middle), _chosen(pace, middle, high)
        return f"if(lt(ld(0),{number(pace.pieces[middle].used)}),{below},{above})"
    piece = pace.pieces[low]
    more = f"(ld(0)-{number(piece.used)})"
    if piece.gain == 0:
        return f"({number(piece.at)}+{more}/{number(piece.rate)})"
    root = f"sqrt(max(0,{number(piece.rate**2)}+{number(2 * piece.gain)}*{more}))"
    return f"({number(piece.at)}+2*{more}/({number(piece.rate)}+{root}))"
