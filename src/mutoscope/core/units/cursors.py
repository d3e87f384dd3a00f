"""Where a page of a list ended, as text that a client gives back: what it is ordered by, then an id.

Both belong to the last line of the page, so what is added to the list meanwhile moves nothing.
"""

from mutoscope.core.units.ids import from_text, to_text
from mutoscope.core.units.refusal import Refusal


def cursor_after(order: int, an_id: int) -> str:
    """The cursor behind a line of order ``order`` (0 to 15 digits) with this id."""
    return f"{order}-{to_text(an_id)}"


def read_cursor(cursor: str) -> tuple[int, int]:
    """(order, id) of the line behind which a page begins; refuses ``bad_cursor``, ``bad_id``."""
    order, _, an_id = cursor.partition("-")
    if not (order.isascii() and order.isdigit() and len(order) < 16):
        raise bad_cursor()
    return int(order), from_text(an_id)


def bad_cursor() -> Refusal:
    return Refusal("bad_cursor", "This page can't be found; please start from the top.", status=422)
