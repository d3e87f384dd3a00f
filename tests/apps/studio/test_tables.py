"""Tables of colours that somebody brings: a file like any other of theirs, and the film looks by it."""

import io
from typing import Any

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image
from tests.apps.studio.world import brought, cut_from, picture, project_of, upload
from tests.apps.videos.world import Person, browser_of, person, video

from mutoscope.apps.studio import materials, queries
from mutoscope.apps.studio.models import Material, MaterialFile, Timeline, TimelineUse
from mutoscope.apps.videos import objects
from mutoscope.apps.videos.models import Video
from mutoscope.core.montage.document import Adjustments, Footage, Listening, Montage
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.montage.lineage import without
from mutoscope.core.montage.looks.colour import SIDE
from mutoscope.core.montage.templates import without_theirs
from mutoscope.core.units import Refusal, from_text, to_text

pytestmark = pytest.mark.django_db(transaction=True)
TURNED = "\n".join(
    ["# made by hand", 'TITLE "Turned"', "LUT_3D_SIZE 2"]
    + [f"{1 - r} {1 - g} {1 - b}" for b in (0, 1) for g in (0, 1) for r in (0, 1)]
).encode()
"""Every colour becomes its opposite."""


@pytest.fixture
def ada() -> Person:
    return person()


def looking(montage: Montage, table: str) -> Montage:
    """The same with a table on every clip."""
    tracks = tuple(
        replace(track, clips=tuple(replace(clip, look=Adjustments(table=table)) for clip in track.clips))
        for track in montage.tracks
    )
    return replace(montage, tracks=tracks)


def test_a_table_is_brought_and_read(ada: Person) -> None:
    """What is served is our own form of it; it is listed among tables and nowhere else."""
    view = brought(ada, TURNED, "Turned.cube")
    assert (view.state, view.what, view.name, view.progress) == ("ready", "table", "Turned.cube", 1.0)
    (file,) = MaterialFile.objects.all()
    table = objects.store().read(file.object_key, 0, file.size)
    assert len(table) == SIDE**3 * 4 and tuple(table[:4]) == (255, 255, 255, 255)
    assert file.name.split(".")[-1] in view.url
    browser = browser_of(ada)
    assert browser.get("/api/studio/materials").json()["materials"] == []
    (listed,) = browser.get("/api/studio/materials?what=table").json()["materials"]
    assert listed["id"] == view.id
    assert browser.get("/api/studio/materials?what=verse").status_code == 422
    assert queries.materials(person("carl").id, what="table").materials == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"LUT_3D_SIZE 2\n0 0 0\n", "not_a_cube"),
        (b"LUT_3D_SIZE 2\n" + b"0 0 nan\n" * 8, "not_a_cube"),
        (b"LUT_3D_SIZE 4000000\n", "not_a_cube"),
        (b'TITLE "x"\n\xff\xfe', "not_a_cube"),
        (b"LUT_1D_SIZE 2\n0 0 0\n1 1 1\n", "cube_has_one_dimension"),
        (b"# only words\nhello", "not_a_material"),
    ],
)
def test_what_is_no_table_says_why(ada: Person, data: bytes, code: str) -> None:
    """By name, and with the line where there is one."""
    view = brought(ada, data, "bad.cube")
    assert view.state == "failed" and view.reason is not None and view.reason.code == code
    assert "%" not in view.reason.message


def test_the_film_looks_by_the_table(ada: Person) -> None:
    """The exact picture of a red photo is cyan; the table stays as long as a project looks by it."""
    photo = brought(ada, picture(size=(180, 320), colour=(200, 30, 30)), "photo.jpg").id
    table = brought(ada, TURNED, "Turned.cube").id
    made = project_of(ada, looking(cut_from(upload(photo)), table))
    answer: Any = browser_of(ada).get(f"/api/studio/projects/{to_text(made)}/still?at=3")
    shown = np.asarray(Image.open(io.BytesIO(answer.content)).convert("RGB")).mean((0, 1))
    assert shown[0] < 90 and min(shown[1:]) > 190, shown
    with pytest.raises(Refusal) as refused:
        materials.delete(ada.id, from_text(table))
    assert refused.value.code == "material_in_use"
    assert [one.what for one in queries.project(ada.viewer, made).materials] == ["photo", "table"]


def test_a_table_is_no_picture_and_a_picture_no_table(ada: Person) -> None:
    """Each in the other's place is refused when it is saved, by name; what has not arrived may be either."""
    photo, table = brought(ada, picture(), "photo.jpg").id, brought(ada, TURNED, "t.cube").id
    late = to_text(materials.announce(ada.id, 9, "late.cube", "late").id)
    seen = cut_from(upload(photo))
    heard = cut_from(Named("sound", "0000000000001"))
    (clip,) = heard.tracks[1].clips
    song = replace(clip, content=Listening(upload(photo)))
    silent = replace(seen, tracks=(*seen.tracks, replace(heard.tracks[1], clips=(song,))))
    made, browser = project_of(ada, looking(seen, late)), browser_of(ada)
    for montage, code, name in (
        (cut_from(upload(table)), "no_picture_in_it", "t.cube"),
        (silent, "no_sound_in_it", "photo.jpg"),
        (looking(seen, photo), "no_table_in_it", "photo.jpg"),
    ):
        body = {"base": 2, "document": msgspec.to_builtins(montage)}
        said = browser.send("PUT", f"/api/studio/projects/{to_text(made)}", body)
        assert (said.status_code, said.json()["code"]) == (422, code) and name in said.json()["message"]
    assert queries.project(ada.viewer, made).document == looking(seen, late)


def test_what_is_found_out_later_stops_no_saving(ada: Person) -> None:
    """A file that was put where pictures go before anybody knew that it is a sound: the work goes on."""
    late = materials.announce(ada.id, 9, "late.ogg", "late")
    made, browser = project_of(ada, cut_from(upload(to_text(late.id)))), browser_of(ada)
    Material.objects.filter(id=late.id).update(state="ready", what="sound")
    body = {"base": 2, "document": msgspec.to_builtins(cut_from(upload(to_text(late.id)), length=9))}
    assert browser.send("PUT", f"/api/studio/projects/{to_text(made)}", body).json()["revision"] == 3


def test_the_name_of_a_lent_file_stays_with_its_owner(ada: Person) -> None:
    """Bob, to whom a photo is lent, puts it where sounds go: he is refused, and not told its name."""
    photo, film = brought(ada, picture(), "my children.jpg").id, video(ada)
    Video.objects.filter(id=film).update(allows="remix")
    timeline = Timeline.objects.create(video_id=film, document="{}")
    TimelineUse.objects.create(timeline=timeline, material_id=from_text(photo))
    heard = cut_from(Named("sound", "0000000000001"))
    song = replace(heard.tracks[1].clips[0], content=Listening(upload(photo)))
    with pytest.raises(Refusal) as refused:
        project_of(
            person(), replace(heard, tracks=(heard.tracks[0], replace(heard.tracks[1], clips=(song,))))
        )
    assert (refused.value.code, refused.value.fields["name"]) == ("no_sound_in_it", "…")


def test_nobody_lends_a_table(ada: Person) -> None:
    """Not even where a timeline that others may go on with says so."""
    table, film = brought(ada, TURNED, "t.cube").id, video(ada)
    Video.objects.filter(id=film).update(allows="remix")
    timeline = Timeline.objects.create(video_id=film, document="{}")
    TimelineUse.objects.create(timeline=timeline, material_id=from_text(table))
    bob = person()
    photo = brought(bob, picture(), "photo.jpg").id
    with pytest.raises(Refusal) as refused:
        project_of(bob, looking(cut_from(upload(photo)), table))
    assert refused.value.code == "no_such_material"


def test_a_table_stays_at_home(ada: Person) -> None:
    """Whoever goes on with a timeline, or gets it without a part, gets it without its maker's table."""
    photo, table = upload("000000000000p"), "000000000000t"
    montage = looking(cut_from(photo), table)
    for bare in (without_theirs(montage, {photo}), without(montage, {upload(table)}, "gone")):
        (clip,) = bare.tracks[0].clips
        assert clip.look.table == "" and isinstance(clip.content, Footage)
    assert without_theirs(montage, {photo, upload(table)}) == montage
