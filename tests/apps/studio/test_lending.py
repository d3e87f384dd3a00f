"""Lent is what a film shows: no second more of a file leaves its owner, by whatever road."""

from importlib import import_module
from threading import Event, Thread

import msgspec
import pytest
from django.apps import apps
from django.db import connection, transaction
from msgspec.structs import replace
from tests.apps.studio.test_leave import grown, mine, published
from tests.apps.studio.test_lineage import shows_bars
from tests.apps.studio.world import brought, cut_from, project_of, upload
from tests.apps.videos.clips import film
from tests.apps.videos.world import Person, browser_of, person, state, video
from tests.project.media.test_materials import get

from mutoscope.apps.flow.models import Job
from mutoscope.apps.flow.services import drain
from mutoscope.apps.studio import (
    documents,
    interchange,
    lending,
    projects,
    queries,
    renders,
    sources,
    timelines,
)
from mutoscope.apps.studio.models import Edge, Material, Project, Script, Stretch, Timeline, TimelineUse, Use
from mutoscope.apps.studio.storage import storage
from mutoscope.apps.studio.tasks import sweep
from mutoscope.apps.videos import objects
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import services as video_doors
from mutoscope.core.montage.document import Footage, Listening, Montage, Slot, Sounding, Track
from mutoscope.core.montage.edits import change
from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.units import Refusal, from_text, to_text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ana() -> Person:
    return grown()


@pytest.fixture
def bob() -> Person:
    return grown()


def filmed(who: Person) -> str:
    """Three seconds: red first, then bars with a green one in the middle."""
    return brought(
        who, film(seconds=3, size="90x160", pattern="smptebars", opening="rgbtestsrc"), "home.mp4"
    ).id


def shown_from(an_id: str, first: int, length: int = 15) -> Montage:
    montage = cut_from(upload(an_id), length=length)
    return change(montage, "c0", content=Footage(upload(an_id), first))


def cut_as(who: Person, montage: Montage, *allows: str) -> int:
    """A video of theirs that was cut so, without the trouble of rendering it."""
    made = video(who)
    video_doors.edit_video(who.id, made, allows=list(allows))
    timelines.keep(made, montage)
    return made


def remixed(who: Person, video_id: int, name: str = "r") -> int:
    return timelines.remix(who.viewer, video_id, name, name)


def clips_of(project_id: int) -> list[Footage | Listening]:
    made = documents.kept(Project.objects.get(id=project_id).document)
    contents = [clip.content for track in made.tracks for clip in track.clips]
    return [one for one in contents if isinstance(one, Footage | Listening)]


def were_cutting() -> None:
    """What the migration does once."""
    import_module("mutoscope.apps.studio.migrations.0011_whole_uses").were_cutting(apps, None)


def refused(code: str, who: Person, project: int, montage: Montage) -> None:
    with pytest.raises(Refusal) as no:
        projects.save(
            who.viewer, project, projects.one(who.id, project).revision, msgspec.json.encode(montage)
        )
    assert no.value.code == code


@pytest.mark.slow
def test_a_remix_gets_what_the_film_shows(ana: Person, bob: Person) -> None:
    """Bob has half a second of three, as a file of its own, and no road to the rest; Zoe too."""
    whole = filmed(ana)
    hers = published(ana, shown_from(whole, 45), "hers", allows=["remix"])
    project = remixed(bob, hers)
    (clip,) = clips_of(project)
    lent = clip.material.id
    assert lent != whole and clip.source_in == 0
    browser = browser_of(bob)
    soon = browser.get(f"/api/studio/materials/{lent}").json()
    assert (soon["state"], soon["duration_ms"], soon["url"]) == ("received", 500, "")
    drain()
    got = browser.get(f"/api/studio/materials/{lent}").json()
    assert (got["state"], got["duration_ms"], got["progress"], got["name"]) == ("ready", 500, 1.0, "")
    assert got["creator_handle"] == ana.handle and got["has_sound"]
    assert got["strip"]["count"] == 1 and got["peaks"]["count"] == 25
    file = MediaInfo
    row = Material.objects.get(id=from_text(lent))
    info = msgspec.json.decode(row.info, type=file)
    assert abs(info.duration_ms - 500) <= 34 and get(got["url"]).status == 200
    hers_of_it = queries.material(ana.id, from_text(whole))
    assert get(hers_of_it.url).status == 200
    for_bob = hers_of_it.url.replace(f"v=p{ana.id}", f"v=p{bob.id}")
    assert get(for_bob).status == 404 and not queries.may_cut_from(from_text(whole), bob.viewer)
    assert browser.get(f"/api/studio/materials/{whole}").status_code == 404
    assert browser.get("/api/studio/materials").json()["materials"] == []
    refused("no_such_material", bob, project, shown_from(whole, 0))
    for ask in (sources.found, sources.shapes):
        if ask is sources.found:
            with pytest.raises(Refusal):
                ask([upload(whole)], bob.viewer)
        else:
            assert ask([upload(whole)], bob.viewer) == {}
    forged = interchange.otio_of(ana.viewer, Project.objects.get(person_id=ana.id).id)
    assert interchange.bring(bob.viewer, "otio", "x", forged).missing == (whole,)
    his = published(bob, project, "his")
    assert shows_bars(his) and Edge.objects.get(child_id=his).materials == [["upload", lent]]
    zoe = person()
    assert [one.material.id for one in clips_of(remixed(zoe, hers))] == [lent]
    assert queries.material(ana.id, from_text(whole)) and len(queries.materials(ana.id).materials) == 1
    with pytest.raises(Refusal):
        queries.material(ana.id, from_text(lent))
    assert get(got["url"].replace(f"v=p{bob.id}", f"v=p{person().id}")).status == 404, (
        "no signature of theirs"
    )


def test_what_is_not_shown_is_not_lent(ana: Person, bob: Person) -> None:
    """What lies on a hidden track does not go along; a mute film has no sound, a sound no film."""
    whole, secret = filmed(ana), mine(ana, "blue")
    seen = change(shown_from(whole, 45), "c0", sounding=Sounding(volume=0))
    (main,) = seen.tracks
    heard = replace(main.clips[0], id="s", content=Listening(upload(whole), 60), sounding=Sounding())
    over = replace(main.clips[0], id="o", content=Footage(upload(secret)))
    tracks = (main, Track("o1", "overlay", (over,), hidden=True), Track("s1", "sound", (heard,)))
    hers = cut_as(ana, replace(seen, tracks=tracks), "remix")
    project = remixed(bob, hers)
    drain()
    found = {one.id: one for one in queries.project(bob.viewer, project).materials}
    assert sorted((one.what, one.has_sound, one.width > 0) for one in found.values()) == [
        ("film", False, True),
        ("sound", True, False),
    ]
    assert secret not in Project.objects.get(id=project).document
    assert not queries.may_cut_from(from_text(secret), bob.viewer)


def test_a_template_lends_what_stands_beside_its_places(ana: Person, bob: Person) -> None:
    """Of one file that fills a place and another clip only the other clip's stretch goes along."""
    whole = filmed(ana)
    montage = cut_from(upload(whole), upload(whole), length=10)
    montage = change(montage, "c0", slot=Slot("one"))
    montage = change(montage, "c1", content=Footage(upload(whole), 5))
    hers = cut_as(ana, montage, "template")
    shown = browser_of(bob).get(f"/api/studio/templates/{to_text(hers)}").json()
    (lent,) = shown["materials"]
    stretch = Stretch.objects.get(material_id=from_text(lent["id"]))
    assert (stretch.first, stretch.end) == (5, 15)
    assert TimelineUse.objects.get(material_id=stretch.material_id).goes_along
    others = Stretch.objects.exclude(material_id=stretch.material_id).get()
    assert (others.first, others.end) == (0, 15), "what a remix would get, and a template does not"
    assert not queries.may_cut_from(others.material_id, bob.viewer)
    assert queries.may_cut_from(stretch.material_id, bob.viewer)


def test_a_file_that_is_gone_is_said_to_be(ana: Person, bob: Person) -> None:
    """Bob saves, and reads at the film's place what happened; nothing waits for ever. Once the file is whole
    again, beginning again after a pause is enough."""
    whole = filmed(ana)
    hers = cut_as(ana, shown_from(whole, 45), "remix")
    row = Material.objects.get(id=from_text(whole))
    data = objects.store().read(row.original, 0, row.original_size)
    objects.store().delete(row.original)
    project = remixed(bob, hers)
    drain()
    (lent,) = queries.project(bob.viewer, project).materials
    assert lent.state == "gone" and lent.reason and lent.reason.code == "stretch_lost"
    assert "maker took the file away" in lent.reason.message
    montage = documents.kept(Project.objects.get(id=project).document)
    projects.save(bob.viewer, project, 1, msgspec.json.encode(change(montage, "c0", sounding=Sounding(500))))
    with pytest.raises(Refusal) as no:
        renders.order(bob.viewer, project, "r")
    assert no.value.code == "stretch_lost"
    sweep.func()
    assert Stretch.objects.exists(), "it still stands in her timeline"
    assert video_doors.keep_bytes(data) == row.original
    tried = Job.objects.filter(task__endswith="cut_stretch")
    before = tried.count()
    for name in ("again", "and again"):
        remixed(bob, hers, name)
        drain()
    assert tried.count() == before == 1, "who asks soon makes no work"
    Stretch.objects.update(next_ms=0)  # some minutes later
    remixed(bob, hers, "later")
    drain()
    assert queries.project(bob.viewer, project).materials[0].state == "ready"


@pytest.mark.slow
def test_who_was_lent_a_whole_file_goes_on_with_it(ana: Person, bob: Person) -> None:
    """A project that names a whole upload since before stretches renders on; nobody new gets one."""
    whole = filmed(ana)
    hers = cut_as(ana, shown_from(whole, 45), "remix")
    project = project_of(bob)
    Project.objects.filter(id=project).update(
        document=documents.text(shown_from(whole, 0)).decode(), begun_from="remix", begun_id=hers
    )
    Use.objects.create(project_id=project, origin="upload", material_id=from_text(whole))
    TimelineUse.objects.create(timeline_id=hers, material_id=from_text(whole), whole=True)  # as the migration
    assert not queries.may_cut_from(from_text(whole), bob.viewer)
    were_cutting()
    copy = projects.duplicate(bob.id, project, "copy", "copy")
    assert Use.objects.get(project_id=copy).whole
    assert queries.may_cut_from(from_text(whole), bob.viewer)
    assert not queries.may_cut_from(from_text(whole), person().viewer)
    his = published(bob, project, "his")
    assert state(his) == "optimised" and not shows_bars(his)
    assert whole not in Project.objects.get(id=remixed(person(), hers)).document
    timelines.keep(hers, documents.kept(Timeline.objects.get(video_id=hers).document))
    assert queries.may_cut_from(from_text(whole), bob.viewer), "her film may be made anew meanwhile"
    video_doors.edit_video(ana.id, hers, allows=[])
    assert not queries.may_cut_from(from_text(whole), bob.viewer)


def test_naming_a_whole_file_opens_it_to_nobody(ana: Person, bob: Person) -> None:
    """Neither a remix of somebody who was lent it, nor its id as a table of colours."""
    whole = filmed(ana)
    hers = cut_as(ana, shown_from(whole, 45), "remix")
    TimelineUse.objects.create(timeline_id=hers, material_id=from_text(whole), whole=True)  # as the migration
    were_cutting()
    his = cut_as(bob, shown_from(whole, 45), "remix")  # as he could before stretches
    carol = person()
    project = remixed(carol, his)
    assert clips_of(project) == [] and whole not in Project.objects.get(id=project).document
    with_table = shown_from(filmed(carol), 0)
    with_table = change(with_table, "c0", look=replace(with_table.tracks[0].clips[0].look, table=whole))
    refused("no_such_material", carol, project, with_table)
    Use.objects.create(project_id=project, origin="upload", material_id=from_text(whole))
    assert not queries.may_cut_from(from_text(whole), carol.viewer), "whoever wrote it down, and how"


@pytest.mark.slow
def test_what_is_lent_goes_with_its_file_and_its_film(ana: Person, bob: Person) -> None:
    """Ana deletes her file, or her video: nothing that was cut out of it is kept, and her film stays."""
    whole, other = filmed(ana), mine(ana)
    hers = cut_as(ana, shown_from(whole, 45), "remix")
    project = remixed(bob, hers)
    drain()
    cut_out = Material.objects.get(stretch__source_id=from_text(whole))
    key, taken = cut_out.original, storage(ana.id)
    files = {one.id: one.bytes for one in taken.largest if one.what == "materials"}
    brought_in = Material.objects.get(id=from_text(whole)).original_size
    assert files[whole] == brought_in + cut_out.size > brought_in, "hers, and listed with the file it is of"
    assert sum(part.bytes for part in taken.parts) == taken.used
    browser_of(ana).send("DELETE", f"/api/studio/materials/{whole}")
    assert not Stretch.objects.exists() and state(hers) == "published"
    assert storage(ana.id).used == taken.used - files[whole]
    assert queries.project(bob.viewer, project).materials[0].state == "gone"
    from mutoscope.apps.studio.objects import is_needed

    assert not is_needed(key)
    (later,) = queries.project(bob.viewer, remixed(bob, hers, "later")).materials
    assert later.state == "gone", "there is nothing to go on with, and it opens"
    second = cut_as(ana, shown_from(filmed(ana), 45), "remix")
    video_doors.delete_video(ana.id, second)
    drain()
    sweep.func()
    assert not Stretch.objects.exists() and other


def test_a_stretch_that_is_taken_up_again_is_not_swept(ana: Person) -> None:
    """Her film shows something else now, and another one the same again, just as the old is swept."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one after the other")
    shown, other = shown_from(filmed(ana), 45), cut_from(upload(mine(ana)))
    hers, second = cut_as(ana, shown, "remix"), cut_as(ana, other, "remix")
    (lent,) = TimelineUse.objects.filter(timeline_id=hers).values_list("material_id", flat=True)
    timelines.keep(hers, other)
    noted, swept = Event(), Event()

    def take_up() -> None:
        with transaction.atomic():
            timelines.keep(second, shown)
            noted.set()
            swept.wait(0.5)  # who sweeps waits for us
        connection.close()

    taking = Thread(target=take_up)
    taking.start()
    assert noted.wait(20)
    lending.sweep()
    swept.set()
    taking.join()
    assert TimelineUse.objects.get(timeline_id=second).material_id == lent
    assert Stretch.objects.filter(material_id=lent).exists()


@pytest.mark.slow
def test_leave_that_is_taken_back_counts_from_then_on(ana: Person, bob: Person) -> None:
    """Bob's film stays as it is, credited, and is made anew with her stretch when another part of it goes;
    what he begins or publishes from then on asks again."""
    zoe = grown()
    hers = cut_as(ana, shown_from(filmed(ana), 45), "remix")
    theirs = cut_as(zoe, cut_from(upload(mine(zoe, "blue"))), "remix")
    project = remixed(bob, hers)
    montage = documents.kept(Project.objects.get(id=project).document)
    (lent,) = montage.tracks[0].clips
    other = documents.kept(Project.objects.get(id=remixed(bob, theirs, "t")).document).tracks[0].clips[0]
    both = (lent, replace(other, id="c1", start=lent.end))
    montage = replace(montage, tracks=(replace(montage.tracks[0], clips=both),))
    projects.save(bob.viewer, project, 1, msgspec.json.encode(montage))
    drain()
    his = published(bob, project, "his")
    assert shows_bars(his) and len(Edge.objects.filter(child_id=his)) == 2
    grants = set(Edge.objects.filter(child_id=his).values_list("grant", flat=True))
    video_doors.edit_video(ana.id, hers, allows=[])
    drain()
    assert shows_bars(his), "what was made stays"
    before = Script.objects.get(video_id=his).shown
    video_doors.edit_video(zoe.id, theirs, audience="me")
    drain()
    assert Script.objects.get(video_id=his).shown != before and shows_bars(his)
    assert set(Edge.objects.filter(child_id=his).values_list("grant", flat=True)) == grants
    assert videos.card(his, bob.viewer).credit is not None, "and says whose it was made with"
    for act in (
        lambda: remixed(bob, hers, "again"),
        lambda: renders.order(bob.viewer, project, "again", video_id=video(bob)),
    ):
        with pytest.raises(Refusal) as no:
            act()
        assert no.value.code in ("remix_not_allowed", "no_such_material")
