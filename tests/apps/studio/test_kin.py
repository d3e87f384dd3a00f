"""What belongs together without a document that names it: parts that a person confirmed, templates made anew
by hand; and what our team reads of all that before it acts."""

from importlib import import_module

import msgspec
import pytest
from django.apps import apps
from tests.apps.accounts.people import staff_client
from tests.apps.videos.world import Person, nobody, person, video
from tests.core.montage.templates.test_cuts import cut

from mutoscope.apps.relations import services as relations
from mutoscope.apps.safety import services as safety
from mutoscope.apps.studio import firsts, kinship, leaves, made_of, templates, timelines
from mutoscope.apps.studio.models import Edge, Timeline
from mutoscope.apps.videos.models import Video
from mutoscope.core.policy.reuse import may_use
from mutoscope.core.units import Refusal, to_text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ana() -> Person:
    return person()


@pytest.fixture
def bob() -> Person:
    return person()


def template(who: Person, published_ms: int, *, offered: bool = True) -> int:
    """A video with five cuts, of somebody's own films, that others may use as a template."""
    made = video(who)
    Video.objects.filter(id=made).update(allows="template")
    timelines.keep(made, cut(who=f"w{who.id}"))
    Timeline.objects.filter(video_id=made).update(is_template=offered, published_ms=published_ms)
    return made


def test_a_template_made_anew_names_the_first(ana: Person, bob: Person) -> None:
    """In the list of templates and under the video; the first names nobody, nor do two of one person."""
    first, later, own = template(ana, 10), template(bob, 20), template(ana, 30)
    found = firsts.first_like([first, later, own], bob.viewer)
    assert {one: card.id for one, card in found.items()} == {later: to_text(first)}
    listed = {one.id: one.first for one in templates.page(bob.viewer, newest=True).templates}
    assert [one and one.creator.handle for one in (listed[to_text(later)], listed[to_text(first)])] == [
        ana.handle,
        None,
    ]
    like = made_of.lineage(later, nobody()).cut_like
    assert like is not None and like.id == to_text(first)
    Edge.objects.create(child_id=later, parent_id=first, role="template", grant="{}")
    assert made_of.lineage(later, nobody()).cut_like is None, "it is named above"


def test_templates_of_before_are_looked_at(ana: Person, bob: Person) -> None:
    """What was cut before places were written down is known after a sweep; what can't be read stops one."""
    broken, first, later = template(person(), 5), template(ana, 10), template(bob, 20)
    Timeline.objects.filter(video_id__in=[broken, first]).update(cuts="")
    Timeline.objects.filter(video_id=broken).update(document="{")
    import_module("mutoscope.apps.studio.migrations.0013_cuts_of_before").not_known_yet(apps, None)
    assert firsts.first_like([first, later], bob.viewer) == {}
    with pytest.raises(msgspec.DecodeError):
        firsts.fill()
    firsts.fill()
    assert firsts.fill() == 0
    assert firsts.first_like([later], bob.viewer)[later].id == to_text(first)


def test_what_may_not_be_seen_is_not_named(ana: Person, bob: Person) -> None:
    """Nor what is no template (any more): then whoever came next is the first."""
    first, second, later = template(ana, 10), template(person(), 20), template(bob, 30)
    relations.block(ana.id, bob.id)
    assert firsts.first_like([later], bob.viewer)[later].id == to_text(second)
    Timeline.objects.filter(video_id=second).update(is_template=False)
    assert firsts.first_like([later], bob.viewer) == {}
    assert firsts.first_like([later], nobody())[later].id == to_text(first)


def test_our_team_reads_what_follows_before_it_acts(ana: Person, bob: Person) -> None:
    """Beside a reported video: what it was made of, and how many films hold a part of it."""
    parent, child, other = video(ana), video(bob), video(person())
    named = {"materials": [["video", to_text(parent)]], "grant": "{}"}
    Edge.objects.create(child_id=child, parent_id=parent, role="clip", **named)
    Edge.objects.create(child_id=child, parent_id=999, role="clip", grant="{}")
    kinship.link_by_hand(other, parent, [(0, 900, 0, 900)], heard_only=False)
    for video_id in (parent, child):
        safety.report_video(person().id, video_id, "other", "")
    room = staff_client("boss").get("/admin/safety/report/").content.decode()
    assert f'href="/videos/{to_text(parent)}/uses"' in room and "2 films hold a part of this" in room
    assert "made anew without it if it comes down: 1; as they are: 1" in room
    assert f'made from <a href="/v/{to_text(parent)}" target="_blank">@{ana.handle}</a> (clip)' in room
    assert "1 part is deleted" in room


def test_a_confirmed_part_is_lent_no_further_than_its_author_allows(ana: Person, bob: Person) -> None:
    """Others make of it what both allow; its maker, who only said what it is, loses nothing."""
    parent, child = video(ana), video(bob)
    Video.objects.filter(id=parent).update(allows="duet")
    Video.objects.filter(id=child).update(allows="duet,remix")
    kinship.link_by_hand(child, parent, [(0, 900, 0, 900)], heard_only=False)
    assert may_use(leaves.Offers(person().viewer).of_film(child)) == ("duet",)
    assert "remix" in may_use(leaves.Offers(bob.viewer).of_film(child))


def test_nothing_is_made_of_itself(ana: Person, bob: Person) -> None:
    parent, child = video(ana), video(bob)
    Edge.objects.create(child_id=child, parent_id=parent, role="clip", grant="{}")
    with pytest.raises(Refusal) as no:
        kinship.link_by_hand(parent, child, [], heard_only=False)
    assert no.value.code == "made_of_itself"
