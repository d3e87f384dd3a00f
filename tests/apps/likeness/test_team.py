"""What our team is asked, and what nobody reads who may not see both."""

import pytest
from tests.apps.accounts.people import staff_client
from tests.apps.likeness.world import asked, looks, mine, printed, recognise, told, uses
from tests.apps.videos.world import Person

from mutoscope.apps.flow.services import drain
from mutoscope.apps.likeness import queries, services
from mutoscope.apps.likeness.models import Suggestion
from mutoscope.apps.relations import services as relations
from mutoscope.apps.studio.models import Edge
from mutoscope.apps.videos.models import Video
from mutoscope.core.units import from_text, to_text

pytestmark = pytest.mark.django_db(transaction=True)
ROOM = "/admin/likeness/suggestion/"


def test_whoever_blocks_is_not_safe(ana: Person, bob: Person, pair: tuple[int, int]) -> None:
    """Bob blocks Ana before she asks: our team is asked instead, and also about what is found later."""
    relations.block(bob.id, ana.id)
    drain()
    assert queries.standing().asked == 1
    printed(ana, looks(40))
    drain()
    printed(bob, looks(40))
    drain()
    assert queries.standing().asked == 2 and told(bob) == ["alike"]


def test_what_is_hidden_leaves_no_trace(ana: Person, bob: Person, pair: tuple[int, int]) -> None:
    """Neither a cursor that leads on to it, nor the other's video in the copy of what we hold."""
    (first,) = Suggestion.objects.all()
    for n in range(70):
        Suggestion.objects.create(
            child_id=pair[0], parent_id=10 + n, person_id=bob.id, author_id=ana.id, seen=first.seen
        )
    assert [one.id for one in mine(bob)] == [to_text(first.id)]
    assert queries.page(bob.viewer, "mine").next == ""
    Suggestion.objects.exclude(id=first.id).delete()
    relations.block(ana.id, bob.id)
    (row,) = queries.export_of(bob.id)["likenesses"]
    assert (row.video, row.other) == (to_text(pair[0]), "")  # type: ignore[attr-defined]


def test_after_a_yes_our_team_need_not_look(ana: Person, bob: Person, pair: tuple[int, int]) -> None:
    an_id = from_text(uses(ana)[0].id)
    services.ask_team(ana.viewer, an_id)
    assert uses(ana)[0].asked
    services.confirm(bob.viewer, an_id)
    assert not uses(ana)[0].asked and queries.standing().asked == 0


def test_what_was_asked_stays_in_our_team_s_list(ana: Person, bob: Person, pair: tuple[int, int]) -> None:
    """Also when the film is another one by then."""
    services.ask_team(ana.viewer, from_text(uses(ana)[0].id))
    recognise(pair[0], looks(7))
    assert asked() == [(*pair, "open")]


def test_our_team_s_room(ana: Person, bob: Person, pair: tuple[int, int]) -> None:
    """It lists what was asked, says who decided, and links neither what is hidden nor a video to itself."""
    boss = staff_client("boss")
    an_id = from_text(uses(ana)[0].id)
    services.ask_team(ana.viewer, an_id)

    def act() -> None:
        done = boss.post(ROOM, {"action": "is_part", "_selected_action": [an_id]})
        assert done.status_code == 302

    assert ana.handle in boss.get(ROOM).content.decode()
    Video.objects.filter(id=pair[1]).update(audience="me")
    act()
    Video.objects.filter(id=pair[1]).update(audience="everyone")
    edge = Edge.objects.create(child_id=pair[1], parent_id=pair[0], role="clip", grant="{}")
    act()
    assert Suggestion.objects.get().state == "open"
    edge.delete()
    act()
    assert Suggestion.objects.get().state == "yes" and Edge.objects.get().confirmed
    assert "@boss" in boss.get(f"{ROOM}?asked=all").content.decode()
