"""Films out: ranges as players ask for them, and nobody gets what they may not see, by any address."""

import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.apps.videos.world import FILM, Person, nobody, person, video
from tests.project.media.talking import Reply, talk

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.relations import services as relations
from mutoscope.apps.videos import queries, services
from mutoscope.core.units import Refusal
from mutoscope.project.media import films
from mutoscope.project.media.ranges import wanted

pytestmark = pytest.mark.django_db(transaction=True)
WHY = Refusal("held", "Because.")


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Each story asks the database anew; that what is remembered is forgotten has its own story."""
    forget()


def forget() -> None:
    films._servable._known.clear()
    films._allowed._known.clear()
    films._bare._known.clear()


def address(video_id: int, viewer: Viewer) -> str:
    return queries.card(video_id, viewer).renditions[0].url


def get(url: str, **headers: str) -> Reply:
    forget()
    return talk("GET", url, {name.replace("_", "-"): value for name, value in headers.items()})


def test_a_public_film_is_served_to_anybody() -> None:
    """Everybody gets the bytes, with what caches and players need to know."""
    url = address(video(person()), nobody())
    assert "?" not in url
    reply = get(url)
    assert (reply.status, reply.body) == (200, FILM)
    assert reply.headers["content-type"] == "video/mp4" and reply.headers["accept-ranges"] == "bytes"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert (
        "must-revalidate" in reply.headers["cache-control"] and "s-maxage=3" in reply.headers["cache-control"]
    )
    head = talk("HEAD", url)
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(FILM)))


RANGES = [
    ("bytes=0-9", 206, FILM[:10]),
    ("bytes=300000-", 206, FILM[300_000:]),
    ("bytes=-100", 206, FILM[-100:]),
    ("bytes=0-99999999999", 206, FILM),
    ("bytes=-99999999999", 206, FILM),
    (f"bytes={len(FILM)}-", 416, b""),
    ("bytes=9-3", 416, b""),
    ("bytes=-0", 416, b""),
    ("bytes=-", 416, b""),
    ("bytes=abc", 416, b""),
    ("bytes=1" + "0" * 40 + "-", 416, b""),
    ("bytes=0-1,5-9", 200, FILM),
    ("pages=1-2", 200, FILM),
]


def test_ranges() -> None:
    """One range is answered exactly; what lies outside is refused with the size; the rest is not taken up."""
    url = address(video(person()), nobody())
    for range_, status, content in RANGES:
        reply = get(url, Range=range_)
        assert (reply.status, reply.body) == (status, content), range_
        if status == 416:
            assert reply.headers["content-range"] == f"bytes */{len(FILM)}"
        if status == 206:
            assert reply.headers["content-range"].endswith(f"/{len(FILM)}")


def test_validators() -> None:
    """What a browser has is not sent again, and a range of another version is not mixed in."""
    url = address(video(person()), nobody())
    etag = get(url).headers["etag"]
    again = get(url, If_None_Match=f'"x", {etag}')
    assert (again.status, again.body) == (304, b"")
    assert get(url, Range="bytes=0-9", If_Range=etag).status == 206
    assert get(url, Range="bytes=0-9", If_Range='"other"').status == 200
    assert get(url, If_Match='"other"').status == 412


@given(st.text(max_size=40), st.integers(0, 10_000))
def test_no_range_header_breaks_anything(range_: str, size: int) -> None:
    """Whatever the header says, the answer lies inside the file."""
    asked = wanted(size, '"e"', range_=range_)
    assert 0 <= asked.start <= asked.end <= size
    assert asked.status in (200, 206, 416)
    asked = wanted(size, '"e"', range_=f"bytes={range_}")
    assert asked.status != 206 or asked.start < asked.end <= size


def test_strange_addresses_lead_nowhere() -> None:
    """Guessed, cut or climbing addresses find nothing."""
    path = urlsplit(address(video(person()), nobody())).path
    key, name = path.split("/")[2:]
    long = "k" * 5000
    for strange in (
        *(f"/m/{key}/other.mp4", f"/m/{key[:-1]}/{name}", f"/m/{key}/../{key}/{name}", f"/m/{key}/"),
        *(f"/m/{long}/{name}", f"/m/{key}/{long}", f"/m/{key}/\x00", "/m//", "/m", "/", "/admin/", "/up/x/y"),
    ):
        assert get(strange).status == 404, strange
    assert talk("POST", path).status == 405


def test_a_private_address_works_for_its_viewer_only() -> None:
    """A follower's address, changed in any part, works for nobody."""
    creator, follower, stranger = person(), person(), person()
    relations.follow(follower.id, creator.id)
    film = video(creator, audience="followers")
    url = address(film, follower.viewer)
    assert get(url).status == 200 and "private" in get(url).headers["cache-control"]
    bare, _, query = url.partition("?")
    assert get(bare).status == 404
    assert get(url.replace(follower.viewer.key, stranger.viewer.key)).status == 404
    parts = dict(part.split("=") for part in query.split("&"))
    for changes in ({"s": "0" * 40}, {"e": str(int(parts["e"]) + 1)}, {"e": "x"}, {"v": "p0"}, {"s": ""}):
        forged = "&".join(f"{name}={value}" for name, value in (parts | changes).items())
        assert get(f"{bare}?{forged}").status == 404, changes
    with pytest.raises(Refusal, match="no_such_video"):
        queries.card(film, stranger.viewer)


def test_an_address_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half an hour later at the latest a signed address is over."""
    creator = person()
    url = address(video(creator, audience="me"), creator.viewer)
    assert get(url).status == 200
    later = time.time() + 31 * 60
    monkeypatch.setattr("mutoscope.project.media.films.time.time", lambda: later)
    assert get(url).status == 404


def a_follower_leaves(creator: Person, follower: Person, film: int) -> None:
    relations.unfollow(follower.id, creator.id)


def the_creator_blocks(creator: Person, follower: Person, film: int) -> None:
    relations.block(creator.id, follower.id)


def the_audience_narrows(creator: Person, follower: Person, film: int) -> None:
    services.edit_video(creator.id, film, audience="me")


def the_video_is_deleted(creator: Person, follower: Person, film: int) -> None:
    services.delete_video(creator.id, film)


def the_video_is_held(creator: Person, follower: Person, film: int) -> None:
    services.restrict(film, "held", WHY)


def the_creator_leaves(creator: Person, follower: Person, film: int) -> None:
    accounts.remove_person(creator.id)


@pytest.mark.parametrize(
    "happens",
    [
        a_follower_leaves,
        the_creator_blocks,
        the_audience_narrows,
        the_video_is_deleted,
        the_video_is_held,
        the_creator_leaves,
    ],
)
def test_old_addresses_stop_working(happens: Any) -> None:
    """Whatever takes the right to watch away takes it from every address given before."""
    creator, follower = person(), person()
    relations.follow(follower.id, creator.id)
    film = video(creator, audience="followers")
    urls = [address(film, follower.viewer), queries.card(film, follower.viewer).poster_url]
    assert [get(url).status for url in urls] == [200, 200]
    happens(creator, follower, film)
    assert [get(url).status for url in urls] == [404, 404]


@pytest.mark.parametrize("happens", [the_audience_narrows, the_video_is_deleted, the_video_is_held])
def test_old_public_addresses_stop_working(happens: Any) -> None:
    """A public address ends with the public."""
    creator, somebody = person(), person()
    film = video(creator)
    url = address(film, nobody())
    assert get(url).status == 200
    happens(creator, somebody, film)
    assert get(url).status == 404


def test_a_private_account_hides_what_was_public() -> None:
    """Going private ends the public address; followers get signed ones."""
    creator, follower = person(), person()
    relations.follow(follower.id, creator.id)
    film = video(creator)
    url = address(film, nobody())
    accounts.change_profile(creator.id, is_private=True)
    assert get(url).status == 404
    assert get(address(film, follower.viewer)).status == 200


def test_a_held_video_comes_back() -> None:
    """Lifting a hold serves it again, by new addresses."""
    film = video(person())
    old = address(film, nobody())
    services.restrict(film, "held", WHY)
    services.lift(film)
    assert get(old).status == 404 and get(address(film, nobody())).status == 200


@pytest.mark.slow
def test_what_is_remembered_is_forgotten_within_five_seconds() -> None:
    """Nobody clears the memory here: the refusal comes by itself, in time."""
    film = video(person())
    url = address(film, nobody())
    assert talk("GET", url).status == 200
    services.restrict(film, "held", WHY)
    time.sleep(2.5)
    assert talk("GET", url).status == 404
