// Made by «npm run types» out of the server's OpenAPI file. Not for hands.
export interface paths {
    "/api/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Appeals
         * @description Where another look stands at what our team decided about my videos that are held or taken down.
         */
        get: operations["mutoscope_apps_safety_http_list_appeals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/avatars/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Avatar
         * @description A picture by its hash, which never changes; only avatars can be had here, whatever else is stored.
         */
        get: operations["mutoscope_apps_accounts_http_avatar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/blocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Blocks
         * @description Whom I blocked, the newest first.
         */
        get: operations["mutoscope_apps_relations_http_lists_list_blocks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim
         * @description Become the administrator, once, with the token that the program printed when it started.
         */
        post: operations["mutoscope_apps_accounts_http_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Collections
         * @description My collections; with ``video_id`` each says whether that video is in it.
         */
        get: operations["mutoscope_apps_social_http_shelves_list_collections"];
        put?: never;
        /**
         * Make Collection
         * @description A collection of this name: a new one, or the one there is.
         */
        post: operations["mutoscope_apps_social_http_shelves_make_collection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections/{collection_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Collection
         * @description What is in it stays saved.
         */
        delete: operations["mutoscope_apps_social_http_shelves_delete_collection"];
        options?: never;
        head?: never;
        /** Rename Collection */
        patch: operations["mutoscope_apps_social_http_shelves_rename_collection"];
        trace?: never;
    };
    "/api/collections/{collection_id}/videos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Collected */
        get: operations["mutoscope_apps_social_http_shelves_list_collected"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections/{collection_id}/videos/{video_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Collect */
        put: operations["mutoscope_apps_social_http_shelves_collect"];
        post?: never;
        /**
         * Take Out
         * @description The video stays saved.
         */
        delete: operations["mutoscope_apps_social_http_shelves_take_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/comments-waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Waiting
         * @description Comments under my videos that wait for me to look at them, the newest first.
         */
        get: operations["mutoscope_apps_social_http_comments_list_waiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/comments/{comment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Comment
         * @description A comment with the top comment of its thread, for whoever follows a link to it.
         */
        get: operations["mutoscope_apps_social_http_comments_show_comment"];
        put?: never;
        post?: never;
        /**
         * Delete Comment
         * @description Delete a comment; for ten minutes whoever did can bring it back.
         */
        delete: operations["mutoscope_apps_social_http_comments_delete_comment"];
        options?: never;
        head?: never;
        /**
         * Edit Comment
         * @description Change one's own words; what they were stays readable.
         */
        patch: operations["mutoscope_apps_social_http_comments_edit_comment"];
        trace?: never;
    };
    "/api/comments/{comment_id}/appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Appeal Comment
         * @description Ask our team to look again at what it decided about my comment, in my words; once a decision.
         */
        post: operations["mutoscope_apps_safety_http_appeal_comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/comments/{comment_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve Comment
         * @description Let a comment that waits under one's own video be read by others.
         */
        post: operations["mutoscope_apps_social_http_comments_approve_comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/comments/{comment_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take Comment Down
         * @description Our team takes a comment down where it stands: a decision like those made in staff's rooms.
         */
        put: operations["mutoscope_apps_safety_http_take_comment_down"];
        post?: never;
        /**
         * Restore Comment
         * @description Our team changes its mind, which is a decision too: the comment stands where it stood before.
         */
        delete: operations["mutoscope_apps_safety_http_restore_comment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/comments/{comment_id}/editions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Editions
         * @description What a comment says and what it said before.
         */
        get: operations["mutoscope_apps_social_http_comments_list_editions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/comments/{comment_id}/like": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Like Comment */
        put: operations["mutoscope_apps_social_http_comments_like_comment"];
        post?: never;
        /** Unlike Comment */
        delete: operations["mutoscope_apps_social_http_comments_unlike_comment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/comments/{comment_id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Pin Comment
         * @description Put a comment above all others under one's own video.
         */
        put: operations["mutoscope_apps_social_http_comments_pin_comment"];
        post?: never;
        /** Unpin Comment */
        delete: operations["mutoscope_apps_social_http_comments_unpin_comment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/comments/{comment_id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Replies
         * @description A page of the answers below a comment, the oldest first.
         */
        get: operations["mutoscope_apps_social_http_comments_list_replies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/comments/{comment_id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report Comment */
        post: operations["mutoscope_apps_safety_http_report_comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/comments/{comment_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore Comment
         * @description Bring back what one deleted just now.
         */
        post: operations["mutoscope_apps_social_http_comments_restore_comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Conversations
         * @description My conversations, or with ``requests`` what strangers ask; the one spoken in last comes first.
         */
        get: operations["mutoscope_apps_messages_http_list_conversations"];
        put?: never;
        /**
         * Found
         * @description Make a group with people to whom I may write.
         */
        post: operations["mutoscope_apps_messages_http_found"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show Conversation */
        get: operations["mutoscope_apps_messages_http_show_conversation"];
        put?: never;
        post?: never;
        /**
         * Clear Conversation
         * @description Delete a conversation for myself; the others keep it.
         */
        delete: operations["mutoscope_apps_messages_http_clear_conversation"];
        options?: never;
        head?: never;
        /**
         * Rename
         * @description Give a group its name.
         */
        patch: operations["mutoscope_apps_messages_http_rename"];
        trace?: never;
    };
    "/api/conversations/{conversation_id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept
         * @description Talk with a stranger who asked.
         */
        post: operations["mutoscope_apps_messages_http_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline
         * @description Don't; they are not told.
         */
        post: operations["mutoscope_apps_messages_http_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave */
        post: operations["mutoscope_apps_messages_http_groups_leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/members/{handle}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add
         * @description Take somebody into the group.
         */
        put: operations["mutoscope_apps_messages_http_groups_add"];
        post?: never;
        /**
         * Remove
         * @description Put somebody out of the group that I made, whether or not we blocked each other.
         */
        delete: operations["mutoscope_apps_messages_http_groups_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Messages
         * @description The newest messages, or those older than one number, or newer than one; the oldest first.
         */
        get: operations["mutoscope_apps_messages_http_talk_list_messages"];
        put?: never;
        /**
         * Say
         * @description Say something in a conversation.
         */
        post: operations["mutoscope_apps_messages_http_talk_say"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/messages/{message_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Unsay
         * @description Take my own message back, for everybody.
         */
        delete: operations["mutoscope_apps_messages_http_talk_unsay"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/messages/{message_id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report Message
         * @description A message; our team reads it with a few around it.
         */
        post: operations["mutoscope_apps_safety_http_report_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Mute */
        put: operations["mutoscope_apps_messages_http_mute"];
        post?: never;
        /** Unmute */
        delete: operations["mutoscope_apps_messages_http_unmute"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/name/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report Group Name
         * @description What a group is called; our team reads the name and nothing that is said there.
         */
        post: operations["mutoscope_apps_safety_http_report_group_name"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read
         * @description I have read everything up to here; what waits elsewhere.
         */
        post: operations["mutoscope_apps_messages_http_talk_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report Conversation
         * @description The conversation as a whole; our team reads the last few messages of it.
         */
        post: operations["mutoscope_apps_safety_http_report_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/decisions/{decision_id}/appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Appeal Decision
         * @description The same for my message, or a name I gave a group, that our team took away.
         */
        post: operations["mutoscope_apps_safety_http_appeal_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Drafts */
        get: operations["mutoscope_apps_videos_http_list_drafts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feed/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Choices
         * @description What I chose about my feed.
         */
        get: operations["mutoscope_apps_feed_steering_http_choices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Steer
         * @description Change it. Without an account, a no to learning also makes the feed forget this browser.
         */
        patch: operations["mutoscope_apps_feed_steering_http_steer"];
        trace?: never;
    };
    "/api/feed/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Events
         * @description What happened on the screen, in batches; sent twice it counts once. Any content type will do, because a
         *     page that is being left may only send text.
         */
        post: operations["mutoscope_apps_feed_http_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feed/following": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Following
         * @description The newest videos of those I follow, without any ranking.
         */
        get: operations["mutoscope_apps_feed_http_following"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feed/newest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Newest
         * @description The newest videos in my language, without any ranking: nothing I watched is looked at.
         */
        get: operations["mutoscope_apps_feed_http_newest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feed/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Page
         * @description The next page for whoever asks.
         */
        post: operations["mutoscope_apps_feed_http_page"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feed/parameters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Main Parameters
         * @description What decides what I am shown, as it runs now.
         */
        get: operations["mutoscope_apps_feed_steering_http_main_parameters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feed/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Profile
         * @description What the feed believes of me; also the file to carry away.
         */
        get: operations["mutoscope_apps_feed_steering_http_profile"];
        put?: never;
        /**
         * Bring
         * @description Begin with the interests of a profile from here or elsewhere.
         */
        post: operations["mutoscope_apps_feed_steering_http_bring"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feed/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset
         * @description Let the feed forget me. A browser without an account also gets a new name.
         */
        post: operations["mutoscope_apps_feed_steering_http_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feed/topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Topics
         * @description What there is to like here.
         */
        get: operations["mutoscope_apps_feed_steering_http_topics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feed/why/{video_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why
         * @description Why a video was shown to me, from the record of that showing.
         */
        get: operations["mutoscope_apps_feed_steering_http_why"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/follow-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Requests
         * @description Who waits for my leave to follow, the oldest first.
         */
        get: operations["mutoscope_apps_relations_http_lists_list_requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/follow-requests/{handle}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept */
        post: operations["mutoscope_apps_relations_http_lists_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/follow-requests/{handle}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline */
        post: operations["mutoscope_apps_relations_http_lists_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Of Account
         * @description All of my videos, over the last 7, 28 or 90 days.
         */
        get: operations["mutoscope_apps_insights_http_of_account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Join */
        post: operations["mutoscope_apps_accounts_http_join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/likenesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Likenesses
         * @description Videos of mine that look like a part of somebody else's earlier one; with ``side=uses`` later ones that
         *     look like a part of mine. Only where I may see both; newest first.
         */
        get: operations["mutoscope_apps_likeness_http_list_likenesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/likenesses/{likeness_id}/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask About Likeness
         * @description Ask the team whether somebody's video holds a part of mine.
         */
        post: operations["mutoscope_apps_likeness_http_ask_about_likeness"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/likenesses/{likeness_id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Likeness
         * @description My video holds a part of it: it names it from now on.
         */
        post: operations["mutoscope_apps_likeness_http_confirm_likeness"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/likenesses/{likeness_id}/deny": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deny Likeness
         * @description It is no part of it, or mine to begin with: nobody is asked about the two again.
         */
        post: operations["mutoscope_apps_likeness_http_deny_likeness"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/likenesses/{likeness_id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw Likeness
         * @description I said that my video holds a part of it, and take that back: it does not name it any more.
         */
        post: operations["mutoscope_apps_likeness_http_withdraw_likeness"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Login */
        post: operations["mutoscope_apps_accounts_http_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/login/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Login Code
         * @description The second step of a log-in: a code of the app, or a recovery code.
         */
        post: operations["mutoscope_apps_accounts_http_login_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/login/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Login Passkey
         * @description Log in with a passkey alone.
         */
        post: operations["mutoscope_apps_accounts_http_login_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/login/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Login Passkey Options */
        post: operations["mutoscope_apps_accounts_http_login_passkey_options"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/login/second-passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Login Second Passkey
         * @description The second step of a log-in: a passkey.
         */
        post: operations["mutoscope_apps_accounts_http_login_second_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/login/second-passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Login Second Options */
        post: operations["mutoscope_apps_accounts_http_login_second_options"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Logout */
        post: operations["mutoscope_apps_accounts_http_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Me
         * @description Who I am, or that nobody knows me; and what the client must know of this server.
         */
        get: operations["mutoscope_apps_accounts_http_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change Me */
        patch: operations["mutoscope_apps_accounts_http_change_me"];
        trace?: never;
    };
    "/api/me/app": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add App */
        put: operations["mutoscope_apps_accounts_security_http_add_app"];
        post?: never;
        /** Remove App */
        delete: operations["mutoscope_apps_accounts_security_http_remove_app"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/app/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Offer App */
        post: operations["mutoscope_apps_accounts_security_http_offer_app"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Avatar
         * @description The body is the picture itself: JPEG, PNG or WebP, at most 8 MB.
         */
        put: operations["mutoscope_apps_accounts_http_put_avatar"];
        post?: never;
        /** Delete Avatar */
        delete: operations["mutoscope_apps_accounts_http_delete_avatar"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Sieve
         * @description Which comments under my videos wait until I have looked.
         */
        get: operations["mutoscope_apps_social_http_comments_show_sieve"];
        /**
         * Set Sieve
         * @description Choose them; comments that are there already stay as they are.
         */
        put: operations["mutoscope_apps_social_http_comments_set_sieve"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My Data
         * @description What there is of me here.
         */
        get: operations["mutoscope_apps_privacy_http_my_data"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End Other Devices
         * @description Log every device out but the one that asks.
         */
        delete: operations["mutoscope_apps_accounts_security_http_end_other_devices"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/devices/{device_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End Device */
        delete: operations["mutoscope_apps_accounts_security_http_end_device"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change Email */
        put: operations["mutoscope_apps_accounts_security_http_change_email"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/email/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Email Again
         * @description The mail that confirms the address, once more.
         */
        post: operations["mutoscope_apps_accounts_security_http_confirm_email_again"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My Export
         * @description How far the newest copy is.
         */
        get: operations["mutoscope_apps_privacy_http_my_export"];
        put?: never;
        /**
         * Prepare Export
         * @description Have a copy of everything prepared; one a day.
         */
        post: operations["mutoscope_apps_privacy_http_prepare_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/export/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export Link
         * @description A link to the copy, for whoever has just proved that it is them.
         */
        post: operations["mutoscope_apps_privacy_http_export_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My Import
         * @description How far the newest copy is, what is in it, and what came of it.
         */
        get: operations["mutoscope_apps_privacy_import_http_my_import"];
        put?: never;
        /**
         * Announce Copy
         * @description Announce a copy; the answer says where to send it. The same ``client_id`` is the same upload.
         */
        post: operations["mutoscope_apps_privacy_import_http_announce_copy"];
        /**
         * Drop Copy
         * @description Forget the copy and its report; what came in already stays.
         */
        delete: operations["mutoscope_apps_privacy_import_http_drop_copy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/import/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring In
         * @description Take in what is chosen.
         */
        post: operations["mutoscope_apps_privacy_import_http_bring_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave
         * @description Have my account deleted: out of sight at once, erased when the days of grace are over. Logs out.
         */
        post: operations["mutoscope_apps_privacy_http_leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add Passkey */
        post: operations["mutoscope_apps_accounts_security_http_add_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/passkeys/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Offer Passkey */
        post: operations["mutoscope_apps_accounts_security_http_offer_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/passkeys/{passkey_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove Passkey */
        delete: operations["mutoscope_apps_accounts_security_http_remove_passkey"];
        options?: never;
        head?: never;
        /** Rename Passkey */
        patch: operations["mutoscope_apps_accounts_security_http_rename_passkey"];
        trace?: never;
    };
    "/api/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change Password */
        put: operations["mutoscope_apps_accounts_security_http_change_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/privacy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My Privacy
         * @description How far I may be met.
         */
        get: operations["mutoscope_apps_privacy_http_my_privacy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change Privacy */
        patch: operations["mutoscope_apps_privacy_http_change_privacy"];
        trace?: never;
    };
    "/api/me/proof/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove By Code */
        post: operations["mutoscope_apps_accounts_security_http_prove_by_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/proof/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove By Passkey */
        post: operations["mutoscope_apps_accounts_security_http_prove_by_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/proof/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Proof Options */
        post: operations["mutoscope_apps_accounts_security_http_proof_options"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/proof/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove By Password
         * @description Show that it is you, for the next ten minutes.
         */
        post: operations["mutoscope_apps_accounts_security_http_prove_by_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recovery Codes */
        get: operations["mutoscope_apps_accounts_security_http_recovery_codes"];
        put?: never;
        /** Renew Recovery Codes */
        post: operations["mutoscope_apps_accounts_security_http_renew_recovery_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/security": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Security */
        get: operations["mutoscope_apps_accounts_security_http_security"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/friends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Friends
         * @description Whom I may write to at once.
         */
        get: operations["mutoscope_apps_messages_http_friends"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Unread
         * @description How many conversations wait for me: small enough to be asked often.
         */
        get: operations["mutoscope_apps_messages_http_unread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Mutes
         * @description What I muted, the newest first.
         */
        get: operations["mutoscope_apps_relations_http_mutes_list_mutes"];
        put?: never;
        /**
         * Add Mute
         * @description Mute a word, a tag, or a sound (``text`` is then what it is called); what is muted already stays so.
         */
        post: operations["mutoscope_apps_relations_http_mutes_add_mute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mutes/{mute_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Drop Mute */
        delete: operations["mutoscope_apps_relations_http_mutes_drop_mute"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Notices
         * @description What I was told, the newest first.
         */
        get: operations["mutoscope_apps_notices_http_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Choices */
        get: operations["mutoscope_apps_notices_http_choices"];
        /** Choose */
        put: operations["mutoscope_apps_notices_http_choose"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/manner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Manner
         * @description How I am told away from the page, and whether this device rings.
         */
        get: operations["mutoscope_apps_notices_http_manner"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change Manner */
        patch: operations["mutoscope_apps_notices_http_change_manner"];
        trace?: never;
    };
    "/api/notices/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Subscribe
         * @description Ring this device, by the subscription that its browser has made with ``push_key``.
         */
        put: operations["mutoscope_apps_notices_http_subscribe"];
        post?: never;
        /**
         * Unsubscribe
         * @description Ring this device no more.
         */
        delete: operations["mutoscope_apps_notices_http_unsubscribe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read
         * @description I have looked at everything up to here; how many wait still.
         */
        post: operations["mutoscope_apps_notices_http_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Unread
         * @description How many notices wait for me: small enough to be asked often.
         */
        get: operations["mutoscope_apps_notices_http_unread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password/forgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Password Forgot
         * @description The same answer whether or not anybody has the address.
         */
        post: operations["mutoscope_apps_accounts_http_password_forgot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Password Reset */
        post: operations["mutoscope_apps_accounts_http_password_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{handle}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Profile
         * @description A profile. Whoever blocked somebody still finds the name, to undo it, and nothing more.
         */
        get: operations["mutoscope_apps_relations_http_profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{handle}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Block
         * @description Whoever is blocked already may block back: it is a second block, and stays when the first one ends.
         */
        put: operations["mutoscope_apps_relations_http_block"];
        post?: never;
        /** Unblock */
        delete: operations["mutoscope_apps_relations_http_unblock"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{handle}/conversation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Door
         * @description How I come to talk with somebody.
         */
        get: operations["mutoscope_apps_messages_http_talk_door"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{handle}/follow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Follow */
        put: operations["mutoscope_apps_relations_http_follow"];
        post?: never;
        /** Unfollow */
        delete: operations["mutoscope_apps_relations_http_unfollow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{handle}/follower": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Follower
         * @description Let somebody follow me no longer; they are not told, and may follow or ask again.
         */
        delete: operations["mutoscope_apps_relations_http_lists_remove_follower"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{handle}/followers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Followers
         * @description Who follows somebody, the newest first; a private account shows it to its followers alone.
         */
        get: operations["mutoscope_apps_relations_http_lists_list_followers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{handle}/following": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Following
         * @description Whom somebody follows, likewise.
         */
        get: operations["mutoscope_apps_relations_http_lists_list_following"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{handle}/likes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Likes
         * @description What somebody likes, when they chose to show it.
         */
        get: operations["mutoscope_apps_social_http_shelves_list_likes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{handle}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write To
         * @description Write to somebody, or ask a stranger whether one may; the conversation.
         */
        post: operations["mutoscope_apps_messages_http_talk_write_to"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{handle}/mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Mute Person
         * @description Meet nothing of somebody any more; they are not told, and follows stay as they are.
         */
        put: operations["mutoscope_apps_relations_http_mutes_mute_person"];
        post?: never;
        /** Unmute Person */
        delete: operations["mutoscope_apps_relations_http_mutes_unmute_person"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{handle}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report Person */
        post: operations["mutoscope_apps_safety_http_report_person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{handle}/reposts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Reposts */
        get: operations["mutoscope_apps_social_http_shelves_list_reposts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{handle}/shelves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Shelves
         * @description Which rows of videos this profile has for me.
         */
        get: operations["mutoscope_apps_social_http_shelves_list_shelves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{handle}/videos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List By Creator
         * @description What one person published; for whom they blocked they are not there.
         */
        get: operations["mutoscope_apps_videos_http_list_by_creator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/report-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Reasons
         * @description Reasons to choose from, in the reader's language, gravest first.
         */
        get: operations["mutoscope_apps_safety_http_list_reasons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Reports
         * @description What I reported and what became of it, the newest first.
         */
        get: operations["mutoscope_apps_safety_http_list_reports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{report_id}/appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Appeal Report
         * @description Ask our team to look again at something I reported and it found nothing against; once an answer.
         */
        post: operations["mutoscope_apps_safety_http_appeal_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/saved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Saved */
        get: operations["mutoscope_apps_social_http_shelves_list_saved"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search
         * @description A few of every kind while somebody types, or one kind page by page.
         */
        get: operations["mutoscope_apps_search_http_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sounds/{sound_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sound Page
         * @description A sound and the videos with it, the newest first.
         */
        get: operations["mutoscope_apps_search_http_sound_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/captions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Captions Offer
         * @description Whether this server can write captions by itself.
         */
        get: operations["mutoscope_apps_studio_http_captions_show_captions_offer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/captions/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read Captions
         * @description The words of a file of subtitles (SRT, VTT or ASS, the body as it is) for a clip of ``length``
         *     pictures whose first is at ``from_ms`` of the file.
         */
        post: operations["mutoscope_apps_studio_http_captions_read_captions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/from-comment/{comment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin From Comment
         * @description Begin a project that answers a comment under one's own video; once it is published it does.
         */
        post: operations["mutoscope_apps_studio_http_beginning_begin_from_comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/from-sound/{sound_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin From Sound
         * @description Begin a project to a sound.
         */
        post: operations["mutoscope_apps_studio_http_beginning_begin_from_sound"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/from-video/{video_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin From Video
         * @description Begin a project with somebody's video, in a way that its author allows. The same ``client_id`` gives
         *     the same project again.
         */
        post: operations["mutoscope_apps_studio_http_beginning_begin_from_video"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import Otio
         * @description A project made of an OpenTimelineIO file. Its clips are found among one's materials by their file
         *     names.
         */
        post: operations["mutoscope_apps_studio_http_interchange_import_otio"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/materials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Materials
         * @description What I brought to cut from, newest first; ``table`` asks for my tables of colours.
         */
        get: operations["mutoscope_apps_studio_http_list_materials"];
        put?: never;
        /**
         * Announce Material
         * @description Announce a film, photo or sound to cut from; the answer says where to send it and with which key. The
         *     same ``client_id`` gives the same material again.
         */
        post: operations["mutoscope_apps_studio_http_announce_material"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/materials/{material_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Material
         * @description What I brought, or a stretch that somebody lends me.
         */
        get: operations["mutoscope_apps_studio_http_show_material"];
        put?: never;
        post?: never;
        /**
         * Delete Material
         * @description Delete for good what no project is cut from.
         */
        delete: operations["mutoscope_apps_studio_http_delete_material"];
        options?: never;
        head?: never;
        /** Rename Material */
        patch: operations["mutoscope_apps_studio_http_rename_material"];
        trace?: never;
    };
    "/api/studio/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Projects
         * @description My projects, the last changed first; ``thrown``: those in the bin.
         */
        get: operations["mutoscope_apps_studio_http_projects_list_projects"];
        put?: never;
        /**
         * Begin Project
         * @description Begin a project with nothing in it. The same ``client_id`` gives the same project again.
         */
        post: operations["mutoscope_apps_studio_http_projects_begin_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/projects/{project_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Project
         * @description A project to work on: its document, and everything that is cut from.
         */
        get: operations["mutoscope_apps_studio_http_projects_show_project"];
        /**
         * Save Project
         * @description Save the document. ``base`` is the revision it was made from: 409 ``saved_elsewhere`` says that another
         *     device saved meanwhile, and which revision is the newest. Saving the same again does no harm.
         */
        put: operations["mutoscope_apps_studio_http_projects_save_project"];
        post?: never;
        /**
         * Throw Project Away
         * @description Into the bin; it can be taken out for a week.
         */
        delete: operations["mutoscope_apps_studio_http_projects_throw_project_away"];
        options?: never;
        head?: never;
        /** Rename Project */
        patch: operations["mutoscope_apps_studio_http_projects_rename_project"];
        trace?: never;
    };
    "/api/studio/projects/{project_id}/captions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Take Captions
         * @description All captions of a project, as it is saved now, as a file of subtitles.
         */
        get: operations["mutoscope_apps_studio_http_captions_take_captions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/projects/{project_id}/chunk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Draw Chunk
         * @description Two seconds from picture ``at`` on exactly as they will be rendered, as a small MP4.
         */
        get: operations["mutoscope_apps_studio_http_renders_draw_chunk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/projects/{project_id}/copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy Project
         * @description A copy to go another way with.
         */
        post: operations["mutoscope_apps_studio_http_projects_copy_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/projects/{project_id}/otio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Otio
         * @description The project as an OpenTimelineIO file, to be opened by other editing programs.
         */
        get: operations["mutoscope_apps_studio_http_interchange_export_otio"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/projects/{project_id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish Project
         * @description Publish the project as it is saved now: its video (``video_id``) is there at once, its status says
         *     «rendering», and it goes on by itself once the film is made. The same ``client_id`` publishes once.
         */
        post: operations["mutoscope_apps_studio_http_renders_publish_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/projects/{project_id}/render": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Order Render
         * @description Have the project, as it is saved now, made into a film to take away. The same ``client_id`` gives
         *     the same film again, and what was made before is not made anew. One that is begun ``ahead`` of being
         *     published is stopped as the others are, and when the next is begun ahead.
         */
        post: operations["mutoscope_apps_studio_http_renders_order_render"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/projects/{project_id}/renders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Renders
         * @description The newest films of a project.
         */
        get: operations["mutoscope_apps_studio_http_renders_list_renders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/projects/{project_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take Project Out
         * @description Out of the bin.
         */
        post: operations["mutoscope_apps_studio_http_projects_take_project_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/projects/{project_id}/still": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Draw Still
         * @description The picture ``at`` (pictures from the start) exactly as it will be rendered, as JPEG.
         */
        get: operations["mutoscope_apps_studio_http_renders_draw_still"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/projects/{project_id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Versions
         * @description Earlier saves that it can be brought back to.
         */
        get: operations["mutoscope_apps_studio_http_projects_list_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/projects/{project_id}/versions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Version
         * @description The project as it was.
         */
        get: operations["mutoscope_apps_studio_http_projects_show_version"];
        put?: never;
        /**
         * Bring Version Back
         * @description Make an earlier version the newest; what is now stays among the versions.
         */
        post: operations["mutoscope_apps_studio_http_projects_bring_version_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/renders/{render_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Render
         * @description How far it is; open pages hear of each step by the news «studio_render».
         */
        get: operations["mutoscope_apps_studio_http_renders_show_render"];
        put?: never;
        post?: never;
        /**
         * Cancel Render
         * @description Stop it; a video that was to have the film ends as failed, with that reason. Of one that is done:
         *     let the film go that lies here to be taken away, and have its room again.
         */
        delete: operations["mutoscope_apps_studio_http_renders_cancel_render"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/sounds/{sound_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Sound As Material
         * @description A sound of somebody's video as something to cut from; ``gone`` with the reason when I may not.
         */
        get: operations["mutoscope_apps_studio_http_show_sound_as_material"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Storage
         * @description What takes the room of my storage, the largest first.
         */
        get: operations["mutoscope_apps_studio_http_renders_show_storage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Templates
         * @description Templates that I may use.
         */
        get: operations["mutoscope_apps_studio_http_beginning_list_templates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/templates/{video_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Template
         * @description A template with its places empty, to be filled in the browser or by ``from-video``.
         */
        get: operations["mutoscope_apps_studio_http_beginning_show_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/transcripts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write Transcript
         * @description Have what is said in a material written down; asked again, the same question says how far that is.
         */
        post: operations["mutoscope_apps_studio_http_captions_write_transcript"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/transcripts/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop Transcript
         * @description Wait no longer for what is said in a material.
         */
        post: operations["mutoscope_apps_studio_http_captions_stop_transcript"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studio/videos/{video_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Video As Material
         * @description A published video as something to cut from; ``gone`` with the reason when I may not.
         */
        get: operations["mutoscope_apps_studio_http_show_video_as_material"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Suggestions
         * @description People I might like to follow, each with the reason; one short list.
         */
        get: operations["mutoscope_apps_feed_http_list_suggestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{tag}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tag Page
         * @description Videos with a tag, the newest first; a tag that nobody uses is an empty page.
         */
        get: operations["mutoscope_apps_search_http_tag_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Trending
         * @description Tags that several people used lately, without counting the one who asks.
         */
        get: operations["mutoscope_apps_search_http_trending"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start Upload
         * @description Announce a file; the answer says where to send it and with which key. The same ``client_id`` gives the
         *     same upload again.
         */
        post: operations["mutoscope_apps_videos_http_start_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/videos/{video_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show Video */
        get: operations["mutoscope_apps_videos_http_show_video"];
        put?: never;
        post?: never;
        /**
         * Delete Video
         * @description Delete for good.
         */
        delete: operations["mutoscope_apps_videos_http_delete_video"];
        options?: never;
        head?: never;
        /**
         * Edit Video
         * @description Change the caption, the audience, the cover or the sound's permission; of a draft its trim too.
         */
        patch: operations["mutoscope_apps_videos_http_edit_video"];
        trace?: never;
    };
    "/api/videos/{video_id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Answer Nothing */
        delete: operations["mutoscope_apps_social_http_comments_answer_nothing"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/videos/{video_id}/answer/{comment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Answer By Video
         * @description Let my video answer a comment under another video of mine, before it is published or after.
         */
        put: operations["mutoscope_apps_social_http_comments_answer_by_video"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/videos/{video_id}/appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Appeal Video
         * @description The same for my video.
         */
        post: operations["mutoscope_apps_safety_http_appeal_video"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/videos/{video_id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Comments
         * @description A page of the comments under a video that answer nobody; the pinned one comes with the first.
         */
        get: operations["mutoscope_apps_social_http_comments_list_comments"];
        put?: never;
        /**
         * Write Comment
         * @description Comment on a video, or answer a comment.
         */
        post: operations["mutoscope_apps_social_http_comments_write_comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/videos/{video_id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Download
         * @description Whether the file that was asked for is ready, and where it lies.
         */
        get: operations["mutoscope_apps_videos_http_show_download"];
        put?: never;
        /**
         * Ask Download
         * @description Ask for a video as a file: with a mark, or one's own as it is. Asking again starts nothing twice.
         */
        post: operations["mutoscope_apps_videos_http_ask_download"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/videos/{video_id}/frames": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Frames
         * @description Up to ``n`` stills of one's own video to choose the cover from; empty while they are being made.
         */
        get: operations["mutoscope_apps_videos_http_list_frames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/videos/{video_id}/insights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Of Video
         * @description Who watches it how far, where they met it, and what it brought.
         */
        get: operations["mutoscope_apps_insights_http_of_video"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/videos/{video_id}/like": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Like */
        put: operations["mutoscope_apps_social_http_like"];
        post?: never;
        /** Unlike */
        delete: operations["mutoscope_apps_social_http_unlike"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/videos/{video_id}/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Lineage
         * @description Whose videos and sounds it was made with, as far as whoever asks may see them, and how many were made
         *     with it.
         */
        get: operations["mutoscope_apps_studio_http_lineage_show_lineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/videos/{video_id}/qr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Qr
         * @description The address of a video as a picture (SVG) that a camera reads.
         */
        get: operations["mutoscope_apps_social_http_shelves_qr"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/videos/{video_id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report Video */
        post: operations["mutoscope_apps_safety_http_report_video"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/videos/{video_id}/repost": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Repost */
        put: operations["mutoscope_apps_social_http_shelves_repost"];
        post?: never;
        /**
         * Unrepost
         * @description Take it off one's profile. A video that one may not see any more can be let go too.
         */
        delete: operations["mutoscope_apps_social_http_shelves_unrepost"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/videos/{video_id}/save": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Save */
        put: operations["mutoscope_apps_social_http_shelves_save"];
        post?: never;
        /**
         * Unsave
         * @description No longer keep it. A video that one may not see any more can be let go too.
         */
        delete: operations["mutoscope_apps_social_http_shelves_unsave"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/videos/{video_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Status
         * @description Where one's own video stands.
         */
        get: operations["mutoscope_apps_videos_http_show_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/videos/{video_id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit Video
         * @description Publish, as soon as the video is ready.
         */
        post: operations["mutoscope_apps_videos_http_submit_video"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/videos/{video_id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Uses
         * @description Videos that were made with it, newest first.
         */
        get: operations["mutoscope_apps_studio_http_lineage_list_uses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** AppOut */
        AppOut: {
            /** Address */
            address: string;
            /** Picture */
            picture: string;
            /** Secret */
            secret: string;
        };
        /** AppealStandingOut */
        AppealStandingOut: {
            /** Answer */
            answer: string;
            /**
             * State
             * @enum {string}
             */
            state: "may" | "late" | "asked" | "kept";
            /** Video */
            video: string;
        };
        /** AppealStandingsOut */
        AppealStandingsOut: {
            /** Appeals */
            appeals: components["schemas"]["AppealStandingOut"][];
        };
        /** AppealWish */
        AppealWish: {
            /** Words */
            words: string;
        };
        /** BeginWish */
        BeginWish: {
            /** Client Id */
            client_id: string;
            /**
             * Name
             * @default
             */
            name: string;
        };
        /** BringWish */
        BringWish: {
            /**
             * Following
             * @default false
             */
            following: boolean;
            /**
             * Interests
             * @default false
             */
            interests: boolean;
            /**
             * Mutes
             * @default false
             */
            mutes: boolean;
            /**
             * Profile
             * @default false
             */
            profile: boolean;
            /**
             * Videos
             * @default drafts
             * @enum {string}
             */
            videos: "everyone" | "followers" | "me" | "drafts" | "none";
        };
        /** ChangeIn */
        ChangeIn: {
            /** Current */
            current: string;
            /** New */
            new: string;
        };
        /** ChoicesIn */
        ChoicesIn: {
            /** Off */
            off: string[];
        };
        /** ClaimIn */
        ClaimIn: {
            /** Birth Date */
            birth_date: string;
            /** Email */
            email: string;
            /** Handle */
            handle: string;
            /**
             * Language
             * @default en
             */
            language: string;
            /** Password */
            password: string;
            /** Token */
            token: string;
        };
        /** CodeIn */
        CodeIn: {
            /** Code */
            code: string;
        };
        /** CodesOut */
        CodesOut: {
            /** Codes */
            codes: string[];
        };
        /** CollectionOut */
        CollectionOut: {
            /** Id */
            id: string;
        };
        /** CommentWish */
        CommentWish: {
            /** Client Id */
            client_id: string;
            /**
             * Parent Id
             * @default
             */
            parent_id: string;
            /** Text */
            text: string;
        };
        /** ConfigOut */
        ConfigOut: {
            /** Languages */
            languages: string[];
            /** Media Url */
            media_url: string;
            /** Minimum Age */
            minimum_age: number;
            /** Stream Url */
            stream_url: string;
            /** Upload Max Bytes */
            upload_max_bytes: number;
            /** Upload Max Seconds */
            upload_max_seconds: number;
        };
        /** CopyWish */
        CopyWish: {
            /** Client Id */
            client_id: string;
            /** Size */
            size: number;
        };
        /** CountsOut */
        CountsOut: {
            /** Followers */
            followers: number;
            /** Following */
            following: number;
            /** Videos */
            videos: number;
        };
        /** CredentialIn */
        CredentialIn: {
            /** Credential */
            credential: {
                [key: string]: unknown;
            };
        };
        /** DataOut */
        DataOut: {
            /** Amounts */
            amounts: {
                [key: string]: number;
            };
            export: components["schemas"]["ExportOut"] | null;
            /** Grace Days */
            grace_days: number;
            /** Handle Days */
            handle_days: number;
        };
        /** DoneOut */
        DoneOut: {
            /**
             * Done
             * @default true
             */
            done: boolean;
        };
        /** EditWish */
        EditWish: {
            /** Text */
            text: string;
        };
        /** EmailIn */
        EmailIn: {
            /** Email */
            email: string;
        };
        /** EndedOut */
        EndedOut: {
            /** Ended */
            ended: number;
        };
        /**
         * ExportOut
         * @description A copy of somebody's data.
         */
        ExportOut: {
            /** Asked Ms */
            asked_ms: number;
            /** Expires Ms */
            expires_ms: number;
            /** Message */
            message: string;
            /** Next Ms */
            next_ms: number;
            /** Progress */
            progress: number;
            /** Size */
            size: number;
            /** State */
            state: string;
        };
        /** ForgotIn */
        ForgotIn: {
            /** Email */
            email: string;
        };
        /**
         * FoundOut
         * @description What is in a copy.
         */
        FoundOut: {
            /** Avatar */
            avatar: boolean;
            /** Bytes */
            bytes: number;
            /** Drafts */
            drafts: number;
            /** Following */
            following: number;
            /** Handle */
            handle: string;
            /** Interests */
            interests: boolean;
            /** Made Ms */
            made_ms: number;
            /** Mutes */
            mutes: number;
            /** Name */
            name: string;
            /** Same Server */
            same_server: boolean;
            /** Server */
            server: string;
            /** Videos */
            videos: number;
        };
        /** FromVideoWish */
        FromVideoWish: {
            /**
             * Begin Ms
             * @default 0
             */
            begin_ms: number;
            /** Client Id */
            client_id: string;
            /**
             * Layout
             * @default beside
             * @enum {string}
             */
            layout: "beside" | "over" | "corner" | "cutout";
            /**
             * Length Ms
             * @default 5000
             */
            length_ms: number;
            /**
             * Materials
             * @default []
             */
            materials: string[];
            /**
             * Name
             * @default
             */
            name: string;
            /**
             * Way
             * @enum {string}
             */
            way: "duet" | "stitch" | "greenscreen" | "react" | "remix" | "clip" | "template";
        };
        /** GroupWish */
        GroupWish: {
            /** Client Id */
            client_id: string;
            /**
             * Name
             * @default
             */
            name: string;
            /** People */
            people: string[];
        };
        /** ImportOut */
        ImportOut: {
            found: components["schemas"]["FoundOut"] | null;
            /** Message */
            message: string;
            /** Progress */
            progress: number;
            /** Report */
            report: components["schemas"]["PartOut"][];
            /** State */
            state: string;
        };
        /** JoinIn */
        JoinIn: {
            /** Birth Date */
            birth_date: string;
            /** Email */
            email: string;
            /** Handle */
            handle: string;
            /**
             * Keep Learned
             * @default false
             */
            keep_learned: boolean;
            /**
             * Language
             * @default en
             */
            language: string;
            /** Password */
            password: string;
        };
        /** LeavingOut */
        LeavingOut: {
            /** Until */
            until: string;
        };
        /** LeftOutOut */
        LeftOutOut: {
            /** What */
            what: string;
            /** Why */
            why: string;
        };
        /** LikesOut */
        LikesOut: {
            /** Likes */
            likes: number;
        };
        /** LinkOut */
        LinkOut: {
            /** Url */
            url: string;
        };
        /** ListOut */
        ListOut: {
            /** Next */
            next: string;
            /** People */
            people: components["schemas"]["ListedOut"][];
        };
        /** ListedOut */
        ListedOut: {
            /** Avatar Url */
            avatar_url: string;
            /** Handle */
            handle: string;
            /** Id */
            id: string;
            /** Is Private */
            is_private: boolean;
            /** Name */
            name: string;
            standing: components["schemas"]["TieOut"];
        };
        /** LoginIn */
        LoginIn: {
            /**
             * Keep
             * @default false
             */
            keep: boolean;
            /** Login */
            login: string;
            /** Password */
            password: string;
        };
        /** MadeOut */
        MadeOut: {
            /** Id */
            id: string;
        };
        /**
         * MannerIn
         * @description What changes; all else stays.
         */
        MannerIn: {
            /** Details */
            details?: boolean | null;
            /** Digest */
            digest?: ("off" | "daily" | "weekly") | null;
            /** Digest Day */
            digest_day?: number | null;
            /** Digest Hour */
            digest_hour?: number | null;
            /** Quiet From */
            quiet_from?: number | null;
            /** Quiet Until */
            quiet_until?: number | null;
            /** Time Zone */
            time_zone?: string | null;
        };
        /** MaterialName */
        MaterialName: {
            /** Name */
            name: string;
        };
        /** MaterialWish */
        MaterialWish: {
            /** Client Id */
            client_id: string;
            /**
             * Name
             * @default
             */
            name: string;
            /** Size */
            size: number;
            /**
             * Type
             * @default
             */
            type: string;
        };
        /** MeOut */
        MeOut: {
            config: components["schemas"]["ConfigOut"];
            /**
             * Confirm Email
             * @default false
             */
            confirm_email: boolean;
            /** Csrf */
            csrf: string;
            person: components["schemas"]["MyselfOut"] | null;
            /** Viewer Key */
            viewer_key: string;
        };
        /** MessageWish */
        MessageWish: {
            /** Client Id */
            client_id: string;
            /**
             * Text
             * @default
             */
            text: string;
            /**
             * Video Id
             * @default
             */
            video_id: string;
        };
        /** MuteOut */
        MuteOut: {
            /** Id */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "person" | "word" | "tag" | "sound";
            person?: components["schemas"]["PersonOut"] | null;
            /**
             * Sound Id
             * @default
             */
            sound_id: string;
            /** Text */
            text: string;
        };
        /** MuteWish */
        MuteWish: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "word" | "tag" | "sound";
            /**
             * Sound Id
             * @default
             */
            sound_id: string;
            /** Text */
            text: string;
        };
        /** MutesOut */
        MutesOut: {
            /** Mutes */
            mutes: components["schemas"]["MuteOut"][];
            /** Next */
            next: string;
        };
        /** MyselfOut */
        MyselfOut: {
            /** Allow Downloads */
            allow_downloads: boolean;
            /** Allows */
            allows: ("duet" | "stitch" | "remix" | "template")[];
            /** Avatar Url */
            avatar_url: string;
            /** Bio */
            bio: string;
            /**
             * Comments For
             * @enum {string}
             */
            comments_for: "everyone" | "followers" | "following" | "nobody";
            /** Email */
            email: string;
            /** Handle */
            handle: string;
            /** Id */
            id: string;
            /** Is Private */
            is_private: boolean;
            /** Is Staff */
            is_staff: boolean;
            /** Language */
            language: string;
            /** May Offer Downloads */
            may_offer_downloads: boolean;
            /** Name */
            name: string;
            quota: components["schemas"]["QuotaOut"];
        };
        /** NameIn */
        NameIn: {
            /** Name */
            name: string;
        };
        /** NameWish */
        NameWish: {
            /** Name */
            name: string;
        };
        /** NewPasskeyIn */
        NewPasskeyIn: {
            /** Credential */
            credential: {
                [key: string]: unknown;
            };
            /**
             * Name
             * @default
             */
            name: string;
        };
        /** OptionsOut */
        OptionsOut: {
            /** Options */
            options: {
                [key: string]: unknown;
            };
        };
        /** PartOut */
        PartOut: {
            /** Already */
            already: number;
            /** Left Out */
            left_out: components["schemas"]["LeftOutOut"][];
            /** More Left Out */
            more_left_out: number;
            /** Part */
            part: string;
            /** Taken */
            taken: number;
        };
        /** PasskeyLoginIn */
        PasskeyLoginIn: {
            /** Credential */
            credential: {
                [key: string]: unknown;
            };
            /**
             * Keep
             * @default false
             */
            keep: boolean;
        };
        /** PasskeyOut */
        PasskeyOut: {
            /** Added */
            added: number;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Used */
            used: number;
        };
        /** PasswordIn */
        PasswordIn: {
            /** Password */
            password: string;
        };
        /** PeopleOut */
        PeopleOut: {
            /** Next */
            next: string;
            /** People */
            people: components["schemas"]["PersonOut"][];
        };
        /** PersonOut */
        PersonOut: {
            /** Avatar Url */
            avatar_url: string;
            /** Handle */
            handle: string;
            /** Id */
            id: string;
            /** Is Private */
            is_private: boolean;
            /** Name */
            name: string;
        };
        /** PinOut */
        PinOut: {
            /** Pinned */
            pinned: boolean;
        };
        /**
         * PrivacyIn
         * @description What is left out stays as it is.
         */
        PrivacyIn: {
            /** Allow Downloads */
            allow_downloads?: boolean | null;
            /** Allows */
            allows?: ("duet" | "stitch" | "remix" | "template")[] | null;
            /** Comments For */
            comments_for?: ("everyone" | "followers" | "following" | "nobody") | null;
            /** Hears From */
            hears_from?: ("everybody" | "friends" | "nobody") | null;
            /** Indexed */
            indexed?: boolean | null;
            /** Is Private */
            is_private?: boolean | null;
            /** Shows Likes */
            shows_likes?: boolean | null;
            /** Shows Reading */
            shows_reading?: boolean | null;
            /** Suggested */
            suggested?: boolean | null;
        };
        /**
         * ProfileIn
         * @description What is left out stays as it is; what is not named here is refused, not overheard.
         */
        ProfileIn: {
            /** Bio */
            bio?: string | null;
            /** Handle */
            handle?: string | null;
            /** Language */
            language?: string | null;
            /** Name */
            name?: string | null;
        };
        /** ProfileOut */
        ProfileOut: {
            /** Avatar Url */
            avatar_url: string;
            /** Bio */
            bio: string;
            counts: components["schemas"]["CountsOut"];
            /** Handle */
            handle: string;
            /** Id */
            id: string;
            /** Is Private */
            is_private: boolean;
            /** Name */
            name: string;
            standing: components["schemas"]["StandingOut"];
        };
        /** ProjectName */
        ProjectName: {
            /** Name */
            name: string;
        };
        /** ProjectWish */
        ProjectWish: {
            /** Client Id */
            client_id: string;
            /**
             * Name
             * @default
             */
            name: string;
        };
        /** PublishWish */
        PublishWish: {
            /** Allow Download */
            allow_download?: boolean | null;
            /**
             * Allow Sound
             * @default true
             */
            allow_sound: boolean;
            /** Allows */
            allows?: ("duet" | "stitch" | "remix" | "template")[] | null;
            /**
             * Audience
             * @default everyone
             * @enum {string}
             */
            audience: "everyone" | "followers" | "me";
            /**
             * Caption
             * @default
             */
            caption: string;
            /** Client Id */
            client_id: string;
            /** Comments For */
            comments_for?: ("everyone" | "followers" | "following" | "nobody") | null;
            /**
             * Cover Ms
             * @default -1
             */
            cover_ms: number;
        };
        /** QuotaOut */
        QuotaOut: {
            /** Limit */
            limit: number;
            /** Used */
            used: number;
        };
        /** ReadIn */
        ReadIn: {
            /** Until Ms */
            until_ms: number;
        };
        /** ReadWish */
        ReadWish: {
            /** Number */
            number: number;
        };
        /** ReasonOut */
        ReasonOut: {
            /** Code */
            code: string;
            /** Title */
            title: string;
        };
        /** ReasonsOut */
        ReasonsOut: {
            /** Reasons */
            reasons: components["schemas"]["ReasonOut"][];
        };
        /** RenderWish */
        RenderWish: {
            /**
             * Ahead
             * @default false
             */
            ahead: boolean;
            /** Client Id */
            client_id: string;
        };
        /** ReportOut */
        ReportOut: {
            /**
             * Received
             * @default true
             */
            received: boolean;
        };
        /** ReportWish */
        ReportWish: {
            /**
             * Details
             * @default
             */
            details: string;
            /** Reason */
            reason: string;
        };
        /** RepostsOut */
        RepostsOut: {
            /** Reposts */
            reposts: number;
        };
        /** RequestsOut */
        RequestsOut: {
            /** Next */
            next: string;
            /** Requests */
            requests: components["schemas"]["PersonOut"][];
        };
        /** ResetIn */
        ResetIn: {
            /** Key */
            key: string;
            /** Password */
            password: string;
        };
        /** SavesOut */
        SavesOut: {
            /** Saves */
            saves: number;
        };
        /** SeatOut */
        SeatOut: {
            /** Here */
            here: boolean;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Seen */
            seen: string;
            /** Since */
            since: string;
        };
        /** SecurityOut */
        SecurityOut: {
            /** App */
            app: boolean;
            /** Codes Left */
            codes_left: number;
            /** Devices */
            devices: components["schemas"]["SeatOut"][];
            /** Email */
            email: string;
            /** Email Confirmed */
            email_confirmed: boolean;
            /** Email Waiting */
            email_waiting: string;
            /** Passkeys */
            passkeys: components["schemas"]["PasskeyOut"][];
        };
        /** SieveWish */
        SieveWish: {
            /** Everything */
            everything: boolean;
            /** Words */
            words: string[];
        };
        /** StandingOut */
        StandingOut: {
            /** Blocked */
            blocked: boolean;
            /** Followed By */
            followed_by: boolean;
            /** Follows */
            follows: boolean;
            /** Muted */
            muted: boolean;
            /** Own */
            own: boolean;
            /** Requested */
            requested: boolean;
        };
        /** SubmitWish */
        SubmitWish: {
            /** Allow Download */
            allow_download?: boolean | null;
            /**
             * Allow Sound
             * @default true
             */
            allow_sound: boolean;
            /** Allows */
            allows?: ("duet" | "stitch" | "remix" | "template")[] | null;
            /**
             * Audience
             * @default everyone
             * @enum {string}
             */
            audience: "everyone" | "followers" | "me";
            /**
             * Caption
             * @default
             */
            caption: string;
            /** Comments For */
            comments_for?: ("everyone" | "followers" | "following" | "nobody") | null;
            /**
             * Cover Ms
             * @default -1
             */
            cover_ms: number;
            /**
             * Sound Id
             * @default
             */
            sound_id: string;
            /**
             * Trim End Ms
             * @default 0
             */
            trim_end_ms: number;
            /**
             * Trim Start Ms
             * @default 0
             */
            trim_start_ms: number;
        };
        /** SubscriptionIn */
        SubscriptionIn: {
            /** Auth */
            auth: string;
            /** Endpoint */
            endpoint: string;
            /** P256Dh */
            p256dh: string;
            /**
             * Time Zone
             * @default
             */
            time_zone: string;
        };
        /** TieOut */
        TieOut: {
            /** Followed By */
            followed_by: boolean;
            /** Follows */
            follows: boolean;
            /** Own */
            own: boolean;
            /** Requested */
            requested: boolean;
        };
        /** TimelineWish */
        TimelineWish: {
            /** Client Id */
            client_id: string;
            /**
             * Name
             * @default
             */
            name: string;
            /** Timeline */
            timeline: string;
        };
        /** TranscriptWish */
        TranscriptWish: {
            /**
             * Language
             * @default
             */
            language: string;
            /** Material Id */
            material_id: string;
            /**
             * Origin
             * @enum {string}
             */
            origin: "upload" | "video" | "sound";
        };
        /** UnsavedOut */
        UnsavedOut: {
            /** Collections */
            collections: string[];
            /** Saves */
            saves: number;
        };
        /** UploadWish */
        UploadWish: {
            /** Client Id */
            client_id: string;
            /**
             * Name
             * @default
             */
            name: string;
            /** Size */
            size: number;
            /**
             * Type
             * @default
             */
            type: string;
        };
        /** Wish */
        Wish: {
            /**
             * Cursor
             * @default
             */
            cursor: string;
            /**
             * Kind
             * @default all
             * @enum {string}
             */
            kind: "all" | "people" | "videos" | "tags" | "sounds";
            /**
             * Length
             * @default any
             * @enum {string}
             */
            length: "any" | "short" | "medium" | "long";
            /**
             * Q
             * @default
             */
            q: string;
            /**
             * Since
             * @default any
             * @enum {string}
             */
            since: "any" | "day" | "week" | "month" | "year";
            /**
             * Sort
             * @default best
             * @enum {string}
             */
            sort: "best" | "newest";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    mutoscope_apps_safety_http_list_appeals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealStandingsOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_http_avatar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_relations_http_lists_list_blocks: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_http_claim: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
        };
    };
    mutoscope_apps_social_http_shelves_list_collections: {
        parameters: {
            query?: {
                video_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        collections: {
                            count: number;
                            cover_url: string;
                            has: boolean;
                            id: string;
                            name: string;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_social_http_shelves_make_collection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionOut"];
                };
            };
        };
    };
    mutoscope_apps_social_http_shelves_delete_collection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_social_http_shelves_rename_collection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionOut"];
                };
            };
        };
    };
    mutoscope_apps_social_http_shelves_list_collected: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path: {
                collection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cards: {
                            allow_download: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @default null */
                            answers: {
                                handle: string;
                                id: string;
                                text: string;
                                video_id: string;
                            } | null;
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            blurhash: string;
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            /** CountsOnCard */
                            counts: {
                                comments: number;
                                likes: number;
                                reposts: number;
                                saves: number;
                            };
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            /** @default null */
                            credit: {
                                handle: string;
                                more: number;
                                /** @enum {unknown} */
                                role: "clip" | "duet" | "greenscreen" | "react" | "remix" | "sound" | "stitch" | "template";
                                sound_id: string;
                                video_id: string;
                            } | null;
                            duration_ms: number;
                            /** @default 0 */
                            elsewhere_ms: number;
                            height: number;
                            id: string;
                            poster_url: string;
                            published_ms: number;
                            renditions: {
                                codecs: string;
                                head_bytes: number;
                                height: number;
                                kbps: number;
                                size: number;
                                url: string;
                                width: number;
                            }[];
                            sound: {
                                creator_handle: string;
                                id: string;
                                title: string;
                            } | null;
                            /** @default published */
                            state: string;
                            tags: string[];
                            /** ViewerOnCard */
                            viewer: {
                                download_marked: boolean;
                                follows: boolean;
                                liked: boolean;
                                may_comment: boolean;
                                may_download: boolean;
                                may_use: ("duet" | "remix" | "stitch" | "template")[];
                                own: boolean;
                                reposted: boolean;
                                saved: boolean;
                            };
                            width: number;
                        }[];
                        next: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_social_http_shelves_collect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_id: string;
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavesOut"];
                };
            };
        };
    };
    mutoscope_apps_social_http_shelves_take_out: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_id: string;
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_social_http_comments_list_waiting: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        comments: {
                            answers: string;
                            /** CreatorOnCard */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            by_creator: boolean;
                            created_ms: number;
                            /** @default false */
                            deleted: boolean;
                            edited_ms: number;
                            held: boolean;
                            id: string;
                            liked: boolean;
                            liked_by_creator: boolean;
                            likes: number;
                            may_answer_by_video: boolean;
                            may_delete: boolean;
                            may_pin: boolean;
                            may_take_down: boolean;
                            muted: boolean;
                            own: boolean;
                            pinned: boolean;
                            replies: number;
                            root_id: string;
                            text: string;
                            video_answer: string;
                            video_id: string;
                            waiting: boolean;
                        }[];
                        next: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_social_http_comments_show_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reply: {
                            answers: string;
                            /** CreatorOnCard */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            by_creator: boolean;
                            created_ms: number;
                            /** @default false */
                            deleted: boolean;
                            edited_ms: number;
                            held: boolean;
                            id: string;
                            liked: boolean;
                            liked_by_creator: boolean;
                            likes: number;
                            may_answer_by_video: boolean;
                            may_delete: boolean;
                            may_pin: boolean;
                            may_take_down: boolean;
                            muted: boolean;
                            own: boolean;
                            pinned: boolean;
                            replies: number;
                            root_id: string;
                            text: string;
                            video_answer: string;
                            video_id: string;
                            waiting: boolean;
                        } | null;
                        /**
                         * CommentView
                         * @description One comment as one viewer meets it. Ids are their 13-letter text.
                         */
                        root: {
                            answers: string;
                            /** CreatorOnCard */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            by_creator: boolean;
                            created_ms: number;
                            /** @default false */
                            deleted: boolean;
                            edited_ms: number;
                            held: boolean;
                            id: string;
                            liked: boolean;
                            liked_by_creator: boolean;
                            likes: number;
                            may_answer_by_video: boolean;
                            may_delete: boolean;
                            may_pin: boolean;
                            may_take_down: boolean;
                            muted: boolean;
                            own: boolean;
                            pinned: boolean;
                            replies: number;
                            root_id: string;
                            text: string;
                            video_answer: string;
                            video_id: string;
                            waiting: boolean;
                        };
                    };
                };
            };
        };
    };
    mutoscope_apps_social_http_comments_delete_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_social_http_comments_edit_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reply: {
                            answers: string;
                            /** CreatorOnCard */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            by_creator: boolean;
                            created_ms: number;
                            /** @default false */
                            deleted: boolean;
                            edited_ms: number;
                            held: boolean;
                            id: string;
                            liked: boolean;
                            liked_by_creator: boolean;
                            likes: number;
                            may_answer_by_video: boolean;
                            may_delete: boolean;
                            may_pin: boolean;
                            may_take_down: boolean;
                            muted: boolean;
                            own: boolean;
                            pinned: boolean;
                            replies: number;
                            root_id: string;
                            text: string;
                            video_answer: string;
                            video_id: string;
                            waiting: boolean;
                        } | null;
                        /**
                         * CommentView
                         * @description One comment as one viewer meets it. Ids are their 13-letter text.
                         */
                        root: {
                            answers: string;
                            /** CreatorOnCard */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            by_creator: boolean;
                            created_ms: number;
                            /** @default false */
                            deleted: boolean;
                            edited_ms: number;
                            held: boolean;
                            id: string;
                            liked: boolean;
                            liked_by_creator: boolean;
                            likes: number;
                            may_answer_by_video: boolean;
                            may_delete: boolean;
                            may_pin: boolean;
                            may_take_down: boolean;
                            muted: boolean;
                            own: boolean;
                            pinned: boolean;
                            replies: number;
                            root_id: string;
                            text: string;
                            video_answer: string;
                            video_id: string;
                            waiting: boolean;
                        };
                    };
                };
            };
        };
    };
    mutoscope_apps_safety_http_appeal_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_social_http_comments_approve_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reply: {
                            answers: string;
                            /** CreatorOnCard */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            by_creator: boolean;
                            created_ms: number;
                            /** @default false */
                            deleted: boolean;
                            edited_ms: number;
                            held: boolean;
                            id: string;
                            liked: boolean;
                            liked_by_creator: boolean;
                            likes: number;
                            may_answer_by_video: boolean;
                            may_delete: boolean;
                            may_pin: boolean;
                            may_take_down: boolean;
                            muted: boolean;
                            own: boolean;
                            pinned: boolean;
                            replies: number;
                            root_id: string;
                            text: string;
                            video_answer: string;
                            video_id: string;
                            waiting: boolean;
                        } | null;
                        /**
                         * CommentView
                         * @description One comment as one viewer meets it. Ids are their 13-letter text.
                         */
                        root: {
                            answers: string;
                            /** CreatorOnCard */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            by_creator: boolean;
                            created_ms: number;
                            /** @default false */
                            deleted: boolean;
                            edited_ms: number;
                            held: boolean;
                            id: string;
                            liked: boolean;
                            liked_by_creator: boolean;
                            likes: number;
                            may_answer_by_video: boolean;
                            may_delete: boolean;
                            may_pin: boolean;
                            may_take_down: boolean;
                            muted: boolean;
                            own: boolean;
                            pinned: boolean;
                            replies: number;
                            root_id: string;
                            text: string;
                            video_answer: string;
                            video_id: string;
                            waiting: boolean;
                        };
                    };
                };
            };
        };
    };
    mutoscope_apps_safety_http_take_comment_down: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_safety_http_restore_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_social_http_comments_list_editions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        editions: {
                            text: string;
                            until_ms: number;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_social_http_comments_like_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LikesOut"];
                };
            };
        };
    };
    mutoscope_apps_social_http_comments_unlike_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LikesOut"];
                };
            };
        };
    };
    mutoscope_apps_social_http_comments_pin_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinOut"];
                };
            };
        };
    };
    mutoscope_apps_social_http_comments_unpin_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinOut"];
                };
            };
        };
    };
    mutoscope_apps_social_http_comments_list_replies: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        comments: {
                            answers: string;
                            /** CreatorOnCard */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            by_creator: boolean;
                            created_ms: number;
                            /** @default false */
                            deleted: boolean;
                            edited_ms: number;
                            held: boolean;
                            id: string;
                            liked: boolean;
                            liked_by_creator: boolean;
                            likes: number;
                            may_answer_by_video: boolean;
                            may_delete: boolean;
                            may_pin: boolean;
                            may_take_down: boolean;
                            muted: boolean;
                            own: boolean;
                            pinned: boolean;
                            replies: number;
                            root_id: string;
                            text: string;
                            video_answer: string;
                            video_id: string;
                            waiting: boolean;
                        }[];
                        next: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_safety_http_report_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
        };
    };
    mutoscope_apps_social_http_comments_restore_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reply: {
                            answers: string;
                            /** CreatorOnCard */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            by_creator: boolean;
                            created_ms: number;
                            /** @default false */
                            deleted: boolean;
                            edited_ms: number;
                            held: boolean;
                            id: string;
                            liked: boolean;
                            liked_by_creator: boolean;
                            likes: number;
                            may_answer_by_video: boolean;
                            may_delete: boolean;
                            may_pin: boolean;
                            may_take_down: boolean;
                            muted: boolean;
                            own: boolean;
                            pinned: boolean;
                            replies: number;
                            root_id: string;
                            text: string;
                            video_answer: string;
                            video_id: string;
                            waiting: boolean;
                        } | null;
                        /**
                         * CommentView
                         * @description One comment as one viewer meets it. Ids are their 13-letter text.
                         */
                        root: {
                            answers: string;
                            /** CreatorOnCard */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            by_creator: boolean;
                            created_ms: number;
                            /** @default false */
                            deleted: boolean;
                            edited_ms: number;
                            held: boolean;
                            id: string;
                            liked: boolean;
                            liked_by_creator: boolean;
                            likes: number;
                            may_answer_by_video: boolean;
                            may_delete: boolean;
                            may_pin: boolean;
                            may_take_down: boolean;
                            muted: boolean;
                            own: boolean;
                            pinned: boolean;
                            replies: number;
                            root_id: string;
                            text: string;
                            video_answer: string;
                            video_id: string;
                            waiting: boolean;
                        };
                    };
                };
            };
        };
    };
    mutoscope_apps_messages_http_list_conversations: {
        parameters: {
            query?: {
                requests?: boolean;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        conversations: {
                            founder: boolean;
                            id: string;
                            is_group: boolean;
                            last: {
                                about: {
                                    avatar_url: string;
                                    handle: string;
                                    id: string;
                                    name: string;
                                } | null;
                                /** PersonOnMessage */
                                author: {
                                    avatar_url: string;
                                    handle: string;
                                    id: string;
                                    name: string;
                                };
                                client_id: string;
                                created_ms: number;
                                gone: string;
                                has_video: boolean;
                                id: string;
                                note: string;
                                number: number;
                                own: boolean;
                                text: string;
                                video: {
                                    caption: string;
                                    creator_handle: string;
                                    creator_name: string;
                                    duration_ms: number;
                                    id: string;
                                    poster_url: string;
                                } | null;
                            } | null;
                            latest_ms: number;
                            muted: boolean;
                            name: string;
                            others: {
                                founder: boolean;
                                /** PersonOnMessage */
                                person: {
                                    avatar_url: string;
                                    handle: string;
                                    id: string;
                                    name: string;
                                };
                                read_number: number;
                            }[];
                            /** @enum {unknown} */
                            reach: "ask" | "no" | "write";
                            read_number: number;
                            state: string;
                            unread: number;
                        }[];
                        next: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_messages_http_found: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        founder: boolean;
                        id: string;
                        is_group: boolean;
                        last: {
                            about: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            } | null;
                            /** PersonOnMessage */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            client_id: string;
                            created_ms: number;
                            gone: string;
                            has_video: boolean;
                            id: string;
                            note: string;
                            number: number;
                            own: boolean;
                            text: string;
                            video: {
                                caption: string;
                                creator_handle: string;
                                creator_name: string;
                                duration_ms: number;
                                id: string;
                                poster_url: string;
                            } | null;
                        } | null;
                        latest_ms: number;
                        muted: boolean;
                        name: string;
                        others: {
                            founder: boolean;
                            /** PersonOnMessage */
                            person: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            read_number: number;
                        }[];
                        /** @enum {unknown} */
                        reach: "ask" | "no" | "write";
                        read_number: number;
                        state: string;
                        unread: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_messages_http_show_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        founder: boolean;
                        id: string;
                        is_group: boolean;
                        last: {
                            about: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            } | null;
                            /** PersonOnMessage */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            client_id: string;
                            created_ms: number;
                            gone: string;
                            has_video: boolean;
                            id: string;
                            note: string;
                            number: number;
                            own: boolean;
                            text: string;
                            video: {
                                caption: string;
                                creator_handle: string;
                                creator_name: string;
                                duration_ms: number;
                                id: string;
                                poster_url: string;
                            } | null;
                        } | null;
                        latest_ms: number;
                        muted: boolean;
                        name: string;
                        others: {
                            founder: boolean;
                            /** PersonOnMessage */
                            person: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            read_number: number;
                        }[];
                        /** @enum {unknown} */
                        reach: "ask" | "no" | "write";
                        read_number: number;
                        state: string;
                        unread: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_messages_http_clear_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_messages_http_rename: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        founder: boolean;
                        id: string;
                        is_group: boolean;
                        last: {
                            about: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            } | null;
                            /** PersonOnMessage */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            client_id: string;
                            created_ms: number;
                            gone: string;
                            has_video: boolean;
                            id: string;
                            note: string;
                            number: number;
                            own: boolean;
                            text: string;
                            video: {
                                caption: string;
                                creator_handle: string;
                                creator_name: string;
                                duration_ms: number;
                                id: string;
                                poster_url: string;
                            } | null;
                        } | null;
                        latest_ms: number;
                        muted: boolean;
                        name: string;
                        others: {
                            founder: boolean;
                            /** PersonOnMessage */
                            person: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            read_number: number;
                        }[];
                        /** @enum {unknown} */
                        reach: "ask" | "no" | "write";
                        read_number: number;
                        state: string;
                        unread: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_messages_http_accept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        founder: boolean;
                        id: string;
                        is_group: boolean;
                        last: {
                            about: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            } | null;
                            /** PersonOnMessage */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            client_id: string;
                            created_ms: number;
                            gone: string;
                            has_video: boolean;
                            id: string;
                            note: string;
                            number: number;
                            own: boolean;
                            text: string;
                            video: {
                                caption: string;
                                creator_handle: string;
                                creator_name: string;
                                duration_ms: number;
                                id: string;
                                poster_url: string;
                            } | null;
                        } | null;
                        latest_ms: number;
                        muted: boolean;
                        name: string;
                        others: {
                            founder: boolean;
                            /** PersonOnMessage */
                            person: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            read_number: number;
                        }[];
                        /** @enum {unknown} */
                        reach: "ask" | "no" | "write";
                        read_number: number;
                        state: string;
                        unread: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_messages_http_decline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_messages_http_groups_leave: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_messages_http_groups_add: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        founder: boolean;
                        id: string;
                        is_group: boolean;
                        last: {
                            about: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            } | null;
                            /** PersonOnMessage */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            client_id: string;
                            created_ms: number;
                            gone: string;
                            has_video: boolean;
                            id: string;
                            note: string;
                            number: number;
                            own: boolean;
                            text: string;
                            video: {
                                caption: string;
                                creator_handle: string;
                                creator_name: string;
                                duration_ms: number;
                                id: string;
                                poster_url: string;
                            } | null;
                        } | null;
                        latest_ms: number;
                        muted: boolean;
                        name: string;
                        others: {
                            founder: boolean;
                            /** PersonOnMessage */
                            person: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            read_number: number;
                        }[];
                        /** @enum {unknown} */
                        reach: "ask" | "no" | "write";
                        read_number: number;
                        state: string;
                        unread: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_messages_http_groups_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        founder: boolean;
                        id: string;
                        is_group: boolean;
                        last: {
                            about: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            } | null;
                            /** PersonOnMessage */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            client_id: string;
                            created_ms: number;
                            gone: string;
                            has_video: boolean;
                            id: string;
                            note: string;
                            number: number;
                            own: boolean;
                            text: string;
                            video: {
                                caption: string;
                                creator_handle: string;
                                creator_name: string;
                                duration_ms: number;
                                id: string;
                                poster_url: string;
                            } | null;
                        } | null;
                        latest_ms: number;
                        muted: boolean;
                        name: string;
                        others: {
                            founder: boolean;
                            /** PersonOnMessage */
                            person: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            read_number: number;
                        }[];
                        /** @enum {unknown} */
                        reach: "ask" | "no" | "write";
                        read_number: number;
                        state: string;
                        unread: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_messages_http_talk_list_messages: {
        parameters: {
            query?: {
                before?: number;
                after?: number;
            };
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        earlier: boolean;
                        later: boolean;
                        messages: {
                            about: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            } | null;
                            /** PersonOnMessage */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            client_id: string;
                            created_ms: number;
                            gone: string;
                            has_video: boolean;
                            id: string;
                            note: string;
                            number: number;
                            own: boolean;
                            text: string;
                            video: {
                                caption: string;
                                creator_handle: string;
                                creator_name: string;
                                duration_ms: number;
                                id: string;
                                poster_url: string;
                            } | null;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_messages_http_talk_say: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        about: {
                            avatar_url: string;
                            handle: string;
                            id: string;
                            name: string;
                        } | null;
                        /** PersonOnMessage */
                        author: {
                            avatar_url: string;
                            handle: string;
                            id: string;
                            name: string;
                        };
                        client_id: string;
                        created_ms: number;
                        gone: string;
                        has_video: boolean;
                        id: string;
                        note: string;
                        number: number;
                        own: boolean;
                        text: string;
                        video: {
                            caption: string;
                            creator_handle: string;
                            creator_name: string;
                            duration_ms: number;
                            id: string;
                            poster_url: string;
                        } | null;
                    };
                };
            };
        };
    };
    mutoscope_apps_messages_http_talk_unsay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_safety_http_report_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
                message_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
        };
    };
    mutoscope_apps_messages_http_mute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        founder: boolean;
                        id: string;
                        is_group: boolean;
                        last: {
                            about: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            } | null;
                            /** PersonOnMessage */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            client_id: string;
                            created_ms: number;
                            gone: string;
                            has_video: boolean;
                            id: string;
                            note: string;
                            number: number;
                            own: boolean;
                            text: string;
                            video: {
                                caption: string;
                                creator_handle: string;
                                creator_name: string;
                                duration_ms: number;
                                id: string;
                                poster_url: string;
                            } | null;
                        } | null;
                        latest_ms: number;
                        muted: boolean;
                        name: string;
                        others: {
                            founder: boolean;
                            /** PersonOnMessage */
                            person: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            read_number: number;
                        }[];
                        /** @enum {unknown} */
                        reach: "ask" | "no" | "write";
                        read_number: number;
                        state: string;
                        unread: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_messages_http_unmute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        founder: boolean;
                        id: string;
                        is_group: boolean;
                        last: {
                            about: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            } | null;
                            /** PersonOnMessage */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            client_id: string;
                            created_ms: number;
                            gone: string;
                            has_video: boolean;
                            id: string;
                            note: string;
                            number: number;
                            own: boolean;
                            text: string;
                            video: {
                                caption: string;
                                creator_handle: string;
                                creator_name: string;
                                duration_ms: number;
                                id: string;
                                poster_url: string;
                            } | null;
                        } | null;
                        latest_ms: number;
                        muted: boolean;
                        name: string;
                        others: {
                            founder: boolean;
                            /** PersonOnMessage */
                            person: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            read_number: number;
                        }[];
                        /** @enum {unknown} */
                        reach: "ask" | "no" | "write";
                        read_number: number;
                        state: string;
                        unread: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_safety_http_report_group_name: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
        };
    };
    mutoscope_apps_messages_http_talk_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        conversations: number;
                        requests: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_safety_http_report_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
        };
    };
    mutoscope_apps_safety_http_appeal_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                decision_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_videos_http_list_drafts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        drafts: {
                            caption: string;
                            created_ms: number;
                            duration_ms: number;
                            id: string;
                            poster_url: string;
                            reason: string;
                            state: string;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_feed_steering_http_choices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dials: {
                            /** @enum {unknown} */
                            kind: "creator" | "language" | "sound" | "tag";
                            label: string;
                            /** @enum {unknown} */
                            level: -2 | -1 | 0 | 1 | 2;
                            name: string;
                        }[];
                        discovery: number;
                        length: number;
                        /** @enum {unknown} */
                        mode: "learning" | "paused" | "plain" | "unasked";
                        paused_until_ms: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_feed_steering_http_steer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    dials?: {
                        /** @enum {unknown} */
                        kind: "creator" | "language" | "sound" | "tag";
                        level: (-2 | -1 | 0 | 1 | 2) | null;
                        name: string;
                    }[];
                    /** @default null */
                    discovery?: number | null;
                    /** @default null */
                    learning?: boolean | null;
                    /** @default null */
                    length?: number | null;
                    /** @default null */
                    pause?: ("day" | "hour" | "off" | "open") | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dials: {
                            /** @enum {unknown} */
                            kind: "creator" | "language" | "sound" | "tag";
                            label: string;
                            /** @enum {unknown} */
                            level: -2 | -1 | 0 | 1 | 2;
                            name: string;
                        }[];
                        discovery: number;
                        length: number;
                        /** @enum {unknown} */
                        mode: "learning" | "paused" | "plain" | "unasked";
                        paused_until_ms: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_feed_http_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    events: {
                        at_ms: number;
                        /** @default 0 */
                        duration_ms?: number;
                        event_id: string;
                        /** @enum {unknown} */
                        kind: "comment" | "follow" | "impression" | "like" | "not_interested" | "profile" | "report" | "repost" | "save" | "share" | "undo_not_interested" | "unlike" | "unrepost" | "unsave" | "watch";
                        /** @default  */
                        page_id?: string;
                        /** @default -1 */
                        position?: number;
                        /** @default video */
                        scope?: string;
                        /** @default  */
                        tag?: string;
                        video_id: string;
                        /** @default 0 */
                        watched_ms?: number;
                    }[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accepted: number;
                        duplicates: number;
                        refused: {
                            code: string;
                            event_id: string;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_feed_http_following: {
        parameters: {
            query?: {
                cursor?: string;
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cards: {
                            allow_download: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @default null */
                            answers: {
                                handle: string;
                                id: string;
                                text: string;
                                video_id: string;
                            } | null;
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            blurhash: string;
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            /** CountsOnCard */
                            counts: {
                                comments: number;
                                likes: number;
                                reposts: number;
                                saves: number;
                            };
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            /** @default null */
                            credit: {
                                handle: string;
                                more: number;
                                /** @enum {unknown} */
                                role: "clip" | "duet" | "greenscreen" | "react" | "remix" | "sound" | "stitch" | "template";
                                sound_id: string;
                                video_id: string;
                            } | null;
                            duration_ms: number;
                            /** @default 0 */
                            elsewhere_ms: number;
                            height: number;
                            id: string;
                            poster_url: string;
                            published_ms: number;
                            renditions: {
                                codecs: string;
                                head_bytes: number;
                                height: number;
                                kbps: number;
                                size: number;
                                url: string;
                                width: number;
                            }[];
                            sound: {
                                creator_handle: string;
                                id: string;
                                title: string;
                            } | null;
                            /** @default published */
                            state: string;
                            tags: string[];
                            /** ViewerOnCard */
                            viewer: {
                                download_marked: boolean;
                                follows: boolean;
                                liked: boolean;
                                may_comment: boolean;
                                may_download: boolean;
                                may_use: ("duet" | "remix" | "stitch" | "template")[];
                                own: boolean;
                                reposted: boolean;
                                saved: boolean;
                            };
                            width: number;
                        }[];
                        next: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_feed_http_newest: {
        parameters: {
            query?: {
                cursor?: string;
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cards: {
                            allow_download: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @default null */
                            answers: {
                                handle: string;
                                id: string;
                                text: string;
                                video_id: string;
                            } | null;
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            blurhash: string;
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            /** CountsOnCard */
                            counts: {
                                comments: number;
                                likes: number;
                                reposts: number;
                                saves: number;
                            };
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            /** @default null */
                            credit: {
                                handle: string;
                                more: number;
                                /** @enum {unknown} */
                                role: "clip" | "duet" | "greenscreen" | "react" | "remix" | "sound" | "stitch" | "template";
                                sound_id: string;
                                video_id: string;
                            } | null;
                            duration_ms: number;
                            /** @default 0 */
                            elsewhere_ms: number;
                            height: number;
                            id: string;
                            poster_url: string;
                            published_ms: number;
                            renditions: {
                                codecs: string;
                                head_bytes: number;
                                height: number;
                                kbps: number;
                                size: number;
                                url: string;
                                width: number;
                            }[];
                            sound: {
                                creator_handle: string;
                                id: string;
                                title: string;
                            } | null;
                            /** @default published */
                            state: string;
                            tags: string[];
                            /** ViewerOnCard */
                            viewer: {
                                download_marked: boolean;
                                follows: boolean;
                                liked: boolean;
                                may_comment: boolean;
                                may_download: boolean;
                                may_use: ("duet" | "remix" | "stitch" | "template")[];
                                own: boolean;
                                reposted: boolean;
                                saved: boolean;
                            };
                            width: number;
                        }[];
                        next: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_feed_http_page: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    have?: string[];
                    /** @default [] */
                    met?: string[];
                    /** @default 8 */
                    size?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @default false */
                        begins: boolean;
                        cards: {
                            allow_download: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @default null */
                            answers: {
                                handle: string;
                                id: string;
                                text: string;
                                video_id: string;
                            } | null;
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            blurhash: string;
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            /** CountsOnCard */
                            counts: {
                                comments: number;
                                likes: number;
                                reposts: number;
                                saves: number;
                            };
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            /** @default null */
                            credit: {
                                handle: string;
                                more: number;
                                /** @enum {unknown} */
                                role: "clip" | "duet" | "greenscreen" | "react" | "remix" | "sound" | "stitch" | "template";
                                sound_id: string;
                                video_id: string;
                            } | null;
                            duration_ms: number;
                            /** @default 0 */
                            elsewhere_ms: number;
                            height: number;
                            id: string;
                            poster_url: string;
                            published_ms: number;
                            renditions: {
                                codecs: string;
                                head_bytes: number;
                                height: number;
                                kbps: number;
                                size: number;
                                url: string;
                                width: number;
                            }[];
                            sound: {
                                creator_handle: string;
                                id: string;
                                title: string;
                            } | null;
                            /** @default published */
                            state: string;
                            tags: string[];
                            /** Trace */
                            trace: {
                                explore: boolean;
                                recycled: boolean;
                                source: string;
                            };
                            /** ViewerOnCard */
                            viewer: {
                                download_marked: boolean;
                                follows: boolean;
                                liked: boolean;
                                may_comment: boolean;
                                may_download: boolean;
                                may_use: ("duet" | "remix" | "stitch" | "template")[];
                                own: boolean;
                                reposted: boolean;
                                saved: boolean;
                            };
                            width: number;
                        }[];
                        caught_up: boolean;
                        /**
                         * @default learning
                         * @enum {unknown}
                         */
                        mode: "learning" | "paused" | "plain" | "unasked";
                        page_id: string;
                        /** @default [] */
                        trouble: string[];
                    };
                };
            };
        };
    };
    mutoscope_apps_feed_steering_http_main_parameters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        filters: string[];
                        groups: {
                            name: string;
                            value: number;
                        }[];
                        held_out: number;
                        kept: {
                            name: string;
                            value: number;
                        }[];
                        numbers: {
                            name: string;
                            value: number;
                        }[];
                        plain_sources: string[];
                        policy: string;
                        sources: string[];
                        tried: {
                            name: string;
                            numbers: {
                                name: string;
                                value: number;
                            }[];
                            off: string[];
                            share: number;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_feed_steering_http_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @default 0 */
                        discovery: number;
                        /** @enum {unknown} */
                        format: "mutoscope.interests";
                        /** @default [] */
                        interests: {
                            /** @default 0 */
                            finished: number;
                            /** @enum {unknown} */
                            kind: "creator" | "language" | "sound" | "tag";
                            /** @default  */
                            label: string;
                            /** @default null */
                            level: (-2 | -1 | 0 | 1 | 2) | null;
                            /** @default 0 */
                            liked: number;
                            name: string;
                            /** @default 0 */
                            refused: number;
                            /** @default 0 */
                            skipped: number;
                            /** @default 0 */
                            strength: number;
                            /** @default 0 */
                            videos: number;
                        }[];
                        /** @default 0 */
                        length: number;
                        /** @default 0 */
                        made_ms: number;
                        /** @default [] */
                        not_interested: {
                            /** @default  */
                            label: string;
                            name: string;
                            /** @default 0 */
                            said_ms: number;
                            /** @enum {unknown} */
                            scope: "creator" | "sound" | "tag" | "video";
                            /** @default  */
                            tag: string;
                            /** @default  */
                            video_id: string;
                        }[];
                        /** @default 0 */
                        recent: number;
                        /** @enum {unknown} */
                        version: 1;
                        /** @default 0 */
                        views: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_feed_steering_http_bring: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default 0 */
                    discovery?: number;
                    /** @enum {unknown} */
                    format: "mutoscope.interests";
                    /** @default [] */
                    interests?: {
                        /** @default 0 */
                        finished?: number;
                        /** @enum {unknown} */
                        kind: "creator" | "language" | "sound" | "tag";
                        /** @default  */
                        label?: string;
                        /** @default null */
                        level?: (-2 | -1 | 0 | 1 | 2) | null;
                        /** @default 0 */
                        liked?: number;
                        name: string;
                        /** @default 0 */
                        refused?: number;
                        /** @default 0 */
                        skipped?: number;
                        /** @default 0 */
                        strength?: number;
                        /** @default 0 */
                        videos?: number;
                    }[];
                    /** @default 0 */
                    length?: number;
                    /** @default 0 */
                    made_ms?: number;
                    /** @default [] */
                    not_interested?: {
                        /** @default  */
                        label?: string;
                        name: string;
                        /** @default 0 */
                        said_ms?: number;
                        /** @enum {unknown} */
                        scope: "creator" | "sound" | "tag" | "video";
                        /** @default  */
                        tag?: string;
                        /** @default  */
                        video_id?: string;
                    }[];
                    /** @default 0 */
                    recent?: number;
                    /** @enum {unknown} */
                    version: 1;
                    /** @default 0 */
                    views?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        before: {
                            /** @enum {unknown} */
                            kind: "creator" | "language" | "sound" | "tag";
                            level: (-2 | -1 | 0 | 1 | 2) | null;
                            name: string;
                        }[];
                        taken: number;
                        unknown: string[];
                    };
                };
            };
        };
    };
    mutoscope_apps_feed_steering_http_reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
        };
    };
    mutoscope_apps_feed_steering_http_topics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        topics: {
                            tag: string;
                            videos: number;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_feed_steering_http_why: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @default 0 */
                        at_ms: number;
                        /** @default false */
                        explore: boolean;
                        known: boolean;
                        /** @default  */
                        policy: string;
                        /** @default 1 */
                        propensity: number;
                        /** @default [] */
                        reasons: {
                            group: string;
                            share: number;
                        }[];
                        /** @default  */
                        source: string;
                        /** @default null */
                        witness: {
                            caption: string;
                            creator_handle: string;
                            id: string;
                            poster_url: string;
                        } | null;
                    };
                };
            };
        };
    };
    mutoscope_apps_relations_http_lists_list_requests: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestsOut"];
                };
            };
        };
    };
    mutoscope_apps_relations_http_lists_accept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
        };
    };
    mutoscope_apps_relations_http_lists_decline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
        };
    };
    mutoscope_apps_insights_http_of_account: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        before: {
                            average_share: number;
                            follows: number;
                            impressions: number;
                            likes: number;
                            shares: number;
                            viewers: number;
                            watched_ms: number;
                        } | null;
                        counted_ms: number;
                        days: {
                            day: string;
                            few: boolean;
                            follows: number;
                            impressions: number;
                            viewers: number;
                            watched_ms: number;
                        }[];
                        /** Totals */
                        now: {
                            average_share: number;
                            follows: number;
                            impressions: number;
                            likes: number;
                            shares: number;
                            viewers: number;
                            watched_ms: number;
                        };
                        ready: boolean;
                        span: number;
                        videos: {
                            average_share: number;
                            caption: string;
                            id: string;
                            poster_url: string;
                            viewers: number;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_accounts_http_join: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
        };
    };
    mutoscope_apps_likeness_http_list_likenesses: {
        parameters: {
            query?: {
                side?: "mine" | "uses";
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        likenesses: {
                            asked: boolean;
                            /** @enum {unknown} */
                            by: "" | "author" | "maker" | "team";
                            /**
                             * VideoLine
                             * @description A video in a list of what another one was made of.
                             */
                            earlier: {
                                caption: string;
                                /** CreatorOnCard */
                                creator: {
                                    avatar_url: string;
                                    handle: string;
                                    id: string;
                                    name: string;
                                };
                                id: string;
                                poster_url: string;
                            };
                            earlier_from_ms: number;
                            found_ms: number;
                            heard: boolean;
                            id: string;
                            /**
                             * VideoLine
                             * @description A video in a list of what another one was made of.
                             */
                            later: {
                                caption: string;
                                /** CreatorOnCard */
                                creator: {
                                    avatar_url: string;
                                    handle: string;
                                    id: string;
                                    name: string;
                                };
                                id: string;
                                poster_url: string;
                            };
                            later_from_ms: number;
                            length_ms: number;
                            may: ("ask" | "confirm" | "deny" | "withdraw")[];
                            mirrored: boolean;
                            seen: boolean;
                            /** @enum {unknown} */
                            state: "no" | "open" | "yes";
                        }[];
                        next: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_likeness_http_ask_about_likeness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                likeness_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asked: boolean;
                        /** @enum {unknown} */
                        by: "" | "author" | "maker" | "team";
                        /**
                         * VideoLine
                         * @description A video in a list of what another one was made of.
                         */
                        earlier: {
                            caption: string;
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            id: string;
                            poster_url: string;
                        };
                        earlier_from_ms: number;
                        found_ms: number;
                        heard: boolean;
                        id: string;
                        /**
                         * VideoLine
                         * @description A video in a list of what another one was made of.
                         */
                        later: {
                            caption: string;
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            id: string;
                            poster_url: string;
                        };
                        later_from_ms: number;
                        length_ms: number;
                        may: ("ask" | "confirm" | "deny" | "withdraw")[];
                        mirrored: boolean;
                        seen: boolean;
                        /** @enum {unknown} */
                        state: "no" | "open" | "yes";
                    };
                };
            };
        };
    };
    mutoscope_apps_likeness_http_confirm_likeness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                likeness_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asked: boolean;
                        /** @enum {unknown} */
                        by: "" | "author" | "maker" | "team";
                        /**
                         * VideoLine
                         * @description A video in a list of what another one was made of.
                         */
                        earlier: {
                            caption: string;
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            id: string;
                            poster_url: string;
                        };
                        earlier_from_ms: number;
                        found_ms: number;
                        heard: boolean;
                        id: string;
                        /**
                         * VideoLine
                         * @description A video in a list of what another one was made of.
                         */
                        later: {
                            caption: string;
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            id: string;
                            poster_url: string;
                        };
                        later_from_ms: number;
                        length_ms: number;
                        may: ("ask" | "confirm" | "deny" | "withdraw")[];
                        mirrored: boolean;
                        seen: boolean;
                        /** @enum {unknown} */
                        state: "no" | "open" | "yes";
                    };
                };
            };
        };
    };
    mutoscope_apps_likeness_http_deny_likeness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                likeness_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asked: boolean;
                        /** @enum {unknown} */
                        by: "" | "author" | "maker" | "team";
                        /**
                         * VideoLine
                         * @description A video in a list of what another one was made of.
                         */
                        earlier: {
                            caption: string;
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            id: string;
                            poster_url: string;
                        };
                        earlier_from_ms: number;
                        found_ms: number;
                        heard: boolean;
                        id: string;
                        /**
                         * VideoLine
                         * @description A video in a list of what another one was made of.
                         */
                        later: {
                            caption: string;
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            id: string;
                            poster_url: string;
                        };
                        later_from_ms: number;
                        length_ms: number;
                        may: ("ask" | "confirm" | "deny" | "withdraw")[];
                        mirrored: boolean;
                        seen: boolean;
                        /** @enum {unknown} */
                        state: "no" | "open" | "yes";
                    };
                };
            };
        };
    };
    mutoscope_apps_likeness_http_withdraw_likeness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                likeness_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asked: boolean;
                        /** @enum {unknown} */
                        by: "" | "author" | "maker" | "team";
                        /**
                         * VideoLine
                         * @description A video in a list of what another one was made of.
                         */
                        earlier: {
                            caption: string;
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            id: string;
                            poster_url: string;
                        };
                        earlier_from_ms: number;
                        found_ms: number;
                        heard: boolean;
                        id: string;
                        /**
                         * VideoLine
                         * @description A video in a list of what another one was made of.
                         */
                        later: {
                            caption: string;
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            id: string;
                            poster_url: string;
                        };
                        later_from_ms: number;
                        length_ms: number;
                        may: ("ask" | "confirm" | "deny" | "withdraw")[];
                        mirrored: boolean;
                        seen: boolean;
                        /** @enum {unknown} */
                        state: "no" | "open" | "yes";
                    };
                };
            };
        };
    };
    mutoscope_apps_accounts_http_login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_http_login_code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_http_login_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyLoginIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_http_login_passkey_options: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptionsOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_http_login_second_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_http_login_second_options: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptionsOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_http_logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_http_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_http_change_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_add_app: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodesOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_remove_app: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_offer_app: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_http_put_avatar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_http_delete_avatar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
        };
    };
    mutoscope_apps_social_http_comments_show_sieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        everything: boolean;
                        words: string[];
                    };
                };
            };
        };
    };
    mutoscope_apps_social_http_comments_set_sieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SieveWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        everything: boolean;
                        words: string[];
                    };
                };
            };
        };
    };
    mutoscope_apps_privacy_http_my_data: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_end_other_devices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_end_device: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_change_email: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_confirm_email_again: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_privacy_http_my_export: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportOut"] | null;
                };
            };
        };
    };
    mutoscope_apps_privacy_http_prepare_export: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportOut"];
                };
            };
        };
    };
    mutoscope_apps_privacy_http_export_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkOut"];
                };
            };
        };
    };
    mutoscope_apps_privacy_import_http_my_import: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"] | null;
                };
            };
        };
    };
    mutoscope_apps_privacy_import_http_announce_copy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CopyWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        expires_ms: number;
                        token: string;
                        upload_id: string;
                        upload_url: string;
                        video_id: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_privacy_import_http_drop_copy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_privacy_import_http_bring_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BringWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
                };
            };
        };
    };
    mutoscope_apps_privacy_http_leave: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeavingOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_add_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPasskeyIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodesOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_offer_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptionsOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_remove_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_rename_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityOut"];
                };
            };
        };
    };
    mutoscope_apps_privacy_http_my_privacy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        allow_downloads: boolean;
                        allows: ("duet" | "remix" | "stitch" | "template")[];
                        comments_for: string;
                        hears_from: string;
                        indexed: boolean;
                        is_private: boolean;
                        may_hear_from: string[];
                        shows_likes: boolean;
                        shows_reading: boolean;
                        suggested: boolean;
                    };
                };
            };
        };
    };
    mutoscope_apps_privacy_http_change_privacy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PrivacyIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        allow_downloads: boolean;
                        allows: ("duet" | "remix" | "stitch" | "template")[];
                        comments_for: string;
                        hears_from: string;
                        indexed: boolean;
                        is_private: boolean;
                        may_hear_from: string[];
                        shows_likes: boolean;
                        shows_reading: boolean;
                        suggested: boolean;
                    };
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_prove_by_code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_prove_by_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_proof_options: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptionsOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_prove_by_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_recovery_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodesOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_renew_recovery_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodesOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_security_http_security: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityOut"];
                };
            };
        };
    };
    mutoscope_apps_messages_http_friends: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        next: string;
                        people: {
                            avatar_url: string;
                            handle: string;
                            id: string;
                            name: string;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_messages_http_unread: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        conversations: number;
                        requests: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_relations_http_mutes_list_mutes: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MutesOut"];
                };
            };
        };
    };
    mutoscope_apps_relations_http_mutes_add_mute: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MuteWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeOut"];
                };
            };
        };
    };
    mutoscope_apps_relations_http_mutes_drop_mute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                mute_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
        };
    };
    mutoscope_apps_notices_http_notices: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        next: string;
                        notices: {
                            at_ms: number;
                            comment: {
                                id: string;
                                text: string;
                            } | null;
                            count: number;
                            /** @default  */
                            decision: string;
                            id: string;
                            kind: string;
                            people: {
                                avatar_url: string;
                                follows: boolean;
                                handle: string;
                                id: string;
                                name: string;
                            }[];
                            reason: {
                                /** @default  */
                                answer: string;
                                /**
                                 * @default
                                 * @enum {unknown}
                                 */
                                appeal: "" | "asked" | "kept" | "late" | "may";
                                message: string;
                                state: string;
                            } | null;
                            unread: boolean;
                            video: {
                                caption: string;
                                creator_handle: string;
                                id: string;
                                poster_url: string;
                            } | null;
                            /** @default  */
                            words: string;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_notices_http_choices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        kinds: string[];
                        off: string[];
                    };
                };
            };
        };
    };
    mutoscope_apps_notices_http_choose: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChoicesIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        kinds: string[];
                        off: string[];
                    };
                };
            };
        };
    };
    mutoscope_apps_notices_http_manner: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        details: boolean;
                        devices: number;
                        /** @enum {unknown} */
                        digest: "daily" | "off" | "weekly";
                        digest_day: number;
                        digest_hour: number;
                        here: boolean;
                        mailable: boolean;
                        night_from: number;
                        night_until: number;
                        push_key: string;
                        quiet_from: number;
                        quiet_until: number;
                        time_zone: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_notices_http_change_manner: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MannerIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        details: boolean;
                        devices: number;
                        /** @enum {unknown} */
                        digest: "daily" | "off" | "weekly";
                        digest_day: number;
                        digest_hour: number;
                        here: boolean;
                        mailable: boolean;
                        night_from: number;
                        night_until: number;
                        push_key: string;
                        quiet_from: number;
                        quiet_until: number;
                        time_zone: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_notices_http_subscribe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        details: boolean;
                        devices: number;
                        /** @enum {unknown} */
                        digest: "daily" | "off" | "weekly";
                        digest_day: number;
                        digest_hour: number;
                        here: boolean;
                        mailable: boolean;
                        night_from: number;
                        night_until: number;
                        push_key: string;
                        quiet_from: number;
                        quiet_until: number;
                        time_zone: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_notices_http_unsubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        details: boolean;
                        devices: number;
                        /** @enum {unknown} */
                        digest: "daily" | "off" | "weekly";
                        digest_day: number;
                        digest_hour: number;
                        here: boolean;
                        mailable: boolean;
                        night_from: number;
                        night_until: number;
                        push_key: string;
                        quiet_from: number;
                        quiet_until: number;
                        time_zone: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_notices_http_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        unread: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_notices_http_unread: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        unread: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_accounts_http_password_forgot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgotIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
        };
    };
    mutoscope_apps_accounts_http_password_reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
        };
    };
    mutoscope_apps_relations_http_profile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileOut"];
                };
            };
        };
    };
    mutoscope_apps_relations_http_block: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandingOut"];
                };
            };
        };
    };
    mutoscope_apps_relations_http_unblock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandingOut"];
                };
            };
        };
    };
    mutoscope_apps_messages_http_talk_door: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        conversation_id: string;
                        /** PersonOnMessage */
                        person: {
                            avatar_url: string;
                            handle: string;
                            id: string;
                            name: string;
                        };
                        /** @enum {unknown} */
                        reach: "ask" | "no" | "write";
                    };
                };
            };
        };
    };
    mutoscope_apps_relations_http_follow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandingOut"];
                };
            };
        };
    };
    mutoscope_apps_relations_http_unfollow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandingOut"];
                };
            };
        };
    };
    mutoscope_apps_relations_http_lists_remove_follower: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandingOut"];
                };
            };
        };
    };
    mutoscope_apps_relations_http_lists_list_followers: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut"];
                };
            };
        };
    };
    mutoscope_apps_relations_http_lists_list_following: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut"];
                };
            };
        };
    };
    mutoscope_apps_social_http_shelves_list_likes: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cards: {
                            allow_download: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @default null */
                            answers: {
                                handle: string;
                                id: string;
                                text: string;
                                video_id: string;
                            } | null;
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            blurhash: string;
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            /** CountsOnCard */
                            counts: {
                                comments: number;
                                likes: number;
                                reposts: number;
                                saves: number;
                            };
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            /** @default null */
                            credit: {
                                handle: string;
                                more: number;
                                /** @enum {unknown} */
                                role: "clip" | "duet" | "greenscreen" | "react" | "remix" | "sound" | "stitch" | "template";
                                sound_id: string;
                                video_id: string;
                            } | null;
                            duration_ms: number;
                            /** @default 0 */
                            elsewhere_ms: number;
                            height: number;
                            id: string;
                            poster_url: string;
                            published_ms: number;
                            renditions: {
                                codecs: string;
                                head_bytes: number;
                                height: number;
                                kbps: number;
                                size: number;
                                url: string;
                                width: number;
                            }[];
                            sound: {
                                creator_handle: string;
                                id: string;
                                title: string;
                            } | null;
                            /** @default published */
                            state: string;
                            tags: string[];
                            /** ViewerOnCard */
                            viewer: {
                                download_marked: boolean;
                                follows: boolean;
                                liked: boolean;
                                may_comment: boolean;
                                may_download: boolean;
                                may_use: ("duet" | "remix" | "stitch" | "template")[];
                                own: boolean;
                                reposted: boolean;
                                saved: boolean;
                            };
                            width: number;
                        }[];
                        next: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_messages_http_talk_write_to: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        founder: boolean;
                        id: string;
                        is_group: boolean;
                        last: {
                            about: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            } | null;
                            /** PersonOnMessage */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            client_id: string;
                            created_ms: number;
                            gone: string;
                            has_video: boolean;
                            id: string;
                            note: string;
                            number: number;
                            own: boolean;
                            text: string;
                            video: {
                                caption: string;
                                creator_handle: string;
                                creator_name: string;
                                duration_ms: number;
                                id: string;
                                poster_url: string;
                            } | null;
                        } | null;
                        latest_ms: number;
                        muted: boolean;
                        name: string;
                        others: {
                            founder: boolean;
                            /** PersonOnMessage */
                            person: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            read_number: number;
                        }[];
                        /** @enum {unknown} */
                        reach: "ask" | "no" | "write";
                        read_number: number;
                        state: string;
                        unread: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_relations_http_mutes_mute_person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandingOut"];
                };
            };
        };
    };
    mutoscope_apps_relations_http_mutes_unmute_person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandingOut"];
                };
            };
        };
    };
    mutoscope_apps_safety_http_report_person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
        };
    };
    mutoscope_apps_social_http_shelves_list_reposts: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cards: {
                            allow_download: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @default null */
                            answers: {
                                handle: string;
                                id: string;
                                text: string;
                                video_id: string;
                            } | null;
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            blurhash: string;
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            /** CountsOnCard */
                            counts: {
                                comments: number;
                                likes: number;
                                reposts: number;
                                saves: number;
                            };
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            /** @default null */
                            credit: {
                                handle: string;
                                more: number;
                                /** @enum {unknown} */
                                role: "clip" | "duet" | "greenscreen" | "react" | "remix" | "sound" | "stitch" | "template";
                                sound_id: string;
                                video_id: string;
                            } | null;
                            duration_ms: number;
                            /** @default 0 */
                            elsewhere_ms: number;
                            height: number;
                            id: string;
                            poster_url: string;
                            published_ms: number;
                            renditions: {
                                codecs: string;
                                head_bytes: number;
                                height: number;
                                kbps: number;
                                size: number;
                                url: string;
                                width: number;
                            }[];
                            sound: {
                                creator_handle: string;
                                id: string;
                                title: string;
                            } | null;
                            /** @default published */
                            state: string;
                            tags: string[];
                            /** ViewerOnCard */
                            viewer: {
                                download_marked: boolean;
                                follows: boolean;
                                liked: boolean;
                                may_comment: boolean;
                                may_download: boolean;
                                may_use: ("duet" | "remix" | "stitch" | "template")[];
                                own: boolean;
                                reposted: boolean;
                                saved: boolean;
                            };
                            width: number;
                        }[];
                        next: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_social_http_shelves_list_shelves: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        likes: boolean;
                        reposts: boolean;
                        saved: boolean;
                        shows_likes: boolean;
                    };
                };
            };
        };
    };
    mutoscope_apps_videos_http_list_by_creator: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cards: {
                            allow_download: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @default null */
                            answers: {
                                handle: string;
                                id: string;
                                text: string;
                                video_id: string;
                            } | null;
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            blurhash: string;
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            /** CountsOnCard */
                            counts: {
                                comments: number;
                                likes: number;
                                reposts: number;
                                saves: number;
                            };
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            /** @default null */
                            credit: {
                                handle: string;
                                more: number;
                                /** @enum {unknown} */
                                role: "clip" | "duet" | "greenscreen" | "react" | "remix" | "sound" | "stitch" | "template";
                                sound_id: string;
                                video_id: string;
                            } | null;
                            duration_ms: number;
                            /** @default 0 */
                            elsewhere_ms: number;
                            height: number;
                            id: string;
                            poster_url: string;
                            published_ms: number;
                            renditions: {
                                codecs: string;
                                head_bytes: number;
                                height: number;
                                kbps: number;
                                size: number;
                                url: string;
                                width: number;
                            }[];
                            sound: {
                                creator_handle: string;
                                id: string;
                                title: string;
                            } | null;
                            /** @default published */
                            state: string;
                            tags: string[];
                            /** ViewerOnCard */
                            viewer: {
                                download_marked: boolean;
                                follows: boolean;
                                liked: boolean;
                                may_comment: boolean;
                                may_download: boolean;
                                may_use: ("duet" | "remix" | "stitch" | "template")[];
                                own: boolean;
                                reposted: boolean;
                                saved: boolean;
                            };
                            width: number;
                        }[];
                        next: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_safety_http_list_reasons: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReasonsOut"];
                };
            };
        };
    };
    mutoscope_apps_safety_http_list_reports: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        next: string;
                        reports: {
                            /** @enum {unknown} */
                            about: "comment" | "conversation" | "message" | "name" | "person" | "video";
                            answer: string;
                            answered_ms: number;
                            /** @enum {unknown} */
                            appeal: "" | "asked" | "kept" | "late" | "may";
                            created_ms: number;
                            details: string;
                            id: string;
                            quote: string;
                            reason: string;
                            /** @enum {unknown} */
                            state: "closed" | "ended" | "fine" | "gone" | "held" | "open" | "removed";
                            video: {
                                caption: string;
                                id: string;
                                poster_url: string;
                            } | null;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_safety_http_appeal_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_social_http_shelves_list_saved: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cards: {
                            allow_download: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @default null */
                            answers: {
                                handle: string;
                                id: string;
                                text: string;
                                video_id: string;
                            } | null;
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            blurhash: string;
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            /** CountsOnCard */
                            counts: {
                                comments: number;
                                likes: number;
                                reposts: number;
                                saves: number;
                            };
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            /** @default null */
                            credit: {
                                handle: string;
                                more: number;
                                /** @enum {unknown} */
                                role: "clip" | "duet" | "greenscreen" | "react" | "remix" | "sound" | "stitch" | "template";
                                sound_id: string;
                                video_id: string;
                            } | null;
                            duration_ms: number;
                            /** @default 0 */
                            elsewhere_ms: number;
                            height: number;
                            id: string;
                            poster_url: string;
                            published_ms: number;
                            renditions: {
                                codecs: string;
                                head_bytes: number;
                                height: number;
                                kbps: number;
                                size: number;
                                url: string;
                                width: number;
                            }[];
                            sound: {
                                creator_handle: string;
                                id: string;
                                title: string;
                            } | null;
                            /** @default published */
                            state: string;
                            tags: string[];
                            /** ViewerOnCard */
                            viewer: {
                                download_marked: boolean;
                                follows: boolean;
                                liked: boolean;
                                may_comment: boolean;
                                may_download: boolean;
                                may_use: ("duet" | "remix" | "stitch" | "template")[];
                                own: boolean;
                                reposted: boolean;
                                saved: boolean;
                            };
                            width: number;
                        }[];
                        next: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_search_http_search: {
        parameters: {
            query?: {
                q?: string;
                kind?: "all" | "people" | "videos" | "tags" | "sounds";
                since?: "any" | "day" | "week" | "month" | "year";
                length?: "any" | "short" | "medium" | "long";
                sort?: "best" | "newest";
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @default  */
                        next: string;
                        /** @default [] */
                        people: {
                            avatar_url: string;
                            follows: boolean;
                            handle: string;
                            id: string;
                            is_private: boolean;
                            name: string;
                            videos: number;
                        }[];
                        /** @default [] */
                        sounds: {
                            creator_handle: string;
                            creator_name: string;
                            duration_ms: number;
                            id: string;
                            title: string;
                            videos: number;
                        }[];
                        /** @default [] */
                        tags: {
                            tag: string;
                            videos: number;
                            written: string;
                        }[];
                        /** @default [] */
                        videos: {
                            allow_download: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @default null */
                            answers: {
                                handle: string;
                                id: string;
                                text: string;
                                video_id: string;
                            } | null;
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            blurhash: string;
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            /** CountsOnCard */
                            counts: {
                                comments: number;
                                likes: number;
                                reposts: number;
                                saves: number;
                            };
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            /** @default null */
                            credit: {
                                handle: string;
                                more: number;
                                /** @enum {unknown} */
                                role: "clip" | "duet" | "greenscreen" | "react" | "remix" | "sound" | "stitch" | "template";
                                sound_id: string;
                                video_id: string;
                            } | null;
                            duration_ms: number;
                            /** @default 0 */
                            elsewhere_ms: number;
                            height: number;
                            id: string;
                            poster_url: string;
                            published_ms: number;
                            renditions: {
                                codecs: string;
                                head_bytes: number;
                                height: number;
                                kbps: number;
                                size: number;
                                url: string;
                                width: number;
                            }[];
                            sound: {
                                creator_handle: string;
                                id: string;
                                title: string;
                            } | null;
                            /** @default published */
                            state: string;
                            tags: string[];
                            /** ViewerOnCard */
                            viewer: {
                                download_marked: boolean;
                                follows: boolean;
                                liked: boolean;
                                may_comment: boolean;
                                may_download: boolean;
                                may_use: ("duet" | "remix" | "stitch" | "template")[];
                                own: boolean;
                                reposted: boolean;
                                saved: boolean;
                            };
                            width: number;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_search_http_sound_page: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path: {
                sound_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cards: {
                            allow_download: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @default null */
                            answers: {
                                handle: string;
                                id: string;
                                text: string;
                                video_id: string;
                            } | null;
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            blurhash: string;
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            /** CountsOnCard */
                            counts: {
                                comments: number;
                                likes: number;
                                reposts: number;
                                saves: number;
                            };
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            /** @default null */
                            credit: {
                                handle: string;
                                more: number;
                                /** @enum {unknown} */
                                role: "clip" | "duet" | "greenscreen" | "react" | "remix" | "sound" | "stitch" | "template";
                                sound_id: string;
                                video_id: string;
                            } | null;
                            duration_ms: number;
                            /** @default 0 */
                            elsewhere_ms: number;
                            height: number;
                            id: string;
                            poster_url: string;
                            published_ms: number;
                            renditions: {
                                codecs: string;
                                head_bytes: number;
                                height: number;
                                kbps: number;
                                size: number;
                                url: string;
                                width: number;
                            }[];
                            sound: {
                                creator_handle: string;
                                id: string;
                                title: string;
                            } | null;
                            /** @default published */
                            state: string;
                            tags: string[];
                            /** ViewerOnCard */
                            viewer: {
                                download_marked: boolean;
                                follows: boolean;
                                liked: boolean;
                                may_comment: boolean;
                                may_download: boolean;
                                may_use: ("duet" | "remix" | "stitch" | "template")[];
                                own: boolean;
                                reposted: boolean;
                                saved: boolean;
                            };
                            width: number;
                        }[];
                        next: string;
                        /**
                         * SoundCard
                         * @description A sound as one viewer meets it.
                         */
                        sound: {
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            duration_ms: number;
                            id: string;
                            title: string;
                            url: string;
                            usable: boolean;
                        };
                        videos: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_captions_show_captions_offer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        engine: boolean;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_captions_read_captions: {
        parameters: {
            query: {
                fps: number;
                length: number;
                from_ms?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        words: {
                            at: number;
                            length: number;
                            text: string;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_beginning_begin_from_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        begun_from: string;
                        changed_ms: number;
                        created_ms: number;
                        deleted_ms: number;
                        duration_ms: number;
                        id: string;
                        kept_until_ms: number;
                        name: string;
                        poster_url: string;
                        revision: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_beginning_begin_from_sound: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sound_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        begun_from: string;
                        changed_ms: number;
                        created_ms: number;
                        deleted_ms: number;
                        duration_ms: number;
                        id: string;
                        kept_until_ms: number;
                        name: string;
                        poster_url: string;
                        revision: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_beginning_begin_from_video: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FromVideoWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        begun_from: string;
                        changed_ms: number;
                        created_ms: number;
                        deleted_ms: number;
                        duration_ms: number;
                        id: string;
                        kept_until_ms: number;
                        name: string;
                        poster_url: string;
                        revision: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_interchange_import_otio: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TimelineWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        left_out: string[];
                        missing: string[];
                        /**
                         * ProjectLine
                         * @description A project in a list.
                         */
                        project: {
                            begun_from: string;
                            changed_ms: number;
                            created_ms: number;
                            deleted_ms: number;
                            duration_ms: number;
                            id: string;
                            kept_until_ms: number;
                            name: string;
                            poster_url: string;
                            revision: number;
                        };
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_list_materials: {
        parameters: {
            query?: {
                cursor?: string;
                what?: "film" | "photo" | "sound" | "table" | "";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        materials: {
                            beats: number[];
                            created_ms: number;
                            creator_handle: string;
                            duration_ms: number;
                            fps: number;
                            has_sound: boolean;
                            height: number;
                            id: string;
                            name: string;
                            /** @enum {unknown} */
                            origin: "sound" | "upload" | "video";
                            peaks: {
                                count: number;
                                rate: number;
                                url: string;
                            } | null;
                            poster_url: string;
                            progress: number;
                            reason: {
                                code: string;
                                message: string;
                            } | null;
                            size: number;
                            /** @enum {unknown} */
                            state: "failed" | "gone" | "ready" | "received" | "uploading";
                            strip: {
                                columns: number;
                                count: number;
                                height: number;
                                step_ms: number;
                                url: string;
                                width: number;
                            } | null;
                            url: string;
                            /** @enum {unknown} */
                            what: "" | "film" | "photo" | "sound" | "table";
                            width: number;
                        }[];
                        next: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_announce_material: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaterialWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        expires_ms: number;
                        /**
                         * MaterialView
                         * @description Something to cut from, for whoever may. Addresses last some minutes; empty: not there (yet).
                         */
                        material: {
                            beats: number[];
                            created_ms: number;
                            creator_handle: string;
                            duration_ms: number;
                            fps: number;
                            has_sound: boolean;
                            height: number;
                            id: string;
                            name: string;
                            /** @enum {unknown} */
                            origin: "sound" | "upload" | "video";
                            peaks: {
                                count: number;
                                rate: number;
                                url: string;
                            } | null;
                            poster_url: string;
                            progress: number;
                            reason: {
                                code: string;
                                message: string;
                            } | null;
                            size: number;
                            /** @enum {unknown} */
                            state: "failed" | "gone" | "ready" | "received" | "uploading";
                            strip: {
                                columns: number;
                                count: number;
                                height: number;
                                step_ms: number;
                                url: string;
                                width: number;
                            } | null;
                            url: string;
                            /** @enum {unknown} */
                            what: "" | "film" | "photo" | "sound" | "table";
                            width: number;
                        };
                        token: string;
                        upload_url: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_show_material: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                material_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        beats: number[];
                        created_ms: number;
                        creator_handle: string;
                        duration_ms: number;
                        fps: number;
                        has_sound: boolean;
                        height: number;
                        id: string;
                        name: string;
                        /** @enum {unknown} */
                        origin: "sound" | "upload" | "video";
                        peaks: {
                            count: number;
                            rate: number;
                            url: string;
                        } | null;
                        poster_url: string;
                        progress: number;
                        reason: {
                            code: string;
                            message: string;
                        } | null;
                        size: number;
                        /** @enum {unknown} */
                        state: "failed" | "gone" | "ready" | "received" | "uploading";
                        strip: {
                            columns: number;
                            count: number;
                            height: number;
                            step_ms: number;
                            url: string;
                            width: number;
                        } | null;
                        url: string;
                        /** @enum {unknown} */
                        what: "" | "film" | "photo" | "sound" | "table";
                        width: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_delete_material: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                material_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_studio_http_rename_material: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                material_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaterialName"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        beats: number[];
                        created_ms: number;
                        creator_handle: string;
                        duration_ms: number;
                        fps: number;
                        has_sound: boolean;
                        height: number;
                        id: string;
                        name: string;
                        /** @enum {unknown} */
                        origin: "sound" | "upload" | "video";
                        peaks: {
                            count: number;
                            rate: number;
                            url: string;
                        } | null;
                        poster_url: string;
                        progress: number;
                        reason: {
                            code: string;
                            message: string;
                        } | null;
                        size: number;
                        /** @enum {unknown} */
                        state: "failed" | "gone" | "ready" | "received" | "uploading";
                        strip: {
                            columns: number;
                            count: number;
                            height: number;
                            step_ms: number;
                            url: string;
                            width: number;
                        } | null;
                        url: string;
                        /** @enum {unknown} */
                        what: "" | "film" | "photo" | "sound" | "table";
                        width: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_projects_list_projects: {
        parameters: {
            query?: {
                cursor?: string;
                thrown?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        next: string;
                        projects: {
                            begun_from: string;
                            changed_ms: number;
                            created_ms: number;
                            deleted_ms: number;
                            duration_ms: number;
                            id: string;
                            kept_until_ms: number;
                            name: string;
                            poster_url: string;
                            revision: number;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_projects_begin_project: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        begun_from: string;
                        changed_ms: number;
                        created_ms: number;
                        deleted_ms: number;
                        duration_ms: number;
                        id: string;
                        kept_until_ms: number;
                        name: string;
                        poster_url: string;
                        revision: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_projects_show_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Montage
                         * @description A whole project.
                         */
                        document: {
                            /** Canvas */
                            canvas?: {
                                /**
                                 * Background
                                 * @description What is seen where no clip covers the canvas.
                                 */
                                background?: {
                                    /** @default #000000 */
                                    colour: string;
                                    /**
                                     * @default colour
                                     * @enum {unknown}
                                     */
                                    kind: "blur" | "colour";
                                };
                                /** @default 30 */
                                fps: number;
                                /** @default 1920 */
                                height: number;
                                /** @default 1080 */
                                width: number;
                            };
                            /** @default [] */
                            markers: {
                                at: number;
                                /**
                                 * @default beat
                                 * @enum {unknown}
                                 */
                                kind: "beat" | "note";
                                /** @default  */
                                label: string;
                            }[];
                            /**
                             * Mix
                             * @description What becomes of all sounds together.
                             */
                            mix?: {
                                /** @default 0 */
                                duck: number;
                                /** @default -14 */
                                loudness: number;
                            };
                            /** @enum {unknown} */
                            schema: "mutoscope.montage/1";
                            /** @default [] */
                            tracks: {
                                /** @default [] */
                                clips: {
                                    content: {
                                        /** @default false */
                                        backwards: boolean;
                                        /** @default false */
                                        frozen: boolean;
                                        /** @default true */
                                        keep_pitch: boolean;
                                        /**
                                         * Material
                                         * @description What a clip is cut from: something uploaded here, a published video, or the sound of one.
                                         */
                                        material: {
                                            id: string;
                                            /** @enum {unknown} */
                                            origin: "sound" | "upload" | "video";
                                        };
                                        /** @default 0 */
                                        source_in: number;
                                        /** @default 0 */
                                        source_rest: number;
                                        /** @default [] */
                                        speed: {
                                            at: number;
                                            rate: number;
                                        }[];
                                        /** @enum {unknown} */
                                        what: "footage";
                                    } | {
                                        /** @default 9000 */
                                        angle: number;
                                        /** @default #000000 */
                                        colour: string;
                                        /** @default  */
                                        to: string;
                                        /** @enum {unknown} */
                                        what: "fill";
                                    } | {
                                        name: string;
                                        /** @enum {unknown} */
                                        what: "sticker";
                                    } | {
                                        /** @enum {unknown} */
                                        what: "adjust";
                                    } | {
                                        /** @default  */
                                        preset: string;
                                        /** TextStyle */
                                        style?: {
                                            /**
                                             * @default middle
                                             * @enum {unknown}
                                             */
                                            align: "left" | "middle" | "right";
                                            /** @default false */
                                            bold: boolean;
                                            /** @default 0 */
                                            box: number;
                                            /** @default #000000 */
                                            box_colour: string;
                                            /** @default #ffffff */
                                            colour: string;
                                            /** @default sora */
                                            font: string;
                                            /** @default false */
                                            italic: boolean;
                                            /** @default 0 */
                                            outline: number;
                                            /** @default #000000 */
                                            outline_colour: string;
                                            /** @default 0 */
                                            shadow: number;
                                            /** @default #000000 */
                                            shadow_colour: string;
                                            /** @default 600 */
                                            size: number;
                                            /** @default 0 */
                                            spacing: number;
                                        };
                                        text: string;
                                        /** @enum {unknown} */
                                        what: "text";
                                        /** @default 8000 */
                                        width: number;
                                    } | {
                                        /** @default  */
                                        highlight: string;
                                        /** @default  */
                                        language: string;
                                        /** @default 5 */
                                        most_words: number;
                                        /** @default  */
                                        preset: string;
                                        /** TextStyle */
                                        style?: {
                                            /**
                                             * @default middle
                                             * @enum {unknown}
                                             */
                                            align: "left" | "middle" | "right";
                                            /** @default false */
                                            bold: boolean;
                                            /** @default 0 */
                                            box: number;
                                            /** @default #000000 */
                                            box_colour: string;
                                            /** @default #ffffff */
                                            colour: string;
                                            /** @default sora */
                                            font: string;
                                            /** @default false */
                                            italic: boolean;
                                            /** @default 0 */
                                            outline: number;
                                            /** @default #000000 */
                                            outline_colour: string;
                                            /** @default 0 */
                                            shadow: number;
                                            /** @default #000000 */
                                            shadow_colour: string;
                                            /** @default 600 */
                                            size: number;
                                            /** @default 0 */
                                            spacing: number;
                                        };
                                        /** @enum {unknown} */
                                        what: "captions";
                                        words: {
                                            at: number;
                                            length: number;
                                            text: string;
                                        }[];
                                    } | {
                                        /** @default true */
                                        keep_pitch: boolean;
                                        /**
                                         * Material
                                         * @description What a clip is cut from: something uploaded here, a published video, or the sound of one.
                                         */
                                        material: {
                                            id: string;
                                            /** @enum {unknown} */
                                            origin: "sound" | "upload" | "video";
                                        };
                                        /** @default 0 */
                                        source_in: number;
                                        /** @default 0 */
                                        source_rest: number;
                                        /** @default [] */
                                        speed: {
                                            at: number;
                                            rate: number;
                                        }[];
                                        /** @enum {unknown} */
                                        what: "listening";
                                    };
                                    /** @default [] */
                                    effects: {
                                        /** @default 500 */
                                        amount: number;
                                        /** @default 0 */
                                        length: number;
                                        name: string;
                                        /** @default 500 */
                                        pace: number;
                                        /** @default 0 */
                                        start: number;
                                    }[];
                                    /** @default null */
                                    enter: {
                                        length: number;
                                        name: string;
                                    } | null;
                                    id: string;
                                    /** @default {} */
                                    keys: {
                                        [key: string]: {
                                            at: number;
                                            /**
                                             * @default [
                                             *       0,
                                             *       0,
                                             *       1000,
                                             *       1000
                                             *     ]
                                             */
                                            ease: [
                                                number,
                                                number,
                                                number,
                                                number
                                            ];
                                            /** @default false */
                                            hold: boolean;
                                            value: number;
                                        }[];
                                    };
                                    /** @default null */
                                    leave: {
                                        length: number;
                                        name: string;
                                    } | null;
                                    length: number;
                                    /**
                                     * Adjustments
                                     * @description Light and colour, each -1,000 to 1,000, 0 being as recorded; together with ``filter`` one table of
                                     *         colours.
                                     */
                                    look?: {
                                        /** @default 0 */
                                        contrast: number;
                                        /** @default 0 */
                                        exposure: number;
                                        /** @default 0 */
                                        fade: number;
                                        /** @default  */
                                        filter: string;
                                        /** @default 1000 */
                                        filter_strength: number;
                                        /** @default 0 */
                                        highlights: number;
                                        /** @default 0 */
                                        hue: number;
                                        /** @default 0 */
                                        saturation: number;
                                        /** @default 0 */
                                        shadows: number;
                                        /** @default  */
                                        table: string;
                                        /** @default 0 */
                                        tint: number;
                                        /** @default 0 */
                                        warmth: number;
                                    };
                                    /** @default null */
                                    loop: {
                                        length: number;
                                        name: string;
                                    } | null;
                                    /**
                                     * Place
                                     * @description Where and how a picture lies on the canvas.
                                     */
                                    place?: {
                                        /**
                                         * @default normal
                                         * @enum {unknown}
                                         */
                                        blend: "add" | "darken" | "difference" | "lighten" | "multiply" | "normal" | "overlay" | "screen" | "softlight";
                                        /** @default null */
                                        chroma: {
                                            /** @default #00ff00 */
                                            colour: string;
                                            /** @default 150 */
                                            similarity: number;
                                            /** @default 80 */
                                            smoothness: number;
                                            /** @default 500 */
                                            spill: number;
                                        } | null;
                                        /**
                                         * Crop
                                         * @description What is cut off each side of the material, in ten-thousandths of its width or height.
                                         */
                                        crop?: {
                                            /** @default 0 */
                                            bottom: number;
                                            /** @default 0 */
                                            left: number;
                                            /** @default 0 */
                                            right: number;
                                            /** @default 0 */
                                            top: number;
                                        };
                                        /**
                                         * @default cover
                                         * @enum {unknown}
                                         */
                                        fit: "contain" | "cover" | "stretch";
                                        /** @default false */
                                        flip_x: boolean;
                                        /** @default false */
                                        flip_y: boolean;
                                        /** @default null */
                                        mask: {
                                            /** @default 0 */
                                            feather: number;
                                            /** @default 5000 */
                                            height: number;
                                            /** @default false */
                                            inverted: boolean;
                                            /** @default 0 */
                                            rotation: number;
                                            /** @enum {unknown} */
                                            shape: "band" | "circle" | "heart" | "line" | "rectangle" | "star";
                                            /** @default 5000 */
                                            width: number;
                                            /** @default 5000 */
                                            x: number;
                                            /** @default 5000 */
                                            y: number;
                                        } | null;
                                        /** @default 1000 */
                                        opacity: number;
                                        /** @default 0 */
                                        rotation: number;
                                        /** @default 1000 */
                                        scale: number;
                                        /** @default 5000 */
                                        x: number;
                                        /** @default 5000 */
                                        y: number;
                                    };
                                    /** @default null */
                                    slot: {
                                        /** @default false */
                                        backwards: boolean;
                                        id: string;
                                        /**
                                         * @default media
                                         * @enum {unknown}
                                         */
                                        kind: "media" | "sound" | "text";
                                        /** @default  */
                                        label: string;
                                        /** @default 0 */
                                        least: number;
                                        /** @default 0 */
                                        order: number;
                                        /** @default true */
                                        required: boolean;
                                        /** @default [] */
                                        speed: {
                                            at: number;
                                            rate: number;
                                        }[];
                                    } | null;
                                    /**
                                     * Sounding
                                     * @description How loud a clip is.
                                     */
                                    sounding?: {
                                        /** @default 0 */
                                        fade_in: number;
                                        /** @default 0 */
                                        fade_out: number;
                                        /** @default 1000 */
                                        volume: number;
                                    };
                                    start: number;
                                }[];
                                /** @default false */
                                hidden: boolean;
                                id: string;
                                /** @default [] */
                                joins: {
                                    kind: string;
                                    left: string;
                                    length: number;
                                }[];
                                /** @default false */
                                locked: boolean;
                                /** @default false */
                                muted: boolean;
                                /** @enum {unknown} */
                                role: "main" | "overlay" | "sound" | "text";
                                /**
                                 * @default other
                                 * @enum {unknown}
                                 */
                                use: "music" | "other" | "voice";
                                /** @default 1000 */
                                volume: number;
                            }[];
                        };
                        materials: {
                            beats: number[];
                            created_ms: number;
                            creator_handle: string;
                            duration_ms: number;
                            fps: number;
                            has_sound: boolean;
                            height: number;
                            id: string;
                            name: string;
                            /** @enum {unknown} */
                            origin: "sound" | "upload" | "video";
                            peaks: {
                                count: number;
                                rate: number;
                                url: string;
                            } | null;
                            poster_url: string;
                            progress: number;
                            reason: {
                                code: string;
                                message: string;
                            } | null;
                            size: number;
                            /** @enum {unknown} */
                            state: "failed" | "gone" | "ready" | "received" | "uploading";
                            strip: {
                                columns: number;
                                count: number;
                                height: number;
                                step_ms: number;
                                url: string;
                                width: number;
                            } | null;
                            url: string;
                            /** @enum {unknown} */
                            what: "" | "film" | "photo" | "sound" | "table";
                            width: number;
                        }[];
                        /**
                         * ProjectLine
                         * @description A project in a list.
                         */
                        project: {
                            begun_from: string;
                            changed_ms: number;
                            created_ms: number;
                            deleted_ms: number;
                            duration_ms: number;
                            id: string;
                            kept_until_ms: number;
                            name: string;
                            poster_url: string;
                            revision: number;
                        };
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_projects_save_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    base: number;
                    /**
                     * Montage
                     * @description A whole project.
                     */
                    document: {
                        /** Canvas */
                        canvas?: {
                            /**
                             * Background
                             * @description What is seen where no clip covers the canvas.
                             */
                            background?: {
                                /** @default #000000 */
                                colour?: string;
                                /**
                                 * @default colour
                                 * @enum {unknown}
                                 */
                                kind?: "blur" | "colour";
                            };
                            /** @default 30 */
                            fps?: number;
                            /** @default 1920 */
                            height?: number;
                            /** @default 1080 */
                            width?: number;
                        };
                        /** @default [] */
                        markers?: {
                            at: number;
                            /**
                             * @default beat
                             * @enum {unknown}
                             */
                            kind?: "beat" | "note";
                            /** @default  */
                            label?: string;
                        }[];
                        /**
                         * Mix
                         * @description What becomes of all sounds together.
                         */
                        mix?: {
                            /** @default 0 */
                            duck?: number;
                            /** @default -14 */
                            loudness?: number;
                        };
                        /** @enum {unknown} */
                        schema: "mutoscope.montage/1";
                        /** @default [] */
                        tracks?: {
                            /** @default [] */
                            clips?: {
                                content: {
                                    /** @default false */
                                    backwards?: boolean;
                                    /** @default false */
                                    frozen?: boolean;
                                    /** @default true */
                                    keep_pitch?: boolean;
                                    /**
                                     * Material
                                     * @description What a clip is cut from: something uploaded here, a published video, or the sound of one.
                                     */
                                    material: {
                                        id: string;
                                        /** @enum {unknown} */
                                        origin: "sound" | "upload" | "video";
                                    };
                                    /** @default 0 */
                                    source_in?: number;
                                    /** @default 0 */
                                    source_rest?: number;
                                    /** @default [] */
                                    speed?: {
                                        at: number;
                                        rate: number;
                                    }[];
                                    /** @enum {unknown} */
                                    what: "footage";
                                } | {
                                    /** @default 9000 */
                                    angle?: number;
                                    /** @default #000000 */
                                    colour?: string;
                                    /** @default  */
                                    to?: string;
                                    /** @enum {unknown} */
                                    what: "fill";
                                } | {
                                    name: string;
                                    /** @enum {unknown} */
                                    what: "sticker";
                                } | {
                                    /** @enum {unknown} */
                                    what: "adjust";
                                } | {
                                    /** @default  */
                                    preset?: string;
                                    /** TextStyle */
                                    style?: {
                                        /**
                                         * @default middle
                                         * @enum {unknown}
                                         */
                                        align?: "left" | "middle" | "right";
                                        /** @default false */
                                        bold?: boolean;
                                        /** @default 0 */
                                        box?: number;
                                        /** @default #000000 */
                                        box_colour?: string;
                                        /** @default #ffffff */
                                        colour?: string;
                                        /** @default sora */
                                        font?: string;
                                        /** @default false */
                                        italic?: boolean;
                                        /** @default 0 */
                                        outline?: number;
                                        /** @default #000000 */
                                        outline_colour?: string;
                                        /** @default 0 */
                                        shadow?: number;
                                        /** @default #000000 */
                                        shadow_colour?: string;
                                        /** @default 600 */
                                        size?: number;
                                        /** @default 0 */
                                        spacing?: number;
                                    };
                                    text: string;
                                    /** @enum {unknown} */
                                    what: "text";
                                    /** @default 8000 */
                                    width?: number;
                                } | {
                                    /** @default  */
                                    highlight?: string;
                                    /** @default  */
                                    language?: string;
                                    /** @default 5 */
                                    most_words?: number;
                                    /** @default  */
                                    preset?: string;
                                    /** TextStyle */
                                    style?: {
                                        /**
                                         * @default middle
                                         * @enum {unknown}
                                         */
                                        align?: "left" | "middle" | "right";
                                        /** @default false */
                                        bold?: boolean;
                                        /** @default 0 */
                                        box?: number;
                                        /** @default #000000 */
                                        box_colour?: string;
                                        /** @default #ffffff */
                                        colour?: string;
                                        /** @default sora */
                                        font?: string;
                                        /** @default false */
                                        italic?: boolean;
                                        /** @default 0 */
                                        outline?: number;
                                        /** @default #000000 */
                                        outline_colour?: string;
                                        /** @default 0 */
                                        shadow?: number;
                                        /** @default #000000 */
                                        shadow_colour?: string;
                                        /** @default 600 */
                                        size?: number;
                                        /** @default 0 */
                                        spacing?: number;
                                    };
                                    /** @enum {unknown} */
                                    what: "captions";
                                    words: {
                                        at: number;
                                        length: number;
                                        text: string;
                                    }[];
                                } | {
                                    /** @default true */
                                    keep_pitch?: boolean;
                                    /**
                                     * Material
                                     * @description What a clip is cut from: something uploaded here, a published video, or the sound of one.
                                     */
                                    material: {
                                        id: string;
                                        /** @enum {unknown} */
                                        origin: "sound" | "upload" | "video";
                                    };
                                    /** @default 0 */
                                    source_in?: number;
                                    /** @default 0 */
                                    source_rest?: number;
                                    /** @default [] */
                                    speed?: {
                                        at: number;
                                        rate: number;
                                    }[];
                                    /** @enum {unknown} */
                                    what: "listening";
                                };
                                /** @default [] */
                                effects?: {
                                    /** @default 500 */
                                    amount?: number;
                                    /** @default 0 */
                                    length?: number;
                                    name: string;
                                    /** @default 500 */
                                    pace?: number;
                                    /** @default 0 */
                                    start?: number;
                                }[];
                                /** @default null */
                                enter?: {
                                    length: number;
                                    name: string;
                                } | null;
                                id: string;
                                /** @default {} */
                                keys?: {
                                    [key: string]: {
                                        at: number;
                                        /**
                                         * @default [
                                         *       0,
                                         *       0,
                                         *       1000,
                                         *       1000
                                         *     ]
                                         */
                                        ease?: [
                                            number,
                                            number,
                                            number,
                                            number
                                        ];
                                        /** @default false */
                                        hold?: boolean;
                                        value: number;
                                    }[];
                                };
                                /** @default null */
                                leave?: {
                                    length: number;
                                    name: string;
                                } | null;
                                length: number;
                                /**
                                 * Adjustments
                                 * @description Light and colour, each -1,000 to 1,000, 0 being as recorded; together with ``filter`` one table of
                                 *         colours.
                                 */
                                look?: {
                                    /** @default 0 */
                                    contrast?: number;
                                    /** @default 0 */
                                    exposure?: number;
                                    /** @default 0 */
                                    fade?: number;
                                    /** @default  */
                                    filter?: string;
                                    /** @default 1000 */
                                    filter_strength?: number;
                                    /** @default 0 */
                                    highlights?: number;
                                    /** @default 0 */
                                    hue?: number;
                                    /** @default 0 */
                                    saturation?: number;
                                    /** @default 0 */
                                    shadows?: number;
                                    /** @default  */
                                    table?: string;
                                    /** @default 0 */
                                    tint?: number;
                                    /** @default 0 */
                                    warmth?: number;
                                };
                                /** @default null */
                                loop?: {
                                    length: number;
                                    name: string;
                                } | null;
                                /**
                                 * Place
                                 * @description Where and how a picture lies on the canvas.
                                 */
                                place?: {
                                    /**
                                     * @default normal
                                     * @enum {unknown}
                                     */
                                    blend?: "add" | "darken" | "difference" | "lighten" | "multiply" | "normal" | "overlay" | "screen" | "softlight";
                                    /** @default null */
                                    chroma?: {
                                        /** @default #00ff00 */
                                        colour?: string;
                                        /** @default 150 */
                                        similarity?: number;
                                        /** @default 80 */
                                        smoothness?: number;
                                        /** @default 500 */
                                        spill?: number;
                                    } | null;
                                    /**
                                     * Crop
                                     * @description What is cut off each side of the material, in ten-thousandths of its width or height.
                                     */
                                    crop?: {
                                        /** @default 0 */
                                        bottom?: number;
                                        /** @default 0 */
                                        left?: number;
                                        /** @default 0 */
                                        right?: number;
                                        /** @default 0 */
                                        top?: number;
                                    };
                                    /**
                                     * @default cover
                                     * @enum {unknown}
                                     */
                                    fit?: "contain" | "cover" | "stretch";
                                    /** @default false */
                                    flip_x?: boolean;
                                    /** @default false */
                                    flip_y?: boolean;
                                    /** @default null */
                                    mask?: {
                                        /** @default 0 */
                                        feather?: number;
                                        /** @default 5000 */
                                        height?: number;
                                        /** @default false */
                                        inverted?: boolean;
                                        /** @default 0 */
                                        rotation?: number;
                                        /** @enum {unknown} */
                                        shape: "band" | "circle" | "heart" | "line" | "rectangle" | "star";
                                        /** @default 5000 */
                                        width?: number;
                                        /** @default 5000 */
                                        x?: number;
                                        /** @default 5000 */
                                        y?: number;
                                    } | null;
                                    /** @default 1000 */
                                    opacity?: number;
                                    /** @default 0 */
                                    rotation?: number;
                                    /** @default 1000 */
                                    scale?: number;
                                    /** @default 5000 */
                                    x?: number;
                                    /** @default 5000 */
                                    y?: number;
                                };
                                /** @default null */
                                slot?: {
                                    /** @default false */
                                    backwards?: boolean;
                                    id: string;
                                    /**
                                     * @default media
                                     * @enum {unknown}
                                     */
                                    kind?: "media" | "sound" | "text";
                                    /** @default  */
                                    label?: string;
                                    /** @default 0 */
                                    least?: number;
                                    /** @default 0 */
                                    order?: number;
                                    /** @default true */
                                    required?: boolean;
                                    /** @default [] */
                                    speed?: {
                                        at: number;
                                        rate: number;
                                    }[];
                                } | null;
                                /**
                                 * Sounding
                                 * @description How loud a clip is.
                                 */
                                sounding?: {
                                    /** @default 0 */
                                    fade_in?: number;
                                    /** @default 0 */
                                    fade_out?: number;
                                    /** @default 1000 */
                                    volume?: number;
                                };
                                start: number;
                            }[];
                            /** @default false */
                            hidden?: boolean;
                            id: string;
                            /** @default [] */
                            joins?: {
                                kind: string;
                                left: string;
                                length: number;
                            }[];
                            /** @default false */
                            locked?: boolean;
                            /** @default false */
                            muted?: boolean;
                            /** @enum {unknown} */
                            role: "main" | "overlay" | "sound" | "text";
                            /**
                             * @default other
                             * @enum {unknown}
                             */
                            use?: "music" | "other" | "voice";
                            /** @default 1000 */
                            volume?: number;
                        }[];
                    };
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed_ms: number;
                        revision: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_projects_throw_project_away: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_studio_http_projects_rename_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectName"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        begun_from: string;
                        changed_ms: number;
                        created_ms: number;
                        deleted_ms: number;
                        duration_ms: number;
                        id: string;
                        kept_until_ms: number;
                        name: string;
                        poster_url: string;
                        revision: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_captions_take_captions: {
        parameters: {
            query?: {
                form?: "srt" | "vtt" | "ass";
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_studio_http_renders_draw_chunk: {
        parameters: {
            query: {
                at: number;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_studio_http_projects_copy_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        begun_from: string;
                        changed_ms: number;
                        created_ms: number;
                        deleted_ms: number;
                        duration_ms: number;
                        id: string;
                        kept_until_ms: number;
                        name: string;
                        poster_url: string;
                        revision: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_interchange_export_otio: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_studio_http_renders_publish_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asked_ms: number;
                        duration_ms: number;
                        height: number;
                        id: string;
                        kept_until_ms: number;
                        progress: number;
                        project_id: string;
                        reason: {
                            code: string;
                            message: string;
                        } | null;
                        revision: number;
                        size: number;
                        /** @enum {unknown} */
                        state: "cancelled" | "done" | "failed" | "making" | "waiting";
                        url: string;
                        video_id: string;
                        width: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_renders_order_render: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenderWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asked_ms: number;
                        duration_ms: number;
                        height: number;
                        id: string;
                        kept_until_ms: number;
                        progress: number;
                        project_id: string;
                        reason: {
                            code: string;
                            message: string;
                        } | null;
                        revision: number;
                        size: number;
                        /** @enum {unknown} */
                        state: "cancelled" | "done" | "failed" | "making" | "waiting";
                        url: string;
                        video_id: string;
                        width: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_renders_list_renders: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        renders: {
                            asked_ms: number;
                            duration_ms: number;
                            height: number;
                            id: string;
                            kept_until_ms: number;
                            progress: number;
                            project_id: string;
                            reason: {
                                code: string;
                                message: string;
                            } | null;
                            revision: number;
                            size: number;
                            /** @enum {unknown} */
                            state: "cancelled" | "done" | "failed" | "making" | "waiting";
                            url: string;
                            video_id: string;
                            width: number;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_projects_take_project_out: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        begun_from: string;
                        changed_ms: number;
                        created_ms: number;
                        deleted_ms: number;
                        duration_ms: number;
                        id: string;
                        kept_until_ms: number;
                        name: string;
                        poster_url: string;
                        revision: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_renders_draw_still: {
        parameters: {
            query: {
                at: number;
                edge?: 360 | 540 | 720 | 1080;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_studio_http_projects_list_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        versions: {
                            duration_ms: number;
                            revision: number;
                            saved_ms: number;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_projects_show_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Montage
                         * @description A whole project.
                         */
                        document: {
                            /** Canvas */
                            canvas?: {
                                /**
                                 * Background
                                 * @description What is seen where no clip covers the canvas.
                                 */
                                background?: {
                                    /** @default #000000 */
                                    colour: string;
                                    /**
                                     * @default colour
                                     * @enum {unknown}
                                     */
                                    kind: "blur" | "colour";
                                };
                                /** @default 30 */
                                fps: number;
                                /** @default 1920 */
                                height: number;
                                /** @default 1080 */
                                width: number;
                            };
                            /** @default [] */
                            markers: {
                                at: number;
                                /**
                                 * @default beat
                                 * @enum {unknown}
                                 */
                                kind: "beat" | "note";
                                /** @default  */
                                label: string;
                            }[];
                            /**
                             * Mix
                             * @description What becomes of all sounds together.
                             */
                            mix?: {
                                /** @default 0 */
                                duck: number;
                                /** @default -14 */
                                loudness: number;
                            };
                            /** @enum {unknown} */
                            schema: "mutoscope.montage/1";
                            /** @default [] */
                            tracks: {
                                /** @default [] */
                                clips: {
                                    content: {
                                        /** @default false */
                                        backwards: boolean;
                                        /** @default false */
                                        frozen: boolean;
                                        /** @default true */
                                        keep_pitch: boolean;
                                        /**
                                         * Material
                                         * @description What a clip is cut from: something uploaded here, a published video, or the sound of one.
                                         */
                                        material: {
                                            id: string;
                                            /** @enum {unknown} */
                                            origin: "sound" | "upload" | "video";
                                        };
                                        /** @default 0 */
                                        source_in: number;
                                        /** @default 0 */
                                        source_rest: number;
                                        /** @default [] */
                                        speed: {
                                            at: number;
                                            rate: number;
                                        }[];
                                        /** @enum {unknown} */
                                        what: "footage";
                                    } | {
                                        /** @default 9000 */
                                        angle: number;
                                        /** @default #000000 */
                                        colour: string;
                                        /** @default  */
                                        to: string;
                                        /** @enum {unknown} */
                                        what: "fill";
                                    } | {
                                        name: string;
                                        /** @enum {unknown} */
                                        what: "sticker";
                                    } | {
                                        /** @enum {unknown} */
                                        what: "adjust";
                                    } | {
                                        /** @default  */
                                        preset: string;
                                        /** TextStyle */
                                        style?: {
                                            /**
                                             * @default middle
                                             * @enum {unknown}
                                             */
                                            align: "left" | "middle" | "right";
                                            /** @default false */
                                            bold: boolean;
                                            /** @default 0 */
                                            box: number;
                                            /** @default #000000 */
                                            box_colour: string;
                                            /** @default #ffffff */
                                            colour: string;
                                            /** @default sora */
                                            font: string;
                                            /** @default false */
                                            italic: boolean;
                                            /** @default 0 */
                                            outline: number;
                                            /** @default #000000 */
                                            outline_colour: string;
                                            /** @default 0 */
                                            shadow: number;
                                            /** @default #000000 */
                                            shadow_colour: string;
                                            /** @default 600 */
                                            size: number;
                                            /** @default 0 */
                                            spacing: number;
                                        };
                                        text: string;
                                        /** @enum {unknown} */
                                        what: "text";
                                        /** @default 8000 */
                                        width: number;
                                    } | {
                                        /** @default  */
                                        highlight: string;
                                        /** @default  */
                                        language: string;
                                        /** @default 5 */
                                        most_words: number;
                                        /** @default  */
                                        preset: string;
                                        /** TextStyle */
                                        style?: {
                                            /**
                                             * @default middle
                                             * @enum {unknown}
                                             */
                                            align: "left" | "middle" | "right";
                                            /** @default false */
                                            bold: boolean;
                                            /** @default 0 */
                                            box: number;
                                            /** @default #000000 */
                                            box_colour: string;
                                            /** @default #ffffff */
                                            colour: string;
                                            /** @default sora */
                                            font: string;
                                            /** @default false */
                                            italic: boolean;
                                            /** @default 0 */
                                            outline: number;
                                            /** @default #000000 */
                                            outline_colour: string;
                                            /** @default 0 */
                                            shadow: number;
                                            /** @default #000000 */
                                            shadow_colour: string;
                                            /** @default 600 */
                                            size: number;
                                            /** @default 0 */
                                            spacing: number;
                                        };
                                        /** @enum {unknown} */
                                        what: "captions";
                                        words: {
                                            at: number;
                                            length: number;
                                            text: string;
                                        }[];
                                    } | {
                                        /** @default true */
                                        keep_pitch: boolean;
                                        /**
                                         * Material
                                         * @description What a clip is cut from: something uploaded here, a published video, or the sound of one.
                                         */
                                        material: {
                                            id: string;
                                            /** @enum {unknown} */
                                            origin: "sound" | "upload" | "video";
                                        };
                                        /** @default 0 */
                                        source_in: number;
                                        /** @default 0 */
                                        source_rest: number;
                                        /** @default [] */
                                        speed: {
                                            at: number;
                                            rate: number;
                                        }[];
                                        /** @enum {unknown} */
                                        what: "listening";
                                    };
                                    /** @default [] */
                                    effects: {
                                        /** @default 500 */
                                        amount: number;
                                        /** @default 0 */
                                        length: number;
                                        name: string;
                                        /** @default 500 */
                                        pace: number;
                                        /** @default 0 */
                                        start: number;
                                    }[];
                                    /** @default null */
                                    enter: {
                                        length: number;
                                        name: string;
                                    } | null;
                                    id: string;
                                    /** @default {} */
                                    keys: {
                                        [key: string]: {
                                            at: number;
                                            /**
                                             * @default [
                                             *       0,
                                             *       0,
                                             *       1000,
                                             *       1000
                                             *     ]
                                             */
                                            ease: [
                                                number,
                                                number,
                                                number,
                                                number
                                            ];
                                            /** @default false */
                                            hold: boolean;
                                            value: number;
                                        }[];
                                    };
                                    /** @default null */
                                    leave: {
                                        length: number;
                                        name: string;
                                    } | null;
                                    length: number;
                                    /**
                                     * Adjustments
                                     * @description Light and colour, each -1,000 to 1,000, 0 being as recorded; together with ``filter`` one table of
                                     *         colours.
                                     */
                                    look?: {
                                        /** @default 0 */
                                        contrast: number;
                                        /** @default 0 */
                                        exposure: number;
                                        /** @default 0 */
                                        fade: number;
                                        /** @default  */
                                        filter: string;
                                        /** @default 1000 */
                                        filter_strength: number;
                                        /** @default 0 */
                                        highlights: number;
                                        /** @default 0 */
                                        hue: number;
                                        /** @default 0 */
                                        saturation: number;
                                        /** @default 0 */
                                        shadows: number;
                                        /** @default  */
                                        table: string;
                                        /** @default 0 */
                                        tint: number;
                                        /** @default 0 */
                                        warmth: number;
                                    };
                                    /** @default null */
                                    loop: {
                                        length: number;
                                        name: string;
                                    } | null;
                                    /**
                                     * Place
                                     * @description Where and how a picture lies on the canvas.
                                     */
                                    place?: {
                                        /**
                                         * @default normal
                                         * @enum {unknown}
                                         */
                                        blend: "add" | "darken" | "difference" | "lighten" | "multiply" | "normal" | "overlay" | "screen" | "softlight";
                                        /** @default null */
                                        chroma: {
                                            /** @default #00ff00 */
                                            colour: string;
                                            /** @default 150 */
                                            similarity: number;
                                            /** @default 80 */
                                            smoothness: number;
                                            /** @default 500 */
                                            spill: number;
                                        } | null;
                                        /**
                                         * Crop
                                         * @description What is cut off each side of the material, in ten-thousandths of its width or height.
                                         */
                                        crop?: {
                                            /** @default 0 */
                                            bottom: number;
                                            /** @default 0 */
                                            left: number;
                                            /** @default 0 */
                                            right: number;
                                            /** @default 0 */
                                            top: number;
                                        };
                                        /**
                                         * @default cover
                                         * @enum {unknown}
                                         */
                                        fit: "contain" | "cover" | "stretch";
                                        /** @default false */
                                        flip_x: boolean;
                                        /** @default false */
                                        flip_y: boolean;
                                        /** @default null */
                                        mask: {
                                            /** @default 0 */
                                            feather: number;
                                            /** @default 5000 */
                                            height: number;
                                            /** @default false */
                                            inverted: boolean;
                                            /** @default 0 */
                                            rotation: number;
                                            /** @enum {unknown} */
                                            shape: "band" | "circle" | "heart" | "line" | "rectangle" | "star";
                                            /** @default 5000 */
                                            width: number;
                                            /** @default 5000 */
                                            x: number;
                                            /** @default 5000 */
                                            y: number;
                                        } | null;
                                        /** @default 1000 */
                                        opacity: number;
                                        /** @default 0 */
                                        rotation: number;
                                        /** @default 1000 */
                                        scale: number;
                                        /** @default 5000 */
                                        x: number;
                                        /** @default 5000 */
                                        y: number;
                                    };
                                    /** @default null */
                                    slot: {
                                        /** @default false */
                                        backwards: boolean;
                                        id: string;
                                        /**
                                         * @default media
                                         * @enum {unknown}
                                         */
                                        kind: "media" | "sound" | "text";
                                        /** @default  */
                                        label: string;
                                        /** @default 0 */
                                        least: number;
                                        /** @default 0 */
                                        order: number;
                                        /** @default true */
                                        required: boolean;
                                        /** @default [] */
                                        speed: {
                                            at: number;
                                            rate: number;
                                        }[];
                                    } | null;
                                    /**
                                     * Sounding
                                     * @description How loud a clip is.
                                     */
                                    sounding?: {
                                        /** @default 0 */
                                        fade_in: number;
                                        /** @default 0 */
                                        fade_out: number;
                                        /** @default 1000 */
                                        volume: number;
                                    };
                                    start: number;
                                }[];
                                /** @default false */
                                hidden: boolean;
                                id: string;
                                /** @default [] */
                                joins: {
                                    kind: string;
                                    left: string;
                                    length: number;
                                }[];
                                /** @default false */
                                locked: boolean;
                                /** @default false */
                                muted: boolean;
                                /** @enum {unknown} */
                                role: "main" | "overlay" | "sound" | "text";
                                /**
                                 * @default other
                                 * @enum {unknown}
                                 */
                                use: "music" | "other" | "voice";
                                /** @default 1000 */
                                volume: number;
                            }[];
                        };
                        materials: {
                            beats: number[];
                            created_ms: number;
                            creator_handle: string;
                            duration_ms: number;
                            fps: number;
                            has_sound: boolean;
                            height: number;
                            id: string;
                            name: string;
                            /** @enum {unknown} */
                            origin: "sound" | "upload" | "video";
                            peaks: {
                                count: number;
                                rate: number;
                                url: string;
                            } | null;
                            poster_url: string;
                            progress: number;
                            reason: {
                                code: string;
                                message: string;
                            } | null;
                            size: number;
                            /** @enum {unknown} */
                            state: "failed" | "gone" | "ready" | "received" | "uploading";
                            strip: {
                                columns: number;
                                count: number;
                                height: number;
                                step_ms: number;
                                url: string;
                                width: number;
                            } | null;
                            url: string;
                            /** @enum {unknown} */
                            what: "" | "film" | "photo" | "sound" | "table";
                            width: number;
                        }[];
                        /**
                         * ProjectLine
                         * @description A project in a list.
                         */
                        project: {
                            begun_from: string;
                            changed_ms: number;
                            created_ms: number;
                            deleted_ms: number;
                            duration_ms: number;
                            id: string;
                            kept_until_ms: number;
                            name: string;
                            poster_url: string;
                            revision: number;
                        };
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_projects_bring_version_back: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed_ms: number;
                        revision: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_renders_show_render: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                render_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asked_ms: number;
                        duration_ms: number;
                        height: number;
                        id: string;
                        kept_until_ms: number;
                        progress: number;
                        project_id: string;
                        reason: {
                            code: string;
                            message: string;
                        } | null;
                        revision: number;
                        size: number;
                        /** @enum {unknown} */
                        state: "cancelled" | "done" | "failed" | "making" | "waiting";
                        url: string;
                        video_id: string;
                        width: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_renders_cancel_render: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                render_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asked_ms: number;
                        duration_ms: number;
                        height: number;
                        id: string;
                        kept_until_ms: number;
                        progress: number;
                        project_id: string;
                        reason: {
                            code: string;
                            message: string;
                        } | null;
                        revision: number;
                        size: number;
                        /** @enum {unknown} */
                        state: "cancelled" | "done" | "failed" | "making" | "waiting";
                        url: string;
                        video_id: string;
                        width: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_show_sound_as_material: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sound_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        beats: number[];
                        created_ms: number;
                        creator_handle: string;
                        duration_ms: number;
                        fps: number;
                        has_sound: boolean;
                        height: number;
                        id: string;
                        name: string;
                        /** @enum {unknown} */
                        origin: "sound" | "upload" | "video";
                        peaks: {
                            count: number;
                            rate: number;
                            url: string;
                        } | null;
                        poster_url: string;
                        progress: number;
                        reason: {
                            code: string;
                            message: string;
                        } | null;
                        size: number;
                        /** @enum {unknown} */
                        state: "failed" | "gone" | "ready" | "received" | "uploading";
                        strip: {
                            columns: number;
                            count: number;
                            height: number;
                            step_ms: number;
                            url: string;
                            width: number;
                        } | null;
                        url: string;
                        /** @enum {unknown} */
                        what: "" | "film" | "photo" | "sound" | "table";
                        width: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_renders_show_storage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        largest: {
                            bytes: number;
                            /** @default 0 */
                            duration_ms: number;
                            id: string;
                            name: string;
                            /** @default  */
                            poster_url: string;
                            since_ms: number;
                            /** @enum {unknown} */
                            what: "drafts" | "films" | "materials" | "videos";
                        }[];
                        limit: number;
                        parts: {
                            bytes: number;
                            count: number;
                            /** @enum {unknown} */
                            what: "drafts" | "films" | "materials" | "videos";
                        }[];
                        used: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_beginning_list_templates: {
        parameters: {
            query?: {
                sort?: "trending" | "new";
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        next: string;
                        templates: {
                            creator_handle: string;
                            creator_name: string;
                            duration_ms: number;
                            film_url: string;
                            /** @default null */
                            first: {
                                caption: string;
                                /** CreatorOnCard */
                                creator: {
                                    avatar_url: string;
                                    handle: string;
                                    id: string;
                                    name: string;
                                };
                                id: string;
                                poster_url: string;
                            } | null;
                            height: number;
                            id: string;
                            places: number;
                            poster_url: string;
                            title: string;
                            uses: number;
                            width: number;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_beginning_show_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Montage
                         * @description A whole project.
                         */
                        document: {
                            /** Canvas */
                            canvas?: {
                                /**
                                 * Background
                                 * @description What is seen where no clip covers the canvas.
                                 */
                                background?: {
                                    /** @default #000000 */
                                    colour: string;
                                    /**
                                     * @default colour
                                     * @enum {unknown}
                                     */
                                    kind: "blur" | "colour";
                                };
                                /** @default 30 */
                                fps: number;
                                /** @default 1920 */
                                height: number;
                                /** @default 1080 */
                                width: number;
                            };
                            /** @default [] */
                            markers: {
                                at: number;
                                /**
                                 * @default beat
                                 * @enum {unknown}
                                 */
                                kind: "beat" | "note";
                                /** @default  */
                                label: string;
                            }[];
                            /**
                             * Mix
                             * @description What becomes of all sounds together.
                             */
                            mix?: {
                                /** @default 0 */
                                duck: number;
                                /** @default -14 */
                                loudness: number;
                            };
                            /** @enum {unknown} */
                            schema: "mutoscope.montage/1";
                            /** @default [] */
                            tracks: {
                                /** @default [] */
                                clips: {
                                    content: {
                                        /** @default false */
                                        backwards: boolean;
                                        /** @default false */
                                        frozen: boolean;
                                        /** @default true */
                                        keep_pitch: boolean;
                                        /**
                                         * Material
                                         * @description What a clip is cut from: something uploaded here, a published video, or the sound of one.
                                         */
                                        material: {
                                            id: string;
                                            /** @enum {unknown} */
                                            origin: "sound" | "upload" | "video";
                                        };
                                        /** @default 0 */
                                        source_in: number;
                                        /** @default 0 */
                                        source_rest: number;
                                        /** @default [] */
                                        speed: {
                                            at: number;
                                            rate: number;
                                        }[];
                                        /** @enum {unknown} */
                                        what: "footage";
                                    } | {
                                        /** @default 9000 */
                                        angle: number;
                                        /** @default #000000 */
                                        colour: string;
                                        /** @default  */
                                        to: string;
                                        /** @enum {unknown} */
                                        what: "fill";
                                    } | {
                                        name: string;
                                        /** @enum {unknown} */
                                        what: "sticker";
                                    } | {
                                        /** @enum {unknown} */
                                        what: "adjust";
                                    } | {
                                        /** @default  */
                                        preset: string;
                                        /** TextStyle */
                                        style?: {
                                            /**
                                             * @default middle
                                             * @enum {unknown}
                                             */
                                            align: "left" | "middle" | "right";
                                            /** @default false */
                                            bold: boolean;
                                            /** @default 0 */
                                            box: number;
                                            /** @default #000000 */
                                            box_colour: string;
                                            /** @default #ffffff */
                                            colour: string;
                                            /** @default sora */
                                            font: string;
                                            /** @default false */
                                            italic: boolean;
                                            /** @default 0 */
                                            outline: number;
                                            /** @default #000000 */
                                            outline_colour: string;
                                            /** @default 0 */
                                            shadow: number;
                                            /** @default #000000 */
                                            shadow_colour: string;
                                            /** @default 600 */
                                            size: number;
                                            /** @default 0 */
                                            spacing: number;
                                        };
                                        text: string;
                                        /** @enum {unknown} */
                                        what: "text";
                                        /** @default 8000 */
                                        width: number;
                                    } | {
                                        /** @default  */
                                        highlight: string;
                                        /** @default  */
                                        language: string;
                                        /** @default 5 */
                                        most_words: number;
                                        /** @default  */
                                        preset: string;
                                        /** TextStyle */
                                        style?: {
                                            /**
                                             * @default middle
                                             * @enum {unknown}
                                             */
                                            align: "left" | "middle" | "right";
                                            /** @default false */
                                            bold: boolean;
                                            /** @default 0 */
                                            box: number;
                                            /** @default #000000 */
                                            box_colour: string;
                                            /** @default #ffffff */
                                            colour: string;
                                            /** @default sora */
                                            font: string;
                                            /** @default false */
                                            italic: boolean;
                                            /** @default 0 */
                                            outline: number;
                                            /** @default #000000 */
                                            outline_colour: string;
                                            /** @default 0 */
                                            shadow: number;
                                            /** @default #000000 */
                                            shadow_colour: string;
                                            /** @default 600 */
                                            size: number;
                                            /** @default 0 */
                                            spacing: number;
                                        };
                                        /** @enum {unknown} */
                                        what: "captions";
                                        words: {
                                            at: number;
                                            length: number;
                                            text: string;
                                        }[];
                                    } | {
                                        /** @default true */
                                        keep_pitch: boolean;
                                        /**
                                         * Material
                                         * @description What a clip is cut from: something uploaded here, a published video, or the sound of one.
                                         */
                                        material: {
                                            id: string;
                                            /** @enum {unknown} */
                                            origin: "sound" | "upload" | "video";
                                        };
                                        /** @default 0 */
                                        source_in: number;
                                        /** @default 0 */
                                        source_rest: number;
                                        /** @default [] */
                                        speed: {
                                            at: number;
                                            rate: number;
                                        }[];
                                        /** @enum {unknown} */
                                        what: "listening";
                                    };
                                    /** @default [] */
                                    effects: {
                                        /** @default 500 */
                                        amount: number;
                                        /** @default 0 */
                                        length: number;
                                        name: string;
                                        /** @default 500 */
                                        pace: number;
                                        /** @default 0 */
                                        start: number;
                                    }[];
                                    /** @default null */
                                    enter: {
                                        length: number;
                                        name: string;
                                    } | null;
                                    id: string;
                                    /** @default {} */
                                    keys: {
                                        [key: string]: {
                                            at: number;
                                            /**
                                             * @default [
                                             *       0,
                                             *       0,
                                             *       1000,
                                             *       1000
                                             *     ]
                                             */
                                            ease: [
                                                number,
                                                number,
                                                number,
                                                number
                                            ];
                                            /** @default false */
                                            hold: boolean;
                                            value: number;
                                        }[];
                                    };
                                    /** @default null */
                                    leave: {
                                        length: number;
                                        name: string;
                                    } | null;
                                    length: number;
                                    /**
                                     * Adjustments
                                     * @description Light and colour, each -1,000 to 1,000, 0 being as recorded; together with ``filter`` one table of
                                     *         colours.
                                     */
                                    look?: {
                                        /** @default 0 */
                                        contrast: number;
                                        /** @default 0 */
                                        exposure: number;
                                        /** @default 0 */
                                        fade: number;
                                        /** @default  */
                                        filter: string;
                                        /** @default 1000 */
                                        filter_strength: number;
                                        /** @default 0 */
                                        highlights: number;
                                        /** @default 0 */
                                        hue: number;
                                        /** @default 0 */
                                        saturation: number;
                                        /** @default 0 */
                                        shadows: number;
                                        /** @default  */
                                        table: string;
                                        /** @default 0 */
                                        tint: number;
                                        /** @default 0 */
                                        warmth: number;
                                    };
                                    /** @default null */
                                    loop: {
                                        length: number;
                                        name: string;
                                    } | null;
                                    /**
                                     * Place
                                     * @description Where and how a picture lies on the canvas.
                                     */
                                    place?: {
                                        /**
                                         * @default normal
                                         * @enum {unknown}
                                         */
                                        blend: "add" | "darken" | "difference" | "lighten" | "multiply" | "normal" | "overlay" | "screen" | "softlight";
                                        /** @default null */
                                        chroma: {
                                            /** @default #00ff00 */
                                            colour: string;
                                            /** @default 150 */
                                            similarity: number;
                                            /** @default 80 */
                                            smoothness: number;
                                            /** @default 500 */
                                            spill: number;
                                        } | null;
                                        /**
                                         * Crop
                                         * @description What is cut off each side of the material, in ten-thousandths of its width or height.
                                         */
                                        crop?: {
                                            /** @default 0 */
                                            bottom: number;
                                            /** @default 0 */
                                            left: number;
                                            /** @default 0 */
                                            right: number;
                                            /** @default 0 */
                                            top: number;
                                        };
                                        /**
                                         * @default cover
                                         * @enum {unknown}
                                         */
                                        fit: "contain" | "cover" | "stretch";
                                        /** @default false */
                                        flip_x: boolean;
                                        /** @default false */
                                        flip_y: boolean;
                                        /** @default null */
                                        mask: {
                                            /** @default 0 */
                                            feather: number;
                                            /** @default 5000 */
                                            height: number;
                                            /** @default false */
                                            inverted: boolean;
                                            /** @default 0 */
                                            rotation: number;
                                            /** @enum {unknown} */
                                            shape: "band" | "circle" | "heart" | "line" | "rectangle" | "star";
                                            /** @default 5000 */
                                            width: number;
                                            /** @default 5000 */
                                            x: number;
                                            /** @default 5000 */
                                            y: number;
                                        } | null;
                                        /** @default 1000 */
                                        opacity: number;
                                        /** @default 0 */
                                        rotation: number;
                                        /** @default 1000 */
                                        scale: number;
                                        /** @default 5000 */
                                        x: number;
                                        /** @default 5000 */
                                        y: number;
                                    };
                                    /** @default null */
                                    slot: {
                                        /** @default false */
                                        backwards: boolean;
                                        id: string;
                                        /**
                                         * @default media
                                         * @enum {unknown}
                                         */
                                        kind: "media" | "sound" | "text";
                                        /** @default  */
                                        label: string;
                                        /** @default 0 */
                                        least: number;
                                        /** @default 0 */
                                        order: number;
                                        /** @default true */
                                        required: boolean;
                                        /** @default [] */
                                        speed: {
                                            at: number;
                                            rate: number;
                                        }[];
                                    } | null;
                                    /**
                                     * Sounding
                                     * @description How loud a clip is.
                                     */
                                    sounding?: {
                                        /** @default 0 */
                                        fade_in: number;
                                        /** @default 0 */
                                        fade_out: number;
                                        /** @default 1000 */
                                        volume: number;
                                    };
                                    start: number;
                                }[];
                                /** @default false */
                                hidden: boolean;
                                id: string;
                                /** @default [] */
                                joins: {
                                    kind: string;
                                    left: string;
                                    length: number;
                                }[];
                                /** @default false */
                                locked: boolean;
                                /** @default false */
                                muted: boolean;
                                /** @enum {unknown} */
                                role: "main" | "overlay" | "sound" | "text";
                                /**
                                 * @default other
                                 * @enum {unknown}
                                 */
                                use: "music" | "other" | "voice";
                                /** @default 1000 */
                                volume: number;
                            }[];
                        };
                        materials: {
                            beats: number[];
                            created_ms: number;
                            creator_handle: string;
                            duration_ms: number;
                            fps: number;
                            has_sound: boolean;
                            height: number;
                            id: string;
                            name: string;
                            /** @enum {unknown} */
                            origin: "sound" | "upload" | "video";
                            peaks: {
                                count: number;
                                rate: number;
                                url: string;
                            } | null;
                            poster_url: string;
                            progress: number;
                            reason: {
                                code: string;
                                message: string;
                            } | null;
                            size: number;
                            /** @enum {unknown} */
                            state: "failed" | "gone" | "ready" | "received" | "uploading";
                            strip: {
                                columns: number;
                                count: number;
                                height: number;
                                step_ms: number;
                                url: string;
                                width: number;
                            } | null;
                            url: string;
                            /** @enum {unknown} */
                            what: "" | "film" | "photo" | "sound" | "table";
                            width: number;
                        }[];
                        /**
                         * TemplateView
                         * @description A video whose author lets others fill its cuts with films of their own.
                         */
                        template: {
                            creator_handle: string;
                            creator_name: string;
                            duration_ms: number;
                            film_url: string;
                            /** @default null */
                            first: {
                                caption: string;
                                /** CreatorOnCard */
                                creator: {
                                    avatar_url: string;
                                    handle: string;
                                    id: string;
                                    name: string;
                                };
                                id: string;
                                poster_url: string;
                            } | null;
                            height: number;
                            id: string;
                            places: number;
                            poster_url: string;
                            title: string;
                            uses: number;
                            width: number;
                        };
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_captions_write_transcript: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TranscriptWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        language: string;
                        progress: number;
                        reason: {
                            code: string;
                            message: string;
                        } | null;
                        /** @enum {unknown} */
                        state: "done" | "failed" | "waiting";
                        words: {
                            at_ms: number;
                            length_ms: number;
                            text: string;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_captions_stop_transcript: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TranscriptWish"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_studio_http_show_video_as_material: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        beats: number[];
                        created_ms: number;
                        creator_handle: string;
                        duration_ms: number;
                        fps: number;
                        has_sound: boolean;
                        height: number;
                        id: string;
                        name: string;
                        /** @enum {unknown} */
                        origin: "sound" | "upload" | "video";
                        peaks: {
                            count: number;
                            rate: number;
                            url: string;
                        } | null;
                        poster_url: string;
                        progress: number;
                        reason: {
                            code: string;
                            message: string;
                        } | null;
                        size: number;
                        /** @enum {unknown} */
                        state: "failed" | "gone" | "ready" | "received" | "uploading";
                        strip: {
                            columns: number;
                            count: number;
                            height: number;
                            step_ms: number;
                            url: string;
                            width: number;
                        } | null;
                        url: string;
                        /** @enum {unknown} */
                        what: "" | "film" | "photo" | "sound" | "table";
                        width: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_feed_http_list_suggestions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        people: {
                            avatar_url: string;
                            handle: string;
                            id: string;
                            /** @default 0 */
                            more: number;
                            name: string;
                            /** @enum {unknown} */
                            reason: "friends" | "watched";
                            /** @default [] */
                            via: string[];
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_search_http_tag_page: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path: {
                tag: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cards: {
                            allow_download: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @default null */
                            answers: {
                                handle: string;
                                id: string;
                                text: string;
                                video_id: string;
                            } | null;
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            blurhash: string;
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            /** CountsOnCard */
                            counts: {
                                comments: number;
                                likes: number;
                                reposts: number;
                                saves: number;
                            };
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            /** @default null */
                            credit: {
                                handle: string;
                                more: number;
                                /** @enum {unknown} */
                                role: "clip" | "duet" | "greenscreen" | "react" | "remix" | "sound" | "stitch" | "template";
                                sound_id: string;
                                video_id: string;
                            } | null;
                            duration_ms: number;
                            /** @default 0 */
                            elsewhere_ms: number;
                            height: number;
                            id: string;
                            poster_url: string;
                            published_ms: number;
                            renditions: {
                                codecs: string;
                                head_bytes: number;
                                height: number;
                                kbps: number;
                                size: number;
                                url: string;
                                width: number;
                            }[];
                            sound: {
                                creator_handle: string;
                                id: string;
                                title: string;
                            } | null;
                            /** @default published */
                            state: string;
                            tags: string[];
                            /** ViewerOnCard */
                            viewer: {
                                download_marked: boolean;
                                follows: boolean;
                                liked: boolean;
                                may_comment: boolean;
                                may_download: boolean;
                                may_use: ("duet" | "remix" | "stitch" | "template")[];
                                own: boolean;
                                reposted: boolean;
                                saved: boolean;
                            };
                            width: number;
                        }[];
                        next: string;
                        tag: string;
                        videos: number;
                        written: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_search_http_trending: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tags: {
                            people: number;
                            tag: string;
                            written: string;
                        }[];
                    };
                };
            };
        };
    };
    mutoscope_apps_videos_http_start_upload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        expires_ms: number;
                        token: string;
                        upload_id: string;
                        upload_url: string;
                        video_id: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_videos_http_show_video: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        allow_download: boolean;
                        allows: ("duet" | "remix" | "stitch" | "template")[];
                        /** @default null */
                        answers: {
                            handle: string;
                            id: string;
                            text: string;
                            video_id: string;
                        } | null;
                        /** @enum {unknown} */
                        audience: "everyone" | "followers" | "me";
                        blurhash: string;
                        caption: string;
                        /** @enum {unknown} */
                        comments_for: "everyone" | "followers" | "following" | "nobody";
                        /** CountsOnCard */
                        counts: {
                            comments: number;
                            likes: number;
                            reposts: number;
                            saves: number;
                        };
                        /** CreatorOnCard */
                        creator: {
                            avatar_url: string;
                            handle: string;
                            id: string;
                            name: string;
                        };
                        /** @default null */
                        credit: {
                            handle: string;
                            more: number;
                            /** @enum {unknown} */
                            role: "clip" | "duet" | "greenscreen" | "react" | "remix" | "sound" | "stitch" | "template";
                            sound_id: string;
                            video_id: string;
                        } | null;
                        duration_ms: number;
                        /** @default 0 */
                        elsewhere_ms: number;
                        height: number;
                        id: string;
                        poster_url: string;
                        published_ms: number;
                        renditions: {
                            codecs: string;
                            head_bytes: number;
                            height: number;
                            kbps: number;
                            size: number;
                            url: string;
                            width: number;
                        }[];
                        sound: {
                            creator_handle: string;
                            id: string;
                            title: string;
                        } | null;
                        /** @default published */
                        state: string;
                        tags: string[];
                        /** ViewerOnCard */
                        viewer: {
                            download_marked: boolean;
                            follows: boolean;
                            liked: boolean;
                            may_comment: boolean;
                            may_download: boolean;
                            may_use: ("duet" | "remix" | "stitch" | "template")[];
                            own: boolean;
                            reposted: boolean;
                            saved: boolean;
                        };
                        width: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_videos_http_delete_video: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_videos_http_edit_video: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        card: {
                            allow_download: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @default null */
                            answers: {
                                handle: string;
                                id: string;
                                text: string;
                                video_id: string;
                            } | null;
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            blurhash: string;
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            /** CountsOnCard */
                            counts: {
                                comments: number;
                                likes: number;
                                reposts: number;
                                saves: number;
                            };
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            /** @default null */
                            credit: {
                                handle: string;
                                more: number;
                                /** @enum {unknown} */
                                role: "clip" | "duet" | "greenscreen" | "react" | "remix" | "sound" | "stitch" | "template";
                                sound_id: string;
                                video_id: string;
                            } | null;
                            duration_ms: number;
                            /** @default 0 */
                            elsewhere_ms: number;
                            height: number;
                            id: string;
                            poster_url: string;
                            published_ms: number;
                            renditions: {
                                codecs: string;
                                head_bytes: number;
                                height: number;
                                kbps: number;
                                size: number;
                                url: string;
                                width: number;
                            }[];
                            sound: {
                                creator_handle: string;
                                id: string;
                                title: string;
                            } | null;
                            /** @default published */
                            state: string;
                            tags: string[];
                            /** ViewerOnCard */
                            viewer: {
                                download_marked: boolean;
                                follows: boolean;
                                liked: boolean;
                                may_comment: boolean;
                                may_download: boolean;
                                may_use: ("duet" | "remix" | "stitch" | "template")[];
                                own: boolean;
                                reposted: boolean;
                                saved: boolean;
                            };
                            width: number;
                        } | null;
                        draft: {
                            allow_download: boolean;
                            allow_sound: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            cover_ms: number;
                            trim_end_ms: number;
                            trim_start_ms: number;
                        } | null;
                        info: {
                            duration_ms: number;
                            height: number;
                            width: number;
                        } | null;
                        /** Progress */
                        progress: {
                            fraction: number;
                            stage: string;
                        };
                        reason: {
                            code: string;
                            message: string;
                        } | null;
                        state: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_social_http_comments_answer_nothing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_social_http_comments_answer_by_video: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_safety_http_appeal_video: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_social_http_comments_list_comments: {
        parameters: {
            query?: {
                sort?: "best" | "newest";
                cursor?: string;
            };
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        comments: {
                            answers: string;
                            /** CreatorOnCard */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            by_creator: boolean;
                            created_ms: number;
                            /** @default false */
                            deleted: boolean;
                            edited_ms: number;
                            held: boolean;
                            id: string;
                            liked: boolean;
                            liked_by_creator: boolean;
                            likes: number;
                            may_answer_by_video: boolean;
                            may_delete: boolean;
                            may_pin: boolean;
                            may_take_down: boolean;
                            muted: boolean;
                            own: boolean;
                            pinned: boolean;
                            replies: number;
                            root_id: string;
                            text: string;
                            video_answer: string;
                            video_id: string;
                            waiting: boolean;
                        }[];
                        /** @enum {unknown} */
                        comments_for: "everyone" | "followers" | "following" | "nobody";
                        may_comment: boolean;
                        next: string;
                        pinned: {
                            answers: string;
                            /** CreatorOnCard */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            by_creator: boolean;
                            created_ms: number;
                            /** @default false */
                            deleted: boolean;
                            edited_ms: number;
                            held: boolean;
                            id: string;
                            liked: boolean;
                            liked_by_creator: boolean;
                            likes: number;
                            may_answer_by_video: boolean;
                            may_delete: boolean;
                            may_pin: boolean;
                            may_take_down: boolean;
                            muted: boolean;
                            own: boolean;
                            pinned: boolean;
                            replies: number;
                            root_id: string;
                            text: string;
                            video_answer: string;
                            video_id: string;
                            waiting: boolean;
                        } | null;
                        total: number;
                        waiting: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_social_http_comments_write_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reply: {
                            answers: string;
                            /** CreatorOnCard */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            by_creator: boolean;
                            created_ms: number;
                            /** @default false */
                            deleted: boolean;
                            edited_ms: number;
                            held: boolean;
                            id: string;
                            liked: boolean;
                            liked_by_creator: boolean;
                            likes: number;
                            may_answer_by_video: boolean;
                            may_delete: boolean;
                            may_pin: boolean;
                            may_take_down: boolean;
                            muted: boolean;
                            own: boolean;
                            pinned: boolean;
                            replies: number;
                            root_id: string;
                            text: string;
                            video_answer: string;
                            video_id: string;
                            waiting: boolean;
                        } | null;
                        /**
                         * CommentView
                         * @description One comment as one viewer meets it. Ids are their 13-letter text.
                         */
                        root: {
                            answers: string;
                            /** CreatorOnCard */
                            author: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            by_creator: boolean;
                            created_ms: number;
                            /** @default false */
                            deleted: boolean;
                            edited_ms: number;
                            held: boolean;
                            id: string;
                            liked: boolean;
                            liked_by_creator: boolean;
                            likes: number;
                            may_answer_by_video: boolean;
                            may_delete: boolean;
                            may_pin: boolean;
                            may_take_down: boolean;
                            muted: boolean;
                            own: boolean;
                            pinned: boolean;
                            replies: number;
                            root_id: string;
                            text: string;
                            video_answer: string;
                            video_id: string;
                            waiting: boolean;
                        };
                    };
                };
            };
        };
    };
    mutoscope_apps_videos_http_show_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        marked: boolean;
                        progress: number;
                        size: number;
                        /** @enum {unknown} */
                        state: "failed" | "making" | "none" | "ready";
                        url: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_videos_http_ask_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        marked: boolean;
                        progress: number;
                        size: number;
                        /** @enum {unknown} */
                        state: "failed" | "making" | "none" | "ready";
                        url: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_videos_http_list_frames: {
        parameters: {
            query?: {
                n?: number;
            };
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        at_ms: number;
                        url: string;
                    }[];
                };
            };
        };
    };
    mutoscope_apps_insights_http_of_video: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        average_share: number;
                        caption: string;
                        counted_ms: number;
                        countries: {
                            code: string;
                            viewers: number;
                        }[] | null;
                        /** Counts */
                        counts: {
                            comments: number;
                            follows: number;
                            likes: number;
                            reposts: number;
                            saves: number;
                            shares: number;
                        };
                        days: {
                            day: string;
                            few: boolean;
                            follows: number;
                            impressions: number;
                            viewers: number;
                            watched_ms: number;
                        }[];
                        duration_ms: number;
                        finished_share: number;
                        impressions: number;
                        more_parts: boolean;
                        parts: {
                            average_share: number;
                            finished_share: number;
                            impressions: number;
                            part: string;
                            viewers: number;
                        }[];
                        poster_url: string;
                        ready: boolean;
                        retention: number[];
                        video_id: string;
                        viewers: number;
                        watched_ms: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_social_http_like: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LikesOut"];
                };
            };
        };
    };
    mutoscope_apps_social_http_unlike: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LikesOut"];
                };
            };
        };
    };
    mutoscope_apps_studio_http_lineage_show_lineage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @default null */
                        cut_like: {
                            caption: string;
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            id: string;
                            poster_url: string;
                        } | null;
                        made_of: {
                            /** @enum {unknown} */
                            role: "clip" | "duet" | "greenscreen" | "react" | "remix" | "sound" | "stitch" | "template";
                            sound: {
                                creator_handle: string;
                                id: string;
                                title: string;
                            } | null;
                            video: {
                                caption: string;
                                /** CreatorOnCard */
                                creator: {
                                    avatar_url: string;
                                    handle: string;
                                    id: string;
                                    name: string;
                                };
                                id: string;
                                poster_url: string;
                            } | null;
                        }[];
                        root: {
                            caption: string;
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            id: string;
                            poster_url: string;
                        } | null;
                        used_by: number;
                    };
                };
            };
        };
    };
    mutoscope_apps_social_http_shelves_qr: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mutoscope_apps_safety_http_report_video: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
        };
    };
    mutoscope_apps_social_http_shelves_repost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepostsOut"];
                };
            };
        };
    };
    mutoscope_apps_social_http_shelves_unrepost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepostsOut"];
                };
            };
        };
    };
    mutoscope_apps_social_http_shelves_save: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavesOut"];
                };
            };
        };
    };
    mutoscope_apps_social_http_shelves_unsave: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnsavedOut"];
                };
            };
        };
    };
    mutoscope_apps_videos_http_show_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        card: {
                            allow_download: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @default null */
                            answers: {
                                handle: string;
                                id: string;
                                text: string;
                                video_id: string;
                            } | null;
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            blurhash: string;
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            /** CountsOnCard */
                            counts: {
                                comments: number;
                                likes: number;
                                reposts: number;
                                saves: number;
                            };
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            /** @default null */
                            credit: {
                                handle: string;
                                more: number;
                                /** @enum {unknown} */
                                role: "clip" | "duet" | "greenscreen" | "react" | "remix" | "sound" | "stitch" | "template";
                                sound_id: string;
                                video_id: string;
                            } | null;
                            duration_ms: number;
                            /** @default 0 */
                            elsewhere_ms: number;
                            height: number;
                            id: string;
                            poster_url: string;
                            published_ms: number;
                            renditions: {
                                codecs: string;
                                head_bytes: number;
                                height: number;
                                kbps: number;
                                size: number;
                                url: string;
                                width: number;
                            }[];
                            sound: {
                                creator_handle: string;
                                id: string;
                                title: string;
                            } | null;
                            /** @default published */
                            state: string;
                            tags: string[];
                            /** ViewerOnCard */
                            viewer: {
                                download_marked: boolean;
                                follows: boolean;
                                liked: boolean;
                                may_comment: boolean;
                                may_download: boolean;
                                may_use: ("duet" | "remix" | "stitch" | "template")[];
                                own: boolean;
                                reposted: boolean;
                                saved: boolean;
                            };
                            width: number;
                        } | null;
                        draft: {
                            allow_download: boolean;
                            allow_sound: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            cover_ms: number;
                            trim_end_ms: number;
                            trim_start_ms: number;
                        } | null;
                        info: {
                            duration_ms: number;
                            height: number;
                            width: number;
                        } | null;
                        /** Progress */
                        progress: {
                            fraction: number;
                            stage: string;
                        };
                        reason: {
                            code: string;
                            message: string;
                        } | null;
                        state: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_videos_http_submit_video: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmitWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        card: {
                            allow_download: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @default null */
                            answers: {
                                handle: string;
                                id: string;
                                text: string;
                                video_id: string;
                            } | null;
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            blurhash: string;
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            /** CountsOnCard */
                            counts: {
                                comments: number;
                                likes: number;
                                reposts: number;
                                saves: number;
                            };
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            /** @default null */
                            credit: {
                                handle: string;
                                more: number;
                                /** @enum {unknown} */
                                role: "clip" | "duet" | "greenscreen" | "react" | "remix" | "sound" | "stitch" | "template";
                                sound_id: string;
                                video_id: string;
                            } | null;
                            duration_ms: number;
                            /** @default 0 */
                            elsewhere_ms: number;
                            height: number;
                            id: string;
                            poster_url: string;
                            published_ms: number;
                            renditions: {
                                codecs: string;
                                head_bytes: number;
                                height: number;
                                kbps: number;
                                size: number;
                                url: string;
                                width: number;
                            }[];
                            sound: {
                                creator_handle: string;
                                id: string;
                                title: string;
                            } | null;
                            /** @default published */
                            state: string;
                            tags: string[];
                            /** ViewerOnCard */
                            viewer: {
                                download_marked: boolean;
                                follows: boolean;
                                liked: boolean;
                                may_comment: boolean;
                                may_download: boolean;
                                may_use: ("duet" | "remix" | "stitch" | "template")[];
                                own: boolean;
                                reposted: boolean;
                                saved: boolean;
                            };
                            width: number;
                        } | null;
                        draft: {
                            allow_download: boolean;
                            allow_sound: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            cover_ms: number;
                            trim_end_ms: number;
                            trim_start_ms: number;
                        } | null;
                        info: {
                            duration_ms: number;
                            height: number;
                            width: number;
                        } | null;
                        /** Progress */
                        progress: {
                            fraction: number;
                            stage: string;
                        };
                        reason: {
                            code: string;
                            message: string;
                        } | null;
                        state: string;
                    };
                };
            };
        };
    };
    mutoscope_apps_studio_http_lineage_list_uses: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cards: {
                            allow_download: boolean;
                            allows: ("duet" | "remix" | "stitch" | "template")[];
                            /** @default null */
                            answers: {
                                handle: string;
                                id: string;
                                text: string;
                                video_id: string;
                            } | null;
                            /** @enum {unknown} */
                            audience: "everyone" | "followers" | "me";
                            blurhash: string;
                            caption: string;
                            /** @enum {unknown} */
                            comments_for: "everyone" | "followers" | "following" | "nobody";
                            /** CountsOnCard */
                            counts: {
                                comments: number;
                                likes: number;
                                reposts: number;
                                saves: number;
                            };
                            /** CreatorOnCard */
                            creator: {
                                avatar_url: string;
                                handle: string;
                                id: string;
                                name: string;
                            };
                            /** @default null */
                            credit: {
                                handle: string;
                                more: number;
                                /** @enum {unknown} */
                                role: "clip" | "duet" | "greenscreen" | "react" | "remix" | "sound" | "stitch" | "template";
                                sound_id: string;
                                video_id: string;
                            } | null;
                            duration_ms: number;
                            /** @default 0 */
                            elsewhere_ms: number;
                            height: number;
                            id: string;
                            poster_url: string;
                            published_ms: number;
                            renditions: {
                                codecs: string;
                                head_bytes: number;
                                height: number;
                                kbps: number;
                                size: number;
                                url: string;
                                width: number;
                            }[];
                            sound: {
                                creator_handle: string;
                                id: string;
                                title: string;
                            } | null;
                            /** @default published */
                            state: string;
                            tags: string[];
                            /** ViewerOnCard */
                            viewer: {
                                download_marked: boolean;
                                follows: boolean;
                                liked: boolean;
                                may_comment: boolean;
                                may_download: boolean;
                                may_use: ("duet" | "remix" | "stitch" | "template")[];
                                own: boolean;
                                reposted: boolean;
                                saved: boolean;
                            };
                            width: number;
                        }[];
                        next: string;
                    };
                };
            };
        };
    };
}
