"""Who may do what: every route of the API, as every kind of person, against one table.

A route that is not in the table fails the first test: whoever adds one says here who may use it.

The act is always aimed at one other person (``{handle}``) and their things. The columns are

    anonymous  nobody is logged in
    owner      the person at whom the act is aimed, or whose thing it is
    other      somebody else with an account, for whom the other's account is public
    stranger   somebody whom a private account has not let in; the act is aimed at the private account
    blocked    somebody whom the other person blocked
    staff      an administrator

and the cells  ok = done,  login = 401,  no = 403,  gone = 404,  bad = understood and refused (400 to 429).
"""

from http.cookies import SimpleCookie

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import transaction
from tests.apps.accounts.people import PASSWORD, Browser
from tests.apps.matrix_bodies import BODIES
from tests.apps.videos.world import Person as Someone
from tests.apps.videos.world import video

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.services import claim_link, make_person
from mutoscope.apps.likeness.models import Suggestion
from mutoscope.apps.messages import services as messages
from mutoscope.apps.relations import services as relations
from mutoscope.apps.safety import queries as safety_seen
from mutoscope.apps.safety import services as safety
from mutoscope.apps.safety.models import Decision
from mutoscope.apps.social import services as social
from mutoscope.apps.studio import documents, materials, projects, renders, timelines
from mutoscope.apps.videos.models import Sound
from mutoscope.core.montage.document import SCHEMA, Canvas, Clip, Fill, Montage, Track
from mutoscope.core.units import to_text
from mutoscope.project.api import api

COLUMNS = ("anonymous", "owner", "other", "stranger", "blocked", "staff")

TABLE = """
                                          anonymous owner  other  stranger blocked staff
GET    /me                                ok        ok     ok     ok       ok      ok
PATCH  /me                                login     ok     ok     ok       ok      ok
PUT    /me/avatar                         login     bad    bad    bad      bad     bad
DELETE /me/avatar                         login     ok     ok     ok       ok      ok
GET    /me/security                       login     ok     ok     ok       ok      ok
POST   /me/proof/password                 login     ok     no     no       no      ok
POST   /me/proof/code                     login     no     no     no       no      no
POST   /me/proof/passkey/options          login     ok     ok     ok       ok      ok
POST   /me/proof/passkey                  login     no     no     no       no      no
PUT    /me/password                       login     ok     no     no       no      ok
PUT    /me/email                          login     no     no     no       no      no
POST   /me/email/confirmation             login     bad    bad    bad      bad     bad
POST   /me/app/offer                      login     no     no     no       no      no
PUT    /me/app                            login     no     no     no       no      no
DELETE /me/app                            login     no     no     no       no      no
GET    /me/recovery-codes                 login     no     no     no       no      no
POST   /me/recovery-codes                 login     no     no     no       no      no
POST   /me/passkeys/offer                 login     no     no     no       no      no
POST   /me/passkeys                       login     no     no     no       no      no
PATCH  /me/passkeys/{passkey_id}          login     no     no     no       no      no
DELETE /me/passkeys/{passkey_id}          login     no     no     no       no      no
DELETE /me/devices                        login     ok     ok     ok       ok      ok
DELETE /me/devices/{device_id}            login     gone   gone   gone     gone    gone
GET    /me/data                           login     ok     ok     ok       ok      ok
GET    /me/privacy                        login     ok     ok     ok       ok      ok
PATCH  /me/privacy                        login     ok     ok     ok       ok      ok
GET    /me/export                         login     ok     ok     ok       ok      ok
POST   /me/export                         login     ok     ok     ok       ok      ok
POST   /me/export/link                    login     no     no     no       no      no
GET    /me/import                         login     ok     ok     ok       ok      ok
POST   /me/import                         login     ok     ok     ok       ok      ok
POST   /me/import/start                   login     gone   gone   gone     gone    gone
DELETE /me/import                         login     ok     ok     ok       ok      ok
POST   /me/leave                          login     no     no     no       no      no
GET    /avatars/{key}                     gone      gone   gone   gone     gone    gone
POST   /join                              ok        bad    bad    bad      bad     bad
POST   /claim                             no        no     no     no       no      no
POST   /login                             ok        ok     ok     ok       ok      ok
POST   /login/code                        login     login  login  login    login   login
POST   /login/second-passkey              login     login  login  login    login   login
POST   /login/second-passkey/options      login     login  login  login    login   login
POST   /login/passkey/options             ok        ok     ok     ok       ok      ok
POST   /login/passkey                     login     login  login  login    login   login
POST   /logout                            ok        ok     ok     ok       ok      ok
POST   /password/forgot                   ok        ok     ok     ok       ok      ok
POST   /password/reset                    bad       bad    bad    bad      bad     bad
GET    /people/{handle}                   ok        ok     ok     ok       gone    ok
PUT    /people/{handle}/follow            login     bad    ok     ok       gone    ok
DELETE /people/{handle}/follow            login     ok     ok     ok       gone    ok
PUT    /people/{handle}/block             login     bad    ok     ok       ok      ok
DELETE /people/{handle}/block             login     ok     ok     ok       gone    ok
PUT    /people/{handle}/mute              login     bad    ok     ok       gone    ok
DELETE /people/{handle}/mute              login     ok     ok     ok       gone    ok
GET    /people/{handle}/followers         ok        ok     ok     no       gone    ok
GET    /people/{handle}/following         ok        ok     ok     no       gone    ok
DELETE /people/{handle}/follower          login     ok     ok     ok       gone    ok
GET    /mutes                             login     ok     ok     ok       ok      ok
POST   /mutes                             login     ok     ok     ok       ok      ok
DELETE /mutes/{mute_id}                   login     ok     ok     ok       ok      ok
GET    /blocks                            login     ok     ok     ok       ok      ok
GET    /follow-requests                   login     ok     ok     ok       ok      ok
POST   /follow-requests/{handle}/accept   login     gone   gone   gone     gone    gone
POST   /follow-requests/{handle}/decline  login     gone   gone   gone     gone    gone
GET    /people/{handle}/videos            ok        ok     ok     ok       gone    ok
POST   /uploads                           login     ok     ok     ok       ok      ok
GET    /drafts                            login     ok     ok     ok       ok      ok
GET    /appeals                           login     ok     ok     ok       ok      ok
GET    /reports                           login     ok     ok     ok       ok      ok
POST   /decisions/{decision_id}/appeal    login     ok     bad    bad     bad     bad
POST   /reports/{report_id}/appeal        login     bad    gone   gone     gone    gone
GET    /videos/{video_id}                 ok        ok     ok     gone     gone    ok
GET    /videos/{video_id}/status          login     ok     gone   gone     gone    gone
GET    /videos/{video_id}/insights        login     ok     gone   gone     gone    ok
GET    /insights                          login     ok     ok     ok       ok      ok
GET    /videos/{video_id}/frames          login     ok     gone   gone     gone    gone
POST   /videos/{video_id}/submit          login     ok     gone   gone     gone    gone
PATCH  /videos/{video_id}                 login     ok     gone   gone     gone    gone
DELETE /videos/{video_id}                 login     ok     gone   gone     gone    gone
GET    /videos/{video_id}/download        no        ok     no     gone     gone    no
POST   /videos/{video_id}/download        no        ok     no     gone     gone    no
GET    /videos/{video_id}/lineage         ok        ok     ok     gone     gone    ok
GET    /videos/{video_id}/uses            ok        ok     ok     gone     gone    ok
GET    /likenesses                        login     ok     ok     ok       ok      ok
POST   /likenesses/{likeness_id}/confirm  login     ok     gone   gone     gone    gone
POST   /likenesses/{likeness_id}/deny     login     ok     gone   gone     gone    gone
POST   /likenesses/{likeness_id}/withdraw  login     bad    gone   gone     gone    gone
POST   /likenesses/{likeness_id}/ask      login     bad    gone   gone     gone    gone
PUT    /videos/{video_id}/like            login     ok     ok     gone     gone    ok
DELETE /videos/{video_id}/like            login     ok     ok     gone     gone    ok
POST   /videos/{video_id}/report          login     ok     ok     gone     gone    ok
POST   /comments/{comment_id}/report      login     ok     ok     gone     gone    ok
POST   /videos/{video_id}/appeal          login     bad    bad    bad     bad     bad
POST   /comments/{comment_id}/appeal      login     bad    bad    bad     bad     bad
POST   /people/{handle}/report            login     bad    ok     ok       gone    ok
POST   /comments/{comment_id}/approve     login     ok     no     gone     gone    no
PUT    /videos/{video_id}/answer/{comment_id}  login  bad  no     gone     gone    no
DELETE /videos/{video_id}/answer          login     ok     gone   gone     gone    gone
GET    /comments-waiting                  login     ok     ok     ok       ok      ok
GET    /me/comments                       login     ok     ok     ok       ok      ok
PUT    /me/comments                       login     ok     ok     ok       ok      ok
GET    /videos/{video_id}/comments        ok        ok     ok     gone     gone    ok
POST   /videos/{video_id}/comments        login     ok     ok     gone     gone    ok
GET    /videos/{video_id}/qr              ok        ok     ok     gone     gone    ok
PUT    /videos/{video_id}/save            login     ok     ok     gone     gone    ok
DELETE /videos/{video_id}/save            login     ok     ok     ok       ok      ok
PUT    /videos/{video_id}/repost          login     bad    ok     gone     gone    ok
DELETE /videos/{video_id}/repost          login     ok     ok     ok       ok      ok
GET    /saved                             login     ok     ok     ok       ok      ok
GET    /collections                       login     ok     ok     ok       ok      ok
POST   /collections                       login     ok     ok     ok       ok      ok
PATCH  /collections/{collection_id}       login     ok     gone   gone     gone    gone
DELETE /collections/{collection_id}       login     ok     gone   gone     gone    gone
GET    /collections/{collection_id}/videos  login   ok     gone   gone     gone    gone
PUT    /collections/{collection_id}/videos/{video_id}  login ok gone gone gone gone
DELETE /collections/{collection_id}/videos/{video_id}  login ok gone gone gone gone
GET    /people/{handle}/shelves           ok        ok     ok     ok       gone    ok
GET    /people/{handle}/reposts           ok        ok     ok     ok       gone    ok
GET    /people/{handle}/likes             no        ok     no     no       gone    no
GET    /comments/{comment_id}             ok        ok     ok     gone     gone    ok
PATCH  /comments/{comment_id}             login     ok     no     gone     gone    no
DELETE /comments/{comment_id}             login     ok     no     gone     gone    no
PUT    /comments/{comment_id}/decision    login     no     no     no       no      ok
DELETE /comments/{comment_id}/decision    login     no     no     no       no      ok
POST   /comments/{comment_id}/restore     login     gone   gone   gone     gone    gone
GET    /comments/{comment_id}/replies     ok        ok     ok     gone     gone    ok
GET    /comments/{comment_id}/editions    ok        ok     ok     gone     gone    ok
PUT    /comments/{comment_id}/like        login     ok     ok     gone     gone    ok
DELETE /comments/{comment_id}/like        login     ok     ok     gone     gone    ok
PUT    /comments/{comment_id}/pin         login     ok     no     gone     gone    no
DELETE /comments/{comment_id}/pin         login     ok     no     gone     gone    no
GET    /report-reasons                    ok        ok     ok     ok       ok      ok
GET    /search                            ok        ok     ok     ok       ok      ok
GET    /notices                           login     ok     ok     ok       ok      ok
GET    /notices/unread                    login     ok     ok     ok       ok      ok
POST   /notices/read                      login     ok     ok     ok       ok      ok
GET    /notices/choices                   login     ok     ok     ok       ok      ok
PUT    /notices/choices                   login     ok     ok     ok       ok      ok
GET    /conversations                     login     ok     ok     ok       ok      ok
POST   /conversations                     login     bad    no     no       gone    no
GET    /conversations/{conversation_id}   login     ok     gone   gone     gone    gone
PATCH  /conversations/{conversation_id}   login     ok     gone   gone     gone    gone
DELETE /conversations/{conversation_id}   login     ok     gone   gone     gone    gone
GET    /conversations/{conversation_id}/messages   login  ok gone gone gone gone
POST   /conversations/{conversation_id}/messages   login  ok gone gone gone gone
DELETE /conversations/{conversation_id}/messages/{message_id}  login ok gone gone gone gone
POST   /conversations/{conversation_id}/read       login  ok gone gone gone gone
POST   /conversations/{conversation_id}/accept     login  ok gone gone gone gone
POST   /conversations/{conversation_id}/decline    login  ok gone gone gone gone
PUT    /conversations/{conversation_id}/mute       login  ok gone gone gone gone
DELETE /conversations/{conversation_id}/mute       login  ok gone gone gone gone
POST   /conversations/{conversation_id}/leave      login  ok gone gone gone gone
PUT    /conversations/{conversation_id}/members/{handle}     login ok gone gone gone gone
DELETE /conversations/{conversation_id}/members/{handle}     login no gone gone gone gone
POST   /conversations/{conversation_id}/report     login  ok gone gone gone gone
POST   /conversations/{conversation_id}/name/report login  ok gone gone gone gone
POST   /conversations/{conversation_id}/messages/{message_id}/report login gone gone gone gone gone
GET    /people/{handle}/conversation      login     bad    ok     ok       gone    ok
POST   /people/{handle}/messages          login     bad    no     no       gone    no
GET    /messages/unread                   login     ok     ok     ok       ok      ok
GET    /messages/friends                  login     ok     ok     ok       ok      ok
GET    /notices/manner                    login     ok     ok     ok       ok      ok
PATCH  /notices/manner                    login     ok     ok     ok       ok      ok
PUT    /notices/push                      login     bad    bad    bad      bad     bad
DELETE /notices/push                      login     ok     ok     ok       ok      ok
GET    /feed/following                    login     ok     ok     ok       ok      ok
GET    /feed/newest                       ok        ok     ok     ok       ok      ok
GET    /feed/choices                      ok        ok     ok     ok       ok      ok
PATCH  /feed/choices                      ok        ok     ok     ok       ok      ok
POST   /feed/reset                        ok        ok     ok     ok       ok      ok
GET    /feed/why/{video_id}               ok        ok     ok     ok       ok      ok
GET    /feed/topics                       ok        ok     ok     ok       ok      ok
GET    /feed/profile                      ok        ok     ok     ok       ok      ok
POST   /feed/profile                      ok        ok     ok     ok       ok      ok
GET    /feed/parameters                   ok        ok     ok     ok       ok      ok
GET    /suggestions                       login     ok     ok     ok       ok      ok
GET    /tags/{tag}                        ok        ok     ok     ok       ok      ok
GET    /sounds/{sound_id}                 ok        ok     ok     gone     gone    ok
GET    /trends                            ok        ok     ok     ok       ok      ok
POST   /feed/page                         ok        ok     ok     ok       ok      ok
POST   /feed/events                       ok        ok     ok     ok       ok      ok
GET    /studio/materials                  login     ok     ok     ok       ok      ok
POST   /studio/materials                  login     ok     ok     ok       ok      ok
GET    /studio/materials/{material_id}    login     ok     gone   gone     gone    gone
PATCH  /studio/materials/{material_id}    login     ok     gone   gone     gone    gone
DELETE /studio/materials/{material_id}    login     ok     gone   gone     gone    gone
GET    /studio/videos/{video_id}          login     ok     ok     ok       ok      ok
GET    /studio/sounds/{sound_id}          login     ok     ok     ok       ok      ok
GET    /studio/captions                   login     ok     ok     ok       ok      ok
POST   /studio/transcripts                login     bad    bad    bad      bad     bad
POST   /studio/transcripts/stop           login     bad    bad    bad      bad     bad
POST   /studio/captions/read?fps=30&length=9   login bad   bad    bad      bad     bad
GET    /studio/projects/{project_id}/captions  login bad   gone   gone     gone    gone
GET    /studio/projects                   login     ok     ok     ok       ok      ok
POST   /studio/projects                   login     ok     ok     ok       ok      ok
GET    /studio/projects/{project_id}      login     ok     gone   gone     gone    gone
PUT    /studio/projects/{project_id}      login     ok     gone   gone     gone    gone
PATCH  /studio/projects/{project_id}      login     ok     gone   gone     gone    gone
DELETE /studio/projects/{project_id}      login     ok     gone   gone     gone    gone
POST   /studio/projects/{project_id}/restore   login ok    gone   gone     gone    gone
POST   /studio/projects/{project_id}/copy      login ok    gone   gone     gone    gone
GET    /studio/projects/{project_id}/versions  login ok    gone   gone     gone    gone
GET    /studio/projects/{project_id}/versions/{revision}  login ok gone gone gone gone
POST   /studio/projects/{project_id}/versions/{revision}  login ok gone gone gone gone
POST   /studio/projects/{project_id}/render    login ok    gone   gone     gone    gone
GET    /studio/projects/{project_id}/renders   login ok    gone   gone     gone    gone
GET    /studio/renders/{render_id}        login     ok     gone   gone     gone    gone
DELETE /studio/renders/{render_id}        login     ok     gone   gone     gone    gone
GET    /studio/storage                    login     ok     ok     ok       ok      ok
POST   /studio/projects/{project_id}/publish   login ok    gone   gone     gone    gone
GET    /studio/projects/{project_id}/otio login     ok     gone   gone     gone    gone
POST   /studio/import                     login     ok     ok     ok       ok      ok
POST   /studio/from-video/{video_id}      login     ok     no     gone     gone    no
POST   /studio/from-sound/{sound_id}      login     ok     ok     gone     gone    ok
POST   /studio/from-comment/{comment_id}  login     ok     no     gone     gone    no
GET    /studio/templates                  login     ok     ok     ok       ok      ok
GET    /studio/templates/{video_id}       login     ok     no     gone     gone    no
GET    /studio/projects/{project_id}/still?at=1  login ok  gone   gone     gone    gone
GET    /studio/projects/{project_id}/chunk?at=1  login ok  gone   gone     gone    gone
"""

CODES = {200: "ok", 201: "ok", 202: "ok", 204: "ok", 401: "login", 403: "no", 404: "gone"}
CODES |= dict.fromkeys((400, 409, 413, 415, 422, 429), "bad")
METHODS = ("get", "post", "put", "patch", "delete")
LINES = {
    f"{method} {path}": dict(zip(COLUMNS, cells, strict=True))
    for method, path, *cells in (line.split() for line in TABLE.strip().splitlines()[1:])
}


def routes() -> set[str]:
    """Every operation of the API, as the table writes it."""
    paths = api.get_openapi_schema()["paths"]
    return {
        f"{method.upper()} {path.removeprefix('/api')}"
        for path, operations in paths.items()
        for method in operations
        if method in METHODS
    }


def test_every_route_has_its_line() -> None:
    """Each route of the API says here who may use it, and nothing here is out of date."""
    assert routes() == {line.partition("?")[0] for line in LINES}


@pytest.fixture
def personas(db: None) -> dict[str, tuple[Browser, dict[str, str]]]:
    """A browser for each column, and what its acts are aimed at: the other's handle and things."""
    people = get_user_model().objects
    ids = {name: make_person(name) for name in ("somebody", "recluse", *COLUMNS[2:])}
    people.filter(id=ids["recluse"]).update(is_private=True)
    people.filter(id=ids["staff"]).update(is_staff=True, is_superuser=True)
    people.filter(id__in=(ids["somebody"], ids["staff"])).update(
        password="md5$salt$" + _md5("salt" + PASSWORD)
    )
    relations.block(ids["somebody"], ids["blocked"])
    assert claim_link() is None
    browsers = {name: Browser() for name in COLUMNS}
    for name, browser in browsers.items():
        if name == "staff":  # by the front door: our team must have logged in not long ago
            assert browser.post("/api/login", {"login": "staff", "password": PASSWORD}).status_code == 200
        elif name != "anonymous":
            browser.client.force_login(people.get(id=ids["somebody" if name == "owner" else name]))
    things = {name: things_of(Someone(ids[name], name)) for name in ("somebody", "recluse")}
    for browser in browsers.values():
        browser.me()
    aims = {name: things["recluse" if name == "stranger" else "somebody"] for name in COLUMNS}
    return {name: (browser, aims[name]) for name, browser in browsers.items()}


def like_something(someone: Someone, film: int) -> Suggestion:
    """That it looks like a part of an earlier one of somebody else's."""
    maker = make_person(f"before-{someone.handle}".replace("-", "_"))
    both = {"child_id": film, "parent_id": video(Someone(maker, "before"))}
    return Suggestion.objects.create(**both, person_id=someone.id, author_id=maker, seen=[0, 0, 4000])


def things_of(someone: Someone) -> dict[str, str]:
    """What stands for {handle} and the ids in an address: one of each thing that somebody can have."""
    film = video(someone)
    sound = Sound.objects.create(creator_id=someone.id, source_id=film)
    words = social.comment(someone.viewer, film, "Mine", client_id="matrix-comment").root.id
    group, said = group_of(someone)
    safety.report_video(someone.id, film, "other", "")
    bad = messages.say(someone.viewer, group, "Bad", client_id="matrix-bad")
    safety.take_away_messages([bad], 1)
    project = projects.found(someone.id, "matrix-project")
    colour = Track("main", "main", (Clip("c0", 0, 6, Fill()),))
    montage = Montage(schema=SCHEMA, canvas=Canvas(144, 256, 24), tracks=(colour,))
    projects.save(someone.viewer, project, 1, documents.text(montage))
    timelines.keep(film, montage)
    return {
        "handle": someone.handle,
        "video_id": to_text(film),
        "comment_id": words,
        "mute_id": to_text(1),
        "collection_id": to_text(social.make_collection(someone.id, "Lights")),
        "conversation_id": to_text(group),
        "message_id": to_text(said),
        "report_id": safety_seen.reports(someone.viewer).reports[0].id,
        "decision_id": to_text(Decision.objects.latest("id").pk),
        "likeness_id": to_text(like_something(someone, film).pk),
        "tag": "sea",
        "sound_id": to_text(sound.id),
        "key": "0" * 64,
        "passkey_id": "1",
        "device_id": "99",
        "material_id": to_text(materials.announce(someone.id, 1000, "a.mp4", "matrix-material").id),
        "project_id": to_text(project),
        "revision": "1",
        "render_id": to_text(renders.order(someone.viewer, project, "matrix-render").id),
    }


def group_of(someone: Someone) -> tuple[int, int]:
    """A group that somebody made with a friend, and what they said there."""
    friend = make_person(f"{someone.handle}_friend")
    relations.follow(friend, someone.id)
    relations.follow(someone.id, friend)
    if accounts.people([someone.id])[someone.id].is_private:
        relations.accept(someone.id, friend)
    group = messages.found(someone.viewer, [friend], "Lights", client_id="matrix-group")
    return group, messages.say(someone.viewer, group, "Mine", client_id="matrix-message")


def test_who_may(personas: dict[str, tuple[Browser, dict[str, str]]]) -> None:
    """Each kind of person meets, on each route, the answer that the table promises."""
    met = {route: {name: answer(route, *persona) for name, persona in personas.items()} for route in LINES}
    surprises = [
        f"{route} as {name}: {cell}, not {LINES[route][name]}"
        for route, cells in met.items()
        for name, cell in cells.items()
        if cell != LINES[route][name]
    ]
    assert not surprises, "\n".join(surprises)


def answer(route: str, browser: Browser, aim: dict[str, str]) -> str:
    """What a browser meets on a route, as the table writes it; nothing it did stays done."""
    method, path = route.split()
    address = "/api" + path.format(**aim)
    cache.clear()  # nobody waits because others asked before
    cookies = SimpleCookie(browser.client.cookies)
    with transaction.atomic():
        said = browser.get(address) if method == "GET" else browser.send(method, address, BODIES.get(route))
        transaction.set_rollback(True)
    browser.client.cookies = cookies
    return CODES.get(said.status_code, str(said.status_code))


def _md5(text: str) -> str:
    import hashlib

    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
