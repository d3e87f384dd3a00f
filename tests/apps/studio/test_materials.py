"""What somebody brings to the studio: recognised by its bytes, made safe, and theirs alone."""

import io
from datetime import timedelta
from typing import Any

import jsonschema
import msgspec
import pytest
from PIL import Image
from tests.apps.accounts.test_avatars import bomb
from tests.apps.studio.world import bring, brought, cut_from, picture, project_of, upload
from tests.apps.videos.clips import film
from tests.apps.videos.world import Person, browser_of

from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.flow.models import Nudge
from mutoscope.apps.flow.services import drain
from mutoscope.apps.studio import materials, preparing, queries
from mutoscope.apps.studio.models import Material, MaterialFile
from mutoscope.apps.videos import objects
from mutoscope.apps.videos.models import BlockedHash, KeptObject
from mutoscope.core.units import Refusal, from_text
from mutoscope.project.api import api

pytestmark = pytest.mark.django_db(transaction=True)
WISH = {"size": 1000, "name": "holidays.mov", "type": "video/quicktime", "client_id": "one"}


def test_a_material_is_announced_once(ada: Person) -> None:
    """The same client name gives the same material and the same place to send it."""
    browser = browser_of(ada)
    first, again = (browser.post("/api/studio/materials", WISH).json() for _ in range(2))
    assert first == again and "/up/" in first["upload_url"]
    operation = api.get_openapi_schema()["paths"]["/api/studio/materials"]["post"]
    jsonschema.validate(first, operation["responses"][200]["content"]["application/json"]["schema"])
    assert first["material"]["state"] == "uploading" and first["material"]["name"] == "holidays.mov"
    assert Account.objects.get(id=ada.id).stored_bytes == 1000


def test_a_film_is_ready_and_then_prepared(ada: Person) -> None:
    """A small film to seek in, a strip of pictures, peaks of its sound; nothing served is what was sent."""
    data = film(seconds=1.5, size="320x568")
    view = brought(ada, data, "a/../b\\holi\u202edays\x00.mp4")
    assert (view.state, view.what, view.progress, view.name) == ("ready", "film", 1.0, "holi days .mp4")
    assert (view.width, view.height, view.has_sound) == (320, 568, True)
    assert 1400 <= view.duration_ms <= 1600 and view.fps == 24
    assert view.strip is not None and view.strip.count == 3 and view.peaks is not None
    assert "proxy" in view.url and "poster" in view.poster_url
    files = {file.role: file for file in MaterialFile.objects.all()}
    peaks = objects.store().read(files["peaks"].object_key, 0, files["peaks"].size)
    assert len(peaks) == 2 * view.peaks.count and any(peaks)
    strip = Image.open(io.BytesIO(_bytes(files["strip"])))
    assert strip.size == (3 * view.strip.width, view.strip.height)
    assert all(_bytes(file) != data for file in files.values())
    assert b"location" not in _bytes(files["proxy"]) and b"48.85" not in _bytes(files["proxy"])
    assert Nudge.objects.filter(kind="studio_material", about=view.id).count() >= 3


@pytest.mark.parametrize(
    ("form", "colour", "served"),
    [("JPEG", "red", "jpg"), ("WEBP", "red", "jpg"), ("PNG", (255, 0, 0, 80), "png"), ("GIF", "red", "jpg")],
)
def test_a_photo_is_drawn_anew(ada: Person, form: str, colour: Any, served: str) -> None:
    """Whatever a photo was sent as, what is served and rendered is ours, and see-through where it was."""
    view = brought(ada, picture(form, colour=colour), "photo")
    assert (view.what, view.state, view.width, view.height) == ("photo", "ready", 64, 48)
    assert view.url.partition("?")[0].endswith(f".{served}") and view.duration_ms == 0


def test_a_photo_lies_upright_and_says_nothing_of_its_place(ada: Person) -> None:
    """The turn that a camera noted is made; what else it noted is gone."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Secret Camera"
    target = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(target, "JPEG", exif=exif)
    view = brought(ada, target.getvalue(), "photo.jpg")
    assert (view.width, view.height) == (48, 64)
    assert all(b"Secret" not in _bytes(file) for file in MaterialFile.objects.all())


def test_a_sound_is_heard_by_its_bytes(ada: Person) -> None:
    """A film without a picture, as recorders of browsers send it, is a sound whatever it is called."""
    from tests.apps.studio.sounds import tone

    for ending in ("wav", "mp3", "ogg", "m4a", "webm"):
        view = brought(ada, tone(ending), "song.mp4")
        assert (view.what, view.state, view.has_sound) == ("sound", "ready", True), ending
        assert 900 <= view.duration_ms <= 1200 and view.peaks is not None and view.url


HOSTILE = [
    (b"#EXTM3U\nhttp://elsewhere/", "a_playlist"),
    (b"ffconcat version 1.0\nfile /etc/passwd\n", "a_playlist"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a_playlist"),
    (b"\x89PNG\r\n\x1a\n" + b"\x00" * 500, "not_a_picture"),
    (b"\xff\xd8\xff\xe0" + b"no jpeg" * 50, "not_a_picture"),
    (b"ID3" + b"\x00" * 2000, "damaged"),
    (b"RIFF\x00\x00\x00\x00WAVEfmt " + b"\xff" * 300, "damaged"),
    (b"MZ\x90\x00" + b"\x00" * 300, "not_a_material"),
    (b"plain words", "not_a_material"),
]


@pytest.mark.parametrize(("data", "code"), HOSTILE)
def test_what_is_no_material_fails_with_a_reason(ada: Person, data: bytes, code: str) -> None:
    """A sentence that its owner can read, and their storage back."""
    view = brought(ada, data, "x.mp4")
    assert view.state == "failed" and view.reason is not None and view.reason.code == code
    assert view.reason.message and not view.url
    assert Account.objects.get(id=ada.id).stored_bytes == 0


def test_a_photo_of_too_many_pixels_says_so_in_a_whole_sentence(ada: Person) -> None:
    """Nobody measured it, so no measure is told."""
    view = brought(ada, bomb(), "huge.png")
    assert view.reason is not None and view.reason.code == "too_large_picture"
    assert "%" not in view.reason.message


def test_a_file_on_the_block_list_does_not_come_in(ada: Person) -> None:
    """What was taken down as a video is not let in by this door either."""
    data = film(seconds=1)
    import hashlib

    BlockedHash.objects.create(kind="sha256", value=hashlib.sha256(data).hexdigest())
    view = queries.material(ada.id, from_text(bring(ada, data)))
    assert view.state == "failed" and view.reason is not None and view.reason.code == "blocked_file"


def test_looking_twice_changes_nothing(ada: Person) -> None:
    """A job that runs again after its worker was killed finds its work done."""
    view = brought(ada, picture(), "photo.jpg")
    assert preparing.look(from_text(view.id)) is None
    before = list(MaterialFile.objects.values_list("name", flat=True))
    row = Material.objects.get()
    Material.objects.update(state="received")  # killed after the files were put, before the row was kept
    effects = preparing.look(row.id)
    assert effects is not None
    effects()
    assert list(MaterialFile.objects.values_list("name", flat=True)) == before


def test_what_a_project_is_cut_from_is_kept(ada: Person) -> None:
    """Deleting says which project needs it; afterwards nothing is left, neither rows nor bytes."""
    view = brought(ada, picture(), "photo.jpg")
    made = project_of(ada, cut_from(upload(view.id)))
    browser = browser_of(ada)
    said = browser.send("DELETE", f"/api/studio/materials/{view.id}")
    assert (said.status_code, said.json()["code"]) == (409, "material_in_use")
    assert "Holidays" in said.json()["message"]
    from mutoscope.apps.studio.models import Project

    Project.objects.filter(id=made).delete()
    assert browser.send("DELETE", f"/api/studio/materials/{view.id}").status_code == 204
    assert Account.objects.get(id=ada.id).stored_bytes == 0
    objects.sweep()
    assert not KeptObject.objects.exists()


def test_objects_of_the_studio_are_not_swept(ada: Person) -> None:
    """The sweeper of videos asks who else needs what it would delete."""
    brought(ada, picture(size=(640, 480)), "photo.jpg")
    KeptObject.objects.update(touched_ms=0)
    assert objects.sweep() == 0 and KeptObject.objects.count() == 3


def test_an_upload_that_never_ends_is_forgotten(ada: Person) -> None:
    """A day later it failed, a sweep after that it is gone."""
    materials.announce(ada.id, 1000, "x", "x")
    late = Material.objects.get().expires_ms + 1
    assert materials.sweep(late) == 1
    assert Account.objects.get(id=ada.id).stored_bytes == 0
    materials.sweep(late)
    assert not Material.objects.exists()


def test_storage_is_counted(ada: Person, settings: Any) -> None:
    """Materials and videos share one quota."""
    settings.CONFIG = msgspec.structs.replace(settings.CONFIG, storage_quota_bytes=1500)
    materials.announce(ada.id, 1000, "x", "x")
    with pytest.raises(Refusal) as no:
        materials.announce(ada.id, 1000, "y", "y")
    assert no.value.code == "quota_full"


def test_a_job_given_up_ends_what_waits_for_it(ada: Person, monkeypatch: Any) -> None:
    """Nobody waits for ever: the material fails, and says whose fault it is."""
    material_id = bring(ada, picture(), "photo.jpg")

    def broken(*args: Any) -> None:
        raise OSError("the disk")

    monkeypatch.setattr(preparing, "_looked", broken)
    for hours in range(8):
        drain(ahead=timedelta(hours=hours), raise_faults=False)
    view = queries.material(ada.id, from_text(material_id))
    assert view.state == "failed" and view.reason is not None and view.reason.code == "could_not_look"


def _bytes(file: MaterialFile) -> bytes:
    return objects.store().read(file.object_key, 0, file.size)
