"""Taking in what somebody chose of their copy: a job that may die anywhere and goes on where it was.

Films go the road of every upload: quota, jail, probe, block lists, screening. A film that came in with any
copy before comes in no second time. What could not be taken in stands in the report, each with its reason.
"""

from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeVar

import msgspec
from django.conf import settings
from django.db.transaction import atomic
from django.utils.translation import gettext_noop as _

from mutoscope.adapters.clock import now_ms
from mutoscope.adapters.objects import hash_of
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts import services as people
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.feed import services as feed
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.contracts import Effects, JobControl, Stopped
from mutoscope.apps.privacy import receiving
from mutoscope.apps.privacy.models import Brought, Import
from mutoscope.apps.privacy.reading import MOST_FILMS, MOST_TIES, Account, Copy, Film, Muted, Tie, opened
from mutoscope.apps.relations import queries as relations_seen
from mutoscope.apps.relations import services as relations
from mutoscope.apps.videos import queries as videos_seen
from mutoscope.apps.videos import services as videos
from mutoscope.core.policy.comments import COMMENTS_FOR, CommentsFor
from mutoscope.core.units import Refusal, from_text

MOST_TOLD = 100
"""Things of a part that are named as left out; the others are counted."""
ELSEWHERE = _("They are on another server.")
NOT_HERE = _("Nobody here has this handle.")
NO_FILM = _("Its film is not in the copy.")
TWICE = _("Its film stands in the copy more than once.")
BEYOND = _("Of one copy no more than %(limit)s are taken in.")
_Row = TypeVar("_Row")

_NARROWER = ("everyone", "followers", "me")
"""Audiences, each narrower than the one before."""

Audience = Literal["everyone", "followers", "me", "drafts", "none"]


class Wish(msgspec.Struct, frozen=True):
    """What somebody chose to take in."""

    videos: Audience = "drafts"
    """For whom the videos are published; or as drafts, or not at all."""
    profile: bool = False
    following: bool = False
    mutes: bool = False
    interests: bool = False


class LeftOut(msgspec.Struct, frozen=True):
    what: str
    why: str
    """A message id."""
    fields: dict[str, Any] = {}


class Part(msgspec.Struct):
    """What came of one part."""

    part: str
    taken: int = 0
    already: int = 0
    """Was here before."""
    left_out: list[LeftOut] = []
    more_left_out: int = 0

    def leave_out(self, what: str, why: str, fields: dict[str, Any] | None = None) -> None:
        if len(self.left_out) < MOST_TOLD:
            self.left_out = [*self.left_out, LeftOut(what[:80], why, fields or {})]
        else:
            self.more_left_out += 1


def begin(person_id: int, wish: Wish) -> Import:
    """Take in what was chosen; again while that is under way is once. Refuses no_import."""
    from mutoscope.apps.privacy import tasks  # tasks need what is here

    with atomic():
        people.hold_still(person_id)
        row = receiving.latest(person_id)
        if row is None or row.state not in ("looked", "bringing"):
            raise Refusal("no_import", "There is no copy that waits to be taken in.", status=404)
        if row.state == "looked":
            row.state, row.wish = "bringing", msgspec.to_builtins(wish)
            row.save(update_fields=["state", "wish"])
            flow.enqueue_once(tasks.bring_in, str(row.id), row.id)
    return row


def bring(import_id: int, control: JobControl) -> Effects | None:
    row = Import.objects.filter(id=import_id, state="bringing").exclude(person_id=0).first()
    viewer = accounts.viewer(row.person_id) if row else None
    if row is None or viewer is None:
        return None
    wish = msgspec.convert(row.wish, Wish)
    try:
        with videos.work_folder() as folder:
            path = folder / "copy.zip"
            videos.store().fetch(row.object_key, path)
            with opened(path) as copy:
                report = list(_Bringing(row, viewer, copy, wish, control, folder / "film").all())
    except Refusal as refusal:  # the copy itself, though it was looked at before
        why = refusal
        return lambda: receiving.refuse(import_id, why)

    def become() -> None:
        Import.objects.filter(id=import_id, state="bringing").update(
            state="done",
            progress=1.0,
            report=msgspec.to_builtins(report),
            expires_ms=now_ms() + receiving.KEPT_MS,
        )

    return become


class _Bringing:
    """One attempt. Each step does what is still to do and says what came of it."""

    def __init__(
        self, row: Import, viewer: Viewer, copy: Copy, wish: Wish, control: JobControl, scratch: Any
    ) -> None:
        self._row, self._viewer, self._copy, self._wish = row, viewer, copy, wish
        self._control, self._scratch = control, scratch
        self._here = copy.made.server == settings.CONFIG.web_address

    def all(self) -> Any:
        steps: list[tuple[bool, Callable[[], Part]]] = [
            (self._wish.profile, self._profile),
            (self._wish.mutes, self._mutes),
            (self._wish.following, self._following),
            (self._wish.videos != "none", self._videos),
            (self._wish.interests, self._interests),  # last: the others need not wait for the feed
        ]
        for wanted, act in steps:
            if wanted:
                yield act()

    def _profile(self) -> Part:
        part = Part("profile")
        account = next(iter(self._copy.rows("account", Account)), Account())
        if account.name:
            self._try(part, "name", lambda: people.change_profile(self._me, name=account.name))
        if account.bio:
            self._try(part, "bio", lambda: people.change_profile(self._me, bio=account.bio))
        if account.avatar and self._copy.has(account.avatar):
            picture = self._copy.read(account.avatar)
            self._try(part, "avatar", lambda: people.set_avatar(self._me, picture))
        return part

    def _mutes(self) -> Part:
        part = Part("mutes")
        for muted in self._some(part, self._copy.rows("mutes", Muted), MOST_TIES, lambda one: one.text):
            match muted.kind:
                case "word":
                    self._try(part, muted.text, lambda m=muted: relations.mute_word(self._me, m.text))
                case "tag":
                    self._try(part, muted.text, lambda m=muted: relations.mute_tag(self._me, m.text))
                case "person" if self._here:
                    self._with(part, muted.text, lambda other: relations.mute_person(self._me, other))
                case "sound" if self._here:
                    self._try(
                        part, muted.text, lambda m=muted: relations.mute_sound(self._me, m.sound, m.text)
                    )
                case _:
                    part.leave_out(muted.text, ELSEWHERE)
        return part

    def _following(self) -> Part:
        part = Part("following")
        rows = self._copy.rows("following", Tie)
        for tie in self._some(part, rows, MOST_TIES, lambda one: f"@{one.handle}"):
            other = accounts.by_handle(tie.handle) if self._here else None
            if other is None:
                part.leave_out(f"@{tie.handle}", NOT_HERE if self._here else ELSEWHERE)
                continue
            standing = relations_seen.standing(self._me, [other.id])[other.id]
            if standing.follows or standing.requested:
                part.already += 1
            else:
                self._try(part, f"@{tie.handle}", lambda to=other.id: self._follow(to))
        return part

    def _follow(self, other: int) -> None:
        """As by hand, no faster: a copy rings at no more doors at once than its owner could."""
        people.take(f"p{self._me}", "follow")
        relations.follow(self._me, other)

    def _interests(self) -> Part:
        part = Part("interests")
        try:
            profiles = self._copy.rows("interests", msgspec.Raw)[:1]
        except Refusal as damaged:  # nobody has looked into them before
            part.leave_out("interests", damaged.sentence, dict(damaged.fields))
            return part
        for profile in profiles:
            self._try(part, "interests", lambda body=bytes(profile): self._take_interests(body))
        return part

    def _take_interests(self, body: bytes) -> None:
        try:
            feed.take_profile(self._viewer, body)
        except Refusal as refusal:
            if refusal.code == "feed_away":  # a refusal would be the end: this is a fault, and tried again
                raise ConnectionError(str(refusal)) from refusal
            raise

    def _videos(self) -> Part:
        part = Part("videos")
        films, seen = self._copy.films(), set[str]()
        some = self._some(part, films, MOST_FILMS, lambda row: _name(row[0]))
        for number, (film, is_draft) in enumerate(some):
            self._tell(number / min(len(films), MOST_FILMS))
            if film.film in seen:
                part.leave_out(_name(film), TWICE)
                continue
            if self._copy.has_film(film.film):
                seen.add(film.film)
            self._video(part, film, is_draft)
        return part

    def _some(self, part: Part, rows: list[_Row], most: int, name: Callable[[_Row], str]) -> Iterator[_Row]:
        """The first ``most``, until the worker must stop; every other one is left out."""
        for row in rows[most:]:
            part.leave_out(name(row), BEYOND, {"limit": most})
        for row in rows[:most]:
            if self._control.must_stop():
                raise Stopped
            yield row

    def _video(self, part: Part, film: Film, is_draft: bool) -> None:
        origin = f"{self._copy.made.server}/{film.id}"[:300]
        before = Brought.objects.filter(person_id=self._me, origin=origin).first()
        if before is not None and videos_seen.is_there(before.video_id):
            part.taken += before.import_id == self._row.id
            part.already += before.import_id != self._row.id
            return
        if self._here and _is_mine(film.id, self._me):
            part.already += 1
            return
        if not self._copy.has_film(film.film):
            part.leave_out(_name(film), NO_FILM)
            return
        self._try(part, _name(film), lambda: self._send(film, is_draft, origin))

    def _send(self, film: Film, is_draft: bool, origin: str) -> None:
        """As an upload that has arrived: whoever is interrupted finds the same one again."""
        people.take(f"p{self._me}", "bring")
        self._copy.unpack(film.film, self._scratch)
        size, language = self._scratch.stat().st_size, film.language[:8]
        client_id = f"copy-{self._row.id}-{film.id[:40]}"
        ticket = videos.start_upload(self._me, size, client_id, language)
        video_id, upload_id = from_text(ticket.video_id), from_text(ticket.upload_id)
        try:
            self._describe(film, video_id, is_draft or self._wish.videos == "drafts")
        except Refusal as refusal:  # nothing will come of it: it holds no place of others
            videos.end_upload(upload_id, "refused", refusal)
            raise
        videos.seal_upload(upload_id, hash_of(self._scratch), self._scratch)
        Brought.objects.update_or_create(
            person_id=self._me,
            origin=origin,
            defaults={"video_id": video_id, "import_id": self._row.id},
        )
        self._scratch.unlink()

    def _describe(self, film: Film, video_id: int, draft: bool) -> None:
        with atomic():
            if draft:
                videos.edit_video(
                    self._me,
                    video_id,
                    caption=film.caption,
                    allow_sound=film.allow_sound,
                    comments_for=self._commenters(film),
                )
            else:
                videos.submit_video(self._me, video_id, self._submission(film))
            videos.came_from_elsewhere(video_id, film.published_ms)

    def _submission(self, film: Film) -> videos.Submission:
        return videos.Submission(
            caption=film.caption,
            audience=_narrower(film.audience, self._wish.videos),
            allow_sound=film.allow_sound,
            comments_for=self._commenters(film),
        )

    def _commenters(self, film: Film) -> CommentsFor:
        """As it was there, or as their settings here say where that is narrower."""
        mine = accounts.comments_for(self._me)
        there: CommentsFor = "nobody"
        if film.comments_for in COMMENTS_FOR:
            there = film.comments_for
        return mine if there == "everyone" or mine == "nobody" else there

    def _with(self, part: Part, handle: str, act: Callable[[int], Any]) -> None:
        other = accounts.by_handle(handle)
        if other is None:
            part.leave_out(f"@{handle}", NOT_HERE)
        else:
            self._try(part, f"@{handle}", lambda: act(other.id))

    def _try(self, part: Part, what: str, act: Callable[[], Any]) -> None:
        """A refusal is a line in the report; a fault lets the job run again."""
        try:
            act()
            part.taken += 1
        except Refusal as refusal:
            part.leave_out(what, refusal.sentence, dict(refusal.fields))

    def _tell(self, fraction: float) -> None:
        self._control.progress(fraction)
        Import.objects.filter(id=self._row.id).update(progress=fraction)

    @property
    def _me(self) -> int:
        return self._row.person_id


def give_up(import_id: int) -> None:
    """Its job was given up."""
    why = Refusal(
        "import_broke", "Your copy could not be taken in. The fault is ours; please try again later."
    )
    receiving.refuse(import_id, why)


def _name(film: Film) -> str:
    return film.caption or film.id


def _narrower(there: str, here: str) -> str:
    """Of two audiences the one that fewer belong to; one that we don't know is nobody else."""
    return max((one if one in _NARROWER else "me" for one in (there, here)), key=_NARROWER.index)


def _is_mine(text: str, person_id: int) -> bool:
    try:
        video_id = from_text(text)
    except Refusal:
        return False
    return videos_seen.creator_of(video_id) == person_id and videos_seen.is_there(video_id)
