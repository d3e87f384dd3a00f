"""How a document is refused: by a rule's name and the place, ``track › clip``, ids as they stand in it."""

from mutoscope.core.units import Refusal

_SENTENCES = {
    "project_too_large": "This project is larger than %(most)s bytes. Take something out of it.",
    "project_too_deep": "This is not a project: it is nested deeper than any project of ours.",
    "project_unreadable": "This is not a project we can read.",
    "project_newer": "This project was made with a newer version. Please update, then open it again.",
    "project_unknown": "This is not a project of ours.",
    "project_field": "At «%(place)s», «%(field)s» is missing, unknown or of the wrong kind.",
    "project_value": "At «%(place)s», «%(field)s» must lie between %(least)s and %(most)s.",
    "project_word": "At «%(place)s», «%(field)s» is not a word we know the form of.",
    "project_text": "At «%(place)s», a text is over %(most)s letters or has signs that can't be shown.",
    "project_too_long": "This project is longer than %(most)s seconds. Please shorten it.",
    "project_too_many": "There are more than %(most)s of «%(field)s» at «%(place)s».",
    "project_same_id": "The name «%(field)s» is given twice, at «%(place)s» the second time.",
    "project_overlap": "At «%(place)s» two clips lie at once, or out of order.",
    "project_hole": "At «%(place)s» the main track has a hole.",
    "project_tracks": "At «%(place)s» a track lies where it can't: one main track, sound after all others.",
    "project_wrong_track": "At «%(place)s» a clip is of a kind that this track can't hold.",
    "project_join": "At «%(place)s» a transition has no cut to lie on, or no room.",
    "project_keys": "At «%(place)s», «%(field)s» has keys that are out of order, or can't have any.",
    "project_speed": "At «%(place)s» the points of speed are out of order.",
    "project_canvas": "The canvas must have even sides and no more than %(most)s pixels.",
}


def refuse(code: str, place: str = "", field: str = "", **fields: str | int) -> Refusal:
    """The refusal ``code`` at ``place``, ready to raise; words of the document are cut short."""
    given: dict[str, str | int | float] = {"place": _short(place) or "·", "field": _short(field), **fields}
    sentence = _SENTENCES[code]
    wanted = {name: value for name, value in given.items() if f"%({name})s" in sentence}
    return Refusal(code, sentence, fields=wanted, status=422)


def _short(text: str) -> str:
    """At most 80 letters, on one line, without what does not show."""
    return "".join(letter if letter.isprintable() else " " for letter in text[:80])
