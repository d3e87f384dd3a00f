"""What there is of looks is written once, and the browser has the same."""

from pathlib import Path

from mutoscope.core.montage.looks.catalogue import catalogue, catalogue_text

COPY = Path(__file__).resolve().parents[4] / "web/src/studio/looks/catalogue.json"


def test_the_browser_has_the_same_catalogue() -> None:
    """``python -m mutoscope.core.montage.looks > web/src/studio/looks/catalogue.json`` writes it anew."""
    assert COPY.read_bytes() == catalogue_text()


def test_every_entry_is_named_once_and_in_both_languages() -> None:
    """A name is a word of ours, unique in its catalogue; what people read is there in English and French."""
    whole = catalogue()
    for part in whole.__struct_fields__:
        entries = getattr(whole, part)
        names = [entry.name for entry in entries]
        assert len(set(names)) == len(names)
        assert all(name.isascii() and name.replace("_", "").replace("@1", "").isalnum() for name in names)
        assert all(entry.title.en and entry.title.fr for entry in entries if hasattr(entry, "title")), part


def test_every_effect_and_transition_lies_in_one_group() -> None:
    """Where one chooses among them none is missing, and none is there twice."""
    whole = catalogue()
    for entries, groups in (
        (whole.effects, whole.effect_groups),
        (whole.transitions, whole.transition_groups),
    ):
        members = [name for group in groups for name in group.members]
        assert sorted(members) == sorted(entry.name for entry in entries)
