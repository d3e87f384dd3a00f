"""A network in which much was said: 50,000 people, 100,000 videos, 2,000,000 comments, and what goes with it.

Made once by SQL, copied from one row of each kind that the program itself wrote, and kept among temporary
files under a name that changes with the tables; the next run copies the file.

    comments   in talks of ten: seven top ones, three answers below the first; few videos have most of them
    follows    ten a person; person 0 is followed by everybody, person 1 follows 5,000
"""

import hashlib
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from bench.feed_world import add_video

PEOPLE, VIDEOS, COMMENTS = 50_000, 100_000, 2_000_000
TALK, MAKERS = 10, 4_000
FIRST_PERSON, FIRST_VIDEO, FIRST_COMMENT = 1 << 40, 1 << 41, 1 << 42
NOW_MS = 1_780_000_000_000
_SHARE = "((random() & 1048575) / 1048576.0)"
"""A random number from 0 up to 1."""


def fill(database: Path) -> None:
    """Put the world into ``database``, which is not there yet."""
    kept = Path(tempfile.gettempdir()) / f"mutoscope-talk-{_version()}.sqlite3"
    if not kept.exists():
        _make(database)
        draft = kept.with_suffix(f".{os.getpid()}")
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("VACUUM INTO ?", [str(draft)])
        draft.rename(kept)
        for file in database.parent.glob(f"{database.name}*"):
            file.unlink()
    shutil.copyfile(kept, database)


def _version() -> str:
    tables = sorted(Path(__file__).parents[1].glob("src/mutoscope/apps/*/migrations/*.py"))
    told = b"".join(path.read_bytes() for path in (Path(__file__), *tables))
    return hashlib.sha256(told).hexdigest()[:16]


def _make(database: Path) -> None:
    from django.core.management import call_command
    from django.db import connection

    from mutoscope.apps.accounts.services import make_person
    from mutoscope.apps.social.models import Comment, CommentLike, Like
    from mutoscope.apps.videos.models import Video

    call_command("migrate", verbosity=0)
    person = make_person("template")
    video, _ = add_video(person, "sea", 1, NOW_MS)
    video.save()
    comment = Comment.objects.create(video_id=video.id, author_id=person, client_id="template", text="hello")
    connection.close()
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = off")
        db.execute("PRAGMA cache_size = -400000")
        db.execute("BEGIN")
        _copy(
            db,
            "accounts_person",
            person,
            PEOPLE,
            {
                "id": f"{FIRST_PERSON} + n",
                "username": "'person' || n",
                "email": "'person' || n || '@here.example'",
                "birth_date": "'1990-01-01'",
                "shown_videos": "2",
            },
        )
        _copy(
            db,
            Video._meta.db_table,
            video.id,
            VIDEOS,
            {
                "id": f"{FIRST_VIDEO} + n",
                "creator_id": f"{FIRST_PERSON} + n % {MAKERS}",
                "media_key": "lower(hex(randomblob(11)))",
                "caption": "'#sea take ' || n",
                "published_ms": f"{NOW_MS} - n * 60000",
            },
        )
        _comments(db, comment.id)
        _ties(db, Like._meta.db_table, CommentLike._meta.db_table)
        db.execute("COMMIT")
        db.execute("ANALYZE")


def _comments(db: sqlite3.Connection, template: int) -> None:
    """Each talk under one video: the third power of a share puts most of them under few."""
    db.execute(
        "CREATE TEMP TABLE talks AS WITH RECURSIVE t(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM t"
        f" WHERE n + 1 < {COMMENTS // TALK}), s AS MATERIALIZED (SELECT n, {_SHARE} AS u FROM t)"
        f" SELECT n, {FIRST_VIDEO} + CAST(u * u * u * {VIDEOS} AS INTEGER) AS video_id FROM s"
    )
    talk = f"n / {TALK}"
    answer = f"n % {TALK} >= 7"
    root = f"{FIRST_COMMENT} + n - n % {TALK}"
    made = f"{NOW_MS} - ({COMMENTS} - n) * 1000"
    _copy(
        db,
        "social_comment",
        template,
        COMMENTS,
        {
            "id": f"{FIRST_COMMENT} + n",
            "video_id": f"(SELECT video_id FROM talks WHERE talks.rowid = s.{talk} + 1)",
            "author_id": f"{FIRST_PERSON} + (random() & 1073741823) % {PEOPLE}",
            "client_id": "'c' || n",
            "root_id": f"CASE WHEN {answer} THEN {root} ELSE 0 END",
            "parent_id": f"CASE WHEN {answer} THEN {root} ELSE 0 END",
            "text": "'Well seen, number ' || n || ', and said at some length as people do when they like it'",
            "replies": f"CASE WHEN n % {TALK} = 0 THEN 3 ELSE 0 END",
            "created_ms": made,
            "rank": f"{made} + (random() & 1048575) * 1000",
        },
    )
    db.execute(
        "UPDATE videos_video SET comments = counted.n FROM"
        " (SELECT video_id, COUNT(*) AS n FROM social_comment GROUP BY video_id)"
        " AS counted WHERE counted.video_id = videos_video.id"
    )


def _ties(db: sqlite3.Connection, likes: str, comment_likes: str) -> None:
    who = f"{FIRST_PERSON} + (random() & 1073741823) % {PEOPLE}"
    film = f"{FIRST_VIDEO} + CAST({_SHARE} * {_SHARE} * {VIDEOS} AS INTEGER)"
    said = f"{FIRST_COMMENT} + (random() & 1073741823) % {COMMENTS}"
    for table, columns, values, many in (
        (likes, "person_id, video_id, since_ms", f"{who}, {film}, {NOW_MS}", 500_000),
        (comment_likes, "person_id, comment_id, since_ms", f"{who}, {said}, {NOW_MS}", 500_000),
        (
            "relations_follow",
            "follower_id, followed_id, accepted, since",
            f"{FIRST_PERSON} + n % {PEOPLE}, {FIRST_PERSON} + 2 + n * 7919 % ({PEOPLE} - 2), 1, '2026-01-01'",
            10 * PEOPLE,
        ),
        (
            "relations_follow",
            "follower_id, followed_id, accepted, since",
            f"{FIRST_PERSON} + 1 + n, {FIRST_PERSON}, 1, '2026-01-01'",
            PEOPLE - 1,
        ),
        (
            "relations_follow",
            "follower_id, followed_id, accepted, since",
            f"{FIRST_PERSON} + 1, {FIRST_PERSON} + 2 + n, 1, '2026-01-01'",
            5_000,
        ),
    ):
        db.execute(
            f"WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n + 1 < {many})"
            f" INSERT OR IGNORE INTO {table} ({columns}) SELECT {values} FROM s"
        )
    db.execute(
        "UPDATE videos_video SET likes = counted.n FROM (SELECT video_id, COUNT(*) AS n FROM social_like"
        " GROUP BY video_id)"
        " AS counted WHERE counted.video_id = videos_video.id"
    )
    db.execute(
        "UPDATE social_comment SET likes = counted.n FROM (SELECT comment_id, COUNT(*) AS n FROM"
        " social_commentlike GROUP BY comment_id) AS counted WHERE counted.comment_id = social_comment.id"
    )


def _copy(db: sqlite3.Connection, table: str, template: int, many: int, but: dict[str, str]) -> None:
    """``many`` rows like the one whose id is ``template``, but for some columns: SQL in which n counts up."""
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(but.get(column, f"one.{column}") for column in columns)
    db.execute(
        f"WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n + 1 < {many})"
        f" INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM s,"
        f" (SELECT * FROM {table} WHERE id = {template}) AS one"
    )
