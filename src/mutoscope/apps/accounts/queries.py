"""People, asked for by id or by handle. Closed accounts are not there."""

from collections.abc import Collection, Iterable
from datetime import date

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from mutoscope.apps.accounts import devices, leaving
from mutoscope.apps.accounts.contracts import Listed, PersonCard, Quota, Reach, Viewer
from mutoscope.apps.accounts.exporting import AVATAR as AVATAR
from mutoscope.apps.accounts.exporting import EXPORTED as EXPORTED
from mutoscope.apps.accounts.exporting import avatar_of as avatar_of
from mutoscope.apps.accounts.exporting import export_of as export_of
from mutoscope.apps.accounts.models import Person
from mutoscope.apps.accounts.viewers import COOKIE_SECONDS
from mutoscope.core.policy import reuse
from mutoscope.core.policy.ages import known_age
from mutoscope.core.policy.comments import CommentsFor, widest
from mutoscope.core.policy.downloads import may_offer
from mutoscope.core.policy.handles import fold, is_handle

_CARD = ("id", "username", "name", "avatar_object", "is_private")


def people(ids: Iterable[int]) -> dict[int, PersonCard]:
    """Cards of those who have an open account, by id."""
    wanted = list(set(ids))
    if not wanted:
        return {}
    marks = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:  # by hand: every page of cards comes by here
        cursor.execute(
            f"SELECT {', '.join(_CARD)} FROM accounts_person WHERE is_active AND id IN ({marks})",  # noqa: S608 - only names and marks
            wanted,
        )
        rows = cursor.fetchall()
    return {row[0]: _card(*row[:4], bool(row[4])) for row in rows}


def closed(ids: Iterable[int]) -> set[int]:
    """Those of ``ids`` whose account is there and not open: its owner is leaving, or our team closed it."""
    return set(Person.objects.filter(id__in=set(ids), is_active=False).values_list("id", flat=True))


def known_ages(ids: Iterable[int]) -> dict[int, int]:
    """Years that each of ``ids`` with an open account surely has; 0 when unknown."""
    today = timezone.now().date()
    rows = Person.objects.filter(id__in=set(ids), is_active=True).values_list("id", "birth_date")
    return {person_id: known_age(birth_date, today) for person_id, birth_date in rows}


def viewer(person_id: int) -> Viewer | None:
    """This person as a viewer, for processes that know them by a signed address; None: no open account."""
    mine = Person.objects.filter(id=person_id, is_active=True)
    for birth_date, language, is_staff in mine.values_list("birth_date", "language", "is_staff"):
        age = known_age(birth_date, timezone.now().date())
        return Viewer(f"p{person_id}", person_id, age, language, is_staff)
    return None


def offers_downloads(person_id: int) -> bool:
    """Whether others may take the new videos of this person away, as their settings and their age say."""
    mine = Person.objects.filter(id=person_id, is_active=True, allow_downloads=True)
    return any(
        may_offer(known_age(born, timezone.now().date()))
        for born in mine.values_list("birth_date", flat=True)
    )


def allows(person_id: int) -> tuple[reuse.Reuse, ...]:
    """What others may make of the new videos of this person, as their settings and their age say."""
    mine = Person.objects.filter(id=person_id, is_active=True)
    for said, born in mine.values_list("allows", "birth_date"):
        return _allows(said, born)
    return ()


def cookie_days() -> dict[str, float]:
    """For how many days without a visit a browser keeps our cookies: «cookie» without an account, «session»
    logged in."""
    return {"cookie": COOKIE_SECONDS / 86_400, "session": settings.SESSION_COOKIE_AGE / 86_400}


def comments_for(person_id: int) -> CommentsFor:
    """Who may comment on the new videos of this person, as their settings and their age say."""
    mine = Person.objects.filter(id=person_id, is_active=True)
    for wished, born in mine.values_list("comments_for", "birth_date"):
        return widest(wished, known_age(born, timezone.now().date()))
    return "nobody"


def by_handle(handle: str) -> PersonCard | None:
    """The card of whoever has this handle, written in any case, with or without its @."""
    handle = fold(handle)
    if not is_handle(handle):  # whatever else stands in an address never reaches the database
        return None
    row = Person.objects.filter(username=handle, is_active=True).values_list(*_CARD).first()
    return _card(*row) if row else None


def ids_of_handles(handles: Iterable[str]) -> dict[str, int]:
    """Ids by handle, for those of ``handles`` that somebody has: who is mentioned."""
    folded = {handle for handle in map(fold, handles) if is_handle(handle)}
    rows = Person.objects.filter(username__in=folded, is_active=True).values_list("username", "id")
    return dict(rows)


def listed(ids: Iterable[int]) -> list[Listed]:
    """Those of ``ids`` who have an open account, as a directory knows them, by age of the account."""
    return _listed(Person.objects.filter(id__in=set(ids), is_active=True))


def listed_after(person_id: int, most: int) -> list[Listed]:
    """The next ``most`` open accounts after this id, for walks over everybody; 0 starts."""
    return _listed(Person.objects.filter(id__gt=person_id, is_active=True), most)


def young(ids: Iterable[int]) -> set[int]:
    """Those of ``ids`` who are, or for all we know may be, below 16: strangers are not led to them."""
    today = timezone.now().date()
    born = Person.objects.filter(id__in=set(ids)).values_list("id", "birth_date")
    return {person_id for person_id, birth in born if known_age(birth, today) < 16}


def reach_of(person_id: int) -> Reach:
    """What somebody chose about how far they may be met."""
    one = Person.objects.get(id=person_id)
    return Reach(
        is_private=one.is_private,
        comments_for=one.comments_for,
        allow_downloads=one.allow_downloads,
        allows=_allows(one.allows, one.birth_date),
        suggested=one.suggested,
        indexed=one.indexed,
    )


def unsuggested(ids: Iterable[int]) -> set[int]:
    """Those of ``ids`` to whom nobody is to be led who doesn't know them."""
    return set(Person.objects.filter(id__in=set(ids), suggested=False).values_list("id", flat=True))


def unindexed(ids: Iterable[int]) -> set[int]:
    """Those of ``ids`` whose pages search engines shall not keep."""
    return set(Person.objects.filter(id__in=set(ids), indexed=False).values_list("id", flat=True))


def holders(permission: str) -> set[int]:
    """Who of our team has this right, and an open account."""
    return set(Person.objects.with_perm(permission).filter(is_staff=True).values_list("id", flat=True))


def bio(person_id: int) -> str:
    """What somebody says about themselves; empty when there is no such person."""
    return Person.objects.filter(id=person_id).values_list("bio", flat=True).first() or ""


def profiles(ids: Collection[int]) -> dict[int, str]:
    """How those read who have an open account: handle, name and what they say about themselves, line by
    line."""
    if not ids:
        return {}
    rows = Person.objects.filter(id__in=ids, is_active=True).values_list("id", "username", "name", "bio")
    return {row[0]: "\n".join(line for line in (f"@{row[1]}", *row[2:]) if line) for row in rows}


def shown_videos(person_id: int) -> int:
    """Published videos of somebody that everyone may see, as the videos app last counted."""
    return Person.objects.filter(id=person_id).values_list("shown_videos", flat=True).first() or 0


def id_after(person_id: int, places: int) -> int:
    """The id of whoever joined so many places after ``person_id``; 0 when not so many did."""
    younger = Person.objects.filter(id__gt=person_id).order_by("id").values_list("id", flat=True)
    return next(iter(younger[places - 1 : places]), 0)


def public_handles(first: int, before: int, most: int) -> list[str]:
    """Handles of at most ``most`` public accounts that show something, ids ``first`` up to ``before``."""
    open_ones = Person.objects.filter(
        id__gte=first, id__lt=before, is_active=True, is_private=False, indexed=True
    )
    shown = open_ones.filter(shown_videos__gt=0).order_by("id")
    return list(shown.values_list("username", flat=True)[:most])


def stays_logged_in(person_id: int, device_id: int) -> bool:
    """Whether this person is still logged in on that device, with the password they have now."""
    return devices.stays(person_id, device_id)


def confirmed_address(person_id: int) -> str:
    """The mail address that somebody showed to be theirs; empty: none, or no open account."""
    mine = EmailAddress.objects.filter(user_id=person_id, user__is_active=True, primary=True, verified=True)
    return mine.values_list("email", flat=True).first() or ""


def quota(person_id: int) -> Quota:
    """Room for originals; an unknown person has used nothing and may store nothing."""
    used = Person.objects.filter(id=person_id, is_active=True).values_list("stored_bytes", flat=True).first()
    return Quota(used or 0, settings.CONFIG.storage_quota_bytes if used is not None else 0)


def is_avatar(object_key: str) -> bool:
    """Whether somebody, their account closed or not, has this object as their avatar."""
    return Person.objects.filter(avatar_object=object_key).exists()


def avatar_url(avatar_object: str) -> str:
    """Where a browser finds an avatar; empty for none."""
    return f"/api/avatars/{avatar_object}" if avatar_object else ""


def leavers_due(now_ms: int) -> list[int]:
    """Ids of those whose account is to be erased now."""
    return leaving.leavers_due(now_ms)


def _listed(people_: QuerySet[Person], most: int | None = None) -> list[Listed]:
    columns = ("id", "username", "name", "is_private", "shown_videos")
    return [Listed(*row) for row in people_.order_by("id").values_list(*columns)[:most]]


def _card(person_id: int, handle: str, name: str, avatar_object: str, is_private: bool) -> PersonCard:
    return PersonCard(person_id, handle, name, avatar_url(avatar_object), is_private)


def _allows(said: str | None, born: date | None) -> tuple[reuse.Reuse, ...]:
    age = known_age(born, timezone.now().date())
    return reuse.unasked(age) if said is None else reuse.allowed(reuse.read(said), age)
