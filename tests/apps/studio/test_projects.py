"""Projects: kept, never lost between two devices, brought back, and nobody else's."""

from typing import Any

import jsonschema
import msgspec
import pytest
from tests.apps.studio.world import brought, cut_from, picture, project_of, upload
from tests.apps.videos.world import Person, browser_of, person, video

from mutoscope.apps.relations import services as relations
from mutoscope.apps.studio import projects
from mutoscope.apps.studio.models import Project, Use, Version
from mutoscope.apps.videos import services as videos
from mutoscope.apps.videos.models import Sound
from mutoscope.core.montage import history
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.units import DAY_MS, Refusal, from_text, to_text
from mutoscope.project.api import api

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def photo(ada: Person) -> Named:
    return upload(brought(ada, picture(), "photo.jpg").id)


def shown(who: Person, project_id: int) -> Any:
    return browser_of(who).get(f"/api/studio/projects/{to_text(project_id)}").json()


def put(who: Person, project_id: int, base: int, document: Any) -> Any:
    body = {"base": base, "document": msgspec.to_builtins(document)}
    return browser_of(who).send("PUT", f"/api/studio/projects/{to_text(project_id)}", body)


def test_a_project_begins_empty_and_once(ada: Person) -> None:
    """The same client name gives the same project; its answer is what the OpenAPI file promises."""
    browser = browser_of(ada)
    wish = {"client_id": "here", "name": "  Holi\u202edays "}
    first, again = (browser.post("/api/studio/projects", wish).json() for _ in range(2))
    assert first == again and first["revision"] == 1 and first["name"] == "Holi days"
    view = browser.get(f"/api/studio/projects/{first['id']}").json()
    assert view["document"]["tracks"] == [{**view["document"]["tracks"][0], "role": "main", "clips": []}]
    operation = api.get_openapi_schema()["paths"]["/api/studio/projects/{project_id}"]["get"]
    jsonschema.validate(view, operation["responses"][200]["content"]["application/json"]["schema"])


def test_what_is_saved_is_there(ada: Person, photo: Named) -> None:
    """The document, how long it is, and everything it is cut from, ready to be shown."""
    made = project_of(ada)
    montage = cut_from(photo, length=45)
    assert put(ada, made, 1, montage).json()["revision"] == 2
    view = shown(ada, made)
    assert msgspec.convert(view["document"], type(montage)) == montage
    assert view["project"]["duration_ms"] == 1500 and view["project"]["poster_url"]
    assert [one["id"] for one in view["materials"]] == [photo.id] and view["materials"][0]["url"]
    (line,) = browser_of(ada).get("/api/studio/projects").json()["projects"]
    assert line == {**view["project"], "poster_url": line["poster_url"]}


def test_two_devices_do_not_overwrite_each_other(ada: Person, photo: Named) -> None:
    """The later save is told so and loses nothing; the answer that got lost is given again."""
    made = project_of(ada)
    assert put(ada, made, 1, cut_from(photo)).status_code == 200
    assert put(ada, made, 1, cut_from(photo)).json()["revision"] == 2, "the same again is no conflict"
    late = put(ada, made, 1, cut_from(photo, photo))
    assert (late.status_code, late.json()["code"]) == (409, "saved_elsewhere")
    assert late.json()["fields"]["revision"] == 2
    assert put(ada, made, 2, cut_from(photo, photo)).json()["revision"] == 3


def test_an_earlier_version_comes_back(ada: Person, photo: Named) -> None:
    """Bringing back is a save like any other: what was there before it can be brought back, too."""
    made = project_of(ada, cut_from(photo))
    put(ada, made, 2, cut_from(photo, photo))
    address = f"/api/studio/projects/{to_text(made)}/versions"
    browser = browser_of(ada)
    assert [one["revision"] for one in browser.get(address).json()["versions"]] == [2, 1]
    old = browser.get(f"{address}/2").json()
    assert len(old["document"]["tracks"][0]["clips"]) == 1
    assert browser.post(f"{address}/2").json()["revision"] == 4
    assert shown(ada, made)["document"] == old["document"]
    assert browser.get(f"{address}/77").status_code == 404
    assert browser.post(f"{address}/99999999999999999999").status_code == 404


def test_old_versions_thin_out() -> None:
    """Everything of the last minutes, one an hour of the last day, nothing beyond a month."""
    now = 100 * DAY_MS
    moments = range(now - 40 * DAY_MS, now + 1, 60_000)
    kept = sorted(history.kept(moments, now))
    assert len(kept) <= history.MOST
    assert [at for at in kept if now - at <= 10 * 60_000] == list(range(now - 10 * 60_000, now + 1, 60_000))
    assert now - kept[0] <= 30 * DAY_MS
    assert sum(now - at > DAY_MS for at in kept) in (29, 30)


def test_the_bin_gives_back_what_was_thrown_away(ada: Person, photo: Named) -> None:
    """For a week; then it is gone, and what it was cut from may be deleted."""
    made = project_of(ada, cut_from(photo))
    browser, address = browser_of(ada), f"/api/studio/projects/{to_text(made)}"
    assert browser.send("DELETE", address).status_code == 204
    assert browser.get(address).status_code == 404
    (thrown,) = browser.get("/api/studio/projects?thrown=true").json()["projects"]
    assert thrown["kept_until_ms"] > thrown["deleted_ms"] > 0
    assert browser.post(f"{address}/restore").json()["deleted_ms"] == 0
    browser.send("DELETE", address)
    projects.sweep(thrown["kept_until_ms"] - DAY_MS)
    assert Project.objects.exists()
    projects.sweep(thrown["kept_until_ms"] + DAY_MS)
    assert not Project.objects.exists() and not Use.objects.exists() and not Version.objects.exists()


def test_a_copy_goes_its_own_way(ada: Person, photo: Named) -> None:
    made = project_of(ada, cut_from(photo))
    address = f"/api/studio/projects/{to_text(made)}/copy"
    copy = browser_of(ada).post(address, {"client_id": "copy", "name": "Other"}).json()
    assert copy["id"] != to_text(made) and copy["name"] == "Other"
    put(ada, from_text(copy["id"]), 1, cut_from(photo, photo))
    assert len(shown(ada, made)["document"]["tracks"][0]["clips"]) == 1


def test_only_what_one_may_use_goes_in(ada: Person, photo: Named) -> None:
    """Other people's files, private videos and unshared sounds are refused by name, and nothing is saved."""
    bob = person()
    theirs = upload(brought(bob, picture(colour="blue"), "b.jpg").id)
    film = video(bob)
    sound = Sound.objects.create(creator_id=bob.id, source_id=film, reusable=False)
    made = project_of(ada)
    for name, code in (
        (theirs, "no_such_material"),
        (upload(to_text(1)), "no_such_material"),
        (Named("video", to_text(video(bob, audience="me"))), "no_such_video"),
        (Named("video", to_text(video(bob, state="playable"))), "no_such_video"),
        (Named("video", to_text(film)), "remix_not_allowed"),
        (Named("sound", to_text(sound.id)), "sound_not_shared"),
        (Named("sound", to_text(7)), "no_such_material"),
    ):
        said = put(ada, made, 1, cut_from(photo, name))
        assert said.json()["code"] == code, name
        assert said.status_code in (403, 404) and said.json()["message"]
    for odd in ("not an id", "'; DROP TABLE"):
        assert put(ada, made, 1, cut_from(photo, upload(odd))).json()["code"] == "project_word"
    assert shown(ada, made)["project"]["revision"] == 1
    own = Named("video", to_text(video(ada)))
    assert put(ada, made, 1, cut_from(own)).status_code == 200


def test_what_goes_away_does_not_keep_anybody_from_saving(ada: Person) -> None:
    """A sound that was shared and is not any more stays in the project, marked as gone, with the reason."""
    bob = person()
    film = video(bob)
    sound = Sound.objects.create(creator_id=bob.id, source_id=film)
    name = Named("sound", to_text(sound.id))
    made = project_of(ada, cut_from(name))
    assert shown(ada, made)["materials"][0]["state"] == "ready"
    relations.block(bob.id, ada.id)
    assert put(ada, made, 2, cut_from(name, length=20)).status_code == 200
    (gone,) = shown(ada, made)["materials"]
    assert gone["state"] == "gone" and gone["reason"]["message"] and not gone["url"]
    videos.delete_video(bob.id, film)
    assert shown(ada, made)["materials"][0]["state"] == "gone"


def test_a_file_that_can_not_be_read_does_not_stop_the_work(ada: Person) -> None:
    """What else was cut is kept; only a film can't be made of it, and says which file it is."""
    broken = upload(brought(ada, b"plain words", "huge.png").id)
    made = project_of(ada)
    assert put(ada, made, 1, cut_from(broken)).json()["revision"] == 2
    assert shown(ada, made)["materials"][0]["state"] == "gone"
    asked = browser_of(ada).post(f"/api/studio/projects/{to_text(made)}/render", {"client_id": "once"})
    assert asked.status_code == 409 and "huge.png" in asked.json()["message"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"base":1}',
        b'{"base":"1","document":{}}',
        b'{"base":1,"document":{},"more":1}',
        b'{"base":1,"document":{"schema":"mutoscope.montage/9"}}',
        b'{"base":1,"document":{"schema":"mutoscope.montage/1","lineage":["forged"]}}',
        b'{"base":1,"document":{"schema":"mutoscope.montage/1","canvas":{"width":NaN}}}',
        b'{"base":1,"document":{"schema":"mutoscope.montage/1","canvas":{"width":1.5}}}',
        b'{"base":1,"document":' + b"[" * 5000 + b"]" * 5000 + b"}",
        b'{"base":1,"document":{"schema":"mutoscope.montage/1"}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_document_is_refused(ada: Person, body: bytes) -> None:
    """Each with a sentence, and nothing changed."""
    made = project_of(ada)
    said = browser_of(ada).send("PUT", f"/api/studio/projects/{to_text(made)}", raw=body)
    assert said.status_code == 422 and said.json()["message"], said.content
    assert Project.objects.get().revision == 1


def test_projects_are_counted(ada: Person, monkeypatch: Any) -> None:
    monkeypatch.setattr(projects, "MOST", 1)
    projects.found(ada.id, "one")
    with pytest.raises(Refusal) as no:
        projects.found(ada.id, "two")
    assert no.value.code == "too_many_projects"
