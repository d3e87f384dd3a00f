"""Films of projects: made once, for whoever may have them, and every way of ending is an end."""

import io
import subprocess
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from PIL import Image
from tests.adapters.provenance.test_signing import written
from tests.apps.studio.sounds import tone
from tests.apps.studio.world import bring, brought, cut_from, picture, project_of, upload
from tests.apps.videos.clips import film
from tests.apps.videos.world import Person, browser_of, person, state, video

from mutoscope.apps.flow.models import Job, Nudge
from mutoscope.apps.flow.services import drain
from mutoscope.apps.studio import making, projects, rendered, renders
from mutoscope.apps.studio.models import Drawn, Order, Render
from mutoscope.apps.videos import objects
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import services as video_doors
from mutoscope.apps.videos.models import Sound, Video
from mutoscope.core.montage.document import Canvas, Clip, Listening, Speed, Track
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.units import Refusal, from_text, to_text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clip(ada: Person) -> Named:
    return upload(brought(ada, film(seconds=1, size="180x320")).id)


def address(project_id: int, what: str) -> str:
    return f"/api/studio/projects/{to_text(project_id)}/{what}"


def pictures_of(data: bytes) -> int:
    """How many pictures a film has, counted by decoding it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        path.write_bytes(data)
        words = ["-i", str(path), "-map", "0:v", "-f", "framemd5", "-"]
        said = subprocess.run(
            [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *words], capture_output=True, check=True
        )
    return sum(not line.startswith(b"#") for line in said.stdout.splitlines())


def test_a_film_is_made_and_can_be_taken_away(ada: Person, clip: Named, photo: Named) -> None:
    """Every picture of the document and no more, as its owner's file; open pages hear of it."""
    made = project_of(ada, cut_from(clip, photo, length=12))
    browser = browser_of(ada)
    asked = browser.post(address(made, "render"), {"client_id": "one"}).json()
    assert asked["state"] == "waiting" and asked["url"] == ""
    drain()
    done = browser.get(f"/api/studio/renders/{asked['id']}").json()
    assert (done["state"], done["progress"], done["width"], done["height"]) == ("done", 1.0, 160, 284)
    assert done["duration_ms"] == 800 and done["url"]
    render = Render.objects.get()
    assert pictures_of(objects.store().read(render.object_key, 0, render.size)) == 24
    assert Nudge.objects.filter(kind="studio_render", about=asked["id"]).exists()
    (listed,) = browser.get(address(made, "renders")).json()["renders"]
    assert listed["id"] == asked["id"]
    assert browser_of(person()).get(f"/api/studio/renders/{asked['id']}").status_code == 404


def test_the_same_film_is_never_made_twice(ada: Person, photo: Named) -> None:
    """Not for another order, not for a copy of the project; a single change makes it another film."""
    made = project_of(ada, cut_from(photo))
    copy = projects.duplicate(ada.id, made, "copy", "")
    for project_id, name in ((made, "one"), (made, "one"), (made, "two"), (copy, "three")):
        renders.order(ada.viewer, project_id, name)
    drain()
    assert Render.objects.count() == 1 and Order.objects.filter(state="done").count() == 3
    assert Job.objects.filter(task__endswith="make_render").count() == 1
    renders.order(ada.viewer, made, "four")
    assert rendered.render(ada.id, Order.objects.latest("id").id).state == "done"
    projects.save(ada.viewer, copy, 1, msgspec.json.encode(cut_from(photo, length=16)))
    renders.order(ada.viewer, copy, "five")
    assert Render.objects.count() == 2


def test_a_published_project_is_a_video_like_any_other(ada: Person, clip: Named) -> None:
    """Its video is there at once and says what it waits for; then it goes the road of every upload."""
    made = project_of(ada, cut_from(clip, length=24))
    browser = browser_of(ada)
    wish = {"client_id": "one", "caption": "Cut #well", "audience": "everyone"}
    asked, again = (browser.post(address(made, "publish"), wish).json() for _ in range(2))
    assert asked["video_id"] == again["video_id"] and Video.objects.count() == 1
    status = browser.get(f"/api/videos/{asked['video_id']}/status").json()
    assert (status["state"], status["progress"]["stage"]) == ("rendering", "rendering")
    assert browser_of(person()).get(f"/api/videos/{asked['video_id']}").status_code == 404
    drain()
    card = browser_of(person()).get(f"/api/videos/{asked['video_id']}").json()
    assert card["caption"] == "Cut #well" and card["sound"] is not None
    assert state(from_text(asked["video_id"])) == "optimised"
    assert 700 <= card["duration_ms"] <= 900


def test_a_sound_that_is_used_is_credited(ada: Person, photo: Named) -> None:
    """Whoever hears the video finds whose sound it is."""
    bob = person()
    source = video(bob)
    sound = Sound.objects.create(
        creator_id=bob.id, source_id=source, object_key=objects.keep_bytes(tone("m4a"))
    )
    montage = cut_from(photo, Named("sound", to_text(sound.id)))
    made = project_of(ada, montage)
    asked = browser_of(ada).post(address(made, "publish"), {"client_id": "one"}).json()
    drain()
    card = videos.card(from_text(asked["video_id"]), ada.viewer)
    assert card.sound is not None and card.sound.id == to_text(sound.id)


def test_cancelling_stops_what_nobody_else_wants(ada: Person, photo: Named) -> None:
    """An order that is cancelled ends; the render goes on for whoever still waits."""
    made = project_of(ada, cut_from(photo))
    first, second = (renders.order(ada.viewer, made, name) for name in ("one", "two"))
    browser = browser_of(ada)
    said = browser.send("DELETE", f"/api/studio/renders/{to_text(first.id)}").json()
    assert said["state"] == "cancelled" and Render.objects.get().state == "waiting"
    renders.cancel(ada.id, second.id)
    assert Render.objects.get().state == "cancelled"
    drain()
    assert Render.objects.get().object_key == ""
    renders.order(ada.viewer, made, "three")
    drain()
    assert rendered.render(ada.id, Order.objects.latest("id").id).state == "done"


def test_deleting_the_video_cancels_its_film(ada: Person, photo: Named) -> None:
    made = project_of(ada, cut_from(photo))
    asked = browser_of(ada).post(address(made, "publish"), {"client_id": "one"}).json()
    video_doors.delete_video(ada.id, from_text(asked["video_id"]))
    drain()
    assert Order.objects.get().state == "cancelled" and Render.objects.get().state == "cancelled"


def test_what_is_killed_begins_again_and_ends_once(ada: Person, photo: Named, monkeypatch: Any) -> None:
    """The first try dies after the film was put into the store; the second makes it, and one film remains."""
    made = project_of(ada, cut_from(photo))
    order = renders.order(ada.viewer, made, "one")
    real = renders.became_done
    tries: list[int] = []

    def dies_once(*args: Any) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise ConnectionError("killed")
        real(*args)

    monkeypatch.setattr(renders, "became_done", dies_once)
    drain(raise_faults=False)
    assert rendered.render(ada.id, order.id).state in ("waiting", "making")
    drain(ahead=timedelta(minutes=1))
    assert rendered.render(ada.id, order.id).state == "done" and len(tries) == 2


def test_a_render_given_up_says_so(ada: Person, photo: Named, monkeypatch: Any) -> None:
    """After its last try everybody who waits reads a sentence; the video fails with it."""
    made = project_of(ada, cut_from(photo))
    asked = browser_of(ada).post(address(made, "publish"), {"client_id": "one"}).json()

    def broken(*args: Any) -> None:
        raise ConnectionError("the world")

    monkeypatch.setattr(making, "make_film", broken)
    for hours in range(10):
        drain(ahead=timedelta(hours=hours), raise_faults=False)
    view = rendered.render(ada.id, from_text(asked["id"]))
    assert view.state == "failed" and view.reason is not None and view.reason.code == "could_not_render"
    assert state(from_text(asked["video_id"])) == "failed"


def test_a_parent_deleted_while_it_is_made_does_not_get_out(ada: Person, monkeypatch: Any) -> None:
    """Who may use what is asked again when the film is ready: it is given to nobody, with the reason."""
    bob = person()
    source = video(bob)
    sound = Sound.objects.create(
        creator_id=bob.id, source_id=source, object_key=objects.keep_bytes(tone("m4a"))
    )
    montage = cut_from(upload(brought(ada, picture(), "p.jpg").id), Named("sound", to_text(sound.id)))
    made = project_of(ada, montage)
    asked = browser_of(ada).post(address(made, "publish"), {"client_id": "one"}).json()
    real = making._loudness

    def meanwhile(*args: Any) -> Any:
        video_doors.delete_video(bob.id, source)
        return real(*args)

    monkeypatch.setattr(making, "_loudness", meanwhile)
    drain()
    view = rendered.render(ada.id, from_text(asked["id"]))
    assert view.state == "failed" and view.reason is not None and view.reason.code == "no_such_material"
    assert state(from_text(asked["video_id"])) == "failed"
    assert not view.url


def test_what_may_not_be_rendered_is_refused_by_name(ada: Person, photo: Named) -> None:
    """Nothing in it, a material on its way, one that was revoked: no order, no video, a sentence each."""
    browser = browser_of(ada)
    empty = project_of(ada, name="Empty")
    said = browser.post(address(empty, "publish"), {"client_id": "one"})
    assert (said.status_code, said.json()["code"]) == (422, "lacks_something")
    from mutoscope.apps.studio import materials

    late = materials.announce(ada.id, 1000, "late.mp4", "late")
    made = project_of(ada, cut_from(upload(to_text(late.id))), name="Late")
    said = browser.post(address(made, "render"), {"client_id": "two"})
    assert (said.status_code, said.json()["code"]) == (409, "material_on_its_way")
    assert "late.mp4" in said.json()["message"]
    bob = person()
    sound = Sound.objects.create(creator_id=bob.id, source_id=video(bob))
    used = project_of(ada, cut_from(photo, Named("sound", to_text(sound.id))), name="Used")
    Sound.objects.update(reusable=False)
    said = browser.post(address(used, "publish"), {"client_id": "three"})
    assert (said.status_code, said.json()["code"]) == (403, "sound_not_shared")
    assert not Order.objects.exists() and not Video.objects.filter(creator_id=ada.id).exists()


def test_a_person_has_few_films_under_way(ada: Person, photo: Named) -> None:
    """The next one waits until one is ready; other people are not kept from theirs."""
    for length in range(renders.MOST_OPEN):
        made = project_of(ada, cut_from(photo, length=10 + length), name=f"p{length}")
        renders.order(ada.viewer, made, f"{length}")
    with pytest.raises(Refusal) as no:
        renders.order(ada.viewer, made, "one more")
    assert no.value.code == "too_many_renders"


def test_an_exact_still_is_drawn_once(ada: Person, photo: Named) -> None:
    """A JPEG of the size asked for; looking again draws nothing; past the end is the last picture."""
    made = project_of(ada, cut_from(photo))
    browser = browser_of(ada)
    first = browser.get(address(made, "still?at=3"))
    assert first.status_code == 200 and first["content-type"] == "image/jpeg"
    shown = Image.open(io.BytesIO(first.content))
    assert shown.size == (160, 284)
    red = shown.convert("RGB").getpixel((80, 140))
    assert isinstance(red, tuple) and red[0] > 200 and red[1] < 40
    assert browser.get(address(made, "still?at=3")).content == first.content
    assert Drawn.objects.count() == 1
    assert browser.get(address(made, "still?at=16000000")).status_code == 200
    assert browser.get(address(made, "still?at=-1")).status_code == 422
    for edge in ("100000", "361", "-360", "", "wide", "360.5", "1" * 5000):
        assert browser.get(address(made, f"still?at=1&edge={edge}")).status_code == 422, edge
    assert browser_of(person()).get(address(made, "still?at=3")).status_code == 404


@pytest.mark.parametrize(("edge", "size"), [("", (720, 1280)), ("&edge=360", (360, 640))])
def test_a_still_is_as_small_as_one_asks(ada: Person, photo: Named, edge: str, size: tuple[int, int]) -> None:
    made = project_of(ada, cut_from(photo, canvas=Canvas(720, 1280)))
    drawn = browser_of(ada).get(address(made, f"still?at=0{edge}"))
    assert Image.open(io.BytesIO(drawn.content)).size == size


def test_an_exact_chunk_is_a_small_film(ada: Person, clip: Named) -> None:
    made = project_of(ada, cut_from(clip, length=20))
    said = browser_of(ada).get(address(made, "chunk?at=5"))
    assert (said.status_code, said["content-type"]) == (200, "video/mp4")
    assert pictures_of(said.content) == 15


def test_a_sound_is_no_picture(ada: Person) -> None:
    """Where nobody knew what it is when it was saved, the compiler says which clip can't be made, before
    anything is ordered."""
    song = upload(bring(ada, tone("wav"), "song.wav"))
    made = project_of(ada, cut_from(song))
    drain()
    with pytest.raises(Refusal) as no:
        renders.order(ada.viewer, made, "one")
    assert no.value.code == "lacks_picture" and no.value.fields["clip"] == "c0"


def test_a_film_that_asks_for_too_much_is_refused_where_it_is_made(ada: Person, photo: Named) -> None:
    """Asking is answered from the document alone; whoever asked reads why, and where."""
    song = upload(brought(ada, tone("wav"), "song.wav").id)
    wild = tuple(Speed(n * 322, 4000 if n % 2 else 300) for n in range(32))
    clips = tuple(Clip(f"s{n}", n, 1, Listening(song, speed=wild)) for n in range(30))
    base = cut_from(photo, length=30)
    made = project_of(ada, msgspec.structs.replace(base, tracks=(*base.tracks, Track("s", "sound", clips))))
    asked = renders.order(ada.viewer, made, "one")
    assert asked.state == "open"
    drain()
    ended = rendered.render(ada.id, asked.id)
    assert ended.state == "failed" and ended.reason is not None
    assert ended.reason.code == "project_too_demanding" and "«s" in ended.reason.message


def test_a_draft_may_be_longer_than_what_is_rendered(ada: Person, photo: Named, settings: Any) -> None:
    """It is kept, and refused only when it is to become a film."""
    settings.CONFIG = msgspec.structs.replace(settings.CONFIG, montage_max_seconds=1)
    made = project_of(ada, cut_from(photo, length=31))
    with pytest.raises(Refusal) as no:
        renders.order(ada.viewer, made, "one")
    assert no.value.sentence and not Order.objects.exists()


def test_another_certificate_is_another_film(
    ada: Person, photo: Named, settings: Any, tmp_path: Path
) -> None:
    """Nobody is given a film from before the house signed, or signed by another. Of one certificate it is
    made once; one whose certificate changed while it waited is known by that which sealed it."""
    made = project_of(ada, cut_from(photo))
    renders.order(ada.viewer, made, "bare")
    plain = Render.objects.get().digest
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        chain, key = written(tmp_path / name, ec.SECP256R1())
        told = {"provenance_certificate": str(chain), "provenance_key": str(key)}
        settings.CONFIG = msgspec.structs.replace(settings.CONFIG, **told)
        if name == "first":
            drain()
            assert Render.objects.get().state == "done" and Render.objects.get().digest != plain
        renders.order(ada.viewer, made, name)
        renders.order(ada.viewer, projects.duplicate(ada.id, made, name, ""), f"{name} again")
    assert Render.objects.count() == 2 and Order.objects.filter(state="done").count() == 3
    assert not Render.objects.filter(digest=plain).exists()
    browser_of(ada).get(address(made, "still?at=3"))
    settings.CONFIG = msgspec.structs.replace(settings.CONFIG, provenance_certificate="")
    browser_of(ada).get(address(made, "still?at=3"))
    assert Drawn.objects.count() == 1, "nobody signs a still"
