"""Whose parts a video shows, on its card and in its file: named to whoever may know, and taken away as all of
them allow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.studio.test_leave import grown, mine
from tests.apps.studio.test_lending import cut_as
from tests.apps.studio.world import cut_from, project_of, upload
from tests.apps.videos.world import Person, nobody, person, video
from tests.project.media.talking import talk
from tests.project.media.test_films import forget

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.flow.services import drain
from mutoscope.apps.relations import services as relations
from mutoscope.apps.studio import rendered, renders
from mutoscope.apps.studio.models import Edge, Render
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import services as video_doors
from mutoscope.apps.videos.contracts import CreditOnCard
from mutoscope.apps.videos.models import Sound, Video
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.units import Refusal, to_text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ana() -> Person:
    return grown()


@pytest.fixture
def bob() -> Person:
    return grown()


def made_of(who: Person, *parents: int, role: str = "duet", **how: object) -> int:
    """A video of theirs that shows these, without the trouble of rendering it."""
    made = video(who)
    for parent in parents:
        materials = [] if role in ("template", "sound") else [["video", to_text(parent)]]
        Edge.objects.create(
            child_id=made,
            parent_id=parent,
            role=role,
            grant='{"at_ms":1,"own":false}',
            materials=materials,
            **how,
        )
    return made


def credit(video_id: int, who: Person | None = None) -> CreditOnCard | None:
    return videos.card(video_id, who.viewer if who else nobody()).credit


@pytest.mark.parametrize("role", ["duet", "stitch", "remix", "template", "react", "greenscreen", "clip"])
def test_a_card_names_whose_part_it_has(ana: Person, bob: Person, role: str) -> None:
    hers = video(ana)
    assert credit(made_of(bob, hers, role=role)) == CreditOnCard(role, ana.handle, to_text(hers), "", 0)  # type: ignore[arg-type]
    assert credit(hers) is None


def test_several_are_one_and_a_number(ana: Person, bob: Person) -> None:
    """A film before a sound; and the sound of which the card tells anyway is not told twice."""
    hers, second = video(ana), video(ana)
    sound = Sound.objects.create(creator_id=ana.id, source_id=hers)
    his = made_of(bob, hers, role="sound", sound_id=sound.id)
    assert credit(his) == CreditOnCard("sound", ana.handle, to_text(hers), to_text(sound.id), 0)
    Edge.objects.create(child_id=his, parent_id=second, role="duet", grant="{}", materials=[["video", "x"]])
    shown = credit(his)
    assert shown and (shown.role, shown.video_id, shown.more) == ("duet", to_text(second), 1)
    Video.objects.filter(id=his).update(sound=sound)
    assert (shown := credit(his)) and shown.more == 0


def test_no_name_of_whom_one_may_not_see(ana: Person, bob: Person) -> None:
    """Private, deleted, blocked, too old for whoever looks: nothing, not even that there is something."""
    eve, hers = person(), video(ana)
    his = made_of(bob, hers)
    assert credit(his, eve)
    relations.block(ana.id, eve.id)
    assert credit(his, eve) is None and credit(his, bob)
    Video.objects.filter(id=hers).update(min_age=18)
    assert credit(his) is None
    Video.objects.filter(id=hers).update(min_age=0)
    accounts.change_profile(ana.id, is_private=True)
    assert credit(his) is None and credit(his, bob) is None
    assert (own := credit(his, ana)) and own.handle == ana.handle
    accounts.change_profile(ana.id, is_private=False)
    both = made_of(bob, hers, video(grown()))
    video_doors.delete_video(ana.id, hers)
    assert credit(his, ana) is None
    assert (left := credit(both)) and left.handle != ana.handle and left.more == 0


@pytest.mark.parametrize("count", [2, 12])
def test_naming_many_costs_as_few_questions_as_naming_one(ana: Person, bob: Person, count: int) -> None:
    """The videos, their parts and in whose place a surface is, the parts of these, and what all these are."""
    makers = [grown() for _ in range(count)]
    made = [made_of(bob, video(ana), video(who)) for who in makers]
    viewer = person().viewer
    with CaptureQueriesContext(connection) as asked:
        cards = videos.cards(made, viewer)
    assert all(card.credit and card.credit.more == 1 for card in cards) and len(cards) == count
    assert len(asked) <= 10, [one["sql"] for one in asked.captured_queries]


def manner(video_id: int, who: Person) -> str:
    shown = videos.card(video_id, who.viewer).viewer
    found = videos.manner_of_keeping(video_id, who.viewer)
    assert (shown.may_download, shown.download_marked) == (found != "no", found == "marked")
    return found


def test_a_film_is_taken_away_as_all_allow_who_are_in_it(ana: Person, bob: Person) -> None:
    """Its maker too: with a mark where it may be had with one, not at all where it may not; through others'
    too. Cuts and sounds of others are no part of the film."""
    eve, hers = person(), video(ana)
    his = made_of(bob, hers)
    video_doors.edit_video(bob.id, his, allow_download=True)
    third = made_of(eve, his, role="clip")
    assert (manner(his, bob), manner(his, eve), manner(his, ana), manner(third, eve)) == (
        "no",
        "no",
        "marked",
        "no",
    )
    with pytest.raises(Refusal) as no:
        video_doors.ask_download(his, bob.viewer)
    assert no.value.code == "part_stays_here"
    with pytest.raises(Refusal) as no:
        video_doors.ask_download(his, eve.viewer)
    assert no.value.code == "not_offered"
    video_doors.edit_video(ana.id, hers, allow_download=True)
    assert (manner(his, bob), manner(his, eve), manner(third, eve)) == ("marked", "marked", "marked")
    assert video_doors.look_at_download(his, bob.viewer).marked
    file = Video.objects.get(id=his).renditions.first()
    forget()
    url = videos.media_url(
        Video.objects.get(id=his).media_key,
        file.name,
        public=False,
        viewer_key=f"p{bob.id}",
        now=now_ms(),
    )
    assert talk("GET", f"{url}&save=1", {}).headers["content-disposition"] == "inline"
    for role in ("template", "sound"):
        assert manner(made_of(bob, video(ana), role=role), bob) == "bare"
    assert manner(made_of(bob, video(bob)), bob) == "bare"


def test_a_render_with_somebodys_part_has_their_name_in_its_picture(ana: Person, bob: Person) -> None:
    """Another film than the bare one that is published; withheld when it should have a mark and has none."""
    hers = cut_as(ana, cut_from(upload(mine(ana))), "remix")
    video_doors.edit_video(ana.id, hers, allow_download=True)
    project = project_of(bob, cut_from(upload(mine(bob, "blue"))), "his")
    bare = renders.order(bob.viewer, project, "bare")
    assert bare.render.marks == ""
    photo = Named("upload", mine(ana, "green"))
    lent = cut_as(ana, cut_from(photo), "remix")
    video_doors.edit_video(ana.id, lent, allow_download=True)
    with_her = project_of(bob, cut_from(photo), "with her")
    order = renders.order(bob.viewer, with_her, "taken")
    assert order.render.marks == f"@{ana.handle}"
    drain()
    assert rendered.render(bob.id, order.id).url and rendered.render(bob.id, bare.id).url
    assert Render.objects.get(id=order.render_id).height <= 720 * 4
    Render.objects.filter(id=order.render_id).update(marks="")
    shown = rendered.render(bob.id, order.id)
    assert shown.url == "" and shown.reason and shown.reason.code == "part_changed"
    published = renders.order(bob.viewer, with_her, "out", video_id=video(bob))
    assert published.render.marks == "" and published.render_id != order.render_id


def test_an_order_asks_for_each_offer_once(ana: Person, bob: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = Named("upload", mine(ana))
    hers = cut_as(ana, cut_from(photo), "remix")
    project = project_of(bob, cut_from(photo, Named("video", to_text(hers))), "his")
    asked: list[int] = []
    film, films = videos.offer_to, videos.offers_to
    monkeypatch.setattr(videos, "offer_to", lambda an_id, who: (asked.append(an_id), film(an_id, who))[1])
    monkeypatch.setattr(videos, "offers_to", lambda ids, who: (asked.extend(ids), films(ids, who))[1])
    renders.order(bob.viewer, project, "out", video_id=video(bob))
    assert asked == [hers]
