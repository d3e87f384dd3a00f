"""What tells that a template made anew by hand is one that was there before."""

from msgspec.structs import replace

from mutoscope.core.montage.document import SCHEMA, Canvas, Clip, Footage, Material, Montage, Slot, Track
from mutoscope.core.montage.templates import cuts_of

LENGTHS = (15, 30, 12, 12, 45)


def cut(
    lengths: tuple[int, ...] = LENGTHS, *, fps: int = 30, marked: bool = False, who: str = "a"
) -> Montage:
    """Films of somebody, one after the other; lengths at 30 pictures a second."""
    clips, at = [], 0
    for place, length in enumerate(lengths):
        long = length * fps // 30
        slot = Slot(f"s{place}") if marked else None
        clips.append(Clip(f"{who}{place}", at, long, Footage(Material("upload", f"{who}{place}")), slot=slot))
        at += long
    return Montage(schema=SCHEMA, canvas=Canvas(160, 284, fps), tracks=(Track("m", "main", tuple(clips)),))


def test_the_same_cuts_are_the_same_template() -> None:
    """Whoever's films they are, marked as places or not, at another rate of pictures."""
    assert cuts_of(cut()) == cuts_of(cut(marked=True, who="b")) == cuts_of(cut(fps=60)) != ""


def test_one_cut_moved_is_another() -> None:
    assert cuts_of(cut((15, 30, 12, 13, 44))) not in ("", cuts_of(cut()))


def test_a_film_that_repeats_in_its_place_moves_nothing() -> None:
    """A short film put into a place is several clips, and one place."""
    whole = cut()
    (track,) = whole.tracks
    first = track.clips[1]
    parts = (
        replace(first, length=20),
        replace(first, id=f"{first.id}-x2", start=first.start + 20, length=10),
    )
    again = replace(track, clips=(track.clips[0], *parts, *track.clips[2:]))
    assert cuts_of(replace(whole, tracks=(again,))) == cuts_of(whole)


def test_what_anybody_may_come_upon_says_nothing() -> None:
    """Few places, or a row of equal ones."""
    assert cuts_of(cut((15, 30, 12))) == cuts_of(cut((30,) * 8)) == cuts_of(cut((30, 15) * 4)) == ""
