"""Whoever leaves is nowhere afterwards: every model and every column of the database is looked at.

The world below gives one person something in every model that can name a person. A new model that names
people must be in it (the first story fails otherwise), and is then searched like all others.
"""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group as Role
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.db import connection, models
from tests.apps.accounts.people import staff_client
from tests.apps.likeness.world import looks, recognise
from tests.apps.messages.circle import befriend, write
from tests.apps.messages.circle import say as write_as
from tests.apps.social.talk import say
from tests.apps.studio.world import bring, cut_from, picture, project_of, upload
from tests.apps.videos.world import Person, browser_of, person, video

from mutoscope.adapters.engine import Keeper
from mutoscope.apps.accounts.models import Leaving
from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.accounts.services import leave
from mutoscope.apps.feed import services as feed
from mutoscope.apps.flow.services import drain
from mutoscope.apps.insights.models import Day
from mutoscope.apps.likeness.models import Suggestion
from mutoscope.apps.messages import services as messages
from mutoscope.apps.notices import services as notices
from mutoscope.apps.notices.models import Manner, Subscription
from mutoscope.apps.privacy import exporting, receiving, traces
from mutoscope.apps.privacy.models import Brought
from mutoscope.apps.relations import mutes
from mutoscope.apps.relations import services as relations
from mutoscope.apps.safety import services as safety
from mutoscope.apps.safety.models import Appeal
from mutoscope.apps.search.tasks import tidy
from mutoscope.apps.social import services as social
from mutoscope.apps.studio import preparing, renders
from mutoscope.apps.videos import objects
from mutoscope.apps.videos import services as videos
from mutoscope.apps.videos.models import KeptObject, Sound, Video
from mutoscope.core.units import from_text, to_text

pytestmark = pytest.mark.django_db(transaction=True)
HANDLE, NAME, EMAIL, BIO = "qanary", "Zyxwena", "zyx@canary.example", "Ornithorhynchus"
WORDS = "Vexillology today #kakapo"

NOT_IN_THE_WORLD = {
    "demo.DemoPerson": "nobody logs in as a creator that the program draws",
    "privacy.Erasure": "it begins when the account is gone",
}
STAYS = {
    "flow_nudge.people",
    "safety_decision.creator_id",
    "sharing_sitemappage.first_id",
}
"""Columns in which the number of somebody who left may still be met: decisions (see ``traces.KEPT``); the
number at which a page of the sitemap begins, which leads to nobody; and, for ten minutes, whose open pages
should look again."""


@pytest.fixture
def canary() -> Person:
    """Somebody who has something everywhere."""
    one, friend, fan = person(HANDLE), person("friend"), person("fanny")
    Account.objects.update(birth_date="1990-01-01")
    account = Account.objects.get(id=one.id)
    account.name, account.bio, account.email, account.avatar_object = (
        NAME,
        BIO,
        EMAIL,
        objects.keep_bytes(b"face"),
    )
    account.save()
    EmailAddress.objects.create(user=account, email=EMAIL, primary=True, verified=True)
    Authenticator.objects.create(user=account, type="totp", data={"secret": "x"})
    account.groups.add(Role.objects.create(name="Friends of the house"))
    account.user_permissions.add(Permission.objects.first())
    kind = ContentType.objects.get_for_model(Account)
    LogEntry.objects.create(user=account, content_type=kind, object_id="1", object_repr="x", action_flag=2)
    LogEntry.objects.create(
        user_id=friend.id, content_type=kind, object_id=str(one.id), object_repr=HANDLE, action_flag=2
    )
    browser_of(one).post("/api/login/passkey", {"credential": {}})
    _devices(account)

    mine, theirs = video(one, caption=WORDS), video(friend, caption="A friend’s")
    held = video(one)
    sound = Sound.objects.create(creator_id=one.id, title=f"Song of {NAME}", source_id=mine)
    Video.objects.filter(id__in=(mine, theirs)).update(sound=sound)
    videos.start_upload(one.id, 1000, "unfinished")
    safety.report_video(one.id, theirs, "spam", f"says {NAME}")
    safety.hold([held], friend.id, "a closer look")
    safety.appeal_video(one.id, held, f"It only says {NAME}")
    room = f"/admin/safety/appeal/{Appeal.objects.get().pk}/change/"
    answered = staff_client("boss").post(room, {"answer": "It stays.", "outcome": "kept"})
    assert answered.status_code == 302 and LogEntry.objects.filter(user__username="boss").exists()

    relations.follow(one.id, friend.id)
    relations.follow(fan.id, one.id)
    relations.block(one.id, person().id)
    relations.block(person().id, one.id)
    mutes.mute_person(fan.id, one.id)
    mutes.mute_word(one.id, NAME)

    top = say(one, theirs, f"{WORDS} says {NAME}")
    answer = say(friend, theirs, "An answer", to=top)
    say(fan, theirs, "Another", to=say(one, theirs, "Mine again", to=answer))
    social.edit(one.viewer, top, f"{WORDS} edited by {NAME}")
    social.like_comment(one.viewer, answer)
    social.like_comment(fan.viewer, top)
    social.pin(friend.viewer, top)
    gone = say(fan, mine, "Not nice")
    social.delete(one.viewer, gone)
    social.like(one.id, theirs)
    social.like(fan.id, mine)
    social.repost(one.viewer, theirs)
    social.collect(one.id, social.make_collection(one.id, f"Of {NAME}"), theirs)
    social.show_likes(one.id, True)
    notices.choose(one.id, ["pinned"])
    Manner.objects.create(person_id=one.id)
    Day.objects.create(creator_id=one.id, video_id=0, day=1)
    Subscription.objects.create(person_id=one.id, device_id=1, endpoint="https://push.example/1")
    safety.report_person(friend.id, one.id, "spam", "")
    safety.report_comment(friend.id, top, "spam", "")
    social.set_sieve(one.id, ["word"], True)
    say(fan, mine, "Waits")
    _talk(one, friend, fan)
    exporting.ask(one.id)
    receiving.start(one.id, 1000, "a copy")
    _studio(one)
    Brought.objects.create(person_id=one.id, origin=NAME, video_id=mine, import_id=1)
    drain()
    recognise(mine, looks(1))
    Suggestion.objects.create(child_id=mine, parent_id=theirs, person_id=one.id, author_id=friend.id)
    for film in (mine, theirs):
        from mutoscope.apps.search import documents

        documents.check_videos([film])
    return one


def _talk(one: Person, friend: Person, fan: Person) -> None:
    """Words to and fro, a group of one's own, and one into which one was taken."""
    befriend(one, friend)
    befriend(friend, fan)
    talk = write(one, friend, f"Hello from {NAME}")
    write_as(friend, talk, "Hello")
    safety.report_message(friend.viewer, talk, 0, "spam", "")
    safety.take_away_messages([write_as(one, talk, f"Bad words of {NAME}")], friend.id)
    messages.found(one.viewer, [friend.id], "Birds", client_id="group-of-one")
    other = messages.found(friend.viewer, [fan.id], "Friends", client_id="group-of-friend")
    messages.add(friend.viewer, other, one.id)
    write_as(one, other, f"{NAME} again")
    write_as(friend, other, "Not nice")
    safety.report_message(fan.viewer, other, 0, "spam", "")
    messages.choose(one.viewer, shows_reading=False)


def _studio(one: Person) -> None:
    """A photo, a project cut from it, and the film of that."""
    photo = bring(one, picture(), f"{NAME}.jpg")
    became_ready = preparing.look(from_text(photo))
    assert became_ready is not None
    became_ready()  # by hand: a drain would ring for what else is told so far
    renders.order(one.viewer, project_of(one, cut_from(upload(photo)), name=f"Of {NAME}"), "film")


def _devices(account: Account) -> None:
    from mutoscope.apps.accounts.models import Device

    today = "2026-01-01"
    Device.objects.create(person=account, token_hash="0" * 64, session_key="s", since=today, seen=today)


def test_every_column_that_names_somebody_is_known() -> None:
    """A whole number called something_id is a person's or a thing's: whoever adds one says which."""
    unknown = [
        f"{model._meta.label}.{field.attname}"
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.IntegerField)
        and not isinstance(field, models.AutoField)
        and not field.is_relation
        and field.attname.endswith(("_id", "_by"))
        and field.attname not in traces.PEOPLE | traces.THINGS
    ]
    assert not unknown, "say in apps/privacy/traces.py whose ids these are"


def test_the_world_has_somebody_everywhere(canary: Person) -> None:
    """The story below proves something about every model, those of tomorrow included."""
    Leaving.objects.create(person_id=canary.id, asked_ms=1, due_ms=1)
    missing = {
        model._meta.label
        for model in {model for model, _ in traces.columns()}
        if not any(
            model._base_manager.filter(**{column: canary.id}).exists()
            for other, column in traces.columns()
            if other is model
        )
    } - set(NOT_IN_THE_WORLD)
    assert missing <= {"videos.BlockedHash"}, "let the canary have one of each, and see that it goes"


def test_nothing_remains(canary: Person, engine: Keeper) -> None:
    """No row, no object and no event of the person is left, but for what is named above with its reason."""
    mine = set(Video.objects.filter(creator_id=canary.id).values_list("original", flat=True))
    avatar = Account.objects.get(id=canary.id).avatar_object
    words = [str(canary.id), to_text(canary.id), HANDLE, NAME, EMAIL, BIO, "vexillology", "kakapo"]
    assert len(met(words)) > 40, "the search finds what there is"
    films = list(Video.objects.filter(creator_id=canary.id).values_list("id", flat=True))
    items = engine._state.catalogue
    feed.reconcile()
    assert f"p{canary.id}" in known_to(engine) and any(items.item(film) for film in films)
    leave(canary.id)
    Leaving.objects.update(due_ms=1)
    drain(with_schedules=True)
    for hours in (1, 2):
        drain(ahead=timedelta(hours=hours), with_schedules=True)
    tidy.call()
    assert mail.outbox[-1].to == [EMAIL] and "Comments: 2" in mail.outbox[-1].body
    drain(ahead=timedelta(hours=3), with_schedules=True)

    from mutoscope.apps.flow.services import forget_words

    forget_words([EMAIL])  # the receipt's own job, which is forgotten after a day
    assert traces.remaining(canary.id) == {}
    assert set(met(words)) <= STAYS
    assert f"p{canary.id}" not in known_to(engine), "taking back what they liked is not told to the engine"
    assert not any(engine._state.catalogue.item(film) for film in films)

    objects.sweep()
    assert not KeptObject.objects.filter(key__in=[avatar]).exists()
    assert not any(objects.store().exists(key) for key in {avatar, *mine} - {""} if not _shared(key))


def _shared(key: str) -> bool:
    return Video.objects.filter(original=key).exists()


def known_to(engine: Keeper) -> set[str]:
    """Of whom the engine's log has something."""
    return {one.event.viewer for one in engine.history(0, 1000).happened}


def met(words: list[str]) -> dict[str, Any]:
    """Every column of every table in which one of these words stands, in any case."""
    found: dict[str, Any] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                name = connection.ops.quote_name(column.name)
                for word in words:
                    cursor.execute(
                        f"SELECT {name} FROM {connection.ops.quote_name(table)}"
                        f" WHERE LOWER(CAST({name} AS TEXT)) LIKE %s LIMIT 1",
                        [f"%{word.lower()}%"],
                    )
                    if row := cursor.fetchone():
                        found[f"{table}.{column.name}"] = (word, row[0])
    return found
