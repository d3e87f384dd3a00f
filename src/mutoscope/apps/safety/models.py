"""Reports, the decision ledger, and word lists."""

from django.db import models

from mutoscope.adapters.clock import now_ms


class Reported(models.Model):
    """What somebody said that should not be here, and what became of it."""

    reporter_id = models.BigIntegerField()
    reason = models.CharField(max_length=20)
    details = models.TextField(blank=True)
    state = models.CharField(max_length=6, default="open", choices=[("open", "open"), ("closed", "closed")])
    """Closed: our team need not look at it (any more)."""
    outcome = models.CharField(
        max_length=8,
        blank=True,
        default="",
        db_default="",
        choices=[(name, name) for name in ("held", "removed", "fine", "gone")],
    )
    """What stands about the thing now: held while it is looked at, taken down, nothing against the rules
    found, or gone before anything was decided; empty: nothing yet."""
    decision = models.ForeignKey("safety.Decision", models.PROTECT, null=True, related_name="+")
    """By which; null: by none."""
    created_ms = models.BigIntegerField(default=now_ms)
    answered_ms = models.BigIntegerField(default=0, db_default=0)
    """When its reporter was last told something new; 0: never."""

    class Meta:
        abstract = True


class Report(Reported):
    """Of a video, a comment or a person. One per person and thing."""

    video_id = models.BigIntegerField(default=0, db_index=True)
    """The video, or the one under which the comment stands; 0: a person is meant."""
    comment_id = models.BigIntegerField(default=0, db_index=True)
    """0: not a comment."""
    person_id = models.BigIntegerField(default=0, db_index=True)
    """0: not a person. All three: a person who has left."""
    quote = models.TextField(blank=True)
    """What the comment or the profile said when it was reported; goes half a year after the answer."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reporter_id", "video_id", "comment_id", "person_id"],
                condition=~models.Q(video_id=0, comment_id=0, person_id=0),
                name="reported_once",
            )
        ]
        indexes = [
            models.Index(fields=["state", "-created_ms"], name="report_queue"),
            models.Index(fields=["reporter_id", "-created_ms", "-id"], name="report_own"),
        ]


class CommentReport(Report):
    class Meta:
        proxy = True
        verbose_name = "report of a comment"
        verbose_name_plural = "reports of comments"


class PersonReport(Report):
    class Meta:
        proxy = True
        verbose_name = "report of a person"
        verbose_name_plural = "reports of people"


class MessageReport(Reported):
    """Of a message, a group's name or a whole conversation. Staff reads what is kept here and nothing else of
    the conversation. One per person and thing."""

    conversation_id = models.BigIntegerField()
    message_id = models.BigIntegerField(default=0, db_index=True)
    """0: the conversation is meant, or the group's name."""
    of_name = models.BooleanField(default=False)
    """The group's name is meant, and nothing that was said."""
    group_name = models.CharField(max_length=60, blank=True)
    """What the group was called when it was reported; goes half a year after the answer, as the excerpt."""
    author_id = models.BigIntegerField(default=0, db_index=True)
    """Whose message it is; who gave the name; of a conversation of two, the other; 0: a group is meant,
    or whoever gave the name has left."""
    excerpt = models.JSONField(default=list)
    """The message and a few around it, as the reporter read them then."""

    class Meta:
        verbose_name = "report of a message"
        verbose_name_plural = "reports of messages"
        constraints = [
            models.UniqueConstraint(
                fields=["reporter_id", "conversation_id", "message_id", "of_name"],
                name="message_reported_once",
            )
        ]
        indexes = [
            models.Index(fields=["state", "-created_ms"], name="message_report_queue"),
            models.Index(fields=["reporter_id", "-created_ms", "-id"], name="message_report_own"),
        ]


class Decision(models.Model):
    """One act of moderation: what was done to what, by whom, and why. Never changed, never deleted."""

    video_id = models.BigIntegerField(db_index=True)
    """0: it is about a message, a conversation, the name of a group, or a person (then all four are 0)."""
    comment_id = models.BigIntegerField(default=0, db_index=True)
    """0: it is not about a comment."""
    message_id = models.BigIntegerField(default=0, db_index=True)
    """0: it is not about a message."""
    conversation_id = models.BigIntegerField(default=0)
    """The conversation that it is about, or whose name; 0: neither."""
    taken_id = models.BigIntegerField(default=0, db_default=0)
    """What was taken away, as messages keeps it; 0: nothing that could be given back."""
    creator_id = models.BigIntegerField(db_index=True)
    """Who made it; of a comment or message its author; of a name who gave it; of a person they themselves."""
    effect = models.CharField(
        max_length=12,
        choices=[
            (name, name)
            for name in ("held", "removed", "restored", "dismissed", "file_blocked", "file_refused")
        ],
    )
    """Dismissed: reported, looked at, and nothing against the rules found. A person is removed when their
    account is closed."""
    code = models.CharField(max_length=40)
    """The rule: a report's reason, ``words``, ``blocked_file``, ``staff``."""
    by_person_id = models.BigIntegerField(default=0)
    """0: the program, by a rule that staff made."""
    note = models.TextField(blank=True)
    made_ms = models.BigIntegerField(default=now_ms)

    class Meta:
        indexes = [models.Index(fields=["-made_ms"], name="decision_latest")]


class CommentDecision(Decision):
    class Meta:
        proxy = True
        verbose_name = "decision about a comment"
        verbose_name_plural = "decisions about comments"


class MessageDecision(Decision):
    class Meta:
        proxy = True
        verbose_name = "decision about a message"
        verbose_name_plural = "decisions about messages"


class PersonDecision(Decision):
    class Meta:
        proxy = True
        verbose_name = "decision about a person"
        verbose_name_plural = "decisions about people"


class Appeal(models.Model):
    """Whoever made what a decision restricts, or reported what it lets be, asks our team to look again. One a
    decision and person."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="appeals")
    person_id = models.BigIntegerField(db_index=True)
    words = models.TextField()
    state = models.CharField(
        max_length=8, default="open", choices=[(name, name) for name in ("open", "kept", "reversed")]
    )
    """The decision stands, or was taken back."""
    answer = models.TextField(blank=True)
    """Why, in our team's words."""
    by_person_id = models.BigIntegerField(default=0)
    created_ms = models.BigIntegerField(default=now_ms)
    answered_ms = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "person_id"], name="appealed_once")]
        indexes = [models.Index(fields=["state", "created_ms"], name="appeal_queue")]

    def __str__(self) -> str:
        return str(self.pk)  # staff's log keeps this when the words are gone


class WordEntry(models.Model):
    """Words that a caption or comment may not carry (block) or that staff wants to look at (hold)."""

    text = models.CharField(max_length=100, unique=True)
    effect = models.CharField(
        max_length=5, default="hold", choices=[("hold", "hold for staff"), ("block", "take down")]
    )
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "word entries"
