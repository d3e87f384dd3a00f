"""Films that are alike: who is asked, who answers, and what follows."""

import msgspec
import pytest
from django.db import transaction
from tests.apps.likeness.world import asked, joined, looks, mine, printed, recognise, told, uses
from tests.apps.videos.world import Person, browser_of, person, video

from mutoscope.apps.flow.services import drain
from mutoscope.apps.likeness import finding, queries, services
from mutoscope.apps.likeness.models import Key, Printed, Suggestion
from mutoscope.apps.relations import services as relations
from mutoscope.apps.studio import made_of, replacing
from mutoscope.apps.studio.models import Edge
from mutoscope.apps.videos import services as videos
from mutoscope.apps.videos.models import Video
from mutoscope.core.montage.likeness import MOST_HOLDERS, Prints
from mutoscope.core.montage.lineage import Grant
from mutoscope.core.units import Refusal, from_text, to_text

BOSS = 1
pytestmark = pytest.mark.django_db(transaction=True)


def test_whoever_published_later_is_asked(ana: Person, bob: Person, pair: tuple[int, int]) -> None:
    """With where in both; the author of the earlier one finds it listed, and is not called."""
    (view,) = mine(bob)
    assert (view.later.id, view.earlier.id) == (to_text(pair[0]), to_text(pair[1]))
    assert (view.later_from_ms, view.earlier_from_ms, view.length_ms) == (5000, 3000, 5000)
    assert view.seen and view.heard and view.may == ("confirm", "deny")
    assert told(bob) == ["alike"] and told(ana) == []
    assert [one.may for one in uses(ana)] == [("ask", "deny")]
    assert mine(ana) == [] and uses(bob) == []


def test_a_yes_is_an_edge(ana: Person, bob: Person, pair: tuple[int, int]) -> None:
    """Once, however often it is said: the later video names the earlier one, whose author is told."""
    (view,) = mine(bob)
    for _ in range(2):
        services.confirm(bob.viewer, from_text(view.id))
    drain()
    edge = Edge.objects.get()
    assert (edge.child_id, edge.parent_id, edge.role, edge.confirmed) == (*pair, "clip", True)
    assert edge.uses[0] == [3000, 8000, 5000, 10000]
    assert msgspec.json.decode(edge.grant, type=Grant).by == "confirmed"
    assert [one.video and one.video.id for one in made_of.lineage(pair[0], ana.viewer).made_of] == [
        to_text(pair[1])
    ]
    assert told(ana) == ["used"] and told(bob) == []
    assert [(one.state, one.by, one.may) for one in uses(ana)] == [("yes", "maker", ())]


def test_a_no_is_for_good(ana: Person, bob: Person, pair: tuple[int, int]) -> None:
    """Nobody is asked about the two again, whatever becomes of their films."""
    (view,) = mine(bob)
    services.deny(bob.viewer, from_text(view.id))
    recognise(pair[0], looks(1))
    assert asked() == [(*pair, "no")]
    assert told(bob) == [] and not Edge.objects.exists()
    with pytest.raises(Refusal) as late:
        services.confirm(bob.viewer, from_text(view.id))
    assert late.value.code == "answered_already"


def test_its_author_asks_our_team(ana: Person, bob: Person, pair: tuple[int, int]) -> None:
    """Also after a no. What our team says is written down, told, and may be taken back by it alone."""
    (view,) = mine(bob)
    services.deny(bob.viewer, from_text(view.id))
    services.ask_team(ana.viewer, from_text(view.id))
    assert uses(ana)[0].asked and uses(ana)[0].may == () and queries.standing().asked == 1
    assert services.decide([from_text(view.id)], BOSS, is_part=True) == 1
    drain()
    assert Edge.objects.get().confirmed and told(bob) == ["alike"] and told(ana) == ["used"]
    assert [(one.state, one.by) for one in mine(bob)] == [("yes", "team")]
    assert services.decide([from_text(view.id)], BOSS, is_part=False) == 1
    assert not Edge.objects.exists() and queries.standing().asked == 0


def test_a_yes_is_taken_back_by_whoever_gave_it(ana: Person, bob: Person, pair: tuple[int, int]) -> None:
    """His video names hers no more, and it stands as a no: she may ask our team, whose word he can't undo."""
    Video.objects.filter(id=pair[0]).update(allows="remix,clip")
    an_id = from_text(mine(bob)[0].id)
    services.confirm(bob.viewer, an_id)
    drain()
    bound = set(made_of.lineage(pair[0], ana.viewer).made_of)
    browser, address = browser_of(bob), f"/api/likenesses/{to_text(an_id)}/withdraw"
    assert mine(bob)[0].may == ("withdraw",) and uses(ana)[0].may == () and bound
    with pytest.raises(Refusal) as hers:
        services.withdraw(ana.viewer, an_id)
    assert hers.value.code == "answered_already"
    for _ in range(2):
        said = browser.send("POST", address).json()
        assert (said["state"], said["by"], said["may"]) == ("no", "maker", [])
    drain()
    assert not Edge.objects.exists() and made_of.lineage(pair[0], ana.viewer).made_of == ()
    assert mine(bob)[0].may == () and uses(ana)[0].may == ("ask",) and told(bob) == []
    services.ask_team(ana.viewer, an_id)
    services.decide([an_id], BOSS, is_part=True)
    assert browser.send("POST", address).json()["code"] == "answered_already" and Edge.objects.exists()


def test_its_author_may_let_it_be(ana: Person, bob: Person, pair: tuple[int, int]) -> None:
    services.deny(ana.viewer, from_text(uses(ana)[0].id))
    drain()
    assert [(one.state, one.by) for one in mine(bob)] == [("no", "author")]
    assert told(bob) == []


def test_whom_it_does_not_concern(ana: Person, bob: Person, pair: tuple[int, int]) -> None:
    """Others, and whoever may not see both, are answered as if there were nothing."""
    an_id = from_text(mine(bob)[0].id)
    others = [person()]
    relations.block(ana.id, bob.id)
    for act in (services.confirm, services.deny, services.withdraw, services.ask_team):
        for who in (*others, bob, ana):
            with pytest.raises(Refusal) as none:
                act(who.viewer, an_id)
            assert none.value.code == "no_such_likeness"
    assert mine(bob) == [] and uses(ana) == []
    relations.unblock(ana.id, bob.id)
    Video.objects.filter(id=pair[0]).update(audience="me")
    assert uses(ana) == [] and len(mine(bob)) == 1
    Video.objects.filter(id=pair[0]).update(audience="everyone", state="held")
    assert uses(ana) == [] and mine(bob) == []


def test_whoever_is_blocked_is_not_asked(ana: Person, bob: Person) -> None:
    relations.block(ana.id, bob.id)
    printed(ana, looks(1))
    printed(bob, looks(1))
    assert len(asked()) == 1
    assert told(bob) == [] and mine(bob) == []


def test_ones_own_is_not_suggested(ana: Person) -> None:
    """A film sent twice by one person is their affair."""
    printed(ana, looks(1))
    printed(ana, looks(1))
    assert asked() == []


def test_only_what_everybody_may_see_is_compared(ana: Person, bob: Person) -> None:
    hers = printed(ana, looks(1))
    Video.objects.filter(id=hers).update(audience="followers")
    printed(bob, looks(1))
    assert asked() == []


def test_what_the_studio_knows_is_not_asked(ana: Person, bob: Person) -> None:
    """A part with an edge, and two that were made of the same film, need no question."""
    hers = printed(ana, looks(1))
    drain()
    cleo = person()
    parts = [video(who) for who in (bob, cleo)]
    for child in parts:
        Edge.objects.create(child_id=child, parent_id=hers, role="clip", grant="{}")
        recognise(child, joined(looks(1, 8), looks(5, 3)))
    assert asked() == []


def test_who_says_what_it_is_made_of_is_not_asked_about_copies_of_it(ana: Person, bob: Person) -> None:
    """Ana's film holds its part, also where it needs no question: nobody credits who took it from her."""
    hers = printed(ana, looks(1))
    theft = printed(person(), looks(1))
    drain()
    his = video(bob)
    Edge.objects.create(child_id=his, parent_id=hers, role="duet", grant="{}")
    recognise(his, joined(looks(1, 8), looks(5, 3)))
    assert (his, theft, "open") not in asked()
    assert told(bob) == []


def test_of_many_earlier_ones_three_are_asked_about(ana: Person, bob: Person) -> None:
    """Also when they are recognised one by one, after the later one."""
    whole = Prints()
    for n in range(1, 6):
        whole = joined(whole, looks(n, 5))
    printed(bob, whole)
    drain()
    for n in range(1, 6):
        hers = video(person())
        Video.objects.filter(id=hers).update(published_ms=1000 + n)
        recognise(hers, looks(n, 5))
        drain()
    assert len(mine(bob)) == 3


def test_what_is_erased_while_it_is_compared_is_not_noted(
    ana: Person, bob: Person, pair: tuple[int, int]
) -> None:
    Suggestion.objects.all().delete()
    note = finding.find(pair[0])
    assert note is not None
    videos.delete_video(ana.id, pair[1])
    drain()
    with transaction.atomic():
        note()
    assert not Suggestion.objects.exists()


def test_those_who_use_one_sound_are_not_alike_by_it(ana: Person, bob: Person) -> None:
    """A song that both say they use is no likeness; their pictures are asked about as ever."""
    song = looks(1).sound
    hers = printed(ana, Prints(looks(2).glimpses, song))
    his = printed(bob, Prints(looks(3).glimpses, song))
    Edge.objects.create(child_id=his, parent_id=hers, role="sound", sound_id=7, grant="{}")
    assert asked() == []
    Edge.objects.all().delete()
    recognise(his, Prints(looks(3).glimpses, song))
    assert asked() == [(his, hers, "open")]


def test_a_mirror_image_is_alike(ana: Person, bob: Person) -> None:
    hers = looks(1)
    printed(ana, hers)
    drain()
    printed(bob, Prints(hers.mirrored, looks(9).sound, hers.glimpses))
    assert len(asked()) == 1 and mine(bob)[0].mirrored and not mine(bob)[0].heard


def test_of_several_copies_the_first_is_asked_about(ana: Person, bob: Person) -> None:
    """And whoever comes first is the earlier one, in whatever order prints are taken."""
    cleo = person()
    hers, his, last = video(ana), video(bob), video(cleo)
    for one in (last, his, hers):
        recognise(one, looks(1))
        drain()
    found = set(asked())
    assert {(his, hers, "open"), (last, hers, "open")} <= found
    assert all(later > earlier for later, earlier, _ in found)


def test_what_everybody_has_is_nobodys(ana: Person) -> None:
    """An intro that many films begin with: the index stops noting it, and nobody new is asked."""
    for n in range(9):
        recognise(video(person()), joined(looks(1, 5), looks(100 + n, 20)))
    drain()
    Suggestion.objects.all().delete()
    recognise(video(ana), joined(looks(1, 5), looks(300, 20)))
    assert asked() == []


def test_a_key_of_very_many_films_is_no_key(ana: Person, bob: Person) -> None:
    for n in range(MOST_HOLDERS + 3):
        with transaction.atomic():
            services.printing.write(n + 1, 0, looks(1), 12_000)
    assert Key.objects.filter(key=Key.objects.first().key).count() == MOST_HOLDERS  # type: ignore[union-attr]


def test_nobody_makes_a_key_common_alone(ana: Person, bob: Person) -> None:
    """However many copies one person sends: people are counted, not films."""
    hers = printed(ana, looks(1))
    mallory = person()
    for _ in range(MOST_HOLDERS):
        with transaction.atomic():
            services.printing.write(video(mallory), 0, looks(1), 12_000)
    his = printed(bob, looks(1))
    assert (his, hers, "open") in asked()


def test_a_series_with_one_scene_is_found_by_it(ana: Person, bob: Person) -> None:
    for n in range(MOST_HOLDERS + 2):
        with transaction.atomic():
            services.printing.write(video(ana), 0, joined(looks(1, 6), looks(100 + n, 6)), 12_000)
    his = printed(bob, looks(1, 6))
    assert [later for later, _, _ in asked()] == [his]


def test_three_that_say_no_are_enough(ana: Person) -> None:
    """An earlier film that people are asked about in vain is left alone."""
    printed(ana, looks(1))
    for _ in range(3):
        who = person()
        his = printed(who, joined(looks(1, 6), looks(50 + who.id % 100, 6)))
        drain()
        row = Suggestion.objects.filter(child_id=his, person_id=who.id).order_by("parent_id").first()
        assert row is not None
        services.deny(who.viewer, row.id)
    before = len(asked())
    printed(person(), joined(looks(1, 6), looks(400, 6)))
    assert len(asked()) == before, "nor about those who said no"
    worn = Suggestion.objects.order_by("id")[0].parent_id
    services.ask_team(ana.viewer, Suggestion.objects.filter(parent_id=worn)[0].id)
    late = printed(person(), joined(looks(1, 6), looks(401, 6)))
    assert (late, worn, "open") in asked(), "its author says that one was no honest no"


def test_a_film_that_changed_is_looked_at_anew(ana: Person, bob: Person, pair: tuple[int, int]) -> None:
    """What is not alike any more is past, and comes back with the film."""
    recognise(pair[0], looks(7))
    assert asked() == [(*pair, "past")]
    assert told(bob) == [] and mine(bob) == []
    recognise(pair[0], looks(1))
    assert asked() == [(*pair, "open")] and told(bob) == ["alike"]


def test_a_deleted_video_leaves_nothing(ana: Person, bob: Person, pair: tuple[int, int]) -> None:
    """Neither prints nor keys nor questions; and what was confirmed names it no more."""
    services.confirm(bob.viewer, from_text(mine(bob)[0].id))
    videos.delete_video(ana.id, pair[1])
    drain()
    assert [row.video_id for row in Printed.objects.all()] == [pair[0]]
    assert not Key.objects.filter(video_id=pair[1]).exists()
    assert not Suggestion.objects.exists() and not Edge.objects.exists()


def test_whoever_leaves_is_asked_nothing(ana: Person, bob: Person, pair: tuple[int, int]) -> None:
    services.confirm(bob.viewer, from_text(mine(bob)[0].id))
    copy = next(iter(queries.export_of(bob.id).values()))
    assert [(one.video, one.earlier, one.state) for one in copy] == [(to_text(pair[0]), False, "yes")]  # type: ignore[attr-defined]
    services.forget_person(services.PersonLeft(person_id=bob.id))
    assert list(queries.export_of(bob.id)["likenesses"]) == []


def test_a_confirmed_part_that_comes_down_changes_no_film(
    ana: Person, bob: Person, pair: tuple[int, int]
) -> None:
    """No document names it, so there is nothing to make anew."""
    services.confirm(bob.viewer, from_text(mine(bob)[0].id))
    Video.objects.filter(id=pair[1]).update(state="removed")
    replacing.look_at(pair[0])
    drain()
    assert Video.objects.get(id=pair[0]).state in ("published", "optimised")


def test_answers_over_http(ana: Person, bob: Person, pair: tuple[int, int]) -> None:
    """Hostile ids and sides are refused in words; each person reads their side."""
    browser = browser_of(bob)
    (one,) = browser.get("/api/likenesses").json()["likenesses"]
    assert browser.get("/api/likenesses?side=theirs").status_code == 422
    assert browser.get("/api/likenesses?cursor=%00x").status_code in (400, 422)
    for bad in ("0", "x" * 13, "0" * 13, "%00"):
        assert browser.post(f"/api/likenesses/{bad}/confirm").status_code in (400, 404, 422), bad
    assert browser.post(f"/api/likenesses/{one['id']}/ask").status_code == 409
    answer = browser.post(f"/api/likenesses/{one['id']}/confirm")
    assert answer.status_code == 200 and answer.json()["state"] == "yes"
    assert browser_of(ana).get("/api/likenesses?side=uses").json()["likenesses"][0]["by"] == "maker"
