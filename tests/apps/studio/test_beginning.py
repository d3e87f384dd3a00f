"""Projects that begin with what others published: as authors allow, credited, and taken back at once."""

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest
from tests.apps.social.talk import say
from tests.apps.studio.sounds import tone
from tests.apps.studio.world import brought, cut_from, picture, project_of, upload
from tests.apps.videos.clips import film
from tests.apps.videos.world import Person, browser_of, person, video

from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.flow.services import drain
from mutoscope.apps.studio import projects
from mutoscope.apps.studio.models import Timeline
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import services as video_doors
from mutoscope.apps.videos.models import Sound
from mutoscope.core.montage.document import Footage, Listening, Montage, Slot
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.montage.edits import change
from mutoscope.core.units import from_text, to_text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ada() -> Person:
    return _grown_up(person())


@pytest.fixture
def bob() -> Person:
    return _grown_up(person())


def _grown_up(one: Person) -> Person:
    Account.objects.filter(id=one.id).update(birth_date="1990-01-01")
    return one


def shared(who: Person, *allows: Any) -> int:
    made = video(who)
    video_doors.edit_video(who.id, made, allows=list(allows))
    return made


def begin(who: Person, video_id: int, way: str, **more: Any) -> Any:
    wish = {"client_id": f"{way}-{video_id}", "way": way, **more}
    return browser_of(who).post(f"/api/studio/from-video/{to_text(video_id)}", wish)


def document(who: Person, line: Any) -> Any:
    return projects.stored(projects.one(who.id, from_text(line["id"])))


WAYS = [
    ("duet", "duet", 2),
    ("react", "duet", 2),
    ("greenscreen", "duet", 2),
    ("stitch", "stitch", 1),
    ("clip", "remix", 1),
]


@pytest.mark.parametrize(("way", "allowed", "tracks"), WAYS)
def test_a_video_is_used_as_its_author_allows(
    ada: Person, bob: Person, way: str, allowed: str, tracks: int
) -> None:
    """The project holds theirs and a place for one's own; without leave there is no project, and a name."""
    line = begin(ada, shared(bob, allowed), way).json()
    made = document(ada, line)
    theirs = [one for one in made.tracks[0].clips if isinstance(one.content, Footage)]
    assert len(made.tracks) == tracks and len(theirs) == 1 and line["begun_from"] == way
    other = {"duet": "stitch", "stitch": "duet", "remix": "duet"}[allowed]
    said = begin(ada, shared(bob, other), way)
    assert said.status_code == 403 and said.json()["code"] == f"{allowed}_not_allowed"
    assert f"@{bob.handle}" in said.json()["message"]
    assert begin(ada, video(bob, audience="me"), way).status_code == 404
    assert begin(ada, shared(ada), way).status_code == 200, "one's own may always be used"


def test_a_duet_waits_for_its_other_half(ada: Person, bob: Person) -> None:
    """A place with nothing in it is not rendered in silence."""
    line = begin(ada, shared(bob, "duet"), "duet", layout="over").json()
    said = browser_of(ada).post(f"/api/studio/projects/{line['id']}/render", {"client_id": "r"})
    assert (said.status_code, said.json()["code"]) == (409, "places_left")


def test_a_sound_begins_a_project(ada: Person, bob: Person) -> None:
    sound = Sound.objects.create(creator_id=bob.id, source_id=video(bob), duration_ms=3000)
    browser = browser_of(ada)
    line = browser.post(f"/api/studio/from-sound/{to_text(sound.id)}", {"client_id": "one"}).json()
    heard = [one.content for track in document(ada, line).tracks for one in track.clips]
    assert Listening(Named("sound", to_text(sound.id))) in heard and line["duration_ms"] == 3000
    Sound.objects.update(reusable=False)
    said = browser.post(f"/api/studio/from-sound/{to_text(sound.id)}", {"client_id": "two"})
    assert (said.status_code, said.json()["code"]) == (403, "sound_not_shared")


def test_an_answer_begins_with_the_words_and_leads_to_them(ada: Person, bob: Person) -> None:
    """Published, it answers the comment; nobody answers under other people's videos so."""
    comment = say(bob, video(ada), "How is it made?")
    browser = browser_of(ada)
    line = browser.post(f"/api/studio/from-comment/{to_text(comment)}", {"client_id": "one"}).json()
    assert "How is it made?" in projects.one(ada.id, from_text(line["id"])).document
    photo = upload(brought(ada, picture(), "p.jpg").id)
    projects.save(ada.viewer, from_text(line["id"]), 1, msgspec.json.encode(cut_from(photo)))
    asked = browser.post(f"/api/studio/projects/{line['id']}/publish", {"client_id": "p"}).json()
    drain()
    assert videos.comment_answered_by(from_text(asked["video_id"])) == comment
    said = browser_of(bob).post(f"/api/studio/from-comment/{to_text(comment)}", {"client_id": "one"})
    assert (said.status_code, said.json()["code"]) == (403, "not_yours")


def published(
    who: Person, *allows: str, sound: bool = False, marked: Mapping[str, Slot] | None = None
) -> int:
    """A video cut in the studio from a photo and a clip, published; its id."""
    photo = upload(brought(who, picture(size=(64, 114)), "p.jpg").id)
    clip = upload(brought(who, film(seconds=1, size="180x320"), "c.mp4").id)
    montage = cut_from(photo, clip, length=10)
    for clip_id, slot in (marked or {}).items():
        montage = change(montage, clip_id, slot=slot)
    if sound:
        song = upload(brought(who, tone("m4a"), "s.m4a").id)
        with_song = cut_from(photo, Named("sound", song.id)).tracks[-1]
        heard = msgspec.structs.replace(
            with_song, clips=(msgspec.structs.replace(with_song.clips[0], content=Listening(song)),)
        )
        montage = msgspec.structs.replace(montage, tracks=(*montage.tracks, heard))
    made = project_of(who, montage, name=f"of {who.handle}")
    wish = {"client_id": "film", "caption": "Beat cut", "allows": list(allows)}
    asked = browser_of(who).post(f"/api/studio/projects/{to_text(made)}/publish", wish).json()
    drain()
    return from_text(asked["video_id"])


def test_a_template_is_found_filled_and_counted(ada: Person, bob: Person) -> None:
    """Its cuts come along and its maker's pictures don't; a published use counts once."""
    source = published(bob, "template", sound=True)
    browser = browser_of(ada)
    (listed,) = browser.get("/api/studio/templates").json()["templates"]
    assert (listed["id"], listed["places"], listed["uses"]) == (to_text(source), 2, 0)
    shown = browser.get(f"/api/studio/templates/{to_text(source)}").json()
    assert all(clip["content"]["what"] == "fill" for clip in shown["document"]["tracks"][0]["clips"])
    assert [one["origin"] for one in shown["materials"]] == ["sound"], "its music is the video's own sound"
    mine = brought(ada, film(seconds=1, size="180x320"), "mine.mp4").id
    line = begin(ada, source, "template", materials=[mine]).json()
    montage = document(ada, line)
    assert [clip.start for clip in montage.tracks[0].clips] == [0, 10], "cuts never move"
    assert {clip.content.material.id for clip in montage.tracks[0].clips} == {mine}
    asked = browser.post(f"/api/studio/projects/{line['id']}/publish", {"client_id": "p"}).json()
    assert "video_id" in asked, asked
    drain()
    assert videos.card(from_text(asked["video_id"]), ada.viewer).sound is not None
    assert browser.get("/api/studio/templates?sort=new").json()["templates"][0]["uses"] == 1
    video_doors.delete_video(ada.id, from_text(asked["video_id"]))
    drain()
    assert Timeline.objects.get(video_id=source).uses == 0


@pytest.mark.slow
def test_an_author_marks_what_others_may_replace(ada: Person, bob: Person) -> None:
    """What is marked is taken out; all else goes along, for those who use the template and only as long as it
    is one."""
    source = published(bob, "template", marked={"c1": Slot("one", label="Your face", least=5)})
    browser = browser_of(ada)
    (listed,) = browser.get("/api/studio/templates").json()["templates"]
    assert listed["places"] == 1
    shown = browser.get(f"/api/studio/templates/{to_text(source)}").json()
    first, second = shown["document"]["tracks"][0]["clips"]
    assert (first["content"]["what"], second["content"]["what"]) == ("footage", "fill")
    assert second["slot"]["label"] == "Your face"
    (theirs,) = shown["materials"]
    assert (theirs["state"], theirs["creator_handle"]) == ("ready", bob.handle)
    mine = brought(ada, film(seconds=1, size="180x320"), "mine.mp4").id
    line = begin(ada, source, "template", materials=[mine]).json()
    made = [clip.content.material.id for clip in document(ada, line).tracks[0].clips]
    assert made == [theirs["id"], mine]
    asked = browser.post(f"/api/studio/projects/{line['id']}/publish", {"client_id": "p"})
    assert asked.status_code == 200, asked.json()
    drain()
    video_doors.edit_video(bob.id, source, allows=[])
    later = browser.get(f"/api/studio/projects/{line['id']}").json()
    assert {one["id"]: one["state"] for one in later["materials"]} == {theirs["id"]: "gone", mine: "ready"}


def test_what_an_author_takes_back_is_no_template_any_more(ada: Person, bob: Person) -> None:
    """Nor is one that was never offered, or whose video is gone."""
    source = published(bob, "template")
    video_doors.edit_video(bob.id, source, allows=[])
    drain()
    browser = browser_of(ada)
    assert browser.get("/api/studio/templates").json()["templates"] == []
    said = browser.get(f"/api/studio/templates/{to_text(source)}")
    assert (said.status_code, said.json()["code"]) == (403, "template_not_allowed")
    assert begin(ada, source, "template").status_code == 403
    plain = shared(bob, "template")
    assert browser.get(f"/api/studio/templates/{to_text(plain)}").json()["code"] == "no_timeline"
    video_doors.delete_video(bob.id, source)
    drain()
    assert not Timeline.objects.filter(video_id=source).exists()


@pytest.mark.slow
def test_a_remix_goes_on_with_the_timeline(ada: Person, bob: Person) -> None:
    """Its materials can be seen and rendered by whoever may, while the author allows it."""
    source = published(bob, "remix")
    video_doors.edit_video(bob.id, source, allow_download=True)  # or no film of it could be taken away
    line = begin(ada, source, "remix").json()
    said = browser_of(ada).post(f"/api/studio/projects/{line['id']}/render", {"client_id": "soon"})
    assert (said.status_code, said.json()["code"]) == (409, "stretch_on_its_way")
    drain()
    view = browser_of(ada).get(f"/api/studio/projects/{line['id']}").json()
    assert msgspec.convert(view["document"], Montage) == document(ada, line)
    assert [(one["state"], one["creator_handle"]) for one in view["materials"]] == [("ready", bob.handle)] * 2
    assert all(one["url"] for one in view["materials"])
    asked = browser_of(ada).post(f"/api/studio/projects/{line['id']}/render", {"client_id": "r"}).json()
    drain()
    done = browser_of(ada).get(f"/api/studio/renders/{asked['id']}").json()
    assert done["state"] == "done"
    theirs = view["materials"][0]["id"]
    assert browser_of(ada).get(f"/api/studio/materials/{theirs}").status_code == 404
    video_doors.edit_video(bob.id, source, allows=[])
    drain()
    view = browser_of(ada).get(f"/api/studio/projects/{line['id']}").json()
    assert {one["state"] for one in view["materials"]} == {"gone"}
    said = browser_of(ada).post(f"/api/studio/projects/{line['id']}/render", {"client_id": "again"})
    assert said.status_code == 404
    used = browser_of(bob).send("DELETE", f"/api/studio/materials/{theirs}")
    assert used.json()["code"] == "material_in_use", "by the project of its owner"
    assert f"of {bob.handle}" in used.json()["message"]
