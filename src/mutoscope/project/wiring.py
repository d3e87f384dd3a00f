"""Who listens to what: the one table from facts to listeners.

A fact is recorded in the transaction that made it true (``flow.services.record``). Each listener named here
is told separately by the worker, in the order of recording, once that is committed. It runs inside the
transaction that marks the fact delivered; one that reaches outside the database says so with
``flow.contracts.outside`` and must bear being told twice.
"""

LISTENERS: dict[str, tuple[str, ...]] = {
    "accounts.PersonJoined": (
        "mutoscope.apps.feed.listeners.adopt_viewer",
        "mutoscope.apps.search.listeners.know_person",
    ),
    "accounts.ProfileChanged": (
        "mutoscope.apps.search.listeners.know_profile",
        "mutoscope.apps.studio.services.hear_account",
    ),
    "accounts.AccountClosed": (
        "mutoscope.apps.studio.services.hear_account",
        "mutoscope.apps.search.listeners.know_profile",
        "mutoscope.apps.feed.listeners.check_person",
        "mutoscope.apps.safety.services.note_account",
    ),
    "accounts.AccountOpened": (
        "mutoscope.apps.studio.services.hear_account",
        "mutoscope.apps.likeness.services.hear_account",
        "mutoscope.apps.search.listeners.know_profile",
        "mutoscope.apps.feed.listeners.check_person",
        "mutoscope.apps.safety.services.note_account",
    ),
    "accounts.WentPublic": (
        "mutoscope.apps.studio.services.hear_account",
        "mutoscope.apps.likeness.services.hear_account",
        "mutoscope.apps.relations.services.let_all_in",
        "mutoscope.apps.feed.listeners.retell_videos",
    ),
    "accounts.PersonLeft": (
        "mutoscope.apps.videos.services.erase_with_person",
        "mutoscope.apps.studio.services.forget_person",
        "mutoscope.apps.likeness.services.forget_person",
        "mutoscope.apps.social.services.forget_person",
        "mutoscope.apps.messages.services.forget_person",
        "mutoscope.apps.safety.services.forget_person",
        "mutoscope.apps.safety.services.forget_messages_of",
        "mutoscope.apps.safety.services.forget_appeals",
        "mutoscope.apps.notices.listeners.forget_person",
        "mutoscope.apps.insights.listeners.forget_person",
        "mutoscope.apps.feed.listeners.forget_viewer",
        "mutoscope.apps.search.listeners.know_person",
        "mutoscope.apps.privacy.services.forget_person",
    ),
    "accounts.DeviceLeft": ("mutoscope.apps.notices.listeners.forget_device",),
    "accounts.NewDevice": ("mutoscope.apps.notices.listeners.hear_device",),
    "accounts.AvatarDrawn": ("mutoscope.apps.videos.services.expect_avatar",),  # swept with films
    "accounts.AvatarDropped": ("mutoscope.apps.videos.services.drop_avatar",),
    "flow.JobDied": (  # a dead job must end what waits for it
        "mutoscope.apps.videos.services.fail_stuck",
        "mutoscope.apps.studio.services.fail_stuck",
        "mutoscope.apps.privacy.services.fail_stuck",
    ),
    "messaging.MessageReceived": ("mutoscope.apps.notices.listeners.hear_messages",),
    "messaging.MessageRequested": ("mutoscope.apps.notices.listeners.hear_messages",),
    "relations.Followed": ("mutoscope.apps.notices.listeners.hear_follows",),
    "relations.Unfollowed": ("mutoscope.apps.notices.listeners.hear_follows",),
    "relations.FollowRequested": ("mutoscope.apps.notices.listeners.hear_follows",),
    "relations.FollowRequestEnded": ("mutoscope.apps.notices.listeners.hear_follows",),
    "relations.Blocked": (
        "mutoscope.apps.likeness.services.hear_block",
        "mutoscope.apps.notices.listeners.hear_block",
        "mutoscope.apps.messages.services.hear_block",
    ),
    "videos.VideoPlayable": ("mutoscope.apps.safety.services.screen_video",),
    "videos.VideoChanged": (
        "mutoscope.apps.studio.services.hear_video",
        "mutoscope.apps.safety.services.rescreen_video",
        "mutoscope.apps.feed.listeners.know_video",
        "mutoscope.apps.search.listeners.know_video",
        "mutoscope.apps.notices.listeners.hear_videos",
        "mutoscope.apps.social.services.hear_video",  # it may answer a comment
        "mutoscope.apps.studio.services.hear_timeline",
        "mutoscope.apps.likeness.services.hear_video",
    ),
    "videos.VideoPublished": (
        "mutoscope.apps.studio.services.hear_video",
        "mutoscope.apps.feed.listeners.know_video",
        "mutoscope.apps.search.listeners.know_video",
        "mutoscope.apps.notices.listeners.hear_videos",
        "mutoscope.apps.social.services.hear_video",
        "mutoscope.apps.studio.services.hear_timeline",
        "mutoscope.apps.likeness.services.hear_video",
    ),
    "videos.VideoWithdrawn": (
        "mutoscope.apps.studio.services.hear_video",
        "mutoscope.apps.social.services.hear_video",
        "mutoscope.apps.feed.listeners.drop_video",
        "mutoscope.apps.search.listeners.know_video",
        "mutoscope.apps.studio.services.hear_timeline",
    ),
    "videos.VideoErased": (
        "mutoscope.apps.studio.services.hear_video",
        "mutoscope.apps.social.services.forget_video",
        "mutoscope.apps.safety.services.forget_video",
        "mutoscope.apps.notices.listeners.forget_video",
        "mutoscope.apps.insights.listeners.forget_video",
        "mutoscope.apps.feed.listeners.erase_video",
        "mutoscope.apps.studio.services.hear_erased",
        "mutoscope.apps.studio.services.hear_timeline",
        "mutoscope.apps.likeness.services.hear_video",
    ),
    "videos.VideoStopped": ("mutoscope.apps.notices.listeners.hear_videos",),
    "likeness.LikenessFound": ("mutoscope.apps.notices.listeners.hear_likeness",),
    "likeness.LikenessSettled": ("mutoscope.apps.notices.listeners.hear_likeness",),
    "studio.VideoUsed": ("mutoscope.apps.notices.listeners.hear_use",),
    "studio.PartGone": ("mutoscope.apps.notices.listeners.hear_part",),
    "studio.PartBack": ("mutoscope.apps.notices.listeners.hear_part",),
    "social.Liked": (
        "mutoscope.apps.feed.listeners.learn_like",
        "mutoscope.apps.notices.listeners.hear_likes",
    ),
    "social.Unliked": (
        "mutoscope.apps.feed.listeners.learn_unlike",
        "mutoscope.apps.notices.listeners.hear_likes",
    ),
    "social.Saved": ("mutoscope.apps.feed.listeners.learn_save",),
    "social.Unsaved": ("mutoscope.apps.feed.listeners.learn_save",),
    "social.Reposted": (
        "mutoscope.apps.feed.listeners.learn_repost",
        "mutoscope.apps.notices.listeners.hear_reposts",
    ),
    "social.Unreposted": (
        "mutoscope.apps.feed.listeners.learn_repost",
        "mutoscope.apps.notices.listeners.hear_reposts",
    ),
    "social.Commented": (
        "mutoscope.apps.feed.listeners.learn_comment",
        "mutoscope.apps.notices.listeners.hear_comments",
    ),
    "social.CommentEdited": ("mutoscope.apps.notices.listeners.hear_comments",),
    "social.CommentHeld": ("mutoscope.apps.safety.services.note_held_comment",),
    "social.CommentJudged": ("mutoscope.apps.notices.listeners.hear_judgement",),
    "social.CommentGone": (
        "mutoscope.apps.notices.listeners.hear_comments",
        "mutoscope.apps.safety.services.forget_words",
    ),
    "social.CommentLiked": ("mutoscope.apps.notices.listeners.hear_comment_likes",),
    "social.CommentUnliked": ("mutoscope.apps.notices.listeners.hear_comment_likes",),
    "social.CommentPinned": ("mutoscope.apps.notices.listeners.hear_pin",),
    "social.CommentAnsweredByVideo": ("mutoscope.apps.notices.listeners.hear_answer",),
    "safety.ReportAnswered": ("mutoscope.apps.notices.listeners.hear_report",),
    "safety.WordsTaken": ("mutoscope.apps.notices.listeners.hear_taken",),
    "safety.DecisionKept": ("mutoscope.apps.notices.listeners.hear_kept_decision",),
    "videos.VideoRefused": ("mutoscope.apps.safety.services.note_refused_file",),
}
"""Name of a fact (app.Class of the app's contracts) to dotted paths of listeners."""
