"""A video that our team holds, and that is held for a part of somebody else's: each counts by itself."""

from itertools import permutations

import pytest
from tests.apps.videos.world import person, state, video

from mutoscope.apps.safety import services
from mutoscope.apps.safety.models import Decision
from mutoscope.apps.videos import queries
from mutoscope.apps.videos.changes import changing
from mutoscope.apps.videos.holding import PART_GONE, film_came, hold_for_part

pytestmark = pytest.mark.django_db


def film_comes(video_id: int) -> None:
    """Its film without the part is there."""
    with changing(video_id) as row:
        row.cut += 1
        film_came(row)


@pytest.mark.parametrize("first", ["staff", "part"])
@pytest.mark.parametrize("lifted", ["staff", "part"])
@pytest.mark.parametrize("how", ["held", "removed"])
def test_lifting_one_leaves_the_other(first: str, lifted: str, how: str) -> None:
    """Whoever came first and whoever lets go first; its creator reads the reason that is left."""
    maker, staff = person(), person()
    film = video(maker)
    holds = {
        "staff": lambda: (services.hold if how == "held" else services.take_down)([film], staff.id),
        "part": lambda: hold_for_part(film),
    }
    lifts = {"staff": lambda: services.restore([film], staff.id), "part": lambda: film_comes(film)}
    for one in sorted(holds, key=lambda name: name != first):
        holds[one]()
    assert state(film) == how
    first_lift, then = sorted(lifts, key=lambda name: name != lifted)
    lifts[first_lift]()
    why = queries.status(film, maker.viewer).reason
    assert state(film) == ("held" if lifted == "staff" else how) and why is not None
    assert (why.code == PART_GONE) == (lifted == "staff")
    assert services.restore([film], staff.id) == (1 if lifted == "part" else 0), "ours is not theirs to lift"
    if lifted == "staff":
        lifts[then]()
    assert state(film) == "published" and queries.status(film, maker.viewer).reason is None
    assert [one.effect for one in Decision.objects.order_by("id")] == [how, "restored"]


def test_a_film_that_was_begun_before_does_not_end_it() -> None:
    """Two parts come down, one after the other: the film without the first one still shows the second."""
    film = video(person())
    hold_for_part(film)
    with changing(film) as row:
        row.cut += 1  # without the first one: it is there, and being prepared
    hold_for_part(film)
    with changing(film) as row:
        film_came(row)
    assert state(film) == "held"
    film_comes(film)
    assert state(film) == "published"


@pytest.mark.parametrize("order", list(permutations(("hold", "take_down", "part"))))
def test_nobody_is_held_for_ever(order: tuple[str, ...]) -> None:
    """However the three came, one film and one restore make it seen again."""
    film, staff = video(person()), person()
    acts = {
        "hold": lambda: services.hold([film], staff.id),
        "take_down": lambda: services.take_down([film], staff.id),
        "part": lambda: hold_for_part(film),
    }
    for one in order:
        acts[one]()
    services.restore([film], staff.id)
    assert state(film) == "held"
    film_comes(film)
    assert state(film) == "published"
