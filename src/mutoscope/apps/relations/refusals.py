"""What several ways to stand to somebody refuse alike."""

from mutoscope.core.units import Refusal


def not_yourself(person_id: int, other_id: int) -> None:
    """Refuses yourself: nobody stands to themselves as to others."""
    if person_id == other_id:
        raise Refusal("yourself", "That is you.")


def nobody() -> Refusal:
    return Refusal("no_such_person", "There is nobody with this handle.", status=404)
