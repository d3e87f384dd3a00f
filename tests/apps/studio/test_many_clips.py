"""A project of many clips is read in as few reads as one of few."""

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.studio.world import bring, cut_from, picture, project_of, upload
from tests.apps.videos.world import Person, person, video

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.studio import keeping, lending, queries, storage, using
from mutoscope.apps.studio.models import (
    Edge,
    Material,
    MaterialFile,
    Order,
    Project,
    Render,
    Timeline,
    TimelineUse,
    Use,
    new_id,
    new_key,
)
from mutoscope.apps.videos.models import Sound, Video
from mutoscope.core.montage.document import Clip, Footage, Listening, Montage, Slot, Track
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.montage.lineage import Grant
from mutoscope.core.units import DAY_MS, from_text, to_text

pytestmark = pytest.mark.django_db(transaction=True)
GRANT = msgspec.json.encode(Grant(1, own=False, allows=("remix",))).decode()


def of_everything(who: Person, number: int) -> list[Named]:
    """A photo of one's own, somebody's film that shows a third one's, their sound, and a photo they lend."""
    maker, above = person(), person()
    child, parent = video(maker), video(above)
    Video.objects.filter(id__in=(child, parent)).update(allows="remix")
    Edge.objects.create(
        child_id=child, parent_id=parent, role="clip", grant=GRANT, materials=[["video", "x"]]
    )
    sound = Sound.objects.create(creator_id=maker.id, source_id=child)
    lent = bring(maker, picture(colour=(number, 0, 0)), "lent.jpg")
    Material.objects.filter(id=from_text(lent)).update(state="ready")
    timeline = Timeline.objects.create(video_id=child, document="{}")
    TimelineUse.objects.create(timeline=timeline, material_id=from_text(lent))
    mine = bring(who, picture(colour=(number, 9, 0)), "own.jpg")
    return [upload(mine), upload(lent), Named("video", to_text(child)), Named("sound", to_text(sound.id))]


def one_after_the_other(names: list[Named]) -> Montage:
    heard = [name for name in names if name.origin == "sound"]
    clips = tuple(Clip(f"s{n}", 15 * n, 15, Listening(name)) for n, name in enumerate(heard))
    seen = cut_from(*(name for name in names if name not in heard))
    return msgspec.structs.replace(seen, tracks=(*seen.tracks, Track("music", "sound", clips)))


def reads_of(who: Person, project_id: int) -> int:
    """How many reads a project takes; everything in it may be used."""
    with CaptureQueriesContext(connection) as reads:
        view = queries.project(who.viewer, project_id)
    states = {(one.origin, one.state) for one in view.materials}
    assert not {state for _, state in states} & {"gone", "failed"} and len(states) >= 3
    return len(reads)


def test_reads_do_not_grow_with_clips() -> None:
    ada = person()
    few = of_everything(ada, 0)
    many = few + [name for number in range(1, 6) for name in of_everything(ada, number)]
    small, large = (project_of(ada, one_after_the_other(names), f"of {len(names)}") for names in (few, many))
    assert reads_of(ada, large) == reads_of(ada, small)
    counts = set()
    for names in (few, many):
        with CaptureQueriesContext(connection) as reads:
            using.check(names, ada.viewer)
        counts.add(len(reads))
    assert len(counts) == 1


def test_lists_take_as_many_reads_for_many_as_for_few() -> None:
    """Projects and what takes room, with their posters, and none of their documents; what is swept, too."""
    counts = []
    for many in (1, 5):
        ada = person()
        named = bring(ada, picture(), "photo.jpg")
        project_of(ada, cut_from(upload(named)))
        (material, project) = Material.objects.get(id=from_text(named)), Project.objects.get(person_id=ada.id)
        for n in range(many):
            key = f"{ada.id}-{n}"
            material.id, material.media_key, material.client_id = new_id(), new_key(), key
            material.save(force_insert=True)
            MaterialFile.objects.create(material=material, role="poster", name="p", object_key=key)
            project.id, project.client_id = new_id(), key
            project.save(force_insert=True)
            Use.objects.create(project=project, origin="upload", material_id=material.id)
            for lies in (f"{key}a", f"{key}b"):
                film = Render.objects.create(digest=lies, state="done", object_key=lies, size=9)
                Order.objects.create(
                    person_id=ada.id,
                    project_id=project.id,
                    revision=1,
                    client_id=lies,
                    render=film,
                    state="done",
                    film_until_ms=now_ms() + DAY_MS,
                    counted_bytes=9 * lies.endswith("a"),
                )
            Video.objects.filter(id=video(ada)).update(original=f"{key}b", original_size=9)
        for act in (
            lambda who=ada.id: queries.projects_of(who),
            lambda who=ada.id: storage.storage(who),
            lambda: keeping.sweep(now_ms()),
        ):
            with CaptureQueriesContext(connection) as asked:
                act()
            said = [one["sql"] for one in asked]
            assert not any('."document"' in sql or '."sources"' in sql for sql in said)
            counts.append(len(said))
        assert len(storage.storage(ada.id).largest) == 1 + 3 * many
    assert counts[:3] == counts[3:]


def test_noting_what_is_lent_takes_as_many_words_for_many_stretches_as_for_few() -> None:
    """New ones, and those that are there already and go along with a template from now on."""
    ada, counts = person(), []
    for many in (2, 7):
        named = bring(ada, picture(colour=(many, 0, 0)), "film.mp4")
        Material.objects.filter(id=from_text(named)).update(
            state="ready", what="film", duration_ms=60_000, has_sound=True
        )
        clips = tuple(Clip(f"c{n}", 15 * n, 15, Footage(upload(named), 60 * n)) for n in range(many))
        (main,) = cut_from(upload(named)).tracks
        montage = msgspec.structs.replace(cut_from(), tracks=(msgspec.structs.replace(main, clips=clips),))
        marked = (msgspec.structs.replace(clips[0], slot=Slot("s0")), *clips[1:])
        template = msgspec.structs.replace(montage, tracks=(msgspec.structs.replace(main, clips=marked),))
        row = Timeline.objects.create(video_id=video(ada), document="{}")
        for one in (montage, montage, template):
            with CaptureQueriesContext(connection) as asked:
                lending.note(row, one)
            counts.append(len(asked))
        uses = TimelineUse.objects.filter(timeline=row)
        assert uses.count() == many and uses.filter(goes_along=True).count() == many - 1
    assert counts[:3] == counts[3:]


def test_what_hangs_together_in_a_circle_is_read_once() -> None:
    """Whoever forged that two videos are made of each other gets an answer, and nothing else."""
    ada, one, other = person(), video(person()), video(person())
    Video.objects.update(allows="remix")
    for child, up in ((one, other), (other, one)):
        Edge.objects.create(
            child_id=child, parent_id=up, role="clip", grant=GRANT, materials=[["video", "x"]]
        )
    (found,) = using.asked([Named("video", to_text(one))], ada.viewer).values()
    assert found.why_not is None
