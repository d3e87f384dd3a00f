// Made by «npm run types» out of the server's OpenAPI file. Not for hands.
export interface paths {
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
         * Blocks
         * @description Whom I blocked.
         */
        get: operations["mutoscope_apps_relations_http_blocks"];
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
    "/api/follow-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow Requests */
        get: operations["mutoscope_apps_relations_http_follow_requests"];
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
        post: operations["mutoscope_apps_relations_http_accept"];
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
        post: operations["mutoscope_apps_relations_http_decline"];
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
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
        /** ConfigOut */
        ConfigOut: {
            /** Languages */
            languages: string[];
            /** Media Url */
            media_url: string;
            /** Minimum Age */
            minimum_age: number;
            /** Upload Max Bytes */
            upload_max_bytes: number;
            /** Upload Max Seconds */
            upload_max_seconds: number;
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
        /** DoneOut */
        DoneOut: {
            /**
             * Done
             * @default true
             */
            done: boolean;
        };
        /** ForgotIn */
        ForgotIn: {
            /** Email */
            email: string;
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
        /** LoginIn */
        LoginIn: {
            /** Login */
            login: string;
            /** Password */
            password: string;
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
        /** MyselfOut */
        MyselfOut: {
            /** Avatar Url */
            avatar_url: string;
            /** Bio */
            bio: string;
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
            /** Name */
            name: string;
            quota: components["schemas"]["QuotaOut"];
        };
        /** PeopleOut */
        PeopleOut: {
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
        /** ProfileIn */
        ProfileIn: {
            /** Bio */
            bio?: string | null;
            /** Handle */
            handle?: string | null;
            /** Is Private */
            is_private?: boolean | null;
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
        /** QuotaOut */
        QuotaOut: {
            /** Limit */
            limit: number;
            /** Used */
            used: number;
        };
        /** RequestsOut */
        RequestsOut: {
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
        /** StandingOut */
        StandingOut: {
            /** Blocked */
            blocked: boolean;
            /** Followed By */
            followed_by: boolean;
            /** Follows */
            follows: boolean;
            /** Own */
            own: boolean;
            /** Requested */
            requested: boolean;
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
    mutoscope_apps_relations_http_blocks: {
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
    mutoscope_apps_relations_http_follow_requests: {
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
                    "application/json": components["schemas"]["RequestsOut"];
                };
            };
        };
    };
    mutoscope_apps_relations_http_accept: {
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
    mutoscope_apps_relations_http_decline: {
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
}
