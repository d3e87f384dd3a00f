"""Whose leave is asked, by whom, how often, and of what: nobody lends on what was only lent to them."""

from datetime import date

import msgspec
import pytest
from tests.apps.studio.world import brought, cut_from, picture, project_of, upload
from tests.apps.videos.world import Person, person, state

from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.flow.services import drain
from mutoscope.apps.studio import projects, publishing, queries, rendered, renders, timelines
from mutoscope.apps.studio.models import Edge, Order, Script, Timeline
from mutoscope.apps.videos import services as video_doors
from mutoscope.apps.videos.models import Video
from mutoscope.apps.videos.services import Submission
from mutoscope.core.montage.document import SCHEMA, Canvas, Clip, Footage, Montage, Place, Track
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.units import Refusal, from_text, to_text

pytestmark = pytest.mark.django_db(transaction=True)

HARM = Refusal("harm", "It harms.")


def grown() -> Person:
    one = person()
    Account.objects.filter(id=one.id).update(birth_date=date(1990, 4, 2))
    return one


@pytest.fixture
def ana() -> Person:
    return grown()


@pytest.fixture
def bob() -> Person:
    return grown()


@pytest.fixture
def zoe() -> Person:
    return grown()


def mine(who: Person, colour: str = "red") -> str:
    return brought(who, picture(size=(160, 284), colour=colour), "School of my children.jpg").id


def published(who: Person, what: int | Montage, name: str, **wish: object) -> int:
    """A video of theirs, out; of a project, or of a montage that one is made of."""
    project = what if isinstance(what, int) else project_of(who, what, name)
    order = publishing.publish(who.viewer, project, name, Submission(**wish))  # type: ignore[arg-type]
    drain()
    return order.video_id


@pytest.mark.slow
def test_what_was_lent_is_not_lent_on(ana: Person, bob: Person, zoe: Person) -> None:
    """Bob remixes Ana's: only through Ana's own video does anybody cut from what she brought, and no longer
    than she lets them."""
    photo = mine(ana)
    hers = published(ana, cut_from(upload(photo)), "hers", allows=["remix"])
    his = published(bob, timelines.remix(bob.viewer, hers, "r", "r"), "his", allows=["remix"])
    third = published(zoe, timelines.remix(zoe.viewer, his, "r", "r"), "third")
    edges = Edge.objects.filter(child_id=third).values_list("parent_id", "role")
    assert set(edges) == {(hers, "remix"), (his, "remix")}, "whose picture it shows is written down"
    assert Edge.objects.get(child_id=third, parent_id=hers).materials == [["upload", photo]]
    video_doors.edit_video(ana.id, hers, allows=[])
    for other in (bob, zoe):
        assert not queries.may_cut_from(from_text(photo), other.viewer)
        with pytest.raises(Refusal) as no:
            published(other, cut_from(upload(photo), length=9), "more")
        assert no.value.code == "no_such_material"
    assert state(his) == state(third) == "optimised", "what was made with her leave stays"


@pytest.mark.slow
def test_what_came_down_is_in_no_timeline(ana: Person, bob: Person, zoe: Person) -> None:
    """Staff take Ana's down: the timelines of what was made with it forget it, until it is back."""
    photo = mine(ana)
    hers = published(ana, cut_from(upload(photo)), "hers", allows=["remix"])
    his = published(bob, timelines.remix(bob.viewer, hers, "r", "r"), "his", allows=["remix", "template"])
    assert photo in Timeline.objects.get(video_id=his).document
    video_doors.restrict(hers, "removed", HARM)
    drain()
    assert photo not in Timeline.objects.get(video_id=his).document
    assert photo in Script.objects.get(video_id=his).document, "it may come back"
    assert not queries.may_cut_from(from_text(photo), zoe.viewer)
    third = published(zoe, timelines.remix(zoe.viewer, his, "r", "r"), "third")
    assert not Edge.objects.filter(child_id=third, parent_id=hers).exists()
    video_doors.lift(hers)
    drain()
    assert photo in Timeline.objects.get(video_id=his).document
    assert queries.may_cut_from(from_text(photo), zoe.viewer)


def both(below: Clip, above: Clip) -> Montage:
    tracks = (Track("main", "main", (below,)), Track("over", "overlay", (above,)))
    return Montage(schema=SCHEMA, canvas=Canvas(160, 284, 30), tracks=tracks)


@pytest.mark.slow
def test_a_photo_behind_a_video_makes_no_duet(ana: Person, bob: Person) -> None:
    """Leave for duets is no leave for the whole film, nor for a file of it where it may not be taken away."""
    hers = published(ana, cut_from(upload(mine(ana))), "hers", allows=["duet"], allow_download=False)
    theirs = Clip("theirs", 0, 15, Footage(Named("video", to_text(hers))))
    own = Clip("own", 0, 15, Footage(upload(mine(bob))))
    with pytest.raises(Refusal) as no:
        renders.order(bob.viewer, project_of(bob, both(own, theirs), "hidden"), "hidden")
    assert no.value.code == "remix_not_allowed"
    small = msgspec.structs.replace(own, place=Place(x=7500, y=7500, scale=400))
    duet = project_of(bob, both(theirs, small), "duet")
    with pytest.raises(Refusal) as no:
        renders.order(bob.viewer, duet, "taken")
    assert no.value.code == "part_stays_here" and no.value.status == 403
    assert Edge.objects.get(child_id=published(bob, duet, "out")).role == "duet"


def test_the_very_leave_is_asked_again_when_it_is_made(ana: Person, bob: Person) -> None:
    """Ana takes back the leave that Bob's film needs and keeps another: his film is not made."""
    hers = published(ana, cut_from(upload(mine(ana))), "hers", allows=["remix", "duet"])
    project = project_of(bob, cut_from(Named("video", to_text(hers)), upload(mine(bob)), length=160), "his")
    order = publishing.publish(bob.viewer, project, "his", Submission())
    video_doors.edit_video(ana.id, hers, allows=["duet"])
    drain()
    assert state(order.video_id) == "failed"
    assert Order.objects.get(id=order.id).code == "remix_not_allowed"


def test_what_is_published_is_what_was_read(bob: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Saved from another device while it is published: film and timeline are of one and the same revision."""
    first, second = mine(bob), mine(bob, "blue")
    project = project_of(bob, cut_from(upload(first)), "his")
    submit = video_doors.submit_video

    def and_save(*how: object) -> None:
        projects.save(bob.viewer, project, 2, msgspec.json.encode(cut_from(upload(second))))
        submit(*how)  # type: ignore[arg-type]

    monkeypatch.setattr(video_doors, "submit_video", and_save)
    order = publishing.publish(bob.viewer, project, "his", Submission(allows=["remix"]))
    assert second not in order.render.document and order.revision == 2
    assert second not in Timeline.objects.get(video_id=order.video_id).document


def test_what_a_device_called_it_stays_with_its_owner(ana: Person, bob: Person) -> None:
    """Whoever remixes gets the pictures, not the name, size and hour of somebody's file."""
    hers = published(ana, cut_from(upload(mine(ana))), "hers", allows=["remix"])
    (one,) = queries.project(bob.viewer, timelines.remix(bob.viewer, hers, "r", "r")).materials
    assert (one.name, one.size, one.created_ms) == ("", 0, 0)
    assert one.url and one.creator_handle == ana.handle


@pytest.mark.slow
def test_leave_is_not_passed_on(ana: Person, bob: Person, zoe: Person) -> None:
    """Bob's duet with Ana is hers too: it can be used as she allows, whatever he allows, by him as well."""
    hers = published(ana, cut_from(upload(mine(ana))), "hers", allows=["duet"])
    theirs = Clip("theirs", 0, 15, Footage(Named("video", to_text(hers))))
    small = Clip("own", 0, 15, Footage(upload(mine(bob))), Place(x=7500, y=7500, scale=400))
    his = published(bob, both(theirs, small), "his", allows=["remix", "duet"])
    film = Footage(Named("video", to_text(his)))
    for who in (zoe, bob):
        with pytest.raises(Refusal) as no:
            published(who, cut_from(film.material), f"clip-{who.id}")
        assert no.value.code == "remix_not_allowed" and no.value.fields["author"] == f"@{ana.handle}"
    own = msgspec.structs.replace(small, content=Footage(upload(mine(zoe))))
    third = published(zoe, both(msgspec.structs.replace(theirs, content=film), own), "third")
    assert state(third) == "optimised" and Edge.objects.get(child_id=third).role == "duet"
    video_doors.edit_video(ana.id, hers, audience="me")
    drain()
    assert published(zoe, cut_from(film.material), "later"), "what does not show her any more is his alone"


@pytest.mark.slow
def test_nobody_sees_a_part_that_they_are_too_young_for(ana: Person, bob: Person) -> None:
    """As old as the oldest part asks for, from the beginning and when that changes; never younger again."""
    hers = published(ana, cut_from(upload(mine(ana))), "hers", allows=["remix"])
    Video.objects.filter(id=hers).update(min_age=16)
    his = published(bob, cut_from(Named("video", to_text(hers)), upload(mine(bob))), "his")
    assert Video.objects.get(id=his).min_age == 16
    video_doors.raise_age(hers, 18)
    drain()
    assert Video.objects.get(id=his).min_age == 18 and state(his) == "optimised"


@pytest.mark.slow
def test_a_film_is_not_taken_away_after_its_part_came_down(ana: Person, bob: Person) -> None:
    """Neither shown nor served, until the part is back."""
    hers = published(ana, cut_from(upload(mine(ana))), "hers", allows=["remix"], allow_download=True)
    project = project_of(bob, cut_from(Named("video", to_text(hers)), upload(mine(bob))), "his")
    order = renders.order(bob.viewer, project, "taken")
    drain()

    def served() -> bool:
        shown = bool(rendered.render(bob.id, order.id).url)
        assert shown == (rendered.film(order.media_key, rendered.FILE) is not None)
        return shown

    assert served()
    video_doors.restrict(hers, "removed", HARM)
    assert not served()
    video_doors.lift(hers)
    assert served()
    video_doors.edit_video(ana.id, hers, allow_download=False)
    assert not served()
