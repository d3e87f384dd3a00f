"""Projects go to other editing programs and come back, and what such a file claims opens nothing."""

import json
from typing import Any

import pytest
from tests.apps.studio.world import brought, cut_from, picture, project_of, upload
from tests.apps.videos.world import Person, browser_of, person, video

from mutoscope.apps.studio import projects
from mutoscope.core.montage.document import Fill, Footage
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.units import from_text, to_text

pytestmark = pytest.mark.django_db(transaction=True)


def taken(who: Person, project_id: int) -> Any:
    return browser_of(who).get(f"/api/studio/projects/{to_text(project_id)}/otio")


def bring(who: Person, timeline: str, file: str = "") -> Any:
    """``file``: what the file is called, without its ending; also the client's name for the project."""
    wish = {"client_id": file or "one", "name": file, "timeline": timeline}
    return browser_of(who).post("/api/studio/import", wish)


def test_a_project_comes_back_as_it_went(ada: Person) -> None:
    """Out and in again is the same document, and a file that any program may open."""
    photo = upload(brought(ada, picture(), "holiday.jpg").id)
    made = project_of(ada, cut_from(photo))
    said = taken(ada, made)
    assert said.status_code == 200 and said["content-disposition"].endswith('.otio"')
    assert b'"OTIO_SCHEMA"' in said.content and b"holiday.jpg" in said.content
    back = bring(ada, said.content.decode()).json()
    assert (back["left_out"], back["missing"]) == ([], [])
    again = projects.one(ada.id, from_text(back["project"]["id"]))
    assert projects.stored(again) == cut_from(photo)


def test_a_timeline_opens_nobody_elses_files(ada: Person) -> None:
    """Their uploads and videos are empty places in the project, and said to be missing."""
    bob = person()
    theirs = upload(brought(bob, picture(), "b.jpg").id)
    film = Named("video", to_text(video(bob, audience="me")))
    made = project_of(bob, cut_from(theirs, film))
    back = bring(ada, taken(bob, made).content.decode()).json()
    assert back["missing"] == [theirs.id, film.id]
    clips = projects.stored(projects.one(ada.id, from_text(back["project"]["id"]))).tracks[0].clips
    assert all(isinstance(clip.content, Fill) for clip in clips) and len(clips) == 2


def test_a_timeline_keeps_its_own_name(ada: Person) -> None:
    """Whatever the file was called on the way; without a name of its own it is called as the file."""
    made = project_of(ada)
    projects.rename(ada.id, made, "Holidays")
    said = json.loads(taken(ada, made).content)
    assert bring(ada, json.dumps(said), "x").json()["project"]["name"] == "Holidays"
    nameless = bring(ada, json.dumps(said | {"name": ""}), "again").json()["project"]
    assert nameless["name"] == "again"


def test_files_are_found_by_their_names(ada: Person) -> None:
    """A timeline of another program knows nothing of ours: its files are found by what they are called."""
    mine = upload(brought(ada, picture(), "same.jpg").id)
    timeline = json.loads(taken(ada, project_of(ada, cut_from(mine))).content)
    back = bring(ada, json.dumps(_of_another_program(timeline))).json()
    clip = projects.stored(projects.one(ada.id, from_text(back["project"]["id"]))).tracks[0].clips[0]
    assert isinstance(clip.content, Footage) and clip.content.material == mine


def _of_another_program(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _of_another_program(value) for key, value in part.items() if key != "metadata"}
    return [_of_another_program(value) for value in part] if isinstance(part, list) else part


NO_TIMELINES = ["", "{}", "null", "[" * 9000, '{"OTIO_SCHEMA": "Clip.1"}', "\ud800", "<xml/>"]


@pytest.mark.parametrize("timeline", NO_TIMELINES)
def test_what_is_no_timeline_is_refused(ada: Person, timeline: str) -> None:
    said = bring(ada, timeline)
    assert said.status_code in (413, 422) and said.json()["message"]
