/** What travels between client and server. Times are milliseconds since 1970, ids are 13 letters. */

/** An empty avatar_url means a person without a picture. */
export type PersonCard = { id: string; handle: string; name: string; avatar_url: string };

export type Me = {
  person: Self | null;
  viewer_key: string;
  csrf: string;
  config: {
    media_url: string;
    upload_max_bytes: number;
    upload_max_seconds: number;
    minimum_age: number;
    languages: string[];
  };
  /** Joined, but the address must be confirmed before logging in. */
  confirm_email?: boolean;
};

export type Self = PersonCard & {
  bio: string;
  email: string;
  language: string;
  is_private: boolean;
  is_staff: boolean;
  quota: { used: number; limit: number };
};

export type Rendition = {
  url: string;
  codecs: string;
  width: number;
  height: number;
  kbps: number;
  size: number;
  /** Bytes from the start that hold the index and the first two seconds. */
  head_bytes: number;
};

export type VideoCard = {
  id: string;
  creator: PersonCard;
  caption: string;
  tags: string[];
  sound: { id: string; title: string; creator_handle: string } | null;
  duration_ms: number;
  width: number;
  height: number;
  poster_url: string | null;
  blurhash: string;
  renditions: Rendition[];
  audience: 'everyone' | 'followers' | 'me';
  published_ms: number | null;
  counts: { likes: number };
  viewer: { liked: boolean; follows: boolean; own: boolean };
};

export type FeedCard = VideoCard & { trace?: { source: string; explore: boolean; recycled: boolean } };

export type FeedPage = { page_id: string; caught_up: boolean; cards: FeedCard[] };
