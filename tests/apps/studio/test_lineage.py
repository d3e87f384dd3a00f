"""Whose video is made of whose: written by the server, seen by whom it may concern, and followed when a part
comes down."""

import io
import json
from datetime import date
from pathlib import Path

import msgspec
import pytest
from django.db import transaction
from PIL import Image
from tests.apps.studio.world import brought, cut_from, picture, project_of, upload
from tests.apps.videos.clips import film
from tests.apps.videos.world import Person, browser_of, nobody, person, send, state

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.flow.services import drain
from mutoscope.apps.notices import queries as notices
from mutoscope.apps.relations import services as relations
from mutoscope.apps.studio import beginning, linking, made_of, projects, publishing, replacing
from mutoscope.apps.studio.models import Edge, KeptSource, Script
from mutoscope.apps.videos import objects
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import services as video_doors
from mutoscope.apps.videos.models import Rendition, Video
from mutoscope.apps.videos.services import Submission
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.montage.lineage import Grant
from mutoscope.core.units import Refusal, to_text

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def ana() -> Person:
    one = person()
    Account.objects.filter(id=one.id).update(birth_date=date(1990, 4, 2))
    return one


@pytest.fixture
def bob() -> Person:
    return person()


@pytest.fixture
def parent(ana: Person, tmp_path_factory: pytest.TempPathFactory) -> int:
    """A second of coloured bars, the middle one green, which others may remix."""
    bars = film(seconds=1, size="180x320", pattern="smptebars")
    made = send(ana, bars, tmp_path_factory.mktemp("sent"))
    video_doors.submit_video(ana.id, made, Submission(caption="Dunes", allows=["remix"]))
    drain()
    assert state(made) == "optimised"
    return made


def made_with(who: Person, parent_id: int, name: str = "Mine", begun_from: str = "") -> int:
    """A video of theirs: half a second of the parent, then a red photo."""
    photo = upload(brought(who, picture(size=(180, 320)), f"{name}.jpg").id)
    project = project_of(who, cut_from(Named("video", to_text(parent_id)), photo), name)
    if begun_from:
        projects.mine(who.id).filter(id=project).update(begun_from=begun_from, begun_id=parent_id)
    order = publishing.publish(who.viewer, project, f"{name}-once", Submission(caption=name))
    drain()
    return order.video_id


def colour(video_id: int) -> tuple[int, int, int]:
    """The middle of its poster, which is taken from its beginning."""
    one = Rendition.objects.get(video_id=video_id, role="poster", retired_ms=0)
    shown = Image.open(io.BytesIO(objects.store().read(one.object_key, 0, one.size))).convert("RGB")
    red, green, blue = shown.getpixel((shown.width // 2, shown.height // 4))  # type: ignore[misc]
    return red, green, blue


def shows_bars(video_id: int) -> bool:
    red, green, blue = colour(video_id)
    return green > 120 > max(red, blue)


def _shown(video_id: int) -> dict[int, int]:
    return {int(one): cut for one, cut in json.loads(Script.objects.get(video_id=video_id).shown).items()}


def told(who: Person) -> list[tuple[str, int]]:
    return [(one.kind, one.count) for one in notices.page(who.viewer).notices if one.kind != "ready"]


def test_an_edge_is_written_with_its_leave(ana: Person, bob: Person, parent: int) -> None:
    """Its author reads of it; the leave stays as it was, and changing their mind counts from now on."""
    child = made_with(bob, parent)
    edge = Edge.objects.get()
    assert (edge.child_id, edge.parent_id, edge.role) == (child, parent, "clip")
    assert edge.uses == [[0, 500, 0, 500]]
    grant = msgspec.json.decode(edge.grant, type=Grant)
    assert (grant.allows, grant.own, grant.by) == (("remix",), False, "author")
    assert told(ana) == [("used", 1)]
    video_doors.edit_video(ana.id, parent, allows=[])
    drain()
    assert msgspec.json.decode(Edge.objects.get().grant, type=Grant) == grant and shows_bars(child)
    with pytest.raises(Refusal) as no:
        made_with(bob, parent, "Later")
    assert no.value.code == "remix_not_allowed"


def test_who_reads_what_of_it(ana: Person, bob: Person, parent: int) -> None:
    """Anybody who may see both; whoever may not see one learns neither whose it is nor that it is there."""
    child = made_with(bob, parent)
    browser = browser_of(bob)
    made = browser.get(f"/api/videos/{to_text(child)}/lineage").json()
    assert [(one["role"], one["video"]["creator"]["handle"]) for one in made["made_of"]] == [
        ("clip", ana.handle)
    ]
    uses = browser.get(f"/api/videos/{to_text(parent)}/uses").json()
    assert [card["id"] for card in uses["cards"]] == [to_text(child)] and uses["next"] == ""
    assert made_of.lineage(parent, nobody()).used_by == 1
    foe = person()
    relations.block(ana.id, foe.id)
    assert made_of.lineage(child, foe.viewer).made_of[0].video is None
    with pytest.raises(Refusal) as no:
        made_of.uses(parent, foe.viewer)
    assert no.value.code == "no_such_video"
    video_doors.edit_video(bob.id, child, audience="me")
    assert made_of.lineage(parent, nobody()).used_by == 0
    assert made_of.uses(parent, ana.viewer).cards == ()
    assert browser_of(foe).get(f"/api/videos/{to_text(child)}/lineage").status_code == 404


def test_what_a_client_says_of_its_parts_is_not_believed(bob: Person, parent: int) -> None:
    """A whole film called a duet, or a stitch, is a clip all the same, and asks for that leave."""
    Video.objects.filter(id=parent).update(allows="duet,stitch,template")
    for begun in ("duet", "react", "remix", "nonsense"):
        project = project_of(bob, cut_from(Named("video", to_text(parent))), begun)
        projects.mine(bob.id).filter(id=project).update(begun_from=begun, begun_id=parent)
        with pytest.raises(Refusal) as no:
            publishing.publish(bob.viewer, project, begun, Submission())
        assert no.value.code == "remix_not_allowed", begun
        assert no.value.fields["material"] == to_text(parent)
    assert not Edge.objects.exists() and not Video.objects.filter(creator_id=bob.id).exists()


def test_a_part_that_comes_down_is_replaced_and_comes_back(ana: Person, bob: Person, parent: int) -> None:
    """Held, then lifted: the film is made anew each time, its maker is told why, and nothing else changes."""
    child = made_with(bob, parent)
    assert shows_bars(child)
    before = Rendition.objects.get(video_id=child, role="poster", retired_ms=0).name
    video_doors.hold(parent, Refusal("spam", "It is spam."))
    assert state(child) == "optimised", "nobody hides it for a mere suspicion"
    drain()
    assert state(child) == "optimised" and not shows_bars(child)
    assert not Rendition.objects.filter(video_id=child, name=before).exists(), "the old one is gone at once"
    assert told(bob) == [("part_gone", 0)], "nobody in particular did it"
    assert json.loads(Script.objects.get().shown) == {str(parent): replacing.GONE}
    assert videos.card(child, nobody()).duration_ms == pytest.approx(1000, abs=60)
    video_doors.lift(parent)
    drain()
    assert shows_bars(child) and told(bob) == []
    cut = Video.objects.get(id=child).cut
    for _time in range(2):
        replacing.look_below(parent)
        drain()
    assert Video.objects.get(id=child).cut == cut, "looking again makes nothing anew"


def test_what_our_team_took_down_is_not_seen_meanwhile(ana: Person, bob: Person, parent: int) -> None:
    """Everything that still shows it is held until it is made anew, through however many hands it went."""
    child = made_with(bob, parent)
    Video.objects.filter(id=child).update(allows="remix")
    grandchild = made_with(person(), child, "Further")
    assert Edge.objects.count() == 2 and made_of.lineage(grandchild, nobody()).root is not None
    video_doors.restrict(parent, "removed", Refusal("harm", "It harms."))
    replacing.look_below(parent)
    assert state(child) == "held" and Video.objects.get(id=child).code == "part_taken_down"
    replacing.look_below(child)
    assert state(grandchild) == "held"
    drain()
    assert state(child) == state(grandchild) == "optimised"
    assert not shows_bars(child) and not shows_bars(grandchild)


def test_a_part_that_is_back_at_once_lets_go(ana: Person, bob: Person, parent: int) -> None:
    """Taken down and restored before a film could be made anew: nothing stays held, unless our team holds
    it."""
    child, watched = made_with(bob, parent), made_with(bob, parent, "Watched")
    video_doors.restrict(parent, "removed", Refusal("harm", "It harms."))
    replacing.look_below(parent)
    assert state(child) == state(watched) == "held"
    assert video_doors.hold(watched, Refusal("held", "Our team looks at it."))
    video_doors.lift(parent)
    drain()
    assert state(child) == "optimised" and shows_bars(child)
    assert state(watched) == "held" and video_doors.lift(watched)
    assert state(watched) == "optimised"


def test_one_of_two_parents_goes(ana: Person, bob: Person, parent: int, tmp_path: Path) -> None:
    """Its part is a surface; what is of the other one shows as before, and each comes back by itself."""
    cat = person()
    Account.objects.filter(id=cat.id).update(birth_date=date(1990, 4, 2))
    other = send(cat, film(seconds=1, size="180x320", pattern="mandelbrot"), tmp_path, "other")
    video_doors.submit_video(cat.id, other, Submission(caption="Too", allows=["remix"]))
    drain()
    both = cut_from(*(Named("video", to_text(one)) for one in (parent, other)))
    child = publishing.publish(bob.viewer, project_of(bob, both), "both", Submission()).video_id
    drain()
    assert sorted(Edge.objects.values_list("parent_id", flat=True)) == sorted([parent, other])
    assert shows_bars(child)
    video_doors.edit_video(cat.id, other, audience="me")
    drain()
    assert shows_bars(child) and _shown(child) == {parent: 0, other: replacing.GONE}
    video_doors.edit_video(ana.id, parent, audience="me")
    video_doors.edit_video(cat.id, other, audience="everyone")
    drain()
    assert not shows_bars(child) and _shown(child) == {parent: replacing.GONE, other: 0}
    video_doors.delete_video(ana.id, parent)
    drain()
    assert list(Edge.objects.values_list("parent_id", flat=True)) == [other]
    assert _shown(child) == {other: 0}


def test_a_remix_cuts_from_uploads_that_came_along(ana: Person, bob: Person) -> None:
    """An edge for what the author lent, with the leave; whoever was lent nothing gets nothing, and once the
    video comes down so does what was lent."""
    green = upload(brought(ana, picture(size=(180, 320), colour="lime"), "green.jpg").id)
    lent = publishing.publish(
        ana.viewer, project_of(ana, cut_from(green)), "lent", Submission(allows=["remix"])
    )
    drain()
    with pytest.raises(Refusal) as no:
        project_of(bob, cut_from(upload(brought(ana, picture(), "at-home.jpg").id)), "Not lent")
    assert no.value.code == "no_such_material"
    project = beginning.from_video(bob.viewer, lent.video_id, "remix", "goes-on")
    child = publishing.publish(bob.viewer, project, "goes-on", Submission()).video_id
    drain()
    edges = Edge.objects.filter(child_id=child)
    assert {(one.parent_id, one.role) for one in edges} == {(lent.video_id, "remix")}
    assert [green.origin, green.id] in edges.get().materials and told(ana) == [("used", 1)]
    assert shows_bars(child), "the author's own photo is green too"
    assert not KeptSource.objects.filter(script__video_id=child).exists(), "nobody keeps what they were lent"
    video_doors.edit_video(ana.id, lent.video_id, audience="me")
    drain()
    assert not shows_bars(child)
    with pytest.raises(Refusal) as no:
        publishing.publish(bob.viewer, project, "later", Submission())
    assert no.value.code == "no_such_material"


def test_whose_cuts_a_video_has(ana: Person, bob: Person) -> None:
    """Made with a template: an edge without any material, which the film outlives."""
    photo = upload(brought(ana, picture(size=(180, 320)), "hers.jpg").id)
    made = publishing.publish(
        ana.viewer, project_of(ana, cut_from(photo)), "t", Submission(allows=["template"])
    )
    drain()
    own = brought(bob, picture(size=(180, 320), colour="lime"), "his.jpg")
    table = brought(bob, b"LUT_3D_SIZE 2\n" + b"0 0 0\n" * 8, "his.cube")
    with pytest.raises(Refusal) as no:
        beginning.from_video(bob.viewer, made.video_id, "template", "filled", chosen=(own.id, table.id))
    assert no.value.code == "no_picture_in_it" and "his.cube" in str(no.value.fields)
    project = beginning.from_video(bob.viewer, made.video_id, "template", "filled", chosen=(own.id,))
    child = publishing.publish(bob.viewer, project, "filled", Submission()).video_id
    drain()
    edge = Edge.objects.get()
    assert (edge.child_id, edge.parent_id, edge.role) == (child, made.video_id, "template")
    assert (edge.materials, edge.uses) == ([], []) and told(ana) == [("used", 1)]
    line = made_of.lineage(child, nobody()).made_of
    assert [(one.role, one.video.id if one.video else "") for one in line] == [
        ("template", to_text(made.video_id))
    ]
    video_doors.delete_video(ana.id, made.video_id)
    drain()
    assert shows_bars(child) and state(child) == "optimised"
    assert not Edge.objects.exists() and made_of.lineage(child, nobody()).made_of == ()


def test_a_part_that_is_deleted_is_forgotten(ana: Person, bob: Person, parent: int) -> None:
    """When its author leaves, the child keeps its own part, and nothing of theirs, not even the edge."""
    child = made_with(bob, parent)
    kept = set(KeptSource.objects.values_list("object_key", flat=True))
    assert len(kept) == 1 and all(objects.store().exists(key) for key in kept)
    accounts.remove_person(ana.id)
    drain()
    assert state(child) == "optimised" and not shows_bars(child)
    assert not Edge.objects.exists() and to_text(parent) not in Script.objects.get().document
    video_doors.delete_video(bob.id, child)
    drain()
    assert not Script.objects.exists() and not KeptSource.objects.exists()


def test_private_is_gone_for_others_and_not_for_oneself(ana: Person, bob: Person, parent: int) -> None:
    """Made private, or its whole account: others' films lose the part, one's own keep it."""
    child, own = made_with(bob, parent), made_with(ana, parent, "Own")
    accounts.change_profile(ana.id, is_private=True)
    drain()
    assert not shows_bars(child) and shows_bars(own)
    accounts.change_profile(ana.id, is_private=False)
    drain()
    assert shows_bars(child)


def test_a_worker_that_dies_leaves_nothing_half_done(bob: Person, parent: int) -> None:
    """Its film was made and never said so: the next one makes it again; where none can be made it is held."""
    child = made_with(bob, parent)
    Video.objects.filter(id=parent).update(audience="me")
    replacing.look_below(parent)
    effects = replacing.remake(child, Control())
    assert effects is not None and shows_bars(child), "nothing is true before the end"
    drain()
    assert not shows_bars(child) and Script.objects.get().state == "settled"
    with transaction.atomic():
        effects()  # the first one comes back from the dead
    drain()
    assert not shows_bars(child) and Script.objects.get().state == "settled"
    replacing.give_up(child)
    assert state(child) == "optimised", "a job that died late has nothing to say"


def test_nobody_is_told_of_what_they_may_not_see(ana: Person, bob: Person, parent: int) -> None:
    """Nor twice of the same, nor of their own."""
    made_with(ana, parent, "Own")
    child = made_with(bob, parent)
    linking.tell(child)
    drain()
    assert told(ana) == [("used", 1)]


class Control:
    must_pause = must_stop = staticmethod(lambda: False)

    def progress(self, fraction: float) -> None:
        assert 0 <= fraction <= 1
